using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Persistence;

/// <summary>A migrated database of one kind with the small world in it, shared by the tests of a class: they only read that world.</summary>
public abstract class DealStoreFixture : IAsyncLifetime
{
    internal World World { get; } = new();

    internal FakeClock Clock { get; } = new();

    internal abstract IDbContextFactory<WorkspaceDbContext> Contexts { get; }

    internal abstract IPassageIndex Index { get; }

    internal IDealReader For(string user) => new DealReaderFactory(Contexts, Clock).For(World.Viewer(user));

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        await using var db = await Contexts.CreateDbContextAsync();
        db.AddRange(World.Everything);
        // What people decided about a deal holds words of theirs.
        db.AddRange(World.Deals.Select(d => new DeclaredSnooze { DealId = d.Id, Reason = $"Waits {d.Name}", Until = World.Today.AddDays(9), DeclaredAt = World.Now }));
        db.AddRange(World.Deals.Select(d => Score(d)));
        await db.SaveChangesAsync();
        await new InsightKeeper(Contexts, Clock, NullLogger<InsightKeeper>.Instance).RefreshAsync(null, CancellationToken.None);
    }

    public abstract ValueTask DisposeAsync();

    private static QualificationScore Score(Deal deal) => new()
    {
        DealId = deal.Id,
        Framework = "House rules",
        At = World.Now,
        Result = new("House rules", [new("Need", Verdict.Met, 1, [], [], [$"They need it: {deal.Name}"], null, null, [])], [], 25, 25, World.Today),
        Score = 25,
        Known = 25,
    };

    /// <summary>Makes the empty, migrated database.</summary>
    protected abstract Task PrepareAsync();
}

