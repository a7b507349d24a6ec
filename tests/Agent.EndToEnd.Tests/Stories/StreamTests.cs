using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class StreamTests(AssistantSite site) : BrowserTest(site)
{
    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    [Fact]
    public async Task Answer_WhileItIsGiven_ShowsWordByWord()
    {
        const string Question = "Count slowly";
        var answer = Server.Model.Script(Question, Words);
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);

        var turn = await assistant.AskAsync(Question);
        await Expect(turn).ToContainTextAsync("Working on it");
        answer.Let(2);
        await Expect(Paragraph(turn)).ToHaveTextAsync("one two");
        answer.Let(1);
        await Expect(Paragraph(turn)).ToHaveTextAsync("one two three");
        await Expect(turn).ToHaveAttributeAsync("aria-busy", "true");
        answer.LetAll();

        await Expect(Paragraph(turn)).ToHaveTextAsync(string.Join(' ', Words));
        await Expect(turn).ToHaveAttributeAsync("aria-busy", "false");
    }

    [Fact]
    public async Task Stop_InMidAnswer_KeepsWhatWasSaidAndAnswersAgain()
    {
        const string Question = "Count until I stop you";
        var answer = Server.Model.Script(Question, Words);
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);
        var turn = await assistant.AskAsync(Question);
        answer.Let(3);
        await Expect(Paragraph(turn)).ToHaveTextAsync("one two three");

        await assistant.StopButton.ClickAsync();

        var stopped = assistant.Turns.First;
        await Expect(stopped.GetByRole(AriaRole.Alert)).ToContainTextAsync("Stopped");
        await Expect(Paragraph(stopped)).ToHaveTextAsync("one two three");
        await Expect(assistant.StopButton).ToBeHiddenAsync();
        answer.LetAll();
        await stopped.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).ClickAsync();
        await Expect(assistant.Turns).ToHaveCountAsync(2);
        await Expect(Paragraph(assistant.Turns.Last)).ToHaveTextAsync(string.Join(' ', Words));
        await Expect(Paragraph(stopped)).ToHaveTextAsync("one two three");
    }

    [Fact]
    public async Task LostConnection_InMidAnswer_ResumesWithNothingLostOrTwice()
    {
        const string Question = "Count while the line is cut";
        var answer = Server.Model.Script(Question, Words);
        var page = await OpenAsAsync(Seat.Priya, "/deals");
        var line = await HubLine.TapAsync(page);
        // The page has a line of its own by now; only one that is opened after the tap can be cut.
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Assistant" }).ClickAsync();
        var assistant = new AssistantPanel(page);
        var turn = await assistant.AskAsync(Question);
        answer.Let(3);
        await Expect(Paragraph(turn)).ToHaveTextAsync("one two three");

        await line.CutAsync();
        await Expect(assistant.Banner).ToBeVisibleAsync();
        answer.Let(3);
        await Expect(Paragraph(turn)).ToHaveTextAsync("one two three");
        await line.MendAsync();

        await Expect(Paragraph(turn)).ToHaveTextAsync("one two three four five six");
        await Expect(assistant.Banner).ToBeHiddenAsync();
        await Expect(turn).ToHaveAttributeAsync("aria-busy", "true");
        answer.LetAll();
        await Expect(Paragraph(turn)).ToHaveTextAsync(string.Join(' ', Words));
        await Expect(turn).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(assistant.Turns).ToHaveCountAsync(1);
    }

    private static ILocator Paragraph(ILocator turn) => turn.GetByRole(AriaRole.Paragraph).Filter(new() { HasTextRegex = new("^one") });
}
