using System.ComponentModel;
using Agent.Core.Agents.Offline;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Agents.Tools;

/// <summary>Work out changes of a deal for a person to approve. None of them writes.</summary>
/// <param name="context">The turn.</param>
internal sealed class ProposeTools(TurnContext context)
{
    private const string Deal = "Name of the deal or its account; empty for the deal in focus";
    private const string Why = "Why, in a sentence; empty when the user gave no reason";
    private const string Labels = "Labels of this turn's sources that the reason stands on";
    private const decimal MaxAmount = 1_000_000_000_000m;

    private readonly ChangeDrafter _drafter = new(context);

    [Description("Proposes to move a deal to another stage of its pipeline, or to won. For a lost deal use propose_loss.")]
    public Task<ToolResult> Stage(
        [Description("Name of the stage")] string stage,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var stages = file.Pipeline.Stages;
            var wanted = Find(stages, stage, file.Stage);
            ToolResult result =
                wanted is null ? new NotProposed($"The pipeline has no stage called \"{stage}\". Its stages are {Wording.List([.. stages.Select(s => s.Name)])}.", label)
                : wanted.Id == file.Stage.Id ? new NotProposed($"{file.Deal.Name} is in {wanted.Name} already.", label)
                : wanted.Status == DealStatus.Lost ? new NotProposed($"Why is {file.Deal.Name} lost? A lost deal needs a loss reason.", label)
                : ChangeDrafter.Change(file, label, ChangeKind.Stage, StageField(file, wanted));
            return Task.FromResult(result);
        }, ct);

    [Description("Proposes another amount of a deal.")]
    public Task<ToolResult> Amount(
        [Description("The new amount in whole units; null when it is given as a difference")] decimal? amount = null,
        [Description("What to add to the present amount; negative to take off")] decimal? changeBy = null,
        [Description("True when changeBy is a percentage of the present amount")] bool percent = false,
        [Description("ISO code, when the user named a currency")] string? currency = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var before = file.Deal.Amount;
            var after = amount ?? before + (percent ? before * changeBy / 100 : changeBy);
            ToolResult? refused = ChangeDrafter.RefuseClosed(file, label)
                ?? (after is not { } sum ? new NotProposed(before is null ? $"{file.Deal.Name} has no amount yet. What is it worth?" : "Which amount should it be?", label)
                : sum < 0 ? new NotProposed($"An amount cannot be below 0, and {Wording.Money(sum, file.Deal.Currency)} is. Name what {file.Deal.Name} is worth, such as 84,000.", label)
                : sum == 0 ? new NotProposed("An amount has to be more than zero.", label)
                : sum > MaxAmount ? new NotProposed($"{Wording.Money(sum, file.Deal.Currency)} is too large to be an amount.", label)
                : currency is { Length: > 0 } && !currency.Equals(file.Deal.Currency, StringComparison.OrdinalIgnoreCase)
                    ? new NotProposed($"{file.Deal.Name} is in {file.Deal.Currency}; its currency cannot be changed, so I need the amount in {file.Deal.Currency}.", label)
                : sum == before ? new NotProposed($"The amount of {file.Deal.Name} is {Wording.Money(sum, file.Deal.Currency)} already.", label)
                : null);
            return Task.FromResult(refused ?? ChangeDrafter.Change(file, label, ChangeKind.Amount, ChangeDrafter.Amount(before, decimal.Round(after!.Value, 2), file.Deal.Currency)));
        }, ct);

    [Description("Proposes another expected close date of a deal.")]
    public Task<ToolResult> CloseDate(
        [Description("The new date; null when it is given as a shift")] DateOnly? date = null,
        [Description("Days to shift the present date by; negative for earlier")] int shiftDays = 0,
        [Description("Months to shift the present date by; negative for earlier")] int shiftMonths = 0,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var before = file.Deal.CloseDate;
            var shifted = shiftDays is > -3660 and < 3660 && shiftMonths is > -120 and < 120 && (shiftDays, shiftMonths) != (0, 0);
            var after = date ?? (shifted ? before?.AddMonths(shiftMonths).AddDays(shiftDays) : null);
            ToolResult? refused = ChangeDrafter.RefuseClosed(file, label)
                ?? (after is not { } day ? new NotProposed($"To which day should the close date of {file.Deal.Name} move?", label)
                : day == before ? new NotProposed($"The close date of {file.Deal.Name} is {Wording.Day(day, context.Today)} already.", label)
                : _drafter.RefuseDay(day, "An expected close date"));
            return Task.FromResult(refused ?? ChangeDrafter.Change(file, label, ChangeKind.CloseDate, _drafter.Day(ChangeFields.CloseDate, before, after)));
        }, ct);

    [Description("Proposes what is agreed to happen next on a deal.")]
    public Task<ToolResult> NextStep(
        [Description("What happens next; empty when only its day moves")] string? step = null,
        [Description("The day it is due")] DateOnly? due = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            // "Move the next step to Tuesday" keeps what is to be done.
            var text = string.IsNullOrWhiteSpace(step) && due is not null ? file.Deal.NextStep ?? "" : step?.Trim() ?? "";
            ToolResult? refused = ChangeDrafter.RefuseClosed(file, label)
                ?? (text.Length == 0 ? new NotProposed("What is the next step?", label)
                : text == file.Deal.NextStep && due == file.Deal.NextStepDue ? new NotProposed($"That is the next step of {file.Deal.Name} already.", label)
                : due is { } day ? _drafter.RefuseDay(day, "The day a step is due") : null);
            // The day of the former step says nothing about the new one.
            return Task.FromResult(refused ?? ChangeDrafter.Change(
                file,
                label,
                ChangeKind.NextStep,
                text == file.Deal.NextStep ? null : ChangeDrafter.Text(ChangeFields.NextStep, file.Deal.NextStep, text),
                due == file.Deal.NextStepDue ? null : _drafter.Day(ChangeFields.NextStepDue, file.Deal.NextStepDue, due)));
        }, ct);

    [Description("Proposes a task of the user's for a deal: something that somebody of us has to do.")]
    public Task<ToolResult> AddTask(
        [Description("What to do")] string task,
        [Description("The day it is due")] DateOnly? due = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var title = task.Trim();
            var viewer = context.Reader.Viewer;
            ToolResult? refused = title.Length == 0 ? new NotProposed("What is to be done?", label)
                : file.Tasks.Any(t => t.DoneAt is null && t.Title.Equals(title, StringComparison.OrdinalIgnoreCase)) ? new NotProposed($"{file.Deal.Name} has this task already.", label)
                : due is { } day ? _drafter.RefuseDay(day, "The day a task is due") : null;
            return Task.FromResult(refused ?? ChangeDrafter.Change(
                file,
                label,
                ChangeKind.Task,
                ChangeDrafter.Text(ChangeFields.Task, null, title),
                due is null ? null : _drafter.Day(ChangeFields.DueOn, null, due),
                new(ChangeFields.Owner, null, viewer.UserId.ToString(), null, viewer.Name)));
        }, ct);

    [Description("Proposes to close a deal as lost, with its reason.")]
    public Task<ToolResult> Loss(
        [Description("Why it was lost, in the words that losses are counted by: Competitor, Price, No budget, Timing, No decision or one of the team's own")] string? lossReason = null,
        [Description(Deal)] string? deal = null,
        [Description("More on it, in a sentence")] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason ?? lossReason, sources, (file, label) =>
        {
            var lost = file.Pipeline.Stages.FirstOrDefault(s => s.Status == DealStatus.Lost);
            ToolResult? refused = ChangeDrafter.RefuseClosed(file, label)
                ?? (lost is null ? new NotProposed("The deal's pipeline has no stage for lost deals.", label)
                : string.IsNullOrWhiteSpace(lossReason) ? new NotProposed($"Why is {file.Deal.Name} lost? A lost deal needs a loss reason.", label)
                : null);
            return Task.FromResult(refused ?? ChangeDrafter.Change(
                file, label, ChangeKind.Loss, StageField(file, lost!), ChangeDrafter.Text(ChangeFields.LossReason, file.Deal.LossReason, ChangeRequestReader.CountedLoss(lossReason!.Trim()))));
        }, ct);

    [Description("Proposes to let a deal wait until a day; its flags keep silent until then.")]
    public Task<ToolResult> Park(
        [Description("The day on which the deal is looked at again")] DateOnly? until = null,
        [Description("Why it waits")] string? reason = null,
        [Description(Deal)] string? deal = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var why = string.IsNullOrWhiteSpace(reason) ? $"{context.Reader.Viewer.Name} parked it" : reason.Trim();
            // A wait that is over is none.
            var before = file.Snooze is { } wait && wait.Until > context.Today ? wait : null;
            ToolResult? refused = ChangeDrafter.RefuseClosed(file, label)
                ?? (until is not { } day ? new NotProposed($"Until when should {file.Deal.Name} wait?", label)
                : Snooze.Check(why, day, context.Today) is { } refusal ? new NotProposed(refusal.Reason, label)
                : before == new Snooze(why, day) ? new NotProposed($"{file.Deal.Name} waits until then already.", label)
                : null);
            return Task.FromResult(refused ?? ChangeDrafter.Change(
                file,
                label,
                ChangeKind.Park,
                _drafter.Day(ChangeFields.WaitUntil, before?.Until, until),
                ChangeDrafter.Text(ChangeFields.WaitReason, before?.Reason, why)));
        }, ct);

    [Description("Proposes to accept the newest score that code worked out for a deal in a qualification framework.")]
    public Task<ToolResult> Qualification(
        [Description("Name of the framework; empty for the team's choice")] string? framework = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, async (file, label) =>
        {
            var settings = await context.Reader.GetInsightSettingsAsync(ct);
            var chosen = string.IsNullOrWhiteSpace(framework) ? settings.Framework : settings.FindFramework(framework);
            if (chosen is null)
                return new UnknownFramework(framework!, settings.FrameworkKeys);
            var scores = (await context.Reader.GetScoresAsync(file.Deal.Id, ct)).Where(s => s.Framework.Equals(chosen.Name, StringComparison.OrdinalIgnoreCase)).ToList();
            var accepted = scores.Find(s => s.Status == ScoreStatus.Accepted);
            return scores is [{ Status: ScoreStatus.Proposed } newest, ..]
                ? ChangeDrafter.Change(
                    file,
                    label,
                    ChangeKind.Qualification,
                    ChangeDrafter.Text(ChangeFields.Framework, null, newest.Framework),
                    new(ChangeFields.Score, accepted?.Id.ToString(), newest.Id.ToString(), Shown(accepted), Shown(newest)))
                : new NotProposed(
                    accepted is not null && scores[0] == accepted
                        ? $"The newest {chosen.Name} score of {file.Deal.Name} is accepted already."
                        : $"{file.Deal.Name} has no {chosen.Name} score that waits for a decision. Scores are worked out from calls, emails and notes: log what was said there.",
                    label);
        }, ct);

    private static string? Shown(QualificationScore? score) =>
        score is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{score.Framework} {score.Score} of 100, {score.Known} % known");

    private static ProposedField StageField(DealFile file, Stage to) =>
        new(ChangeFields.Stage, file.Stage.Id.ToString(), to.Id.ToString(), file.Stage.Name, to.Name);

    // By name, by what it means, by its neighbour, else by the name that differs by a typing error.
    private static Stage? Find(IReadOnlyList<Stage> stages, string phrase, Stage now)
    {
        var name = phrase.Trim().Trim('"', '.', '!').ToLowerInvariant();
        return stages.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? name switch
            {
                "won" or "closed won" or "signed" => stages.FirstOrDefault(s => s.Status == DealStatus.Won),
                "lost" or "closed lost" => stages.FirstOrDefault(s => s.Status == DealStatus.Lost),
                "next" or "next stage" or "the next stage" => stages.FirstOrDefault(s => s.Order == now.Order + 1 && s.Status == DealStatus.Open),
                "previous" or "previous stage" or "the previous stage" or "back" => stages.FirstOrDefault(s => s.Order == now.Order - 1),
                _ => stages.Where(s => Likeness.Of(name, s.Name) >= Likeness.TypingError).MaxBy(s => Likeness.Of(name, s.Name)),
            };
    }
}
