using System.ComponentModel;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Agents.Tools;

/// <summary>How deals stand and what to do next.</summary>
/// <param name="context">The turn.</param>
internal sealed class InsightTools(TurnContext context)
{
    private const int MaxRecent = 4;
    private const int MaxListed = 10;
    // The most open deals that one question looks at.
    private const int MaxChecked = 5_000;

    private readonly DealResolver _resolver = new(context);
    private readonly FilterReader _filters = new(context);

    [Description("How one deal stands: verdict, risk flags with their facts, stage, people, what happened last.")]
    public async Task<ToolResult> Status(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("True when at least half of the words have to belong to the name")] bool wholeName = false,
        CancellationToken ct = default) => (await StatusAsync(deal, wholeName, ct)).Result;

    [Description("Two to five deals beside each other: stage, amount, close date, chance, risk, what happened last.")]
    public async Task<ToolResult> Compare(
        [Description("Names of the deals or their accounts; \"this deal\" for the one in focus")] string[] deals,
        CancellationToken ct = default)
    {
        var focus = context.Focus;
        var compared = new List<DealStatusResult>();
        foreach (var name in deals.Take(DealComparison.MaxDeals))
        {
            // Each name means what it means by itself, not what the one before it was.
            context.Focus = focus;
            var (question, status) = await StatusAsync(name, false, ct);
            if (status is null)
                return question;
            if (compared.TrueForAll(c => c.File.Deal.Id != status.File.Deal.Id))
                compared.Add(status);
        }

        context.Focus = focus;
        return compared.Count < 2
            ? new NotCompared(compared is [var only] ? $"Both names mean {only.File.Deal.Name}. Name another deal to compare it with." : "Name two deals to compare.")
            : new DealComparison(compared, deals.Length > DealComparison.MaxDeals, context.Today);
    }

    [Description("What to do next: on one deal, or, without a deal, on the user's deals, most pressing first.")]
    public async Task<ToolResult> NextStep(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("True when the question is about all deals of the user")] bool allDeals = false,
        CancellationToken ct = default)
    {
        if (allDeals || (context.Focus is null && string.IsNullOrWhiteSpace(deal)))
        {
            var own = await context.Reader.FindDealsAsync(new() { Status = [DealStatus.Open], Owners = [context.Reader.Viewer.UserId], Take = 1 }, ct);
            // A manager has a team's deals to think of instead of own ones.
            var filter = new DealFilter { Status = "open", Owner = own.Total > 0 ? "me" : null };
            return await RankAsync(filter, (_, _, _) => true, own.Total > 0 ? "" : "that you can see; none is your own", wantsNextStep: true, ct, Verdict.OnTrack);
        }

        var (result, status) = await StatusAsync(deal, false, ct);
        return status is null ? result : new NextStepResult(status) { Content = await new ContentFinder(context).FindAsync(status.File, ct) };
    }

    [Description("Deals at risk, stale, stuck, overdue or without a next step, worst first, each with its reason.")]
    public async Task<ToolResult> ListRisks(
        [Description("Which deals; open ones are meant")] DealFilter? filter = null,
        [Description("Which sign of risk; any for deals at risk for whatever reason")] RiskSign sign = RiskSign.Any,
        CancellationToken ct = default) =>
        // With a number of days the store has the last word on which deals are stale.
        filter?.InactiveDays is not null && sign == RiskSign.Stale
            ? await RankAsync(filter with { Status = "open" }, (_, _, _) => true, "", wantsNextStep: false, ct)
            : await RankAsync((filter ?? new()) with { Status = "open" }, (file, health, history) => Shows(file, health, history, sign), Words(sign), wantsNextStep: false, ct, sign == RiskSign.Any ? Verdict.AtRisk : null);

    // Said of the record itself, not of the flags: of two flags that tell one story only the stronger is kept.
    private bool Shows(DealFile file, DealHealth health, PaceHistory history, RiskSign sign)
    {
        var (deal, today) = (file.Deal, context.Today);
        return sign switch
        {
            RiskSign.Stale => health.Flags.Any(f => f.Kind is RiskKind.NoActivity or RiskKind.BuyerSilent),
            RiskSign.Stuck => deal.StageEnteredOn is { } entered && history.UsualDaysIn(file.Stage) is { } usual
                && today.DayNumber - entered.DayNumber > usual.Days,
            RiskSign.Overdue => deal.CloseDate < today || deal.NextStepDue < today || file.Tasks.Any(t => t.DueOn < today),
            RiskSign.NoNextStep => !(deal.NextStepDue >= today) && !file.Tasks.Any(t => t.DueOn >= today) && !file.Activities.Any(a => a.At > context.Now),
            RiskSign.Slipping => deal.CloseDate < today || health.Flags.Any(f => f.Kind is RiskKind.CloseDatePushed),
            _ => health.Verdict is Verdict.AtRisk or Verdict.Critical,
        };
    }

    private static string Words(RiskSign sign) => sign switch
    {
        RiskSign.Stale => "without activity or without an answer from the buyer",
        RiskSign.Stuck => "that take longer than usual",
        RiskSign.Overdue => "with a close date or a step that has passed",
        RiskSign.NoNextStep => "without a scheduled next step",
        RiskSign.Slipping => "with a close date that moved or has passed",
        _ => "at risk",
    };

    private async Task<(ToolResult Result, DealStatusResult? Status)> StatusAsync(string? deal, bool wholeName, CancellationToken ct)
    {
        var (file, question) = await _resolver.ResolveAsync(deal, ct, wholeName);
        if (file is null)
            return (question is UnknownName && await GroupAsync(deal!, ct) is { } group ? group : question!, null);
        var history = PaceHistory.Learn(await context.Reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var wins = WinModel.Learn(await context.Reader.GetClosedDealsAsync(WinModel.MaxDeals, ct));
        var health = HealthAssessor.Assess(file, context.Now, history, wins);
        var past = file.Activities.Where(a => a.At <= context.Now).ToList();
        var ahead = file.Activities.Where(a => a.At > context.Now).MinBy(a => a.At);
        var named = health.Flags.SelectMany(f => f.Activities).Concat(health.NextActions.SelectMany(n => n.Activities)).ToHashSet();
        var labels = file.Activities.Where(a => named.Contains(a.Id)).ToDictionary(a => a.Id, context.Sources.CiteActivity);
        var result = new DealStatusResult(
            file,
            health,
            context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name),
            [.. past.Take(MaxRecent).Select(Cite)],
            ahead is null ? null : Cite(ahead),
            labels,
            context.Today);
        return (result, result);

        Cited<ActivityHead> Cite(ActivityHead activity) => new(activity, context.Sources.CiteActivity(activity));
    }

    // "What is in negotiation?" asks for a group of deals by the name of a stage, an owner or a product.
    private async Task<ToolResult?> GroupAsync(string phrase, CancellationToken ct)
    {
        var (read, _) = await _filters.ReadAsync(new() { Status = "open", About = phrase }, ct);
        return read is { Ignored.Count: 0 }
            ? await RankAsync(new() { Status = "open", About = phrase }, (_, _, _) => true, "", wantsNextStep: false, ct)
            : null;
    }

    // A wish that is a verdict and no more is answered from what was judged before, when that is at hand.
    private async Task<ToolResult> RankAsync(
        DealFilter filter, Func<DealFile, DealHealth, PaceHistory, bool> wanted, string what, bool wantsNextStep, CancellationToken ct, Verdict? least = null)
    {
        var (read, unknown) = await _filters.ReadAsync(filter, ct);
        if (read is null)
            return unknown!;
        if (least is { } verdict && await context.Reader.ListJudgedAsync(read.Query, verdict, MaxListed, ct) is { } judged)
            return List([.. judged.Deals.Select(j => new HealthRow(j.Deal.Id, j.Deal.Name, j.Deal.Owner, j.Deal.Amount, j.Deal.Currency, j.Deal.Stage, j.Health))], judged.Found, judged.Checked);

        var history = PaceHistory.Learn(await context.Reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var found = new List<HealthRow>();
        var looked = 0;
        while (looked < MaxChecked)
        {
            var files = await context.Reader.GetDealsAsync(read.Query with { Skip = looked, Take = DealQuery.MaxTake }, ct);
            looked += files.Count;
            found.AddRange(
                from file in files
                let health = HealthAssessor.Assess(file, context.Now, history)
                where wanted(file, health, history)
                select new HealthRow(file.Deal.Id, file.Deal.Name, file.Owner?.Name, file.Deal.Amount, file.Deal.Currency, file.Stage.Name, health));
            if (files.Count < DealQuery.MaxTake)
                break;
        }

        var worst = found.OrderByDescending(r => r.Health.Verdict).ThenByDescending(r => r.Health.Importance).ThenByDescending(r => r.Amount).Take(MaxListed);
        return List([.. worst], found.Count, looked);

        DealHealthList List(IReadOnlyList<HealthRow> rows, int total, int count) => new(
            $"{read.Words} {what}".TrimEnd(),
            [.. rows.Select(r => new Cited<HealthRow>(r, context.Sources.CiteDeal(r.DealId, r.Name)))],
            total,
            count,
            context.Today,
            wantsNextStep,
            read.Ignored);
    }
}
