using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Retrieval;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents;

/// <summary>Deals in memory, seen by one user; two reads can be replaced to wait, fail or count.</summary>
internal sealed class FakeDealReader : IDealReader, IPassageIndex
{
    private readonly Pipeline _pipeline = Pipeline.CreateDefault();
    private readonly List<Deal> _deals = [];
    private readonly List<Account> _accounts = [];

    public Viewer Viewer { get; init; } = new(UserId.New(), "Priya Nair", UserRole.Rep, []);

    public Func<CancellationToken, Task<IReadOnlyList<ActivityHead>>> Latest { get; set; } = _ => Task.FromResult<IReadOnlyList<ActivityHead>>([]);

    public Func<CancellationToken, Task<IReadOnlyList<Contact>>> Contacts { get; set; } = _ => Task.FromResult<IReadOnlyList<Contact>>([]);

    public User? Owner { get; set; }

    public List<User> Colleagues { get; } = [];

    public List<Team> Teams { get; } = [];

    public List<Passage> Passages { get; } = [];

    public List<Material> Materials { get; } = [];

    public List<Activity> Activities { get; } = [];

    public List<QualificationScore> Scores { get; } = [];

    public List<Stakeholder> People { get; } = [];

    public List<SalesTask> Tasks { get; } = [];

    public DealReading Reading { get; set; } = DealReading.Empty;

    public Deal Add(string name, string? account = null, string stage = "Demo", decimal? amount = 10_000)
    {
        var today = DateOnly.FromDateTime(FakeClock.DefaultStart.DateTime);
        var deal = Deal.Start(name, _pipeline, _pipeline.Stages.First(s => s.Name == stage), today.AddDays(-30), today.AddDays(-5), amount, "EUR", today.AddDays(20));
        deal.OwnerId = Viewer.UserId;
        if (account is not null)
        {
            if (!_accounts.Exists(a => a.Name == account))
                _accounts.Add(new() { Name = account });
            deal.AccountId = _accounts.Find(a => a.Name == account)!.Id;
        }

        _deals.Add(deal);
        return deal;
    }

    public Task<Page<DealRow>> FindDealsAsync(DealQuery query, CancellationToken ct)
    {
        var rows = Matching(query).Select(d => new DealRow(
            d.Id, d.Name, d.AccountId, AccountOf(d)?.Name, d.OwnerId, Viewer.Name, d.StageId, StageOf(d).Name, d.Status, d.Amount, d.Currency, d.CreatedOn, d.CloseDate, d.StageEnteredOn, null, d.NextStep)).ToList();
        return Task.FromResult(new Page<DealRow>([.. rows.Skip(query.Skip).Take(query.Take)], rows.Count));
    }

    public Task<IReadOnlyList<DealTotals>> SumDealsAsync(DealQuery query, DealGrouping grouping, CancellationToken ct)
    {
        var deals = Matching(query);
        decimal Sum(DealStatus status) => deals.Where(d => d.Status == status).Sum(d => d.Amount ?? 0);
        int Count(DealStatus status) => deals.Count(d => d.Status == status);
        return Task.FromResult<IReadOnlyList<DealTotals>>(deals.Count == 0
            ? []
            : [new(null, Count(DealStatus.Open), Count(DealStatus.Won), Count(DealStatus.Lost), Sum(DealStatus.Open), 0, Sum(DealStatus.Won), Sum(DealStatus.Lost), 0, 0, 0)]);
    }

    public async Task<(Page<DealRow> Page, DealTotals? Totals)> FindSummedDealsAsync(DealQuery query, CancellationToken ct) =>
        (await FindDealsAsync(query, ct), await SumDealsAsync(query, DealGrouping.None, ct) is [var all] ? all : null);

    public Task<DealFile?> GetDealAsync(DealId id, CancellationToken ct) => Task.FromResult(_deals.Find(d => d.Id == id) is { } deal ? File(deal) : null);

