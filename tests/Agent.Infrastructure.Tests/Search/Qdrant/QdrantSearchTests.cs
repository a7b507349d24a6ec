using Agent.Core.Retrieval;
using Agent.Infrastructure.Search;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>A whole search, with the texts in the workspace and their passages in Qdrant.</summary>
public sealed class QdrantSearchTests : IAsyncLifetime
{
    private readonly World _world = new();
    private readonly PassageEmbedder _words = new();
    private ScriptedQdrant _server = null!;
    private QdrantClient _client = null!;
    private TestStore _texts = null!;
    private QdrantPassageStore _passages = null!;
    private IndexKeeper _keeper = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedQdrant.StartAsync(Ct);
        _client = new(_server.Options(), TimeProvider.System);
        _passages = new(_client, "passages", NullLogger<QdrantPassageStore>.Instance);
        _texts = await TestStore.CreateAsync(Ct);
        _keeper = new(_texts, _passages, _words, NullLogger<IndexKeeper>.Instance);
        await _texts.AddAsync(Ct, [.. _world.Everything]);
        await _keeper.RefreshAsync(null, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.Dispose();
        _texts.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Nora", World.SouthMark)]
    [InlineData("Sven", World.NorthMark)]
    public async Task SearchAsync_OtherTeam_NothingOfItIsFound(string person, string mark)
    {
        var found = await SearchAsync(person, "zebra");

        found.ShouldNotBeEmpty();
        found.ShouldAllBe(p => !p.Quote.Contains(mark) && !p.Subject.Contains(mark));
        (await SearchAsync(person, $"zebra {mark}")).ShouldAllBe(p => !p.Quote.Contains(mark));
    }

    [Fact]
    public async Task RefreshAsync_TextDeleted_ItsPassagesLeaveQdrant()
    {
        var before = (await _passages.GetStateAsync(Ct)).Passages;
        before.ShouldBe(_world.Activities.Count);
        var gone = _world.Activities.First(a => a.Subject.StartsWith("Zebra north", StringComparison.Ordinal));
        await using (var db = _texts.CreateDbContext())
            await db.Activities.Where(a => a.Id == gone.Id).ExecuteDeleteAsync(Ct);

        await _keeper.RefreshAsync(null, Ct);

        (await _passages.GetStateAsync(Ct)).Passages.ShouldBe(before - 1);
    }

    [Fact]
    public async Task RebuildAsync_AllTexts_AreFoundAgain()
    {
        await _client.DeleteCollectionAsync((await _client.ResolveAliasAsync("passages", Ct))!, Ct);
        (await _passages.FindAsync(PassageIndexContract.Words("zebra"), Ct)).ShouldBeEmpty();

        await _keeper.RebuildAsync(null, Ct);

        (await _passages.GetStateAsync(Ct)).Passages.ShouldBe(_world.Activities.Count);
    }

    private Task<IReadOnlyList<Passage>> SearchAsync(string person, string text) =>
        new PassageFinder(_texts, _passages, _keeper, _words, _texts.Clock).SearchAsync(_world.Viewer(person), new(text, Take: 50), Ct);
}
