using Agent.Core.Changes;
using static Agent.Core.Tests.Insight.Updates.NewActivity;

namespace Agent.Core.Tests.Insight.Updates;

public sealed class UpdateReaderTests
{
    [Theory]
    [InlineData("buyer", "We've settled on 35 seats instead of 40, which brings the total to €36,500.", "amount:36500")]
    [InlineData("buyer", "Our finance team approved 44k for this, so go ahead on that basis.", "amount:44000")]
    [InlineData("note", "Spoke to Anna. They're taking the premium package after all, new total 55,200 EUR.", "amount:55200")]
    [InlineData("call", "[00:00:01] Sam Seller: So with the training days we're at forty-six thousand.\n[00:00:05] Anna Berg: Yes, forty-six thousand, agreed. Put it in the contract.", "amount:46000")]
    [InlineData("buyer", "The purchase order is for EUR 38.750,00 in total.", "amount:38750")]
    [InlineData("buyer", "We take the whole package for 52.000 €.\n\nSorry, typo: the total is 54.000 €, not 52.000 €.", "amount:54000")]
    [InlineData("buyer", "We won't be able to sign before the end of June.", "close:2026-06-30")]
    [InlineData("buyer", "The contract will be signed on 15 May.", "close:2026-05-15")]
    [InlineData("buyer", "The board has moved the decision to 12 June.", "close:2026-06-12")]
    [InlineData("buyer", "Legal needs longer, so the signature slips to mid May.", "close:2026-05-15")]
    [InlineData("note", "Anna confirmed that they place the order in the week of 11 May.", "close:2026-05-15")]
    [InlineData("buyer", "We sign next week.", "close:2026-03-13")]
    [InlineData("buyer", "Tuesday 10 March at 14:00 works for us, see you at the demo.", "step:2026-03-10")]
    [InlineData("call", "[00:00:01] Sam Seller: Shall we do the walkthrough on Thursday at ten?\n[00:00:05] Anna Berg: Thursday at ten works, I put it in.", "step:2026-03-05")]
    [InlineData("note", "Agreed with Anna: workshop on 18 March in Oslo.", "step:2026-03-18")]
    [InlineData("buyer", "Let's meet on Wednesday 11 March then, 9 am at our office.", "step:2026-03-11")]
    [InlineData("call", "[00:00:01] Anna Berg: The numbers still puzzle me.\n[00:00:05] Sam Seller: I'll send you the updated sheet by Friday.", "task:2026-03-06")]
    [InlineData("us", "I will send the security whitepaper over to you tomorrow.", "task:2026-03-03")]
    [InlineData("buyer", "Could you please send me two references from the food sector by Friday?", "task:2026-03-06")]
    [InlineData("buyer", "Can you send over the data processing agreement before Thursday?", "task:2026-03-05")]
    [InlineData("note", "- I owe Anna a copy of the certificate by Friday", "task:2026-03-06")]
    [InlineData("call", "[00:00:01] Anna Berg: Our auditors want the certificate.\n[00:00:05] Sam Seller: You'll have the certificate on Wednesday.", "task:2026-03-04")]
    [InlineData("buyer", "Ole holds the budget for this.", "role:Ole=EconomicBuyer")]
    [InlineData("buyer", "The final decision sits with Ole.", "role:Ole=DecisionMaker")]
    [InlineData("note", "Anna is our champion, she is pushing for us internally.", "role:Anna=Champion")]
    [InlineData("note", "Ole is dead against the switch and told Anna so.", "role:Ole=Blocker")]
    [InlineData("buyer", "Ole is our lawyer and checks the contract.", "role:Ole=Legal")]
    [InlineData("buyer", "Just so you know, Ole has left the company.", "left:Ole")]
    [InlineData("buyer", "Ole's last day was Friday.", "left:Ole")]
    [InlineData("note", "Ole is no longer with Acme.", "left:Ole")]
    [InlineData("buyer", "Please involve Ida Holm, our Head of IT, she reviews the security part.", "new:Ida Holm")]
    [InlineData("note", "Tom Vik, CFO, joined the call and approves the budget.", "new:Tom Vik")]
    [InlineData("buyer", "After careful consideration we have decided to go with another vendor.", "loss")]
    [InlineData("buyer", "Unfortunately the project has been cancelled.", "loss")]
    [InlineData("buyer", "We went with Lagerwerk in the end.", "loss")]
    [InlineData("note", "Anna called: they chose Lagerwerk, we're out.", "loss")]
    [InlineData("buyer", "Let's pick this up again in September, nobody has time before.", "park:2026-09-01")]
    [InlineData("buyer", "Please get back to me after 1 June.", "park:2026-06-01")]
    [InlineData("buyer", "Everything is on hold until Q4.", "park:2026-10-01")]
    [InlineData("note", "Anna asks us to wait until 15 May.", "park:2026-05-15")]
    [InlineData("buyer", "Signed contract attached.", "stage:Won")]
    [InlineData("note", "They signed today!", "stage:Won")]
    [InlineData("buyer", "After the switch Ole took early retirement, he does not come back.", "left:Ole")]
    [InlineData("buyer", "Anything above ten thousand: the money is released by Ole.", "role:Ole=EconomicBuyer")]
    [InlineData("buyer", "Ida Holm, shift planner. She reviews the contract for us.", "new:Ida Holm")]
    [InlineData("note", "Anna says to strike us off their list.", "loss")]
    [InlineData("buyer", "On this occasion your bid was not successful.", "loss")]
    [InlineData("buyer", "Please put it on ice until 1 June, I would only have to say no.", "park:2026-06-01")]
    [InlineData("note", "Contract came back with both signatures.", "stage:Won")]
    [InlineData("call", "[00:00:01] Anna Berg: We lost the manual.\n[00:00:05] Sam Seller: I'll print the manual for you.", "task:")]
    public void Read_SaidAsAFact_ProposesThatAlone(string from, string words, string expected) => Proposes("Negotiation", from, words).ShouldBe(expected);

