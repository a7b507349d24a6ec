using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using static Agent.Core.Insight.Health.TextSignalKind;
using static Agent.Core.Tests.Insight.Signals.DealTalk;

namespace Agent.Core.Tests.Insight.Signals;

public sealed class ObjectionTests
{
    [Theory]
    [InlineData("price", "Honestly, it's too expensive for a team of our size.")]
    [InlineData("price", "I showed the quote to Ole and the number is way too high for us.")]
    [InlineData("price", "Your offer came in higher than we had budgeted.")]
    [InlineData("price", "That's well above our budget for this year.")]
    [InlineData("price", "We can't justify that price for twelve users.")]
    [InlineData("price", "Sounds expensive for what it does.")]
    [InlineData("price", "Our CFO says the licence fee is too high.")]
    [InlineData("price", "We don't have the budget for the premium package.")]
    [InlineData("price", "We'd need a much better price to move forward.")]
    [InlineData("price", "For an award we would need a reduction of 12 percent.")]
    [InlineData("timeline", "Going live in October is too late for us.")]
    [InlineData("timeline", "The proposed rollout schedule is unrealistic.")]
    [InlineData("timeline", "It's simply not a good time, we are in the middle of the season.")]
    [InlineData("timeline", "We'd rather push this to next year.")]
    [InlineData("timeline", "I'm afraid we can't wait that long.")]
    [InlineData("missing feature", "Your product doesn't support multiple warehouses.")]
    [InlineData("missing feature", "Without an SAP connector there is no way we can use it.")]
    [InlineData("missing feature", "The integration with our payroll is missing.")]
    [InlineData("security", "Our security team has concerns about hosting in the US.")]
    [InlineData("security", "The works council pushed back on the location tracking.")]
    [InlineData("security", "I'm uneasy about customer data in a public cloud.")]
    [InlineData("security", "Legal won't sign off: they will not approve the processing agreement, legal will not accept it.")]
    [InlineData("trust", "You are quite small, what happens if you go under next year? You have no references in our industry.")]
    [InlineData("trust", "I'm not sure you can handle a company like ours.")]
    [InlineData("trust", "We were burned by a vendor like you last time.")]
    [InlineData("effort of change", "I'm worried about the training effort for two hundred drivers.")]
    [InlineData("effort of change", "The migration is too risky right before year end.")]
    [InlineData("effort of change", "My technicians will never use an app.")]
    [InlineData("contract terms", "A three-year contract is too long for us.")]
    [InlineData("contract terms", "We cannot accept the liability clause.")]
    [InlineData("contract terms", "We don't want to be locked in for years.")]
    [InlineData("doubts", "To be frank, we are not convinced yet.")]
    public void Read_BuyerObjects_IsFoundWithTopicAndQuote(string topic, string words)
    {
        var signal = BuyerSays(Objection, words).ShouldNotBeNull();

        signal.Topic.ShouldBe(topic);
        signal.Answered.ShouldBeFalse();
        signal.On.ShouldBe(Monday);
        signal.Evidence!.Side.ShouldBe(Side.Buyer);
        words.ShouldContain(signal.Evidence.Quote);
    }

    [Theory]
    [InlineData("The price is not too high at all.")]
    [InlineData("I don't think it is too expensive.")]
    [InlineData("Is it too expensive to add ten more users?")]
    [InlineData("If it were too expensive, I would tell you.")]
    [InlineData("Our current system is too expensive, that's why we are looking around.")]
    [InlineData("The legacy tool doesn't support exports and it's too expensive.")]
    [InlineData("Other customers told me that it's too expensive.")]
    [InlineData("I heard that people complain it's too expensive.")]
    [InlineData("We can't afford another outage.")]
    [InlineData("Mistakes in the warehouse are expensive.")]
    [InlineData("Security is a big concern for us, so your audit log is great.")]
    [InlineData("The timeline is tight but we will make it.")]
    [InlineData("Price is no problem for us.")]
    [InlineData("We have no concerns about the contract.")]
    [InlineData("It's not a deal-breaker if the integration comes later.")]
    [InlineData("Hiring two more dispatchers would be too expensive.")]
    [InlineData("Building it ourselves is too much effort for us.")]
    [InlineData("FieldPro is too expensive compared to you.")]
    [InlineData("Manual reporting takes too long.")]
    [InlineData("Our customers find the shipping fees too high.")]
    [InlineData("I can't sign today because I'm travelling.")]
    [InlineData("You are not too expensive.")]
    public void Read_NoObjectionToUs_IsSilent(string words)
    {
        var found = new DealTalk().Mail(0, Direction.Inbound, words).Read(new() { Competitors = ["FieldPro"] });

        found.Signals.ShouldNotContain(s => s.Kind == Objection && !s.Answered);
    }

