using Agent.Core.Agents;
using Agent.Core.Agents.Checks;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Checks;

public sealed class AnswerCheckerTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Source[] Sources =
    [
        new("1", "Deal record: Acme rollout", DealId.New(), null, null, null, null, null),
        new("2", "Call: Security review", DealId.New(), ActivityId.New(), new(2026, 11, 12, 9, 0, 0, TimeSpan.Zero), 0, "We need the security sheet before we can sign, at 30 seats.", "Tomas Novak"),
        new("3", "Deal record: Northwind renewal", DealId.New(), null, null, null, null, null),
    ];

    private const string Said =
        """
        2 deals (open), €132,500 in all.

        - **Acme rollout** · €84,000, Proposal, closes 24 November [1]
        - **Northwind renewal** · €48,500, Negotiation, closes 5 December 2026, Priya Shah [3]
        - Chance to win 63.15 % [1]
        """;

    [Theory]
    [InlineData("Acme is worth €84,000 [1].")]
    [InlineData("Acme is worth 84k [1].")]
    [InlineData("Acme is worth 84.000 € and closes on 24.11.2026 [1].")]
    [InlineData("Acme is worth 84 000 EUR [1].")]
    [InlineData("It closes on 2026-11-24, that is in 1 day [1].")]
    [InlineData("Northwind is worth about 49k and closes on December 5, 2026 [3].")]
    [InlineData("Both together are worth €132,500 [1][3].")]
    [InlineData("The chance to win is 63 % [1].")]
    [InlineData("Tomas Novak said: \"We need the security sheet before we can sign\" [2].")]
    [InlineData("He said “we need the security sheet … at 30 seats” [2].")]
    [InlineData("The call was 11 days ago [2].")]
    [InlineData("You asked for deals over 50k. There are two of them:\n\n- Acme rollout [1]\n- Northwind renewal [3]")]
    [InlineData("1. Acme rollout [1]\n2. Northwind renewal [3]")]
    [InlineData("**Next step:** Send the sheet. Nothing is known of a budget.")]
    [InlineData("Acme \\[verified\\], is worth €84,000 [1].")]
    [InlineData("Write to them by [date], and sign as [your name].")]
    [InlineData("Hello Priya!")]
    [InlineData("You have 2 open deals, €132,500 in all.")]
    [InlineData("I can only read what is in the deal store.")]
    [InlineData("Would you like me to propose a new close date?")]
    [InlineData("Let me know whom you mean.")]
    [InlineData("The records do not say who signs.")]
    [InlineData("They may sign before the summer, and it seems that nobody is against it.")]
    [InlineData("## What to do\n\n- Ask Tomas for the sheet\n- Call him before he signs")]
    [InlineData("Here is what stands out:\n\n- Acme rollout closes first [1]")]
    [InlineData("| Deal | Amount |\n|---|---|\n| Acme rollout | €84,000 [1] |")]
    [InlineData("Acme is worth eighty-four thousand euros [1].")]
    [InlineData("Tomas needs thirty seats [2].")]
    [InlineData("Both of the two deals are open [1][3].")]
    [InlineData("He wrote: \"We need the security sheet before we can sign\", and I have approved nothing [2].")]
    [InlineData("See [the reference sheet](https://acme.example/).")]
    public void Check_WhatWasFound_IsNotMarked(string answer) => Check(answer).Spans.ShouldBeEmpty();

    [Theory]
    [InlineData("Acme is worth €94,000 [1].", "94,000")]
    [InlineData("Acme is worth 85k [1].", "85k")]
    [InlineData("It closes on 25 November [1].", "25 November")]
    [InlineData("It closes on 24 November 2025 [1].", "24 November 2025")]
    [InlineData("Northwind closes in 13 days [3].", "13")]
    [InlineData("Tomas said: \"We need the budget before we can sign\" [2].", "We need the budget before we can sign")]
    [InlineData("Acme is in Proposal [7].", "[7]")]
    [InlineData("The buyer at Acme is called Maria Schmidt [1].", "Maria Schmidt")]
    [InlineData("The chance to win is 70 % [1].", "70 %")]
    [InlineData("They can sign [act-7].", "[act-7]")]
    [InlineData("They can sign [verified] [1].", "[verified]")]
    [InlineData("They can sign [source: study 12], it seems.", "[source: study 12]")]
    [InlineData("They can sign [call, 00:05]", "[call, 00:05]")]
    [InlineData("Acme is worth ninety-one thousand euros [1].", "ninety-one thousand")]
    [InlineData("There are four competitors in play [1].", "four")]
    [InlineData("The close date was pushed by half a year [1].", "half")]
    [InlineData("The buyer loves the product.", "The buyer loves the product.")]
    [InlineData("- The CFO has agreed to sign and there is no competitor in the deal.", "The CFO has agreed to sign and there is no competitor in the deal.")]
    [InlineData("the budget is confirmed by the cfo", "the budget is confirmed by the cfo")]
    [InlineData("I do not know when, but the contract is signed.", "I do not know when, but the contract is signed.")]
    [InlineData("Der Vertrag ist unterschrieben.", "Der Vertrag ist unterschrieben.")]
    [InlineData("> The contract is signed.", "The contract is signed.")]
    [InlineData("I have moved the deal to Proposal and sent the mail to Tomas [1].", "I have moved the deal to Proposal and sent the mail to Tomas [1].")]
    [InlineData("Approved.", "Approved.")]
    [InlineData("Done.", "Done.")]
    [InlineData("It has been updated.", "It has been updated.")]
    public void Check_WhatWasNotFound_IsMarkedToTheLetter(string answer, string expected)
    {
        var span = Check(answer).Spans.ShouldHaveSingleItem();

        answer.Substring(span.Start, span.Length).ShouldBe(expected);
        span.Why.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("I have put the proposal to set the amount where you can approve it.", true)]
    [InlineData("I've set the amount.", false)]
    [InlineData("I have set the amount, and it waits for your approval.", false)]
    [InlineData("The proposal has been created.", true)]
    [InlineData("Done.", false)]
    public void Check_AfterProposing_ClaimsAreThoseOfTheProposal(string answer, bool holds) =>
        Claims(answer, new(Proposed: true, Applied: false, Drafted: false)).ShouldBe(holds ? null : "No tool of this turn did this.");

    [Fact]
    public void Check_AfterATaskWasMadeAtOnce_DoneIsTrue() => Claims("Done.", new(Proposed: true, Applied: true, Drafted: false)).ShouldNotBe("No tool of this turn did this.");

    [Fact]
    public void Check_DraftOfATool_SpeaksAsTheUser()
    {
        const string answer = "> I have sent you the contract.";

        Claims(answer, new(Proposed: false, Applied: false, Drafted: true)).ShouldBeNull();
        Claims(answer, TurnDeeds.None).ShouldBe("No tool of this turn did this.");
    }

    [Fact]
    public void Check_WordsOfTheQuestion_AreNoSource()
    {
        var check = AnswerChecker.Check("The CFO has agreed to sign.", new(Sources, [Said], "Has the CFO agreed to sign?", Today));

        check.Spans.ShouldHaveSingleItem().Why.ShouldBe("No source is cited for this.");
    }

    [Fact]
    public void Check_WordedByCode_NeedsNoLabelInEachSentence() =>
        AnswerChecker.Check("The first three are shown.", new(Sources, [Said, "The first three are shown."], "Which?", Today) { ByCode = true }).Spans.ShouldBeEmpty();

    [Fact]
    public void Check_FactOfAnotherSource_SaysThatItIsCitedWrongly()
    {
        var span = Check("Northwind is worth €84,000 [3].").Spans.ShouldHaveSingleItem();

        span.Why.ShouldContain("another source");
    }

    [Fact]
    public void Check_SecondSentence_IsMarkedAtItsPlaceInTheAnswer()
    {
        const string answer = "Acme is worth €84,000. [1] It has 12 users. Ask for more.";

        var check = Check(answer);

        (check.Sentences, check.Failed).ShouldBe((2, 1));
        var span = check.Spans.ShouldHaveSingleItem();
        answer.Substring(span.Start, span.Length).ShouldBe("It has 12 users.");
        span.Why.ShouldBe("No source is cited for this. This number does not occur in what was found.");
    }

    [Fact]
    public void Check_NothingWasLookedUp_MarksWhateverIsStated()
    {
        var check = AnswerChecker.Check("Your pipeline is worth €1.2M in 14 deals.", new([], [], "How big is my pipeline?", Today));

        check.Spans.ShouldHaveSingleItem().ShouldBe(new(0, 41, "No source is cited for this. This number does not occur in what was found."));
    }

    private static string? Claims(string answer, TurnDeeds deeds) =>
        AnswerChecker.Check(answer, new(Sources, [Said], "Please do it.", Today) { Deeds = deeds }).Spans.SingleOrDefault()?.Why;

    private static CheckedAnswer Check(string answer) => AnswerChecker.Check(answer, new(Sources, [Said], "Which deals over 50k are there?", Today));
}
