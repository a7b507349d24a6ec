using System.Diagnostics;
using System.Text.Json;
using Agent.Benchmarks.Harness;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks;

/// <summary>What one process took.</summary>
/// <param name="Rows">Rows written, or found unchanged.</param>
/// <param name="Seconds">From the first read to the last commit.</param>
/// <param name="CpuSeconds">Of that, on a processor: what a shared machine distorts least.</param>
/// <param name="PeakMegabytes">The most memory of the process.</param>
internal sealed record WorkerFigures(int Rows, double Seconds, double CpuSeconds, double? PeakMegabytes);

/// <summary>The processes that the import benchmark measures: one import or one copy each, so that the peak memory is its own.</summary>
internal static class ImportWorker
{
    public const string ImportCommand = "import-once";
    public const string CopyCommand = "copy-once";
    public const string UntrackedCommand = "import-untracked";

    // In the order of their references.
    private static readonly string[] Tables =
        ["pipelines", "stages", "products", "teams", "users", "accounts", "contacts", "deals", "deal_stages", "deal_changes", "deal_lines", "deal_roles"];

    /// <summary>Imports files into a workspace.</summary>
    public static async Task ImportAsync(string folder, string path, CancellationToken ct)
    {
        await using var services = await Workspaces.OpenAsync(folder, ct);
        await ImportAsync(services, path, ct);
    }

    /// <summary>Imports files into a workspace that does not note which deals are touched: what the noting costs.</summary>
    public static async Task ImportUntrackedAsync(string folder, string path, CancellationToken ct)
    {
        await using var services = await Workspaces.OpenAsync(folder, ct);
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct))
        {
            var triggers = await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'insight~_%' ESCAPE '~'").ToListAsync(ct);
            await db.Database.ExecuteSqlRawAsync(string.Concat(triggers.Select(t => $"DROP TRIGGER {t};")), ct);
        }

        await ImportAsync(services, path, ct);
    }

    private static Task ImportAsync(ServiceProvider services, string path, CancellationToken ct) => MeasureAsync(async () =>
    {
        var report = await Workspaces.ImportAsync(services, path, ct);
        return report.Deals.Added + report.Deals.Unchanged;
    });

    /// <summary>Copies the rows of one workspace into another, new one by <c>INSERT … SELECT</c>: the same rows, the same indexes, no file to read.</summary>
    public static async Task CopyAsync(string folder, string from, CancellationToken ct)
    {
        await using var services = await Workspaces.OpenAsync(folder, ct);
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        var source = Workspace.Open(from).DatabasePath;
        await db.Database.OpenConnectionAsync(ct);
        // The settings of an import.
        await db.Database.ExecuteSqlRawAsync("PRAGMA mmap_size = 0; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 16000", ct);
        await db.Database.ExecuteSqlAsync($"ATTACH {source} AS source", ct);
        var copy = string.Join(";\n", Tables.Select(t => $"INSERT INTO main.\"{t}\" SELECT * FROM source.\"{t}\""));
        await MeasureAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlRawAsync(copy, ct);
            await transaction.CommitAsync(ct);
            return await db.Deals.CountAsync(ct);
        });
    }

    /// <summary>Does work that counts rows and prints what it took.</summary>
    public static async Task MeasureAsync(Func<Task<int>> work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var rows = await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new WorkerFigures(rows, seconds, (process.TotalProcessorTime - cpu).TotalSeconds, Machine.PeakMegabytes())));
    }
}
