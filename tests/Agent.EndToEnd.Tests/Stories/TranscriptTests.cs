using System.Text.RegularExpressions;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class TranscriptTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task Quote_OfACriterion_OpensTheTalkAtItsWords()
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{acme.Id}?tab=qualification");
        var quote = page.GetByRole(AriaRole.List, new() { Name = "Criteria" }).GetByRole(AriaRole.Link, new() { NameRegex = new("^“") }).First;
        var words = (await quote.InnerTextAsync()).Trim('“', '”');
        await quote.ClickAsync();

        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        await Expect(source.Locator("mark.quoted")).ToHaveTextAsync(words);
        await Expect(source.Locator("mark.quoted")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Talk_Opened_SaysWhoSpeaksForWhomAndFindsWords()
    {
        var acme = await Server.FindDealAsync("Acme Logistics - Rotterdam rollout");
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{acme.Id}?tab=timeline");
        await page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }).GetByRole(AriaRole.Listitem).Filter(new() { HasTextRegex = new("Call ·") }).First.GetByRole(AriaRole.Link).ClickAsync();

        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        var turns = source.GetByRole(AriaRole.List, new() { Name = "Talk" }).GetByRole(AriaRole.Listitem);
        await Expect(turns.Filter(new() { HasTextRegex = new("^Priya Nair\\s*us") }).First).ToBeAttachedAsync();
        await Expect(turns.Filter(new() { HasTextRegex = new("^Laura Becker\\s*buyer") }).First).ToBeAttachedAsync();
        await source.GetByRole(AriaRole.Textbox, new() { Name = "Find in the talk" }).FillAsync("the");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Expect(source.GetByRole(AriaRole.Status)).ToHaveTextAsync(new Regex("^2 of \\d+$"));
        await Expect(source.Locator("mark[data-current]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Answer_WithAFigureThatNothingSupports_MarksItInTheText()
    {
        const string Question = "Invent a figure";
        var answer = Server.Model.Script(Question, "It", "is", "worth", "**777", "million**", "euros.");
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);
        answer.LetAll();
        var turn = await assistant.AskToEndAsync(Question);

        var mark = turn.Locator("mark", new() { HasText = "777" });
        await mark.HoverAsync();
        await Expect(page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("Not supported:");
        await Expect(turn.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not supported by the sources");
    }
}
