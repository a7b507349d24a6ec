using System.Text;
using Agent.Core.Deals;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>What a rep does on a deal's page in more than one story.</summary>
internal static class DealPage
{
    /// <summary>Adds an email of a buyer to the deal on the page, as a file.</summary>
    public static async Task AddMailAsync(IPage page, Deal deal, string from, string subject, string words)
    {
        await page.GotoAsync($"/deals/{deal.Id}?tab=timeline");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a file" }).ClickAsync();
        var choosing = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "File", Exact = true }).ClickAsync());
        await choosing.SetFilesAsync(new FilePayload
        {
            Name = "mail.eml",
            MimeType = "message/rfc822",
            Buffer = Encoding.UTF8.GetBytes($"From: {from}\r\nTo: Priya Nair <priya.nair@halden.example>\r\nDate: {TimeProvider.System.GetUtcNow().AddHours(-1):r}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to the deal" }).ClickAsync();
        await Expect(page.GetByText($"“{subject}” is on the timeline; it is being read.")).ToBeVisibleAsync();
    }
}
