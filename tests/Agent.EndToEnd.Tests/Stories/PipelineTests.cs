using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class PipelineTests(AssistantSite site) : BrowserTest(site)
{
    private const string Moved = "Oostveld Retail - Store stockroom trial";

    [Fact]
    public async Task Board_DealCarriedByKeyboard_IsThereAfterAReload()
    {
        var page = await OpenAsAsync(Seat.Priya, "/pipeline");
        await Expect(CardIn(page, "Discovery")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Drag {Moved}" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Over Discovery." })).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Over Qualification." })).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Space");

        await Expect(page.GetByText($"{Moved} moved to Qualification")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        await page.ReloadAsync();
        await Expect(CardIn(page, "Qualification")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Move {Moved}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Demo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText($"{Moved} is back in Qualification")).ToBeVisibleAsync();
        await Expect(CardIn(page, "Qualification")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Board_OfAnotherTeam_HoldsNoneOfItsDeals()
    {
        var page = await OpenAsAsync(Seat.Jonas, "/pipeline");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Talgrund - Nuremberg central depot" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Oostveld")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Today_FirstDeal_SaysWhatToDoNext()
    {
        var page = await OpenAsAsync(Seat.Helen, "/");
        var first = page.GetByRole(AriaRole.Region, new() { NameRegex = new("deals need something") }).GetByRole(AriaRole.Listitem).First;

        await Expect(first.GetByText("Critical")).ToBeVisibleAsync();
        await Expect(first).ToContainTextAsync("Buyer silent");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Brief for ") }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Brief" })).ToBeVisibleAsync();
    }

    private static ILocator CardIn(IPage page, string stage) =>
        page.GetByRole(AriaRole.Region, new() { Name = stage, Exact = true }).GetByRole(AriaRole.Article, new() { Name = Moved });
}
