namespace Agent.Core.Insight.Reading;

/// <summary>A person named in a text.</summary>
/// <param name="Start">First character of the name.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Title">Job title as written, or null.</param>
public sealed record PersonMention(int Start, int End, string Name, string? Title);

/// <summary>Finds people with their titles: "our CFO Maria Lopez", "Tom Berg, Head of IT", "this is Ann Lee from Acme", signatures.</summary>
public static class People
{
    private static readonly HashSet<string> TitleWords =
    [
        "ceo", "cfo", "cto", "cio", "coo", "ciso", "cmo", "cpo", "cro", "vp", "svp", "evp", "president", "director", "manager", "head", "chief", "lead", "controller", "owner", "founder",
        "partner", "engineer", "architect", "buyer", "administrator", "admin", "supervisor", "treasurer", "counsel", "officer", "secretary", "chairman", "chairwoman", "analyst", "consultant", "coordinator", "specialist", "executive",
    ];

    private static readonly HashSet<string> TitleParts =
    [
        "of", "the", "and", "for", "vice", "senior", "junior", "global", "regional", "general", "managing", "executive", "deputy", "assistant", "associate", "group", "it", "sales", "finance",
        "financial", "marketing", "operations", "procurement", "purchasing", "product", "project", "engineering", "technical", "technology", "information", "security", "legal", "data", "digital", "customer", "success",
        "account", "plant", "supply", "chain", "human", "resources", "hr", "business", "development", "office", "facilities", "logistics", "quality", "production", "software", "systems", "infrastructure", "network", "commercial", "strategy", "innovation", "compliance", "risk", "revenue", "people", "support", "services", "platform", "research", "co",
    ];

    private static readonly HashSet<string> Introductions = ["is", "am", "with", "to", "from", "and", "meet", "ask", "asked", "include", "cc", "involve", "by", "name", "met", "called", "told", "spoke", "speak", "for", "loop", "contact", "copy", "add", "invite", "colleague", "boss", "deputy", "assistant", "successor", "predecessor"];

