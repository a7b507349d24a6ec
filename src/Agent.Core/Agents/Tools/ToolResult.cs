using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What a tool returns: typed, bounded, with the labels of its sources. Models get it as JSON.</summary>
public abstract record ToolResult
{
    /// <summary>One line for people: what came back.</summary>
    public abstract string Summary { get; }
}

/// <summary>A name fits several deals: the user has to choose.</summary>
/// <param name="Phrase">What was asked for; empty when no deal was named at all.</param>
/// <param name="Choices">What it may mean.</param>
public sealed record AmbiguousName(string Phrase, IReadOnlyList<NamedDeal> Choices) : ToolResult
{
    /// <summary>The most choices.</summary>
    public const int MaxChoices = 8;

    /// <inheritdoc/>
    public override string Summary => Phrase.Length == 0 ? "No deal was named" : $"\"{Phrase}\" fits {Choices.Count} deals";
}

/// <summary>A name fits nothing in sight.</summary>
/// <param name="Phrase">What was asked for.</param>
/// <param name="Nearest">Names that look alike, nearest first.</param>
public sealed record UnknownName(string Phrase, IReadOnlyList<string> Nearest) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"Nothing is called \"{Phrase}\"";
}

/// <summary>A list of deals.</summary>
/// <param name="Filter">Which deals, in words.</param>
/// <param name="Deals">The deals in order, with their source labels.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Sums">Sum of the amounts of all of them by currency-blind totals.</param>
/// <param name="Ignored">Words of the question that no owner, stage, account or product is called by.</param>
public sealed record DealList(string Filter, IReadOnlyList<Cited<DealRow>> Deals, int Total, DealTotals? Sums, IReadOnlyList<string> Ignored) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Total > Deals.Count ? $"{Wording.Count(Total, "deal")}, the first {Deals.Count} shown" : Wording.Count(Total, "deal");
}

/// <summary>Something with the label of the source that it stands on.</summary>
/// <typeparam name="T">What is cited.</typeparam>
/// <param name="Item">The thing.</param>
/// <param name="Source">The label.</param>
public sealed record Cited<T>(T Item, string Source);

/// <summary>Counts and sums.</summary>
/// <param name="Filter">Which deals, in words.</param>
/// <param name="Measure">What was asked for.</param>
/// <param name="Grouping">What they are counted by.</param>
/// <param name="Groups">A row a group.</param>
/// <param name="All">Everything in one.</param>
/// <param name="Currency">The one currency of these deals; null when there are several or none.</param>
/// <param name="Ignored">Words of the question that were not understood.</param>
public sealed record DealFigures(string Filter, DealMeasure Measure, DealGrouping Grouping, IReadOnlyList<DealTotals> Groups, DealTotals All, string? Currency, IReadOnlyList<string> Ignored) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"Counted {Wording.Count(All.Count, "deal")}" + (Groups.Count > 1 ? $" in {Wording.Count(Groups.Count, "group")}" : "");
}

/// <summary>What to count or add up.</summary>
public enum DealMeasure
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>Sum of the amounts; of won deals this is revenue.</summary>
    Amount,

    /// <summary>Mean amount.</summary>
    AverageAmount,

    /// <summary>Won over closed.</summary>
    WinRate,

    /// <summary>Mean days from creation to close.</summary>
    CycleLength,

    /// <summary>Open amount times the win probability of its stage.</summary>
    Weighted,
}

