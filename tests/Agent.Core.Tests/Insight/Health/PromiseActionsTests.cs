using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using static Agent.Core.Tests.Insight.Health.DealFileBuilder;

namespace Agent.Core.Tests.Insight.Health;

public class PromiseActionsTests
{
    [Fact]
    public void Assess_OurPromiseOverdue_IsTheFirstAction()
    {
        var action = Healthy().Promises(Side.Seller, "send the draft", said: -10, due: -4).Assess().NextActions[0];

        action.Title.ShouldBe("Send the draft");
        action.Reason.ShouldBe("Promised to the buyer on 8 March, due on 14 March, 4 days ago");
        action.DueOn.ShouldBe(Today);
        action.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("I will send the draft");
    }

    [Fact]
    public void Assess_OurPromiseDueTomorrow_IsAnActionByThatDay() =>
        Healthy().Promises(Side.Seller, "send the draft", said: -1, due: 1).Assess().NextActions[0].DueOn.ShouldBe(Today.AddDays(1));

    [Fact]
    public void Assess_PromiseLaterOn_IsWaitedFor() =>
        Bare().Meeting(-1, "Anna Berg", "Ole Lund").Promises(Side.Seller, "send the draft", said: -1, due: 6).Assess()
            .NextActions.ShouldHaveSingleItem().Title.ShouldBe("Nothing to do until 24 March: we promised to send the draft");

    [Fact]
    public void Assess_PromiseKept_AsksForNothing() =>
        Healthy().Promises(Side.Seller, "send the draft", said: -10, due: -4, kept: true).Assess().NextActions.ShouldHaveSingleItem().Kind.ShouldBe(NextActionKind.Wait);

    [Fact]
    public void Assess_PromiseThatATaskSaysToo_IsNotSaidTwice() =>
        Healthy().Task("Send draft to Anna", -4).Promises(Side.Seller, "send the draft", said: -10, due: -4).Assess()
            .NextActions.Count(a => a.Title.Contains("draft", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void Assess_PromiseThatSaysNothingByItself_IsShownInItsWords() =>
        Healthy().Promises(Side.Seller, "have it", said: -10, due: -4).Assess().NextActions[0].Title.ShouldBe("Keep what was promised: \"I will have it\"");

    [Fact]
    public void Assess_TaskAndStepThatSayTheSame_AreOneAction() =>
        Healthy().Task("Parts list for Anna", 1).NextStep("Send the parts list to Anna Berg", 1).Assess().NextActions.Count(a => a.Title.Contains("arts list", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void Assess_DemoHeldAndNothingSent_AsksForTheProposal()
    {
        var action = Bare().Add(ActivityKind.Meeting, -2, Direction.Both, "Demo of the scanners", "", 45, "Anna Berg", "Ole Lund").Add(ActivityKind.Meeting, 5, Direction.Both, "Talk about our offer", "", 45, "Anna Berg").Assess().NextActions[0];

        action.Title.ShouldBe("Send the proposal");
        action.Reason.ShouldBe("The meeting \"Demo of the scanners\" was on 16 March; this is due within 24 hours of it");
        action.DueOn.ShouldBe(Today);
    }

    [Fact]
    public void Assess_DemoHeldAndNextTalkPlanned_IsWaitedFor() =>
        Bare().Add(ActivityKind.Meeting, -2, Direction.Both, "Demo of the scanners", "", 45, "Anna Berg", "Ole Lund").Meeting(5, "Anna Berg").Assess()
            .NextActions.ShouldHaveSingleItem().Kind.ShouldBe(NextActionKind.Wait);

    [Fact]
    public void Assess_ProposalSentAfterTheDemo_AsksForNothing() =>
        Bare().Add(ActivityKind.Meeting, -2, Direction.Both, "Demo of the scanners", "", 45, "Anna Berg", "Ole Lund").Mail(-1, Direction.Outbound, "Here is our proposal.").Meeting(5, "Anna Berg").Assess()
            .NextActions.ShouldHaveSingleItem().Kind.ShouldBe(NextActionKind.Wait);

    [Fact]
    public void Assess_NewDealWithoutDaysOnRecord_AsksForTheStagesAction() =>
        Bare().In("Discovery", enteredOn: null).Created(null).Assess().NextActions[0].Title.ShouldBe("Book the qualification call");

    [Fact]
    public void Assess_BuyersPromiseOverdue_RemindsThem()
    {
        var action = Bare().Meeting(-9, "Anna Berg", "Ole Lund").Promises(Side.Buyer, "come back after the board", said: -9, due: -3).Assess()
            .NextActions.Single(a => a.Title.StartsWith("Remind", StringComparison.Ordinal));

        action.Title.ShouldBe("Remind Anna Berg: come back after the board");
        action.Kind.ShouldBe(NextActionKind.Email);
        action.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public void Assess_BuyerWroteSince_IsNotReminded() =>
        Bare().Meeting(-9, "Anna Berg", "Ole Lund").Mail(-2, Direction.Inbound, "Thanks!").Promises(Side.Buyer, "come back after the board", said: -9, due: -3).Assess()
            .NextActions.ShouldNotContain(a => a.Title.StartsWith("Remind", StringComparison.Ordinal));

    [Fact]
    public void Assess_BuyersPromiseWhileWaiting_IsExplainedByTheWait() =>
        Bare().Meeting(-9, "Anna Berg", "Ole Lund").Promises(Side.Buyer, "come back after the board", said: -9, due: -3).Waits("board in April", 20).Assess()
            .NextActions.ShouldHaveSingleItem().Kind.ShouldBe(NextActionKind.Wait);

    [Fact]
    public void Assess_BuyersPromiseAhead_IsAPlan() =>
        Bare().In("Proposal").Meeting(-9, "Anna Berg", "Ole Lund").Promises(Side.Buyer, "come back after the board", said: -9, due: 4).Assess()
            .Flags.ShouldNotContain(f => f.Kind == RiskKind.NoNextStep || f.Kind == RiskKind.ProposalUnattended);

    [Fact]
    public void Assess_GapInTheMiddle_AsksItsQuestion()
    {
        var texts = new Signals.DealTalk().Mail(0, Direction.Inbound, "We would like to see how routes are planned.").Texts();
        var file = texts.File with { Reading = DealReadings.Read(texts, new(), Signals.DealTalk.Monday) };

        var health = HealthAssessor.Assess(file, new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), PaceHistory.None);

        var budget = file.Reading.Qualification!.Criteria.Single(c => c.Criterion == "Budget");
        health.NextActions.ShouldContain(a => a.Title == $"Ask Anna Berg: {budget.Question}" && a.Reason.Contains("Budget is unknown", StringComparison.Ordinal));
        health.Flags.Single(f => f.Kind == RiskKind.QualificationGap).Severity.ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Assess_WithAWinModel_SaysWhereTheChanceComesFrom()
    {
        var win = HealthAssessor.Assess(Healthy().Build(), Now, PaceHistory.None, WinModel.Learn([])).Win.ShouldNotBeNull();

        win.Source.ShouldBe(WinSource.StageDefault);
        win.Backtest.ShouldBeNull();
        Healthy().Assess().Win.ShouldBeNull();
    }
}
