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
    public async Task Board_DealCarriedByMouse_MovesAndIsPutBack()
    {
        const string Carried = "Kestrup Medical - Lot tracking in two warehouses";
        var deal = await Server.FindDealAsync(Carried);
        var page = await OpenAsAsync(Seat.Helen, "/pipeline?text=Kestrup");
        var card = page.GetByRole(AriaRole.Article, new() { Name = Carried });
        var from = page.GetByRole(AriaRole.Region).Filter(new() { Has = card });
        var stage = await from.GetByRole(AriaRole.Heading).InnerTextAsync();
        var to = page.GetByRole(AriaRole.Region, new() { Name = stage == "Proposal" ? "Demo" : "Proposal", Exact = true });

        var start = (await card.BoundingBoxAsync())!;
        var end = (await to.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(start.X + 20, start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + 150, new() { Steps = 12 });
        await page.Mouse.UpAsync();

        await Expect(to.GetByRole(AriaRole.Article, new() { Name = Carried })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText($"{Carried} is back in {stage}")).ToBeVisibleAsync();
        (await Server.FindDealAsync(Carried)).StageId.ShouldBe(deal.StageId);
    }

    [Fact]
    public async Task List_SeveralTicked_AreChangedAtOnceAndPutBack()
    {
        string[] names = ["Zilverpolder - Ready for the peak season", "Zilverpolder - Handheld replacement"];
        var due = TimeProvider.System.GetUtcNow().AddYears(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = await OpenAsAsync(Seat.Priya, "/pipeline?view=list&text=Zilverpolder");
        foreach (var name in names)
            await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Tick {name}" }).CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Change…" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Add a task…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add a task" });
        await dialog.GetByLabel("Task").FillAsync("Ask about the winter");
        await dialog.GetByLabel("Due").FillAsync(due);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change 2 deals" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 deals changed.");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Undo 2 changes" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 changes taken back.");
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
