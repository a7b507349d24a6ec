using System.Diagnostics;
using Agent.Benchmarks.Harness;

namespace Agent.Benchmarks.Search;

/// <summary>A PostgreSQL server of this run's own, reached by a socket in its folder; it stops and goes with the run.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // Debian's name for the account; the server refuses to run as root.
    private const string Account = "postgres";

    private readonly string _programs;
    private readonly string _folder;

    private PostgresServer(string programs, string folder) => (_programs, _folder) = (programs, folder);

    public string Connection => $"Host={_folder};Username={Account};Database=postgres;Command Timeout=1800;No Reset On Close=true";

    /// <summary>Starts a server with the memory that such a data set wants; null where none is installed.</summary>
    public static async Task<PostgresServer?> StartAsync(CancellationToken ct)
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order().LastOrDefault()
            : null;
        if (programs is null)
            return null;
        var server = new PostgresServer(programs, Path.Combine(Path.GetTempPath(), $"agent-bench-pg-{Environment.ProcessId}"));
        await server.RunAsync("initdb", ["-D", server._folder, "-U", Account, "-A", "trust", "--no-locale", "-E", "UTF8", "-N"], ct);
        // Nothing has to survive a crash, so nothing waits for the disk.
        string[] settings = ["listen_addresses=", $"unix_socket_directories={server._folder}", "shared_buffers=2GB", "maintenance_work_mem=2GB", "work_mem=64MB", "fsync=off", "synchronous_commit=off", "max_wal_size=8GB", "jit=off"];
        await server.RunAsync("pg_ctl", ["-D", server._folder, "-w", "-l", Path.Combine(server._folder, "log"), "-o", string.Join(' ', settings.Select(s => $"-c {s}")), "start"], ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", ["-D", _folder, "-m", "immediate", "stop"], CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Path.Combine(_programs, program)) { RedirectStandardOutput = program == "initdb", WorkingDirectory = Path.GetTempPath() };
        if (Environment.IsPrivilegedProcess)
            start.UserName = Account;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The server inherits what pg_ctl writes to, so its output is not read to the end.
        if (start.RedirectStandardOutput)
        {
            await ChildProcess.RunAsync(start, ct);
            return;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
