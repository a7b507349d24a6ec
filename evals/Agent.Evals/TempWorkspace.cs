using Agent.Infrastructure;
using Agent.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>An empty workspace in a folder of its own, at a fixed day; the folder goes with it.</summary>
internal sealed class TempWorkspace : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private TempWorkspace(DirectoryInfo folder, ServiceProvider services) => (_folder, Services) = (folder, services);

    /// <summary>The parts of the product on this workspace.</summary>
    public ServiceProvider Services { get; }

    public static async Task<TempWorkspace> CreateAsync(DateOnly today, CancellationToken ct, Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("agent-evals-");
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new FixedClock(today));
        configure?.Invoke(services);
        var workspace = new TempWorkspace(folder, services.AddAgent(Workspace.Open(folder.FullName)).BuildServiceProvider());
        await using var db = await workspace.OpenAsync(ct);
        await Migrator.MigrateAsync(db, ct);
        return workspace;
    }

    public Task<WorkspaceDbContext> OpenAsync(CancellationToken ct) => Services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private sealed class FixedClock(DateOnly today) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
