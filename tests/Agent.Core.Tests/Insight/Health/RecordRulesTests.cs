using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using static Agent.Core.Tests.Insight.Health.DealFileBuilder;

namespace Agent.Core.Tests.Insight.Health;

public class RecordRulesTests
{
    [Theory]
    [InlineData(-27, false)]
    [InlineData(-28, true)]
    public void StalledInStage_TwiceTheDefault_FlagsAndSaysThatItIsTheDefault(int entered, bool flagged)
    {
        var flag = Healthy().Created(-60).In("Demo", entered).Flag(RiskKind.StalledInStage);

        (flag is not null).ShouldBe(flagged);
        flag?.Fact.ShouldEndWith("usual: 14 days (stage default)");
    }

    [Fact]
    public void StalledInStage_EnoughWonDeals_UsesTheirMedianAndSaysSo()
    {
        var deal = Healthy().Created(-60).In("Demo", -20);
        deal.Pace = Won(deal, deals: 12, daysInDemo: 9);

        deal.Flag(RiskKind.StalledInStage)!.Fact.ShouldContain("the limit is 18 days; won deals took 9 days here (median of 12)");
    }

    [Fact]
    public void StalledInStage_TooFewWonDeals_KeepsTheDefault()
    {
        var deal = Healthy().Created(-60).In("Demo", -20);
        deal.Pace = Won(deal, deals: 9, daysInDemo: 9);

        deal.Flag(RiskKind.StalledInStage).ShouldBeNull();
    }

    [Fact]
    public void StalledInStage_VeryFastStage_IsNotStalledWithinAWeek()
    {
        var deal = Healthy().In("Demo", -6);
        deal.Pace = Won(deal, deals: 12, daysInDemo: 1);

        deal.Flag(RiskKind.StalledInStage).ShouldBeNull();
    }

    [Fact]
    public void StalledInStage_DayOfEntryUnknown_Silent() => Healthy().In("Demo", null).Flag(RiskKind.StalledInStage).ShouldBeNull();

    [Theory]
    [InlineData(-44, false)]
    [InlineData(-45, true)]
    public void OlderThanWonDeals_OneAndAHalfTimesTheirCycle_Flags(int created, bool flagged)
    {
        var deal = Healthy().Created(created);
        deal.Pace = Won(deal, deals: 12, daysInDemo: 9, cycle: 30);

        (deal.Flag(RiskKind.OlderThanWonDeals) is not null).ShouldBe(flagged);
    }

    [Fact]
    public void OlderThanWonDeals_NoHistory_Silent() => Healthy().Created(-900).Flag(RiskKind.OlderThanWonDeals).ShouldBeNull();

