using Agent.Infrastructure;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks.Harness;

/// <summary>Makes workspaces to measure on.</summary>
internal static class Workspaces
{
    /// <summary>The activities of the one deal that has many.</summary>
    public const int ManyActivities = 500;

    /// <summary>Opens a workspace in this process, its schema up to date.</summary>
    public static Task<ServiceProvider> OpenAsync(string folder, CancellationToken ct) => OpenAsync(new ServiceCollection(), folder, ct);

    /// <summary>The same with services that the program would find in its settings.</summary>
    public static async Task<ServiceProvider> OpenAsync(IServiceCollection services, string folder, CancellationToken ct)
    {
        services.AddLogging();
        services.AddAgent(Workspace.Open(folder));
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        await Migrator.MigrateAsync(db, ct);
        return provider;
    }

    /// <summary>Imports files.</summary>
    /// <exception cref="InvalidOperationException">Rows were skipped: what is measured would not be what was meant.</exception>
    public static async Task<ImportReport> ImportAsync(IServiceProvider services, string path, CancellationToken ct)
    {
        var importer = new Importer(services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>(), services.GetRequiredService<TimeProvider>());
        var report = await importer.ImportAsync(ImportSource.FromPaths([path]), new(), null, ct);
        return report.Problems is [var problem, ..] ? throw new InvalidOperationException($"{problem.File}:{problem.Line}: {problem.Reason}") : report;
    }

    /// <summary>A workspace with generated deals, people and activities; one deal has <see cref="ManyActivities"/>.</summary>
    /// <returns>Its folder.</returns>
    public static async Task<string> GenerateAsync(TempFolder temp, int deals, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var export = Directory.CreateDirectory(temp.Inside("export")).FullName;
        var folder = temp.Inside("workspace");
        await GeneratedDeals.WriteDealsAsync(export, deals, DateOnly.FromDateTime(now.UtcDateTime), ct);
        await GeneratedDeals.WriteSurroundingsAsync(export, deals, ManyActivities - 2, now, ct);
        await using var services = await OpenAsync(folder, ct);
        await ImportAsync(services, export, ct);
        // Else the program that is measured would read the texts meanwhile.
        await services.GetRequiredService<InsightKeeper>().RefreshAsync(null, ct);
        return folder;
    }
}