/// <summary>How a deal stands.</summary>
/// <param name="File">The deal.</param>
/// <param name="Health">What code reads from it.</param>
/// <param name="DealSource">Label of the deal's record.</param>
/// <param name="Recent">The latest past activities, newest first.</param>
/// <param name="Ahead">The next planned activity, or null.</param>
/// <param name="Labels">Labels of the activities that the health stands on.</param>
/// <param name="Today">The day of the answer.</param>
public sealed record DealStatusResult(
    DealFile File,
    DealHealth Health,
    string DealSource,
    IReadOnlyList<Cited<ActivityHead>> Recent,
    Cited<ActivityHead>? Ahead,
    IReadOnlyDictionary<ActivityId, string> Labels,
    DateOnly Today) : ToolResult
{
    /// <summary>What is proposed for the deal and waits for a person; empty where nothing does.</summary>
    public IReadOnlyList<PendingProposal> Pending { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"{File.Deal.Name}: {Health.Headline}";
}

/// <summary>Several deals beside each other.</summary>
/// <param name="Deals">The deals, in the order in which they were named.</param>
/// <param name="LeftOut">True when more were named than are compared.</param>
/// <param name="Today">The day of the answer.</param>
public sealed record DealComparison(IReadOnlyList<DealStatusResult> Deals, bool LeftOut, DateOnly Today) : ToolResult
{
    /// <summary>The most deals that are compared: more are a list.</summary>
    public const int MaxDeals = 5;

    /// <inheritdoc/>
    public override string Summary => $"Compared {Wording.List([.. Deals.Select(d => d.File.Deal.Name)])}";
}

/// <summary>What several people or teams have open and have closed.</summary>
/// <param name="Groups">A row each, in the order in which they were named.</param>
/// <param name="Currency">The one currency of their deals; null when there are several or none.</param>
public sealed record OwnerComparison(IReadOnlyList<DealTotals> Groups, string? Currency) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"Compared {Wording.List([.. Groups.Select(g => g.Key ?? "")])}";
}

/// <summary>There is nothing to compare.</summary>
/// <param name="Reason">Why, in a sentence for the user.</param>
public sealed record NotCompared(string Reason) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Reason;
}

/// <summary>What to do next on one deal.</summary>
/// <param name="Status">The deal.</param>
public sealed record NextStepResult(DealStatusResult Status) : ToolResult
{
    /// <summary>The team's material that fits.</summary>
    public IReadOnlyList<OfferedContent> Content { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => Status.Health.NextActions is [var first, ..] ? first.Title : "Nothing to do";
}

/// <summary>Signs of risk that people ask for.</summary>
public enum RiskSign
{
    /// <summary>At risk for whatever reason.</summary>
    Any,

    /// <summary>No activity, or no answer from the buyer.</summary>
    Stale,

    /// <summary>Longer in its stage or in the pipeline than usual.</summary>
    Stuck,

    /// <summary>A close date, task or promise has passed.</summary>
    Overdue,

    /// <summary>Nothing is scheduled.</summary>
    NoNextStep,

    /// <summary>The close date was moved to a later day.</summary>
    Slipping,
}

/// <summary>Several deals with how they stand, worst first.</summary>
/// <param name="Title">What was looked for, in words.</param>
/// <param name="Deals">The deals.</param>
/// <param name="Checked">How many deals were looked at.</param>
/// <param name="Today">The day of the answer.</param>
/// <param name="WantsNextStep">True when the user asked what to do rather than what is at risk.</param>
/// <param name="Ignored">Words of the question that no owner, stage, account or product is called by.</param>
public sealed record DealHealthList(string Title, IReadOnlyList<Cited<HealthRow>> Deals, int Total, int Checked, DateOnly Today, bool WantsNextStep, IReadOnlyList<string> Ignored) : ToolResult
{
    /// <summary>How many of them each owner has, most first; empty when that was not asked for.</summary>
    public IReadOnlyList<OwnerShare> ByOwner { get; init; } = [];

    /// <summary>True when the deals are ordered by their chance to be won.</summary>
    public bool ByChance { get; init; }