/// <summary>What every database under the deal store has to do. One class a database derives from it.</summary>
public abstract partial class DealStoreContract(DealStoreFixture store)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => store.World;

    public static TheoryData<string, string[]> Filters => new()
    {
        { nameof(DealQuery.Status), ["acme pilot", "borealis lost"] },
        { nameof(DealQuery.Owners), ["joint south", "borealis secret", "borealis lost"] },
        { nameof(DealQuery.Accounts), ["joint north", "joint south"] },
        { nameof(DealQuery.Stages), ["joint north", "joint south"] },
        { nameof(DealQuery.Products), ["acme rollout", "acme pilot"] },
        { nameof(DealQuery.MinAmount), ["acme rollout", "joint south"] },
        { nameof(DealQuery.MaxAmount), ["borealis lost", "orphan"] },
        { nameof(DealQuery.CloseFrom), ["joint north", "joint south", "orphan"] },
        { nameof(DealQuery.CloseTo), ["acme pilot", "borealis lost"] },
        { nameof(DealQuery.CreatedFrom), ["borealis secret", "joint south"] },
        { nameof(DealQuery.CreatedTo), ["acme pilot", "borealis lost"] },
        { nameof(DealQuery.WithoutAccount), ["orphan"] },
        { nameof(DealQuery.WithoutRole), ["acme pilot", "borealis secret", "borealis lost", "joint north", "joint south", "orphan"] },
        { nameof(DealQuery.WithoutCreatedOn), ["orphan"] },
        { nameof(DealQuery.Source), ["acme rollout", "acme pilot"] },
        { nameof(DealQuery.Industry), ["borealis secret", "borealis lost"] },
        { nameof(DealQuery.Text), ["joint north", "joint south"] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task FindDealsAsync_OneFilter_ReturnsExactlyTheDealsThatFit(string filter, string[] expected)
    {
        var page = await store.For("Ada").FindDealsAsync(FilterBy(filter), Ct);

        page.Items.Select(d => d.Id).ShouldBe(expected.Select(k => World.Deal(k).Id), ignoreOrder: true);
        page.Total.ShouldBe(expected.Length);
    }

    [Fact]
    public async Task FindDealsAsync_SeveralFilters_AllOfThemHold()
    {
        var page = await store.For("Ada").FindDealsAsync(new() { Status = [DealStatus.Open], MinAmount = 20_000, CloseTo = new(2026, 5, 15), Owners = [World["Nora"].Id] }, Ct);

        page.Items.Select(d => d.Id).ShouldBe([World.Deal("acme rollout").Id, World.Deal("joint north").Id]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    public async Task FindDealsAsync_TextWithPatternCharacters_TakesThemLiterally(string text)
    {
        var page = await store.For("Ada").FindDealsAsync(new() { Text = text }, Ct);

        page.Total.ShouldBe(0);
    }

    [Fact]
    public async Task FindDealsAsync_Row_CarriesTheNamesAndTheLatestPastActivity()
    {
        var row = (await store.For("Nora").FindDealsAsync(new() { Text = "rollout" }, Ct)).Items.ShouldHaveSingleItem();

        row.Account.ShouldBe(World.Acme.Name);
        row.Owner.ShouldBe(World["Nora"].Name);
        row.Stage.ShouldBe("Negotiation");
        row.Amount.ShouldBe(84_000);
        row.NextStep.ShouldBe("Send the contract");
        row.LastActivityAt.ShouldBe(World.Now.AddDays(-2));
    }

    [Theory]
    [InlineData(DealSort.Amount, true, "acme rollout", "joint south", "joint north", "acme pilot", "orphan", "borealis lost", "borealis secret")]
    [InlineData(DealSort.Amount, false, "borealis lost", "orphan", "acme pilot", "joint north", "joint south", "acme rollout", "borealis secret")]
    [InlineData(DealSort.CreatedOn, true, "borealis secret", "joint south", "joint north", "acme rollout", "borealis lost", "acme pilot", "orphan")]
    [InlineData(DealSort.CreatedOn, false, "acme pilot", "borealis lost", "acme rollout", "joint north", "joint south", "borealis secret", "orphan")]
    [InlineData(DealSort.CloseDate, true, "orphan", "joint south", "joint north", "acme rollout", "borealis lost", "acme pilot", "borealis secret")]
    [InlineData(DealSort.CloseDate, false, "acme pilot", "borealis lost", "acme rollout", "joint north", "joint south", "orphan", "borealis secret")]
    [InlineData(DealSort.Name, false, "acme pilot", "acme rollout", "borealis lost", "borealis secret", "joint north", "joint south", "orphan")]
    [InlineData(DealSort.Name, true, "orphan", "joint south", "joint north", "borealis secret", "borealis lost", "acme rollout", "acme pilot")]
    public async Task FindDealsAsync_Sorted_HasDealsWithoutAValueLast(DealSort sort, bool descending, params string[] expected)
    {
        var page = await store.For("Ada").FindDealsAsync(new() { Sort = sort, Descending = descending }, Ct);

        page.Items.Select(d => d.Id).ShouldBe(expected.Select(k => World.Deal(k).Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindDealsAsync_PageByPage_ShowsEveryDealOnceInTheSameOrder(bool descending)
    {
        var reader = store.For("Ada");
        // Some deals entered their stage on the same day, so pages meet between equals.
        var query = new DealQuery { Sort = DealSort.StageEnteredOn, Descending = descending };
        var rows = (await reader.FindDealsAsync(query, Ct)).Items;
        var whole = rows.Select(d => d.Id).ToList();
        var days = rows.Select(d => d.StageEnteredOn).SkipLast(1).ToList();
        days.ShouldBe(descending ? days.OrderDescending() : days.Order());
        days.Distinct().Count().ShouldBeLessThan(days.Count);
        rows[^1].StageEnteredOn.ShouldBeNull();

        var paged = new List<DealId>();
        for (var skip = 0; skip < whole.Count; skip++)
        {
            var page = await reader.FindDealsAsync(query with { Skip = skip, Take = 1 }, Ct);
            page.Total.ShouldBe(whole.Count);
            paged.AddRange(page.Items.Select(d => d.Id));
        }

        paged.ShouldBe(whole);
        (await reader.FindDealsAsync(query with { Skip = whole.Count }, Ct)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindDealsAsync_AmountBeyondAnyStoredOne_FindsNothingRatherThanFailing()
    {
        var reader = store.For("Ada");

        (await reader.FindDealsAsync(new() { MinAmount = decimal.MaxValue }, Ct)).Total.ShouldBe(0);
        (await reader.FindDealsAsync(new() { MaxAmount = decimal.MaxValue }, Ct)).Total.ShouldBe(6);
    }

    [Fact]
    public async Task GetDealAsync_VisibleDeal_HasAllThatInsightNeeds()
    {
        var file = (await store.For("Nora").GetDealAsync(World.Deal("acme rollout").Id, Ct)).ShouldNotBeNull();

        file.Account!.Name.ShouldBe(World.Acme.Name);
        file.Owner!.Id.ShouldBe(World["Nora"].Id);
        file.Pipeline.Stages.Select(s => s.Name).ShouldBe(World.Pipeline.Stages.Select(s => s.Name));
        file.Stage.Name.ShouldBe("Negotiation");
        var laura = file.Stakeholders.ShouldHaveSingleItem();
        laura.Role.ShouldBe(BuyingRole.Champion);
        file.Activities.Select(a => a.At).ShouldBe([World.Now.AddDays(5), World.Now.AddDays(-2)]);
        file.Tasks.Select(t => t.Title).ShouldBe([$"Soon {World.NorthMark}", $"Later {World.NorthMark}"]);
    }

    [Fact]
    public async Task GetLatestAsync_PlannedAndOlderActivities_AreLeftOut()
    {
        var latest = await store.For("Nora").GetLatestAsync(World.Now.AddDays(-7), 10, Ct);

        latest.Select(a => a.At).ShouldBe([World.Now.AddDays(-2), World.Now.AddDays(-3)]);
    }

    [Fact]
    public async Task GetTimelineAsync_BeforeAMoment_ContinuesWithTheNextOlderOnes()
    {
        var (reader, deal) = (store.For("Nora"), World.Deal("acme rollout").Id);

        var first = (await reader.GetTimelineAsync(deal, null, null, 1, Ct)).ShouldHaveSingleItem();
        var second = (await reader.GetTimelineAsync(deal, null, first.At, 1, Ct)).ShouldHaveSingleItem();

        first.At.ShouldBe(World.Now.AddDays(5));
        second.At.ShouldBe(World.Now.AddDays(-2));
        (await reader.GetTimelineAsync(deal, null, second.At, 1, Ct)).ShouldBeEmpty();
        (await reader.GetTimelineAsync(deal, ActivityKind.Call, null, 10, Ct)).ShouldHaveSingleItem().At.ShouldBe(second.At);
    }

    [Fact]
    public async Task FindNamesAsync_WordOfAnAccount_NamesItAndItsDealsOpenOnesFirst()
    {
        var names = await store.For("Nora").FindNamesAsync(["ACME"], Ct);

        names[0].DealId.ShouldBe(World.Deal("acme rollout").Id);
        names.Select(n => n.Name).ShouldBe([World.Deal("acme rollout").Name, World.Acme.Name, World.Deal("acme pilot").Name], ignoreOrder: true);
    }

    [Fact]
    public async Task FindContactsAsync_EveryWordMustFitNameOrTitle()
    {
        var reader = store.For("Ada");

        (await reader.FindContactsAsync(["laura", "operations"], null, Ct)).ShouldHaveSingleItem().Id.ShouldBe(World.Contacts[0].Id);
        (await reader.FindContactsAsync(["laura", "energy"], null, Ct)).ShouldBeEmpty();
        (await reader.FindContactsAsync([], World.Shared.Id, Ct)).ShouldHaveSingleItem().Name.ShouldBe("Jo Joint");
    }

    private DealQuery FilterBy(string filter) => filter switch
    {
        nameof(DealQuery.Status) => new() { Status = [DealStatus.Won, DealStatus.Lost] },
        nameof(DealQuery.Owners) => new() { Owners = [World["Sven"].Id] },
        nameof(DealQuery.Accounts) => new() { Accounts = [World.Shared.Id] },
        nameof(DealQuery.Stages) => new() { Stages = [World.Deal("joint north").StageId, World.Deal("joint south").StageId] },
        nameof(DealQuery.Products) => new() { Products = [World.Scanner.Id] },
        nameof(DealQuery.MinAmount) => new() { MinAmount = 30_000 },
        nameof(DealQuery.MaxAmount) => new() { MaxAmount = 7_000 },
        nameof(DealQuery.CloseFrom) => new() { CloseFrom = new(2026, 5, 15) },
        nameof(DealQuery.CloseTo) => new() { CloseTo = new(2026, 1, 10) },
        nameof(DealQuery.CreatedFrom) => new() { CreatedFrom = new(2026, 2, 2) },
        nameof(DealQuery.CreatedTo) => new() { CreatedTo = new(2025, 11, 1) },
        nameof(DealQuery.WithoutAccount) => new() { WithoutAccount = true },
        nameof(DealQuery.WithoutRole) => new() { WithoutRole = BuyingRole.Champion },
        nameof(DealQuery.WithoutCreatedOn) => new() { WithoutCreatedOn = true },
        nameof(DealQuery.Source) => new() { Source = "REFERRAL" },
        nameof(DealQuery.Industry) => new() { Industry = "energy" },
        nameof(DealQuery.Text) => new() { Text = "joint works" },
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "No such filter."),
    };
}
