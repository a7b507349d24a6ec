using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>The pictures of the documentation, taken anew with <c>SCREENSHOTS=1</c>; alone, so that no other story stands in the list of conversations.</summary>
public sealed class Pictures(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task Chat_Taken()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SCREENSHOTS") == "1", "Takes docs/images/chat.png when SCREENSHOTS=1.");
        var page = await OpenAsAsync(Seat.Priya, "/assistant", new() { ColorScheme = ColorScheme.Light });
        var turn = await new AssistantPanel(page).AskToEndAsync("What should I do next on Acme?");
        await Expect(AssistantPanel.Citations(turn).First).ToBeVisibleAsync();
        await turn.GetByText("Worked out the next step").First.ClickAsync();

        await page.ScreenshotAsync(new() { Path = Path.Combine(AssistantSite.RepositoryRoot, "docs", "images", "chat.png") });
    }
}
