using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Core.Insight.Texts;

/// <summary>
/// Makes a quote of speech or notes readable without changing what it says: transcription marks, fillers, stutters and stray
/// spaces go, every number and every denial stays. What could not be heard becomes "…".
/// </summary>
public static partial class SpokenText
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>Doubled on purpose or by grammar: "that that", "had had", "very very".</summary>
    private static readonly FrozenSet<string> MayRepeat = new[] { "that", "had", "very", "really", "much", "far", "no", "so", "too", "long", "many" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>After these words "you know" has an object and is said of knowing: "you know that".</summary>
    private static readonly FrozenSet<string> Known = new[]
    {
        "that", "what", "how", "why", "who", "where", "when", "which", "if", "whether", "our", "your", "my", "their", "his", "about", "of", "me", "him", "her", "them", "better", "anyone",
        "anybody", "someone", "somebody", "any", "the", "more", "already", "this",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BeforeKnow = new[]
    {
        "do", "did", "don't", "didn't", "if", "as", "let", "that", "since", "would", "should", "how", "what", "will", "to", "can", "before", "when", "now", "because",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words, cleaned; empty when nothing but marks and fillers was said.</summary>
    public static string Clean(string quote)
    {
        var text = Plain(quote);
        text = Unheard().Replace(text, " … ");
        text = Marks().Replace(text, " ");
        text = text.Replace('{', ' ').Replace('}', ' ');
        text = (IsGerman().IsMatch(text) ? Hesitations() : Fillers()).Replace(text, " ");
        text = Spaces().Replace(text, " ").Trim();
        text = AsideLike().Replace(text, " ");
        text = Join(WithoutStutter(WithoutPhrases(text.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        text = BeforePunctuation().Replace(text, "$1");
        text = Repaired().Replace(text, "");
        text = DoubledComma().Replace(text, "$1");
        text = Opening().Replace(text, "");
        text = text.TrimStart(',', '.', ';', '-', '–', '—', ' ', '*', '•', '>').TrimEnd(',', ';', '-', '–', '—', ' ');
        return text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }

    /// <summary>Line ends become spaces; control and direction characters, which could hide or turn words, go.</summary>
    private static string Plain(string quote)
    {
        var plain = new StringBuilder(quote.Length);
        foreach (var c in quote)
        {
            if (char.IsWhiteSpace(c))
                plain.Append(' ');
            else if (!char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                plain.Append(c);
        }

        return plain.ToString();
    }

    private static List<string> WithoutPhrases(string[] words)
    {
        var kept = new List<string>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length && IsPhrase(words, i, kept))
                i++;
            else
                kept.Add(words[i]);
        }

        return kept;
    }

    private static bool IsPhrase(string[] words, int i, List<string> kept)
    {
        var first = Bare(words[i]);
        var second = Bare(words[i + 1]);
        var before = kept.Count > 0 ? kept[^1] : "";
        var after = i + 2 < words.Length ? Bare(words[i + 2]) : "";
        var alone = (before.Length == 0 || before[^1] is ',' or '.' or '…' or '-') && (words[i + 1][^1] is ',' or '.' or '…' || after.Length == 0);
        if (first is "you" && second is "know" && !words[i + 1].EndsWith('?'))
            return alone || (!BeforeKnow.Contains(Bare(before)) && !Known.Contains(after) && after.Length > 0);
        if (first is not "i" || second is not "mean" || words[i + 1].EndsWith('?'))
            return false;
        // "Tuesday, I mean Wednesday" takes something back: there it carries the meaning.
        var corrects = before.Length > 0 && i + 2 < words.Length && Takes(before, words[i + 2]);
        return !corrects && (kept.Count == 0 || before[^1] is ',' or '.' or '…' or '-' || Bare(before) is "and" or "but" or "so" or "because" or "well") && after.Length > 0 && (words[i + 1][^1] is ',' || after is not ("it" or "that" or "by"));
    }

    private static bool Takes(string before, string after) => (HasDigit(before) && HasDigit(after)) || (char.IsUpper(after[0]) && Bare(after) is not "i") || Bare(after) is "not" or "no";

    private static List<string> WithoutStutter(List<string> words)
    {
        var kept = new List<string>(words.Count);
        foreach (var word in words)
        {
            // "wh- what", "sh shared": a word that was begun and then said.
            if (kept.Count > 0 && IsBegun(kept[^1], word))
                kept.RemoveAt(kept.Count - 1);
            kept.Add(word);
            for (var n = 4; n >= 1; n--)
            {
                if (IsRepeated(kept, n))
                {
                    var last = kept[^1];
                    kept.RemoveRange(kept.Count - n, n);
                    kept[^1] = last;
                    break;
                }
            }
        }

        return kept;
    }

    private static bool IsBegun(string begun, string word)
    {
        var stem = begun.TrimEnd('-', '–', '…', '.');
        if (stem.Length is 0 or > 6 || HasDigit(stem) || word.Length <= stem.Length || !word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            return false;
        return (begun[^1] is '-' or '–') || (begun.Length <= 3 && begun.All(char.IsAsciiLetterLower) && !begun.AsSpan().ContainsAny(Vowels));
    }

    private static bool IsRepeated(List<string> words, int n)
    {
        if (words.Count < 2 * n || (n == 1 && MayRepeat.Contains(Bare(words[^1]))))
            return false;
        for (var k = 1; k <= n; k++)
        {
            var (a, b) = (words[^(n + k)], words[^k]);
            // "20 20" may be two numbers; a full stop between makes it two statements.
            if (HasDigit(b) || a[^1] is '.' or '?' or '!' or ':' || Bare(b).Length == 0 || Bare(a) != Bare(b))
                return false;
        }

        return true;
    }

    private static bool HasDigit(string word) => word.Any(char.IsDigit);

    private static string Bare(string word) => word.Trim(',', '.', ';', '-', '–', '—', '…', '?', '!', '"', '“', '”').ToLowerInvariant();

    private static string Join(List<string> words) => string.Join(' ', words);

    [GeneratedRegex(@"[\[({<]\s*(?:inaudible|unintelligible|indiscernible|unclear|gap|unverständlich)[^\])}>\n]{0,40}[\])}>]", RegexOptions.IgnoreCase)]
    private static partial Regex Unheard();

    [GeneratedRegex(@"\{[^{}]{0,80}\}|\[(?:[a-z][a-z /_-]{0,40}|[A-Z][a-z]+(?:ing|ter|s)|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\]|<[a-z /_-]{1,40}>|[(*](?:laughs?|laughing|laughter|coughs?|coughing|pauses?|crosstalk|sighs?|chuckles?|applause|silence|music|background noise|typing)[^)*\n]{0,20}[)*]|\(\d{1,2}:\d{2}(?::\d{2})?\)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<![\p{L}\p{N}'-])(?:[Uu]+h+|[Uu]+h*m+|[Ee]+r+m+|[Ee]rr?|[Hh]+m+|[Mm]m+(?:-?hmm*)?|[Mm]+h+m*|[Aa]+hm*|[Ee]hm+|[ÄäÖö]+h?m*)(?![\p{L}\p{N}'-])(?:\s*[,…]|\.{2,3})?")]
    private static partial Regex Fillers();

    // "um" and "er" are words in German.
    [GeneratedRegex(@"(?<![\p{L}\p{N}'-])(?:[Uu]+h+m*|[Uu]mm+|[Hh]+m+|[Mm]m+|[Mm]h+m+|[Aa]+hm*|[Ee]hm+|[Ää]+h+m*|[Öö]+h+m*)(?![\p{L}\p{N}'-])(?:\s*[,…]|\.{2,3})?")]
    private static partial Regex Hesitations();

    [GeneratedRegex(@"(?<![\p{L}])(?:und|der|die|das|ist|wir|nicht|ich|mit|für|wird)(?![\p{L}])", RegexOptions.IgnoreCase)]
    private static partial Regex IsGerman();

    /// <summary>A number that is taken back in the same breath: "90.000 lira, sorry, 900.000 lira" keeps the second one only.</summary>
    [GeneratedRegex(@"(?<![\p{N}\p{L}.,])(?:[$€£]\s?)?\d[\d.,' ]*(?:\s?[\p{L}%€$£]+){0,3}\s?[,.…–-]+\s*(?:no|oh|sorry|wait|pardon|correction|I mean|actually)(?:,? (?:no|sorry|wait|actually|that was wrong|let me be precise|that's wrong|I misspoke|make that|it's|that's))*[,.]\s+(?=(?:about |around |roughly |more like |rather |closer to )?[$€£]?\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Repaired();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@", like,(?= )")]
    private static partial Regex AsideLike();

    [GeneratedRegex(@" ([,;:?!](?!\d)|\.(?![\p{N}\p{L}]))")]
    private static partial Regex BeforePunctuation();

    [GeneratedRegex(@",\s*([,.?!;])")]
    private static partial Regex DoubledComma();

    [GeneratedRegex(@"^(?:(?:so|well|okay|ok|alright|all right|right|oh|ah|yeah|yep|and|anyway|look|hey|yes|sure)(?:[,.…]+\s+|\s+(?=(?:i|we|it|they|he|she|there|that's|it's|we're|i'm|our|my|i'd|we'd|we've|i've|i'll|we'll|so|yeah|okay|basically)\b)))+", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
