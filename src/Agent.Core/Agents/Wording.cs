using System.Globalization;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Agents;

/// <summary>How facts are said in sentences: plain, short, the same everywhere.</summary>
public static class Wording
{
    /// <summary>An amount, for example "€84,000"; "no amount" for null.</summary>
    public static string Money(decimal? amount, string? currency)
    {
        if (amount is not { } value)
            return "no amount";
        var number = value.ToString(value == decimal.Truncate(value) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return currency switch
        {
            "EUR" => $"€{number}",
            "USD" => $"${number}",
            "GBP" => $"£{number}",
            null or "" => number,
            _ => $"{currency} {number}",
        };
    }

    /// <summary>A day, for example "24 November"; with the year when it is not this year.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day beside today: "today", "tomorrow", "3 days ago", "in 12 days".</summary>
    public static string Distance(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var ahead => $"in {ahead} days",
        var past => $"{-past} days ago",
    };

    /// <summary>How a deal stands, in lower case: "worth watching".</summary>
    public static string Verdict(Verdict verdict) => verdict switch
    {
        Insight.Health.Verdict.OnTrack => "on track",
        Insight.Health.Verdict.Watch => "worth watching",
        Insight.Health.Verdict.AtRisk => "at risk",
        Insight.Health.Verdict.Critical => "critical",
        _ => "closed",
    };

    /// <summary>A number with its noun: "1 deal", "12 deals".</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A share, for example "63.15 %"; "not known" for null.</summary>
    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %" : "not known";

    /// <summary>The part somebody plays, for example "economic buyer"; "no role recorded" for null.</summary>
    public static string Role(BuyingRole? role) => role switch
    {
        BuyingRole.EconomicBuyer => "economic buyer",
        BuyingRole.DecisionMaker => "decision maker",
        null => "no role recorded",
        { } other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>Things in a row: "a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> things, string last = "and") => things.Count switch
    {
        0 => "",
        1 => things[0],
        _ => $"{string.Join(", ", things.SkipLast(1))} {last} {things[^1]}",
    };
}
