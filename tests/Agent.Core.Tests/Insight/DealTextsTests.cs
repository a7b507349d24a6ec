using Agent.Core.Insight.Reading;
using Agent.Core.Tests.Insight.Texts;

namespace Agent.Core.Tests.Insight;

public sealed class DealTextsTests
{
    [Fact]
    public void Read_MailOnTwoDeals_SetsTheOtherOnesPassagesApart()
    {
        var mail = DraftDeal.With("Anna Berg")
            .From(-5, "Anna Berg", "On the Mills project: approved, please send the contract.\n\nOn the Linz fleet: no money this year. Please stop asking.\n\nOne question: does it work in the cold?")
            .Build().Texts.ShouldHaveSingleItem();

        mail.Statements.Select(u => mail.Text[u.Start..u.End]).ShouldBe(["On the Mills project: approved, please send the contract.", "One question: does it work in the cold?"]);
        var other = mail.Utterances.Single(u => u.Part == TextPart.OtherDeal);
        mail.Text[other.Start..other.End].ShouldBe("On the Linz fleet: no money this year. Please stop asking.");
        mail.Utterances.Select(u => u.Index).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Read_MailThatNamesNoDealOfOurs_IsLeftAsItIs() =>
        DraftDeal.With("Anna Berg").From(-5, "Anna Berg", "On the price: too high.\n\nOn the date: too late.").Build().Texts.ShouldHaveSingleItem()
            .Utterances.ShouldAllBe(u => u.Part == TextPart.Body);
}
