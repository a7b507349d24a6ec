namespace Agent.EndToEnd.Tests.Support;

/// <summary>The assistant as a person sees it: a composer and the turns of a conversation.</summary>
internal sealed class AssistantPanel(IPage page, string composerLabel = "Ask about your deals")
{
    public ILocator Composer { get; } = page.GetByRole(AriaRole.Textbox, new() { Name = composerLabel });

    public ILocator StopButton { get; } = page.GetByRole(AriaRole.Button, new() { Name = "Stop the answer" });

    public ILocator Banner { get; } = page.GetByText("Connection lost, reconnecting…");

    public ILocator Turns { get; } = page.GetByRole(AriaRole.Region, new() { Name = "Conversation" }).GetByRole(AriaRole.Article);

    public static ILocator Citations(ILocator turn) => turn.GetByRole(AriaRole.Link, new() { NameRegex = new("^Source \\d+: ") });

    /// <summary>Asks, and returns the turn once it is there.</summary>
    public async Task<ILocator> AskAsync(string question)
    {
        await Composer.FillAsync(question);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        var turn = TurnOf(question);
        await Expect(turn).ToBeVisibleAsync();
        return turn;
    }

    /// <summary>Asks, and returns the turn once it is answered.</summary>
    public async Task<ILocator> AskToEndAsync(string question)
    {
        var turn = await AskAsync(question);
        await Expect(turn).ToHaveAttributeAsync("aria-busy", "false");
        return turn;
    }

    public ILocator TurnOf(string question) =>
        Turns.Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = question, Exact = true }) }).Last;
}
