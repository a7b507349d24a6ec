using System.Collections.Concurrent;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>A story told in a browser. What the page throws fails the story, and a story that fails leaves a picture.</summary>
public abstract class BrowserTest(AssistantSite site) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _pageErrors = new();

    internal AssistantServer Server => site.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var context in _contexts)
        {
            if (failed && context.Pages is [.., var page])
                await page.ScreenshotAsync(new() { Path = PicturePath(), FullPage = true });
            await context.DisposeAsync();
        }

        _pageErrors.ShouldBeEmpty();
    }

    /// <summary>A page in a browser of its own where nobody is signed in.</summary>
    internal async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var context = await site.OpenAsync(options ?? new());
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => _pageErrors.Enqueue(error);
        return page;
    }

    /// <summary>A page in a browser of its own, opened by a person who is signed in.</summary>
    internal async Task<IPage> OpenAsAsync(Seat seat, string path, BrowserNewContextOptions? options = null)
    {
        var page = await OpenAsync(options);
        var signedIn = await page.APIRequest.PostAsync("/api/sign-in/link", new() { DataObject = new { token = await Server.CreateLinkAsync(seat) } });
        signedIn.Status.ShouldBe(200);
        await page.GotoAsync(path);
        return page;
    }

    private static string PicturePath()
    {
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "test").Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        return Path.Combine(AppContext.BaseDirectory, "TestResults", $"{name}.png");
    }
}
