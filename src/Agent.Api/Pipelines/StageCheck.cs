using System.Globalization;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Pipelines;

/// <summary>What a move to a stage asks for, and what of it nothing on record shows. It tells; it never stops a person.</summary>
/// <param name="Criteria">The exit criteria of the stages that the move leaves behind.</param>
/// <param name="Missing">What is not on record, each in a sentence.</param>
internal sealed record StageCheck(IReadOnlyList<StageCriterion> Criteria, IReadOnlyList<string> Missing)
{
    // The flags that say that something is not known or not there; others speak of pace and care.
    private static readonly HashSet<RiskKind> Gaps =
    [
        RiskKind.SingleThreaded, RiskKind.NoDecisionMaker, RiskKind.AmountMissing, RiskKind.Objection, RiskKind.PriceNotDiscussed, RiskKind.QualificationGap,
    ];

    /// <summary>Checks a move. A move back, or of a deal that is closed, asks for nothing.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="to">The stage to move to.</param>
    /// <param name="now">The moment.</param>
    /// <param name="history">What won deals were like.</param>
    public static StageCheck Of(DealFile file, Stage to, DateTimeOffset now, PaceHistory history)
    {
        if (file.Stage.Status != DealStatus.Open || to.Status == DealStatus.Lost || to.Order <= file.Stage.Order)
            return new([], []);
        var left = file.Pipeline.Stages.Where(s => s.Status == DealStatus.Open && s.Order >= file.Stage.Order && s.Order < to.Order).ToList();
        // Judged as if it were there already: the rules of a late stage say what a late stage needs. A won deal needs what the last one does.
        var there = to.Status == DealStatus.Open ? to : left[^1];
        var gaps = HealthAssessor.Assess(file with { Stage = there }, now, history).Flags.Where(f => Gaps.Contains(f.Kind)).Select(f => f.Title);
        return new(
            [.. left.Where(s => s.ExitCriterion is not null).Select(s => new StageCriterion(s.Name, s.ExitCriterion!))],
            [.. Silence(file, now), .. left.Skip(1).Select(s => $"Never was in {s.Name}"), .. gaps]);
    }

    // Every exit criterion of the guides is something that the buyer did.
    private static IEnumerable<string> Silence(DealFile file, DateTimeOffset now)
    {
        if (file.Deal.StageEnteredOn is { } entered
            && !file.Activities.Any(a => a.At <= now && DateOnly.FromDateTime(a.At.UtcDateTime) >= entered && a.Direction is Direction.Inbound or Direction.Both))
            yield return $"Nothing from the buyer since it entered {file.Stage.Name} on {entered.ToString("d MMMM", CultureInfo.InvariantCulture)}";
    }
}

/// <summary>What lets a deal leave a stage.</summary>
internal sealed record StageCriterion(string Stage, string Criterion);
