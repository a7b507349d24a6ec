using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Qualification;

/// <summary>What is imagined, bound to a condition, corrected or only a bound of a signature is no plain yes.</summary>
public sealed class SuppositionTests
{
    [Theory]
    [InlineData("Budget", "R: What's the budget?", "B: If we had a budget, I would buy it.")]
    [InlineData("Budget", "R: And the budget?", "B: If we had budget, maybe 50k.")]
    [InlineData("Budget", "R: What can you spend?", "B: If the board agreed, we could spend 50k. So far it hasn't.")]
    [InlineData("Budget", "R: Is there a budget?", "B: We would have 50k if we had won the tender. We lost it.")]
    [InlineData("Budget", "R: What could you spend on this?", "B: Had the grant come through, we'd be looking at 20k. It didn't.")]
    [InlineData("Budget", "R: Is money set aside?", "B: Suppose somebody gave us 80,000, then yes, we'd order tomorrow.")]
    [InlineData("Authority", "R: Would you sign this yourself?", "B: If I were still head of the plant, yes, I'd sign it myself.")]
    [InlineData("Authority", "R: Who decides?", "B: I would, if the CFO weren't back from leave.")]
    public void Assess_Imagined_IsNotMet(string criterion, params string[] lines) =>
        Talks.AssessWith(criterion, null, null, lines).Verdict.ShouldBeOneOf(Verdict.NotMet, Verdict.Unknown);

    [Theory]
    [InlineData("B: Our budget is $5,000, but if we had more we would take a third pump.")]
    [InlineData("B: We have 5,000 dollars approved. If you could deliver in May, even better.")]
    public void Assess_FactBesideSomethingImagined_IsMet(string line) =>
        Talks.AssessWith("Budget", null, null, "R: What is your budget?", line).Verdict.ShouldBe(Verdict.Met);

    [Theory]
    [InlineData("B: We have $30k set aside, but it is subject to board approval in January.")]
    [InlineData("B: There's 25,000 in the plan, provided that the auditors sign off in May.")]
    [InlineData("B: Yes, 25,000. It still has to go through the works council, though.")]
    public void Assess_BudgetUnderACondition_IsPartly(string line) =>
        Talks.AssessWith("Budget", null, null, "R: Is there money for it?", line).Verdict.ShouldBe(Verdict.Partly);

