using System.Text.RegularExpressions;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class DealTests(AssistantSite site) : BrowserTest(site)
{
    private const string Acme = "Acme Logistics - Rotterdam rollout";

    [Fact]
    public async Task List_FilteredAndSorted_SaysSoInItsAddress()
    {
        var page = await OpenAsAsync(Seat.Priya, "/deals");
        var names = page.GetByRole(AriaRole.Region, new() { Name = "Deals" }).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link);
        await Expect(names.Filter(new() { HasText = Acme })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find by name or account" }).FillAsync("Acme");
        await Expect(names).ToHaveTextAsync([Acme]);
        await Expect(page).ToHaveURLAsync(new Regex("/deals\\?text=Acme$"));
        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "Status" }).GetByText("All").ClickAsync();
        await Expect(names).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Amount", Exact = true }).ClickAsync();
        await Expect(names).ToHaveTextAsync([Acme, "Acme Logistics - Waalhaven pilot"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Amount", Exact = true }).ClickAsync();
        await Expect(names).ToHaveTextAsync(["Acme Logistics - Waalhaven pilot", Acme]);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Amount" })).ToHaveAttributeAsync("aria-sort", "ascending");

        await page.ReloadAsync();
        await Expect(names).ToHaveTextAsync(["Acme Logistics - Waalhaven pilot", Acme]);
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find by name or account" })).ToHaveValueAsync("Acme");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/deals$"));
    }

    [Fact]
    public async Task List_NarrowedByOwnerAndAmount_ShowsOnlyThose()
    {
        var page = await OpenAsAsync(Seat.Helen, "/deals");

        await page.GetByRole(AriaRole.Button, new() { Name = "More filters" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Owner" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Jonas Weber" }).ClickAsync();
        await page.GetByLabel("Amount from").FillAsync("100000");

        var names = page.GetByRole(AriaRole.Region, new() { Name = "Deals" }).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link);
        await Expect(names).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 deals" })).ToBeVisibleAsync();
        await Expect(names.Filter(new() { HasText = "Hochrain Pharma - Linz four halls" })).ToBeVisibleAsync();
        await Expect(names.Filter(new() { HasText = "Rottmatt Autoteile - Olten hub" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Deal_Opened_ShowsTimelineAndAnswersAboutItself()
    {
        var page = await OpenAsAsync(Seat.Priya, "/deals");
        await page.GetByRole(AriaRole.Link, new() { Name = Acme }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Acme, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "People" })).ToContainTextAsync("Laura Becker");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Timeline" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("\\?tab=timeline$"));
        var entry = page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }).GetByRole(AriaRole.Listitem).First.GetByRole(AriaRole.Link);
        var subject = await entry.InnerTextAsync();
        await entry.ClickAsync();
        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        await Expect(source.GetByRole(AriaRole.Heading, new() { Name = subject })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(source).ToBeHiddenAsync();

        var assistant = new AssistantPanel(page, "Ask about this deal");
        var turn = await assistant.AskToEndAsync("who is who?");
        await Expect(turn).ToContainTextAsync("Ingrid de Wit");
        await Expect(turn).ToContainTextAsync("Laura Becker");
        await page.ReloadAsync();
        await Expect(assistant.TurnOf("who is who?")).ToContainTextAsync("Ingrid de Wit");
    }
}
