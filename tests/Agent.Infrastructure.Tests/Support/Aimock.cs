using System.ComponentModel;
using System.Diagnostics;

namespace Agent.Infrastructure.Tests.Support;

/// <summary>
/// The npm package <c>@copilotkit/aimock</c>: a model server that others wrote, so that the client is not only held against this project's own
/// idea of the protocol. It runs on loopback and says what stands in <c>tests/aimock/fixtures.json</c>, anything else is refused.
/// </summary>
internal sealed class Aimock : IAsyncDisposable
{
    /// <summary>The one question it knows. It calls <c>find_deals</c>, and answers when that found none.</summary>
    public const string Question = "Which deals are there?";

    /// <summary>The model that refuses by 429; any other name answers.</summary>
    public const string BusyModel = "busy";

    public const string Answer = "There are no deals yet, in Zürich as little as elsewhere – import some first.";

    private const string Listening = "listening on ";

    // Node takes a second to start, on a machine that runs all tests at once a few.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private Aimock(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    public static async Task<Aimock> StartAsync(CancellationToken ct)
    {
        var folder = Path.Combine(Root(), "tests", "aimock");
        var program = Path.Combine(folder, "node_modules", "@copilotkit", "aimock", "dist", "cli.js");
        Assert.SkipUnless(File.Exists(program), "@copilotkit/aimock is not installed: npm ci --prefix tests/aimock");
        var process = Start("node", program, "--host", "127.0.0.1", "--port", "0", "--fixtures", Path.Combine(folder, "fixtures.json"), "--validate-on-load", "--strict");
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Read on after the start too, or a full pipe would stop the process.
        process.OutputDataReceived += (_, line) => Read(line.Data, address);
        process.ErrorDataReceived += (_, line) => Read(line.Data, address);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("aimock ended before it listened."));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await address.Task.WaitAsync(StartTimeout, ct));
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(_process);

    private static Process Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (Win32Exception fault)
        {
            Assert.Skip($"Node.js does not start: {fault.Message}");
            throw;
        }
    }

    private static async Task StopAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static void Read(string? line, TaskCompletionSource<string> address)
    {
        if (line?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            address.TrySetResult(line[(at + Listening.Length)..].Trim());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Agent.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
