using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Makes readers of the deal store, each bound to one viewer.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">Tells past from planned activities.</param>
public sealed class DealReaderFactory(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>A reader that sees what <paramref name="viewer"/> may see.</summary>
    public IDealReader For(Viewer viewer) => new EfDealReader(contexts, clock, viewer);
}

/// <summary>Reads deals by EF Core. Each call opens its own context, so calls may run side by side.</summary>
internal sealed class EfDealReader(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, Viewer viewer) : IDealReader
{
    private const int MaxNames = 200;
    private const int MaxListedNames = 20_000;
    private const int MaxTimeline = 200;
    private const int MaxScores = 100;
    private const decimal LargestAmount = 90_000_000_000_000_000m;

    public Viewer Viewer => viewer;

    public async Task<Page<DealRow>> FindDealsAsync(DealQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var deals = Matching(db, query);
        var total = await deals.CountAsync(ct);
        return new(await PageAsync(db, deals, query, ct), total);
    }

    public async Task<IReadOnlyList<DealTotals>> SumDealsAsync(DealQuery query, DealGrouping grouping, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await DealTotalsQuery.RunAsync(db, Matching(db, query), grouping, ct);
    }

    public async Task<(Page<DealRow> Page, DealTotals? Totals)> FindSummedDealsAsync(DealQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var deals = Matching(db, query);
        // Who adds up has counted.
        return await DealTotalsQuery.RunAsync(db, deals, DealGrouping.None, ct) is [var totals]
            ? (new(await PageAsync(db, deals, query, ct), totals.Count), totals)
            : (new([], 0), null);
    }

    public async Task<DealFile?> GetDealAsync(DealId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var files = await FilesAsync(db, db.VisibleDeals(viewer).Where(d => d.Id == id), ct);
        return files.Count == 0 ? null : files[0];
    }

    public async Task<IReadOnlyList<DealFile>> GetDealsAsync(DealQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FilesAsync(db, Ordered(Matching(db, query), query).Skip(query.Skip).Take(Math.Clamp(query.Take, 1, DealQuery.MaxTake)), ct);
    }

