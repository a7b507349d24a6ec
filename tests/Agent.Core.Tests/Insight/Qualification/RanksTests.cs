using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class RanksTests
{
    [Theory]
    [InlineData("Ann Lee: I'm the owner. Our budget is $150 and that's final.", "Tom Berg: Well, our budget is $300 now.")]
    [InlineData("Ann Lee: Our budget is $150.", "Tom Berg: I'm only the assistant here, but our budget is $300 now.")]
    [InlineData("Tom Berg: That is Ann, she does our money.", "Ann Lee: Our budget is $150.", "Tom Berg: Our budget is $300, I'd say.")]
    [InlineData("Tom Berg: Let me introduce our CFO Ann Lee.", "Ann Lee: Our budget is $150.", "Tom Berg: Our budget is $300, I'd say.")]
    public void Assess_LowerRankSpeaksLast_HigherRankCounts(params string[] lines)
    {
        var budget = Assess(lines);

        budget.Verdict.ShouldBe(Verdict.NotMet);
        budget.Against[0].Quote.ShouldContain("$150");
        budget.Changes.ShouldNotContain(c => c.After.Quote == "$300");
    }

    [Fact]
    public void Assess_PurseHolderCorrects_ReportsTheChange()
    {
        var budget = Assess("Tom Berg: Our budget is $150.", "Ann Lee: I run the finances. Our budget is $300 since yesterday.");

        budget.Verdict.ShouldBe(Verdict.Met);
        budget.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Before.Quote.ShouldBe("$150"), c => c.After.Quote.ShouldBe("$300"));
    }

    [Fact]
    public void Assess_EqualRanks_NewestCounts() =>
        Assess("Tom Berg: Our budget is $150.", "Ann Lee: No, our budget is $300.").Verdict.ShouldBe(Verdict.Met);

    [Fact]
    public void Assess_CorrectionLeavesTheThousandsOut_IsReadInThousands()
    {
        var budget = Assess("Tom Berg: Our budget is 40k.", "Ann Lee: It's 45 now, that was before yesterday.");

        budget.Changes.ShouldHaveSingleItem().After.Quote.ShouldBe("45");
    }

    private static CriterionResult Assess(params string[] lines)
    {
        string[] all = ["Rita Vance: So it's two units of the FlowMaster Pump?", "Tom Berg: Yes, two units of the FlowMaster Pump.", .. lines];
        var text = ActivityReader.ReadText(string.Join('\n', all), Talks.Monday, new() { SellerNames = ["Rita Vance"], BuyerNames = ["Ann Lee", "Tom Berg"] });
        return Qualifier.Assess(Framework.Bant, [text], Talks.Prices, Talks.Policy, new(2026, 3, 2)).Criteria.Single(c => c.Criterion == "Budget");
    }
}
