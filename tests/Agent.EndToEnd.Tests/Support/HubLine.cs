namespace Agent.EndToEnd.Tests.Support;

/// <summary>The line between a page and the hub, to be cut and mended. Only lines that are opened after the tap count.</summary>
internal sealed class HubLine
{
    private readonly IPage _page;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IWebSocketRoute? _open;

    private HubLine(IPage page) => _page = page;

    public static async Task<HubLine> TapAsync(IPage page)
    {
        var line = new HubLine(page);
        await page.RouteWebSocketAsync("**/hubs/assistant**", socket =>
        {
            line._open = socket;
            socket.ConnectToServer();
            line._opened.TrySetResult();
        });
        return line;
    }

    /// <summary>Waits until the page has opened its line.</summary>
    public Task OpenedAsync() => _opened.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Breaks the open line and every attempt at a new one.</summary>
    public async Task CutAsync()
    {
        await _page.Context.SetOfflineAsync(true);
        await _open!.CloseAsync(new() { Code = 1001, Reason = "cut" });
    }

    public Task MendAsync() => _page.Context.SetOfflineAsync(false);
}
