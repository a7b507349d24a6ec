using Agent.Core.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class TimelineTests
{
    [Theory]
    [InlineData(Verdict.NotMet, "R: How soon?", "B: Two days at most, from the moment that I confirm.")]
    [InlineData(Verdict.Met, "R: When should it be in place?", "B: In a week it should all be running. Then we've got two days left until the sale.")]
    [InlineData(Verdict.NotMet, "R: And your desired date?", "B: The day after tomorrow.")]
    [InlineData(Verdict.Met, "R: When would be a good time to put them in?", "B: No rush. If ever, then in a fortnight.")]
    [InlineData(Verdict.NotMet, "R: When do you want them?", "B: By tomorrow, if that's possible.")]
    public void Assess_AnswerToWhen_IsTheWantedTime(Verdict expected, params string[] lines) =>
        Talks.Assess("Timeline", ["B: I need ten units of the FlowMaster Pump.", .. lines]).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("R: When did the trouble start?", "B: Two days.")]
    [InlineData("R: When shall I call you back?", "B: In two days.")]
    public void Assess_AnswerToAnotherWhen_IsNoWantedTime(params string[] lines) =>
        Talks.Assess("Timeline", ["B: I need ten units of the FlowMaster Pump.", .. lines]).Verdict.ShouldNotBe(Verdict.NotMet);

    private const string Order = "B: We want four FlowMaster Pumps and four AquaSeal Valves."; // 8 units: 3 days by policy

    [Theory]
    [InlineData("B: We need everything installed within two days.", Verdict.NotMet)]
    [InlineData("B: It has to be up and running in three days.", Verdict.Met)]
    [InlineData("B: We'd want the installation done within 24 hours.", Verdict.NotMet)]
    [InlineData("B: The setup should be finished by tomorrow.", Verdict.NotMet)]
    [InlineData("B: We have about a week to get it installed.", Verdict.Met)]
    [InlineData("B: Our installation timeline is 1 day.", Verdict.NotMet)]
    [InlineData("B: We were hoping for a two-day installation.", Verdict.NotMet)]
    [InlineData("B: Could you have it deployed by Wednesday?", Verdict.NotMet)]
    [InlineData("B: Could you have it deployed by Friday?", Verdict.Met)]
    [InlineData("B: The deadline for the rollout is March 20th.", Verdict.Met)]
    [InlineData("B: We need it in place in a couple of days.", Verdict.NotMet)]
    [InlineData("B: Timeline-wise, two days would be ideal.", Verdict.NotMet)]
    [InlineData("B: It must be operational in no more than 48 hours.", Verdict.NotMet)]
    [InlineData("B: We'd like to have it set up in under two days.", Verdict.NotMet)]
    [InlineData("B: Installation needs to be completed within 5 business days.", Verdict.Met)]
    [InlineData("B: Everything ready in one day is a must.", Verdict.NotMet)]
    [InlineData("B: Ideally, the whole thing is wrapped up within 48 hours, installation included.", Verdict.NotMet)]
    [InlineData("B: How fast can you install it? We only have two days.", Verdict.NotMet)]
    [InlineData("B: We were aiming for installation within the next 2 days.", Verdict.NotMet)]
    [InlineData("B: I'd prefer same-day installation.", Verdict.NotMet)]
    [InlineData("B: Our goal is to have these running in less than two days.", Verdict.NotMet)]
    [InlineData("B: It's crucial that the installation doesn't take longer than two days.", Verdict.NotMet)]
    [InlineData("B: Can the setup be done overnight?", Verdict.NotMet)]
    [InlineData("B: We'd need it installed by the end of the week.", Verdict.Met)]
    [InlineData("B: A one-day turnaround on the installation is what we're after.", Verdict.NotMet)]
    [InlineData("B: We've got a four-day window for the installation.", Verdict.Met)]
    [InlineData("B: The installation must take no more than a day.", Verdict.NotMet)]
    [InlineData("B: As for timing, we want this wrapped up in 3 days.", Verdict.Met)]
    [InlineData("B: I'll send you the order today, so that it is installed within two days.", Verdict.NotMet)]
    public void Assess_BuyerNamesTime_HeldAgainstPolicy(string words, Verdict expected) =>
        Talks.Assess("Timeline", Order, "R: Noted.", words).Verdict.ShouldBe(expected);

    [Fact]
    public void Result_OneSentencePromisesPriceAndTime_NamesBoth() =>
        Talks.Result(Talks.Prices, Talks.Policy, "B: I need ten FlowMaster Pumps.", "R: You get the FlowMaster Pumps at $70 each, and we deliver all ten within two days.").ContradictedPromises.Select(p => p.About)
            .ShouldBe(["price", "delivery time"]);

    [Theory]
    [InlineData("R: The training comes with the onboarding, one day per hall.")]
    [InlineData("R: It keeps working when the line is down. We tested up to 24 hours.")]
    [InlineData("R: What matters most to you when you compare?", "B: That our people can use it in a day.")]
    [InlineData("R: Which drawings exist?", "B: You'll have them by tomorrow.")]
    [InlineData("R: I'd like to see the setup of the hall.", "B: I'll get you the drawings by tomorrow.")]
    public void Result_TimeOfSomethingElse_IsNeitherPromiseNorWish(params string[] lines)
    {
        var result = Talks.Result(Talks.Prices, Talks.Policy, [Order, .. lines]);

        result.ContradictedPromises.ShouldBeEmpty();
        result.Criteria.Single(c => c.Criterion == "Timeline").Facts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("R: You'd like the installation completed within two days, correct?", "B: Yes.", Verdict.NotMet)]
    [InlineData("R: And your timeline is three days?", "B: That's right.", Verdict.Met)]
    [InlineData("R: We can meet your two-day window.", "B: Perfect.", Verdict.NotMet)]
    [InlineData("R: Given your requested timeframe of 1 day, we'd send a team right away.", "B: Great.", Verdict.NotMet)]
    [InlineData("R: How soon do you need it installed?", "B: Two days, ideally.", Verdict.NotMet)]
    [InlineData("R: So, about the installation: you're on a two-day schedule?", "B: That's right.", Verdict.NotMet)]
    [InlineData("R: As you need the installation within two days, we'd start tomorrow.", "B: Great.", Verdict.NotMet)]
    [InlineData("R: I see here a desired installation time of one day.", "B: Yes, please.", Verdict.NotMet)]
    [InlineData("R: And you prefer that everything is installed within 2 days, is that still the case?", "B: It is.", Verdict.NotMet)]
    [InlineData("R: Our records show a requested installation within 1 day.", "B: Correct.", Verdict.NotMet)]
    [InlineData("R: I understand you're hoping to have the setup done in 2 days?", "B: Exactly.", Verdict.NotMet)]
    public void Assess_SellerRepeatsTimeOfBuyer_Counts(string seller, string buyer, Verdict expected) =>
        Talks.Assess("Timeline", Order, "R: Noted.", seller, buyer).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("R: I'll send you the proposal within two days.")]
    [InlineData("R: Let's have a demo tomorrow.")]
    [InlineData("B: We have been with our supplier for two years.")]
    [InlineData("B: I'll discuss it with the team and call you back in two days.")]
    [InlineData("R: Support answers within a day.")]
    [InlineData("R: It's great that we could talk today.")]
    public void Assess_TimeOfSomethingElse_Unknown(string line) =>
        Talks.Assess("Timeline", Order, line).Verdict.ShouldBe(Verdict.Unknown);

    [Fact]
    public void Assess_SellerPromisesWhatPolicyForbids_FlaggedAndBuyersWishDecides()
    {
        string[] lines = [Order, "B: We need it installed within four days.", "R: Our team can install everything within a day."];

        Talks.Assess("Timeline", lines).Verdict.ShouldBe(Verdict.Met);
        Talks.Result(Talks.Prices, Talks.Policy, lines).ContradictedPromises.ShouldHaveSingleItem().Fact
            .ShouldBe("Delivery of 8 units takes 3 days by policy, not 1 day.");
    }

    [Fact]
    public void Assess_SellerAgreesToImpossibleWish_Flagged() =>
        Talks.Result(Talks.Prices, Talks.Policy, Order, "B: We need it installed within two days.", "R: Sure, we can accommodate that timeline.").ContradictedPromises
            .ShouldHaveSingleItem().Promise.Quote.ShouldBe("Sure, we can accommodate that timeline.");

    [Theory]
    [InlineData("B: There's no rush on our side.", Verdict.NotMet)]
    [InlineData("B: We want to go live in June.", Verdict.Met)]
    [InlineData("B: As soon as possible.", Verdict.Met)]
    public void Assess_WithoutPolicy_TakesTheBuyersWord(string line, Verdict expected) =>
        Talks.AssessWith("Timeline", null, null, "R: When would you want the installation?", line).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("B: Let's set up a follow-up for tomorrow.")]
    [InlineData("B: I'll look over the documents tomorrow.")]
    [InlineData("B: We should be able to sign by tomorrow.")]
    [InlineData("B: You can reach me any time tomorrow.")]
    [InlineData("B: Could you send that over today?")]
    [InlineData("B: I'll get back to you by the end of the day.")]
    [InlineData("B: Let's schedule a call for tomorrow at 10.")]
    [InlineData("B: I can have the payment done tomorrow.")]
    [InlineData("B: We have a team meeting in two days to finalize it.")]
    [InlineData("B: Can you set up a demo within two days?")]
    [InlineData("B: I'll be ready to review the proposal tomorrow.")]
    [InlineData("B: I'll confirm the order within a day.")]
    [InlineData("B: We'll have an answer for you in two days.")]
    [InlineData("R: I'll have the paperwork ready within a day.")]
    [InlineData("R: You'll receive the confirmation by tomorrow.")]
    [InlineData("R: We'll schedule a meeting for tomorrow to go through the details.")]
    [InlineData("R: Our support team responds within 24 hours.")]
    [InlineData("R: The first month of support is complimentary.")]
    [InlineData("B: Great, let's reconnect in a day or two.")]
    [InlineData("R: Expect the contract in your inbox within the hour.")]
    [InlineData("B: If we decide tomorrow, what happens next?")]
    [InlineData("R: Once you sign, I'll follow up within 24 hours.")]
    public void Assess_OtherDatesInTheTalk_LeaveTheWishAlone(string line)
    {
        var timeline = Talks.Assess("Timeline", Order, "B: We need it installed within four days.", "R: Understood.", line);

        timeline.Verdict.ShouldBe(Verdict.Met);
        timeline.Changes.ShouldBeEmpty();
    }
}