    [Fact]
    public void Assess_SumCorrectedInTheNextTurn_CountsAndIsReported()
    {
        var budget = Talks.AssessWith("Budget", null, null, "R: What's the budget?", "B: 50k.", "R: Nice.", "B: Sorry, scratch that, I mixed it up. It's 15k.");

        budget.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Before.Quote.ShouldBe("50k"), c => c.After.Quote.ShouldBe("15k"));
        budget.For.ShouldNotContain(q => q.Quote.Contains("50k"));
    }

    [Fact]
    public void Assess_SumRaisedByTheBoard_QuotesTheNewOne()
    {
        var budget = Talks.AssessWith("Budget", null, null, "R: Is there money set aside?", "B: We had 30k in the plan. Actually, no, it's 40k now, since the board moved the forklift money over.");

        budget.For[0].Quote.ShouldContain("40k");
        budget.Changes.ShouldHaveSingleItem().Before.Quote.ShouldBe("30k");
    }

    [Fact]
    public void Assess_DateMoved_QuotesTheNewOne()
    {
        var timeline = Talks.AssessWith("Timeline", null, null, "R: And the go-live?", "B: We said end of Q2. Now it's end of Q3, the old project slipped.");

        timeline.For[0].Quote.ShouldContain("Q3");
        timeline.For.ShouldNotContain(q => q.Quote.Contains("Q2"));
        timeline.Changes.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Budget", "R: What can you spend?", "B: We've got 5k this quarter and another 4k next quarter.")]
    [InlineData("Timeline", "R: When do you need it?", "B: Before the audit in June, i.e. within the next three to four months.")]
    public void Assess_TwoFiguresOfOneSentence_AreNoChange(string criterion, params string[] lines) =>
        Talks.AssessWith(criterion, null, null, lines).Changes.ShouldBeEmpty();

    [Theory]
    [InlineData("B: I used to. Since May it's Anne Kuhn, our CFO.")]
    public void Assess_UsedToSign_IsNotMet(string line) =>
        Talks.AssessWith("Authority", null, null, "R: You sign?", line).Verdict.ShouldBe(Verdict.NotMet);

    [Theory]
    [InlineData("B: Every renewal above $5,000 needs three things: a form, a quote and a date.")]
    [InlineData("B: No approval is needed below $5,000.")]
    [InlineData("B: Anything over $5,000 must be approved in Vienna.")]
    [InlineData("B: I can sign off $5,000 myself.")]
    public void Assess_BoundOfASignature_IsNoBudget(string line) =>
        Talks.Assess("Budget", "R: You need two units of the FlowMaster Pump?", "B: Yes, two units of the FlowMaster Pump.", "R: I see.", line).Facts.ShouldNotContain(f => f.Contains("budget is"));

    [Theory]
    [InlineData("B: We have $5,000 approved.")]
    [InlineData("B: The partners approved $5,000 for it.")]
    [InlineData("B: Our budget can't go above $5,000.")]
    public void Assess_SumThatWasApproved_IsTheBudget(string line) =>
        Talks.Assess("Budget", "R: You need two units of the FlowMaster Pump?", "B: Yes, two units of the FlowMaster Pump.", "R: I see.", line).Facts.ShouldContain(f => f.Contains("budget is 5,000"));

    [Fact]
    public void Assess_HeadingOfATalk_IsNoTimeline() =>
        Talks.AssessWith("Timeline", null, null, "Date: 2026-11-03", "R: Hello Bob.", "B: Hello Rita, thanks for the call.").Verdict.ShouldBe(Verdict.Unknown);

    [Theory]
    [InlineData("B: Budget is not a problem, we've put 75k aside.")]
    [InlineData("B: Three and five are nice to have.")]
    [InlineData("B: I don't know whether all of it is for this.")]
    [InlineData("B: And papers that don't fit to our process.")]
    public void Assess_DenialOfSomethingElse_LeavesTheNeed(string line) =>
        Talks.AssessWith("Need", null, null, "R: Tell me more.", line).Verdict.ShouldNotBe(Verdict.NotMet);

    [Fact]
    public void Assess_BudgetBelowListPrice_AsksForTheDifference()
    {
        var budget = Talks.Assess("Budget", "R: You need two units of the AquaSeal Valve?", "B: Yes, two units of the AquaSeal Valve. Our budget is $300.");

        budget.Verdict.ShouldBe(Verdict.NotMet);
        budget.Missing.ShouldBe("200 between the budget and the list price");
        budget.Question!.ShouldContain("what can be left out");
    }

    [Fact]
    public void Assess_AuthorityDenied_AsksForWhoeverDecides() =>
        Talks.AssessWith("Authority", null, null, "R: Do you decide?", "B: No, I can't decide that, our director decides.").Missing.ShouldBe("a talk with whoever decides");

    [Fact]
    public void Assess_RolesOnRecord_AreMetWithTheirSource()
    {
        Stakeholder[] people =
        [
            new(new() { Name = "Ingrid Holm", Title = "CFO" }, BuyingRole.EconomicBuyer),
            new(new() { Name = "Laura Beck", LeftOn = new(2026, 2, 1) }, BuyingRole.Champion),
        ];

        var result = Qualifier.Assess(Framework.Find("meddpicc")!, [Talks.Read("R: Hello Bob.", "B: Hello Rita, thanks for the call.")], null, null, new(2026, 3, 2), stakeholders: people).Criteria;

        var buyer = result.Single(c => c.Criterion == "Economic buyer");
        buyer.Verdict.ShouldBe(Verdict.Met);
        buyer.Facts.ShouldHaveSingleItem().ShouldBe("Ingrid Holm, CFO, is economic buyer on record (contacts of the deal).");
        var champion = result.Single(c => c.Criterion == "Champion");
        champion.Verdict.ShouldBe(Verdict.NotMet);
        champion.Facts.ShouldHaveSingleItem().ShouldBe("Laura Beck, champion on record, left on 1 February 2026.");
    }
}
