using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Insight;

public sealed class UpdateKeeperTests : IAsyncLifetime
{
    private const string Signature = "We will sign on 29 May.";

    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProposalDeskFactory Desks => new(_store, _store.Clock, new());

    public async ValueTask InitializeAsync()
    {
        _store = await InsightStore.CreateAsync(Ct);
        // The world has come in with its history, which is read once.
        await _store.SettleAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RefreshAsync_NewActivity_ProposesItsUpdateWithTheQuote()
    {
        var call = await _store.SayAsync("acme rollout", Signature, Ct);

        (await RefreshAsync()).ShouldBe(1);

        var proposal = (await PendingAsync()).ShouldHaveSingleItem();
        proposal.Change.Kind.ShouldBe(ChangeKind.CloseDate);
        proposal.Change.After(ChangeFields.CloseDate).ShouldBe("2026-05-29");
        proposal.Change.Evidence[0].Quote.ShouldBe(Signature);
        proposal.Change.Evidence.ShouldAllBe(e => e.IsIn(call.Body));
        (proposal.Origin.ActivityId, proposal.Origin.Model, proposal.Origin.ReadOutsideText).ShouldBe((call.Id, ProposalOrigin.Reader, true));
        (await RefreshAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("Nora", "Anna confirmed that they sign on 29 May.", false)]
    [InlineData(null, "Anna confirmed that they sign on 29 May.", true)]
    public async Task RefreshAsync_OwnNote_IsNoTextFromOutside(string? author, string words, bool outside)
    {
        await _store.ChangeAsync(
            db =>
            {
                db.Add(new Activity
                {
                    Kind = ActivityKind.Note,
                    DealId = _store.World.Deal("acme rollout").Id,
                    At = _store.Clock.GetUtcNow(),
                    Body = words,
                    AuthorId = author is null ? null : _store.World[author].Id,
                });
                return db.SaveChangesAsync(Ct);
            },
            Ct);

        await RefreshAsync();

        (await PendingAsync()).ShouldHaveSingleItem().Origin.ReadOutsideText.ShouldBe(outside);
    }

    [Fact]
    public async Task RefreshAsync_KilledBeforeItLeavesTheQueue_ProposesOnce()
    {
        await _store.SayAsync("acme rollout", Signature, Ct);
        await Should.ThrowAsync<InvalidOperationException>(() => RefreshAsync(_ => throw new InvalidOperationException("Killed.")));
        _store.Clock.Advance(TimeSpan.FromMinutes(1));

        (await RefreshAsync()).ShouldBe(0);

        (await PendingAsync()).ShouldHaveSingleItem();
        await using var db = _store.CreateDbContext();
        (await db.UpdateQueue.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task RefreshAsync_OldActivity_ProposesNothing()
    {
        await _store.SayAsync("acme rollout", Signature, Ct, day: -15);

        (await RefreshAsync()).ShouldBe(0);

        (await PendingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefreshAsync_PlannedActivity_IsReadWhenItsTimeHasCome()
    {
        await _store.SayAsync("acme rollout", Signature, Ct, day: 2);
        (await RefreshAsync()).ShouldBe(0);

        _store.Clock.Advance(TimeSpan.FromDays(3));

        (await RefreshAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task RefreshAsync_DealThatComesInWithItsHistory_ProposesNothing()
    {
        var template = _store.World.Deal("acme rollout");
        var pipeline = Pipeline.CreateDefault();
        var deal = Deal.Start("Acme docks", pipeline, pipeline.Stages[4], World.Today.AddDays(-30), amount: 10_000, currency: "EUR");
        deal.AccountId = template.AccountId;
        await _store.ChangeAsync(
            db =>
            {
                db.AddRange(pipeline, deal, new Activity { DealId = deal.Id, Kind = ActivityKind.Email, Direction = Direction.Inbound, At = _store.Clock.GetUtcNow().AddDays(-1), Body = Signature });
                return Task.CompletedTask;
            },
            Ct);
        await _store.RefreshAsync(Ct);

        (await RefreshAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task RefreshAsync_NewerWords_ReplaceWhatWaits()
    {
        await _store.SayAsync("acme rollout", Signature, Ct, day: -2);
        await RefreshAsync();
        await _store.SayAsync("acme rollout", "We will sign on 12 June.", Ct, day: -1);

        await RefreshAsync();

        (await PendingAsync()).ShouldHaveSingleItem().Change.After(ChangeFields.CloseDate).ShouldBe("2026-06-12");
    }

    [Fact]
    public async Task RefreshAsync_RejectedAndTheTextComesAgain_StaysRejectedUntilOtherWordsSayIt()
    {
        var call = await _store.SayAsync("acme rollout", Signature, Ct, day: -2);
        await RefreshAsync();
        var decisions = new ProposalDecisions(_store, _store.Clock, new());
        await decisions.RejectAsync(_store.World.Viewer("Ada"), (await PendingAsync()).Single().Id, "Not so.", Ct);
        await _store.ChangeAsync(async db => (await db.Activities.SingleAsync(a => a.Id == call.Id, Ct)).Body += " ", Ct);

        (await RefreshAsync()).ShouldBe(0);
        await _store.SayAsync("acme rollout", "The contract will be signed on 29 May.", Ct);

        (await RefreshAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task RefreshAsync_TextThatComesAfterTheCall_IsReadThen()
    {
        var call = await _store.SayAsync("acme rollout", "Hello there.", Ct);
        (await RefreshAsync()).ShouldBe(0);

        await _store.ChangeAsync(async db => (await db.Activities.SingleAsync(a => a.Id == call.Id, Ct)).Body = $"[00:00:01] Seller: And?\n[00:00:05] Buyer: {Signature}", Ct);

        (await RefreshAsync()).ShouldBe(1);
    }

    private Task<int> RefreshAsync(Action<ActivityId>? beforeLeaving = null) =>
        new UpdateKeeper(_store, Desks, _store.Clock, NullLogger<UpdateKeeper>.Instance) { BeforeLeaving = beforeLeaving ?? (_ => { }) }.RefreshAsync(Ct);

    private async Task<IReadOnlyList<Proposal>> PendingAsync() => (await Desks.ForReader().ListPendingAsync(null, 100, Ct)).Items;
}
