using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using static Agent.Core.Tests.Insight.Health.DealFileBuilder;

namespace Agent.Core.Tests.Insight.Health;

public class HealthAssessorTests
{
    [Fact]
    public void Assess_HealthyDeal_HasNoFlagAndOnlyWaits()
    {
        var health = Healthy().Assess();

        health.Flags.ShouldBeEmpty();
        health.Verdict.ShouldBe(Verdict.OnTrack);
        health.Headline.ShouldBe("On track: meeting on 23 March");
        var action = health.NextActions.ShouldHaveSingleItem();
        action.Kind.ShouldBe(NextActionKind.Wait);
        action.Title.ShouldBe("Nothing to do until 23 March: meeting \"Review\"");
        action.DueOn.ShouldBe(Today.AddDays(5));
    }

    [Fact]
    public void Assess_JustWrittenTo_WaitsForTheAnswer()
    {
        var action = Bare().Meeting(-3, "Anna Berg", "Ole Lund").Mail(-1, Direction.Outbound).Assess().NextActions.ShouldHaveSingleItem();

        action.Title.ShouldBe("Nothing to do until 24 March: waiting for an answer from Anna Berg");
    }

    [Fact]
    public void Assess_OpenTaskWithoutADay_IsNeverCalledNothingToDo() =>
        Bare().Meeting(-2, "Anna Berg", "Ole Lund").Task("Write the offer", null).Assess().NextActions[0].Title.ShouldBe("Write the offer");

    [Fact]
    public void Assess_MeetingTomorrow_SaysToPrepareIt() =>
        Healthy().Meeting(1, "Anna Berg").Assess().NextActions[0].ShouldSatisfyAllConditions(
            a => a.Title.ShouldBe("Prepare the meeting \"Review\""),
            a => a.Kind.ShouldBe(NextActionKind.Meeting),
            a => a.DueOn.ShouldBe(Today.AddDays(1)));

    [Fact]
    public void Assess_NewInItsStage_OffersTheStagesTrigger()
    {
        var action = Bare().In("Demo", 0).Meeting(-1, "Anna Berg", "Ole Lund").Assess().NextActions[0];

        action.Title.ShouldBe("Send the proposal");
        action.Kind.ShouldBe(NextActionKind.Email);
        action.DueOn.ShouldBe(Today.AddDays(1));
    }

    [Fact]
    public void Assess_ThreeSmallSigns_AddUpToAtRisk()
    {
        var health = Bare().Amount(null).Meeting(-15, "Anna Berg").Assess();

        health.Flags.Count.ShouldBeGreaterThanOrEqualTo(3);
        health.Flags.ShouldAllBe(f => f.Severity < 0.6);
        health.Verdict.ShouldBe(Verdict.AtRisk);
    }

    [Fact]
    public void Assess_Flags_AreWorstFirstWithinZeroAndOne()
    {
        var flags = Bare().In("Negotiation", -90).Closes(-40).Amount(null).Meeting(-70, "Anna Berg").Mail(-60, Direction.Outbound).Task("Send it", -50).Assess().Flags;

        flags.Select(f => f.Severity).ShouldBeInOrder(SortDirection.Descending);
        flags.ShouldAllBe(f => f.Severity > 0 && f.Severity <= 1);
    }

    [Fact]
    public void Assess_SilentForMonths_SuggestsToParkIt() =>
        Bare().Meeting(-100, "Anna Berg").Mail(-90, Direction.Outbound).Assess().NextActions[0].Title.ShouldBe("Park it with a callback date, or close it as lost");

    [Fact]
    public void Assess_Snoozed_SilencesWhatTheWaitExplains()
    {
        var health = Bare().In("Demo", -60).Created(-80).Meeting(-40, "Anna Berg", "Ole Lund").Waits("budget freeze", 30).Assess();

        health.Flags.ShouldBeEmpty();
        health.Verdict.ShouldBe(Verdict.OnTrack);
        health.Headline.ShouldBe("Waiting until 17 April: budget freeze");
        health.NextActions.ShouldHaveSingleItem().Title.ShouldBe("Nothing to do until 17 April: budget freeze");
    }

