using System.Text.RegularExpressions;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed partial class AskTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task NextStep_Answered_ShowsToolAndOpensItsSources()
    {
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);

        var turn = await assistant.AskToEndAsync("what should I do next on Acme");

        await Expect(turn).ToContainTextAsync("Acme Logistics - Rotterdam rollout");
        var outcome = turn.GetByRole(AriaRole.Listitem).Filter(new() { HasTextRegex = ToolOutcome() });
        await Expect(outcome).ToBeHiddenAsync();
        await turn.GetByText("Worked out the next step").First.ClickAsync();
        await Expect(outcome).ToBeVisibleAsync();
        await turn.GetByText("Worked out the next step").First.ClickAsync();
        await Expect(outcome).ToBeHiddenAsync();

        await turn.GetByRole(AriaRole.Link, new() { NameRegex = CitedEmail() }).First.ClickAsync();
        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        await Expect(source).ToContainTextAsync("Email · received");
        await source.GetByRole(AriaRole.Button, new() { Name = "Close the source" }).ClickAsync();
        await Expect(source).ToBeHiddenAsync();
        await turn.GetByRole(AriaRole.Link, new() { NameRegex = CitedDeal() }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Acme Logistics - Rotterdam rollout", Level = 1 })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(turn).ToContainTextAsync("Acme Logistics - Rotterdam rollout");
    }

    [Fact]
    public async Task Search_Answered_HighlightsQuoteAndSurvivesReload()
    {
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);
        const string Question = "what did Laura say about the budget";

        var turn = await assistant.AskToEndAsync(Question);
        var citation = AssistantPanel.Citations(turn).First;
        await Expect(citation).ToBeVisibleAsync();
        var answer = await turn.InnerTextAsync();
        var quote = await citation.GetAttributeAsync("title");
        await citation.ClickAsync();
        var marked = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" }).Locator("mark.quoted");
        await Expect(marked).ToHaveTextAsync(quote!);
        await Expect(marked).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the source" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(ConversationAddress());

        await page.ReloadAsync();

        await Expect(assistant.Turns).ToHaveCountAsync(1);
        await Expect(assistant.TurnOf(Question)).ToHaveTextAsync(answer, new() { UseInnerText = true });
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).GetByRole(AriaRole.Link, new() { Name = Question })).ToHaveAttributeAsync("aria-current", "page");
    }

    [Fact]
    public async Task Question_AskedInOtherWords_TakesThePlaceOfTheAnswerForGood()
    {
        const string Before = "what is the status of the Acme rollout";
        const string After = "what should I do next on Acme";
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);
        var turn = await assistant.AskToEndAsync(Before);

        await turn.GetByRole(AriaRole.Button, new() { Name = "Edit the question" }).ClickAsync();
        var typed = page.GetByRole(AriaRole.Textbox, new() { Name = "Your question" });
        await Expect(typed).ToBeFocusedAsync();
        await typed.FillAsync(After);
        await typed.PressAsync("Enter");

        var replacing = assistant.TurnOf(After);
        await Expect(replacing).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(assistant.Turns).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(replacing).ToBeVisibleAsync();
        await Expect(assistant.Turns).ToHaveCountAsync(1);
        await replacing.GetByText("Replaced: 1 earlier question").ClickAsync();
        await Expect(replacing.GetByText(Before)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Answer_Rated_KeepsTheThumbAndItsReason()
    {
        var page = await OpenAsAsync(Seat.Jonas, "/assistant");
        var assistant = new AssistantPanel(page);
        const string Question = "which deals close this month";
        var turn = await assistant.AskToEndAsync(Question);

        await turn.GetByRole(AriaRole.Button, new() { Name = "This answer did not help" }).ClickAsync();
        await turn.GetByRole(AriaRole.Textbox, new() { Name = "What was wrong with it? (optional)" }).FillAsync("I meant next month");
        await turn.GetByRole(AriaRole.Button, new() { Name = "Save the reason" }).ClickAsync();

        await Expect(turn.GetByText("“I meant next month”")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(assistant.TurnOf(Question).GetByRole(AriaRole.Button, new() { Name = "This answer did not help", Pressed = true })).ToBeVisibleAsync();
        await Expect(assistant.TurnOf(Question).GetByText("“I meant next month”")).ToBeVisibleAsync();
        var admin = await OpenAsAsync(Seat.Alex, "/settings/models");
        var download = await admin.RunAndWaitForDownloadAsync(() => admin.GetByRole(AriaRole.Link, new() { Name = "Download the rated answers" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("I meant next month");
    }

    [Fact]
    public async Task AmbiguousName_ChoiceNamed_AnswersAboutIt()
    {
        var page = await OpenAsAsync(Seat.Helen, "/assistant");
        var assistant = new AssistantPanel(page);

        var question = await assistant.AskToEndAsync("how is the Northwind deal going");
        await Expect(question).ToContainTextAsync("Which one do you mean?");
        var choices = question.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Northwind Traders - " });
        await Expect(choices).ToContainTextAsync(["Esbjerg and Kolding", "Renewal Aarhus sites"]);

        var status = await assistant.AskToEndAsync("the renewal");

        await Expect(status).ToContainTextAsync("Northwind Traders - Renewal Aarhus sites is");
        await Expect(AssistantPanel.Citations(status).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task UnknownName_OffersTheNearest()
    {
        var page = await OpenAsAsync(Seat.Helen, "/assistant");
        var assistant = new AssistantPanel(page);

        var turn = await assistant.AskToEndAsync("what is the status of the Nordwund deal");

        await Expect(turn).ToContainTextAsync("I find nothing called");
        await Expect(turn.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Northwind" }).First).ToBeVisibleAsync();
    }

    [GeneratedRegex("Worked out the next step · .+")]
    private static partial Regex ToolOutcome();

    [GeneratedRegex("^Source \\d+: Email: ")]
    private static partial Regex CitedEmail();

    [GeneratedRegex("^Source \\d+: Deal record: ")]
    private static partial Regex CitedDeal();

    [GeneratedRegex("/assistant/[0-9a-f-]{36}$")]
    private static partial Regex ConversationAddress();
}
