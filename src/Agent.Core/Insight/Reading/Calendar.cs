using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>Unit of a duration.</summary>
public enum TimeUnit
{
    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Working days, Monday to Friday.</summary>
    BusinessDay,

    /// <summary>Weeks.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Quarters.</summary>
    Quarter,

    /// <summary>Years.</summary>
    Year,
}

/// <summary>Names and arithmetic of the calendar.</summary>
public static class Calendar
{
    private static readonly FrozenDictionary<string, int> Months = new Dictionary<string, int>
    {
        ["january"] = 1,
        ["february"] = 2,
        ["march"] = 3,
        ["april"] = 4,
        ["may"] = 5,
        ["june"] = 6,
        ["july"] = 7,
        ["august"] = 8,
        ["september"] = 9,
        ["october"] = 10,
        ["november"] = 11,
        ["december"] = 12,
        ["jan"] = 1,
        ["feb"] = 2,
        ["mar"] = 3,
        ["apr"] = 4,
        ["jun"] = 6,
        ["jul"] = 7,
        ["aug"] = 8,
        ["sep"] = 9,
        ["sept"] = 9,
        ["oct"] = 10,
        ["nov"] = 11,
        ["dec"] = 12,
        ["januar"] = 1,
        ["februar"] = 2,
        ["märz"] = 3,
        ["mai"] = 5,
        ["juni"] = 6,
        ["juli"] = 7,
        ["oktober"] = 10,
        ["dezember"] = 12,
        ["janvier"] = 1,
        ["février"] = 2,
        ["mars"] = 3,
        ["avril"] = 4,
        ["juin"] = 6,
        ["juillet"] = 7,
        ["août"] = 8,
        ["septembre"] = 9,
        ["octobre"] = 10,
        ["novembre"] = 11,
        ["décembre"] = 12,
        ["enero"] = 1,
        ["febrero"] = 2,
        ["marzo"] = 3,
        ["abril"] = 4,
        ["mayo"] = 5,
        ["junio"] = 6,
        ["julio"] = 7,
        ["agosto"] = 8,
        ["septiembre"] = 9,
        ["octubre"] = 10,
        ["noviembre"] = 11,
        ["diciembre"] = 12,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DayOfWeek> Weekdays = new Dictionary<string, DayOfWeek>
    {
        ["monday"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
        ["mon"] = DayOfWeek.Monday,
        ["tue"] = DayOfWeek.Tuesday,
        ["tues"] = DayOfWeek.Tuesday,
        ["weds"] = DayOfWeek.Wednesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday,
        ["thur"] = DayOfWeek.Thursday,
        ["thurs"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday,
        ["montag"] = DayOfWeek.Monday,
        ["dienstag"] = DayOfWeek.Tuesday,
        ["mittwoch"] = DayOfWeek.Wednesday,
        ["donnerstag"] = DayOfWeek.Thursday,
        ["freitag"] = DayOfWeek.Friday,
    }.ToFrozenDictionary();

    /// <summary>All names of months and weekdays, in lower case.</summary>
    internal static IEnumerable<string> Names => Months.Keys.Concat(Weekdays.Keys);

    /// <summary>The month, 1 to 12, that a lower-case word names, or null.</summary>
    public static int? MonthOf(string word) => Months.TryGetValue(word, out var month) ? month : null;

    /// <summary>The weekday that a lower-case word names, or null.</summary>
    public static DayOfWeek? WeekdayOf(string word) => Weekdays.TryGetValue(word, out var day) ? day : null;

    /// <summary>The last day of a month.</summary>
    public static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    /// <summary>The first day of the quarter that holds <paramref name="day"/>.</summary>
    public static DateOnly StartOfQuarter(DateOnly day) => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1);

    /// <summary>The Monday of the week that holds <paramref name="day"/>.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary><paramref name="day"/> moved by an amount of a unit; hours count as started days.</summary>
    public static DateOnly Add(DateOnly day, decimal amount, TimeUnit unit)
    {
        var whole = (int)Math.Ceiling(amount);
        return unit switch
        {
            TimeUnit.Hour => day.AddDays((int)Math.Ceiling(amount / 24)),
            TimeUnit.Day => day.AddDays(whole),
            TimeUnit.BusinessDay => AddBusinessDays(day, whole),
            TimeUnit.Week => day.AddDays((int)Math.Ceiling(amount * 7)),
            TimeUnit.Month => day.AddMonths((int)Math.Floor(amount)).AddDays((int)(30 * (amount - Math.Floor(amount)))),
            TimeUnit.Quarter => day.AddMonths(3 * whole),
            _ => day.AddMonths((int)(12 * amount)),
        };
    }

    /// <summary>The <paramref name="count"/>th working day after <paramref name="day"/>.</summary>
    public static DateOnly AddBusinessDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count--;
        }

        return day;
    }
}
