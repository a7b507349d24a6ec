using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Changes;

public sealed class ProposalDecisionsTests : IAsyncLifetime
{
    private ChangeStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Nora => _store.Nora;

    private Viewer Nathan => _store.World.Viewer("Nathan");

    public async ValueTask InitializeAsync() => _store = await ChangeStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ApproveAsync_AsItIs_WritesTheDealAndTheLogTogether()
    {
        var call = await _store.Store.SayAsync("acme rollout", "The budget is 90,000 euros now.", Ct);
        var proposal = (await _store.ReadAsync(Amount("90000") with { Evidence = [ChangeStore.Quote(call, "90,000 euros")] }, Ct)).Proposal!;
        await _store.Store.SettleAsync(Ct);

        var decision = await _store.Decisions.ApproveAsync(Nora, proposal.Id, new() { Comment = " Good. " }, Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Done);
        var deal = await _store.DealAsync("acme rollout", Ct);
        deal.Amount.ShouldBe(90_000);
        var kept = await _store.StoredAsync(proposal.Id, Ct);
        (kept.Status, kept.DecidedById, kept.Comment).ShouldBe((ProposalStatus.Applied, Nora.UserId, "Good."));
        var entry = (await _store.LogAsync(Ct)).ShouldHaveSingleItem();
        (entry.Action, entry.Kind, entry.ById, entry.By, entry.Model, entry.DealId).ShouldBe((AuditAction.Applied, ChangeKind.Amount, Nora.UserId, Nora.Name, ProposalOrigin.Reader, deal.Id));
        entry.Detail.Fields.ShouldHaveSingleItem().ShouldBe(new(ChangeFields.Amount, "84000", "90000", "€84,000", "€90,000"));
        entry.Detail.Proposed.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("90,000 euros");
        entry.Detail.DealVersion.ShouldBe(deal.Version);
        (await _store.Store.QueueAsync(Ct)).ShouldContain(q => q.DealId == deal.Id);
    }

    [Fact]
    public async Task ApproveAsync_TwoPeopleAtOnce_OneWinsAndTheOtherIsTold()
    {
        for (var round = 0; round < 5; round++)
        {
            var proposal = await _store.ProposeAsync(Amount($"{90_000 + round}"), Ct);

            var decisions = await Task.WhenAll(new[] { Nora, Nathan, _store.World.Viewer("Ada") }
                .Select(v => Task.Run(() => _store.Decisions.ApproveAsync(v, proposal.Id, ApprovalRequest.AsItIs, Ct), Ct)));

            decisions.Count(d => d.Outcome == DecisionOutcome.Done).ShouldBe(1);
            decisions.Where(d => d.Outcome != DecisionOutcome.Done).ShouldAllBe(d => d.Reason == "This proposal was applied already.");
            (await _store.LogAsync(Ct)).Count(e => e.ProposalId == proposal.Id).ShouldBe(1);
        }
    }

    [Fact]
    public async Task ApproveAsync_ProcessDiesBeforeTheCommit_LeavesItPendingAndTheDealAsItWas()
    {
        var proposal = await _store.ProposeAsync(Amount("90000"), Ct);
        _store.Store.BeforeCommit = () => throw new InvalidOperationException("The power is gone.");
        await Should.ThrowAsync<InvalidOperationException>(() => _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct));
        _store.Store.BeforeCommit = () => { };

        (await _store.StoredAsync(proposal.Id, Ct)).Status.ShouldBe(ProposalStatus.Pending);
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(84_000);
        (await _store.LogAsync(Ct)).ShouldBeEmpty();
        (await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
    }

