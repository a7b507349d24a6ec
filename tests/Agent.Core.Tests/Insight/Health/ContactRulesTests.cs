using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using static Agent.Core.Tests.Insight.Health.DealFileBuilder;

namespace Agent.Core.Tests.Insight.Health;

public class ContactRulesTests
{
    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(41, true)]
    public void NoActivity_QuietForDays_FlagsFromTheThresholdOn(int days, bool flagged) =>
        (Bare().Meeting(-days, "Anna Berg").Flag(RiskKind.NoActivity) is not null).ShouldBe(flagged);

    [Fact]
    public void NoActivity_Flagged_NamesTheDaysTheThresholdAndTheLastActivity()
    {
        var deal = Bare().Meeting(-41, "Anna Berg");

        var health = deal.Assess();

        health.Headline.ShouldBe("Going cold: no activity for 41 days");
        var flag = health.Flags[0];
        flag.Fact.ShouldBe("Last activity on 5 February: 41 days ago, the limit in Demo is 14 days");
        flag.Activities.Count.ShouldBe(1);
    }

    [Fact]
    public void NoActivity_MoreDays_IsMoreSevereAndMoreSoInLateStages()
    {
        double After(int days, string stage) => Bare().In(stage).Meeting(-days, "Anna Berg").Flag(RiskKind.NoActivity)!.Severity;

        After(20, "Demo").ShouldBeLessThan(After(35, "Demo"));
        After(20, "Demo").ShouldBeLessThan(After(20, "Proposal"));
        After(90, "Proposal").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void NoActivity_MeetingAhead_Silent() =>
        Bare().Meeting(-25, "Anna Berg").Meeting(3, "Anna Berg").Flag(RiskKind.NoActivity).ShouldBeNull();

    [Fact]
    public void NoActivity_CancelledMeetingAhead_Flags() =>
        Bare().Meeting(-25, "Anna Berg").Add(ActivityKind.Meeting, 3, Direction.Both, "Canceled: Review", "", 30, "Anna Berg")
            .Flag(RiskKind.NoActivity).ShouldNotBeNull();

    [Theory]
    [InlineData(-20, false)]
    [InlineData(-31, true)]
    public void NoActivity_StepAgreedForADayAhead_SilentUntilDying(int last, bool flagged) =>
        (Bare().Meeting(last, "Anna Berg").NextStep("The board decides", 10).Flag(RiskKind.NoActivity) is not null).ShouldBe(flagged);

    [Fact]
    public void NoActivity_OnlyNotesOfOursForLong_SaysThatTheBuyerIsMissing()
    {
        var flag = Bare().Meeting(-40, "Anna Berg").Add(ActivityKind.Note, -2, Direction.Internal, "", "Still hopeful", null).Flag(RiskKind.NoActivity);

        flag!.Title.ShouldBe("No contact with the buyer for 40 days");
    }

    [Fact]
    public void NoActivity_NothingOnRecord_IsOnlyAHint()
    {
        var flag = Bare().Created(-300).In("Demo", -200).Flag(RiskKind.NoActivity);

        flag!.Title.ShouldBe("No activity on record");
        flag.Severity.ShouldBeLessThan(0.6);
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-7, true)]
    public void BuyerSilent_OneMessage_FlagsAfterAWeek(int sent, bool flagged) =>
        (Bare().Meeting(-10, "Anna Berg").Mail(sent, Direction.Outbound).Flag(RiskKind.BuyerSilent) is not null).ShouldBe(flagged);

    [Fact]
    public void BuyerSilent_SeveralMessages_CountsThemAndGivesTheSilenceItsName()
    {
        var health = Bare().Meeting(-22, "Anna Berg").Mail(-20, Direction.Outbound).Mail(-12, Direction.Outbound).Mail(-6, Direction.Outbound).Assess();

        var flag = health.Flags.Single(f => f.Kind == RiskKind.BuyerSilent);
        flag.Title.ShouldBe("No reply to 3 messages in 20 days");
        flag.Activities.Count.ShouldBe(3);
    }

    [Fact]
    public void BuyerSilent_AndNoActivity_OnlyTheSpecificOneRemainsWithTheGreaterWeight()
    {
        var deal = Bare().In("Proposal").Meeting(-45, "Anna Berg").Mail(-40, Direction.Outbound);

        var flags = deal.Assess().Flags;

        flags.ShouldNotContain(f => f.Kind == RiskKind.NoActivity);
        flags.Single(f => f.Kind == RiskKind.BuyerSilent).Severity.ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void BuyerSilent_LatestMessageFresh_GivesTheBuyerTimeToAnswer() =>
        Bare().Meeting(-10, "Anna Berg").Mail(-9, Direction.Outbound).Mail(-1, Direction.Outbound).Flag(RiskKind.BuyerSilent).ShouldBeNull();

    [Fact]
    public void BuyerSilent_Answered_Silent() =>
        Bare().Mail(-20, Direction.Outbound).Mail(-9, Direction.Inbound, "Thanks, we will look at it").Flag(RiskKind.BuyerSilent).ShouldBeNull();

    [Fact]
    public void BuyerSilent_AutomaticReply_IsNoAnswer() =>
        Bare().Meeting(-20, "Anna Berg").Mail(-12, Direction.Outbound).Mail(-12, Direction.Inbound, "I am away", "Automatic reply: Our project")
            .Flag(RiskKind.BuyerSilent).ShouldNotBeNull();

    [Fact]
    public void BuyerSilent_CallThatReachedNobody_CountsAsAMessage() =>
        Bare().Meeting(-20, "Anna Berg").Mail(-12, Direction.Outbound)
            .Add(ActivityKind.Call, -5, Direction.Outbound, "Follow-up", "Voicemail, will try again", null, "Anna Berg")
            .Flag(RiskKind.BuyerSilent)!.Title.ShouldBe("No reply to 2 messages in 12 days");

    [Fact]
    public void BuyerSilent_CallThatReachedSomebody_Silent() =>
        Bare().Mail(-12, Direction.Outbound).Add(ActivityKind.Call, -5, Direction.Outbound, "Follow-up", "Anna: there is no answer from legal yet", 20, "Anna Berg")
            .Flag(RiskKind.BuyerSilent).ShouldBeNull();

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void SlowAnswer_MessageOfTheBuyer_FlagsAfterAWorkingDay(int came, bool flagged) =>
        (Bare().Mail(came, Direction.Inbound, "Could you send the security sheet?").Flag(RiskKind.SlowAnswer) is not null).ShouldBe(flagged);

    [Fact]
    public void SlowAnswer_OverTheWeekend_Silent()
    {
        var deal = Bare().Mail(-5, Direction.Inbound, "Could you send the security sheet?").Build(); // a Friday, 10:00

        var onMonday = new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);
        var onTuesday = onMonday.AddDays(1);

        HealthAssessor.Assess(deal, onMonday, PaceHistory.None).Flags.ShouldNotContain(f => f.Kind == RiskKind.SlowAnswer);
        HealthAssessor.Assess(deal, onTuesday, PaceHistory.None).Flags.ShouldContain(f => f.Kind == RiskKind.SlowAnswer);
    }

    [Fact]
    public void SlowAnswer_Answered_Silent() =>
        Bare().Mail(-4, Direction.Inbound, "Could you send it?").Mail(-3, Direction.Outbound).Flag(RiskKind.SlowAnswer).ShouldBeNull();

    [Fact]
    public void SlowAnswer_ThanksOnly_Silent() =>
        Bare().Mail(-4, Direction.Inbound, "Thanks, that helps!").Flag(RiskKind.SlowAnswer).ShouldBeNull();

    [Theory]
    [InlineData("The questionnaire is filled in, see below.", -2, false)]
    [InlineData("The questionnaire is filled in, see below.", -6, true)]
    [InlineData("We need the numbers for the board.", -2, true)]
    [InlineData("", -2, true)]
    public void SlowAnswer_NewsThatAsksForNothing_MayWaitLonger(string text, int came, bool flagged) =>
        (Bare().Mail(came, Direction.Inbound, text).Flag(RiskKind.SlowAnswer) is not null).ShouldBe(flagged);

    [Fact]
    public void SlowAnswer_QuestionThenThanks_TheQuestionStillWaits() =>
        Bare().Mail(-6, Direction.Inbound, "Which plan includes SSO?").Mail(-5, Direction.Inbound, "Thanks!")
            .Flag(RiskKind.SlowAnswer)!.Title.ShouldBe("No answer from us to Anna Berg for 6 days");

    [Fact]
    public void SlowAnswer_OldMessage_ComesBeforeNoActivity()
    {
        var health = Bare().Mail(-30, Direction.Inbound, "Can we get a quote for 20 seats?").Assess();

        health.Flags[0].Kind.ShouldBe(RiskKind.SlowAnswer);
        health.Flags.Select(f => f.Kind).ShouldContain(RiskKind.NoActivity);
        health.NextActions.ShouldNotContain(a => a.Title.StartsWith("Get back in touch", StringComparison.Ordinal));
        health.Headline.ShouldStartWith("We owe an answer");
        health.NextActions[0].Title.ShouldBe("Answer Anna Berg");
        health.NextActions[0].Kind.ShouldBe(NextActionKind.Email);
    }

    [Fact]
    public void Direction_LeftEmptyByTheSource_FollowsFromTheSender()
    {
        Bare().Mail(-4, Direction.Internal, "Could you send it?").Flag(RiskKind.SlowAnswer).ShouldNotBeNull();
        Bare().Add(ActivityKind.Email, -9, Direction.Internal, "Offer", "Here it is", null, "us", "Anna Berg").Flag(RiskKind.BuyerSilent).ShouldNotBeNull();
        Bare().Add(ActivityKind.Meeting, -2, Direction.Internal, "Deal strategy", "", 30, "us").Meeting(-40, "Anna Berg")
            .Flag(RiskKind.NoActivity)!.Title.ShouldBe("No contact with the buyer for 40 days");
    }
}
