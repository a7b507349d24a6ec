using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Tests.Insight;

namespace Agent.Infrastructure.Tests.Changes;

public sealed class ChangeFeedTests : IAsyncLifetime
{
    private readonly ChangeSignal _signal = new();
    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await InsightStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WatchAsync_TextOfADealRead_TellsThoseWhoSeeIt()
    {
        await SettleLongAgoAsync();
        await using var watch = Watch("Nora");
        (await NextAsync(watch)).DealId.ShouldBeNull();

        await SayAndReadAsync("joint south");
        await SayAndReadAsync("acme rollout");

        var notice = await NextAsync(watch);
        (notice.ProposalId, notice.Status, notice.DealId).ShouldBe((null, null, _store.World.Deal("acme rollout").Id));
    }

    [Fact]
    public async Task WatchAsync_DealReadAMomentBefore_IsToldAgain()
    {
        await SettleLongAgoAsync();
        await SayAndReadAsync("acme rollout");
        await using var watch = Watch("Nora");

        (await NextAsync(watch)).DealId.ShouldBeNull();
        (await NextAsync(watch)).DealId.ShouldBe(_store.World.Deal("acme rollout").Id);
    }

    [Fact]
    public async Task WatchAsync_ManyDealsReadAtOnce_SaysThatAnythingMayBeNew()
    {
        await SettleLongAgoAsync();
        await using var watch = Watch("Nora");
        await NextAsync(watch);

        var (nora, pipeline) = (_store.World.Viewer("Nora").UserId, _store.World.Pipeline);
        var deals = Enumerable.Range(0, 60).Select(i => Deal.Start($"Deal {i}", pipeline, pipeline.Stages[0], createdOn: null)).ToList();
        deals.ForEach(d => d.OwnerId = nora);
        await _store.ChangeAsync(db => db.Deals.AddRangeAsync(deals, Ct), Ct);
        await _store.RefreshAsync(Ct);
        _signal.Tell();

        var notice = await NextAsync(watch);
        (notice.ProposalId, notice.DealId).ShouldBe((null, null));
    }

    private async Task SettleLongAgoAsync()
    {
        await _store.RefreshAsync(Ct);
        _store.Clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task SayAndReadAsync(string deal)
    {
        await _store.SayAsync(deal, "We need it by June.", Ct);
        await _store.RefreshAsync(Ct);
        _signal.Tell();
    }

    private IAsyncEnumerator<ChangeNotice> Watch(string name) =>
        new ChangeFeed(_store, _store.Clock, _signal).WatchAsync(_ => Task.FromResult<Viewer?>(_store.World.Viewer(name)), Ct).GetAsyncEnumerator(Ct);

    private static async Task<ChangeNotice> NextAsync(IAsyncEnumerator<ChangeNotice> watch)
    {
        (await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct)).ShouldBeTrue();
        return watch.Current;
    }
}
