using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class FollowUpTests
{
    private const string Question = "What should I do next on Delcourt?";

    [Theory]
    [InlineData("the first one", "Lille roll-out")]
    [InlineData("second", "Roubaix_2 [new]")]
    [InlineData("2", "Roubaix_2 [new]")]
    [InlineData("the last", "Café *star*")]
    [InlineData("Lille", "Lille roll-out")]
    [InlineData("I mean the roubaix one", "Roubaix_2 [new]")]
    [InlineData("cafe", "Café *star*")]
    public void Resolve_ChoiceAmongDeals_IsTheNameAsItIsWritten(string message, string chosen)
    {
        FollowUp.Resolve(message, [new(Question, Choices("Lille roll-out", "Roubaix_2 [new]", "Café *star*"))]).ShouldBe((Question, chosen));
    }

    [Theory]
    [InlineData("Which deals are at risk?")]
    [InlineData("9")]
    [InlineData("neither")]
    [InlineData("How is the Northwind renewal going these days, do we have anything planned?")]
    public void Resolve_NoChoice_StandsForItself(string message)
    {
        FollowUp.Resolve(message, [new(Question, Choices("Lille", "Roubaix"))]).ShouldBeNull();
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("Yes please.")]
    [InlineData("exactly")]
    public void Resolve_YesToDidYouMean_IsTheNearest(string message)
    {
        var answer = AnswerWriter.Write(new UnknownName("Nortwind", ["Northwind Traders", "Northgate"]));

        FollowUp.Resolve(message, [new("How is Nortwind?", answer)]).ShouldBe(("How is Nortwind?", "Northwind Traders"));
    }

    [Theory]
    [InlineData("and Northwind?", "Northwind")]
    [InlineData("what about the Northwind renewal?", "Northwind renewal")]
    [InlineData("How about Kestrup", "Kestrup")]
    public void Resolve_AndAnother_IsTheSameQuestionAboutIt(string message, string name)
    {
        FollowUp.Resolve(message, [new(Question, "Call Claire.")]).ShouldBe((Question, name));
    }

    [Fact]
    public void Resolve_ChainOfFollowUps_GoesBackToTheQuestion()
    {
        List<PastTurn> history = [new(Question, Choices("Lille", "Roubaix")), new("the first", "Call Claire."), new("and Northwind?", "Write to Anders.")];

        FollowUp.Resolve("what about Kestrup?", history).ShouldBe((Question, "Kestrup"));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("and Northwind?")]
    public void Resolve_NoHistory_StandsForItself(string message) => FollowUp.Resolve(message, []).ShouldBeNull();

    private static string Choices(params string[] names) =>
        AnswerWriter.Write(new AmbiguousName("Delcourt", [.. names.Select(n => new NamedDeal(DealId.New(), null, n, "Delcourt", DealStatus.Open, "Demo", 1, "EUR"))]));
}
