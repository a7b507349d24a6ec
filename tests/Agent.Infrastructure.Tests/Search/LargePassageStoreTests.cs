using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Search;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Search;

/// <summary>The embedded index as it works with more passages than the full-text index ranks by itself.</summary>
public sealed class LargePassageStoreTests : PassageIndexContract, IDisposable
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 31, 23, 30, 0, TimeSpan.Zero);
    private readonly List<TestStore> _stores = [];

    public void Dispose() => _stores.ForEach(s => s.Dispose());

    [Fact]
    public async Task FindAsync_VectorInAScopeAskedBefore_FindsWhatWasWrittenSince()
    {
        var store = await CreateAsync();
        var (mine, other) = (UserId.New(), UserId.New());
        var first = Near(0.5f) with { Audience = new(false, [mine], []) };
        var rebuild = await store.BeginRebuildAsync(new("model-a", 4), Ct);
        await rebuild.AddAsync([new(first.Source, [first])], Ct);
        await rebuild.CompleteAsync(Ct);
        var search = Words("") with { Vector = new float[] { 1, 0, 0, 0 }, Scope = new(false, [mine], []) };
        (await store.FindAsync(search, Ct)).Select(h => h.Id).ShouldBe([first.Id]);
        var (second, hidden) = (Near(0.1f) with { Audience = new(false, [mine], []) }, Near(0) with { Audience = new(false, [other], []) });
        await PutAsync(store, second, hidden);

        (await store.FindAsync(search, Ct)).Select(h => h.Id).ShouldBe([second.Id, first.Id]);
        (await store.FindAsync(search with { Filter = new(OwnerId: mine) }, Ct)).ShouldBeEmpty();

        // The second one is another's now.
        await PutAsync(store, second with { Audience = new(false, [other], []) });
        (await store.FindAsync(search, Ct)).Select(h => h.Id).ShouldBe([first.Id]);
    }

    [Fact]
    public async Task FindAsync_KindAndPeriodOverTheEndOfAMonth_ForWordsAndVectors()
    {
        var store = await CreateAsync();
        var wanted = Near(0.5f) with { Kind = PassageKind.Email, At = Moment.AddHours(1) };
        var (note, early, late) = (Near(0) with { At = Moment }, wanted with { Source = PassageSource.Of(ActivityId.New()), At = Moment.AddHours(-1) }, wanted with { Source = PassageSource.Of(ActivityId.New()), At = Moment.AddHours(2) });
        var rebuild = await store.BeginRebuildAsync(new("model-a", 4), Ct);
        await rebuild.AddAsync([.. new[] { wanted, note, early, late }.Select(p => new SourcePassages(p.Source, [p]))], Ct);
        await rebuild.CompleteAsync(Ct);
        var search = Words("budget") with { Filter = new(Kinds: [PassageKind.Email], From: Moment, To: Moment.AddHours(2)) };

        (await store.FindAsync(search, Ct)).ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
        (await store.FindAsync(search with { Terms = [], Vector = new float[] { 1, 0, 0, 0 } }, Ct)).ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
        (await store.FindAsync(search with { Filter = new(From: Moment, To: Moment.AddYears(5)) }, Ct)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task FindAsync_BetterOnesOfTheMonthOutsideThePeriod_AreNotInTheWay()
    {
        var store = await CreateAsync();
        var wanted = Passage("The budget.") with { At = Moment };
        var outside = Enumerable.Range(1, 20).Select(i => Passage("The budget is set.") with { Source = PassageSource.Of(ActivityId.New()), At = Moment.AddDays(-i) });
        await PutAsync(store, [wanted, .. outside]);
        var search = Words("budget set") with { Filter = new(From: Moment, To: Moment.AddHours(1)), Take = 1 };

        (await store.FindAsync(search, Ct)).ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
    }

    protected override async Task<IPassageStore> CreateAsync()
    {
        _stores.Add(await TestStore.CreateAsync(Ct));
        return new SqlitePassageStore(_stores[^1]) { RankedWholly = 0 };
    }

    private static IndexedPassage Near(float away) => Passage("The budget is set.") with { Vector = new float[] { 1, away, 0, 0 } };
}
