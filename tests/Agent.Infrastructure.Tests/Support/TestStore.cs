using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Agent.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Support;

/// <summary>A migrated store of a test's own, in a folder that goes away with it.</summary>
internal sealed class TestStore : IDbContextFactory<WorkspaceDbContext>, IDisposable
{
    private readonly TempFolder _folder = new();

    public TestStore()
    {
        Workspace = Workspace.Open(_folder.Path);
        Keeper = new(this, new SqlitePassageStore(this), new(), NullLogger<IndexKeeper>.Instance);
        Index = new PassageFinder(this, new SqlitePassageStore(this), Keeper, new(), Clock);
    }

    public Workspace Workspace { get; }

    public FakeClock Clock { get; } = new();

    public IndexKeeper Keeper { get; }

    public IPassageIndex Index { get; }

    public static async Task<TestStore> CreateAsync(CancellationToken ct)
    {
        var store = new TestStore();
        await using var db = store.CreateDbContext();
        await Migrator.MigrateAsync(db, ct);
        return store;
    }

    public WorkspaceDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        Workspace.Configure(options);
        return new(options.Options);
    }

    public async Task AddAsync(CancellationToken ct, params object[] entities)
    {
        await using var db = CreateDbContext();
        db.AddRange(entities);
        await db.SaveChangesAsync(ct);
    }

    public void Dispose()
    {
        using (var db = CreateDbContext())
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        Keeper.Dispose();
        _folder.Dispose();
    }
}
