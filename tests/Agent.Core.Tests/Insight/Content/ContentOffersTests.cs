using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Content;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using QualificationVerdict = Agent.Core.Insight.Qualification.Verdict;

namespace Agent.Core.Tests.Insight.Content;

public class ContentOffersTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Stage | industry | what the texts say, newest first | what is offered, best first. "rival X" and "objection X" were said five days
    /// ago, "old" ones two hundred, "settled" ones are out of the race or answered; "pain: words" stands in the buyer's words.
    /// </summary>
    [Theory]
    [InlineData("Proposal | DIY retail | rival ScanPro | scanpro")]
    [InlineData("Proposal | DIY retail | rival scanpro | scanpro")]
    [InlineData("Proposal | DIY retail | rival ScanPro; objection price | scanpro pricebook")]
    [InlineData("Negotiation | DIY retail | objection price | pricebook")]
    [InlineData("Negotiation | DIY retail | rival Lagerwerk | lagerwerk")]
    [InlineData("Discovery | DIY retail | rival Lagerwerk | discovery")]
    [InlineData("Demo | DIY retail | rival Vantiq | vantiq")]
    [InlineData("Demo | DIY retail | rival ScanPro; rival Lagerwerk | scanpro lagerwerk")]
    [InlineData("Demo | DIY retail | rival ScanPro; rival Lagerwerk; objection security | scanpro security")]
    [InlineData("Demo | DIY retail | objection security | security")]
    [InlineData("Proposal | Pharma logistics | | pharma")]
    [InlineData("Demo | Medical distribution | | pharma")]
    [InlineData("Qualification | Medical distribution | | pharma")]
    [InlineData("Discovery | Medical distribution | | pharma discovery")]
    [InlineData("Discovery | DIY retail | | discovery")]
    [InlineData("Proposal | Food import and wholesale | objection price | pricebook food")]
    [InlineData("Negotiation | Food import and wholesale | rival Lagerwerk | lagerwerk food")]
    [InlineData("Proposal | DIY retail | objection effort of change | change")]
    [InlineData("Proposal | Pharma logistics | objection effort of change | change pharma")]
    [InlineData("Proposal | Pharma logistics | rival Vantiq; objection price | vantiq pricebook")]
    [InlineData("Negotiation | PHARMA LOGISTICS | | pharma")]
    [InlineData("Demo | Wholesale of food | | food")]
    [InlineData("Demo | Logistics for pharma | | pharma")]
    [InlineData("Negotiation | DIY retail | rival ScanPro; settled rival Lagerwerk | scanpro")]
    [InlineData("Proposal | DIY retail | objection price; objection security | pricebook security")]
    [InlineData("Demo | Food import and wholesale | objection price | food")]
    [InlineData("Proposal | | rival ScanPro | scanpro")]
    [InlineData("Demo | Furniture e-commerce | pain: our drivers refuse new handhelds and training takes weeks | change")]
    [InlineData("Discovery | Pharma logistics | objection security | security pharma")]
    [InlineData("Demo | DIY retail | rival Lagerwerk; objection security | lagerwerk security")]
    [InlineData("Demo | Car parts wholesale | | ")]
    [InlineData("Demo | Third-party logistics | | ")]
    [InlineData("Demo | DIY retail | objection price | ")]
    [InlineData("Proposal | DIY retail | objection timeline | ")]
    [InlineData("Proposal | DIY retail | objection contract terms | ")]
    [InlineData("Proposal | DIY retail | | ")]
    [InlineData("Qualification | DIY retail | | ")]
    [InlineData("Negotiation | DIY retail | settled rival ScanPro | ")]
    [InlineData("Negotiation | DIY retail | old rival ScanPro | ")]
    [InlineData("Negotiation | DIY retail | settled objection price | ")]
    [InlineData("Negotiation | DIY retail | old objection security | ")]
    [InlineData("Proposal | DIY retail | rival Zebra | ")]
    [InlineData("Proposal | DIY retail | rival Scan | ")]
    [InlineData("Proposal | DIY retail | rival Vantiqs | ")]
    [InlineData("Won | Pharma logistics | rival ScanPro | ")]
    [InlineData("Lost | Pharma logistics | rival ScanPro; objection price | ")]
    [InlineData("Proposal | Retail | | ")]
    [InlineData("Proposal | | | ")]
    [InlineData("Demo | DIY retail | pain: we like the weather in Ghent | ")]
    [InlineData("Demo | Furniture e-commerce | pain: the drivers want more money | ")]
    [InlineData("Qualification | Beverage wholesale | objection missing feature | ")]
    [InlineData("Qualification | Beverage wholesale | objection trust | ")]
    public void For_Situation_OffersWhatFitsOrNothing(string row)
    {
        var parts = row.Split('|', StringSplitOptions.TrimEntries);

        var offers = Offers(parts[0], parts[1], parts[2]);

        string.Join(' ', offers.Select(o => ContentLibrary.NameOf(o.MaterialId))).ShouldBe(parts[3]);
        foreach (var offer in offers)
        {
            var text = ContentLibrary.All[ContentLibrary.NameOf(offer.MaterialId)].Text;
            text.Substring(offer.Start, offer.Quote.Length).ShouldBe(offer.Quote);
            offer.Quote.ShouldNotStartWith("#");
        }
    }

    [Fact]
    public void For_RivalNamedByTheBuyer_SaysSoWithTheWords()
    {
        var offer = Offers("Proposal", "DIY retail", "rival ScanPro").Single();

        offer.Why.ShouldBe("Tom Brandt named ScanPro on 13 March; this battle card is about ScanPro.");
        offer.Evidence.Single().Quote.ShouldBe("Something about ScanPro.");
        offer.MayBeSent.ShouldBeFalse();
    }

    [Fact]
    public void For_RivalAndPrice_QuotesWhatTheCardSaysOnThePrice() =>
        Offers("Proposal", "DIY retail", "rival ScanPro; objection price")[0].Quote.ShouldContain("connector");

    [Fact]
    public void For_IndustryAlone_StandsOnTheRecordAndMayBeSent()
    {
        var offer = Offers("Proposal", "Pharma logistics", "").Single();

        offer.Evidence.ShouldBeEmpty();
        offer.Why.ShouldBe("The account is in Pharma logistics; this case study is from there.");
        offer.MayBeSent.ShouldBeTrue();
    }

    [Fact]
    public void For_CaseStudyOnTheAccountItself_OffersNothing()
    {
        var own = new Material { Title = "A recall in minutes", Kind = MaterialKind.CaseStudy, Text = "At Acme a recall takes minutes.", Use = new([], ["Pharma logistics"], [], []), ChangedAt = Now };

        ContentOffers.For(DealSituation.Of(File("Proposal", "Pharma logistics", ""), Now)!, [own]).ShouldBeEmpty();
    }

    [Fact]
    public void For_MaterialWithoutText_OffersNothing()
    {
        var empty = new Material { Title = "Against ScanPro", Kind = MaterialKind.BattleCard, Text = "# Against ScanPro", Use = new([], [], ["ScanPro"], []), ChangedAt = Now };

        ContentOffers.For(DealSituation.Of(File("Proposal", "", "rival ScanPro"), Now)!, [empty]).ShouldBeEmpty();
    }

    private static IReadOnlyList<ContentOffer> Offers(string stage, string industry, string said) =>
        DealSituation.Of(File(stage, industry, said), Now) is { } situation ? ContentOffers.For(situation, [.. ContentLibrary.All.Values]) : [];

    private static DealFile File(string stageName, string industry, string said)
    {
        var pipeline = Pipeline.CreateDefault();
        var stage = pipeline.Stages.Single(s => s.Name == stageName);
        var day = DateOnly.FromDateTime(Now.DateTime);
        var deal = Deal.Start("Deal", pipeline, stage, day.AddDays(-60), day.AddDays(-9), null, "EUR", day.AddDays(40));
        var account = new Account { Name = "Acme", Industry = industry.Length == 0 ? null : industry };
        return new(deal, account, null, pipeline, stage, [], [], []) { Reading = Reading(said.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) };
    }

    private static DealReading Reading(string[] said) => new()
    {
        Signals = [.. said.Where(s => !s.StartsWith("pain:", StringComparison.Ordinal)).Select(Signal)],
        Qualification = new("BANT", [new("Need", QualificationVerdict.Met, 1, [.. said.Where(s => s.StartsWith("pain:", StringComparison.Ordinal)).Select(s => Quote(s["pain: ".Length..], Now))], [], [], null, null, [])], [], 0, 0, DateOnly.FromDateTime(Now.DateTime)),
    };

    private static TextSignal Signal(string said)
    {
        var words = said.Split(' ');
        var (settled, old) = (words[0] == "settled", words[0] == "old");
        if (settled || old)
            words = words[1..];
        var at = Now.AddDays(old ? -200 : -5);
        var topic = string.Join(' ', words[1..]);
        return new(words[0] == "rival" ? TextSignalKind.Competitor : TextSignalKind.Objection, topic, DateOnly.FromDateTime(at.DateTime), Quote($"Something about {topic}.", at), settled);
    }

    private static Evidence Quote(string text, DateTimeOffset at) => Evidence.From(ActivityId.New(), text, 0, text.Length, "Tom Brandt", Side.Buyer, at);
}
