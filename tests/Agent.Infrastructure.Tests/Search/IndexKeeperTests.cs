using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Search;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Search;

public sealed class IndexKeeperTests : IAsyncLifetime
{
    private readonly World _world = new();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.CreateAsync(Ct);
        await _store.AddAsync(Ct, [.. _world.Everything]);
        await _store.Keeper.RefreshAsync(null, Ct);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Refresh_AllTexts_NothingWaitsAndEachHasItsPassages()
    {
        await using var db = _store.CreateDbContext();

        (await db.IndexQueue.CountAsync(Ct)).ShouldBe(0);
        (await CountAsync("passages")).ShouldBe(_world.Activities.Count);
        (await CountAsync("passage_text")).ShouldBe(_world.Activities.Count);
    }

    [Fact]
    public async Task DeletingADeal_TakesItsPassagesAlongInTheSameTransaction()
    {
        var deal = _world.Deal("acme rollout");
        var texts = _world.Activities.Count(a => a.DealId == deal.Id);
        await using (var db = _store.CreateDbContext())
        {
            await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
            {
                await db.Deals.Where(d => d.Id == deal.Id).ExecuteDeleteAsync(Ct);
                await transaction.RollbackAsync(Ct);
            }

            (await CountAsync("passages")).ShouldBe(_world.Activities.Count);
            await db.Deals.Where(d => d.Id == deal.Id).ExecuteDeleteAsync(Ct);
        }

        (await CountAsync("passages")).ShouldBe(_world.Activities.Count - texts);
        (await CountAsync("passage_text")).ShouldBe(_world.Activities.Count - texts);
    }

    [Fact]
    public async Task ChangingAText_ItsOldWordsAreGoneBeforeAnybodyIndexes()
    {
        var note = _world.Activities.First(a => a.Subject.StartsWith("Zebra north", StringComparison.Ordinal));
        await using (var db = _store.CreateDbContext())
            await db.Activities.Where(a => a.Id == note.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Body, "The okapi crossed."), Ct);