    [Theory]
    [InlineData("Discovery", "Thanks for reaching out, this sounds interesting and we would like to see more.", "stage:Qualification")]
    [InlineData("Demo", "What would the licences for 200 users cost?", "stage:Proposal")]
    [InlineData("Demo", "We liked it. How much is it a year for all three sites?", "stage:Proposal")]
    [InlineData("Proposal", "We have reviewed your offer. The liability cap is too low and we pay at 60 days, not 30.", "stage:Negotiation")]
    [InlineData("Proposal", "The management team has decided to go ahead with you.", "stage:Negotiation")]
    [InlineData("Proposal", "We accept your offer.", "stage:Negotiation")]
    [InlineData("Negotiation", "We accept your offer.", "")]
    [InlineData("Qualification", "What would the licences for 200 users cost?", "")]
    [InlineData("Negotiation", "What would the licences for 200 users cost?", "")]
    public void Read_ExitCriterionMet_ProposesTheNextStage(string stage, string words, string expected) => Proposes(stage, "buyer", words).ShouldBe(expected);

    [Theory]
    [InlineData("buyer", "Could you do it for 35k?")]
    [InlineData("buyer", "If we took all sites it would be around 60k.")]
    [InlineData("buyer", "Our budget for the new warehouse is 90,000 euros.")]
    [InlineData("buyer", "Lagerwerk quoted us 33k.")]
    [InlineData("buyer", "The total of 40,000 EUR is fine.")]
    [InlineData("buyer", "We spent 45,000 euros on the old system last year.")]
    [InlineData("us", "The new total would be 45,000 EUR.")]
    [InlineData("us", "We could close this by the end of May.")]
    [InlineData("buyer", "Maybe we can sign in May.")]
    [InlineData("buyer", "Is the end of May still realistic for the signature?")]
    [InlineData("buyer", "If the board agrees we sign on 15 May.")]
    [InlineData("buyer", "We sign on 15 May. That is, if the board agrees.")]
    [InlineData("buyer", "The contract with our current supplier ends on 31 May.")]
    [InlineData("buyer", "We sign on 30 April as agreed.")]
    [InlineData("buyer", "We go live on 1 September.")]
    [InlineData("buyer", "Could we meet on Tuesday or Wednesday?")]
    [InlineData("buyer", "Our board meets on 12 March.")]
    [InlineData("buyer", "I am on holiday until 10 March.")]
    [InlineData("buyer", "We had a good call on Friday.")]
    [InlineData("buyer", "See you on 20 March for the price review.")]
    [InlineData("call", "[00:00:01] Sam Seller: Shall we meet on Thursday?\n[00:00:05] Anna Berg: Yes. Wait, Thursday does not work, let's leave it open.")]
    [InlineData("buyer", "Please let me know if you have questions.")]
    [InlineData("buyer", "Thanks for sending the slides.")]
    [InlineData("buyer", "Please send the security questionnaire by 9 March.")]
    [InlineData("buyer", "I don't decide that.")]
    [InlineData("buyer", "Ole might be the one who decides.")]
    [InlineData("buyer", "Ole left early today.")]
    [InlineData("buyer", "Ole is on parental leave until May.")]
    [InlineData("note", "I heard that Ole has left the company.")]
    [InlineData("buyer", "Is it true that Ole has left you, people ask me?")]
    [InlineData("buyer", "We are also talking to Lagerwerk.")]
    [InlineData("buyer", "If the price stays like this we go with Lagerwerk.")]
    [InlineData("buyer", "No, we have not cancelled the project.")]
    [InlineData("buyer", "The contract is not signed yet.")]
    [InlineData("buyer", "The NDA is signed.")]
    [InlineData("note", "Rumour has it that they signed with Lagerwerk.")]
    [InlineData("buyer", "We are cancelling the project.\n\nScratch all of the above, my boss has just called, we carry on as agreed.")]
    [InlineData("note", "Wrong deal, this belongs to another account: they signed today, 60k.")]
    [InlineData("buyer", "Oh absolutely, I'll sign it twice and pay in gold bars.")]
    [InlineData("buyer", "Merry Christmas to you and your family!")]
    [InlineData("buyer", "Wait a moment, I close the door.")]
    [InlineData("buyer", "Our new director begins on 20 May.")]
    [InlineData("buyer", "Ole is gone until 12 March.")]
    [InlineData("call", "[00:00:01] Sam Seller: I'll send you the drawing tomorrow.\n[00:00:05] Anna Berg: Leave it, I have it here.")]
    public void Read_NoFactOfThisDealOrKnownAlready_ProposesNothing(string from, string words) => Proposes("Negotiation", from, words).ShouldBe("");