    public async Task<JudgedDeals?> ListJudgedAsync(DealQuery query, Verdict least, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await KeptHoldsAsync(db, ct))
            return null;
        var open = Matching(db, query).Where(d => d.Status == DealStatus.Open);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (await db.InsightQueue.AnyAsync(q => q.DealId == QueuedDeal.AllOpen || open.Any(d => d.Id == q.DealId), ct))
            return null;
        var judged =
            from deal in open
            join judgement in db.Judgements on deal.Id equals judgement.DealId
            where judgement.Day == today && judgement.Document != null
            select new { Deal = deal, Judgement = judgement };
        var count = await open.CountAsync(ct);
        if (await judged.CountAsync(ct) < count)
            return null;
        var rank = (int)least;
        var wanted = judged.Where(j => j.Judgement.Verdict >= rank);
        var worst = await wanted
            .OrderByDescending(j => j.Judgement.Verdict).ThenByDescending(j => j.Judgement.Importance).ThenByDescending(j => j.Deal.Amount).ThenBy(j => j.Deal.Id)
            .Take(Math.Clamp(take, 1, DealQuery.MaxTake))
            .Select(j => new { j.Deal.Id, j.Judgement.Document })
            .ToListAsync(ct);
        var ids = worst.Select(w => w.Id).ToList();
        var rows = await Rows(db, open.Where(d => ids.Contains(d.Id))).ToDictionaryAsync(r => r.Id, ct);
        return new([.. worst.Select(w => new JudgedDeal(rows[w.Id], StoredJson.Read<DealHealth>(w.Document!)))], await wanted.CountAsync(ct), count);
    }

    // What is usual is learned from the latest wins in sight, and by the judgements that are kept from the latest of all: where those
    // are the same deals, so are the judgements.
    private async Task<bool> KeptHoldsAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        if (viewer.SeesEverything)
            return true;
        var latest = db.Deals.Where(d => d.Status == DealStatus.Won)
            .OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id)
            .Take(PaceHistory.MaxWins).Select(d => d.Id);
        var visible = db.VisibleDeals(viewer);
        return !await latest.AnyAsync(id => !visible.Any(d => d.Id == id), ct);
    }

    public async Task<Page<BoardDeal>> ListBoardAsync(DealQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = Matching(db, query).Where(d => d.Status == DealStatus.Open);
        return await BoardQuery.RunAsync(db, open, Ordered(open, query), deals => Rows(db, deals), await KeptHoldsAsync(db, ct), clock.GetUtcNow(), ct);
    }

    public async Task<IReadOnlyList<ActivityHead>> GetAgendaAsync(DealQuery query, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await NewsQuery.AgendaAsync(db, Matching(db, query), from, to, ct);
    }

    public async Task<DealNews> GetNewsAsync(DealQuery query, DateTimeOffset since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await NewsQuery.RunAsync(db, Matching(db, query), viewer.UserId, since, clock.GetUtcNow(), ct);
    }

    public async Task<IReadOnlyList<Deal>> GetRecentWinsAsync(int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisibleDeals(viewer).AsNoTracking()
            .Where(d => d.Status == DealStatus.Won)
            .OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id)
            .Take(Math.Clamp(take, 1, DealQuery.MaxTake)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ClosedDealFacts>> GetClosedDealsAsync(int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var closed = db.VisibleDeals(viewer)
            .Where(d => d.Status != DealStatus.Open && d.CreatedOn != null && d.CloseDate > d.CreatedOn)
            .OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id)
            .Take(Math.Clamp(take, 1, DealQuery.MaxTake));
        return [.. (await DealFiles.LoadAsync(db, closed, ct)).Select(ClosedDealFacts.From).OfType<ClosedDealFacts>()];
    }

    public async Task<IReadOnlyList<ActivityHead>> GetLatestAsync(DateTimeOffset since, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return await DealFiles.Heads(db.VisibleActivities(viewer)
            .Where(a => a.At >= since && a.At <= now)
            .OrderByDescending(a => a.At).Take(Math.Clamp(take, 1, MaxTimeline))).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ActivityHead>> GetTimelineAsync(DealId id, ActivityKind? kind, DateTimeOffset? before, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var activities = db.VisibleActivities(viewer).Where(a => a.DealId == id && (kind == null || a.Kind == kind));
        if (before is { } moment)
            activities = activities.Where(a => a.At < moment);
        return await DealFiles.Heads(activities.OrderByDescending(a => a.At).Take(Math.Clamp(take, 1, MaxTimeline))).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Activity>> GetTextsAsync(DealId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return await db.VisibleActivities(viewer).AsNoTracking()
            .Where(a => a.DealId == id && a.At <= now)
            .OrderByDescending(a => a.At).Take(DealFile.MaxActivities).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Core.Insight.Qualification.QualificationScore>> GetScoresAsync(DealId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Scores.AsNoTracking()
            .Where(s => s.DealId == id && db.VisibleDeals(viewer).Any(d => d.Id == id))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(MaxScores).ToListAsync(ct);
    }

    public async Task<InsightSettings> GetInsightSettingsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await InsightSettingsQuery.RunAsync(db, viewer.UserId, ct);
    }

    public async Task<Activity?> GetActivityAsync(ActivityId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisibleActivities(viewer).AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
    }

    public async Task<IReadOnlyList<NamedDeal>> FindNamesAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var deals = db.VisibleDeals(viewer);
        if (words.Count == 0)
            return await Named(db, deals.Where(d => d.Status == DealStatus.Open).OrderBy(d => d.Name).Take(MaxNames)).ToListAsync(ct);

        // Each word asks for itself: a union of narrow queries instead of one condition with a parameter a word.
        var found = new Dictionary<(DealId?, AccountId?), NamedDeal>();
        foreach (var pattern in words.Take(8).Select(Containing))
        {
            var named = deals.Where(d => EF.Functions.Like(d.Name, pattern, LikeEscape)
                || db.Accounts.Any(a => a.Id == d.AccountId && EF.Functions.Like(a.Name, pattern, LikeEscape)));
            var open = await Named(db, named.Where(d => d.Status == DealStatus.Open).OrderByDescending(d => d.Amount).Take(MaxNames)).ToListAsync(ct);
            var closed = await Named(db, named.Where(d => d.Status != DealStatus.Open).OrderByDescending(d => d.CloseDate).Take(MaxNames)).ToListAsync(ct);
            var accounts = await Named(db.VisibleAccounts(viewer).Where(a => EF.Functions.Like(a.Name, pattern, LikeEscape)).OrderBy(a => a.Name).Take(MaxNames)).ToListAsync(ct);
            foreach (var name in open.Concat(accounts).Concat(closed))
                found.TryAdd((name.DealId, name.AccountId), name);
        }

        return [.. found.Values.OrderBy(n => n.Status == DealStatus.Open ? 0 : 1).Take(MaxNames)];
    }

    public async Task<IReadOnlyList<NamedDeal>> ListNamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await Named(db.VisibleAccounts(viewer).OrderBy(a => a.Name).Take(MaxListedNames / 2)).ToListAsync(ct);
        var deals = await Named(db, db.VisibleDeals(viewer).Where(d => d.Status == DealStatus.Open).OrderBy(d => d.Name).Take(MaxListedNames / 2)).ToListAsync(ct);
        return [.. accounts, .. deals];
    }

    public async Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyList<string> words, AccountId? account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var contacts = db.VisibleContacts(viewer).AsNoTracking();
        if (account is { } id)
            contacts = contacts.Where(c => c.AccountId == id);
        foreach (var pattern in words.Take(8).Select(Containing))
            contacts = contacts.Where(c => EF.Functions.Like(c.Name, pattern, LikeEscape) || EF.Functions.Like(c.Title, pattern, LikeEscape));
        return await contacts.OrderBy(c => c.Name).Take(50).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Pipeline>> GetPipelinesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Pipelines.AsNoTracking().OrderBy(p => p.Name).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<User>> GetUsersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisiblePeople(viewer).AsNoTracking().OrderBy(u => u.Name).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Team>> GetTeamsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = db.VisiblePeople(viewer);
        return await db.Teams.AsNoTracking().Where(t => people.Any(u => u.TeamId == t.Id)).OrderBy(t => t.Name).Take(MaxNames).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<MaterialHead>> ListMaterialsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await MaterialStore.ListAsync(db, viewer, null, ct);
    }

    public async Task<IReadOnlyList<Material>> GetMaterialsAsync(IReadOnlyCollection<MaterialId> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisibleMaterials(viewer).AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Product>> GetProductsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.AsNoTracking().OrderBy(p => p.Name).Take(5_000).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<DealFile>> FilesAsync(WorkspaceDbContext db, IQueryable<Deal> deals, CancellationToken ct) =>
        await DealFiles.WithInsightAsync(db, await DealFiles.LoadAsync(db, deals, ct), ct);

    private const string LikeEscape = "\\";

    private static string Containing(string words) => $"%{Exactly(words)}%";

    // LIKE without wildcards compares without regard to case in both databases.
    private static string Exactly(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    // A bound beyond what a column of hundredths holds fits the same deals as the bound at its edge.
    private static decimal Storable(decimal amount) => Math.Clamp(amount, -LargestAmount, LargestAmount);

    private IQueryable<Deal> Matching(WorkspaceDbContext db, DealQuery query)
    {
        var deals = db.VisibleDeals(viewer);
        if (query.Status.Count > 0)
            deals = deals.Where(d => query.Status.Contains(d.Status));
        if (query.Deals.Count > 0)
            deals = deals.Where(d => query.Deals.Contains(d.Id));
        if (query.Owners.Count > 0)
        {
            var owners = query.Owners.Select(o => (UserId?)o).ToList();
            deals = deals.Where(d => owners.Contains(d.OwnerId));
        }

        if (query.Accounts.Count > 0)
        {
            var accounts = query.Accounts.Select(a => (AccountId?)a).ToList();
            deals = deals.Where(d => accounts.Contains(d.AccountId));
        }

        if (query.Stages.Count > 0)
            deals = deals.Where(d => query.Stages.Contains(d.StageId));
        if (query.Products.Count > 0)
            deals = deals.Where(d => d.Lines.Any(l => query.Products.Contains(l.ProductId)));
        if (query.MinAmount is { } least)
        {
            var min = Storable(least);
            deals = deals.Where(d => d.Amount >= min);
        }

        if (query.MaxAmount is { } most)
        {
            var max = Storable(most);
            deals = deals.Where(d => d.Amount <= max);
        }

        if (query.CloseFrom is { } closeFrom)
            deals = deals.Where(d => d.CloseDate >= closeFrom);
        if (query.CloseTo is { } closeTo)
            deals = deals.Where(d => d.CloseDate <= closeTo);
        if (query.CreatedFrom is { } createdFrom)
            deals = deals.Where(d => d.CreatedOn >= createdFrom);
        if (query.CreatedTo is { } createdTo)
            deals = deals.Where(d => d.CreatedOn <= createdTo);
        if (query.InactiveSince is { } since)
        {
            var now = clock.GetUtcNow();
            deals = deals.Where(d => !db.Activities.Any(a => a.DealId == d.Id && a.At > since && a.At <= now));
        }

        if (query.WithoutAccount is { } withoutAccount)
            deals = deals.Where(d => d.AccountId == null == withoutAccount);
        if (query.WithoutRole is { } role)
            deals = deals.Where(d => d.Roles.All(r => r.Role != role));
        if (query.WithoutCreatedOn is { } withoutCreatedOn)
            deals = deals.Where(d => d.CreatedOn == null == withoutCreatedOn);
        if (query.Source is { } source)
            deals = deals.Where(d => EF.Functions.Like(d.Source, Exactly(source), LikeEscape));
        if (query.Industry is { } industry)
            deals = deals.Where(d => db.Accounts.Any(a => a.Id == d.AccountId && EF.Functions.Like(a.Industry, Exactly(industry), LikeEscape)));
        if (query.Text is { Length: > 0 } text)
        {
            var pattern = Containing(text);
            deals = deals.Where(d => EF.Functions.Like(d.Name, pattern, LikeEscape)
                || db.Accounts.Any(a => a.Id == d.AccountId && EF.Functions.Like(a.Name, pattern, LikeEscape)));
        }

        return deals;
    }

    // Rows without a value come last either way, and the id makes the order, and so the pages, stable.
    private static IQueryable<Deal> Ordered(IQueryable<Deal> deals, DealQuery query) => (query.Sort, query.Descending) switch
    {
        (DealSort.Amount, true) => deals.OrderByDescending(d => d.Amount).ThenBy(d => d.Id),
        (DealSort.Amount, false) => deals.OrderBy(d => d.Amount == null).ThenBy(d => d.Amount).ThenBy(d => d.Id),
        (DealSort.CloseDate, true) => deals.OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id),
        (DealSort.CloseDate, false) => deals.OrderBy(d => d.CloseDate == null).ThenBy(d => d.CloseDate).ThenBy(d => d.Id),
        (DealSort.CreatedOn, true) => deals.OrderByDescending(d => d.CreatedOn).ThenBy(d => d.Id),
        (DealSort.CreatedOn, false) => deals.OrderBy(d => d.CreatedOn == null).ThenBy(d => d.CreatedOn).ThenBy(d => d.Id),
        (DealSort.StageEnteredOn, true) => deals.OrderByDescending(d => d.StageEnteredOn).ThenBy(d => d.Id),
        (DealSort.StageEnteredOn, false) => deals.OrderBy(d => d.StageEnteredOn == null).ThenBy(d => d.StageEnteredOn).ThenBy(d => d.Id),
        (_, true) => deals.OrderByDescending(d => d.Name).ThenBy(d => d.Id),
        (_, false) => deals.OrderBy(d => d.Name).ThenBy(d => d.Id),
    };

    private Task<List<DealRow>> PageAsync(WorkspaceDbContext db, IQueryable<Deal> deals, DealQuery query, CancellationToken ct) =>
        Rows(db, Ordered(deals, query).Skip(query.Skip).Take(Math.Clamp(query.Take, 1, DealQuery.MaxTake))).ToListAsync(ct);

    private IQueryable<DealRow> Rows(WorkspaceDbContext db, IQueryable<Deal> deals)
    {
        var now = clock.GetUtcNow();
        return
            from deal in deals
            join stage in db.Set<Stage>() on deal.StageId equals stage.Id
            from account in db.Accounts.Where(a => a.Id == deal.AccountId).DefaultIfEmpty()
            from owner in db.People.Where(u => u.Id == deal.OwnerId).DefaultIfEmpty()
            select new DealRow(
                deal.Id,
                deal.Name,
                deal.AccountId,
                account!.Name,
                deal.OwnerId,
                owner!.Name,
                deal.StageId,
                stage.Name,
                deal.Status,
                deal.Amount,
                deal.Currency,
                deal.CreatedOn,
                deal.CloseDate,
                deal.StageEnteredOn,
                db.Activities.Where(a => a.DealId == deal.Id && a.At <= now).Max(a => (DateTimeOffset?)a.At),
                deal.NextStep);
    }

    private static IQueryable<NamedDeal> Named(WorkspaceDbContext db, IQueryable<Deal> deals) =>
        deals.Select(d => new NamedDeal(
            d.Id,
            d.AccountId,
            d.Name,
            db.Accounts.Where(a => a.Id == d.AccountId).Select(a => a.Name).FirstOrDefault(),
            d.Status,
            db.Set<Stage>().Where(s => s.Id == d.StageId).Select(s => s.Name).FirstOrDefault(),
            d.Amount,
            d.Currency));

    private static IQueryable<NamedDeal> Named(IQueryable<Account> accounts) =>
        accounts.Select(a => new NamedDeal(null, a.Id, a.Name, a.Name, null, null, null, null));
}
