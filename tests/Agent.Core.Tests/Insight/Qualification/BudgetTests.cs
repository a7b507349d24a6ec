using Agent.Core.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(Verdict.Met, "R: Did you think of a sum?", "B: Two and a half hundred, no, three hundred.")]
    [InlineData(Verdict.Met, "R: What's your frame?", "B: Twelve hundred.")]
    [InlineData(Verdict.NotMet, "R: What have you put aside for it?", "B: One-fifty is what's there.")]
    [InlineData(Verdict.NotMet, "R: And the financial side, what have you foreseen?", "B: A hundred and fifty, tops.")]
    [InlineData(Verdict.Met, "R: How about the funds?", "B: There's a grand in the pot for this.")]
    [InlineData(Verdict.NotMet, "R: May I ask what you've got for it?", "B: A hundred and ninety. It's from the reserve.", "R: A hundred and ninety is plenty.")]
    [InlineData(Verdict.NotMet, "R: What are you able to spend?", "B: A hundred and eighty.", "R: Who approves it?", "B: Under five thousand I sign myself.")]
    [InlineData(Verdict.NotMet, "R: I have a note that you've set aside 180 for the whole project, is that still right?", "B: Yes, that's still the number.")]
    public void Assess_AnswerWithoutTheWordBudget_HoldsItAgainstTheOrder(Verdict expected, params string[] lines) =>
        Talks.Assess("Budget", ["B: I need two units of the FlowMaster Pump.", .. lines]).Verdict.ShouldBe(expected);

    [Fact]
    public void Assess_NumberOfAForm_IsNoBudget() =>
        Talks.Assess("Budget", "B: I need two units of the FlowMaster Pump.", "R: What's your frame?", "B: The frame is a hundred and fifty.", "R: Who is the contact?", "B: Purchasing. Mark it with number 7714.", "R: 7714.")
            .Verdict.ShouldBe(Verdict.NotMet);

    private const string Order = "B: We want two FlowMaster Pumps and three AquaSeal Valves."; // 950 at list price

    [Theory]
    [InlineData("B: Our budget is 1,000 dollars.", Verdict.Met)]
    [InlineData("B: We have around $900 to spend.", Verdict.NotMet)]
    [InlineData("B: I have 940 set aside for this, budget-wise.", Verdict.NotMet)]
    [InlineData("B: The budget we got approved is $1.2K.", Verdict.Met)]
    [InlineData("B: Our budget is somewhere between 800 and 1,000.", Verdict.Met)]
    [InlineData("B: We can't go over $900.", Verdict.NotMet)]
    [InlineData("B: We'd like to keep it under $960.", Verdict.Met)]
    [InlineData("B: My limit would be nine hundred dollars.", Verdict.NotMet)]
    [InlineData("B: We've allocated €1.000,00 for it.", Verdict.Met)]
    [InlineData("B: Is that doable with a budget of $949?", Verdict.NotMet)]
    [InlineData("B: We're working with about $951.", Verdict.Met)]
    [InlineData("B: I can spend up to 945 dollars.", Verdict.NotMet)]
    [InlineData("B: Will it fit within our $900 budget?", Verdict.NotMet)]
    [InlineData("B: The most we can afford is $920.", Verdict.NotMet)]
    [InlineData("B: Our spending cap sits at $2,000.", Verdict.Met)]
    [InlineData("B: As for budget, we're looking at roughly 940.", Verdict.NotMet)]
    [InlineData("B: We're hoping to stay within $1,100.", Verdict.Met)]
    [InlineData("B: We're trying to keep our costs around $900.", Verdict.NotMet)]
    [InlineData("B: Money-wise, we've got 930 at our disposal.", Verdict.NotMet)]
    [InlineData("B: Our financial limit for this is $925.", Verdict.NotMet)]
    [InlineData("B: Keep in mind that we have a strict budget, which is $940.", Verdict.NotMet)]
    [InlineData("B: I've been given a budget of exactly 1,500 dollars to get this done.", Verdict.Met)]
    [InlineData("B: We were planning on spending about $1,000.", Verdict.Met)]
    [InlineData("B: Considering our budget constraints of 930, would that be feasible?", Verdict.NotMet)]
    [InlineData("B: The maximum we're able to spend on this is 949.", Verdict.NotMet)]
    [InlineData("B: We set a budget at the beginning of the year; it's $945.", Verdict.NotMet)]
    [InlineData("B: I was thinking of something in the range of $900.", Verdict.NotMet)]
    [InlineData("B: $940 is the absolute most we can do.", Verdict.NotMet)]
    [InlineData("B: I'd like to stick to a maximum of $1,000 for everything.", Verdict.Met)]
    [InlineData("B: Budget is tight at $900.", Verdict.NotMet)]
    [InlineData("B: Good news, we have 1,000 euros approved.", Verdict.Met)]
    [InlineData("B: We have 900 euros approved and I decide on my own.", Verdict.NotMet)]
    [InlineData("B: We can spend between 800 and 900 EUR in total, the board meets in May.", Verdict.NotMet)]
    [InlineData("B: My colleague says no more than nine hundred a month.", Verdict.NotMet)]
    public void Assess_BuyerStatesBudget_HeldAgainstListPrice(string words, Verdict expected) =>
        Talks.Assess("Budget", Order, "R: Noted.", words).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("R: What budget do you have in mind?", "B: About 900.", Verdict.NotMet)]
    [InlineData("R: And how much have you set aside for this?", "B: Roughly 1500.", Verdict.Partly)]
    [InlineData("R: I see your budget is $900, is that right?", "B: Yes.", Verdict.NotMet)]
    [InlineData("R: You mentioned a budget of $1,200, correct?", "B: That's correct.", Verdict.Met)]
    [InlineData("R: We have your budget listed as $900.", "B: Right.", Verdict.NotMet)]
    [InlineData("R: With your budget of $900 in mind, I can put together a bundle.", "B: Great.", Verdict.NotMet)]
    [InlineData("R: You have $900 to spend, if I recall correctly?", "B: Exactly.", Verdict.NotMet)]
    [InlineData("R: My notes show a budget of $900 on your side.", "B: Yes, that's what we have.", Verdict.NotMet)]
    [InlineData("R: We'll make sure it fits your financial plans of $900.", "B: Good.", Verdict.NotMet)]
    [InlineData("R: Now, regarding your budget, which I have down as $900, we have some flexibility.", "B: Great.", Verdict.NotMet)]
    [InlineData("R: The total stays within the $900 you mentioned.", "B: Perfect.", Verdict.NotMet)]
    [InlineData("R: Based on your interest in two FlowMaster Pumps and three AquaSeal Valves, we'd stay right around your budget of $900.", "B: Perfect.", Verdict.NotMet)]
    [InlineData("R: I understand you've set aside $1,200 for this purchase.", "B: That's right.", Verdict.Met)]
    [InlineData("R: You indicated a spending limit of $900?", "B: Yes, that's our limit.", Verdict.NotMet)]
    public void Assess_SellerNamesBudgetOfBuyer_Counts(string seller, string buyer, Verdict expected) =>
        Talks.Assess("Budget", Order, "R: Noted.", seller, buyer).Verdict.ShouldBe(expected);

    [Fact]
    public void Assess_SellerQuotesDiscountedTotal_NamedNotBelieved()
    {
        string[] lines = [Order, "R: The total comes to $850, which fits your budget of $900 nicely.", "B: Great, that works."];
        var budget = Talks.Assess("Budget", lines);
        var promises = Talks.Result(Talks.Prices, null, lines).ContradictedPromises;

        budget.Verdict.ShouldBe(Verdict.NotMet);
        budget.Facts.ShouldContain(f => f.Contains("950") && f.Contains("900"));
        promises.ShouldContain(p => p.Promise.Quote.Contains("$850"));
    }

    [Fact]
    public void Assess_SellerQuotesWrongUnitPrice_Flagged() =>
        Talks.Result(Talks.Prices, null, Order, "R: The AquaSeal Valve is priced at $180 per unit.").ContradictedPromises
            .ShouldHaveSingleItem().Fact.ShouldBe("AquaSeal Valve lists at 250 USD a unit, not 180.");

    [Theory]
    [InlineData("R: The AquaSeal Valve is priced at $250 each.")]
    [InlineData("R: For the two pumps that's about $200.")]
    [InlineData("R: Three AquaSeal Valves come to $750.")]
    [InlineData("R: Is your budget around $950?")]
    [InlineData("R: All in all that comes to $950.")]
    public void Assess_SellerQuotesListPrice_NotFlagged(string line) =>
        Talks.Result(Talks.Prices, null, Order, line).ContradictedPromises.ShouldBeEmpty();

    [Fact]
    public void Assess_BudgetCorrected_NewestWinsAndChangeIsReported()
    {
        var budget = Talks.Assess("Budget", Order, "B: Our budget is $900.", "R: That is tight.", "B: I checked again: actually it's $1,000 now, budget-wise.");

        budget.Verdict.ShouldBe(Verdict.Met);
        var change = budget.Changes.ShouldHaveSingleItem();
        (change.Before.Quote, change.After.Quote).ShouldBe(("$900", "$1,000"));
    }

    [Fact]
    public void Assess_OnlySellerSpokePriceBelowList_NotMetBecauseListPriceIsHigher() =>
        Talks.Assess("Budget", Order, "R: In total that's $850, right within your budget.", "B: Sounds good.").Verdict.ShouldBe(Verdict.NotMet);

    [Fact]
    public void Assess_QuantityUnknown_PartlyAndAsksForIt()
    {
        var budget = Talks.Assess("Budget", "B: We're interested in the FlowMaster Pump.", "B: Our budget is $900.");

        budget.Verdict.ShouldBe(Verdict.Partly);
        budget.Missing.ShouldBe("how many units of FlowMaster Pump");
    }

    [Theory]
    [InlineData("B: Last year the pumps cost us $5,000.")]
    [InlineData("R: Other customers spend $5,000 on this.")]
    [InlineData("B: The old valve was $300.")]
    public void Assess_NoBudgetOfTheBuyer_Unknown(string line) =>
        Talks.Assess("Budget", Order, line).Verdict.ShouldBe(Verdict.Unknown);

    [Theory]
    [InlineData("B: We have no budget for this.", Verdict.NotMet)]
    [InlineData("B: The budget has been frozen.", Verdict.NotMet)]
    [InlineData("B: Our budget for this is approved.", Verdict.Met)]
    [InlineData("B: That's way over our budget.", Verdict.NotMet)]
    [InlineData("B: We have budget for it, subject to board approval.", Verdict.Partly)]
    public void Assess_WithoutPriceBook_TakesTheBuyersWord(string line, Verdict expected) =>
        Talks.AssessWith("Budget", null, null, "R: What about money?", line).Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("R: Our standard support costs $500 a year.")]
    [InlineData("R: Customers like you save about $2,000 a month.")]
    [InlineData("B: Our current supplier charges us $300 per valve.")]
    [InlineData("B: We lose $5,000 every week because of leaks.")]
    [InlineData("R: We could take $50 off the total.")]
    [InlineData("B: So that would be $950 in total?")]
    [InlineData("R: The premium package is $800 on top.")]
    [InlineData("R: You'd save $100 with the bundle.")]
    [InlineData("B: Is the $95 delivery fee included?")]
    [InlineData("R: With your volume the price drops to $90 a pump.")]
    [InlineData("B: We have 500 employees.")]
    [InlineData("R: Most of our clients in your position spend about $700.")]
    [InlineData("B: Last time we paid $800.")]
    public void Assess_OtherAmountsInTheTalk_LeaveTheBudgetAlone(string line)
    {
        var budget = Talks.Assess("Budget", Order, "B: Our budget is $1,000.", "R: Understood.", line);

        budget.Verdict.ShouldBe(Verdict.Met);
        budget.Changes.ShouldBeEmpty();
    }
}
