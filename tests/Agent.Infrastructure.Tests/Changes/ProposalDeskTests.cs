using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;

namespace Agent.Infrastructure.Tests.Changes;

public sealed class ProposalDeskTests : IAsyncLifetime
{
    private ChangeStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await ChangeStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ProposeAsync_SoundChange_WaitsAndWritesNothingElse()
    {
        var version = (await _store.DealAsync("acme rollout", Ct)).Version;

        var proposal = await _store.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "90000")), Ct);

        var kept = await _store.StoredAsync(proposal.Id, Ct);
        kept.Status.ShouldBe(ProposalStatus.Pending);
        kept.Change.Fields.ShouldHaveSingleItem().ShouldBe(new(ChangeFields.Amount, "84000", "90000", "€84,000", "€90,000"));
        (kept.Origin.Model, kept.Origin.PromptHash, kept.ExpiresAt).ShouldBe(("test-model", "abc", kept.CreatedAt + Proposal.Lifetime));
        (await _store.DealAsync("acme rollout", Ct)).Version.ShouldBe(version);
        (await _store.LogAsync(Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Sven")]
    [InlineData("Lee")]
    public async Task ProposeAsync_DealOutOfSight_IsAsIfThereWereNone(string user)
    {
        var (proposal, refusal) = await _store.Desks.For(_store.World.Viewer(user)).ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "1")), _store.Asked(user), Ct);

        (proposal, refusal!.Reason).ShouldBe((null, "There is no such deal."));
    }

    [Fact]
    public async Task ProposeAsync_InTheNameOfAnother_IsAFaultOfTheCaller()
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            _store.Desks.For(_store.Nora).ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "1")), _store.Asked("Ada"), Ct));
    }

    [Fact]
    public async Task ProposeAsync_SameTurnAgain_GivesTheSameProposalWhateverBecameOfIt()
    {
        var origin = _store.Asked("Nora", ConversationId.New(), TurnId.New());
        var desk = _store.Desks.For(_store.Nora);
        var first = (await desk.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "90000")), origin, Ct)).Proposal!;
        (await desk.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, " 90000.0 ")), origin, Ct)).Proposal!.Id.ShouldBe(first.Id);

        await _store.Decisions.ApproveAsync(_store.Nora, first.Id, ApprovalRequest.AsItIs, Ct);

        var again = (await desk.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "90000")), origin, Ct)).Proposal!;
        (again.Id, again.Status).ShouldBe((first.Id, ProposalStatus.Applied));
    }

    [Fact]
    public async Task ProposeAsync_ManyAtOnce_LeaveOneThatWaits()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => _store.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, $"{90_000 + (n % 2)}")), Ct), Ct)));

        var waiting = await _store.Desks.For(_store.Nora).ListPendingAsync(_store.Rollout.Id, 100, Ct);
        (waiting.Total, waiting.Items.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task ProposeAsync_NewerWords_ReplaceTheOneThatWaitsAndOlderOnesDoNot()
    {
        var older = await _store.Store.SayAsync("acme rollout", "We can sign on the first of May.", Ct, day: -5);
        var newer = await _store.Store.SayAsync("acme rollout", "It will be June, sorry.", Ct, day: -2);
        var first = (await _store.ReadAsync(Close("2026-05-01", older, "first of May"), Ct)).Proposal!;

        var second = (await _store.ReadAsync(Close("2026-06-01", newer, "It will be June"), Ct)).Proposal!;
        var late = await _store.ReadAsync(Close("2026-05-01", older, "first of May"), Ct);

        var replaced = await _store.StoredAsync(first.Id, Ct);
        (replaced.Status, replaced.Comment).ShouldBe((ProposalStatus.Expired, "Replaced by a proposal on newer words."));
        late.Refusal!.Reason.ShouldContain("newer words");
        (await _store.Desks.ForReader().ListPendingAsync(_store.Rollout.Id, 10, Ct)).Items.ShouldHaveSingleItem().Id.ShouldBe(second.Id);
    }

    [Fact]
    public async Task ProposeAsync_Rejected_ComesBackOnlyWithNewWordsOrWhenAskedFor()
    {
        var call = await _store.Store.SayAsync("acme rollout", "We can sign on the first of May.", Ct);
        var first = (await _store.ReadAsync(Close("2026-05-01", call, "first of May"), Ct)).Proposal!;
        await _store.Decisions.RejectAsync(_store.Nora, first.Id, "They always say that", Ct);

        // The same words give nothing new, whatever value is read out of them.
        (await _store.ReadAsync(Close("2026-05-01", call, "first of May"), Ct)).Refusal!.Reason.ShouldContain("They always say that");
        (await _store.ReadAsync(Close("2026-05-02", call, "first of May"), Ct)).Refusal.ShouldNotBeNull();

        var again = await _store.Store.SayAsync("acme rollout", "The board agreed to the first of May.", Ct);
        var back = (await _store.ReadAsync(Close("2026-05-01", again, "The board agreed"), Ct)).Proposal!;
        await _store.Decisions.RejectAsync(_store.Nora, back.Id, null, Ct);
        (await _store.ProposeAsync(_store.Change(ChangeKind.CloseDate, (ChangeFields.CloseDate, "2026-05-01")), Ct)).Status.ShouldBe(ProposalStatus.Pending);
    }

    [Fact]
    public async Task ProposeAsync_RejectedAndNotAskedFor_DoesNotComeBackInOtherWords()
    {
        var first = await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Call Ann")), Ct);
        await _store.Decisions.RejectAsync(_store.Nora, first.Id, "Not now", Ct);
        var unasked = _store.Asked("Nora", ConversationId.New(), TurnId.New()) with { AskedFor = false };

        foreach (var step in (string[])["Call Ann", "Ring Ann up"])
            (await _store.Desks.For(_store.Nora).ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, step)), unasked, Ct)).Refusal!.Reason.ShouldContain("Not now");

        (await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Call Ann")), Ct)).Status.ShouldBe(ProposalStatus.Pending);
    }

    [Fact]
    public async Task ProposeAsync_OneWithAQuoteWaits_OnlyWhatIsAskedForDisplacesItAndNamesIt()
    {
        var call = await _store.Store.SayAsync("acme rollout", "We can sign on the first of May.", Ct);
        var quoted = (await _store.ReadAsync(Close("2026-05-01", call, "first of May"), Ct)).Proposal!;
        var other = _store.Change(ChangeKind.CloseDate, (ChangeFields.CloseDate, "2026-06-01"));

        (await _store.Desks.For(_store.Nora).ProposeAsync(other, _store.Asked("Nora") with { AskedFor = false }, Ct)).Refusal!.Reason.ShouldContain("stands on a quote");
        var intake = await _store.Desks.For(_store.Nora).ProposeAsync(other, _store.Asked("Nora"), Ct);

        (intake.Displaced!.Id, intake.WaitedAlready).ShouldBe((quoted.Id, false));
        (await _store.Desks.For(_store.Nora).ProposeAsync(other, _store.Asked("Nora"), Ct)).WaitedAlready.ShouldBeTrue();
    }

    [Fact]
    public async Task ProposeAsync_QuotesThatAreNotThere_AreDroppedAndNoneIsRefused()
    {
        var call = await _store.Store.SayAsync("acme rollout", "We can sign on the first of May.", Ct);
        var foreign = await _store.Store.SayAsync("borealis secret", "We can sign on the first of May.", Ct);
        var invented = ChangeStore.Quote(call, "first of May") with { Quote = "first of June" };

        (await _store.ReadAsync(Close("2026-05-01", foreign, "first of May"), Ct)).Refusal!.Reason.ShouldContain("not in their sources");
        (await _store.ReadAsync(Close("2026-05-01", call, "first of May") with { Evidence = [invented] }, Ct)).Refusal.ShouldNotBeNull();
        var kept = (await _store.ReadAsync(Close("2026-05-01", call, "first of May") with { Evidence = [invented, ChangeStore.Quote(call, "first of May")] }, Ct)).Proposal!;
        kept.Change.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("first of May");
    }

    [Fact]
    public async Task ProposeAsync_KindSwitchedOff_IsNotProposedByItselfButWhenAskedFor()
    {
        await _store.Policies.SetAsync(ChangePolicy.Default with { NotByItself = [ChangeKind.CloseDate] }, _store.World["Ada"].Id, Ct);
        var call = await _store.Store.SayAsync("acme rollout", "We can sign on the first of May.", Ct);

        (await _store.ReadAsync(Close("2026-05-01", call, "first of May"), Ct)).Refusal!.Reason.ShouldContain("switched off");
        (await _store.ProposeAsync(_store.Change(ChangeKind.CloseDate, (ChangeFields.CloseDate, "2026-05-01")), Ct)).Status.ShouldBe(ProposalStatus.Pending);
    }

    [Theory]
    [InlineData("Nora", false, ProposalStatus.Applied)]
    [InlineData("Nora", true, ProposalStatus.Pending)]
    [InlineData("Nils", false, ProposalStatus.Pending)]
    public async Task ProposeAsync_TasksAtOnce_NeverOnOutsideTextOrForAnothersDeal(string user, bool outside, ProposalStatus expected)
    {
        await _store.Policies.SetAsync(ChangePolicy.Default with { Rules = [new(ChangeKind.Task, ApprovalRule.AtOnce)] }, _store.World["Ada"].Id, Ct);

        var (proposal, _) = await _store.Desks.For(_store.World.Viewer(user)).ProposeAsync(
            _store.Change(ChangeKind.Task, (ChangeFields.Task, "Send the price list")), _store.Asked(user, outside: outside), Ct);

        proposal!.Status.ShouldBe(expected);
        (await _store.Desks.For(_store.World.Viewer(user)).ProposeAsync(
            _store.Change(ChangeKind.Task, (ChangeFields.Task, "Nobody asked")), _store.Asked(user) with { AskedFor = false }, Ct)).Proposal!.Status.ShouldBe(ProposalStatus.Pending);
        (await _store.LogAsync(Ct)).Count(e => e.Kind == ChangeKind.Task).ShouldBe(expected == ProposalStatus.Applied ? 1 : 0);
    }

    [Fact]
    public async Task ProposeAsync_TwoPeoplesNewDealsOfOneName_HaveNothingToDoWithEachOther()
    {
        var change = new ChangeSet { Kind = ChangeKind.NewDeal, Fields = [new(ChangeFields.Name, null, "Quay")], Reason = "Asked for." };

        var noras = await _store.ProposeAsync(change, Ct);
        var svens = await _store.ProposeAsync(change, Ct, "Sven");

        (await _store.StoredAsync(noras.Id, Ct)).Status.ShouldBe(ProposalStatus.Pending);
        (await _store.Reader.ListAsync(_store.Nora, new(), Ct)).Items.ShouldHaveSingleItem().Proposal.Id.ShouldBe(noras.Id);
        (await _store.Reader.ListAsync(_store.World.Viewer("Sven"), new(), Ct)).Items.ShouldHaveSingleItem().Proposal.Id.ShouldBe(svens.Id);
    }

    [Fact]
    public async Task Pending_TimeIsOver_CountsAsEndedBeforeTheSweepAndAfterIt()
    {
        var proposal = await _store.ProposeAsync(_store.Change(ChangeKind.Amount, (ChangeFields.Amount, "90000")), Ct);
        _store.Store.Clock.Advance(Proposal.Lifetime);

        (await _store.Desks.For(_store.Nora).ListPendingAsync(null, 10, Ct)).Total.ShouldBe(0);
        (await _store.Reader.CountAsync(_store.Nora, Ct)).ShouldBe(new(0, 0, 0));
        (await _store.Reader.ListAsync(_store.Nora, new() { Status = ProposalStatus.Expired }, Ct)).Items.ShouldHaveSingleItem().Status.ShouldBe(ProposalStatus.Expired);
        (await _store.Decisions.ApproveAsync(_store.Nora, proposal.Id, ApprovalRequest.AsItIs, Ct)).Reason.ShouldBe("This proposal has expired.");

        (await new ProposalSweep(_store.Store, _store.Store.Clock, _store.Signal).RunAsync(Ct)).ShouldBe(1);
        (await _store.StoredAsync(proposal.Id, Ct)).Status.ShouldBe(ProposalStatus.Expired);
    }

    [Fact]
    public async Task Lists_OfEveryViewer_HoldOnlyWhatIsInSight()
    {
        foreach (var deal in _store.World.Deals)
            await _store.ProposeAsync(_store.Change(ChangeKind.NextStep, (ChangeFields.NextStep, $"Call {deal.Name}")) with { DealId = deal.Id }, Ct, "Ada");

        foreach (var user in _store.World.Users.Select(u => u.Name.Split(' ')[0]))
        {
            var visible = _store.World.VisibleTo(user).Select(d => (DealId?)d.Id).ToList();
            var page = await _store.Reader.ListAsync(_store.World.Viewer(user), new() { Take = 100 }, Ct);
            page.Items.Select(p => p.DealId).ShouldBe(visible, ignoreOrder: true, user);
            page.Total.ShouldBe(visible.Count);
            (await _store.Reader.CountAsync(_store.World.Viewer(user), Ct)).Team.ShouldBe(visible.Count);
        }
    }

    private ChangeSet Close(string day, Activity source, string quote) =>
        _store.Change(ChangeKind.CloseDate, (ChangeFields.CloseDate, day)) with { Evidence = [ChangeStore.Quote(source, quote)], Confidence = 0.8 };
}
