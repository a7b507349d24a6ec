using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class QuestionReaderTests
{
    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory]
    [InlineData("What should I do next on Acme?", Toolbox.NextStep, "Acme")]
    [InlineData("next step for the Northwind renewal", Toolbox.NextStep, "Northwind renewal")]
    [InlineData("How is the Northwind renewal going?", Toolbox.DealStatus, "Northwind renewal")]
    [InlineData("Acme", Toolbox.DealStatus, "Acme")]
    [InlineData("status of Acme", Toolbox.DealStatus, "Acme")]
    [InlineData("Is Acme at risk?", Toolbox.DealStatus, "Acme")]
    [InlineData("What happened lately at Acme?", Toolbox.Timeline, "Acme")]
    [InlineData("Who is who at Acme?", Toolbox.WhoIsWho, "Acme")]
    [InlineData("Brief me for the Acme meeting tomorrow", Toolbox.Brief, "Acme")]
    [InlineData("prepare my call with Acme", Toolbox.Brief, "Acme")]
    [InlineData("meeting brief for the Northwind renewal", Toolbox.Brief, "Northwind renewal")]
    [InlineData("How well is Acme qualified?", Toolbox.Qualify, "Acme")]
    [InlineData("summarize the discovery notes of Acme", Toolbox.Summarize, "Acme")]
    [InlineData("Summarise the last call with Acme", Toolbox.Summarize, "Acme")]
    [InlineData("Draft a follow-up to Acme", Toolbox.Draft, "Acme")]
    [InlineData("write an email to the Northwind renewal after the meeting", Toolbox.Draft, "Northwind renewal")]
    [InlineData("Put a few words together for Acme", Toolbox.Draft, "Acme")]
    [InlineData("qualify the Northwind renewal", Toolbox.Qualify, "Northwind renewal")]
    public void Read_QuestionAboutADeal_PicksToolAndName(string question, string tool, string deal)
    {
        var call = Read(question);

        call.Tool.ShouldBe(tool);
        call.Arguments["deal"].ShouldBe(deal);
    }

    [Theory]
    [InlineData("compare Acme and Northwind", "Acme|Northwind")]
    [InlineData("Can you compare the Northwind renewal with Acme, please?", "Northwind renewal|Acme")]
    [InlineData("Acme vs. Northwind", "Acme|Northwind")]
    [InlineData("please put Acme and Northwind side by side", "Acme|Northwind")]
    [InlineData("how do Acme, Globex and Northwind compare?", "Acme|Globex|Northwind")]
    [InlineData("what's the difference between this deal and Acme", "this|Acme")]
    public void Read_Comparison_NamesTheDeals(string question, string deals)
    {
        var call = Read(question);

        call.Tool.ShouldBe(Toolbox.Compare);
        ((string[])call.Arguments["deals"]!).ShouldBe(deals.Split('|'));
    }

    [Theory]
    [InlineData("compare the win rate by rep", Toolbox.SumDeals)]
    [InlineData("Of all that was decided, what share did we win?", Toolbox.SumDeals)]
    [InlineData("compare our average deal size per product", Toolbox.SumDeals)]
    public void Read_ComparisonOfFigures_CountsThem(string question, string tool) => Read(question).Tool.ShouldBe(tool);

    [Theory]
    [InlineData("Which deals are at risk?", RiskSign.Any)]
    [InlineData("stale deals", RiskSign.Stale)]
    [InlineData("which deals are stuck", RiskSign.Stuck)]
    [InlineData("deals without a next step", RiskSign.NoNextStep)]
    [InlineData("overdue deals", RiskSign.Overdue)]
    public void Read_QuestionForRisks_PicksTheSign(string question, RiskSign sign)
    {
        var call = Read(question);

        call.Tool.ShouldBe(Toolbox.ListRisks);
        call.Arguments["sign"].ShouldBe(sign);
    }

    [Theory]
    [InlineData("MEDDPICC for Acme", "meddpicc")]
    [InlineData("Acme BANT?", "bant")]
    [InlineData("give me the ICP fit of Acme", "icp")]
    public void Read_NameOfAFramework_AsksForQualification(string question, string framework)
    {
        var call = Read(question);

        (call.Tool, call["deal"], call["framework"]).ShouldBe((Toolbox.Qualify, "Acme", framework));
    }

    [Fact]
    public void Read_MyDealsOverAnAmountInAPeriod_FillsTheFilter()
    {
        var call = Read("my deals over 50k closing this month");

        call.Tool.ShouldBe(Toolbox.FindDeals);
        call.Arguments["filter"].ShouldBe(new DealFilter { Status = "open", Owner = "me", MinAmount = 50_000, CloseFrom = new(2026, 3, 1), CloseTo = new(2026, 3, 31) });
        call.Arguments["sort"].ShouldBe(DealSort.CloseDate);
    }

    [Fact]
    public void Read_TopFew_SortsAndBounds()
    {
        var call = Read("top 3 biggest open deals");

        call.Tool.ShouldBe(Toolbox.FindDeals);
        (call.Arguments["sort"], call.Arguments["descending"], call.Arguments["take"]).ShouldBe((DealSort.Amount, true, 3));
    }

    [Theory]
    [InlineData("how many deals did we win", DealMeasure.Count, DealGrouping.None, "won")]
    [InlineData("what is our win rate", DealMeasure.WinRate, DealGrouping.None, "closed")]
    [InlineData("win rate by rep", DealMeasure.WinRate, DealGrouping.Owner, "closed")]
    [InlineData("total won revenue", DealMeasure.Amount, DealGrouping.None, "won")]
    [InlineData("revenue by product", DealMeasure.Amount, DealGrouping.Product, "won")]
    [InlineData("how long is our sales cycle", DealMeasure.CycleLength, DealGrouping.None, "closed")]
    [InlineData("weighted pipeline by stage", DealMeasure.Weighted, DealGrouping.Stage, "open")]
    [InlineData("average deal size of won deals", DealMeasure.AverageAmount, DealGrouping.None, "won")]
    [InlineData("how many lost deals by loss reason", DealMeasure.Count, DealGrouping.LossReason, "lost")]
    public void Read_QuestionForFigures_PicksMeasureGroupAndStatus(string question, DealMeasure measure, DealGrouping grouping, string status)
    {
        var call = Read(question);

        call.Tool.ShouldBe(Toolbox.SumDeals);
        (call.Arguments["measure"], call.Arguments["grouping"], ((DealFilter)call.Arguments["filter"]!).Status).ShouldBe((measure, grouping, status));
    }

    [Theory]
    [InlineData("Who is the economic buyer at Acme?", BuyingRole.EconomicBuyer)]
    [InlineData("who is our champion at Acme", BuyingRole.Champion)]
    [InlineData("who decides at Acme", BuyingRole.DecisionMaker)]
    public void Read_QuestionForARole_PicksIt(string question, BuyingRole role)
    {
        var call = Read(question);

        call.Tool.ShouldBe(Toolbox.WhoIsWho);
        (call.Arguments["deal"], call.Arguments["role"]).ShouldBe(("Acme", role));
    }

    [Fact]
    public void Read_WhoIsAPerson_AsksForThePerson()
    {
        var call = Read("Who is Laura Becker?");

        call.Tool.ShouldBe(Toolbox.WhoIsWho);
        call.Arguments["person"].ShouldBe("Laura Becker");
    }

    [Fact]
    public void Read_WhatSomebodySaid_SearchesTheirWords()
    {
        var call = Read("What did Laura say about pricing at Acme?");

        call.Tool.ShouldBe(Toolbox.SearchNotes);
        (call.Arguments["query"], call.Arguments["speaker"], call.Arguments["deal"]).ShouldBe(("pricing", "Laura", "Acme"));
    }

    [Fact]
    public void Read_WhatATitleOfACompanySaidInAPeriod_SearchesThatPeriodAlone()
    {
        var call = Read("What did the CFO of Acme say about pricing last month?");

        (call.Arguments["query"], call.Arguments["speaker"], call.Arguments["deal"]).ShouldBe(("pricing", "CFO", "Acme"));
        var (since, until) = ((DateOnly)call.Arguments["since"]!, (DateOnly)call.Arguments["until"]!);
        (since, until).ShouldBe((new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1), new DateOnly(Today.Year, Today.Month, 1).AddDays(-1)));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("Thanks!")]
    [InlineData("what can you do?")]
    [InlineData("ok cool")]
    [InlineData("thx, that's all for now!")]
    [InlineData("how do you say good morning in Danish")]
    [InlineData("   ")]
    public void Read_NoQuestion_CallsNothing(string message)
    {
        QuestionReader.Read(message, [], Today).ShouldBeNull();
    }

    [Fact]
    public void Read_LongNonsense_EndsQuickly()
    {
        // What people paste must not make the patterns wander for ever.
        var noise = string.Concat(Enumerable.Repeat("and what did the deal say over 50k last ", 100))[..4_000];

        QuestionReader.Read(noise, [], Today).ShouldNotBeNull();
        QuestionReader.Read(string.Concat(Enumerable.Repeat("no thanks ", 200)) + "zzz", [], Today).ShouldNotBeNull();
    }

    [Fact]
    public void Read_AndAnother_AsksTheSameAboutIt()
    {
        var call = QuestionReader.Read("and Northwind?", [new("What should I do next on Acme?", "Call Laura.")], Today)!;

        (call.Tool, call.Arguments["deal"]).ShouldBe((Toolbox.NextStep, "Northwind"));
    }

    [Theory]
    [InlineData("histroy of the Lille deal", Toolbox.Timeline)]
    [InlineData("deals craeted last month", Toolbox.FindDeals)]
    [InlineData("what did Kasper complian about", Toolbox.SearchNotes)]
    public void Read_SlipOfTheKeys_IsPutRight(string question, string tool)
    {
        Read(question).Tool.ShouldBe(tool);
    }

    [Fact]
    public void Read_NoWordOfAQuestion_GuessesANameAndThenLooksForTheWords()
    {
        var call = Read("lost pallets of berries");

        call.IsGuess.ShouldBeTrue();
        call.Otherwise.ShouldNotBeNull().Tool.ShouldBe(Toolbox.SearchNotes);
    }

    [Theory]
    [InlineData("deals of sarah over 50k", "Sarah")]
    [InlineData("jonas' deals in demo", "Jonas demo")]
    [InlineData("strange deals over 50k", "strange")]
    public void Read_WordsThatLookLikeNames_ComeWithACapital(string question, string about)
    {
        ((DealFilter)Read(question).Arguments["filter"]!).About.ShouldBe(about);
    }

    [Theory]
    [InlineData("deals without any activity for 15 days or more", 15)]
    [InlineData("no contact in the last 2 weeks", 14)]
    [InlineData("which deals had no activity for 25+ days", 25)]
    public void Read_DaysWithoutActivity_AreAFilter(string question, int days)
    {
        var call = Read(question);

        (call.Tool, ((DealFilter)call.Arguments["filter"]!).InactiveDays).ShouldBe((Toolbox.ListRisks, days));
    }

    [Theory]
    [InlineData("which deals have no champion?", BuyingRole.Champion)]
    [InlineData("deals without an economic buyer", BuyingRole.EconomicBuyer)]
    [InlineData("my deals missing a decision maker", BuyingRole.DecisionMaker)]
    public void Read_DealsWithoutARole_ListsThem(string question, BuyingRole role)
    {
        var call = Read(question);

        var filter = (DealFilter)call.Arguments["filter"]!;
        (call.Tool, filter.WithoutRole, filter.About).ShouldBe((Toolbox.FindDeals, role, null));
    }

    private static PlannedCall Read(string question) => QuestionReader.Read(question, [], Today).ShouldNotBeNull();
}
