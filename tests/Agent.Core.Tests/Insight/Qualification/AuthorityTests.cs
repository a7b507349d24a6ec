using Agent.Core.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData("I don't get to decide on that alone, the purchasing committee has the last word.")]
    [InlineData("I'd have to run it by my manager first.")]
    [InlineData("Honestly, my director signs off on anything above a few hundred.")]
    [InlineData("I can't commit to anything until our CFO has approved it.")]
    [InlineData("I'm not authorized to make that call.")]
    [InlineData("The final decision rests with our board.")]
    [InlineData("That decision isn't mine to make.")]
    [InlineData("I will need to get approval from upper management before we proceed.")]
    [InlineData("I'd need to check with the finance department about the spending.")]
    [InlineData("Unfortunately I don't hold the purse strings, my boss does.")]
    [InlineData("I'm just doing the legwork for my supervisor.")]
    [InlineData("Someone else makes the purchasing decisions here.")]
    [InlineData("It's ultimately up to our procurement department.")]
    [InlineData("I do not have full authority over financial decisions.")]
    [InlineData("I'll have to consult with my superiors on this.")]
    [InlineData("Ultimately the CEO makes the final call on purchases like this.")]
    [InlineData("I need sign-off from my director.")]
    [InlineData("I have some influence, but the ultimate decision comes from the executive team.")]
    [InlineData("I'm part of the evaluation team, but I don't make the final purchasing decision.")]
    [InlineData("I would need to discuss this with our finance team before committing.")]
    [InlineData("It's not entirely my decision; my partner has to agree as well.")]
    [InlineData("I can only recommend, the approval happens upstairs.")]
    [InlineData("Any purchase of this size requires sign off from the VP.")]
    [InlineData("I'll have to take this to management before we can move ahead.")]
    [InlineData("Let me be upfront, I'm not the one who makes the final call.")]
    [InlineData("My boss will need to approve this.")]
    [InlineData("We need the green light from headquarters first.")]
    [InlineData("I don't actually have purchasing power for this.")]
    [InlineData("I'd have to loop in my manager, since she approves all expenses.")]
    [InlineData("I'm not the final authority on this purchase.")]
    [InlineData("There are a few other decision-makers I have to bring in before finalizing.")]
    [InlineData("I don't have the authority to finalize the purchase on my own.")]
    [InlineData("I'd still have to present this to our leadership for the final approval.")]
    [InlineData("The budget holder is my department head, so he would have to okay it.")]
    [InlineData("I'm still waiting on approval from my higher-ups.")]
    [InlineData("I don't have the ultimate say in this.")]
    public void Assess_BuyerCannotDecide_NotMet(string words)
    {
        var authority = Talks.Assess("Authority", "R: Good to have you here.", $"B: {words}");

        authority.Verdict.ShouldBe(Verdict.NotMet);
        authority.Against.ShouldContain(e => words.Contains(e.Quote, StringComparison.Ordinal));
        authority.Question.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("I have the final say on this one.")]
    [InlineData("I'm the decision maker for equipment.")]
    [InlineData("I sign the contracts here.")]
    [InlineData("I make the purchasing decisions for the plant.")]
    [InlineData("It's my call.")]
    [InlineData("I can approve this myself.")]
    [InlineData("I don't need anyone's approval for this amount.")]
    [InlineData("I have full authority over this budget.")]
    [InlineData("I'm authorized to sign off on this.")]
    [InlineData("As the owner, I decide.")]
    [InlineData("I'm the one who signs.")]
    [InlineData("The decision is mine.")]
    [InlineData("I'm in charge of procurement.")]
    [InlineData("I am solely responsible for these purchases.")]
    [InlineData("I've got the authority to move forward with this.")]
    [InlineData("I handle the financial decisions for our department.")]
    [InlineData("I have the authority, though I'd like to share it with my team as a courtesy.")]
    [InlineData("I control the spending for this project.")]
    public void Assess_BuyerDecides_Met(string words) =>
        Talks.Assess("Authority", "R: Good to have you here.", $"B: {words}").Verdict.ShouldBe(Verdict.Met);

    [Theory]
    [InlineData("Are you the one making the final decision?", "Yes, I am.", Verdict.Met)]
    [InlineData("Do you have the authority to approve this purchase?", "Absolutely.", Verdict.Met)]
    [InlineData("And you're the decision maker for this, correct?", "That's right.", Verdict.Met)]
    [InlineData("Do you have the authority to approve this purchase?", "Not entirely.", Verdict.NotMet)]
    [InlineData("Are you able to make this decision on your own?", "No, not really.", Verdict.NotMet)]
    [InlineData("Just to confirm, you have the final say on this?", "Actually, no. That would be Helen.", Verdict.NotMet)]
    [InlineData("Do you have financial authority for this?", "I do.", Verdict.Met)]
    [InlineData("Are you authorized to sign?", "I don't, unfortunately.", Verdict.NotMet)]
    public void Assess_BuyerAnswersTheQuestion_VerdictOfTheAnswer(string question, string answer, Verdict expected) =>
        Talks.Assess("Authority", $"R: {question}", $"B: {answer}").Verdict.ShouldBe(expected);

    [Theory]
    [InlineData("R: You will surely have the authority to decide.")]
    [InlineData("R: Many of our customers have to ask their manager.")]
    [InlineData("B: Do I have the authority to change the order later?")]
    [InlineData("B: If I had the authority, I would sign today.")]
    [InlineData("B: My manager is on holiday this week.")]
    public void Assess_NobodyOfTheBuyerSaysIt_Unknown(string line) =>
        Talks.Assess("Authority", line, "R: I see.").Verdict.ShouldBe(Verdict.Unknown);

    [Fact]
    public void Assess_TakenBackLater_NewestStatementWinsAndTheChangeIsReported()
    {
        var authority = Talks.Assess("Authority", "B: I have the final say on this.", "R: Great.", "B: Sorry, I was wrong: the board has to approve it.");

        authority.Verdict.ShouldBe(Verdict.NotMet);
        authority.Changes.ShouldHaveSingleItem().After.Quote.ShouldContain("board");
    }
}
