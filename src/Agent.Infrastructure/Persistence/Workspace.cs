using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agent.Infrastructure.Persistence;

/// <summary>Where a workspace lives: a folder that holds the database and all else that belongs to the team.</summary>
/// <param name="Folder">Full path of the folder.</param>
public sealed record Workspace(string Folder)
{
    /// <summary>The folder that is used when nobody names one.</summary>
    public const string DefaultFolder = ".agent";

    /// <summary>The database file.</summary>
    public string DatabasePath => Path.Combine(Folder, "workspace.db");

    /// <summary>Keys that sign the session cookies.</summary>
    public string KeysFolder => Path.Combine(Folder, "keys");

    /// <summary>Opens a folder as a workspace; makes the folder when it is missing.</summary>
    /// <param name="folder">Path; null means <c>AGENT_DATA</c>, else <see cref="DefaultFolder"/> in the current folder.</param>
    /// <exception cref="IOException">A file stands where the folder should be, or the folder cannot be made.</exception>
    public static Workspace Open(string? folder)
    {
        var path = Path.GetFullPath(folder ?? Environment.GetEnvironmentVariable("AGENT_DATA") ?? DefaultFolder);
        // What a team says about its customers is for the account that runs the program alone.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(path);
    }

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = DatabasePath,
        ForeignKeys = true,
        // Seconds that a writer waits for another one.
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>Opens a plain connection to this workspace's database; whoever asks disposes of it.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Options of a context on this workspace's database.</summary>
    public void Configure(DbContextOptionsBuilder options)
    {
        options
            .UseSqlite(ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(PragmaInterceptor.Instance);
    }

    // Settings of a connection, which SQLite forgets when it closes. One that comes back from the pool still has them.
    private sealed class PragmaInterceptor : DbConnectionInterceptor
    {
        public static readonly PragmaInterceptor Instance = new();

        // NORMAL is safe with WAL: a power cut may lose the last commits, never the database. SQLite waits for a lock in steps of a few
        // milliseconds, the client library in steps of 150: so SQLite waits first.
        private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; PRAGMA mmap_size = 268435456;";

        private readonly ConditionalWeakTable<object, object> _set = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!IsNew(connection))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!IsNew(connection))
                return;
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private bool IsNew(DbConnection connection) => _set.TryAdd(((SqliteConnection)connection).Handle!, this);
    }
}
