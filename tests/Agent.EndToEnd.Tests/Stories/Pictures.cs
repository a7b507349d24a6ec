using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>The pictures of the documentation, taken anew with <c>SCREENSHOTS=1</c>; alone, so that no other story stands in them.</summary>
public sealed class Pictures(AssistantSite site) : BrowserTest(site)
{
    /// <summary>A page that is loaded over a line at home should not wait for a picture.</summary>
    private const int MaxBytes = 300_000;

    private const string Acme = "Acme Logistics - Rotterdam rollout";

    [Fact]
    public async Task Pages_Taken()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SCREENSHOTS") == "1", "Takes docs/images/*.png when SCREENSHOTS=1.");
        var acme = await Server.FindDealAsync(Acme);
        var page = await OpenAsAsync(Seat.Priya, "/assistant", new() { ColorScheme = ColorScheme.Light });
        var turn = await new AssistantPanel(page).AskToEndAsync("What should I do next on Acme?");
        await Expect(AssistantPanel.Citations(turn).First).ToBeVisibleAsync();
        await turn.GetByText("Worked out the next step").First.ClickAsync();
        await TakeAsync(page, "chat");

        await page.GotoAsync($"/deals/{acme.Id}");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Status" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Looking for proposals")).ToHaveCountAsync(0);
        await TakeAsync(page, "deal");

        await page.GotoAsync($"/deals/{acme.Id}?tab=timeline");
        await page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }).GetByRole(AriaRole.Listitem).Filter(new() { HasTextRegex = new("Call ·") }).First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Source" }).GetByRole(AriaRole.List, new() { Name = "Talk" })).ToBeVisibleAsync();
        await TakeAsync(page, "transcript");

        var helen = await OpenAsAsync(Seat.Helen, "/", new() { ColorScheme = ColorScheme.Light });
        await Expect(helen.GetByRole(AriaRole.Button, new() { NameRegex = new("^Brief for ") }).First).ToBeVisibleAsync();
        await TakeAsync(helen, "today");
        await helen.GotoAsync("/pipeline");
        await Expect(helen.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await TakeAsync(helen, "pipeline");
        await DealPage.AddMailAsync(
            page,
            acme,
            "Laura Becker <laura.becker@acme-logistics.example>",
            "Where we stand",
            "Hi Priya,\r\n\r\nIngrid agreed to 79,000 euros for the four sites yesterday. The board meets in January, so we sign on 14 January 2027.\r\nPlease send us the corrected page four by Friday.\r\n\r\nLaura");
        await helen.GotoAsync("/approvals");
        await Expect(helen.GetByRole(AriaRole.Article).Nth(1)).ToBeVisibleAsync();
        await TakeAsync(helen, "approvals");

        var alex = await OpenAsAsync(Seat.Alex, "/settings/models", new() { ColorScheme = ColorScheme.Light });
        await Expect(alex.GetByRole(AriaRole.Heading, new() { Name = "Models", Exact = false }).First).ToBeVisibleAsync();
        await TakeAsync(alex, "settings");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync(new() { Path = Path.Combine(AssistantSite.RepositoryRoot, "docs", "images", $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        picture.Length.ShouldBeLessThan(MaxBytes, name);
    }
}
