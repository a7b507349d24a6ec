using System.Diagnostics;
using System.Text.RegularExpressions;
using Agent.Tests.Support;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>The program as a user starts it, in a process and a new workspace of its own.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private ServerProcess()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Agent.Api.dll"), "--data", _folder.Path, "--urls", "http://127.0.0.1:0"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>The sign-in link that the program printed.</summary>
    public string Link { get; private set; } = "";

    public static async Task<ServerProcess> StartAsync(CancellationToken ct)
    {
        var server = new ServerProcess();
        while (server.Link == "")
        {
            var line = await server._process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("The program ended before it printed a sign-in link.");
            server.Link = PrintedLink().Match(line).Value;
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/welcome#\S+")]
    private static partial Regex PrintedLink();
}
