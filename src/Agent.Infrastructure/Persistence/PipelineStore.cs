using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What an admin says about a pipeline.</summary>
/// <param name="Thresholds">Thresholds of the risk flags.</param>
/// <param name="Stages">Every stage once.</param>
public sealed record PipelineChoices(PipelineThresholds Thresholds, IReadOnlyList<StageChoices> Stages);

/// <summary>What an admin says about a stage; its name and place are those of the records that were imported.</summary>
/// <param name="Id">The stage.</param>
/// <param name="WinProbability">Chance that a deal that reached it is won, 0 to 1.</param>
/// <param name="UsualDays">Days that a deal usually spends there, or null.</param>
/// <param name="ExitCriterion">The evidence that lets a deal move on, or null.</param>
/// <param name="NextAction">What to do once a deal is there, or null.</param>
/// <param name="NextActionWithinHours">Its deadline in hours after the deal came, or null.</param>
public sealed record StageChoices(StageId Id, double WinProbability, int? UsualDays, string? ExitCriterion, string? NextAction, int? NextActionWithinHours);

/// <summary>Settings of the pipelines. Who may change them is decided by whoever calls; deals are judged again by what was written.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class PipelineStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most characters of an exit criterion or an action.</summary>
    public const int MaxText = 500;

    private const int MaxPipelines = 100;
    private const int MaxDays = 3_650;
    private const int MaxHours = 24 * 365;
    private const int MaxTimes = 100;
    private const int MaxCount = 100;

    // What each threshold may be, by its name on the wire.
    private static readonly (string Field, Func<PipelineThresholds, double> Of, double Least, double Most)[] Limits =
    [
        ("staleAfterDays", t => t.StaleAfterDays, 1, MaxDays),
        ("dyingAfterDays", t => t.DyingAfterDays, 1, MaxDays),
        ("proposalStaleAfterDays", t => t.ProposalStaleAfterDays, 1, MaxDays),
        ("proposalDyingAfterDays", t => t.ProposalDyingAfterDays, 1, MaxDays),
        ("silentAfterDays", t => t.SilentAfterDays, 1, MaxDays),
        ("silentGraceDays", t => t.SilentGraceDays, 0, MaxDays),
        ("silentAfterTouches", t => t.SilentAfterTouches, 1, MaxCount),
        ("answerWithinDays", t => t.AnswerWithinDays, 0, MaxDays),
        ("stalledAtTimesUsual", t => t.StalledAtTimesUsual, 1, MaxTimes),
        ("stalledAfterDaysAtLeast", t => t.StalledAfterDaysAtLeast, 0, MaxDays),
        ("stalledAfterDaysOtherwise", t => t.StalledAfterDaysOtherwise, 1, MaxDays),
        ("oldAtTimesWonCycle", t => t.OldAtTimesWonCycle, 1, MaxTimes),
        ("maxCloseDatePushes", t => t.MaxCloseDatePushes, 1, MaxCount),
        ("closeSoonDays", t => t.CloseSoonDays, 0, MaxDays),
        ("minEngagedContacts", t => t.MinEngagedContacts, 0, MaxCount),
        ("minEngagedContactsOfLargeDeal", t => t.MinEngagedContactsOfLargeDeal, 0, MaxCount),
        ("engagedWithinDays", t => t.EngagedWithinDays, 1, MaxDays),
        ("middleStageProbability", t => t.MiddleStageProbability, 0, 1),
        ("lateStageProbability", t => t.LateStageProbability, 0, 1),
        ("largeAtTimesWonDeal", t => t.LargeAtTimesWonDeal, 1, MaxTimes),
        ("largeDealAmount", t => (double)t.LargeDealAmount, 0, 1e12),
        ("nextStepGraceDays", t => t.NextStepGraceDays, 0, MaxDays),
        ("amountShrankShare", t => t.AmountShrankShare, 0, 1),
        ("newsWithinDays", t => t.NewsWithinDays, 1, MaxDays),
    ];

    /// <summary>All pipelines by name.</summary>
    public async Task<IReadOnlyList<Pipeline>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Pipelines.AsNoTracking().OrderBy(p => p.Name).Take(MaxPipelines).ToListAsync(ct);
    }

    /// <summary>Keeps what was chosen for a pipeline.</summary>
    /// <param name="id">The pipeline.</param>
    /// <param name="choices">All of it.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>What is wrong, by field, and empty when it was kept; null when there is no such pipeline.</returns>
    public async Task<IReadOnlyDictionary<string, string[]>?> SetAsync(PipelineId id, PipelineChoices choices, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Pipelines.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } pipeline)
            return null;
        var problems = Check(pipeline, choices);
        if (problems.Count > 0)
            return problems;
        var before = Chosen(pipeline);
        pipeline.Thresholds = choices.Thresholds;
        foreach (var choice in choices.Stages)
        {
            var stage = pipeline.Stages.Single(s => s.Id == choice.Id);
            (stage.WinProbability, stage.UsualDays) = (choice.WinProbability, choice.UsualDays);
            (stage.ExitCriterion, stage.NextAction, stage.NextActionWithinHours) = (Text(choice.ExitCriterion), Text(choice.NextAction), choice.NextActionWithinHours);
        }

        await SettingsAudit.NoteAsync(db, $"pipeline {pipeline.Name}", before, Chosen(pipeline), by, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return problems;
    }

    // By the names of the stages: whoever reads the log knows no ids.
    private static Dictionary<string, string> Chosen(Pipeline pipeline)
    {
        var values = Limits.ToDictionary(l => l.Field, l => l.Of(pipeline.Thresholds).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var stage in pipeline.Stages)
        {
            values[$"{stage.Name}: chance"] = stage.WinProbability.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
            values[$"{stage.Name}: usual days"] = $"{stage.UsualDays}";
            values[$"{stage.Name}: exit criterion"] = stage.ExitCriterion ?? "";
            values[$"{stage.Name}: next action"] = stage.NextAction ?? "";
            values[$"{stage.Name}: next action within hours"] = $"{stage.NextActionWithinHours}";
        }

        return values;
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static Dictionary<string, string[]> Check(Pipeline pipeline, PipelineChoices choices)
    {
        var problems = new Dictionary<string, string[]>();
        var thresholds = choices.Thresholds;
        foreach (var (field, of, least, most) in Limits)
        {
            if (!(of(thresholds) >= least && of(thresholds) <= most))
                problems[field] = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This lies between {least:0.##} and {most:0.##}.")];
        }

        Later(problems, "dyingAfterDays", thresholds.StaleAfterDays, thresholds.DyingAfterDays);
        Later(problems, "proposalDyingAfterDays", thresholds.ProposalStaleAfterDays, thresholds.ProposalDyingAfterDays);
        if (thresholds.LateStageProbability < thresholds.MiddleStageProbability)
            problems.TryAdd("lateStageProbability", ["A late stage cannot come before a middle one."]);
        if (choices.Stages.Count == pipeline.Stages.Count && choices.Stages.Select(s => s.Id).ToHashSet().SetEquals(pipeline.Stages.Select(s => s.Id)))
        {
            foreach (var choice in choices.Stages)
            {
                if (Fault(pipeline.Stages.Single(s => s.Id == choice.Id), choice) is { } fault)
                    problems[$"stages.{choice.Id}"] = [fault];
            }
        }
        else
        {
            problems["stages"] = ["The stages have changed meanwhile. Open the page again."];
        }

        return problems;
    }

    private static void Later(Dictionary<string, string[]> problems, string field, int first, int then)
    {
        if (then < first)
            problems.TryAdd(field, ["A deal is dying no earlier than it is stale."]);
    }

    private static string? Fault(Stage stage, StageChoices choice) => stage switch
    {
        { Status: DealStatus.Won } when choice.WinProbability != 1 => $"{stage.Name}: a deal that is won has a chance of 100 %.",
        { Status: DealStatus.Lost } when choice.WinProbability != 0 => $"{stage.Name}: a deal that is lost has a chance of 0 %.",
        _ when choice.WinProbability is not (>= 0 and <= 1) => $"{stage.Name}: the chance lies between 0 and 100 %.",
        _ when choice.UsualDays is < 1 or > MaxDays => $"{stage.Name}: the usual days lie between 1 and {MaxDays}.",
        _ when choice.NextActionWithinHours is < 1 or > MaxHours => $"{stage.Name}: the deadline lies between 1 and {MaxHours} hours.",
        _ when choice.ExitCriterion?.Length > MaxText || choice.NextAction?.Length > MaxText => $"{stage.Name}: a text has {MaxText} characters at most.",
        _ => null,
    };
}
