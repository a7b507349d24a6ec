using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Persistence;

namespace Agent.Api.Insight;

/// <summary>A wait to declare.</summary>
internal sealed record NewSnooze(string? Reason, DateOnly? Until);

/// <summary>What a person says about a score.</summary>
internal sealed record ScoreComment(string? Comment);

/// <summary>How a deal stands against a framework, with how that changed. Criteria are empty while no text was read.</summary>
/// <param name="MayDecide">True when the caller may accept or reject scores of the deal.</param>
internal sealed record DealQualification(
    string Framework,
    int Score,
    int Known,
    IReadOnlyList<CriterionInfo> Criteria,
    IReadOnlyList<BrokenPromise> BrokenPromises,
    IReadOnlyList<ScoreInfo> History,
    bool MayDecide);

/// <summary>The verdict on a criterion with what it stands on.</summary>
internal sealed record CriterionInfo(
    string Criterion,
    Verdict Verdict,
    double Strength,
    IReadOnlyList<QuoteInfo> For,
    IReadOnlyList<QuoteInfo> Against,
    IReadOnlyList<string> Facts,
    string? Missing,
    string? Question,
    IReadOnlyList<ChangedStatement> Changes);

/// <summary>A quote with its place in the text of an activity.</summary>
internal sealed record QuoteInfo(ActivityId ActivityId, string Quote, int Start, int End, string? Speaker, Side Side, DateTimeOffset At);

/// <summary>A statement that took the place of an earlier one.</summary>
internal sealed record ChangedStatement(string What, QuoteInfo Before, QuoteInfo After);

/// <summary>A promise of ours that the price book or the delivery policy contradicts.</summary>
internal sealed record BrokenPromise(QuoteInfo Promise, string Fact);

/// <summary>An entry of the history of scores.</summary>
internal sealed record ScoreInfo(
    ScoreId Id, DateTimeOffset At, int Score, int Known, ScoreStatus Status, string? DecidedBy, DateTimeOffset? DecidedAt, string? Comment, IReadOnlyList<CriterionVerdict> Verdicts);

/// <summary>What an entry of the history says about a criterion.</summary>
internal sealed record CriterionVerdict(string Criterion, Verdict Verdict);

/// <summary>What the reading of deals goes by.</summary>
internal sealed record InsightSettingsInfo(IReadOnlyList<DeliveryTier> DeliveryTiers, IReadOnlyList<string> Competitors, string Framework, IReadOnlyList<FrameworkEntry> Frameworks);

/// <summary>What the reading of deals is to go by; what is left out is empty, the framework BANT.</summary>
internal sealed record NewInsightSettings(IReadOnlyList<DeliveryTier>? DeliveryTiers, IReadOnlyList<string>? Competitors, string? Framework);
