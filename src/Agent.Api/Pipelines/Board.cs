using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Pipelines;

/// <summary>A pipeline's open deals, stage by stage.</summary>
/// <param name="Id">The pipeline.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its open stages in their order.</param>
/// <param name="Closed">Its won and lost stages, to which a deal can be moved too.</param>
/// <param name="Shown">How many deals the columns hold.</param>
/// <param name="Left">How many more fit; the filters have to be narrowed to see them.</param>
internal sealed record Board(PipelineId Id, string Name, IReadOnlyList<BoardColumn> Columns, IReadOnlyList<ClosedStage> Closed, int Shown, int Left);

/// <summary>A stage with its deals.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExitCriterion">The evidence that lets a deal move on, or null.</param>
/// <param name="UsualDays">Days that a deal usually spends here, or null.</param>
/// <param name="WinProbability">0 to 1.</param>
/// <param name="Count">Deals.</param>
/// <param name="Sums">What they are worth, the largest currency first.</param>
/// <param name="Cards">The deals, in the order that was asked for.</param>
internal sealed record BoardColumn(
    StageId Id, string Name, string? ExitCriterion, int? UsualDays, double WinProbability, int Count, IReadOnlyList<BoardSum> Sums, IReadOnlyList<BoardCard> Cards);

/// <summary>What deals of one currency are worth.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Amount">Sum of the amounts.</param>
/// <param name="Weighted">The same times the stage's win probability.</param>
internal sealed record BoardSum(string Currency, decimal Amount, decimal Weighted);

/// <summary>A deal on the board.</summary>
/// <param name="Id">The deal.</param>
/// <param name="Version">What a change of it has to name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">Name of its account, or null.</param>
/// <param name="Owner">Name of its owner, or null.</param>
/// <param name="Amount">Amount, or null.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="StageEnteredOn">Since when it is in its stage, or null.</param>
/// <param name="CloseDate">Expected close, or null.</param>
/// <param name="NextStep">What is agreed to happen next, or null.</param>
/// <param name="NextStepDue">The day that is due, or null.</param>
/// <param name="Verdict">How it stands today; null when it was not judged, since there were too many to judge at once.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="MayMove">True when the caller may change it.</param>
internal sealed record BoardCard(
    DealId Id,
    int Version,
    string Name,
    string? Account,
    string? Owner,
    decimal? Amount,
    string Currency,
    DateOnly? StageEnteredOn,
    DateOnly? CloseDate,
    string? NextStep,
    DateOnly? NextStepDue,
    Verdict? Verdict,
    string? Reason,
    bool MayMove);

/// <summary>A stage in which deals are won or lost.</summary>
internal sealed record ClosedStage(StageId Id, string Name, DealStatus Status);

/// <summary>A team of which deals are in sight.</summary>
internal sealed record TeamInfo(TeamId Id, string Name);
