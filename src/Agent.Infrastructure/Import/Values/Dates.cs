using System.Globalization;

namespace Agent.Infrastructure.Import.Values;

/// <summary>Whether a column writes the day or the month first.</summary>
internal enum DateOrder
{
    /// <summary>No row told.</summary>
    Unknown,
    DayFirst,
    MonthFirst,

    /// <summary>Rows tell both.</summary>
    Mixed,
}

/// <summary>What came of reading a date.</summary>
internal enum DateReading
{
    Read,
    NotADate,

    /// <summary>It reads two ways.</summary>
    Ambiguous,
}

/// <summary>Reads dates and times as people and CRMs write them. A time without zone is taken as UTC.</summary>
internal static class Dates
{
    private static readonly string[] WithMonthNames =
    [
        "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy", "d-MMM-yy", "ddd d MMM yyyy", "d MMM yyyy H:m", "MMM d yyyy h:m tt", "MMM d yyyy H:m", "MMMM d yyyy h:m tt",
    ];

    /// <summary>Reads a date with or without a time.</summary>
    /// <param name="text">The cell, not empty.</param>
    /// <param name="order">The column's order of day and month.</param>
    /// <param name="at">The moment; midnight when the cell has no time.</param>
    public static DateReading Read(ReadOnlySpan<char> text, DateOrder order, out DateTimeOffset at)
    {
        text = text.Trim();
        at = default;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
            return Day(Int(text[..4]), Int(text[5..7]), Int(text[8..]), out at) ? DateReading.Read : DateReading.NotADate;
        if (AllDigits(text))
            return Digits(text, out at) ? DateReading.Read : DateReading.NotADate;
        if (TryNumeric(text, out var first, out var second, out var third, out var separator, out var rest))
        {
            if (!Time(rest, out var time, out var offset))
                return DateReading.NotADate;
            var reading = Assemble(first, second, third, separator, order, out at);
            if (reading == DateReading.Read)
                at = new DateTimeOffset(at.DateTime + time, offset);
            return reading;
        }

        if (IsExcelSerial(text, out at))
            return DateReading.Read;
        if (DateTimeOffset.TryParseExact(text.ToString().Replace(",", "", StringComparison.Ordinal), WithMonthNames, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out at))
            return DateReading.Read;
        return DateReading.NotADate;
    }

    /// <summary>What a cell tells about its column's order of day and month.</summary>
    public static DateOrder OrderOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length < 6 || text[^1] == 'Z' || !TryNumeric(text, out var first, out var second, out var third, out var separator, out _) || first.Digits == 4 || separator == '.' || third.Value == 0)
            return DateOrder.Unknown;
        return (first.Value, second.Value) switch
        {
            ( > 12 and <= 31, <= 12) => DateOrder.DayFirst,
            ( <= 12, > 12 and <= 31) => DateOrder.MonthFirst,
            _ => DateOrder.Unknown,
        };
    }

    private static DateReading Assemble(Part first, Part second, Part third, char separator, DateOrder order, out DateTimeOffset at)
    {
        at = default;
        if (first.Digits == 4)
            return Day(first.Value, second.Value, third.Value, out at) ? DateReading.Read : DateReading.NotADate;
        var year = third.Digits == 2 ? 2000 + third.Value - (third.Value >= 70 ? 100 : 0) : third.Value;
        if (third.Digits is not (2 or 4) || first.Digits > 2 || second.Digits > 2)
            return DateReading.NotADate;
        var dayFirst = Day(year, second.Value, first.Value, out var asDayFirst);
        // Where dates have dots the day stands first everywhere.
        var monthFirst = Day(year, first.Value, second.Value, out var asMonthFirst) && separator != '.';
        if (dayFirst && monthFirst && asDayFirst != asMonthFirst && order is not (DateOrder.DayFirst or DateOrder.MonthFirst))
            return DateReading.Ambiguous;
        at = dayFirst && (!monthFirst || order != DateOrder.MonthFirst) ? asDayFirst : asMonthFirst;
        return dayFirst || monthFirst ? DateReading.Read : DateReading.NotADate;
    }

    // Three numbers with one separator between them, and what follows.
    private static bool TryNumeric(ReadOnlySpan<char> text, out Part first, out Part second, out Part third, out char separator, out ReadOnlySpan<char> rest)
    {
        second = third = default;
        separator = default;
        rest = text;
        if (!TakePart(ref rest, out first) || rest.Length == 0 || rest[0] is not ('-' or '/' or '.'))
            return false;
        separator = rest[0];
        rest = rest[1..];
        if (!TakePart(ref rest, out second) || rest.Length == 0 || rest[0] != separator)
            return false;
        rest = rest[1..];
        if (!TakePart(ref rest, out third))
            return false;
        return rest.Length == 0 || rest[0] is ' ' or 'T' or ',' or 't';
    }

    private static bool TakePart(ref ReadOnlySpan<char> text, out Part part)
    {
        var digits = 0;
        while (digits < text.Length && digits < 5 && char.IsAsciiDigit(text[digits]))
            digits++;
        part = new(digits is 0 or 5 ? 0 : Int(text[..digits]), digits);
        text = text[digits..];
        return digits is > 0 and < 5;
    }

    private static bool Time(ReadOnlySpan<char> text, out TimeSpan time, out TimeSpan offset)
    {
        time = offset = default;
        text = text.TrimStart(" T,t").TrimEnd();
        if (text.Length == 0)
            return true;
        if (text[^1] is 'Z' or 'z')
        {
            text = text[..^1].TrimEnd();
        }
        else if (text.EndsWith("UTC") || text.EndsWith("GMT"))
        {
            text = text[..^3].TrimEnd();
        }
        else if (text.LastIndexOfAny('+', '-') is > 0 and var at)
        {
            var zone = text[(at + 1)..];
            var hours = zone.Length is 2 or 4 or 5 && AllDigits(zone[..2]) ? Int(zone[..2]) : 99;
            var minutes = zone.Length > 2 && AllDigits(zone[^2..]) ? Int(zone[^2..]) : 0;
            if (hours > 14 || minutes > 59)
                return false;
            offset = new TimeSpan(hours, minutes, 0) * (text[at] == '-' ? -1 : 1);
            text = text[..at].TrimEnd();
        }

        if (!DateTime.TryParseExact(text, ["H:m", "H:m:s", "H:m:s.FFFFFFF", "h:m tt", "h:m:s tt", "h:mtt"], CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var clock))
            return false;
        time = clock.TimeOfDay;
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length == 13 && long.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds))
        {
            at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            return true;
        }

        if (text.Length == 10 && long.TryParse(text, CultureInfo.InvariantCulture, out var seconds))
        {
            at = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        if (text.Length == 8)
            return Day(Int(text[..4]), Int(text[4..6]), Int(text[6..]), out at);
        return IsExcelSerial(text, out at);
    }

    // Days since 1899-12-30, as spreadsheet programs count; 1954 to 2119, so that other numbers are no dates.
    private static bool IsExcelSerial(ReadOnlySpan<char> text, out DateTimeOffset at)
    {
        at = default;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) || serial is < 20_000 or >= 80_000)
            return false;
        at = new DateTimeOffset(1899, 12, 30, 0, 0, 0, TimeSpan.Zero).AddSeconds(Math.Round(serial * 86_400));
        return true;
    }

    private static bool Day(int year, int month, int day, out DateTimeOffset at)
    {
        at = default;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        at = new(year, month, day, 0, 0, 0, TimeSpan.Zero);
        return true;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static int Int(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private readonly record struct Part(int Value, int Digits);
}
