using System.Diagnostics;

namespace Agent.Api.Tests.Processes;

/// <summary>The built server or command line as a process of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process;

    private ProgramProcess(Process process) => _process = process;

    public static ProgramProcess StartServer(string folder) => Start("Agent.Api.dll", "--data", folder, "--urls", "http://127.0.0.1:0");

    /// <summary>The server with nothing but these arguments.</summary>
    public static ProgramProcess StartServerWith(params string[] arguments) => Start("Agent.Api.dll", arguments);

    public static ProgramProcess StartCommand(string folder, params IEnumerable<string> arguments) => Start("agent.dll", ["--data", folder, .. arguments]);

    public Task<string?> ReadLineAsync(CancellationToken ct) => _process.StandardOutput.ReadLineAsync(ct).AsTask();

    /// <summary>Takes the process away as a power cut does: nothing of it gets to run any more.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(ct);
    }

    public bool HasExited => _process.HasExited;

    public async Task<(int ExitCode, string Output)> FinishAsync(CancellationToken ct)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(ct);
        await _process.WaitForExitAsync(ct);
        return (_process.ExitCode, output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ProgramProcess Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        // Read away, or a full pipe would stop the process.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process);
    }
}
