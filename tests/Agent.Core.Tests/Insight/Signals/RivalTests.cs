using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using static Agent.Core.Insight.Health.TextSignalKind;
using static Agent.Core.Tests.Insight.Signals.DealTalk;

namespace Agent.Core.Tests.Insight.Signals;

public sealed class RivalTests
{
    [Theory]
    [InlineData("Globex", "We are currently on Globex.")]
    [InlineData("Globex", "How do you do this versus Globex?")]
    [InlineData("Globex", "We are also talking to Globex.")]
    [InlineData("Globex", "We got an offer from Globex as well.")]
    [InlineData("Globex", "I have to tell you that Outi decided for Globex.")]
    [InlineData("Globex", "It's between you and Globex.")]
    [InlineData("FieldPro", "My colleague used FieldPro before.")]
    [InlineData("FieldPro", "What about fieldpro?")]
    public void Read_CompetitorNamed_IsFound(string name, string words) =>
        new DealTalk().Mail(0, Direction.Inbound, words).Read(new() { Competitors = ["FieldPro"] }).Signals
            .Single(s => s.Kind == Competitor).ShouldSatisfyAllConditions(s => s.Topic.ShouldBe(name), s => s.Answered.ShouldBeFalse());

    [Theory]
    [InlineData("We use Slack and Jira every day.")]
    [InlineData("I am talking to Ole about it.")]
    [InlineData("We are working with Deloitte on the audit.")]
    [InlineData("Let's talk on Monday.")]
    [InlineData("We are looking at May for the start.")]
    [InlineData("Acme is growing faster than planned.")]
    public void Read_OtherNames_AreNoCompetitors(string words) => BuyerSays(Competitor, words).ShouldBeNull();

    [Fact]
    public void Read_RivalIsOut_SettlesEarlierMentions() =>
        new DealTalk().Mail(0, Direction.Inbound, "We are also talking to Globex.").Mail(9, Direction.Inbound, "We ruled out Globex, also talking to Globex took too much time.")
            .Signals(Competitor).ShouldAllBe(s => s.Answered);

    [Fact]
    public void Read_SellerNamesARival_IsNotTheBuyersWord() =>
        new DealTalk().Mail(0, Direction.Outbound, "Compared to Globex we are faster.").Signals(Competitor).ShouldBeEmpty();

    [Fact]
    public void Read_PriceNeverDiscussed_IsSaidOnlyWhenEverythingIsWritten()
    {
        var silent = new DealTalk().Mail(0, Direction.Inbound, "We would like to see how routes are planned.").Mail(1, Direction.Outbound, "Gladly, here is how.");
        silent.Signals(PriceNotDiscussed).ShouldHaveSingleItem();

        new DealTalk().Mail(0, Direction.Inbound, "What would it cost?").Signals(PriceNotDiscussed).ShouldBeEmpty();
        new DealTalk().Mail(0, Direction.Inbound, "Thanks for the 40k figure.").Signals(PriceNotDiscussed).ShouldBeEmpty();
        new DealTalk().Mail(0, Direction.Outbound, "Hello, shall we talk?").Signals(PriceNotDiscussed).ShouldBeEmpty();
        new DealTalk().Mail(0, Direction.Inbound, "See you.").Call(-1, "").Signals(PriceNotDiscussed).ShouldBeEmpty();
        new DealTalk().Mail(0, Direction.Inbound, "See you.").Mail(1, Direction.Outbound, "As announced.", "Proposal for Acme").Signals(PriceNotDiscussed).ShouldBeEmpty();
    }

    [Fact]
    public void Read_SellerPromisesWhatThePolicyDenies_IsABrokenPromise()
    {
        var settings = new Core.Insight.InsightSettings { Prices = new([new("Pump", 100, "EUR")]), Delivery = DeliveryPolicy.UpTo([(4, 1), (40, 21)]) };
        var reading = new DealTalk().Call(0, "Anna Berg: We need 20 pumps installed.\nSam Seller: We can have all 20 pumps installed within 3 days.\nAnna Berg: Great.").Read(settings);

        var signal = reading.Signals.Single(s => s.Kind == BrokenPromise);
        signal.Evidence!.Quote.ShouldBe("We can have all 20 pumps installed within 3 days.");
        signal.Fact!.ShouldContain("21 days");
    }

    [Fact]
    public void Read_Gaps_AreTheCriteriaThatAreNotMetOrUnknown()
    {
        var reading = new DealTalk().Mail(0, Direction.Inbound, "We would like to see how routes are planned.").Read();

        reading.Qualification!.Framework.ShouldBe(Framework.Bant.Name);
        var open = reading.Qualification.Criteria.Where(c => c.Question is not null).Select(c => c.Criterion);
        reading.Signals.Where(s => s.Kind == QualificationGap).Select(s => s.Topic).ShouldBeSubsetOf(open);
        reading.Signals.ShouldContain(s => s.Kind == QualificationGap && s.Topic == "Budget" && s.Evidence == null);
    }
}
