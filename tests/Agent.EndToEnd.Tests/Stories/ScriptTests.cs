using System.IO.Compression;
using Agent.EndToEnd.Tests.Support;

namespace Agent.EndToEnd.Tests.Stories;

/// <summary>What has to be loaded before the first page is there.</summary>
public sealed class ScriptTests(AssistantSite site) : BrowserTest(site)
{
    private const int MaxScript = 250_000;

    [Fact]
    public async Task FirstPage_Scripts_AreUnder250KilobytesInGzip()
    {
        var page = await OpenAsAsync(Seat.Helen, "/");
        await Expect(page.GetByRole(AriaRole.Region, new() { NameRegex = new("deals need something") })).ToBeVisibleAsync();

        var names = await page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).filter(n => n.endsWith('.js'))");
        names.ShouldNotBeEmpty();
        var bytes = 0;
        foreach (var name in names.Distinct())
            bytes += Zip(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "wwwroot", name.TrimStart('/')), TestContext.Current.CancellationToken));

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / 1000.0:F0} kB in {names.Length} files");
        bytes.ShouldBeLessThan(MaxScript);
    }

    private static int Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return (int)zipped.Length;
    }
}
