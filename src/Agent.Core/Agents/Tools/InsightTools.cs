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

    [Description("Two to five deals, colleagues or teams beside each other: for deals stage, amount, close date, chance, risk, what happened last.")]
    public async Task<ToolResult> Compare(
        [Description("Names of the deals or their accounts, \"this deal\" for the one in focus; or names of colleagues or teams")] string[] deals,
        CancellationToken ct = default)
    {
        if (await CompareOwnersAsync(deals, ct) is { } owners)
            return owners;
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

    // "Compare Priya and Maria" names people, not deals.
    private async Task<OwnerComparison?> CompareOwnersAsync(string[] names, CancellationToken ct)
    {
        var groups = new List<DealTotals>();
        string? currency = null;
        foreach (var name in names.Take(DealComparison.MaxDeals))
        {
            var (read, _) = await _filters.ReadAsync(new() { Owner = name }, ct);
            if (read is null)
                return null;
            var (sample, all) = await context.Reader.FindSummedDealsAsync(read.Query with { Take = 1 }, ct);
            currency ??= sample.Items is [var deal] ? deal.Currency : null;
            groups.Add((all ?? new(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) with { Key = read.Whose });
        }

        return groups.Count < 2 ? null : new(groups, currency);
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
            return await RankAsync(new(filter, (_, _, _) => true, own.Total > 0 ? "" : "that you can see; none is your own") { WantsNextStep = true, Least = Verdict.OnTrack }, ct);
        }

        var (result, status) = await StatusAsync(deal, false, ct);
        return status is null ? result : new NextStepResult(status) { Content = await new ContentFinder(context).FindAsync(status.File, ct) };
    }

    [Description("Deals at risk, stale, stuck, overdue or without a next step, worst first, each with its reason.")]
    public async Task<ToolResult> ListRisks(
        [Description("Which deals; open ones are meant")] DealFilter? filter = null,
        [Description("Which sign of risk; any for deals at risk for whatever reason")] RiskSign sign = RiskSign.Any,
        [Description("For slipping: only those whose close date was moved since this day")] DateOnly? since = null,
        [Description("True when the question is which owner has how many")] bool byOwner = false,
        [Description("True when the question is also what to do on each")] bool nextSteps = false,
        CancellationToken ct = default) =>
        // With a number of days the store has the last word on which deals are stale.
        filter?.InactiveDays is not null && sign == RiskSign.Stale
            ? await RankAsync(new(filter with { Status = "open" }, (_, _, _) => true, "") { ByOwner = byOwner, TellsNextStep = nextSteps }, ct)
            : await RankAsync(
                new((filter ?? new()) with { Status = "open" }, (file, health, history) => since is { } day ? Slipped(file, day) : Shows(file, health, history, sign), since is { } from ? $"whose close date was moved to a later day since {Wording.Day(from, context.Today)}" : Words(sign))
                {
                    Least = sign == RiskSign.Any ? Verdict.AtRisk : null,
                    ByOwner = byOwner,
                    TellsNextStep = nextSteps,
                },
                ct);

    [Description("Open deals by how likely they are won, with the chance of each.")]
    public async Task<ToolResult> LikelyWins(
        [Description("Which deals; open ones are meant")] DealFilter? filter = null,
        [Description("Least likely first")] bool leastFirst = false,
        CancellationToken ct = default)
    {
        var wins = WinModel.Learn(await context.Reader.GetClosedDealsAsync(WinModel.MaxDeals, ct));
        return await RankAsync(
            new((filter ?? new()) with { Status = "open" }, (_, _, _) => true, leastFirst ? "by their chance to be won, least likely first" : "by their chance to be won, likeliest first")
            {
                Wins = wins,
                LeastLikelyFirst = leastFirst,
            },
            ct);
    }

    private static bool Slipped(DealFile file, DateOnly since) => file.Deal.Changes.Any(c =>
        c.Field == FieldChange.CloseDate && c.On >= since && string.CompareOrdinal(c.After, c.Before) > 0);

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
            context.Today)
        {
            Pending = (await new PendingReader(context).ReadAsync(file, null, mine: false, ct))?.Proposals ?? [],
        };
        return (result, result);

        Cited<ActivityHead> Cite(ActivityHead activity) => new(activity, context.Sources.CiteActivity(activity));
    }

    // "What is in negotiation?" asks for a group of deals by the name of a stage, an owner or a product.
    private async Task<ToolResult?> GroupAsync(string phrase, CancellationToken ct)
    {
        var (read, _) = await _filters.ReadAsync(new() { Status = "open", About = phrase }, ct);
        return read is { Ignored.Count: 0 }
            ? await RankAsync(new(new() { Status = "open", About = phrase }, (_, _, _) => true, ""), ct)
            : null;
    }

    private sealed record Wish(DealFilter Filter, Func<DealFile, DealHealth, PaceHistory, bool> Fits, string What)
    {
        public bool WantsNextStep { get; init; }

        public bool TellsNextStep { get; init; }

        public bool ByOwner { get; init; }

        public Verdict? Least { get; init; }

        /// <summary>Orders by the chance to win where it is given.</summary>
        public WinModel? Wins { get; init; }

        public bool LeastLikelyFirst { get; init; }
    }

    // A wish that is a verdict and no more is answered from what was judged before, when that is at hand.
    private async Task<ToolResult> RankAsync(Wish wish, CancellationToken ct)
    {
        var (read, unknown) = await _filters.ReadAsync(wish.Filter, ct);
        if (read is null)
            return unknown!;
        if (wish.Least is { } verdict && await context.Reader.ListJudgedAsync(read.Query, verdict, wish.ByOwner ? DealQuery.MaxTake : MaxListed, ct) is { } judged)
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
                let health = HealthAssessor.Assess(file, context.Now, history, wish.Wins)
                where wish.Fits(file, health, history)
                select new HealthRow(file.Deal.Id, file.Deal.Name, file.Owner?.Name, file.Deal.Amount, file.Deal.Currency, file.Stage.Name, health));
            if (files.Count < DealQuery.MaxTake)
                break;
        }

        if (wish.Wins is not null)
        {
            var byChance = found.OrderByDescending(r => r.Health.Win?.Probability ?? 0).ThenByDescending(r => r.Amount).ToList();
            if (wish.LeastLikelyFirst)
                byChance.Reverse();
            return List(byChance, found.Count, looked) with { ByChance = true };
        }

        return List([.. found.OrderByDescending(r => r.Health.Verdict).ThenByDescending(r => r.Health.Importance).ThenByDescending(r => r.Amount)], found.Count, looked);

        DealHealthList List(IReadOnlyList<HealthRow> rows, int total, int count) => new(
            $"{read.Words} {wish.What}".TrimEnd(),
            [.. rows.Take(MaxListed).Select(r => new Cited<HealthRow>(r, context.Sources.CiteDeal(r.DealId, r.Name)))],
            total,
            count,
            context.Today,
            wish.WantsNextStep,
            read.Ignored)
        {
            TellsNextStep = wish.TellsNextStep,
            ByOwner = !wish.ByOwner ? [] : [.. rows.GroupBy(r => r.Owner).Select(g => new OwnerShare(g.Key, g.Count(), g.Sum(r => r.Amount ?? 0))).OrderByDescending(o => o.Count).ThenByDescending(o => o.Amount)],
        };
    }
}
