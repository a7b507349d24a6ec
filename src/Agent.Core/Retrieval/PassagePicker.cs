using System.Text.RegularExpressions;

namespace Agent.Core.Retrieval;

/// <summary>Picks the stretch of a text that answers a query best: a speaker's turn of a transcript, or a sentence.</summary>
public static partial class PassagePicker
{
    private const int LongestQuote = 400;

    /// <summary>The best stretches of a text, best first.</summary>
    /// <param name="text">The text of an activity.</param>
    /// <param name="words">Words of the query, lower case.</param>
    /// <param name="speaker">Only words of this person, by part of the name; null for anybody's.</param>
    /// <param name="author">Who wrote the text where no speaker is marked in it.</param>
    /// <param name="transcript">True for what was spoken: there <c>Name: words</c> marks a speaker; in a note it is only a colon.</param>
    /// <param name="take">The most stretches.</param>
    /// <returns>Start, length and speaker of each; empty when no word of the query occurs.</returns>
    public static IReadOnlyList<(int Start, int Length, string? Speaker, int Hits)> Pick(string text, IReadOnlyList<string> words, string? speaker, string? author, bool transcript, int take)
    {
        var found = new List<(int Start, int Length, string? Speaker, int Hits)>();
        var asked = 0;
        string? asker = null;
        foreach (var (start, length, who) in Stretches(text, author, transcript))
        {
            var hits = Hits(text.Substring(start, length), words);
            // An answer seldom repeats the word it was asked about.
            var worth = hits == 0 && transcript && who != asker ? asked : hits;
            if (worth > 0 && (speaker is null ? hits > 0 : who?.Contains(speaker, StringComparison.OrdinalIgnoreCase) == true))
                found.Add((start, length, who, worth));
            (asked, asker) = text[start + length - 1] == '?' ? (hits, who) : who == asker ? (asked, asker) : (0, null);
        }

        return [.. found.OrderByDescending(f => f.Hits).ThenBy(f => f.Length).Take(take)];
    }

    /// <summary>Splits a query or a name into lower-case words, accents taken off: people type "Skarvoy" for "Skarvøy".</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Word().Matches(Fold(text.ToLowerInvariant())).Select(m => m.Value)];

    /// <summary>The same words as they are written: an index that keeps "ø" apart from "o" has to be asked for both.</summary>
    public static IReadOnlyList<string> WrittenWords(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    private static string Fold(string lower)
    {
        if (System.Text.Ascii.IsValid(lower))
            return lower;
        var folded = new System.Text.StringBuilder(lower.Length);
        foreach (var c in lower)
        {
            folded.Append(c switch
            {
                >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => "a",
                'ç' or 'ć' or 'č' => "c",
                'ď' or 'đ' => "d",
                >= 'è' and <= 'ë' or 'ē' or 'ę' or 'ě' => "e",
                >= 'ì' and <= 'ï' or 'ī' => "i",
                'ł' => "l",
                'ñ' or 'ń' or 'ň' => "n",
                >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ő' => "o",
                'ř' => "r",
                'ś' or 'š' or 'ş' => "s",
                'ť' or 'ţ' => "t",
                >= 'ù' and <= 'ü' or 'ū' or 'ů' or 'ű' => "u",
                'ý' or 'ÿ' => "y",
                'ź' or 'ž' or 'ż' => "z",
                'æ' => "ae",
                'œ' => "oe",
                'ß' => "ss",
                _ => c.ToString(),
            });
        }

        return folded.ToString();
    }

    /// <summary>True when two words are forms of one: equal, or alike in all but short endings ("prices", "pricing").</summary>
    public static bool SameStem(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var shared = a.CommonPrefixLength(b);
        var shorter = Math.Min(a.Length, b.Length);
        return shared == a.Length && shared == b.Length || (shared >= 4 && shared >= shorter - 2 && Math.Max(a.Length, b.Length) - shared <= 4);
    }

    private static int Hits(string stretch, IReadOnlyList<string> words)
    {
        var said = Words(stretch);
        return words.Count(word => said.Any(w => SameStem(w, word)));
    }

    private static IEnumerable<(int Start, int Length, string? Speaker)> Stretches(string text, string? author, bool transcript)
    {
        foreach (Match line in Line().Matches(text))
        {
            if (transcript && SpokenLine().Match(line.Value) is { Success: true } spoken)
            {
                var words = spoken.Groups["words"];
                foreach (var (start, length) in Sentences(words.Value))
                    yield return (line.Index + words.Index + start, length, spoken.Groups["name"].Value);
            }
            else if (!line.Value.StartsWith('>'))
            {
                foreach (var (start, length) in Sentences(line.Value))
                    yield return (line.Index + start, length, author);
            }
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
