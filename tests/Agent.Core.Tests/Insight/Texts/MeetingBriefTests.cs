using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;
using Agent.Core.Tests.Insight.Health;

namespace Agent.Core.Tests.Insight.Texts;

public class MeetingBriefTests
{
    [Fact]
    public void Build_ManyThingsWrong_KeepsThreeHighlightsWorstFirst()
    {
        var deal = DealFileBuilder.Healthy()
            .Task("Send the security sheet", -6)
            .Closes(-9)
            .Amount(null)
            .Says(TextSignalKind.Objection, "price", -20)
            .Mail(-1, Direction.Inbound, "Could you please send me the new price list by tomorrow?", "Price list");

        var highlights = Brief(deal).Highlights;

        highlights.Count.ShouldBe(MeetingBrief.MaxHighlights);
        highlights[0].Text.ShouldContain("Price list");
        highlights[0].Activities.ShouldHaveSingleItem();
        highlights[1].Text.ShouldContain("Send the security sheet");
    }

    [Fact]
    public void Build_NothingSinceTheLastMeeting_SaysSoInPlaceOfPadding()
    {
        var brief = Brief(DealFileBuilder.Healthy());

        var recent = brief.Sections.Single(s => s.Title == "Since the meeting on 16 March");
        recent.Lines.ShouldBeEmpty();
        recent.Empty.ShouldBe("Nothing new.");
        brief.Highlights.ShouldBeEmpty();
    }

    [Fact]
    public void Build_NoMeetingAndNoContact_SaysWhatIsNotKnown()
    {
        var brief = Brief(new DealFileBuilder());

        brief.Meeting.ShouldBeNull();
        brief.Occasion.ShouldBe("No meeting or call with the buyer is planned.");
        Section(brief, "People").Empty.ShouldContain("No contact is on record");
        Section(brief, "What happened so far").Empty.ShouldBe("No activity is on record.");
        Section(brief, "To find out").Empty.ShouldContain("No text");
    }

    [Fact]
    public void Build_EconomicBuyerNotInvited_SaysWhoIsMissing()
    {
        var brief = Brief(DealFileBuilder.Healthy());

        var people = Section(brief, "Who will be there").Lines.Select(l => l.Text).ToList();
        people[0].ShouldBe("Anna Berg, champion");
        people.ShouldContain("Not on the invitation: Ole Lund (economic buyer)");
    }

    [Fact]
    public void Build_PromisesRead_ListsThoseThatAreOpenWithTheirWords()
    {
        var activity = ActivityId.New();
        const string text = "I'll send you the contract draft by Friday. We ordered the badges.";
        var words = Evidence.From(activity, text, 0, 43, "Sam Seller", Side.Seller, DealFileBuilder.Now.AddDays(-2));
        var kept = Evidence.From(activity, text, 44, text.Length, "Anna Berg", Side.Buyer, DealFileBuilder.Now.AddDays(-2));
        var file = DealFileBuilder.Healthy().Build() with
        {
            Reading = new()
            {
                Promises =
                [
                    new(Side.Seller, "Sam Seller", "send you the contract draft", DealFileBuilder.Today.AddDays(2), words, false),
                    new(Side.Buyer, "Anna Berg", "ordered the badges", null, kept, true),
                ],
            },
        };

        var agreed = Section(Brief(file), "Follow-ups agreed").Lines.ShouldHaveSingleItem();

        agreed.Text.ShouldBe("We: send you the contract draft, by 20 March");
        agreed.Quote.ShouldBe(words);
    }

    [Fact]
    public void Markdown_NamesWithMarkup_AreShownAsWritten()
    {
        var brief = Brief(DealFileBuilder.Healthy().Contact("<img src=x> [a](http://evil)", BuyingRole.Blocker).Meeting(1, "<img src=x> [a](http://evil)"));

        var markdown = BriefWriter.Markdown(brief, _ => "");

        markdown.ShouldContain(@"\<img src=x\> \[a\](http://evil)");
        markdown.ShouldNotContain(" <img");
    }

    [Fact]
    public void Build_TextsThatSayWhy_HasPainsGoalsAndBudgetInTheirWords()
    {
        var file = DealFileBuilder.Healthy().Build();
        var call = ActivityReader.ReadText(
            "Sam Seller: What goes wrong today?\nAnna Berg: We lose a pallet a week because the lists are on paper.\nSam Seller: What is your budget?\nAnna Berg: We have 30,000 euros set aside for it.",
            DealFileBuilder.Now.AddDays(-2), new() { SellerNames = ["Sam Seller"] }, ActivityKind.Call);

        var brief = BriefBuilder.Build(new(file, [call]), HealthAssessor.Assess(file, DealFileBuilder.Now, PaceHistory.None), DealFileBuilder.Now);

        var why = Section(brief, "Pains, goals and budget").Lines.Select(l => l.Text).ToList();
        why.ShouldContain("Pain: We lose a pallet a week because the lists are on paper.");
        why.ShouldContain("Budget: We have 30,000 euros set aside for it.");
    }

    [Fact]
    public void Build_Risk_StandsWithItsRemedyAboveAndItsReasonBelow()
    {
        var brief = Brief(DealFileBuilder.Healthy().Says(TextSignalKind.Objection, "price", -20));

        brief.Highlights[0].Text.ShouldBe("Unanswered objection: price: answer the objection of Anna Berg");
        Section(brief, "Risks and open objections").Lines[0].Text.ShouldNotBe(brief.Highlights[0].Text);
    }

    private static BriefSection Section(MeetingBrief brief, string title) => brief.Sections.Single(s => s.Title == title);

    private static MeetingBrief Brief(DealFileBuilder deal) => BriefBuilder.Build(new(deal.Build(), []), deal.Assess(), DealFileBuilder.Now);

    private static MeetingBrief Brief(DealFile file) => BriefBuilder.Build(new(file, []), HealthAssessor.Assess(file, DealFileBuilder.Now, PaceHistory.None), DealFileBuilder.Now);
}
