using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>The contract of an index, kept in Qdrant on the scripted server; and what only concerns Qdrant.</summary>
public sealed class QdrantPassageStoreTests : PassageIndexContract, IAsyncLifetime
{
    private const string Alias = "passages";

    private ScriptedQdrant _server = null!;
    private QdrantClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedQdrant.StartAsync(Ct);
        _client = new(_server.Options(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    protected override Task<IPassageStore> CreateAsync() => Task.FromResult<IPassageStore>(new QdrantPassageStore(_client, Alias, NullLogger<QdrantPassageStore>.Instance));

    [Fact]
    public async Task FindAsync_Scope_IsPartOfEveryRankingOfTheQuery()
    {
        var store = await CreateAsync();
        await PutAsync(store, Passage("The zebra."));
        var scope = new PassageScope(false, [UserId.New()], []);

        await store.FindAsync(Words("zebra") with { Scope = scope }, Ct);

        _server.Requests.Last().ShouldBe($"POST /collections/{Alias}/points/query");
        _server.Requests.Count(r => r.EndsWith("/query", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task FindAsync_Score_IsBm25()
    {
        var store = await CreateAsync();
        var passages = new[] { Passage("budget budget scanner"), Passage("budget"), Passage("monday") };
        await PutAsync(store, passages);

        var hit = (await store.FindAsync(Words("budget scanner"), Ct))[0];

        var norm = 1.2 * (0.25 + (0.75 * 3 / 45));
        hit.Id.ShouldBe(passages[0].Id);
        hit.Score.ShouldBe((Idf(3, 2) * 2 * 2.2 / (2 + norm)) + (Idf(3, 1) * 2.2 / (1 + norm)), 1e-4);
    }

    [Fact]
    public async Task ReplaceAsync_ManyTexts_AreWrittenAndNothingOldIsLeft()
    {
        var store = await CreateAsync();
        var passages = Enumerable.Range(0, 150).Select(i => Passage($"The zebra {i}.")).ToArray();
        await PutAsync(store, passages);
        await PutAsync(store, [.. passages.Select(p => p with { Start = 7 })]);

        (await store.GetStateAsync(Ct)).Passages.ShouldBe(150);
    }

    [Fact]
    public async Task BeginRebuildAsync_Completed_LeavesOneCollection()
    {
        var store = await CreateAsync();
        await PutAsync(store, Passage("The zebra."));
        // As a rebuild leaves it when its process dies, beside what is no business of this index.
        await _client.CreateCollectionAsync($"{Alias}-{Guid.CreateVersion7():N}", new(new(null), new(new())), Ct);
        await _client.CreateCollectionAsync($"{Alias}-of-others", new(new(null), new(new())), Ct);

        await using (var rebuild = await store.BeginRebuildAsync(null, Ct))
            await rebuild.CompleteAsync(Ct);

        (await _client.ListCollectionsAsync(Ct)).ShouldBe([(await _client.ResolveAliasAsync(Alias, Ct))!, $"{Alias}-of-others"], ignoreOrder: true);
    }

    [Fact]
    public async Task CompleteAsync_OldCollectionCannotBeRemoved_TheNewOneStays()
    {
        var store = await CreateAsync();
        var passage = Passage("The zebra.");

        await using (var rebuild = await store.BeginRebuildAsync(null, Ct))
        {
            await rebuild.AddAsync([new(passage.Source, [passage])], Ct);
            foreach (var fault in new[] { ScriptedFault.None, ScriptedFault.None, ScriptedFault.Error(403, "Forbidden") })
                _server.Faults.Enqueue(fault);
            await rebuild.CompleteAsync(Ct);
        }

        (await store.FindAsync(Words("zebra"), Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task CompleteAsync_NobodyHearsThatItWentWell_TheNewOneStays()
    {
        var store = await CreateAsync();
        var passage = Passage("The zebra.");

        var rebuild = await store.BeginRebuildAsync(null, Ct);
        await rebuild.AddAsync([new(passage.Source, [passage])], Ct);
        // The aliases are listed, changed without an answer, and then changing them is refused.
        foreach (var fault in new[] { ScriptedFault.None, ScriptedFault.LoseAnswer, ScriptedFault.Error(403, "Forbidden") })
            _server.Faults.Enqueue(fault);
        await Should.ThrowAsync<ServiceFaultException>(() => rebuild.CompleteAsync(Ct));
        await rebuild.DisposeAsync();

        (await store.FindAsync(Words("zebra"), Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ReplaceAsync_TwoServersStartTogether_ShareOneIndex()
    {
        var (one, two) = (await CreateAsync(), await CreateAsync());
        var (first, second) = (Passage("The zebra of one."), Passage("The zebra of two."));

        await Task.WhenAll(PutAsync(one, first), PutAsync(two, second));

        (await one.FindAsync(Words("zebra"), Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task FindAsync_CollectionReplacedDuringTheSearch_AsksTheNewOne()
    {
        var store = await CreateAsync();
        await PutAsync(store, Passage("The zebra."));
        _server.Faults.Enqueue(ScriptedFault.Error(404, "Not found: Collection `passages-1` doesn't exist!"));

        (await store.FindAsync(Words("zebra"), Ct)).ShouldHaveSingleItem();
    }

    private static double Idf(int all, int having) => Math.Log(((all - having + 0.5) / (having + 0.5)) + 1);
}

/// <summary>The contract of an index, kept in Qdrant on the server at <c>QDRANT_URL</c>.</summary>
public sealed class RealQdrantPassageStoreTests : PassageIndexContract, IAsyncLifetime
{
    private readonly string _alias = $"agent-test-{Guid.CreateVersion7():N}";
    private QdrantClient? _client;

    public ValueTask InitializeAsync()
    {
        _client = new(RealQdrant.Options(), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is null)
            return;
        foreach (var name in (await _client.ListCollectionsAsync(CancellationToken.None)).Where(c => c.StartsWith(_alias, StringComparison.Ordinal)))
            await _client.DeleteCollectionAsync(name, CancellationToken.None);
        _client.Dispose();
    }

    protected override Task<IPassageStore> CreateAsync() => Task.FromResult<IPassageStore>(new QdrantPassageStore(_client!, _alias, NullLogger<QdrantPassageStore>.Instance));
}
