using System.Diagnostics;

namespace Agent.Benchmarks.Harness;

/// <summary>Starts processes to measure, each under the same host.</summary>
internal static class ChildProcess
{
    /// <summary>How a .NET program is started.</summary>
    public static ProcessStartInfo Dotnet(string assembly, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>How another process of this very program is started.</summary>
    public static ProcessStartInfo Self(params IEnumerable<string> arguments) => Dotnet(typeof(ChildProcess).Assembly.Location, arguments);

    /// <summary>Runs a process to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
