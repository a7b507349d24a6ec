using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class FollowUpTests
{
    private const string Question = "What should I do next on Delcourt?";

    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory]
    [InlineData("the first one", "Lille roll-out")]
    [InlineData("second", "Roubaix_2 [new]")]
    [InlineData("2", "Roubaix_2 [new]")]
    [InlineData("the last", "Café *star*")]
    [InlineData("Lille", "Lille roll-out")]
    [InlineData("I mean the roubaix one", "Roubaix_2 [new]")]
    [InlineData("cafe", "Café *star*")]
    [InlineData("the biggest one", "Café *star*")]
    [InlineData("the smaller one", "Lille roll-out")]
    public void Chosen_ChoiceAmongDeals_IsTheNameAsItIsWritten(string message, string chosen)
    {
        FollowUp.Chosen(message, new(Question, Choices("Lille roll-out", "Roubaix_2 [new]", "Café *star*"))).ShouldBe(chosen);
    }

    [Theory]
    [InlineData("Which deals are at risk?")]
    [InlineData("9")]
    [InlineData("neither")]
    [InlineData("the")]
    [InlineData("How is the Northwind renewal going these days, do we have anything planned?")]
    public void Chosen_NoChoice_IsNone(string message)
    {
        FollowUp.Chosen(message, new(Question, Choices("Lille", "Roubaix for the shop"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("Yes please.")]
    [InlineData("exactly")]
    public void Chosen_YesToDidYouMean_IsTheNearest(string message)
    {
        var answer = AnswerWriter.Write(new UnknownName("Nortwind", ["Northwind Traders", "Northgate"]));

        FollowUp.Chosen(message, new("How is Nortwind?", answer)).ShouldBe("Northwind Traders");
        FollowUp.Chosen(message, new("How is Nortwind?", "Did you mean **Northwind Traders**?")).ShouldBe("Northwind Traders");
    }

    [Theory]
    [InlineData("and Northwind?", "Northwind")]
    [InlineData("what about the Northwind renewal?", "Northwind renewal")]
    [InlineData("How about Kestrup", "Kestrup")]
    public void Read_AndAnother_IsTheSameQuestionAboutIt(string message, string name)
    {
        var call = Read(message, new PastTurn(Question, "Call Claire."));

        (call.Tool, call["deal"]).ShouldBe((Toolbox.NextStep, name));
    }

    [Fact]
    public void Read_ChainOfFollowUps_GoesBackToTheQuestion()
    {
        var call = Read("what about Kestrup?", new(Question, Choices("Lille", "Roubaix")), new("the first", "Call Claire."), new("and Northwind?", "Write to Anders."));

        (call.Tool, call["deal"]).ShouldBe((Toolbox.NextStep, "Kestrup"));
    }

    [Theory]
    [InlineData("and lost?")]
    [InlineData("what about lost ones")]
    [InlineData("lost?")]
    public void Read_OtherStatus_KeepsTheRestOfTheFilter(string message)
    {
        var call = Read(message, new PastTurn("how many deals did we win this year?", "10 deals."));

        call.Tool.ShouldBe(Toolbox.SumDeals);
        call["filter"].ShouldBe(new DealFilter { Status = "lost", CloseFrom = new(2026, 1, 1), CloseTo = new(2026, 12, 31) });
    }

    [Theory]
    [InlineData("only mine", Toolbox.FindDeals)]
    [InlineData("which of those are mine?", Toolbox.FindDeals)]
    [InlineData("only my overdue ones", Toolbox.ListRisks)]
    [InlineData("and how much is that for me?", Toolbox.SumDeals)]
    public void Read_OnlyMine_NarrowsTheListBefore(string message, string tool)
    {
        var call = Read(message, new PastTurn("open deals over 50k", "3 deals."));

        call.Tool.ShouldBe(tool);
        call["filter"].ShouldBe(new DealFilter { Status = "open", Owner = "me", MinAmount = 50_000 });
    }

    [Fact]
    public void Read_AnotherOwner_TakesThePlaceOfTheFirst()
    {
        ((DealFilter)Read("and Priya's?", new PastTurn("open deals of Jonas", "3 deals."))["filter"]!).About.ShouldBe("Priya");
    }

    [Fact]
    public void Read_SortAndShowAll_ChangeTheListOnly()
    {
        var sorted = Read("sort them by close date", new PastTurn("my open deals", "12 deals."));
        var all = Read("show all", new PastTurn("my open deals", "12 deals."));

        (sorted["sort"], ((DealFilter)sorted["filter"]!).Owner).ShouldBe((DealSort.CloseDate, "me"));
        (all["take"], ((DealFilter)all["filter"]!).Owner).ShouldBe((50, "me"));
    }

    [Fact]
    public void Read_PersonPronoun_IsThePersonOfTheAnswer()
    {
        var call = Read("and her phone number?", new PastTurn("who is the champion at Acme?", "- **Laura Becker**, Head of Operations"));

        (call.Tool, call["person"]).ShouldBe((Toolbox.WhoIsWho, "Laura Becker"));
    }

    [Fact]
    public void Read_QuestionOfItsOwn_IsNoRefinement()
    {
        var call = Read("and who is the champion there?", new PastTurn("how is Acme?", "**Acme** is on track"));

        (call.Tool, call["role"]).ShouldBe((Toolbox.WhoIsWho, BuyingRole.Champion));
    }

    private static PlannedCall Read(string message, params PastTurn[] history) => QuestionReader.Read(message, history, Today).ShouldNotBeNull();

    private static string Choices(params string[] names) =>
        AnswerWriter.Write(new AmbiguousName("Delcourt", [.. names.Select((n, i) => new NamedDeal(DealId.New(), null, n, "Delcourt", DealStatus.Open, "Demo", 1_000 * (i + 1), "EUR"))]));
}
