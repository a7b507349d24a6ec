using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Deals;

/// <summary>A deal with all that its page shows, the timeline apart.</summary>
internal sealed record DealDetail(
    DealRow Deal,
    string Pipeline,
    string? Source,
    string? Type,
    string? LossReason,
    DateOnly? NextStepDue,
    int Version,
    IReadOnlyList<DealStage> Stages,
    IReadOnlyList<DealPerson> People,
    IReadOnlyList<DealProduct> Lines,
    IReadOnlyList<DealTask> Tasks,
    IReadOnlyList<FieldChange> Changes,
    DealHealthInfo Health);

/// <summary>A stage of the deal's pipeline, with the day on which the deal entered it last.</summary>
internal sealed record DealStage(StageId Id, string Name, DealStatus Status, DateOnly? EnteredOn, bool Current);

/// <summary>A person at the buyer's with the part played in the deal.</summary>
internal sealed record DealPerson(ContactId ContactId, string Name, string? Title, string? Email, BuyingRole? Role, DateOnly? LeftOn);

/// <summary>What is sold.</summary>
internal sealed record DealProduct(string Product, decimal Quantity, decimal? UnitPrice);

/// <summary>An open task.</summary>
internal sealed record DealTask(TaskId Id, string Title, DateOnly? DueOn);

/// <summary>How the deal stands; with the wait that keeps flags silent today, or null.</summary>
internal sealed record DealHealthInfo(Verdict Verdict, string Headline, IReadOnlyList<DealFlag> Flags, DealMove? Next, Snooze? Snooze, WinInfo? Win);

/// <summary>How likely the deal is won, where the number comes from, and how such numbers did on later deals.</summary>
internal sealed record WinInfo(double Probability, WinSource Source, string Fact, IReadOnlyList<WinFactorEffect> Factors, WinBacktest? Backtest);

/// <summary>One thing that marks the deal at risk.</summary>
internal sealed record DealFlag(RiskKind Kind, string Title, double Severity, string Fact, IReadOnlyList<Source> Sources);

/// <summary>What to do next.</summary>
internal sealed record DealMove(string Title, string Reason, DateOnly? DueOn, NextActionKind Kind, IReadOnlyList<Source> Sources);

/// <summary>An activity in a list.</summary>
internal sealed record ActivityInfo(
    ActivityId Id,
    DealId? DealId,
    ActivityKind Kind,
    Direction Direction,
    DateTimeOffset At,
    string Subject,
    int? Minutes,
    string? Author,
    IReadOnlyList<ActivityPerson> Participants,
    string Snippet);

/// <summary>Somebody who took part.</summary>
internal sealed record ActivityPerson(string Name, string? Email);

/// <summary>An activity with its text, who said what in it, and which of its words the judgements of its deal stand on.</summary>
internal sealed record ActivityText(ActivityInfo Head, string? Deal, string Body, IReadOnlyList<SpokenTurn> Turns, IReadOnlyList<TextMark> Marks);

/// <summary>A pipeline with its stages.</summary>
internal sealed record PipelineInfo(PipelineId Id, string Name, IReadOnlyList<StageInfo> Stages);

/// <summary>A stage.</summary>
internal sealed record StageInfo(StageId Id, string Name, int Order, DealStatus Status);

/// <summary>A user whose deals are in sight.</summary>
internal sealed record OwnerInfo(UserId Id, string Name);