    [Theory]
    [InlineData("Nils", DecisionOutcome.NotAllowed)]
    [InlineData("Sven", DecisionOutcome.NotFound)]
    [InlineData("Lee", DecisionOutcome.NotFound)]
    [InlineData("Nathan", DecisionOutcome.Done)]
    [InlineData("Mona", DecisionOutcome.Done)]
    public async Task Decisions_ByOthers_FollowSightAndRights(string user, DecisionOutcome expected)
    {
        var proposal = await _store.ProposeAsync(Amount("90000"), Ct);
        var other = await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit")), Ct);
        var viewer = _store.World.Viewer(user);

        (await _store.Decisions.ApproveAsync(viewer, proposal.Id, ApprovalRequest.AsItIs, Ct)).Outcome.ShouldBe(expected);
        (await _store.Decisions.RejectAsync(viewer, other.Id, null, Ct)).Outcome.ShouldBe(expected);
        if (expected == DecisionOutcome.Done)
            return;
        await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct);
        (await _store.Decisions.UndoAsync(viewer, proposal.Id, Ct)).Outcome.ShouldBe(expected);
        (await _store.Decisions.ChangeAsync(viewer, Amount("1"), null, Ct)).Outcome.ShouldBe(expected);
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(90_000);
    }

    [Fact]
    public async Task ApproveAsync_LowerAmount_NeedsAManagerAlsoWhenItIsEditedIntoOne()
    {
        var lower = await _store.ProposeAsync(Amount("70000"), Ct);
        var refused = await _store.Decisions.ApproveAsync(Nora, lower.Id, ApprovalRequest.AsItIs, Ct);
        (refused.Outcome, refused.Reason).ShouldBe((DecisionOutcome.NotAllowed, "A lower amount needs a manager."));

        var higher = await _store.ProposeAsync(Amount("90000"), Ct);
        (await _store.Decisions.ApproveAsync(Nora, higher.Id, Edited((ChangeFields.Amount, "70000")), Ct)).Outcome.ShouldBe(DecisionOutcome.NotAllowed);
        (await _store.StoredAsync(higher.Id, Ct)).Status.ShouldBe(ProposalStatus.Pending);

        (await _store.Decisions.ApproveAsync(Nathan, higher.Id, Edited((ChangeFields.Amount, "70000")), Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(70_000);
        var kept = await _store.StoredAsync(higher.Id, Ct);
        (kept.Change.After(ChangeFields.Amount), kept.Edited!.After(ChangeFields.Amount)).ShouldBe(("90000", "70000"));
    }

    [Fact]
    public async Task ApproveAsync_FieldMovedOn_GoesStaleAndTheRestCanStillBeApplied()
    {
        var proposal = await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit the site"), (ChangeFields.NextStepDue, "2026-04-10")), Ct);
        await _store.Decisions.ChangeAsync(Nora, _store.Change(ChangeKind.NextStep, (ChangeFields.NextStepDue, "2026-04-01")), null, Ct);

        var shown = (await _store.Reader.GetAsync(Nora, proposal.Id, Ct))!.Value;
        shown.Conflicts.ShouldHaveSingleItem().Field.ShouldBe(ChangeFields.NextStepDue);
        var decision = await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Refused);
        decision.Conflicts.ShouldHaveSingleItem().ShouldBe(new(ChangeFields.NextStepDue, "20 March", "1 April", "10 April", SaysSoAlready: false));
        (await _store.StoredAsync(proposal.Id, Ct)).Status.ShouldBe(ProposalStatus.Stale);
        (await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct)).Reason.ShouldBe("Another change has overtaken this proposal.");

        (await _store.Decisions.ApplyRestAsync(Nora, proposal.Id, null, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
        var deal = await _store.DealAsync("acme rollout", Ct);
        (deal.NextStep, deal.NextStepDue).ShouldBe(("Visit the site", new DateOnly(2026, 4, 1)));
        (await _store.Decisions.ApplyRestAsync(Nora, proposal.Id, [ChangeFields.NextStepDue], Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
        (await _store.DealAsync("acme rollout", Ct)).NextStepDue.ShouldBe(new DateOnly(2026, 4, 10));
    }

    [Fact]
    public async Task ApproveAsync_WithoutTheFieldThatMovedOn_AppliesTheRest()
    {
        var proposal = await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit the site"), (ChangeFields.NextStepDue, "2026-04-10")), Ct);
        await _store.Decisions.ChangeAsync(Nora, _store.Change(ChangeKind.NextStep, (ChangeFields.NextStepDue, "2026-04-01")), null, Ct);

        (await _store.Decisions.ApproveAsync(Nora, proposal.Id, new() { Without = [ChangeFields.NextStepDue] }, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var deal = await _store.DealAsync("acme rollout", Ct);
        (deal.NextStep, deal.NextStepDue).ShouldBe(("Visit the site", new DateOnly(2026, 4, 1)));
    }

    [Fact]
    public async Task ApproveAsync_OtherFieldOfTheDealMovedOn_IsNoConflict()
    {
        var proposal = await _store.ProposeAsync(Amount("90000"), Ct);
        await _store.Decisions.ChangeAsync(Nora, _store.Change(ChangeKind.CloseDate, (ChangeFields.CloseDate, "2026-06-01")), null, Ct);

        (await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
    }

    [Fact]
    public async Task ApproveAsync_WrongEdit_NamesTheFieldAndLeavesItPending()
    {
        var proposal = await _store.ProposeAsync(Amount("90000"), Ct);

        var decision = await _store.Decisions.ApproveAsync(Nora, proposal.Id, Edited((ChangeFields.Amount, "-5")), Ct);

        (decision.Outcome, decision.Field).ShouldBe((DecisionOutcome.Refused, ChangeFields.Amount));
        (await _store.StoredAsync(proposal.Id, Ct)).Status.ShouldBe(ProposalStatus.Pending);
    }

    [Fact]
    public async Task UndoAsync_AppliedChange_IsAnotherEntryOfTheLogAndWorksOnce()
    {
        var proposal = await AppliedAsync(Amount("90000"));

        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var deal = await _store.DealAsync("acme rollout", Ct);
        (deal.Amount, deal.Changes.Count).ShouldBe((84_000, 0));
        (await _store.LogAsync(Ct)).Select(e => e.Action).ShouldBe([AuditAction.Applied, AuditAction.Undone]);
        (await _store.StoredAsync(proposal.Id, Ct)).UndoneById.ShouldBe(Nora.UserId);
        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Reason.ShouldBe("This change was undone already.");
    }

    [Fact]
    public async Task UndoAsync_FieldMovedOnSince_IsRefused()
    {
        var proposal = await AppliedAsync(Amount("90000"));
        await AppliedAsync(Amount("95000"));

        var decision = await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Refused);
        decision.Conflicts.ShouldHaveSingleItem().Now.ShouldBe("€95,000");
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(95_000);
        (await _store.StoredAsync(proposal.Id, Ct)).UndoneAt.ShouldBeNull();
    }

    [Fact]
    public async Task UndoAsync_ClosedDeal_IsOpenAgainWithItsDays()
    {
        var before = await _store.DealAsync("acme rollout", Ct);
        var won = _store.World.Pipeline.Stages.First(s => s.Status == DealStatus.Won);
        var proposal = await AppliedAsync(_store.Change(ChangeKind.Stage, (ChangeFields.Stage, won.Id.ToString())));
        (await _store.DealAsync("acme rollout", Ct)).Status.ShouldBe(DealStatus.Won);

        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var after = await _store.DealAsync("acme rollout", Ct);
        (after.StageId, after.Status, after.CloseDate, after.StageEnteredOn, after.StageHistory.Count).ShouldBe((before.StageId, before.Status, before.CloseDate, before.StageEnteredOn, before.StageHistory.Count));
    }

    [Fact]
    public async Task NewThings_AppliedAndUndone_ComeAndGo()
    {
        var task = await AppliedAsync(_store.Change(ChangeKind.Task, (ChangeFields.Task, "Send the price list"), (ChangeFields.DueOn, "2026-03-20")));
        var contact = await AppliedAsync(_store.Change(ChangeKind.NewContact, (ChangeFields.Name, "Tom Tal"), (ChangeFields.Role, "Legal")));
        var deal = await AppliedAsync(new() { Kind = ChangeKind.NewDeal, AccountId = _store.World.Acme.Id, Fields = [new(ChangeFields.Name, null, "Second site")], Reason = "Asked for." });
        await using (var db = _store.Store.CreateDbContext())
        {
            (await db.Tasks.AsNoTracking().SingleAsync(t => t.Title == "Send the price list", Ct)).OwnerId.ShouldBe(Nora.UserId);
            var tom = await db.Contacts.AsNoTracking().SingleAsync(c => c.Name == "Tom Tal", Ct);
            (await _store.DealAsync("acme rollout", Ct)).Roles.ShouldContain(new DealRole(tom.Id, BuyingRole.Legal));
            (await db.Deals.AsNoTracking().SingleAsync(d => d.Name == "Second site", Ct)).OwnerId.ShouldBe(Nora.UserId);
        }

        foreach (var proposal in new[] { task, contact, deal })
            (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Reason.ShouldBeNull();

        await using var after = _store.Store.CreateDbContext();
        (await after.Tasks.AnyAsync(t => t.Title == "Send the price list", Ct)).ShouldBeFalse();
        (await after.Contacts.AnyAsync(c => c.Name == "Tom Tal", Ct)).ShouldBeFalse();
        (await after.Deals.AnyAsync(d => d.Name == "Second site", Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task UndoAsync_TaskThatWasDone_IsRefused()
    {
        var proposal = await AppliedAsync(_store.Change(ChangeKind.Task, (ChangeFields.Task, "Send the price list")));
        await _store.Store.ChangeAsync(db => db.Tasks.Where(t => t.Title == "Send the price list").ExecuteUpdateAsync(t => t.SetProperty(x => x.DoneAt, World.Now), Ct), Ct);

        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Reason!.ShouldContain("worked on it since");
    }

    [Fact]
    public async Task Park_AppliedAndUndone_DeclaresTheWaitAndEndsIt()
    {
        var proposal = await AppliedAsync(_store.Change(ChangeKind.Park, (ChangeFields.WaitReason, "Board meets in May"), (ChangeFields.WaitUntil, "2026-05-20")));
        (await _store.Store.FileAsync("acme rollout", Ct)).Snooze.ShouldBe(new("Board meets in May", new(2026, 5, 20)));

        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        (await _store.Store.FileAsync("acme rollout", Ct)).Snooze.ShouldBeNull();
    }

    [Fact]
    public async Task Qualification_AppliedAndUndone_AcceptsTheScoreAndReopensIt()
    {
        await _store.Store.SayAsync("joint north", "We have a budget of 50,000 euros for this.", Ct);
        await _store.Store.RefreshAsync(Ct);
        var score = (await _store.Store.Decisions.GetScoresAsync(Nora, _store.World.Deal("joint north").Id, "BANT", Ct))[0];
        var proposal = await AppliedAsync(_store.On("joint north", ChangeKind.Qualification, (ChangeFields.Framework, "BANT"), (ChangeFields.Score, score.Id.ToString())));
        (await StatusAsync()).ShouldBe(Core.Insight.Qualification.ScoreStatus.Accepted);

        (await _store.Decisions.UndoAsync(Nora, proposal.Id, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        (await StatusAsync()).ShouldBe(Core.Insight.Qualification.ScoreStatus.Proposed);

        async Task<Core.Insight.Qualification.ScoreStatus> StatusAsync() =>
            (await _store.Store.Decisions.GetScoresAsync(Nora, _store.World.Deal("joint north").Id, "BANT", Ct))[0].Status;
    }

    [Fact]
    public async Task ChangeAsync_ByAPerson_IsAppliedAuditedAndUndone()
    {
        var decision = await _store.Decisions.ChangeAsync(Nora, Amount("90000"), new Dictionary<string, string?> { [ChangeFields.Amount] = "84000" }, Ct);

        (decision.Outcome, decision.Proposal!.Status).ShouldBe((DecisionOutcome.Done, ProposalStatus.Applied));
        (await _store.LogAsync(Ct)).ShouldHaveSingleItem().Model.ShouldBe(ProposalOrigin.Person);
        (await _store.Decisions.UndoAsync(Nora, decision.Proposal.Id, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(84_000);
    }

    [Fact]
    public async Task ChangeAsync_OnWhatIsNoLongerThere_IsToldAndWritesNothing()
    {
        var decision = await _store.Decisions.ChangeAsync(Nora, Amount("90000"), new Dictionary<string, string?> { [ChangeFields.Amount] = "80000" }, Ct);

        decision.Conflicts.ShouldHaveSingleItem().Now.ShouldBe("€84,000");
        (await _store.DealAsync("acme rollout", Ct)).Amount.ShouldBe(84_000);
    }

    [Fact]
    public async Task ChangeAsync_ThatNeedsAManager_WaitsForOne()
    {
        var decision = await _store.Decisions.ChangeAsync(Nora, Amount("70000"), null, Ct);

        (decision.Outcome, decision.Proposal!.Status).ShouldBe((DecisionOutcome.Done, ProposalStatus.Pending));
        decision.Reason!.ShouldContain("waits");
        (await _store.Reader.CountAsync(Nathan, Ct)).ToDecide.ShouldBe(1);
        (await _store.Reader.CountAsync(Nora, Ct)).ShouldBe(new(0, 1, 1));
        (await _store.Decisions.ApproveAsync(Nathan, decision.Proposal.Id, ApprovalRequest.AsItIs, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);
    }

    [Fact]
    public async Task ChangeAsync_WhatAProposalWaitsFor_EndsIt()
    {
        var proposal = await _store.ProposeAsync(Amount("90000"), Ct);

        (await _store.Decisions.ChangeAsync(Nora, Amount("90000"), null, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var kept = await _store.StoredAsync(proposal.Id, Ct);
        (kept.Status, kept.Comment).ShouldBe((ProposalStatus.Expired, "Somebody made this change meanwhile."));
    }

    [Fact]
    public async Task ApproveAsync_DealIsLost_EndsWhatOnlyAnOpenDealCanDo()
    {
        var step = await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit")), Ct);
        var task = await _store.ProposeAsync(_store.Change(ChangeKind.Task, (ChangeFields.Task, "Say thanks")), Ct);

        (await _store.Decisions.ChangeAsync(Nathan, _store.Change(ChangeKind.Loss, (ChangeFields.LossReason, "Price")), null, Ct)).Outcome.ShouldBe(DecisionOutcome.Done);

        var ended = await _store.StoredAsync(step.Id, Ct);
        (ended.Status, ended.Comment).ShouldBe((ProposalStatus.Expired, "The deal was lost meanwhile."));
        (await _store.StoredAsync(task.Id, Ct)).Status.ShouldBe(ProposalStatus.Pending);
    }

    [Fact]
    public async Task ChangeAsync_StageMove_SaysWhatNoTextHasShown()
    {
        var proposal = _store.World.Pipeline.Stages.First(s => s.Name == "Negotiation");

        var decision = await _store.Decisions.ChangeAsync(Nora, _store.On("joint north", ChangeKind.Stage, (ChangeFields.Stage, proposal.Id.ToString())), null, Ct);

        decision.Outcome.ShouldBe(DecisionOutcome.Done);
        decision.Missing.Count.ShouldBe(2);
        decision.Missing[0].ShouldStartWith("Demo is left when: The prospect asked about pricing.");
    }

    [Fact]
    public async Task Log_AnEntry_CanNeitherBeChangedNorDeleted()
    {
        await AppliedAsync(Amount("90000"));
        await using var db = _store.Store.CreateDbContext();

        (await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Audit.ExecuteDeleteAsync(Ct))).Message.ShouldContain("only ever added to");
        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Audit.ExecuteUpdateAsync(e => e.SetProperty(x => x.By, "Nobody"), Ct));
    }

    [Fact]
    public async Task Evidence_TextThatChangedOrIsOutOfSight_IsMarked()
    {
        var call = await _store.Store.SayAsync("acme rollout", "The budget is 90,000 euros now.", Ct);
        var proposal = (await _store.ReadAsync(Amount("90000") with { Evidence = [ChangeStore.Quote(call, "90,000 euros")] }, Ct)).Proposal!;
        (await _store.Reader.GetAsync(Nora, proposal.Id, Ct))!.Value.Proposal.Evidence.ShouldHaveSingleItem().Holds.ShouldBeTrue();

        await _store.Store.ChangeAsync(db => db.Activities.Where(a => a.Id == call.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Body, "Nothing."), Ct), Ct);

        (await _store.Reader.GetAsync(Nora, proposal.Id, Ct))!.Value.Proposal.Evidence.ShouldHaveSingleItem().Holds.ShouldBeFalse();
    }

    private ChangeSet Amount(string amount) => _store.Change(ChangeKind.Amount, (ChangeFields.Amount, amount));

    private async Task<Proposal> AppliedAsync(ChangeSet change)
    {
        var proposal = await _store.ProposeAsync(change, Ct);
        (await _store.Decisions.ApproveAsync(Nora, proposal.Id, ApprovalRequest.AsItIs, Ct)).Reason.ShouldBeNull();
        return proposal;
    }

    private static ApprovalRequest Edited(params (string Field, string? Value)[] fields) => new() { Fields = fields.ToDictionary(f => f.Field, f => f.Value) };
}
