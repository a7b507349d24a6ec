using System.Collections.Frozen;
using System.Globalization;

namespace Agent.Core.Insight.Reading;

/// <summary>Reads numbers: digits in the formats of several languages, and English number words.</summary>
public static class Numbers
{
    private static readonly FrozenDictionary<string, int> Units = new Dictionary<string, int>
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Tens = new Dictionary<string, int>
    {
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, decimal> Suffixes = new Dictionary<string, decimal>
    {
        ["k"] = 1_000,
        ["grand"] = 1_000,
        ["thousand"] = 1_000,
        ["tsd"] = 1_000,
        ["m"] = 1_000_000,
        ["mm"] = 1_000_000,
        ["mn"] = 1_000_000,
        ["mio"] = 1_000_000,
        ["mil"] = 1_000_000,
        ["mill"] = 1_000_000,
        ["thou"] = 1_000,
        ["million"] = 1_000_000,
        ["bn"] = 1_000_000_000,
        ["billion"] = 1_000_000_000,
        ["mrd"] = 1_000_000_000,
        ["lakh"] = 100_000,
        ["crore"] = 10_000_000,
        ["hundred"] = 100,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Words = Units.Keys.Concat(Tens.Keys).Concat(Scales.Keys).ToFrozenSet();

    private static readonly KeyFilter WordKeys = KeyFilter.OfWords(Words);

    /// <summary>True for a word that a number can consist of.</summary>
    internal static bool IsNumberWord(string word) => Words.Contains(word);

    /// <summary>The same where the key of the word is known.</summary>
    internal static bool IsNumberWord(string word, TokenKey key) => WordKeys.HasWord(key) && Words.Contains(word);

    /// <summary>
    /// The value of digits with separators. The last of two kinds of separator is the decimal one; a single separator before
    /// exactly three digits groups thousands ("1.234", "40'000"), else it is the decimal one ("2,5").
    /// </summary>
    public static decimal? ParseDigits(string digits)
    {
        var dot = digits.LastIndexOf('.');
        var comma = digits.LastIndexOf(',');
        var decimalAt = -1;
        if (dot >= 0 && comma >= 0)
        {
            decimalAt = Math.Max(dot, comma);
        }
        else if (Math.Max(dot, comma) is var at and >= 0)
        {
            var repeated = digits.IndexOf(digits[at], StringComparison.Ordinal) != at;
            var grouped = digits.Length - at - 1 == 3 && at is >= 1 and <= 3 && digits[0] != '0';
            if (!repeated && !grouped)
                decimalAt = at;
        }

        Span<char> clean = stackalloc char[Math.Min(digits.Length, 40)];
        var n = 0;
        for (var i = 0; i < digits.Length && n < clean.Length; i++)
        {
            if (char.IsAsciiDigit(digits[i]))
                clean[n++] = digits[i];
            else if (i == decimalAt)
                clean[n++] = '.';
        }

        return decimal.TryParse(clean[..n], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Reads the number that starts at token <paramref name="i"/>; null when none does.</summary>
    /// <param name="text">The source.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="i">Index of the first token.</param>
    /// <param name="next">Index of the first token after the number.</param>
    /// <param name="scaled">True when a scale such as "k" or "thousand" was part of it.</param>
    public static decimal? Read(string text, TokenList tokens, int i, out int next, out bool scaled)
    {
        next = i;
        scaled = false;
        if (i >= tokens.Count)
            return null;
        if (tokens[i].Is("half"))
            return ReadHalf(tokens, i, out next, out scaled);
        if (tokens[i].Kind != TokenKind.Number)
            return !tokens[i].Is("a") && !tokens.Keys[i].IsNumber ? null : ReadPair(text, tokens, i, out next, out scaled) ?? ReadWords(tokens, i, out next, out scaled);

        var value = ParseDigits(tokens[i].Norm);
        next = i + 1;
        if (value is not { } number || next >= tokens.Count || tokens[next].Kind != TokenKind.Word)
            return value;
        // A letter scale belongs to the digits only when it touches them: "40k", but not "40 m from here".
        var suffix = tokens[next];
        var touches = suffix.Start == tokens[i].End;
        if (Suffixes.TryGetValue(suffix.Norm, out var scale) && (touches || suffix.Norm.Length > 2 || (suffix.Norm is "k" or "bn" or "mn" && suffix.Start == tokens[i].End + 1)))
        {
            next++;
            scaled = true;
            if (next < tokens.Count && tokens[next].Is("thousand") && scale == 100)
            {
                scale = 100_000;
                next++;
            }

            return number * scale;
        }

        return value;
    }

    /// <summary>"half a million", "half million".</summary>
    private static decimal? ReadHalf(TokenList tokens, int i, out int next, out bool scaled)
    {
        var of = i + 1 < tokens.Count && tokens[i + 1].Is("a") ? i + 2 : i + 1;
        scaled = of < tokens.Count && Scales.TryGetValue(tokens[of].Norm, out var scale) && scale >= 1_000;
        next = scaled ? of + 1 : i;
        return scaled ? Scales[tokens[of].Norm] / 2 : null;
    }

    /// <summary>"seventeen-fifty", "one-fifty": hundreds and the rest, joined by a hyphen.</summary>
    private static decimal? ReadPair(string text, TokenList tokens, int i, out int next, out bool scaled)
    {
        next = i;
        scaled = false;
        if (i + 1 >= tokens.Count || !Units.TryGetValue(tokens[i].Norm, out var hundreds) || hundreds == 0 || !Tens.TryGetValue(tokens[i + 1].Norm, out var tens)
            || text.AsSpan(tokens[i].End, tokens[i + 1].Start - tokens[i].End) is not ("-" or "–" or "\u2010" or "\u2011"))
        {
            return null;
        }

        next = i + 2;
        scaled = true;
        return (hundreds * 100) + tens;
    }

    private static decimal? ReadWords(TokenList tokens, int i, out int next, out bool scaled)
    {
        next = i;
        scaled = false;
        decimal total = 0, group = 0;
        var any = false;
        var lastWasTens = false;
        var j = i;
        for (; j < tokens.Count; j++)
        {
            var word = tokens[j].Norm;
            if (Units.TryGetValue(word, out var unit))
            {
                // "twenty five" continues a number; "four two" are two numbers, as are "five forty".
                if (any && !(lastWasTens && unit is > 0 and < 10) && group % 100 != 0)
                    break;
                group += unit;
                lastWasTens = false;
                any = true;
            }
            else if (Tens.TryGetValue(word, out var tens))
            {
                if (any && group % 100 != 0)
                    break;
                group += tens;
                lastWasTens = true;
                any = true;
            }
            else if (Scales.TryGetValue(word, out var scale) && (any || (j == i + 1 && tokens[i].Is("a"))))
            {
                group = group == 0 ? 1 : group;
                if (scale == 100)
                {
                    group *= 100;
                }
                else
                {
                    total += group * scale;
                    group = 0;
                }

                scaled = true;
                lastWasTens = false;
                any = true;
            }
            // "two and a half thousand"
            else if (word is "and" && any && group is > 0 and < 100 && total == 0 && j + 3 < tokens.Count && tokens[j + 1].Is("a") && tokens[j + 2].Is("half")
                && Suffixes.TryGetValue(tokens[j + 3].Norm, out var half) && half >= 1_000)
            {
                next = j + 4;
                scaled = true;
                return (group + 0.5m) * half;
            }
            else if (word is "a" && !any && j + 1 < tokens.Count && (Scales.ContainsKey(tokens[j + 1].Norm) || tokens[j + 1].Is("grand")))
            {
                continue;
            }
            else if (word is "and" && scaled && j + 1 < tokens.Count && group % 100 == 0
                && (Units.ContainsKey(tokens[j + 1].Norm) || Tens.ContainsKey(tokens[j + 1].Norm)) && total + group >= 100)
            {
                continue;
            }
            else if (word is "grand" or "k" && (any || (j == i + 1 && tokens[i].Is("a"))))
            {
                total += (any ? group : 1) * 1_000;
                group = 0;
                any = true;
                scaled = true;
                j++;
                break;
            }
            else
            {
                break;
            }
        }

        if (!any)
            return null;
        next = j;
        return total + group;
    }
}
