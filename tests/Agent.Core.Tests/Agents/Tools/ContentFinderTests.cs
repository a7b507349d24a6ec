using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents.Tools;

public class ContentFinderTests
{
    private const string Said = "We have an offer from ScanPro on the table.";

    private readonly FakeDealReader _reader = new();
    private readonly Activity _mail = new() { Kind = ActivityKind.Email, At = FakeClock.DefaultStart.AddDays(-3), Subject = "Offers", Body = Said };
    private readonly Material _card = new()
    {
        Title = "Against ScanPro",
        Kind = MaterialKind.BattleCard,
        Text = "# Against ScanPro\n\nTheir connector comes as a project.",
        Use = new([], [], ["ScanPro"], []),
        ChangedAt = FakeClock.DefaultStart,
    };

    public ContentFinderTests()
    {
        _reader.Add("Rollout", "Acme", "Proposal");
        _reader.Activities.Add(_mail);
        _reader.Materials.Add(_card);
        var words = Evidence.From(_mail.Id, _mail.Body, 0, _mail.Body.Length, "Sanne Kuipers", Side.Buyer, _mail.At);
        _reader.Reading = new() { Signals = [new(TextSignalKind.Competitor, "ScanPro", DateOnly.FromDateTime(_mail.At.DateTime), words)] };
    }

    [Fact]
    public async Task NextStep_RivalInPlay_OffersTheBattleCardWithBothSources()
    {
        var (result, context) = await CallAsync(Toolbox.NextStep);

        var text = AnswerWriter.Write(result);
        text.ShouldContain("Sanne Kuipers named ScanPro");
        var sources = context.Sources.CitedIn(text);
        sources.ShouldContain(s => s.MaterialId == _card.Id && s.Quote == "Their connector comes as a project." && _card.Text.Substring(s.Start!.Value).StartsWith(s.Quote));
        sources.ShouldContain(s => s.ActivityId == _mail.Id && s.Quote == Said);
    }

    [Fact]
    public async Task Brief_RivalInPlay_HasASectionOfMaterial()
    {
        var (result, _) = await CallAsync(Toolbox.Brief);

        var line = result.ShouldBeOfType<BriefReport>().Brief.Sections.Single(s => s.Title == "Material that fits").Lines.ShouldHaveSingleItem();
        line.Offer!.MaterialId.ShouldBe(_card.Id);
        line.Text.ShouldContain("Their connector comes as a project.");
    }

    [Fact]
    public async Task Brief_NothingFits_HasNoSuchSection()
    {
        _reader.Reading = DealReading.Empty;

        var (result, _) = await CallAsync(Toolbox.Brief);

        result.ShouldBeOfType<BriefReport>().Brief.Sections.ShouldNotContain(s => s.Title == "Material that fits");
    }

    [Fact]
    public async Task Draft_RivalInPlay_OffersTheCardBesideTheTextAndNeverInIt()
    {
        var (result, _) = await CallAsync(Toolbox.Draft, new() { ["kind"] = DraftKind.ProposalCover });

        var report = result.ShouldBeOfType<DraftReport>();
        report.Draft.Content.ShouldHaveSingleItem().MaterialId.ShouldBe(_card.Id);
        report.Draft.Body.ShouldNotContain("ScanPro");
        report.Draft.Body.ShouldNotContain("connector");
        AnswerWriter.Write(report).ShouldContain("For you, not to be sent: Battle card");
    }

    [Fact]
    public async Task NextStep_WordsNoLongerInTheirText_OffersNothing()
    {
        _mail.Body = "Something else.";

        var (result, _) = await CallAsync(Toolbox.NextStep);

        result.ShouldBeOfType<NextStepResult>().Content.ShouldBeEmpty();
    }

    private async Task<(object? Result, TurnContext Context)> CallAsync(string tool, Dictionary<string, object?>? arguments = null)
    {
        var context = new TurnContext(_reader, _reader, new FakeClock(), null);
        arguments ??= [];
        arguments["deal"] = "Rollout";
        return (await Toolbox.For(context).Single(t => t.Name == tool).InvokeAsync(new(arguments), TestContext.Current.CancellationToken), context);
    }
}
