using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Changes;
using Agent.EndToEnd.Tests.Support;
using Agent.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>What is proposed waits for a person; what the person decides is seen by everybody at once. Each story has a deal of its own.</summary>
public sealed class ProposalTests(AssistantSite site) : BrowserTest(site)
{
    private static readonly DateOnly NextMarch = new(TimeProvider.System.GetUtcNow().Year + 1, 3, 1);

    private static string Raw(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Inbox_ApprovedAndUndoneByKeyboard_ChangesTheDealAndPutsItBack()
    {
        var deal = await Server.FindDealAsync("Delcourt Cosmétiques - Roubaix order picking");
        await Server.ProposeAsync(deal, ChangeKind.NextStep, (ChangeFields.NextStep, "Send Olivier the penetration test"));
        var page = await OpenAsAsync(Seat.Priya, $"/approvals?deal={deal.Id}");
        var card = Card(page, "Next step: Send Olivier the penetration test");
        await Expect(card).ToContainTextAsync("text that came from outside the team");
        await card.GetByRole(AriaRole.Link, new() { NameRegex = new("^“") }).ClickAsync();
        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Source" });
        await Expect(source.Locator("mark.quoted")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(source).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(card).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(card).ToContainTextAsync("Applied by Priya Nair");
        await Expect(card).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).ClickAsync();
        var tasks = page.GetByRole(AriaRole.Region, new() { Name = "Next steps and tasks" });
        await Expect(tasks).ToContainTextAsync("Send Olivier the penetration test");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Proposals & history" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Next step: Send Olivier the penetration test" }).ClickAsync();
        await Expect(Card(page, "Next step: Send Olivier the penetration test")).ToContainTextAsync("Undone by Priya Nair");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).ClickAsync();
        await Expect(tasks).ToContainTextAsync(deal.NextStep!);
    }

    [Fact]
    public async Task Deal_ProposalEdited_IsAppliedWithTheOtherValue()
    {
        var deal = await Server.FindDealAsync("Zilverpolder - Ready for the peak season");
        await Server.ProposeAsync(deal, ChangeKind.CloseDate, (ChangeFields.CloseDate, Raw(NextMarch)));
        var page = await OpenAsAsync(Seat.Priya, $"/deals/{deal.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "1 proposal waits for a decision" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("\\?tab=proposals$"));

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Edit: Move the close date") }).ClickAsync();
        var day = page.GetByLabel("Close date", new() { Exact = true });
        await Expect(day).ToBeFocusedAsync();
        await day.FillAsync("2020-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve with these values" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the day lies in the past");
        await day.FillAsync(Raw(NextMarch.AddDays(7)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve with these values" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Applied with other values by Priya Nair" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = $"8 Mar {NextMarch.Year}" }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Proposals", Exact = true })).ToHaveTextAsync("No proposal waits for a decision.");
    }

    [Fact]
    public async Task Inbox_Rejected_TakesOnePressAndIsKept()
    {
        var deal = await Server.FindDealAsync("Oostveld Retail - Store stockroom trial");
        await Server.ProposeAsync(deal, ChangeKind.Task, (ChangeFields.Task, "Bring samples to Joris"));
        var page = await OpenAsAsync(Seat.Priya, $"/approvals?deal={deal.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reject: Task: Bring samples to Joris" }).ClickAsync();

        await Expect(Card(page, "Task: Bring samples to Joris")).ToContainTextAsync("Rejected by Priya Nair");
        await page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Outcome" }).SelectOptionAsync("Rejected");
        await Expect(Card(page, "Task: Bring samples to Joris")).ToContainTextAsync("Rejected by Priya Nair");
        await Expect(page).ToHaveURLAsync(new Regex("status=rejected"));
    }

    [Fact]
    public async Task Decision_OfSomebodyElse_IsSeenWithoutReload()
    {
        var deal = await Server.FindDealAsync("Delcourt Cosmétiques - Lille warehouses");
        var priya = await OpenAsAsync(Seat.Priya, $"/deals/{deal.Id}?tab=proposals");
        var line = priya.GetByRole(AriaRole.Status, new() { Name = "Proposals", Exact = true });
        await Expect(line).ToHaveTextAsync("No proposal waits for a decision.");
        var helen = await OpenAsAsync(Seat.Helen, $"/approvals?deal={deal.Id}");
        await Expect(helen.GetByText("No proposal fits these filters")).ToBeVisibleAsync();

        await Server.ProposeAsync(deal, ChangeKind.NextStep, (ChangeFields.NextStep, "Ask Claire for the new budget"));
        var seen = Card(priya, "Next step: Ask Claire for the new budget");
        await Expect(seen.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve") })).ToBeVisibleAsync();
        await Expect(line).ToContainTextAsync("1 proposal waits for a decision");
        await helen.GetByRole(AriaRole.Button, new() { Name = "Approve: Next step: Ask Claire for the new budget" }).ClickAsync();

        await Expect(seen).ToContainTextAsync("Applied by Helen Okafor");
        await Expect(seen.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve") })).ToHaveCountAsync(0);
        await Expect(line).ToHaveTextAsync("No proposal waits for a decision.");
    }

    [Fact]
    public async Task Conflict_DealMovedOn_IsShownPerFieldAndTheRestApplied()
    {
        var deal = await Server.FindDealAsync("Oostveld Retail - Distribution halls roll-out");
        await Server.ProposeAsync(deal, ChangeKind.NextStep, (ChangeFields.NextStep, "Send Veerle the cap"), (ChangeFields.NextStepDue, Raw(NextMarch)));
        var priya = await OpenAsAsync(Seat.Priya, $"/approvals?deal={deal.Id}");
        await Expect(Card(priya, "Next step: Send Veerle the cap")).ToBeVisibleAsync();
        // The only one of its deal; its name says what is left of it in the end.
        var card = priya.GetByRole(AriaRole.Article);
        var helen = await OpenAsAsync(Seat.Helen, "/approvals");

        var changed = await helen.APIRequest.PostAsync(
            $"/api/deals/{deal.Id}/changes", new() { DataObject = new { kind = "nextStep", fields = new { nextStep = "Wait for legal" } } });
        changed.Status.ShouldBe(200);

        var conflict = card.GetByRole(AriaRole.Group, new() { Name = "What changed since" });
        await Expect(conflict).ToContainTextAsync($"Next step was “{deal.NextStep}” when this was proposed and is “Wait for legal” now.");
        await Expect(conflict.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Set all the same: Next step") })).Not.ToBeCheckedAsync();
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Apply what is ticked" }).ClickAsync();

        await Expect(card).ToContainTextAsync("by Priya Nair");
        var now = await Server.FindDealAsync(deal.Name);
        (now.NextStep, now.NextStepDue).ShouldBe(("Wait for legal", NextMarch));
    }

    [Fact]
    public async Task Chat_ChangeProposed_IsDecidedThereAndSurvivesReload()
    {
        const string question = "Move the close date of the handheld replacement to March";
        var deal = await Server.FindDealAsync("Zilverpolder - Handheld replacement");
        Server.Model.ScriptCall(question, ScriptedChatClient.Call("1", "propose_close_date", ("deal", deal.Name), ("date", Raw(NextMarch))));
        var page = await OpenAsAsync(Seat.Priya, "/assistant");
        var assistant = new AssistantPanel(page);
        var turn = await assistant.AskToEndAsync(question);
        var card = turn.GetByRole(AriaRole.Article);
        await Expect(card).ToContainTextAsync("in a conversation with Priya Nair");
        (await Server.FindDealAsync(deal.Name)).CloseDate.ShouldBe(deal.CloseDate);

        await card.GetByRole(AriaRole.Button, new() { NameRegex = new("^Approve") }).ClickAsync();
        await Expect(card).ToContainTextAsync("Applied by Priya Nair");
        (await Server.FindDealAsync(deal.Name)).CloseDate.ShouldBe(NextMarch);
        await page.ReloadAsync();
        await Expect(card).ToContainTextAsync("Applied by Priya Nair");
        await card.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo") }).ClickAsync();
        await Expect(card).ToContainTextAsync("Undone by Priya Nair");
        (await Server.FindDealAsync(deal.Name)).CloseDate.ShouldBe(deal.CloseDate);
    }

    private static ILocator Card(IPage page, string title) => page.GetByRole(AriaRole.Article, new() { Name = title });
}
