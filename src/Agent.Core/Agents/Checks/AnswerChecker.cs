using System.Text.RegularExpressions;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Checks;

/// <summary>What an answer can stand on.</summary>
/// <param name="Sources">The sources of the turn.</param>
/// <param name="Said">What the tools returned, as statements with the labels of their sources.</param>
/// <param name="Question">What the user asked: its own words may be said back.</param>
/// <param name="Today">The day of the answer.</param>
internal sealed record AnswerGround(IReadOnlyList<Source> Sources, IReadOnlyList<string> Said, string Question, DateOnly Today)
{
    /// <summary>What the turn did.</summary>
    public TurnDeeds Deeds { get; init; } = TurnDeeds.None;

    /// <summary>True when code worded the answer, from results that it cites as far as they have sources.</summary>
    public bool ByCode { get; init; }
}

/// <summary>What came of a check.</summary>
/// <param name="Sentences">Sentences that state something that can be checked.</param>
/// <param name="Failed">How many of them hold something unsupported.</param>
/// <param name="Spans">What is not supported.</param>
internal sealed record CheckedAnswer(int Sentences, int Failed, IReadOnlyList<UnsupportedSpan> Spans);

/// <summary>
/// Holds an answer against what was found in its turn, sentence by sentence: cited labels exist, words in quotation marks are verbatim, and
/// numbers, dates and names occur in what is cited, or, in a sentence without citations, in anything that was found. A sentence of a model that
/// states something and cites nothing has to say again what a tool said without a source, such as a total; and what it claims to have been done,
/// a tool of the turn did.
/// </summary>
internal sealed partial class AnswerChecker
{
    /// <summary>The most spans; an answer with more is wrong as a whole.</summary>
    public const int MaxSpans = 100;

