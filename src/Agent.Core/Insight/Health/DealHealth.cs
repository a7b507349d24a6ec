using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Health;

/// <summary>How a deal stands, in one word.</summary>
public enum Verdict
{
    /// <summary>Nothing speaks against it.</summary>
    OnTrack,

    /// <summary>Something small to look at.</summary>
    Watch,

    /// <summary>It is likely to slip or to be lost unless somebody acts.</summary>
    AtRisk,

    /// <summary>It is being lost.</summary>
    Critical,

    /// <summary>Won or lost: nothing to judge.</summary>
    Closed,
}

/// <summary>One thing that marks a deal at risk.</summary>
/// <param name="Kind">Which signal.</param>
/// <param name="Title">What is wrong, plain and short: "No activity for 41 days".</param>
/// <param name="Severity">0 to 1; grows with the excess over the threshold. From 0.3 on worth watching, from 0.6 at risk, from 0.85 critical.</param>
/// <param name="Fact">The number and the threshold that tripped it, in words.</param>
/// <param name="Activities">What it stands on; empty when it stands on the deal's record.</param>
public sealed record RiskFlag(RiskKind Kind, string Title, double Severity, string Fact, IReadOnlyList<ActivityId> Activities)
{
    /// <summary>The words it stands on, newest first; empty when it stands on the record or on what is missing.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

/// <summary>How a next action is done.</summary>
public enum NextActionKind
{
    /// <summary>Do what was written down or promised.</summary>
    Task,

    /// <summary>Write to somebody.</summary>
    Email,

    /// <summary>Call somebody.</summary>
    Call,

    /// <summary>Hold, prepare or book a meeting.</summary>
    Meeting,

    /// <summary>Set the record right.</summary>
    UpdateDeal,

    /// <summary>Nothing until a day.</summary>
    Wait,
}

/// <summary>Something to do next on a deal.</summary>
/// <param name="Title">What to do.</param>
/// <param name="Reason">Why, with the number or the date behind it.</param>
/// <param name="DueOn">By when; for <see cref="NextActionKind.Wait"/> the day to look again. Null when no day follows from the record.</param>
/// <param name="Kind">How it is done.</param>
/// <param name="Activities">What the reason stands on; empty when it stands on the deal's record.</param>
/// <param name="TaskId">The open task that it is, or null.</param>
public sealed record NextAction(
    string Title,
    string Reason,
    DateOnly? DueOn,
    NextActionKind Kind,
    IReadOnlyList<ActivityId> Activities,
    TaskId? TaskId)
{
    /// <summary>The words that the reason stands on; empty when it stands on the record.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

/// <summary>What stands against a deal, how much it matters, and what to do.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Headline">The reason for the verdict, worst first: "Going cold: no activity for 41 days".</param>
/// <param name="Flags">Worst first.</param>
/// <param name="NextActions">Best first, at most <see cref="MaxNextActions"/>, never empty: a deal in order has one <see cref="NextActionKind.Wait"/>.</param>
/// <param name="Importance">0 to 1, apart from the risk: size against past wins, customer already, executives at the table.</param>
/// <param name="ImportanceFacts">What <paramref name="Importance"/> stands on, in words.</param>
/// <param name="Snooze">The wait that keeps flags silent today, or null.</param>
public sealed record DealHealth(
    DealId DealId,
    Verdict Verdict,
    string Headline,
    IReadOnlyList<RiskFlag> Flags,
    IReadOnlyList<NextAction> NextActions,
    double Importance,
    IReadOnlyList<string> ImportanceFacts,
    Snooze? Snooze)
{
    /// <summary>The most next actions of a deal: more would be a list nobody works off.</summary>
    public const int MaxNextActions = 5;

    /// <summary>How likely it is won, with where that number comes from; null where no model was given to the assessment.</summary>
    public WinEstimate? Win { get; init; }
}
