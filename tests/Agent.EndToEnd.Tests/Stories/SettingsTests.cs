using System.Text;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class SettingsTests(AssistantSite site) : BrowserTest(site)
{
    [Fact]
    public async Task PriceBook_WithABadRow_ChangesNothingUntilItIsMended()
    {
        var page = await OpenAsAsync(Seat.Alex, "/settings/prices");
        var prices = page.GetByRole(AriaRole.Region, new() { Name = "Prices" });
        await Expect(prices.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();

        await UploadAsync(page, "product,list_price,currency\nQuince mount,12.50,EUR\nQuince cable,some,EUR\n");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Row 3: \"some\" is no number for \"list_price\"; write it in digits");
        await Expect(prices.GetByRole(AriaRole.Cell, new() { Name = "Quince mount" })).ToHaveCountAsync(0);

        await UploadAsync(page, "product,list_price,currency\nQuince mount,12.50,EUR\nQuince cable,3,EUR\n");

        await Expect(page.GetByText("The price book is in force: 2 products new")).ToBeVisibleAsync();
        await Expect(prices.GetByRole(AriaRole.Row).Filter(new() { HasText = "Quince mount" })).ToContainTextAsync("12.50");
    }

    [Fact]
    public async Task Pipeline_ChangedByAnAdministrator_IsReadByEverybodyElse()
    {
        const string criterion = "The quince was tasted";
        var admin = await OpenAsAsync(Seat.Alex, "/settings/pipelines");
        await Stage(admin, "Demo").GetByRole(AriaRole.Textbox, new() { Name = "Exit criterion" }).FillAsync(criterion);

        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the pipeline" }).ClickAsync();

        await Expect(admin.GetByText("The pipeline is saved.")).ToBeVisibleAsync();
        var rep = await OpenAsAsync(Seat.Priya, "/settings/pipelines");
        var read = Stage(rep, "Demo").GetByRole(AriaRole.Textbox, new() { Name = "Exit criterion" });
        await Expect(read).ToHaveValueAsync(criterion);
        await Expect(read).Not.ToBeEditableAsync();
        await Expect(rep.GetByRole(AriaRole.Button, new() { Name = "Save the pipeline" })).ToHaveCountAsync(0);
        await rep.GotoAsync("/settings/models");
        await Expect(rep.GetByText("Models: for administrators only")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Model_AddedAndChecked_SaysWhatToMend()
    {
        var page = await OpenAsAsync(Seat.Alex, "/settings/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a model" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add a model" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("quince");
        // Nothing listens on the port of the discard service.
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Address" }).FillAsync("http://127.0.0.1:9/v1");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Model" }).FillAsync("small");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save the model" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        var card = page.GetByRole(AriaRole.Listitem, new() { Name = "quince" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Check quince" }).ClickAsync();

        var steps = card.GetByRole(AriaRole.List, new() { Name = "Check of quince" }).GetByRole(AriaRole.Listitem);
        await Expect(steps.First).ToContainTextAsync("nothing answers there");
        await Expect(steps).ToHaveCountAsync(5);
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove quince" }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Yes, remove quince" }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
    }

    private static ILocator Stage(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private static async Task UploadAsync(IPage page, string csv)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "prices.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload the price book" }).ClickAsync();
    }
}
