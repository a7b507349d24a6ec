using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Insight;

public sealed class DealDecisionsTests : IAsyncLifetime
{
    private const string HasBudget = "We have a budget of 50,000 euros for this.";

    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DealId Deal => _store.World.Deal("joint north").Id;

    private Viewer Nora => _store.World.Viewer("Nora");

    public async ValueTask InitializeAsync() => _store = await InsightStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task SnoozeAsync_DeclaredTwiceAndEnded_TheNewestCountsUntilItEnds()
    {
        await _store.Decisions.SnoozeAsync(Nora, Deal, "Budget round", World.Today.AddDays(5), Ct);
        _store.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _store.Decisions.SnoozeAsync(Nora, Deal, " Board meets in May ", World.Today.AddDays(60), Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
        (await _store.FileAsync("joint north", Ct)).Snooze.ShouldBe(new("Board meets in May", World.Today.AddDays(60)));

        (await _store.Decisions.EndSnoozeAsync(Nora, Deal, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        // The one before it does not come back either.
        (await _store.FileAsync("joint north", Ct)).Snooze.ShouldBeNull();
    }

    [Fact]
    public async Task SnoozeAsync_DeclaredAndEnded_StandsInTheLogOfDecisions()
    {
        await _store.Decisions.SnoozeAsync(Nora, Deal, "Budget round", World.Today.AddDays(5), Ct);
        await _store.Decisions.EndSnoozeAsync(Nora, Deal, Ct);
        await _store.Decisions.EndSnoozeAsync(Nora, Deal, Ct);

        await using var db = _store.CreateDbContext();
        var log = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Ct);

        log.Select(e => (e.Kind, e.Action, e.By, e.DealId)).ShouldBe([(ChangeKind.Park, AuditAction.Applied, Nora.Name, Deal), (ChangeKind.Park, AuditAction.Applied, Nora.Name, (DealId?)Deal)]);
        log[0].Detail.Fields.Select(f => (f.Field, f.Before, f.After)).ShouldBe([(ChangeFields.WaitReason, null, "Budget round"), (ChangeFields.WaitUntil, null, ChangeValues.Raw((DateOnly?)World.Today.AddDays(5)))]);
        log[1].Detail.Fields.Select(f => (f.Before, f.After)).ShouldBe([("Budget round", null), (ChangeValues.Raw((DateOnly?)World.Today.AddDays(5)), null)]);
    }

    [Theory]
    [InlineData("", 5, "Say why")]
    [InlineData("Board", 0, "ahead")]
    [InlineData("Board", -1, "ahead")]
    [InlineData("Board", 4_000, "366 days")]
    public async Task SnoozeAsync_ReasonOrDayMissing_IsRefusedInWords(string reason, int days, string words)
    {
        var decision = await _store.Decisions.SnoozeAsync(Nora, Deal, reason, World.Today.AddDays(days), Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Refused);
        decision.Reason!.ShouldContain(words);
        (await _store.FileAsync("joint north", Ct)).Snooze.ShouldBeNull();
    }

    [Fact]
    public async Task Scores_VerdictsUnchanged_AddNoEntry()
    {
        await ScoreAsync(HasBudget);
        await ScoreAsync("The weather is nice here.");

        (await HistoryAsync()).ShouldHaveSingleItem().Status.ShouldBe(ScoreStatus.Proposed);
    }

    [Fact]
    public async Task DecideAsync_Accepted_KeepsWhoAndWhenAndWhat()
    {
        var score = await ScoreAsync(HasBudget);

        (await _store.Decisions.DecideAsync(Nora, Deal, score.Id, true, " Agreed. ", Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var kept = (await HistoryAsync()).ShouldHaveSingleItem();
        (kept.Status, kept.DecidedById, kept.DecidedAt, kept.Comment).ShouldBe((ScoreStatus.Accepted, Nora.UserId, _store.Clock.GetUtcNow(), "Agreed."));
        var again = await _store.Decisions.DecideAsync(Nora, Deal, score.Id, false, null, Ct);
        (again.Outcome, again.Reason).ShouldBe((DecisionOutcome.Refused, "This score was accepted already."));
    }

    [Fact]
    public async Task Scores_Rejected_ComeBackOnlyWhenTheirEvidenceChanges()
    {
        var score = await ScoreAsync(HasBudget);
        await _store.Decisions.DecideAsync(Nora, Deal, score.Id, false, "They were joking.", Ct);

        await ScoreAsync("The weather is nice here.");
        (await HistoryAsync()).ShouldHaveSingleItem().Status.ShouldBe(ScoreStatus.Rejected);

        await ScoreAsync("Our budget of 50,000 euros is approved.");
        var history = await HistoryAsync();
        history.Select(s => s.Status).ShouldBe([ScoreStatus.Proposed, ScoreStatus.Rejected]);
        history[0].Result.Criteria.Select(c => c.Verdict).ShouldBe(history[1].Result.Criteria.Select(c => c.Verdict));
    }

    [Fact]
    public async Task Scores_RejectedThenOtherThenTheSameAgain_AreRejectedStill()
    {
        var score = await ScoreAsync(HasBudget);
        await _store.Decisions.DecideAsync(Nora, Deal, score.Id, false, "They were joking.", Ct);
        var later = await _store.SayAsync("joint north", "We need it installed and live within six weeks.", Ct);
        await RefreshAsync();
        await _store.ChangeAsync(
            db =>
            {
                db.Remove(later);
                return Task.CompletedTask;
            },
            Ct);
        await RefreshAsync();

        var history = await HistoryAsync();
        history.Select(s => s.Status).ShouldBe([ScoreStatus.Rejected, ScoreStatus.Proposed, ScoreStatus.Rejected]);
        history[0].Comment.ShouldBe("They were joking.");
    }

    [Fact]
    public async Task DecideAsync_OlderScore_IsRefused()
    {
        var first = await ScoreAsync(HasBudget);
        await ScoreAsync("We need it installed and live within six weeks.");

        var decision = await _store.Decisions.DecideAsync(Nora, Deal, first.Id, true, null, Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Refused);
        decision.Reason!.ShouldContain("newer");
    }

    [Fact]
    public async Task DecideAsync_ScoreOfAnotherDeal_IsNotFound()
    {
        var score = await ScoreAsync(HasBudget);

        (await _store.Decisions.DecideAsync(Nora, _store.World.Deal("acme rollout").Id, score.Id, true, null, Ct)).Outcome.ShouldBe(DecisionOutcome.NotFound);
    }

    private async Task<QualificationScore> ScoreAsync(string words)
    {
        await _store.SayAsync("joint north", words, Ct);
        await RefreshAsync();
        return (await HistoryAsync())[0];
    }

    private async Task RefreshAsync()
    {
        _store.Clock.Advance(TimeSpan.FromMinutes(1));
        await _store.RefreshAsync(Ct);
    }

    private Task<IReadOnlyList<QualificationScore>> HistoryAsync() => _store.Decisions.GetScoresAsync(Nora, Deal, "BANT", Ct);
}