        (await CountAsync("passages")).ShouldBe(_world.Activities.Count - 1);
        (await FindAsync("Nora", new("okapi"))).ShouldHaveSingleItem().ActivityId.ShouldBe(note.Id);
    }

    [Fact]
    public async Task OwnerOfADealChanges_TheNewTeamFindsItsTextsAndTheOldOneDoesNot()
    {
        var deal = _world.Deal("borealis secret");
        (await FindAsync("Sven", new("zebra", deal.Id))).ShouldHaveSingleItem();
        (await FindAsync("Nora", new("zebra", deal.Id))).ShouldBeEmpty();

        await using (var db = _store.CreateDbContext())
            await db.Deals.Where(d => d.Id == deal.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.OwnerId, _world["Nora"].Id), Ct);

        (await FindAsync("Sven", new("zebra", deal.Id))).ShouldBeEmpty();
        (await FindAsync("Nora", new("zebra", deal.Id))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task UserChangesTeam_FindsTheTextsOfTheNewTeamAtOnce()
    {
        var viewer = new Viewer(_world["Lee"].Id, "Lee", UserRole.Rep, [_world.South.Id]);

        (await _store.Index.SearchAsync(viewer, new("zebra", _world.Deal("joint south").Id), Ct)).ShouldHaveSingleItem();
        (await _store.Index.SearchAsync(viewer with { Teams = [] }, new("zebra", _world.Deal("joint south").Id), Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zebra")]
    [InlineData("\"zebra crossed\"")]
    [InlineData("zebra\" OR Scope:\"e")]
    [InlineData("\"zebra crossed\" OR \"crossed road\"")]
    [InlineData("deal:{0} zebra")]
    [InlineData("d{0} zebra u{1}")]
    [InlineData("zebra owner:{1}")]
    public async Task Search_AnyWordsAndFilters_NeverShowWhatOthersHave(string typed)
    {
        var secret = _world.Deal("borealis secret");
        var text = typed.Replace("{0}", secret.Id.Value.ToString("N"), StringComparison.Ordinal).Replace("{1}", _world["Sven"].Id.Value.ToString("N"), StringComparison.Ordinal);
        PassageQuery[] queries =
        [
            new(text, Take: 50),
            new(text, secret.Id, Take: 50),
            new(text, AccountId: _world.Borealis.Id, Take: 50),
            new(text, Speaker: _world["Sven"].Name, Take: 50),
            new(text, Take: 50) { OwnerId = _world["Sven"].Id },
            new("", AccountId: _world.Shared.Id, Take: 50),
        ];
        foreach (var query in queries)
        {
            foreach (var passage in await FindAsync("Nora", query))
            {
                foreach (var mark in World.HiddenFrom("Nora"))
                    $"{passage.Quote} {passage.Subject} {passage.Deal} {passage.Context}".ShouldNotContain(mark);
            }
        }
    }

    [Fact]
    public async Task Search_MaterialOfOtherTeams_IsNotFound()
    {
        await _store.AddAsync(
            Ct,
            new Material { Title = "Battle card", Kind = MaterialKind.BattleCard, Text = "# ScanPro\n\nTheir okapi is slow.", ChangedAt = World.Now },
            new Material { Title = "South only", Kind = MaterialKind.Playbook, Text = "The okapi of the south.", ChangedAt = World.Now, Teams = [_world.South.Id] });

        (await FindAsync("Nora", new("okapi"))).ShouldHaveSingleItem().Context.ShouldBe("Battle card · ScanPro");
        (await FindAsync("Sven", new("okapi"))).Count.ShouldBe(2);
        (await FindAsync("Ada", new("okapi", Kind: PassageKind.Playbook))).ShouldHaveSingleItem().Subject.ShouldBe("South only");

        await using var db = _store.CreateDbContext();
        await db.Materials.ExecuteDeleteAsync(Ct);
        (await FindAsync("Ada", new("okapi"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_KilledAfterTheIndexWasWritten_GoesOnWithoutCopies()
    {
        await using (var db = _store.CreateDbContext())
            await db.Activities.ExecuteUpdateAsync(a => a.SetProperty(x => x.Subject, x => x.Subject + "!"), Ct);
        using (var dying = new IndexKeeper(_store, new DyingStore(new SqlitePassageStore(_store)), new(), NullLogger<IndexKeeper>.Instance))
            await Should.ThrowAsync<InvalidOperationException>(() => dying.RefreshAsync(null, Ct));
        await using (var db = _store.CreateDbContext())
            (await db.IndexQueue.CountAsync(Ct)).ShouldBe(_world.Activities.Count);

        await _store.Keeper.RefreshAsync(null, Ct);

        (await CountAsync("passages")).ShouldBe(_world.Activities.Count);
        (await FindAsync("Ada", new("zebra", Take: 50))).Count.ShouldBe(_world.Activities.Count);
    }

    [Fact]
    public async Task Rebuild_Index_HoldsTheSameAgain()
    {
        await using (var db = _store.CreateDbContext())
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "passages" WHERE "RowId" % 2 = 0""", Ct);

        (await _store.Keeper.RebuildAsync(null, Ct)).ShouldBe(_world.Activities.Count);

        (await FindAsync("Ada", new("zebra", Take: 50))).Count.ShouldBe(_world.Activities.Count);
        (await CountAsync("passages")).ShouldBe(_world.Activities.Count);
    }

    [Fact]
    public async Task Refresh_EmptyIndexOfAFullWorkspace_IsFilledAtTheNextStart()
    {
        await using (var db = _store.CreateDbContext())
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "passages" """, Ct);
        using var next = new IndexKeeper(_store, new SqlitePassageStore(_store), new(), NullLogger<IndexKeeper>.Instance);

        (await next.RefreshAsync(null, Ct)).ShouldBe(_world.Activities.Count);
    }

    [Fact]
    public async Task Refresh_WithAModel_FindsByMeaningAndFollowsAChangeOfModel()
    {
        await _store.AddAsync(Ct, new Activity { Kind = ActivityKind.Note, At = World.Now, Body = "They cannot afford it.", AuthorId = _world["Nora"].Id });
        foreach (var (model, size) in new[] { ("small", 8), ("large", 16) })
        {
            using var store = new SqlitePassageStore(_store);
            using var generator = new WordModel(model, size);
            var embedder = new PassageEmbedder(generator);
            using var keeper = new IndexKeeper(_store, store, embedder, NullLogger<IndexKeeper>.Instance);
            await keeper.RefreshAsync(null, Ct);
            var finder = new PassageFinder(_store, store, keeper, embedder, _store.Clock);

            (await store.GetStateAsync(Ct)).ShouldBe(new(_world.Activities.Count + 1, new(model, size)));
            (await finder.SearchAsync(_world.Viewer("Ada"), new("budget"), Ct))[0].Quote.ShouldBe("They cannot afford it.");
            await using var db = _store.CreateDbContext();
            (await db.IndexQueue.CountAsync(Ct)).ShouldBe(0);
        }
    }

    private Task<IReadOnlyList<Passage>> FindAsync(string viewer, PassageQuery query) => _store.Index.SearchAsync(_world.Viewer(viewer), query, Ct);

    private async Task<long> CountAsync(string table)
    {
        await using var db = _store.CreateDbContext();
        return await (table == "passages"
            ? db.Database.SqlQuery<long>($"""SELECT count(*) AS "Value" FROM "passages" """)
            : db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM passage_text")).SingleAsync(Ct);
    }

    // Writes, and dies before anybody knows.
    private sealed class DyingStore(IPassageStore inner) : IPassageStore
    {
        public Task<IndexState> GetStateAsync(CancellationToken ct) => inner.GetStateAsync(ct);

        public async Task ReplaceAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct)
        {
            await inner.ReplaceAsync(sources, ct);
            throw new InvalidOperationException("killed");
        }

        public Task<IReadOnlyList<PassageHit>> FindAsync(PassageSearch search, CancellationToken ct) => inner.FindAsync(search, ct);

        public Task<IPassageRebuild> BeginRebuildAsync(EmbeddingSpace? space, CancellationToken ct) => inner.BeginRebuildAsync(space, ct);
    }

    // Money is one direction, everything else another.
    private sealed class WordModel(string name, int size) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(VectorOf(v)))));

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, name, size) : null;

        public void Dispose()
        {
        }

        private float[] VectorOf(string text)
        {
            var vector = new float[size];
            vector[text.Contains("afford", StringComparison.Ordinal) || text.Contains("budget", StringComparison.Ordinal) ? 0 : size - 1] = 1;
            return vector;
        }
    }
}
