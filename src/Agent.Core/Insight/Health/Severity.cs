namespace Agent.Core.Insight.Health;

/// <summary>Severity as a function of how far a value is beyond its threshold, and its bands.</summary>
internal static class Severity
{
    /// <summary>From here on a flag is worth watching.</summary>
    public const double Watch = 0.3;

    /// <summary>From here on a flag puts the deal at risk.</summary>
    public const double AtRisk = 0.6;

    /// <summary>From here on the deal is being lost.</summary>
    public const double Critical = 0.85;

    /// <summary>Straight lines between points given by rising value; flat outside of them.</summary>
    public static double At(double value, params ReadOnlySpan<(double Value, double Severity)> points)
    {
        if (value <= points[0].Value)
            return points[0].Severity;
        for (var i = 1; i < points.Length; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            if (value < to.Value)
                return from.Severity + ((to.Severity - from.Severity) * (value - from.Value) / (to.Value - from.Value));
        }

        return points[^1].Severity;
    }
}

/// <summary>Time without weekends: nobody is slow on a Sunday.</summary>
internal static class WorkingDays
{
    // Beyond this the weekends' exact position no longer matters.
    private const int MostDaysCounted = 100;

    /// <summary>Days between two moments, Saturdays and Sundays (UTC) left out.</summary>
    public static double Between(DateTimeOffset from, DateTimeOffset to)
    {
        var total = (to - from).TotalDays;
        if (total > MostDaysCounted)
            return total * 5 / 7;
        for (var day = from.UtcDateTime.Date; day < to.UtcDateTime; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                continue;
            var start = day > from.UtcDateTime ? day : from.UtcDateTime;
            var end = day.AddDays(1) < to.UtcDateTime ? day.AddDays(1) : to.UtcDateTime;
            total -= (end - start).TotalDays;
        }

        return total;
    }

    /// <summary>The day itself, or the Monday after it when it is on a weekend.</summary>
    public static DateOnly OnOrAfter(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