    // Words that begin with a capital without naming anybody.
    private static readonly HashSet<string> NoNames = new(
        [
            "I", "English", "German", "French", "Dutch", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
            "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mr", "Mrs", "Ms", "Dr", "Champ", "Meddic", "Meddpicc", "Bant",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly AnswerGround _ground;
    private readonly FoundFacts _all = new();
    private readonly FoundFacts _free = new();
    private readonly Dictionary<string, FoundFacts> _byLabel = [];
    private readonly HashSet<string> _lines = [];
    private readonly List<(FoundFacts Facts, HashSet<string> Terms)> _unlabelled = [];
    private readonly HashSet<string> _asked;

    /// <summary>A checker for one answer.</summary>
    public AnswerChecker(AnswerGround ground)
    {
        _ground = ground;
        var labels = ground.Sources.Select(s => s.Label).ToList();
        foreach (var label in labels)
            _byLabel[label] = new();
        _asked = Terms(ground.Question);
        var asked = FoundFacts.Of(ground.Question);
        asked.Add(ground.Today);
        foreach (var facts in Anywhere)
            facts.Add(asked);

        foreach (var source in ground.Sources)
            Add(source);
        foreach (var said in ground.Said)
        {
            var lines = said.Split('\n');
            foreach (var line in lines)
                AddLine(line);
            AddCount(lines);
        }
    }

    /// <summary>Checks an answer.</summary>
    public static CheckedAnswer Check(string answer, AnswerGround ground) => new AnswerChecker(ground).Check(answer);

    // Two, so that what may be said beside any source need not be added to each.
    private FoundFacts[] Anywhere => [_all, _free];

    private CheckedAnswer Check(string answer)
    {
        // How many things a list shows anybody can count.
        AddCount(answer.Split('\n'));
        var spans = new List<UnsupportedSpan>();
        int sentences = 0, failed = 0;
        foreach (var (start, text) in Sentences(answer))
        {
            var (facts, wrong) = CheckSentence(text);
            if (!_ground.ByCode && Unfounded(answer, start, text) is { } why)
            {
                var from = text.Length - text.TrimStart(' ', '\t', '-', '*', '>', '#', '•').Length;
                wrong = [new(from, text.TrimEnd().Length - from, wrong is [var first, ..] ? $"{why} {first.Why}" : why)];
                facts++;
            }

            sentences += facts > 0 ? 1 : 0;
            failed += wrong.Count > 0 ? 1 : 0;
            spans.AddRange(wrong.Select(w => w with { Start = w.Start + start }));
        }

        return new(sentences, failed, [.. spans.OrderBy(s => s.Start).Take(MaxSpans)]);
    }

    private (int Facts, List<UnsupportedSpan> Wrong) CheckSentence(string text)
    {
        var wrong = new List<UnsupportedSpan>();
        var facts = 0;
        var cited = new List<FoundFacts>();
        foreach (Match label in Citation().Matches(text))
        {
            facts++;
            if (_byLabel.TryGetValue(label.Groups[1].Value, out var found))
                cited.Add(found);
            else
                wrong.Add(new(label.Index, label.Length, $"There is no source {label.Groups[1].Value} in this answer."));
        }

        var quotes = StatedFacts.Quotes(text).ToList();
        foreach (var (start, length) in quotes)
            Judge(start, length, f => f.HasQuote(text.Substring(start, length)), anySource: true, "These words stand in nothing that was found, not letter by letter.");
        var dates = StatedFacts.Dates(text).ToList();
        foreach (var date in dates.GroupBy(d => d.Start))
            Judge(date.Key, date.First().Length, f => date.Any(d => f.Has(d, _ground.Today.Year)), anySource: false, "This date does not occur in what was found.");
        // "One" mostly is no number: "one of them".
        foreach (var number in StatedFacts.Numbers(text, dates).Concat(StatedFacts.Written(text).Where(n => n.Values[0].Value != 1)))
            Judge(number.Start, number.Length, f => f.Has(number) || IsDistance(text, number, f) || IsCountOf(cited, number), anySource: false, "This number does not occur in what was found.");
        foreach (var (start, length) in Names(text))
            Judge(start, length, f => IsNamed(text, start, length, f), anySource: true, "This name does not occur in what was found.");
        foreach (var forged in Reference().Matches(text).Where(r => !quotes.Exists(q => r.Index >= q.Start && r.Index < q.Start + q.Length)))
        {
            facts++;
            wrong.RemoveAll(w => w.Start >= forged.Index && w.Start < forged.Index + forged.Length);
            wrong.Add(new(forged.Index, forged.Length, $"There is no source {forged.Groups[1].Value} in this answer."));
        }

        return (facts, wrong);

        void Judge(int start, int length, Func<FoundFacts, bool> holds, bool anySource, string why)
        {
            facts++;
            if (cited.Count > 0 && !anySource ? holds(_free) || cited.Exists(f => holds(f)) : holds(_all))
                return;
            wrong.Add(new(start, length, holds(_all) ? "This stands in another source than the one that is cited." : why));
        }
    }

    // Why a whole sentence stands on nothing, or null.
    private string? Unfounded(string answer, int start, string text)
    {
        var from = start == 0 ? 0 : answer.LastIndexOf('\n', start - 1) + 1;
        var to = answer.IndexOf('\n', Math.Min(start + Math.Max(0, text.TrimEnd().Length - 1), answer.Length - 1));
        var line = answer[from..(to < 0 ? answer.Length : to)];
        var next = to < 0 ? "" : answer[to..].TrimStart().Split('\n', 2)[0];
        // A draft is the user's to send, and speaks as the user.
        if (_lines.Contains(Bare(line)) || (_ground.Deeds.Drafted && line.StartsWith('>')))
            return null;
        var isCited = Citation().IsMatch(text) || Reference().IsMatch(text);
        if (FactualSentences.IsDone(Quoted().Replace(text, " "), _ground.Deeds, isCited) is { } isDone)
            return isDone ? null : "No tool of this turn did this.";
        var leadsOn = text.TrimEnd(' ', '*', '_', '\n', '\r').EndsWith(':') && (IsItem(next) || next.StartsWith('>') || next.StartsWith('|'));
        return isCited || leadsOn || (next.Length > 0 && FactualSentences.IsHeading(line)) || TableHead().IsMatch(next) || FactualSentences.NeedsNoSource(text) || SaysAgain(text)
            ? null
            : "No source is cited for this.";
    }

    // What tools said without a source: all of its words, or most of them where it has the number too or tells of what the turn proposed; the rest
    // may be words of the question.
    private bool SaysAgain(string text)
    {
        var terms = Terms(text);
        if (terms.Count == 0)
            return true;
        var numbers = StatedFacts.Numbers(text, [.. StatedFacts.Dates(text)]).Concat(StatedFacts.Written(text)).ToList();
        var proposed = _ground.Deeds.Proposed && FactualSentences.TellsOfProposal(text);
        return _unlabelled.Exists(line =>
            terms.All(line.Terms.Contains)
            || ((proposed || numbers.Exists(line.Facts.Has)) && 2 * terms.Count(t => line.Terms.Contains(t) || _asked.Contains(t)) >= terms.Count));
    }

    private static HashSet<string> Terms(string text) => [.. TextAnalyzer.Terms(text).Select(t => t.Value).Where(t => char.IsLetter(t[0]) && !Numbers.IsNumberWord(t))];

    private static string Bare(string line) => Blanks().Replace(line.TrimStart('>', ' ').TrimEnd(), " ");

    // "In 12 days" and "3 weeks ago" are worked out from a day.
    private bool IsDistance(string text, StatedNumber number, FoundFacts found)
    {
        var after = text.AsSpan(number.Start + number.Length).TrimStart(" -\u00A0");
        var days = after.StartsWith("day", StringComparison.OrdinalIgnoreCase) ? 1 : after.StartsWith("week", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        return days > 0 && number.Values.Any(v => found.HasDistance(v.Value * days, _ground.Today));
    }

    // "Two of their mails say so [1][2]."
    private static bool IsCountOf(List<FoundFacts> cited, StatedNumber number) => cited.Count > 1 && number.Values.Any(v => v.Value == cited.Count);

    // In the middle of a sentence capitals make a name, and all of it has to be known. At its beginning any word may have one.
    private static bool IsNamed(string text, int start, int length, FoundFacts found)
    {
        var words = NameWord().Matches(text.Substring(start, length)).Select(m => m.Value).Where(w => char.IsUpper(w[0]) && !NoNames.Contains(w)).ToList();
        return IsAtStart(text, start) ? words.Count < 2 || words.Exists(found.HasWord) : words.TrueForAll(found.HasWord);
    }

    private static IEnumerable<(int Start, int Length)> Names(string text)
    {
        foreach (Match name in Name().Matches(text))
        {
            // Any word may begin a sentence, and a label before a colon is the answer's own heading.
            var next = text.AsSpan(name.Index + name.Length).TrimStart("* ");
            var isHeading = !name.Value.AsSpan().ContainsAny(' ', '-') || next.StartsWith(":") || next.IsEmpty;
            if (!(isHeading && IsAtStart(text, name.Index)))
                yield return (name.Index, name.Length);
        }
    }

    private static bool IsAtStart(string text, int at) => text.AsSpan(0, at).TrimEnd("*_ -–•#>(\"“").Length is 0 || text.AsSpan(0, at).TrimEnd("*_ (\"“")[^1] is ':' or '.' or '!' or '?' or '·' or '|';

    private void Add(Source source)
    {
        var found = FoundFacts.Of(PlainMarkdown.Unescape(source.Title));
        if (source.Quote is { } quote)
            found.Add(FoundFacts.Of(quote));
        if (source.Speaker is { } speaker)
            found.Add(FoundFacts.Of(speaker));
        if (source.At is { } at)
            found.Add(DateOnly.FromDateTime(at.UtcDateTime));
        _all.Add(found);
        _byLabel[source.Label].Add(found);
    }

    // A line that cites nothing, such as a total, may be said beside any source.
    private void AddLine(string line)
    {
        var labels = Citation().Matches(line).Select(m => m.Groups[1].Value).Where(_byLabel.ContainsKey).Distinct().ToList();
        var found = FoundFacts.Of(Citation().Replace(line, " "));
        _all.Add(found);
        _lines.Add(Bare(line));
        if (labels.Count == 0)
            _unlabelled.Add((found, Terms(line)));
        foreach (var facts in labels.Count == 0 ? [_free] : labels.Select(l => _byLabel[l]))
            facts.Add(found);
    }

    private void AddCount(string[] lines)
    {
        foreach (var facts in Anywhere)
            facts.Add(lines.Count(IsItem));
    }

    private static bool IsItem(string line) => Item().IsMatch(line);

    private static IEnumerable<(int Start, string Text)> Sentences(string answer)
    {
        var from = 0;
        foreach (Match end in SentenceEnd().Matches(answer))
        {
            if (Sentence(answer, from, end.Index + end.Length) is { } sentence)
                yield return sentence;
            from = end.Index + end.Length;
        }

        if (Sentence(answer, from, answer.Length) is { } last)
            yield return last;
    }

    // The number of a list's item is none of its facts.
    private static (int Start, string Text)? Sentence(string answer, int from, int to)
    {
        var text = answer[from..to];
        var item = ItemNumber().Match(text);
        var start = item.Success ? item.Length : 0;
        return string.IsNullOrWhiteSpace(text[start..]) ? null : (from + start, text[start..]);
    }

    [GeneratedRegex(@"\[(\d{1,4})\]")]
    private static partial Regex Citation();

    // What stands where citations stand and reads as one, such as "[act-7]", "[call, 00:12]" or "[verified]", lends a sentence a source that it does
    // not have. A text in which these words occur is none: whoever wrote it wants them cited. The clock of a quote alone is no reference.
    [GeneratedRegex(
        @"(?<=\S\s*)(?<!\\)\[(?!\d{1,4}\]|\d{1,2}(?::\d\d){1,2}\])(?=[^\[\]\n]*(?:\d|\b(?:source|quelle|verified|confirmed|ref|reference|minutes|record|study|report)\b))([^\[\]\n]{1,80})\](?!\()(?=\s*(?:\[[^\[\]\n]*\]\s*)*(?:[.,;:!?)]|$))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    // After a mark and the citations behind it, before a blank; or at the end of a line.
    [GeneratedRegex(@"(?<!(?:^|\n)\s*\d{1,3})(?<=\p{L}{3}|\d|[)\]""”%*])[.!?][""”)*]*(?:\s?\[\d{1,4}\])*(?=\s+[\p{Lu}\d""“*-])|\n")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\|?\s*:?-{2,}")]
    private static partial Regex TableHead();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\s*\d{1,3}[.)]\s")]
    private static partial Regex ItemNumber();

    [GeneratedRegex(@"^\s*(?:[-*•]|\d{1,3}[.)])\s")]
    private static partial Regex Item();

    [GeneratedRegex(@"\p{Lu}\p{Ll}[\p{L}\p{M}]*(?:['’]s)?(?:[ -]\p{Lu}\p{Ll}[\p{L}\p{M}]*)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*")]
    private static partial Regex NameWord();
}