    [Fact]
    public void OlderThanWonDeals_StalledToo_OnlyTheStageIsNamed()
    {
        var deal = Healthy().Created(-300).In("Demo", -200);
        deal.Pace = Won(deal, deals: 12, daysInDemo: 9, cycle: 30);

        deal.Assess().Flags.Select(f => f.Kind).ShouldBe([RiskKind.StalledInStage]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public void CloseDatePast_DayAfter_Flags(int close, bool flagged) =>
        (Healthy().In("Proposal").Closes(close).Flag(RiskKind.CloseDatePast) is not null).ShouldBe(flagged);

    [Theory]
    [InlineData("Demo", 7, true)]
    [InlineData("Demo", 8, false)]
    [InlineData("Proposal", 5, false)]
    public void CloseDateUnrealistic_ThisWeekButEarly_Flags(string stage, int close, bool flagged) =>
        (Healthy().In(stage).Closes(close).Flag(RiskKind.CloseDateUnrealistic) is not null).ShouldBe(flagged);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void CloseDatePushed_ToLaterDays_CountsOnlyThose(int pushes, bool flagged)
    {
        var deal = Healthy().Do(d => d.MoveCloseDate(Today.AddDays(40), Today.AddDays(-30)));
        for (var i = 1; i <= pushes; i++)
        {
            var to = Today.AddDays(40 + (10 * i));
            deal.Do(d => d.MoveCloseDate(to, Today.AddDays(-20)));
        }

        var flag = deal.Flag(RiskKind.CloseDatePushed);

        (flag is not null).ShouldBe(flagged);
        flag?.Fact.ShouldContain("by 30 days in all");
    }

    [Fact]
    public void SingleThreaded_OneOfTwoEngaged_Flags()
    {
        var deal = Bare().Meeting(-2, "Anna Berg").Meeting(5, "Anna Berg");

        deal.Flag(RiskKind.SingleThreaded)!.Title.ShouldBe("Only one contact is engaged");
        deal.Assess().NextActions.ShouldContain(a => a.Title == "Ask Anna Berg to bring in Ole Lund");
    }

    [Fact]
    public void SingleThreaded_TwoEngaged_SilentUnlessLarge()
    {
        Healthy().Flag(RiskKind.SingleThreaded).ShouldBeNull();
        Healthy().Amount(80_000).Flag(RiskKind.SingleThreaded)!.Title.ShouldBe("Only 2 contacts are engaged in a large deal");
    }

    [Fact]
    public void SingleThreaded_EarlyOrTinyCompanyOrNobodyNamed_Silent()
    {
        Bare().In("Discovery").Meeting(-2, "Anna Berg").Flag(RiskKind.SingleThreaded).ShouldBeNull();
        Bare().Employees(4).Meeting(-2, "Anna Berg").Flag(RiskKind.SingleThreaded).ShouldBeNull();
        Bare().Meeting(-2).Flag(RiskKind.SingleThreaded).ShouldBeNull();
    }

    [Fact]
    public void SingleThreaded_OnlyWrittenToOrLongAgo_IsNotEngaged()
    {
        Bare().Meeting(-2, "Anna Berg").Mail(-1, Direction.Outbound, with: "Ole Lund").Flag(RiskKind.SingleThreaded).ShouldNotBeNull();
        Bare().Meeting(-2, "Anna Berg").Meeting(-95, "Ole Lund").Flag(RiskKind.SingleThreaded).ShouldNotBeNull();
    }

    [Fact]
    public void NoDecisionMaker_LateWithoutOne_Flags()
    {
        var deal = new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion).Contact("Ida Holm").Meeting(-2, "Anna Berg", "Ida Holm").Meeting(5, "Anna Berg");

        deal.In("Demo").Flag(RiskKind.NoDecisionMaker).ShouldBeNull();
        deal.In("Negotiation").Flag(RiskKind.NoDecisionMaker).ShouldNotBeNull();
    }

    [Fact]
    public void NoDecisionMaker_ExecutiveAtTheTable_Silent() =>
        new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion).Contact("Ida Holm", title: "CFO").Meeting(-2, "Anna Berg", "Ida Holm").Meeting(5, "Anna Berg")
            .In("Proposal").Flag(RiskKind.NoDecisionMaker).ShouldBeNull();

    [Fact]
    public void StakeholderLeft_DecisionMaker_PutsTheDealAtRiskAndReplacesTheMissingRole()
    {
        var health = new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion).Contact("Ole Lund", BuyingRole.DecisionMaker, left: -3).Contact("Ida Holm")
            .Meeting(-2, "Anna Berg", "Ida Holm").Meeting(5, "Anna Berg").In("Proposal").Assess();

