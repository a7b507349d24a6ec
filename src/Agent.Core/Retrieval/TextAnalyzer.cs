using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Core.Retrieval;

/// <summary>A word of a text as an index knows it.</summary>
/// <param name="Value">The stem, lower case, accents taken off; only letters and digits.</param>
/// <param name="Start">First character of the word in the text.</param>
/// <param name="Length">Characters of the word in the text.</param>
public readonly record struct Term(string Value, int Start, int Length);

/// <summary>
/// Turns text into the terms that are indexed and asked for. Every index and every query go through it, so that both sides always agree:
/// lower case, accents folded (including ø, æ, œ, ß, ł), numbers without their separators, words without meaning left out, English stems.
/// </summary>
public static partial class TextAnalyzer
{
    /// <summary>Says how terms are made; an index that was made by another version has to be built again.</summary>
    public const int Version = 2;

    // Longer "words" are keys, addresses and noise; their beginning tells them apart.
    private const int LongestTerm = 40;
    private const int MostStems = 200_000;

    private static readonly ConcurrentDictionary<string, string> Stems = new(StringComparer.Ordinal);

    // The plain letters from U+00E0, U+01CD and U+1EA0 on; a space stands for a letter that is none with an accent.
    private const string Latin =
        "aaaaaa ceeeeiiiidnooooo ouuuuy y a a a c c c c d d e e e e e g g g g h h i i i i"
        + " i   j k  l l l l l n n n    o o o   r r r s s s s t t t u u u u u u w y  z z zs";

    private const string Pinyin = " a i o u u u u u  a a     g k o o  j    g   n a   o a a e e i i o o r r u u s t";

    private const string Vietnamese = " a a a a a a a a a a a a e e e e e e e e i i o o o o o o o o o o o o u u u u u u u y y y y";

    // Function words, and what is left of contractions. A query without them means the same.
    private static readonly FrozenSet<string> StopWords = (
        "a about after again all also am an and any are arent as at be because been before being both but by can cant could couldnt d did didnt do does doesnt doing dont down "
        + "during each few for from further get got had hadnt has hasnt have havent having he her here hers herself him himself his how i id if ill im in into is isnt it its itself ive "
        + "just let lets ll m me more most my myself no nor not now of off on once only or other our ours ourselves out over own re s same shall she should shouldnt so some such t than that "
        + "thats the their theirs them themselves then there theres these they theyre theyve this those through to too under until up us ve very was wasnt we well were werent weve what whats when where which "
        + "while who whom whose why will with wont would wouldnt yes you youd youll your youre yours yourself youve").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Forms that no ending tells: "lost" is looked for as "lose".
    private static readonly FrozenDictionary<string, string> Irregular = (
        "became become began begin begun begin bought buy broke break broken break brought bring built build came come caught catch chose choose chosen choose cost cost drew draw drawn draw "
        + "drove drive driven drive fell fall fallen fall felt feel fought fight found find flew fly forgot forget forgotten forget froze freeze frozen freeze gave give given give went go gone go "
        + "grew grow grown grow heard hear held hold hid hide kept keep knew know known know laid lay led lead left leave lent lend lost lose made make meant mean met meet paid pay ran run rang ring "
        + "rose rise risen rise said say sang sing sank sink saw see seen see sold sell sent send shook shake shaken shake shot shoot showed show shown show sat sit slept sleep spoke speak spoken speak "
        + "spent spend stole steal stolen steal stood stand stuck stick swore swear taught teach thought think threw throw thrown throw told tell took take taken take tore tear torn tear understood understand "
        + "woke wake won win wore wear worn wear wrote write written write withdrew withdraw withdrawn withdraw")
        .Split(' ').Chunk(2).ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWordSpans = StopWords.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> StemSpans = Stems.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The terms of a text in order, function words left out.</summary>
    public static IReadOnlyList<Term> Terms(string text)
    {
        var terms = new List<Term>(text.Length / 8);
        foreach (var match in Word().EnumerateMatches(text))
        {
            if (TermOf(text.AsSpan(match.Index, match.Length)) is { } value)
                terms.Add(new(value, match.Index, match.Length));
        }

        return terms;
    }

