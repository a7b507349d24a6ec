using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;

namespace Agent.Infrastructure.Tests.Insight;

public sealed class JudgementTests : IAsyncLifetime
{
    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await InsightStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Verdict.OnTrack)]
    [InlineData(Verdict.AtRisk)]
    public async Task ListJudgedAsync_Settled_SaysWhatJudgingNowWouldSay(Verdict least)
    {
        await _store.SayAsync("joint north", "Honestly, the price is too high for us.", Ct);
        await _store.SettleAsync(Ct);
        var reader = Reader("Ada");
        var pace = PaceHistory.Learn(await reader.GetRecentWinsAsync(PaceHistory.MaxWins, Ct));
        var files = await reader.GetDealsAsync(new() { Status = [DealStatus.Open] }, Ct);
        var expected = files.Select(f => (File: f, Health: HealthAssessor.Assess(f, _store.Clock.GetUtcNow(), pace)))
            .Where(h => h.Health.Verdict >= least)
            .OrderByDescending(h => h.Health.Verdict).ThenByDescending(h => h.Health.Importance).ThenByDescending(h => h.File.Deal.Amount).ToList();

        var judged = (await reader.ListJudgedAsync(new(), least, 3, Ct)).ShouldNotBeNull();

        judged.Deals.Select(d => d.Deal.Id).ShouldBe(expected.Take(3).Select(e => e.File.Deal.Id));
        judged.Deals.Select(d => d.Health.Headline).ShouldBe(expected.Take(3).Select(e => e.Health.Headline));
        judged.Deals.SelectMany(d => d.Health.Flags.Select(f => f.Fact)).ShouldBe(expected.Take(3).SelectMany(e => e.Health.Flags.Select(f => f.Fact)));
        (judged.Found, judged.Checked).ShouldBe((expected.Count, files.Count));
    }

    [Theory]
    [InlineData("Sven")]
    [InlineData("Lee")]
    public async Task ListJudgedAsync_ViewerWhoSeesNotAllWins_GetsNoneOfIt(string viewer)
    {
        await _store.SettleAsync(Ct);

        (await Reader(viewer).ListJudgedAsync(new(), Verdict.OnTrack, 10, Ct)).ShouldBeNull();
        (await Reader(viewer).ListBoardAsync(new(), Ct)).Items.ShouldAllBe(d => d.Judged == null);
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Mona")]
    public async Task ListJudgedAsync_ViewerOfAPartWithAllWins_GetsWhatJudgingNowWouldSay(string viewer)
    {
        await _store.SettleAsync(Ct);
        var reader = Reader(viewer);
        var pace = PaceHistory.Learn(await reader.GetRecentWinsAsync(PaceHistory.MaxWins, Ct));
        var files = await reader.GetDealsAsync(new() { Status = [DealStatus.Open] }, Ct);
        var expected = files.ToDictionary(f => f.Deal.Id, f => HealthAssessor.Assess(f, _store.Clock.GetUtcNow(), pace).Headline);

        var judged = (await reader.ListJudgedAsync(new(), Verdict.OnTrack, 10, Ct)).ShouldNotBeNull();

        judged.Deals.ToDictionary(d => d.Deal.Id, d => d.Health.Headline).ShouldBe(expected, ignoreOrder: true);
        (await reader.ListBoardAsync(new(), Ct)).Items.ToDictionary(d => d.Deal.Id, d => d.Judged?.Headline).ShouldBe(expected.ToDictionary(h => h.Key, h => (string?)h.Value), ignoreOrder: true);
    }

    [Fact]
    public async Task ListJudgedAsync_OneDealTouched_IsAtHandForTheOthersAlone()
    {
        await _store.SettleAsync(Ct);
        var north = new DealQuery { Text = "joint north" };
        await _store.ChangeAsync(
            db =>
            {
                db.Add(new SalesTask { DealId = _store.World.Deal("joint north").Id, Title = "Call", CreatedAt = World.Now });
                return Task.CompletedTask;
            },
            Ct);

        (await Reader("Ada").ListJudgedAsync(north, Verdict.OnTrack, 10, Ct)).ShouldBeNull();
        (await Reader("Ada").ListJudgedAsync(new() { Text = "joint south" }, Verdict.OnTrack, 10, Ct)).ShouldNotBeNull();

        // The record alone changed: it is judged again without its texts being read.
        (await _store.RefreshAsync(Ct)).Read.ShouldBe(0);
        (await Reader("Ada").ListJudgedAsync(north, Verdict.OnTrack, 10, Ct)).ShouldNotBeNull().Checked.ShouldBe(1);
    }

    [Fact]
    public async Task ListJudgedAsync_NextDay_IsAtHandOnceItWasJudgedForIt()
    {
        await _store.SettleAsync(Ct);
        _store.Clock.Advance(TimeSpan.FromDays(1));
        (await Reader("Ada").ListJudgedAsync(new(), Verdict.OnTrack, 10, Ct)).ShouldBeNull();

        (await _store.RefreshAsync(Ct)).Read.ShouldBe(0);

        (await Reader("Ada").ListJudgedAsync(new(), Verdict.OnTrack, 10, Ct)).ShouldNotBeNull().Checked.ShouldBe(5);
    }

    [Fact]
    public async Task ListJudgedAsync_AnotherDealWon_WaitsUntilTheHistoryIsLearnedAgain()
    {
        await _store.SettleAsync(Ct);
        var won = _store.World.Pipeline.Stages.First(s => s.Status == DealStatus.Won);
        await _store.ChangeAsync(async db => (await db.Deals.FindAsync([_store.World.Deal("joint south").Id], Ct))!.MoveTo(won, World.Today), Ct);

        (await Reader("Ada").ListJudgedAsync(new() { Text = "joint north" }, Verdict.OnTrack, 10, Ct)).ShouldBeNull();
    }

    private IDealReader Reader(string user) => new DealReaderFactory(_store, _store.Clock).For(_store.World.Viewer(user));
}
