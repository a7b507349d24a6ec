using Agent.Benchmarks.Harness;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks;

/// <summary>The process that the insight benchmark measures: one refresh, so that the peak memory is its own.</summary>
internal static class InsightWorker
{
    public const string CommandName = "insight-once";

    /// <summary>What <see cref="RunAsync"/> is to write before it reads.</summary>
    public const string Nothing = "nothing";

    /// <summary>Reads what waits in a workspace; with anything but <see cref="Nothing"/> after one more note on some deal.</summary>
    public static async Task RunAsync(string folder, string note, CancellationToken ct)
    {
        await using var services = await Workspaces.OpenAsync(folder, ct);
        if (note != Nothing)
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
            var deal = await db.Deals.Where(d => d.Status == DealStatus.Open).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(ct);
            db.Add(new Activity { DealId = deal, Kind = ActivityKind.Note, At = TimeProvider.System.GetUtcNow(), Subject = "Note", Body = note });
            await db.SaveChangesAsync(ct);
        }

        await ImportWorker.MeasureAsync(async () => (await services.GetRequiredService<InsightKeeper>().RefreshAsync(null, ct)).Read);
    }
}
