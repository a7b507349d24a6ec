using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Checks;

/// <summary>A number as it is written, with all that it can mean: "48.000" is forty-eight thousand to some and forty-eight to others.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Values">What it can mean, each with the step that it may be rounded to, as 1,000 for "48k"; 0 for an exact one.</param>
/// <param name="Parts">What its parts mean when a blank in it parts two numbers; else empty.</param>
internal sealed record StatedNumber(int Start, int Length, IReadOnlyList<(decimal Value, decimal Step)> Values, IReadOnlyList<decimal> Parts);

/// <summary>A day or a month as it is written.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Day">The day, or null for a month.</param>
/// <param name="Month">The month; with <paramref name="Day"/> swapped in numeric dates whose order is open.</param>
/// <param name="Year">The year, or null.</param>
internal sealed record StatedDate(int Start, int Length, int? Day, int Month, int? Year);

/// <summary>Finds what of a text can be held against a source: numbers, dates, words in quotation marks.</summary>
internal static partial class StatedFacts
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Numbers outside of dates.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dates">Its dates.</param>
    public static IEnumerable<StatedNumber> Numbers(string text, IReadOnlyList<StatedDate> dates)
    {
        foreach (Match found in Number().Matches(text))
        {
            if (!dates.Any(d => found.Index < d.Start + d.Length && d.Start < found.Index + found.Length))
                yield return Read(found);
        }
    }

    /// <summary>Numbers that are written as words: "ninety-one thousand", "four", "half a".</summary>
    public static IEnumerable<StatedNumber> Written(string text)
    {
        var tokens = Tokenizer.Read(text, 0, text.Length);
        for (var i = 0; i < tokens.Count; i++)
        {
            var start = tokens[i].Start;
            if (tokens[i].Is("half") && i + 1 < tokens.Count && tokens[i + 1].Norm is "a" or "an")
            {
                yield return new(start, tokens[i].End - start, [(0.5m, 0)], []);
            }
            else if (tokens[i].Kind == TokenKind.Word && Insight.Reading.Numbers.Read(text, tokens, i, out var next, out _) is { } value)
            {
                // "Ninety thousand" may be rounded as "90k" may.
                var step = value >= 1_000_000 && value % 1_000_000 == 0 ? 1_000_000 : value >= 1_000 && value % 1_000 == 0 ? 1_000 : 0;
                yield return new(start, tokens[next - 1].End - start, [(value, step)], []);
                i = next - 1;
            }
        }
    }

    /// <summary>Dates. A numeric one whose order is open is given twice.</summary>
    public static IEnumerable<StatedDate> Dates(string text)
    {
        foreach (Match found in Date().Matches(text))
        {
            int? At(string group) => found.Groups[group] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : null;
            StatedDate Of(int? day, int month) => new(found.Index, found.Length, day, month, At("year"));
            if (found.Groups["name"] is { Success: true } name)
                yield return Of(At("day"), Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1);
            else if (At("first") is { } first && At("second") is { } second)
            {
                if (second is >= 1 and <= 12)
                    yield return Of(first, second);
                if (first is >= 1 and <= 12 && first != second)
                    yield return Of(second, first);
            }
            else if (At("month") is { } month)
                yield return Of(At("day"), month);
        }
    }

    /// <summary>Words in quotation marks, without the marks.</summary>
    public static IEnumerable<(int Start, int Length)> Quotes(string text) =>
        Quote().Matches(text).Select(m => m.Groups.Values.Skip(1).First(g => g.Success)).Select(g => (g.Index, g.Length));

    private static StatedNumber Read(Match found)
    {
        var digits = found.Groups["digits"].Value;
        var (times, percent) = found.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "k" or "thousand" => (1_000m, false),
            "m" or "mn" or "mio" or "million" => (1_000_000m, false),
            "bn" or "billion" => (1_000_000_000m, false),
            "%" or "percent" or "per cent" => (1m, true),
            _ => (1m, false),
        };
        // A share can stand as 0.63 in one place and as 63 % in the other.
        var values = Readings(digits)
            .Select(r => (Value: r.Value * times, Step: times > 1 || percent ? times / Power(r.Decimals) : 0))
            .SelectMany(r => percent ? [r, (r.Value / 100, r.Step / 100)] : new[] { r })
            .ToList();
        var parts = digits.Contains(' ') ? digits.Split(' ').Select(p => decimal.Parse(p, CultureInfo.InvariantCulture)).ToList() : [];
        return new(found.Index, found.Length, values, parts);
    }

    private static IEnumerable<(decimal Value, int Decimals)> Readings(string digits)
    {
        var last = digits.LastIndexOfAny(['.', ',']);
        var after = last < 0 ? 0 : digits.Length - last - 1;
        var marks = digits.Count(c => !char.IsAsciiDigit(c));
        var alone = last >= 0 && marks == 1;
        var differs = last >= 0 && marks > 1 && digits.AsSpan(0, last).IndexOf(digits[last]) < 0;
        // Three digits after a mark are thousands, unless it is the only mark: then it may be either.
        if (last < 0 || after == 3 || !(alone || differs))
            yield return (Parse(digits, digits.Length), 0);
        if (alone || (differs && after != 3))
            yield return (Parse(digits, last), after);
    }

    private static decimal Parse(string digits, int point)
    {
        var whole = string.Concat(digits[..point].Where(char.IsAsciiDigit));
        var rest = point >= digits.Length ? "" : string.Concat(digits[point..].Where(char.IsAsciiDigit));
        return decimal.TryParse($"{whole}.{rest}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : decimal.MaxValue;
    }

    private static decimal Power(int decimals) => decimals == 0 ? 1 : 10 * Power(decimals - 1);

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_\[])(?<digits>\d{1,3}(?:[.,'’\u00A0\u202F ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)(?:[\u00A0\u202F ]?(?<unit>thousand|million|billion|per cent|percent|mio|mn|bn|[kKmM%]))?(?![\p{L}\p{Nd}])", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    // The reference back minds the case, which marks do not have: one that does not could only be interpreted.
    [GeneratedRegex(
        @"(?<!\d)(?:(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>[0-3]\d)"
        + @"|(?<first>[0-3]?\d)(?<mark>[./])(?<second>[0-3]?\d)(?-i:\k<mark>)(?<year>\d{4})"
        + @"|(?<day>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:,?\s+(?<year>\d{4}))?"
        + @"|\b(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?\s+(?:(?<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(?<year>\d{4}))?|(?<year>\d{4})))(?!\d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex("\"([^\"\n]{2,600})\"|“([^”\n]{2,600})”|„([^“”\n]{2,600})[“”]|«([^»\n]{2,600})»")]
    private static partial Regex Quote();
}