    [Fact]
    public void Assess_SnoozedButWeOweAnAnswer_StillSaysSo()
    {
        var health = Bare().Meeting(-40, "Anna Berg", "Ole Lund").Mail(-3, Direction.Inbound, "Can we start earlier?").Waits("budget freeze", 30).Assess();

        health.Flags.Select(f => f.Kind).ShouldBe([RiskKind.SlowAnswer]);
        health.Headline.ShouldBe("Waiting until 17 April: budget freeze. Still: no answer from us to Anna Berg for 3 days");
    }

    [Fact]
    public void Assess_SnoozeOver_FlagsResume() =>
        Bare().Meeting(-40, "Anna Berg", "Ole Lund").Waits("budget freeze", 0).Assess().Flags.ShouldContain(f => f.Kind == RiskKind.NoActivity);

    [Fact]
    public void Assess_Won_IsHandedOverAndThenLeftAlone()
    {
        var fresh = Healthy().In("Won", -1).Closes(-1).Assess();
        fresh.Verdict.ShouldBe(Verdict.Closed);
        fresh.Headline.ShouldBe("Won on 17 March");
        fresh.NextActions[0].Title.ShouldBe("Hand over to the account manager");

        Healthy().In("Won", -90).Closes(-90).Assess().NextActions.ShouldHaveSingleItem().Kind.ShouldBe(NextActionKind.Wait);
    }

    [Fact]
    public void Assess_Lost_CallsBackOnlyWhenParked()
    {
        Healthy().In("Lost", -90).Closes(-90).LostBecause("Price").Assess().NextActions.ShouldHaveSingleItem().Title.ShouldBe("Nothing to do");
        Healthy().In("Lost", -90).Closes(-90).LostBecause("Not now").Waits("new budget year", 1).Assess().NextActions[0].Kind.ShouldBe(NextActionKind.Call);
        Healthy().In("Lost", -90).Closes(-90).LostBecause("Not now").Waits("new budget year", 60).Assess().NextActions[0].Title
            .ShouldBe("Nothing to do until 17 May: call back");
    }

    [Fact]
    public void Assess_TextSignals_FlagWhatIsUnansweredAndNew()
    {
        var deal = Healthy().Says(TextSignalKind.Objection, "price", -10).Says(TextSignalKind.Objection, "timeline", -3, answered: true)
            .Says(TextSignalKind.Competitor, "Globex", -120);

        var flag = deal.Assess().Flags.ShouldHaveSingleItem();

        flag.Title.ShouldBe("Unanswered objection: price");
        flag.Fact.ShouldBe("\"something about price\" on 8 March, unanswered for 10 days");
        flag.Activities.Count.ShouldBe(1);
    }

    [Fact]
    public void Assess_GapAboutAuthorityLate_IsNotSaidTwice()
    {
        var deal = new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion).Contact("Ida Holm").Meeting(-2, "Anna Berg", "Ida Holm").Meeting(5, "Anna Berg")
            .In("Proposal").Says(TextSignalKind.QualificationGap, "Economic buyer", 0);

        deal.Assess().Flags.Select(f => f.Kind).ShouldBe([RiskKind.NoDecisionMaker]);
    }

    [Fact]
    public void Assess_TextSignalsBeforeTheirStage_Silent() =>
        Healthy().In("Qualification").Says(TextSignalKind.PriceNotDiscussed, "price", 0).Says(TextSignalKind.QualificationGap, "Budget", 0)
            .Assess().Flags.ShouldBeEmpty();

    [Fact]
    public void Importance_CustomerAndSizeAndExecutive_Raise()
    {
        var plain = Healthy().Assess();
        var large = Healthy().Amount(200_000).Assess();
        var executive = Healthy().Contact("Ida Holm", title: "CEO").Meeting(-3, "Ida Holm").Assess();
        var customer = Healthy();
        customer.Pace = PaceHistory.None with { AccountWins = new Dictionary<AccountId, int> { [customer.Build().Account!.Id] = 2 } };

        large.Importance.ShouldBeGreaterThan(plain.Importance);
        executive.ImportanceFacts.ShouldContain("Ida Holm (CEO) is engaged");
        customer.Assess().ImportanceFacts.ShouldContain("Customer already: 2 won deals");
        new[] { plain, large, executive, customer.Assess() }.ShouldAllBe(h => h.Importance >= 0 && h.Importance <= 1);
    }
}
