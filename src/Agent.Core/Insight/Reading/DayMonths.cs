using System.Globalization;

namespace Agent.Core.Insight.Reading;

/// <summary>Days of a month as numbers without their year.</summary>
internal static class DayMonths
{
    // A few weeks back is more likely the day that was just spoken of than the one of next year.
    private const int RecentDays = 30;

    /// <summary>
    /// "23.10.", "Wed 16.12", "by 18.12", "(8/25)", "Tue 17/3": a day of a month without its year, where a weekday, a word that a day follows or
    /// a bracket says that it is no other number. A slash date is read by its weekday, else by what is possible, else as the next such day.
    /// </summary>
    public static DateOnly? Read(string text, TokenList tokens, int i, int end, string part, DateOnly said)
    {
        var at = part.IndexOfAny(['.', '/']);
        if (at < 1 || part.Length > 5 || part.LastIndexOfAny(['.', '/', '-']) != at || part is "24/7"
            || !int.TryParse(part.AsSpan(0, at), CultureInfo.InvariantCulture, out var first) || !int.TryParse(part.AsSpan(at + 1), CultureInfo.InvariantCulture, out var second))
            return null;
        var before = i > 0 ? tokens[i - 1].Norm : "";
        var weekday = Calendar.WeekdayOf(before) ?? (before is "," or "." && i > 1 ? Calendar.WeekdayOf(tokens[i - 2].Norm) : null);
        var led = weekday is not null || before is "by" or "until" or "till" or "on" or "at" or "before" or "the" or "from" or "for" or "am" or "bis" or "to" or "due" or "since" or "vom" or "c";
        if (part[at] == '.')
        {
            var stopped = end < text.Length && text[end] is '.';
            var inside = stopped && end + 1 < text.Length && text[end + 1] is not '\n' && tokens[^1].End > end + 1;
            return (stopped && (led || before is "," or "(" or ":" || inside)) || weekday is not null || (led && part.Length == 5) ? DayOf(first, second, said) : null;
        }

        if (!led && before is not "," && !(before is "(" && end < text.Length && text[end] is ')'))
            return null;
        var options = new[] { DayOf(second, first, said), DayOf(first, second, said) }.OfType<DateOnly>().Distinct().ToList();
        return weekday is { } named && options.Exists(d => d.DayOfWeek == named) ? options.Find(d => d.DayOfWeek == named) : options.Count == 0 ? null : options.Min();
    }

    private static DateOnly? DayOf(int day, int month, DateOnly said)
    {
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(said.Year, month))
            return null;
        var date = new DateOnly(said.Year, month, day);
        return date < said.AddDays(-RecentDays) ? date.AddYears(1) : date;
    }
}
