using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>A span of days, both ends included; null means open.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal readonly record struct Period(DateOnly? From, DateOnly? To);

/// <summary>Finds the period that a question names: "this month", "Q2 2017", "in March", "the last 30 days", "before June".</summary>
internal static partial class PeriodReader
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    private static readonly string[] Weekdays = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    /// <summary>Reads the first period of a text and takes its words out of it.</summary>
    /// <returns>The period, or null, and the text without it.</returns>
    /// <param name="text">The question.</param>
    /// <param name="today">The day of the question.</param>
    /// <param name="past">True when the question is about what has been: a weekday without "next" is then the last one.</param>
    public static (Period? Period, string Remaining) Take(string text, DateOnly today, bool past = false)
    {
        foreach (var match in Pattern().Matches(text).Cast<Match>())
        {
            if (Read(match, today, past) is { } period)
                return (Bound(match.Groups["bound"].Value.ToLowerInvariant(), period), text.Remove(match.Index, match.Length).Insert(match.Index, " "));
        }

        return (null, text);
    }

    private static Period Bound(string bound, Period period) => bound switch
    {
        "before" => new(null, period.From?.AddDays(-1)),
        "after" => new(period.To?.AddDays(1), null),
        "since" or "from" => new(period.From, null),
        "until" or "till" or "by" => new(null, period.To),
        _ => period,
    };

    private static Period? Read(Match match, DateOnly today, bool past)
    {
        string Group(string name) => match.Groups[name].Value.ToLowerInvariant();
        int? Number(string name) => int.TryParse(match.Groups[name].Value, CultureInfo.InvariantCulture, out var n) ? n : null;

        if (match.Groups["iso"].Success)
            return DateOnly.TryParseExact(Group("iso"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day, day) : null;
        if (match.Groups["rolling"].Success)
            return Rolling(Group("rolling"), Number("n") ?? Counted(Group("n")), Group("unit"), today);
        if (match.Groups["agoUnit"].Success && Group("n") is var many)
        {
            var half = many.StartsWith("half", StringComparison.Ordinal);
            var count = Number("n") ?? (half || many is "a" or "an" ? 1 : Counted(many));
            var ago = Rolling("last", half ? 6 : count, half ? "month" : Group("agoUnit"), today);
            return half && Group("agoUnit") != "year" ? null : new(null, ago.From?.AddDays(-1));
        }

        if (match.Groups["which"].Success)
            return Around(Group("which"), Group("span"), today);
        if (match.Groups["weekday"].Success)
            return Weekday(Group("weekday"), today, past || Group("side") is "last" or "past" || Group("bound") is "since");
        if (match.Groups["half"].Success)
            return Half(today.Year, Group("half") is "first" or "1" ? 0 : 6);
        if (match.Groups["soFar"].Success)
            return new(new(today.Year, 1, 1), today);
        if (match.Groups["day"].Success)
        {
            var shift = Group("day") switch { "yesterday" => -1, "tomorrow" => 1, _ => 0 };
            return new(today.AddDays(shift), today.AddDays(shift));
        }

        if ((Number("quarter") ?? Array.IndexOf(Ordinals, Group("nth")) + 1) is > 0 and var quarter)
            return Quarter(Number("year") ?? today.Year, quarter);
        if (match.Groups["month"].Success)
        {
            var month = Array.FindIndex(Months, m => m.StartsWith(Group("month")[..3], StringComparison.OrdinalIgnoreCase)) + 1;
            var year = Number("year") ?? NearestYear(month, today);
            if (Number("dom") is not { } day)
                return Month(year, month);
            return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(new(year, month, day), new(year, month, day)) : null;
        }

        return Number("year") is { } whole ? new(new(whole, 1, 1), new(whole, 12, 31)) : null;
    }

    // "A few days" are about a week, "a few weeks" about a month.
    private static int Counted(string word) => word switch
    {
        "few" => 5,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        _ => 2,
    };

    private static Period Rolling(string direction, int count, string unit, DateOnly today)
    {
        var far = unit switch
        {
            "day" => today.AddDays(Sign(count)),
            "week" => today.AddDays(Sign(count * 7)),
            "month" => today.AddMonths(Sign(count)),
            "quarter" => today.AddMonths(Sign(count * 3)),
            _ => today.AddYears(Sign(count)),
        };
        return far < today ? new(far, today) : new(today, far);

        int Sign(int n) => direction is "last" or "past" or "previous" ? -n : n;
    }

    private static Period Around(string which, string span, DateOnly today)
    {
        var shift = which switch { "last" or "previous" => -1, "next" or "coming" => 1, _ => 0 };
        switch (span)
        {
            case "week":
                var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * shift));
                return new(monday, monday.AddDays(6));
            case "month":
                var month = today.AddMonths(shift);
                return Month(month.Year, month.Month);
            case "quarter":
                var inQuarter = today.AddMonths(3 * shift);
                return Quarter(inQuarter.Year, ((inQuarter.Month - 1) / 3) + 1);
            default:
                return new(new(today.Year + shift, 1, 1), new(today.Year + shift, 12, 31));
        }
    }

    private static Period Weekday(string name, DateOnly today, bool past)
    {
        var ahead = (Array.FindIndex(Weekdays, d => d.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)) - (int)today.DayOfWeek + 7) % 7;
        var day = past ? today.AddDays(ahead == 0 ? -7 : ahead - 7) : today.AddDays(ahead);
        return new(day, day);
    }

    private static Period Half(int year, int months)
    {
        var first = new DateOnly(year, 1 + months, 1);
        return new(first, first.AddMonths(6).AddDays(-1));
    }

    private static Period Quarter(int year, int quarter)
    {
        var first = new DateOnly(year, ((quarter - 1) * 3) + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    private static Period Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    // "In November" said in January means the November just past or the one ahead, whichever is nearer.
    private static int NearestYear(int month, DateOnly today) => (month - today.Month) switch
    {
        > 6 => today.Year - 1,
        < -6 => today.Year + 1,
        _ => today.Year,
    };

    [GeneratedRegex(
        @"\b(?:(?<bound>before|after|since|from|until|till|by|in|during|within|for|on|of)\s+)?(?:the\s+)?(?:" +
        @"(?<iso>\d{4}-\d{2}-\d{2})" +
        @"|(?<rolling>last|past|previous|next|coming)\s+(?<n>\d{1,3}|few|couple\s+of|two|three|four|five|six)\s+(?<unit>day|week|month|quarter|year)s?" +
        @"|(?:more\s+than|over)\s+(?<n>\d{1,3}|half\s+an?|an?|two|three|four|five|six)\s+(?<agoUnit>day|week|month|quarter|year)s?\s+ago" +
        @"|(?<which>this|last|previous|next|coming|current)\s+(?<span>week|month|quarter|year)" +
        @"|(?:(?<side>last|past|next|this|coming)\s+)?(?<weekday>monday|tue(?:sday)?|wednesday|thu(?:rsday)?|fri(?:day)?|saturday|sunday)" +
        @"|(?<half>first|second)\s+half(?:\s+of\s+(?:the|this)\s+year)?|h(?<half>[12])" +
        @"|(?<soFar>ytd|year\s+to\s+date|this\s+year\s+so\s+far)" +
        @"|(?<day>today|yesterday|tomorrow)" +
        @"|(?:q(?<quarter>[1-4])|(?<nth>first|second|third|fourth)\s+quarter|(?<quarter>[1-4])(?:st|nd|rd|th)\s+quarter)(?:\s+(?:of\s+)?(?<year>(?:19|20)\d\d))?" +
        @"|(?<dom>[12]?\d|3[01])(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\s+(?<year>(?:19|20)\d\d))?" +
        @"|(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\s+(?<dom>[12]?\d|3[01])(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?<year>(?:19|20)\d\d))?" +
        @"|(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\s+(?:of\s+)?(?<year>(?:19|20)\d\d))?" +
        @"|(?<year>(?:19|20)\d\d)" +
        @")\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