    /// <summary>True when the user asked for what is wrong and for what to do.</summary>
    public bool TellsNextStep { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"{Total} of {Wording.Count(Checked, "open deal")}";
}

/// <summary>An owner's share of a list of deals.</summary>
/// <param name="Owner">Name of the owner, or null for nobody's deals.</param>
/// <param name="Count">How many deals.</param>
/// <param name="Amount">What they are worth together.</param>
public sealed record OwnerShare(string? Owner, int Count, decimal Amount);

/// <summary>A deal with how it stands.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Its owner's name, or null.</param>
/// <param name="Amount">Its amount.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Health">How it stands.</param>
public sealed record HealthRow(DealId DealId, string Name, string? Owner, decimal? Amount, string Currency, string Stage, DealHealth Health);

/// <summary>What happened on a deal or on several.</summary>
/// <param name="About">What, in words.</param>
/// <param name="Activities">Newest first, with the names of their deals.</param>
/// <param name="Ahead">Planned ones, soonest first.</param>
/// <param name="Today">The day of the answer.</param>
public sealed record TimelineResult(string About, IReadOnlyList<Cited<ActivityHead>> Activities, IReadOnlyList<Cited<ActivityHead>> Ahead, DateOnly Today) : ToolResult
{
    /// <summary>How many there are in all, those that are not listed included.</summary>
    public int Total { get; init; } = Activities.Count;

    /// <summary>True when older ones were not looked at, so that there may be more.</summary>
    public bool IsCut { get; init; }

    /// <summary>True when the question was how many.</summary>
    public bool Counts { get; init; }

    /// <summary>The one kind that was asked for, or null.</summary>
    public ActivityKind? Kind { get; init; }

    /// <inheritdoc/>
    public override string Summary => Activities.Count == 0 ? "Nothing happened" : Activities.Count == 1 ? "1 activity" : $"{Activities.Count} activities";
}

/// <summary>Meetings and calls that are planned.</summary>
/// <param name="About">Whose, in words.</param>
/// <param name="From">The first day that was asked for; null for today.</param>
/// <param name="Until">The last day that was looked at.</param>
/// <param name="HasEnd">True when the question named that day.</param>
/// <param name="Activities">Soonest first.</param>
/// <param name="Deals">Names of their deals.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Today">The day of the answer.</param>
public sealed record AgendaResult(
    string About, DateOnly? From, DateOnly Until, bool HasEnd, IReadOnlyList<Cited<ActivityHead>> Activities, IReadOnlyDictionary<DealId, string> Deals, int Total, DateOnly Today) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Total == 0 ? "Nothing is planned" : $"{Wording.Count(Total, "meeting")} ahead";
}

/// <summary>People at a buyer's.</summary>
/// <param name="About">Where or whom, in words.</param>
/// <param name="People">The people.</param>
/// <param name="Role">The part that was asked for, or null for everybody.</param>
/// <param name="Missing">Parts that nobody plays, of those that a deal needs.</param>
/// <param name="Source">Label of the deal's record, or null.</param>
public sealed record PeopleResult(string About, IReadOnlyList<Stakeholder> People, BuyingRole? Role, IReadOnlyList<BuyingRole> Missing, string? Source) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => People.Count == 1 ? "1 person" : $"{People.Count} people";
}

/// <summary>What was said about something.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Where">In which deal's texts, or null for all.</param>
/// <param name="Speaker">Whose words, or null for anybody's.</param>
/// <param name="Passages">Best first.</param>
/// <param name="ByOthers">True when the speaker said nothing about it and the passages are what others said.</param>
/// <param name="When">The period that was asked for, in words, or null for any time.</param>
/// <param name="AtOtherTimes">True when nothing was said about it in that period and the passages are from another time.</param>
public sealed record SearchResult(
    string Query, string? Where, string? Speaker, IReadOnlyList<Cited<Passage>> Passages, bool ByOthers = false, string? When = null, bool AtOtherTimes = false) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Passages.Count == 0 ? "Nothing found" : Wording.Count(Passages.Count, "passage");

    /// <summary>True when a company was asked about and the passages are words of its people.</summary>
    public bool ByBuyer { get; init; }
}
