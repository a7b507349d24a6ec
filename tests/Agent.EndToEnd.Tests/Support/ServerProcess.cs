using System.Diagnostics;
using System.Text.RegularExpressions;
using Agent.Tests.Support;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>The program as a user starts it, in a process and a new workspace of its own.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource<string> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    public ServerProcess()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Agent.Api.dll"), "--data", _folder.Path, "--urls", "http://127.0.0.1:0"])
            start.ArgumentList.Add(argument);
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, output) => Read(output.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>The sign-in link that the program prints.</summary>
    public Task<string> Link => _link.Task;

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            _link.TrySetException(new InvalidOperationException("The program ended before it printed a sign-in link."));
        else if (PrintedLink().Match(line) is { Success: true } match)
            _link.TrySetResult(match.Value);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/welcome#\S+")]
    private static partial Regex PrintedLink();
}