    /// <summary>Small words inside a family name: "van den Berg", "de la Cruz".</summary>
    private static readonly HashSet<string> Particles = ["van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "du", "la", "le", "el", "al", "bin", "ben", "ten", "ter", "zu"];

    /// <summary>Words that lead from a name to the role that somebody has or took on: "Ann Lee took over as CFO".</summary>
    private static readonly CueSet TakesRole = CueSet.Of("(is|was|joined|joins|started|starts|works|acts|serves|took over|takes over|stepped in|came in|returned) .2 as", "(became|becomes) [now]");

    private static readonly HashSet<string> NotNames =
    [
        "i", "we", "you", "he", "she", "it", "they", "the", "a", "an", "our", "my", "your", "his", "her", "their", "this", "that", "these", "those", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "hi", "hello", "hey", "dear", "thanks", "thank", "yes", "no", "and", "but", "so", "if", "when", "what", "who", "how", "why", "where", "please", "great", "good", "sure", "best", "kind", "regards", "mr", "mrs", "ms", "dr", "prof",
        "q1", "q2", "q3", "q4", "english", "german", "europe", "let", "also", "then", "there", "here", "well", "ok", "okay", "right", "perfect", "absolutely", "not", "in", "on", "at", "to", "for", "from", "with", "as", "is", "are", "do", "does",
        "can", "could", "will", "would", "should", "may", "might", "have", "has", "had", "first", "next", "after", "before", "once", "since", "maybe", "actually", "currently", "today", "tomorrow", "both", "all", "any", "some", "of", "by", "or", "now",
    ];

    /// <summary>People named in the statements of a text, once per place, in order.</summary>
    public static List<PersonMention> Find(ReadActivity text)
    {
        var speakers = text.Utterances.Where(u => u.Speaker is not null).Select(u => u.Speaker!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var firstNames = speakers.Select(s => s.Split(' ')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<PersonMention>();
        foreach (var utterance in text.Utterances.Where(u => u.Part is TextPart.Body or TextPart.Signature))
        {
            for (var s = 0; s < utterance.Sentences.Count; s++)
                Read(text.Text, utterance.Sentences[s], s + 1 < utterance.Sentences.Count ? utterance.Sentences[s + 1] : null, utterance.Part, speakers, firstNames, found);
        }

        return found;
    }

    /// <summary>True for a word that can be part of a name: no pronoun, greeting, month or part of a job title.</summary>
    internal static bool MayBeName(string text, TokenList tokens, int i) => NameEnd(text, tokens, i) > i;

    private static void Read(string text, Sentence sentence, Sentence? below, TextPart part, HashSet<string> speakers, HashSet<string> firstNames, List<PersonMention> found)
    {
        var tokens = sentence.Tokens;
        for (var i = 0; i < tokens.Count;)
        {
            var next = NameEnd(text, tokens, i);
            if (next == i)
            {
                i++;
                continue;
            }

            var name = text[tokens[i].Start..tokens[next - 1].End];
            var title = TitleBefore(text, tokens, i) ?? TitleAfter(text, tokens, next) ?? (i == 0 && next == tokens.Count && next > 1 ? TitleAlone(text, below) : null);
            var honorific = i > 0 && tokens[i - 1].Norm is "mr" or "mrs" or "ms" or "dr" or "prof" or "." && (tokens[i - 1].Norm is not "." || (i > 1 && tokens[i - 2].Norm is "mr" or "mrs" or "ms" or "dr" or "prof"));
            var introduced = next - i >= 2 && i > 0 && (Introductions.Contains(tokens[i - 1].Norm) || tokens[i - 1].Norm is "," or "(") && !LooksLikeCompany(tokens, i, next);
            if (title is not null || honorific || introduced || speakers.Contains(name) || (next - i == 1 && firstNames.Contains(name)) || (part == TextPart.Signature && next - i >= 2))
                found.Add(new(tokens[i].Start, tokens[next - 1].End, name, title));
            i = next;
        }
    }

    private static bool LooksLikeCompany(TokenList tokens, int first, int next) =>
        tokens[first - 1].Norm is "from" or "with" or "at" or "for" || tokens[next - 1].Norm is "inc" or "ltd" or "gmbh" or "corp" or "solutions" or "systems" or "technologies" or "group" or "software" or "innovations" or "pro" or "suite" or "core" or "hub";

    private static int NameEnd(string text, TokenList tokens, int i)
    {
        const int mostWords = 5;
        var j = i;
        while (j < tokens.Count && j - i < mostWords && tokens[j].Kind == TokenKind.Word && char.IsUpper(text[tokens[j].Start]) && !NotNames.Contains(tokens[j].Norm)
            && !TitleWords.Contains(tokens[j].Norm) && !(TitleParts.Contains(tokens[j].Norm) && !HasLowerTail(text, tokens[j])) && !IsTitlePart(tokens, j)
            && Calendar.MonthOf(tokens[j].Norm) is null && (j == i || tokens[j].Start - tokens[j - 1].End <= 1 || IsInitial(text, tokens, j)))
        {
            j++;
            if (j < tokens.Count && tokens[j].Norm is "." && tokens[j - 1].End - tokens[j - 1].Start == 1)
                j++;
            var family = j;
            while (family < tokens.Count && family - j < 2 && Particles.Contains(tokens[family].Norm) && char.IsLower(text[tokens[family].Start]))
                family++;
            if (family > j && family < tokens.Count && tokens[family].Kind == TokenKind.Word && char.IsUpper(text[tokens[family].Start]))
                j = family;
        }

        return j > i && tokens[j - 1].Kind == TokenKind.Symbol ? i : j;
    }

    private static bool IsInitial(string text, TokenList tokens, int j) => tokens[j - 1].Norm is "." && text.Length > tokens[j].Start;

    private static bool HasLowerTail(string text, Token token) => token.End - token.Start > 3 && char.IsLower(text[token.End - 1]) && !TitleParts.Contains(token.Norm);

    /// <summary>"Sales Director Ann Lee": a word of a title that leads to the title's noun.</summary>
    private static bool IsTitlePart(TokenList tokens, int j)
    {
        for (var k = j; k < Math.Min(tokens.Count, j + 4) && (TitleParts.Contains(tokens[k].Norm) || TitleWords.Contains(tokens[k].Norm)); k++)
        {
            if (TitleWords.Contains(tokens[k].Norm))
                return true;
        }

        return false;
    }

    private static string? TitleBefore(string text, TokenList tokens, int name)
    {
        var end = name;
        if (end > 0 && tokens[end - 1].Norm is "," or ":")
            end--;
        var start = end;
        while (start > 0 && (TitleWords.Contains(tokens[start - 1].Norm) || (TitleParts.Contains(tokens[start - 1].Norm) && tokens[start - 1].Norm is not ("the" or "and" or "for"))))
            start--;
        while (start < end && tokens[start].Norm is "of" or "it" && start + 1 < end && !TitleWords.Contains(tokens[start + 1].Norm) && tokens[start].Norm is "of")
            start++;
        return HasTitle(tokens, start, end) ? text[tokens[start].Start..tokens[end - 1].End] : null;
    }

    private static string? TitleAfter(string text, TokenList tokens, int next)
    {
        if (next >= tokens.Count)
            return null;
        var role = TakesRole.Find(tokens).Where(m => m.Start == next).Select(m => m.End).DefaultIfEmpty(-1).Max();
        if (role < 0 && tokens[next].Norm is not ("," or "(" or "-" or "is" or "as" or "/" or "|"))
            return null;
        var start = role < 0 ? next + 1 : role;
        while (start < tokens.Count && tokens[start].Norm is "our" or "the" or "my" or "their" or "a" or "an" or "new")
            start++;
        var end = start;
        while (end < tokens.Count && (TitleWords.Contains(tokens[end].Norm) || TitleParts.Contains(tokens[end].Norm)))
            end++;
        while (end > start && tokens[end - 1].Norm is "of" or "the" or "and" or "for")
            end--;
        return HasTitle(tokens, start, end) ? text[tokens[start].Start..tokens[end - 1].End] : null;
    }

    /// <summary>A line that is nothing but a title, as beneath a name in a signature.</summary>
    private static string? TitleAlone(string text, Sentence? line) =>
        line is { Tokens: { Count: > 0 } tokens } && tokens.All(t => TitleWords.Contains(t.Norm) || TitleParts.Contains(t.Norm)) && HasTitle(tokens, 0, tokens.Count)
            ? text[tokens[0].Start..tokens[tokens.Count - 1].End]
            : null;

    private static bool HasTitle(TokenList tokens, int start, int end)
    {
        for (var k = start; k < end; k++)
        {
            if (TitleWords.Contains(tokens[k].Norm))
                return true;
        }

        return false;
    }
}
