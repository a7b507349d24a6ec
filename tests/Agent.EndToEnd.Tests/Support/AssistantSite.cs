using System.Reflection;
using Agent.EndToEnd.Tests.Support;

[assembly: AssemblyFixture(typeof(AssistantSite))]

namespace Agent.EndToEnd.Tests.Support;

/// <summary>One server and one browser for all tests; each test has a browser context of its own.</summary>
public sealed class AssistantSite : IAsyncLifetime
{
    // Debian's Chromium, started so that it talks to nobody but the server under test.
    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // Time for a machine that is busy with other builds; a passing expectation does not wait for it.
    private const float PatienceMilliseconds = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal AssistantServer Server { get; } = new();

    internal static string RepositoryRoot { get; } =
        typeof(AssistantSite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        Server.Start();
        SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = BrowserArguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A window in which nobody is signed in.</summary>
    internal async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        if (_browser is null)
        {
            var missing = $"There is no Chromium at {Chromium}. Install it (apt-get install chromium), or say with CHROMIUM_PATH where it is.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail(missing);
        }

        options.BaseURL ??= Server.Address;
        options.Locale ??= "en-GB";
        options.ViewportSize ??= new() { Width = 1280, Height = 800 };
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return context;
    }
}
