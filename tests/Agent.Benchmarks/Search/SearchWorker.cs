using System.Globalization;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks.Search;

/// <summary>The processes of the search benchmark that write: each with a peak memory of its own.</summary>
internal static class SearchWorker
{
    public const string WriteCommand = "search-write";
    public const string BuildCommand = "search-build";

    /// <summary>Writes a workspace with the texts of so many passages.</summary>
    public static async Task WriteAsync(string folder, string passages, CancellationToken ct)
    {
        await using var services = await SearchCorpus.OpenAsync(folder, ct);
        await SearchCorpus.WriteAsync(services, int.Parse(passages, CultureInfo.InvariantCulture), ct);
        await CheckpointAsync(services, ct);
    }

    /// <summary>Builds the index of a workspace: words and vectors of all texts.</summary>
    public static async Task BuildAsync(string folder, string nothing, CancellationToken ct)
    {
        await using var services = await SearchCorpus.OpenAsync(folder, ct);
        await ImportWorker.MeasureAsync(async () =>
        {
            await services.GetRequiredService<IndexKeeper>().RebuildAsync(null, ct);
            return (int)(await services.GetRequiredService<IPassageStore>().GetStateAsync(ct)).Passages;
        });
        await CheckpointAsync(services, ct);
    }

    // So that the size of the file is that of what is in it.
    private static async Task CheckpointAsync(IServiceProvider services, CancellationToken ct)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct))
            await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", ct);
        SqliteConnection.ClearAllPools();
    }
}
