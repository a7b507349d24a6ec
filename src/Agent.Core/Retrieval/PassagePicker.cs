using System.Text.RegularExpressions;

namespace Agent.Core.Retrieval;

/// <summary>Words of names and queries as people type them, and the stretch of a passage that answers a query best.</summary>
public static partial class PassagePicker
{
    private const int LongestQuote = 400;
    private const int ShortAnswer = 40;

    /// <summary>Splits a query or a name into lower-case words, accents taken off: people type "Skarvoy" for "Skarvøy".</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Word().Matches(TextAnalyzer.Fold(text.ToLowerInvariant())).Select(m => m.Value)];

    /// <summary>The same words as they are written: a list of names that keeps "ø" apart from "o" has to be asked for both.</summary>
    public static IReadOnlyList<string> WrittenWords(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    /// <summary>True when two words are forms of one: equal, or alike in all but short endings ("prices", "pricing").</summary>
    public static bool SameStem(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var shared = a.CommonPrefixLength(b);
        var shorter = Math.Min(a.Length, b.Length);
        return shared == a.Length && shared == b.Length || (shared >= 4 && shared >= shorter - 2 && Math.Max(a.Length, b.Length) - shared <= 4);
    }

    /// <summary>The sentence of a passage that has most of what is asked for; where none has any, as in an answer that does not repeat its question, the first words.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">First character of the passage.</param>
    /// <param name="length">Characters of the passage.</param>
    /// <param name="weights">What each term of the query is worth.</param>
    /// <param name="transcript">True for what was spoken: there <c>Name: words</c> marks a speaker; in a note it is only a colon.</param>
    public static (int Start, int Length) Quote(string text, int start, int length, IReadOnlyDictionary<string, double> weights, bool transcript)
    {
        var stretches = Stretches(text.Substring(start, length), transcript).ToList();
        if (stretches.Count == 0)
            return (start, Math.Min(length, LongestQuote));
        var (best, worth) = stretches
            .Select(s => (s, Worth: TextAnalyzer.Terms(text.Substring(start + s.Start, s.Length)).Select(t => t.Value).Distinct().Sum(t => weights.GetValueOrDefault(t))))
            .OrderByDescending(s => s.Worth).ThenBy(s => s.s.Length).First();
        if (worth > 0)
            return (start + best.Start, best.Length);
        var (first, end) = (stretches[0].Start, stretches[0].Start + stretches[0].Length);
        foreach (var next in stretches.Skip(1).TakeWhile(s => end - first < ShortAnswer && s.Start <= end + 1))
            end = next.Start + next.Length;
        return (start + first, end - first);
    }

    private static IEnumerable<(int Start, int Length)> Stretches(string text, bool transcript)
    {
        foreach (Match line in Line().Matches(text))
        {
            var words = transcript && SpokenLine().Match(line.Value) is { Success: true } spoken ? spoken.Groups["words"] : (Capture)line;
            var offset = words == line ? line.Index : line.Index + words.Index;
            foreach (var (start, length) in Sentences(words.Value))
                yield return (offset + start, length);
        }
    }

    // Short lines stay whole, so that a quote keeps what it needs to be understood.
    private static IEnumerable<(int Start, int Length)> Sentences(string line)
    {
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var ends = i == line.Length - 1 || (line[i] is '.' or '?' or '!' && line[i + 1] == ' ' && i - start > 60) || i - start >= LongestQuote;
            if (!ends)
                continue;
            var from = start;
            while (from <= i && line[from] == ' ')
                from++;
            if (i + 1 > from)
                yield return (from, i + 1 - from);
            start = i + 1;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’][\p{L}]+)?")]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\n]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?:\[[^\]]{1,40}\]\s*)?(?<name>\p{Lu}[^:\[\]]{1,60}):\s+(?<words>.+)$")]
    private static partial Regex SpokenLine();
}
