using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Qualification;

/// <summary>What is said later in a deal takes the place of what was said before.</summary>
public sealed class StandingTests
{
    private const string Opening = "Ina Wolf: We have put 25,000 aside for the new scales. I decide that alone. It has to run by the end of the year.";

    [Theory]
    [InlineData("Budget", "Ina Wolf: The budget is gone, head office needs the money elsewhere.", "put 25,000 aside", "The budget is gone")]
    [InlineData("Budget", "Ina Wolf: Bad news. Head office took the money for the scales back yesterday.", "put 25,000 aside", "took the money")]
    [InlineData("Budget", "Rita Vance: What is new?\nIna Wolf: There is no money for it this year, they froze all spending.", "put 25,000 aside", "no money for it")]
    [InlineData("Timeline", "Ina Wolf: And the year-end date is off the table.", "end of the year", "off the table")]
    [InlineData("Timeline", "Ina Wolf: By the way, there is no deadline any more.", "end of the year", "no deadline any more")]
    [InlineData("Authority", "Ina Wolf: From now on every order has to be signed in Vienna, I can't decide anything myself.", "I decide that alone", "I can't decide")]
    public void Assess_WithdrawnInALaterText_IsNotMetAndReported(string criterion, string later, string before, string after)
    {
        var result = Assess(criterion, [], Opening, "Ina Wolf: Thanks for the demo. The recipes would sync, that's what matters to us.", later);

        result.Verdict.ShouldBe(Verdict.NotMet);
        result.Against[0].Quote.ShouldContain(after);
        result.For.ShouldNotContain(q => q.Quote.Contains(before));
        result.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Before.Quote.ShouldContain(before), c => c.After.Quote.ShouldContain(after));
    }

    [Fact]
    public void Assess_MoneyFoundInALaterText_IsMetAndReported()
    {
        var budget = Assess("Budget", [], "Rita Vance: Is there a budget?\nIna Wolf: No, there is no budget for scales.", "Ina Wolf: Good news, the board approved 20k for this.");

        budget.Verdict.ShouldBe(Verdict.Met);
        budget.Against.ShouldBeEmpty();
        budget.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Before.Quote.ShouldContain("no budget"), c => c.After.Quote.ShouldContain("approved 20k"));
    }

    [Theory]
    [InlineData("Budget")]
    [InlineData("Authority")]
    [InlineData("Timeline")]
    public void Assess_SmallTalkInLaterTexts_ChangesNothing(string criterion)
    {
        var result = Assess(criterion, [], Opening, "Ina Wolf: I have no time this week, can we talk on Monday? No problem if not.", "Ina Wolf: I got the agenda, no questions. My colleague doesn't need to be there.");

        result.Verdict.ShouldBe(Verdict.Met);
        result.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Assess_PurseHolderContradictsInOneTalk_Counts()
    {
        Stakeholder[] people = [new(new() { Name = "Alex Moreau", Title = "COO" }, BuyingRole.Champion), new(new() { Name = "Priya Shah", Title = "CFO" }, BuyingRole.EconomicBuyer)];

        var budget = Assess("Budget", people, "Alex Moreau: Budget is not a problem, we've put 75k aside.\nRita Vance: Great.\nPriya Shah: Sorry, that 75k is frozen. There's no budget until the refinancing closes in March.");

        budget.Verdict.ShouldBe(Verdict.NotMet);
        budget.Changes.ShouldHaveSingleItem().Before.Quote.ShouldContain("75k aside");
    }

    [Fact]
    public void Assess_SomebodyElseCannotDecide_TakesNoAuthorityAway() =>
        Assess("Authority", [], "Ina Wolf: I make that decision, nobody else has to agree.\nRita Vance: Good.", "Ben Okoye: I can't decide such things, I only look after the ovens.").For.ShouldContain(q => q.Quote.Contains("I make that decision"));

    private static CriterionResult Assess(string criterion, IReadOnlyList<Stakeholder> people, params string[] texts)
    {
        var read = texts.Select((t, i) => ActivityReader.ReadText(t, Talks.Monday.AddDays(7 * i), new() { SellerNames = ["Rita Vance"], BuyerNames = ["Ina Wolf", "Ben Okoye", "Alex Moreau", "Priya Shah"] })).ToList();
        return Qualifier.Assess(Framework.Bant, read, null, null, new(2026, 4, 1), stakeholders: people).Criteria.Single(c => c.Criterion == criterion);
    }
}