        health.Flags.Select(f => f.Kind).ShouldBe([RiskKind.StakeholderLeft]);
        health.Verdict.ShouldBe(Verdict.AtRisk);
        health.Headline.ShouldBe("Losing its people: the decision maker left: Ole Lund");
        health.NextActions[0].Title.ShouldBe("Find out who takes over from Ole Lund");
    }

    [Fact]
    public void StakeholderLeft_SuccessorOnRecordOrMinorRole_Silent()
    {
        Healthy().Contact("Old Boss", BuyingRole.DecisionMaker, left: -3).Flag(RiskKind.StakeholderLeft).ShouldBeNull();
        Healthy().Contact("Old User", BuyingRole.User, left: -3).Flag(RiskKind.StakeholderLeft).ShouldBeNull();
    }

    [Fact]
    public void StakeholderLeft_StillToLeave_SaysSo() =>
        new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion, left: 10).Contact("Ole Lund", BuyingRole.EconomicBuyer)
            .Meeting(-2, "Anna Berg", "Ole Lund").Meeting(5, "Anna Berg")
            .Flag(RiskKind.StakeholderLeft)!.Title.ShouldBe("The champion is leaving: Anna Berg");

    [Fact]
    public void NoNextStep_NothingPlanned_FlagsAfterTheGrace()
    {
        Bare().Meeting(-2, "Anna Berg", "Ole Lund").Flag(RiskKind.NoNextStep).ShouldBeNull();
        Bare().Meeting(-4, "Anna Berg", "Ole Lund").Flag(RiskKind.NoNextStep).ShouldNotBeNull();
        Bare().Meeting(-4, "Anna Berg", "Ole Lund").Task("Send the plan", null).Flag(RiskKind.NoNextStep).ShouldBeNull();
        Bare().Meeting(-4, "Anna Berg", "Ole Lund").NextStep("Anna asks IT", null).Flag(RiskKind.NoNextStep).ShouldBeNull();
    }

    [Fact]
    public void ProposalUnattended_LateWithoutADay_FlagsInsteadOfNoNextStep()
    {
        var health = Bare().In("Proposal").Meeting(-4, "Anna Berg", "Ole Lund").Assess();

        health.Flags.Select(f => f.Kind).ShouldBe([RiskKind.ProposalUnattended]);
        health.Verdict.ShouldBe(Verdict.AtRisk);
    }

    [Fact]
    public void ProposalUnattended_StepWithoutADay_IsMilder() =>
        Bare().In("Proposal").Meeting(-4, "Anna Berg", "Ole Lund").NextStep("They review it", null).Assess().Verdict.ShouldBe(Verdict.Watch);

    [Fact]
    public void OverdueStep_TaskPastItsDay_FlagsAndIsTheFirstAction()
    {
        var health = Healthy().Task("Send the security sheet", -5).Assess();

        health.Flags.Single().Title.ShouldBe("Overdue by 5 days: Send the security sheet");
        health.NextActions[0].Title.ShouldBe("Send the security sheet");
        health.NextActions[0].TaskId.ShouldNotBeNull();
        health.NextActions[0].DueOn.ShouldBe(Today);
    }

    [Fact]
    public void OverdueStep_AgreedStepWithContactSince_WasProbablyDone()
    {
        Healthy().NextStep("Review call", -2).Flag(RiskKind.OverdueStep).ShouldBeNull();
        Healthy().NextStep("Send the contract", -1).Flag(RiskKind.OverdueStep).ShouldNotBeNull();
    }

    [Fact]
    public void AmountMissing_FromTheDemoOn_Flags()
    {
        Healthy().In("Qualification").Amount(null).Flag(RiskKind.AmountMissing).ShouldBeNull();
        Healthy().Amount(null).Flag(RiskKind.AmountMissing).ShouldNotBeNull();
        Healthy().Amount(0).Flag(RiskKind.AmountMissing).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(19_000, -10, false)]
    [InlineData(10_000, -10, true)]
    [InlineData(10_000, -120, false)]
    [InlineData(30_000, -10, false)]
    public void AmountShrank_ByATenthOrMoreLately_Flags(int to, int on, bool flagged)
    {
        var flag = Healthy().Do(d => d.ChangeAmount(to, Today.AddDays(on))).Flag(RiskKind.AmountShrank);

        (flag is not null).ShouldBe(flagged);
        flag?.Title.ShouldBe("Amount fell by 50 %");
    }

    [Fact]
    public void AmountShrank_RaisedAgain_Silent() =>
        Healthy().Do(d => d.ChangeAmount(10_000, Today.AddDays(-10))).Do(d => d.ChangeAmount(21_000, Today.AddDays(-3))).Flag(RiskKind.AmountShrank).ShouldBeNull();

    private static PaceHistory Won(DealFileBuilder like, int deals, int daysInDemo, int cycle = 60)
    {
        var stages = like.Pipeline.Stages;
        return PaceHistory.Learn(Enumerable.Range(0, deals).Select(i =>
        {
            var created = Today.AddDays(-200 - i);
            var deal = Deal.Start($"Won {i}", like.Pipeline, stages.Single(s => s.Name == "Demo"), created, created.AddDays(cycle - daysInDemo), 10_000);
            deal.MoveTo(stages.Single(s => s.Status == DealStatus.Won), created.AddDays(cycle)).ShouldBeNull();
            return deal;
        }));
    }
}