    [Fact]
    public void Read_SellerSaysIt_IsNoObjection() =>
        new DealTalk().Mail(0, Direction.Outbound, "Many teams think it is too expensive at first.").Signals(Objection).ShouldBeEmpty();

    [Fact]
    public void Read_QuotedHistory_IsNotSaidAgain() =>
        new DealTalk().Mail(0, Direction.Inbound, "It is too expensive for us.")
            .Mail(1, Direction.Outbound, "Thanks, let me check.\n\nOn Mon, 2 March 2026, Anna Berg wrote:\n> It is too expensive for us.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeFalse();

    [Fact]
    public void Read_NoteOfOurs_TellsWhatTheBuyerObjects() =>
        new DealTalk().Note(0, "Call with Anna. She thinks the price is too high, wants to compare.").Signals(Objection).ShouldHaveSingleItem().Topic.ShouldBe("price");

    [Fact]
    public void Read_AnsweredByLaterEmail_IsAnswered() =>
        new DealTalk().Mail(0, Direction.Inbound, "It is too expensive for us.")
            .Mail(2, Direction.Outbound, "On the price: with annual billing it comes down by a tenth, and the second site is free in the first year.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeTrue();

    [Fact]
    public void Read_LaterEmailOfSomethingElse_LeavesItOpen() =>
        new DealTalk().Mail(0, Direction.Inbound, "It is too expensive for us.").Mail(2, Direction.Outbound, "Happy birthday, and see you at the fair.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeFalse();

    [Fact]
    public void Read_PutOff_LeavesItOpen() =>
        new DealTalk().Call(0, "Anna Berg: The licence fee is too high.\nSam Seller: I understand. Let me check with my manager what we can do about that.\nAnna Berg: Okay.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeFalse();

    [Fact]
    public void Read_AnsweredInTheCall_IsAnswered() =>
        new DealTalk().Call(0, "Anna Berg: The licence fee is too high.\nSam Seller: It covers all users of a site, so with your forty technicians it is about nine euros a head.\nAnna Berg: Okay, that makes sense.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeTrue();

    [Fact]
    public void Read_AnswerRefused_StaysOpen() =>
        new DealTalk().Call(0, "Anna Berg: The licence fee is too high.\nSam Seller: It covers all users of a site, so with your forty technicians it is about nine euros a head.\nAnna Berg: No, that does not help us.")
            .Signals(Objection).ShouldHaveSingleItem().Answered.ShouldBeFalse();

    [Fact]
    public void Read_BuyerTakesItBack_IsAnswered() =>
        new DealTalk().Mail(0, Direction.Inbound, "The price is too high.").Mail(5, Direction.Inbound, "Good news: the budget got approved, we can live with the price.")
            .Signals(Objection).ShouldAllBe(s => s.Answered);

    [Fact]
    public void Read_SaidAgainAfterTheAnswer_IsOpenAgain()
    {
        var found = new DealTalk().Mail(0, Direction.Inbound, "The price is too high.")
            .Mail(1, Direction.Outbound, "The price includes support and all updates for the term.")
            .Mail(3, Direction.Inbound, "Still too high for us.").Signals(Objection);

        found.Count.ShouldBe(2);
        found[0].Answered.ShouldBeFalse();
        found[1].Answered.ShouldBeTrue();
    }

    [Fact]
    public void Read_WorryOfThePast_IsAnswered() =>
        BuyerSays(Objection, "We were worried about your security at first, that has been resolved.")?.Answered.ShouldBeTrue();

    [Fact]
    public void Read_NotResolvedYet_IsOpen() =>
        BuyerSays(Objection, "Our security team has concerns that have not been resolved.").ShouldNotBeNull().Answered.ShouldBeFalse();
}