    public Task<IReadOnlyList<DealFile>> GetDealsAsync(DealQuery query, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DealFile>>([.. Matching(query).Skip(query.Skip).Take(query.Take).Select(File)]);

    public Task<JudgedDeals?> ListJudgedAsync(DealQuery query, Core.Insight.Health.Verdict least, int take, CancellationToken ct) => Task.FromResult<JudgedDeals?>(null);

    public Task<Page<BoardDeal>> ListBoardAsync(DealQuery query, CancellationToken ct) => Task.FromResult(new Page<BoardDeal>([], 0));

    public Task<IReadOnlyList<ActivityHead>> GetAgendaAsync(DealQuery query, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ActivityHead>>([]);

    public Task<DealNews> GetNewsAsync(DealQuery query, DateTimeOffset since, CancellationToken ct) => Task.FromResult(new DealNews([], []));

    public Task<IReadOnlyList<Team>> GetTeamsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Team>>(Teams);

    public Task<IReadOnlyList<Deal>> GetRecentWinsAsync(int take, CancellationToken ct) => Task.FromResult<IReadOnlyList<Deal>>([]);

    public Task<IReadOnlyList<Core.Insight.Health.ClosedDealFacts>> GetClosedDealsAsync(int take, CancellationToken ct) => Task.FromResult<IReadOnlyList<Core.Insight.Health.ClosedDealFacts>>([]);

    public Task<IReadOnlyList<ActivityHead>> GetLatestAsync(DateTimeOffset since, int take, CancellationToken ct) => Latest(ct);

    public Task<IReadOnlyList<ActivityHead>> GetTimelineAsync(DealId id, ActivityKind? kind, DateTimeOffset? before, int take, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ActivityHead>>([]);

    public Task<IReadOnlyList<Activity>> GetTextsAsync(DealId id, CancellationToken ct) => Task.FromResult<IReadOnlyList<Activity>>([]);

    public Task<IReadOnlyList<QualificationScore>> GetScoresAsync(DealId id, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<QualificationScore>>([.. Scores.Where(s => s.DealId == id).Reverse()]);

    public Task<InsightSettings> GetInsightSettingsAsync(CancellationToken ct) => Task.FromResult(new InsightSettings());

    public Task<Activity?> GetActivityAsync(ActivityId id, CancellationToken ct) => Task.FromResult(Activities.Find(a => a.Id == id));

    // As the database does: letter by letter, accents and all.
    public Task<IReadOnlyList<NamedDeal>> FindNamesAsync(IReadOnlyList<string> words, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NamedDeal>>([.. Names(_deals).Where(n =>
            words.Any(w => n.Name.Contains(w, StringComparison.OrdinalIgnoreCase) || n.Account?.Contains(w, StringComparison.OrdinalIgnoreCase) == true))]);

    public Task<IReadOnlyList<NamedDeal>> ListNamesAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NamedDeal>>([.. Names(_deals.Where(d => d.Status == DealStatus.Open))]);

    public Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyList<string> words, AccountId? account, CancellationToken ct) => Contacts(ct);

    public Task<IReadOnlyList<Pipeline>> GetPipelinesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Pipeline>>([_pipeline]);

    public Task<IReadOnlyList<User>> GetUsersAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<User>>([new() { Id = Viewer.UserId, Name = Viewer.Name }, .. Colleagues]);

    public Task<IReadOnlyList<Product>> GetProductsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Product>>([]);

    public Task<IReadOnlyList<MaterialHead>> ListMaterialsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<MaterialHead>>([.. Materials.Select(m => new MaterialHead(m.Id, m.Title, m.Kind, m.Use, m.Teams, m.ChangedAt))]);

    public Task<IReadOnlyList<Material>> GetMaterialsAsync(IReadOnlyCollection<MaterialId> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Material>>([.. Materials.Where(m => ids.Contains(m.Id))]);

    public Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct) => Task.FromResult<IReadOnlyList<Passage>>(Passages);

    private List<Deal> Matching(DealQuery query) =>
        [.. _deals.Where(d => query is { Industry: null, Source: null } && (query.Status.Count == 0 || query.Status.Contains(d.Status)) && (query.Accounts.Count == 0 || (d.AccountId is { } a && query.Accounts.Contains(a))) && (query.Owners.Count == 0 || (d.OwnerId is { } o && query.Owners.Contains(o)))).OrderByDescending(d => query is { Sort: DealSort.Amount, Descending: true } ? d.Amount : 0)];

    private IEnumerable<NamedDeal> Names(IEnumerable<Deal> deals) =>
    [
        .. deals.Select(d => new NamedDeal(d.Id, d.AccountId, d.Name, AccountOf(d)?.Name, d.Status, StageOf(d).Name, d.Amount, d.Currency)),
        .. _accounts.Select(a => new NamedDeal(null, a.Id, a.Name, a.Name, null, null, null, null)),
    ];

    private DealFile File(Deal deal) => new(deal, AccountOf(deal), Owner, _pipeline, StageOf(deal), [.. People.Where(p => p.Contact.AccountId == deal.AccountId)], [], [.. Tasks.Where(t => t.DealId == deal.Id)]) { Reading = Reading };

    private Account? AccountOf(Deal deal) => _accounts.Find(a => a.Id == deal.AccountId);

    private Stage StageOf(Deal deal) => _pipeline.Stages.First(s => s.Id == deal.StageId);
}