    [Fact]
    public void Read_SeveralUpdates_EachHasItsOwnQuoteOfTheText()
    {
        var (changes, activity) = Read("Negotiation", "buyer", "Hi Sam,\n\nWe've settled on 45 seats, which brings the total to 48,000 EUR.\nWe sign on 20 May.\nPlease send the safety sheet by Friday.\n\nAnna");

        changes.Select(c => c.Change.Kind).ShouldBe([ChangeKind.Amount, ChangeKind.CloseDate, ChangeKind.Task], ignoreOrder: true);
        foreach (var (change, file) in changes)
        {
            change.DealId.ShouldBe(file.Deal.Id);
            change.DealVersion.ShouldBe(file.Deal.Version);
            change.Confidence.ShouldBeInRange(0.5, 1);
            change.Evidence.ShouldNotBeEmpty();
            change.Evidence.ShouldAllBe(e => e.ActivityId == activity.Id && e.IsIn(activity.Body));
        }

        changes.Select(c => c.Change.Slot).ShouldBeUnique();
    }

    [Fact]
    public void Read_SalutationAndThanksBesideIt_AreNotQuoted()
    {
        var (changes, _) = Read("Negotiation", "buyer", "Moi Sam,\n\nThe contract will be signed on 15 May.\n\nMerci,");

        changes.Single(c => c.Change.Kind == ChangeKind.CloseDate).Change.Evidence.Select(e => e.Quote).ShouldBe(["The contract will be signed on 15 May."]);
    }

    [Fact]
    public void Read_ClosedDeal_ProposesNothing() => Proposes("Lost", "buyer", "We sign on 20 May and the total is 48,000 EUR.").ShouldBe("");

    [Fact]
    public void Read_ContactsNameWithAStrangersAddress_ProposesNothing()
    {
        const string words = "The contract will be signed on 15 May.";

        Proposes("Negotiation", "forger", words).ShouldBeEmpty();
        Proposes("Negotiation", "buyer", words).ShouldBe("close:2026-05-15");
    }
}
