using System.Text;
using System.Text.RegularExpressions;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class SearchTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task Search_FromAnyPage_OpensTheSourceAtItsQuote()
    {
        var page = await OpenAsAsync(Seat.Priya, "/deals");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Deals" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("two systems would be a nightmare");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/search\\?q=two"));
        var result = page.GetByRole(AriaRole.List, new() { Name = "Results" }).GetByRole(AriaRole.Listitem).First;
        await Expect(result.Locator("mark.quoted")).ToContainTextAsync("Two systems would be a nightmare");
        await Expect(result.GetByRole(AriaRole.Link, new() { Name = "Acme Logistics - Rotterdam rollout" })).ToBeVisibleAsync();
        await result.GetByRole(AriaRole.Link).First.ClickAsync();

        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        await Expect(source.Locator("mark.quoted")).ToContainTextAsync("Two systems would be a nightmare");
        await Expect(source.Locator("mark.quoted")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(source).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("xylophone orchestra");
        await Expect(page.GetByText("Nothing found for “xylophone orchestra”")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Search_WithinADeal_StaysThere()
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{acme.Id}?tab=timeline");

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this deal" }).FillAsync("payback in months");

        var results = page.GetByRole(AriaRole.List, new() { Name = "Results" });
        await Expect(results.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("payback");
        await Expect(page).ToHaveURLAsync(new Regex($"/deals/{acme.Id}\\?tab=timeline$"));
    }

    [Fact]
    public async Task Material_Uploaded_IsFoundByEverybodyUntilItIsDeleted()
    {
        const string name = "Against Quokkasoft";
        var manager = await OpenAsAsync(Seat.Helen, "/settings/material");
        var section = manager.GetByRole(AriaRole.Region, new() { Name = "Material", Exact = true });
        await manager.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "quokkasoft.md",
            MimeType = "text/markdown",
            Buffer = Encoding.UTF8.GetBytes($"# {name}\n\n## What they leave out\n\nQuokkasoft charges for every quokkaport separately."),
        });
        await manager.GetByLabel("Competitors").Last.FillAsync("Quokkasoft");
        await manager.GetByRole(AriaRole.Button, new() { Name = "Add material" }).ClickAsync();
        await Expect(manager.GetByText($"“{name}” is there.")).ToBeVisibleAsync();
        await Expect(section.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();

        var rep = await OpenAsAsync(Seat.Jonas, "/search?q=quokkaport");
        var result = rep.GetByRole(AriaRole.List, new() { Name = "Results" }).GetByRole(AriaRole.Listitem).First;
        await result.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(rep.GetByRole(AriaRole.Dialog, new() { Name = "Material" }).Locator("mark.quoted")).ToHaveTextAsync("Quokkasoft charges for every quokkaport separately.");
        await rep.GotoAsync("/settings/material");
        await Expect(rep.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        await Expect(rep.GetByRole(AriaRole.Button, new() { Name = "Add material" })).ToHaveCountAsync(0);

        await manager.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}" }).ClickAsync();
        await manager.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(0);
        await rep.GotoAsync("/search?q=quokkaport");
        await Expect(rep.GetByText("Nothing found for “quokkaport”")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Deal_WithARivalInPlay_IsOfferedTheBattleCard()
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{acme.Id}");

        var fits = page.GetByRole(AriaRole.Region, new() { Name = "Material that fits" });
        await Expect(fits).ToContainTextAsync("Against ScanPro");
        await page.GetByRole(AriaRole.Button, new() { Name = "Brief", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Brief" })).ToContainTextAsync("this battle card is about ScanPro");
    }
}
