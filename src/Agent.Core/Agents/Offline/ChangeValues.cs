using System.Globalization;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Offline;

/// <summary>Reads days, spans and amounts out of a request for a change.</summary>
internal static class ChangeValues
{
    /// <summary>Days in a text, in order.</summary>
    public static List<DateMention> Dates(string text, DateOnly today) =>
        [.. Sentences.Split(text, 0, text.Length).SelectMany(s => Insight.Reading.Dates.Find(text, s, today)).OrderBy(d => d.Start)];

    /// <summary>The amounts of money in a text, bare numbers included.</summary>
    public static List<MoneyMention> Amounts(string text) =>
        [.. Sentences.Split(text, 0, text.Length).SelectMany(s => Insight.Reading.Amounts.Find(text, s, ofMoney: true)).OrderBy(a => a.Start)];

    /// <summary>Weekdays written out, as dates are read by them.</summary>
    public static string WithWholeDays(string text) => ChangeCues.ShortDay().Replace(text, m => m.Value[..2].ToLowerInvariant() switch
    {
        "mo" => "Monday",
        "tu" => "Tuesday",
        "we" => "Wednesday",
        "th" => "Thursday",
        _ => "Friday",
    });

    /// <summary>The day that something is due or closes within a period: its last one, of a week its Friday.</summary>
    public static DateOnly Last(DateMention date) => date.To.DayNumber - date.From.DayNumber == 6 ? date.From.AddDays(4) : date.To;

    /// <summary>A number of days and months, or null.</summary>
    public static (int Days, int Months, string Remaining)? TakeSpan(string text)
    {
        if (ChangeCues.Span().Match(text) is not { Success: true } match)
            return null;
        var word = match.Groups["n"].Value.ToLowerInvariant();
        var count = int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : word switch
        {
            "two" or "a couple of" => 2,
            "three" or "a few" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            "twelve" => 12,
            _ => 1,
        };
        var (days, months) = (word, match.Groups["unit"].Value.ToLowerInvariant()) switch
        {
            ("half a", "year") => (0, 6),
            ("half a", "month") => (14, 0),
            (_, "day") => (count, 0),
            (_, "week") => (7 * count, 0),
            (_, "month") => (0, count),
            (_, "quarter") => (0, 3 * count),
            _ => (0, 12 * count),
        };
        var sign = ChangeCues.Earlier().IsMatch(text) ? -1 : 1;
        return (sign * days, sign * months, Without(text, match.Index, match.Length));
    }

    /// <summary>A text without a stretch of it.</summary>
    public static string Without(string text, int start, int length) => text.Remove(start, length).Insert(start, " ");
}
