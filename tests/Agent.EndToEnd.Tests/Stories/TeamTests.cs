using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>What belongs to another team is nowhere to be seen.</summary>
public sealed class TeamTests(AssistantSite site) : BrowserTest(site)
{
    private const string Acme = "Acme Logistics - Rotterdam rollout";

    [Fact]
    public async Task Deal_OfAnotherTeam_IsNotFound()
    {
        var acme = await Server.FindDealAsync(Acme);
        var activity = await Server.FindLatestActivityAsync(acme.Id);
        var page = await OpenAsAsync(Seat.Jonas, $"/deals/{acme.Id}");

        await Expect(page.GetByText("There is no such deal")).ToBeVisibleAsync();
        await Expect(page.GetByText("Acme")).ToHaveCountAsync(0);
        await Expect(page).Not.ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Acme"));

        await page.GotoAsync($"/deals?activity={activity.Id}");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Source" })).ToContainTextAsync("This is not here any more");
    }

    [Fact]
    public async Task List_OfAnotherTeam_IsEmpty()
    {
        var page = await OpenAsAsync(Seat.Jonas, "/deals?status=all");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Talgrund - Nuremberg central depot" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find by name or account" }).FillAsync("Acme");

        await Expect(page.GetByText("No deal fits these filters")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("what should I do next on Acme")]
    [InlineData("what did Laura say about the budget")]
    public async Task Question_AboutAnotherTeam_FindsNothing(string question)
    {
        var page = await OpenAsAsync(Seat.Jonas, "/assistant");
        var assistant = new AssistantPanel(page);

        var turn = await assistant.AskToEndAsync(question);

        await Expect(turn).Not.ToContainTextAsync("Rotterdam");
        await Expect(turn).Not.ToContainTextAsync("Laura Becker");
        await Expect(AssistantPanel.Citations(turn).Filter(new() { HasText = "Acme" })).ToHaveCountAsync(0);
        await Expect(turn).ToContainTextAsync("nothing");
    }

    [Fact]
    public async Task Conversation_OfSomebodyElse_CannotBeShown()
    {
        var priya = await OpenAsAsync(Seat.Priya, "/assistant");
        await new AssistantPanel(priya).AskToEndAsync("what happened lately on Acme");
        await Expect(priya).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/assistant/.+"));

        var jonas = await OpenAsAsync(Seat.Jonas, new Uri(priya.Url).AbsolutePath);

        await Expect(jonas.GetByRole(AriaRole.Alert)).ToContainTextAsync("It was deleted, or it is not yours.");
        await Expect(jonas.GetByText("Rotterdam")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Import_ByARep_IsNotOffered()
    {
        var page = await OpenAsAsync(Seat.Jonas, "/import");

        await Expect(page.GetByText("Imports are for managers and administrators")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Import" })).ToHaveCountAsync(0);
    }
}
