using System.Text;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Import;

/// <summary>A workspace of its own in a temporary folder, with an importer and a clock that stands still.</summary>
internal sealed class ImportStore : IDbContextFactory<WorkspaceDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-").FullName;
    private readonly DbContextOptions<WorkspaceDbContext> _options;

    public ImportStore()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        Workspace.Open(_folder).Configure(options);
        _options = options.Options;
        using var db = CreateDbContext();
        Migrator.MigrateAsync(db, CancellationToken.None).GetAwaiter().GetResult();
    }

    public DateTimeOffset Now { get; set; } = new(2025, 3, 10, 9, 0, 0, TimeSpan.Zero);

    public WorkspaceDbContext CreateDbContext() => new(_options);

    public Task<ImportReport> ImportAsync(params IEnumerable<ImportSource> sources) => ImportAsync(new ImportOptions(), sources);

    public Task<ImportReport> ImportAsync(ImportOptions options, params IEnumerable<ImportSource> sources) =>
        new Importer(this, new Clock(this)).ImportAsync([.. sources], options, null, CancellationToken.None);

    public static ImportSource Text(string path, string content, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(false);
        return Bytes(path, [.. encoding.Preamble, .. encoding.GetBytes(content)]);
    }

    public static ImportSource Bytes(string path, byte[] content) => new(path, () => new MemoryStream(content), content.Length);

    public async Task<Deal> DealAsync(string name)
    {
        await using var db = CreateDbContext();
        return await db.Deals.AsNoTracking().SingleAsync(d => d.Name == name);
    }

    public async Task<List<T>> AllAsync<T>()
        where T : class
    {
        await using var db = CreateDbContext();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    private sealed class Clock(ImportStore store) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => store.Now;
    }
}