    /// <summary>The terms of a text, one space between two: what a full-text index that only splits at spaces is fed with.</summary>
    public static string TermsOf(string text) => string.Join(' ', Terms(text).Select(t => t.Value));

    /// <summary>The words of a name, folded but not stemmed: "Skarvøy A/S" is <c>skarvoy a s</c>.</summary>
    public static IReadOnlyList<string> NameWords(string name)
    {
        var words = new List<string>();
        foreach (var match in Word().EnumerateMatches(name))
        {
            if (Normal(name.AsSpan(match.Index, match.Length)) is { Length: > 0 } word)
                words.Add(word);
        }

        return words;
    }

    /// <summary>Takes accents off lower-case letters: "ø" is "o", "æ" is "ae", "ß" is "ss".</summary>
    public static string Fold(string lower)
    {
        if (Ascii.IsValid(lower))
            return lower;
        var folded = new StringBuilder(lower.Length + 4);
        foreach (var c in lower)
        {
            if (c is 'æ' or 'œ' or 'ß' or 'þ')
                folded.Append(c switch { 'æ' => "ae", 'œ' => "oe", 'ß' => "ss", _ => "th" });
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(Plain(c));
        }

        return folded.ToString();
    }

    // Tables, since Unicode's own decomposition is not at hand where the program runs without the data of cultures.
    private static char Plain(char c)
    {
        var plain = c switch
        {
            >= 'à' and <= 'ſ' => Latin[c - 'à'],
            >= '\u01CD' and <= '\u021B' => Pinyin[c - '\u01CD'],
            >= '\u1EA0' and <= '\u1EF9' => Vietnamese[c - '\u1EA0'],
            _ => ' ',
        };
        return plain == ' ' ? c : plain;
    }

    private static string? TermOf(ReadOnlySpan<char> word)
    {
        // Most words are known: they are looked up as they stand, without a string of their own.
        Span<char> lower = stackalloc char[LongestTerm];
        if (word.Length <= LongestTerm && char.IsAsciiLetter(word[0]) && Ascii.ToLower(word, lower, out var length) == OperationStatus.Done && !word.ContainsAny('\'', '’'))
        {
            if (StopWordSpans.Contains(lower[..length]))
                return null;
            if (StemSpans.TryGetValue(lower[..length], out var known))
                return known;
        }

        var normal = Normal(word);
        if (normal.Length == 0 || StopWords.Contains(normal))
            return null;
        if (char.IsAsciiDigit(normal[0]) || !Ascii.IsValid(normal))
            return normal;
        if (Stems.TryGetValue(normal, out var stem))
            return stem;
        stem = PorterStemmer.Stem(Irregular.GetValueOrDefault(normal, normal));
        // A bound on the memory; what is new after that is worked out each time.
        if (Stems.Count < MostStems)
            Stems.TryAdd(normal, stem);
        return stem;
    }

    private static string Normal(ReadOnlySpan<char> word)
    {
        if (word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’')
            word = word[..^2];
        Span<char> plain = stackalloc char[Math.Min(word.Length, LongestTerm)];
        var length = 0;
        foreach (var c in word)
        {
            // What joins digits or stands in a contraction is no letter of the term.
            if (c is '\'' or '’' or '.' or ',')
                continue;
            if (length == plain.Length)
                break;
            plain[length++] = char.ToLowerInvariant(c);
        }

        return Fold(plain[..length].ToString());
    }

    // A number keeps its groups together: "84,000", "84.000" and "84000" are one term, "1.5" and "1,5" too.
    [GeneratedRegex(@"[0-9]+(?:[.,'’][0-9]+)*(?![\p{L}\p{M}])|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)?")]
    private static partial Regex Word();
}
