using System.Text;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

public sealed class ImportTests(AssistantSite site) : BrowserTest(site)
{
    private const string Deals = """
        Deal ID,Deal Name,Account Name,Stage,Amount,Close Date
        q1,Quintessa scanners,Quintessa,Negotiation,12500,2031-05-04
        q2,Quintessa printers,Quintessa,Negotiation,a lot,2031-05-05
        q3,Quintessa labels,Quintessa,Proposal,900,2031-02-31
        q4,Quintessa support,Quintessa,Proposal,4800,2031-06-01
        """;

    [Fact]
    public async Task Deals_WithBadRows_AreTriedOutThenImported()
    {
        var page = await OpenAsAsync(Seat.Alex, "/import");
        await ChooseAsync(page, "quintessa.csv", Encoding.UTF8.GetBytes(Deals));

        await page.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();

        await Expect(page.GetByText("Dry run done: nothing was changed")).ToBeVisibleAsync();
        await Expect(Counts(page, "Deals")).ToHaveTextAsync(["2", "0", "0", "2"]);
        await Expect(Counts(page, "Accounts")).ToHaveTextAsync(["1", "0", "0", "0"]);
        var problems = page.GetByRole(AriaRole.Region, new() { Name = "Problems" }).GetByRole(AriaRole.Row);
        await Expect(problems.Nth(1).GetByRole(AriaRole.Cell)).ToContainTextAsync(["quintessa.csv", "3", "Amount", "a lot"]);
        await Expect(problems.Nth(2).GetByRole(AriaRole.Cell)).ToContainTextAsync(["quintessa.csv", "4", "Close Date", "2031-02-31"]);
        await Expect(problems).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Import for real" }).ClickAsync();

        await Expect(page.GetByText("Import done")).ToBeVisibleAsync();
        await Expect(Counts(page, "Deals")).ToHaveTextAsync(["2", "0", "0", "2"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Deals" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find by name or account" }).FillAsync("Quintessa");
        var names = page.GetByRole(AriaRole.Region, new() { Name = "Deals" }).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link);
        await Expect(names).ToHaveTextAsync(["Quintessa scanners", "Quintessa support"]);
    }

    [Fact]
    public async Task File_ThatIsNotWhatItClaims_IsRefusedInOneSentence()
    {
        var page = await OpenAsAsync(Seat.Alex, "/import");
        await ChooseAsync(page, "deals.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();

        var problem = page.GetByRole(AriaRole.Region, new() { Name = "Problems" }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(problem).ToContainTextAsync("deals.csv");
        await Expect(problem.GetByRole(AriaRole.Cell).Last).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[^.]+\\.$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 problem" })).ToBeVisibleAsync();
        await Expect(Counts(page, "Deals")).ToHaveTextAsync(["0", "0", "0", "0"]);
    }

    private static ILocator Counts(IPage page, string kind) => page.GetByRole(AriaRole.Region, new() { Name = "Counts" })
        .GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = kind }) }).GetByRole(AriaRole.Cell);

    private static async Task ChooseAsync(IPage page, string name, byte[] content)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose files" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
        await Expect(page.GetByText("1 file,")).ToBeVisibleAsync();
    }
}
