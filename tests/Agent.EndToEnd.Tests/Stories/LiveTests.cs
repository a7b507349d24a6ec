using System.Text;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>What comes without a reload, and what survives without a connection.</summary>
public sealed class LiveTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task Import_OfSomebodyElse_IsToldAndShowsAtOnce()
    {
        var helen = await OpenAsAsync(Seat.Helen, "/deals?text=Wollongong");
        await Expect(helen.GetByText("No deal fits these filters")).ToBeVisibleAsync();
        var alex = await OpenAsAsync(Seat.Alex, "/");
        var form = alex.APIRequest.CreateFormData();
        form.Append("files", new FilePayload
        {
            Name = "deals.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("Deal ID,Deal Name,Account Name,Stage,Amount,Close Date,Owner\nw1,Wollongong port,Wollongong,Proposal,900,2031-02-03,Priya Nair\n"),
        });

        var started = await alex.APIRequest.PostAsync("/api/imports", new() { Multipart = form });
        started.Status.ShouldBe(202);

        await Expect(helen.GetByText("The import of Alex Morgan is finished")).ToBeVisibleAsync();
        await Expect(helen.GetByRole(AriaRole.Link, new() { Name = "Wollongong port" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Mail_AddedOnTheDealsPage_IsReadAndWhatItChangesIsProposedAtOnce()
    {
        await Server.ReadTextsAsync();
        var deal = await Server.FindDealAsync("Tallåsen Möbler - Outlet store Gothenburg");
        var page = await OpenAsAsync(Seat.Maria, "/");
        await DealPage.AddMailAsync(
            page, deal, "Johan Lindell <johan.lindell@tallasen-mobler.example>", "What we agreed", "Hi Maria,\r\n\r\nErik agreed to 15,500 euros for the outlet store yesterday.\r\n\r\nJohan");

        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Proposals" })).ToContainTextAsync("Set the amount to €15,500");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }).GetByRole(AriaRole.Link, new() { Name = "What we agreed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Draft_TypedWithoutAConnection_SurvivesAReload()
    {
        const string Text = "What I typed while the train was in the tunnel";
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var line = await HubLine.TapAsync(page);
        await page.ReloadAsync();
        var assistant = new AssistantPanel(page);
        await line.OpenedAsync();
        await line.CutAsync();
        await Expect(assistant.Banner).ToBeVisibleAsync();

        await assistant.Composer.FillAsync(Text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server cannot be reached.");
        await Expect(assistant.Composer).ToHaveValueAsync(Text);
        await line.MendAsync();
        await page.ReloadAsync();

        await Expect(assistant.Composer).ToHaveValueAsync(Text);
    }
}
