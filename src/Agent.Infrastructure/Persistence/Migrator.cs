using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>
/// Brings the database to the newest schema by numbered SQL scripts, each in a transaction of its own together with its
/// entry in <c>schema_versions</c>. A write lock is held, so that of several processes that start at once one migrates
/// and the others wait and find it done. Scripts are never edited once released; a change is a new script.
/// </summary>
public static class Migrator
{
    private const string Prefix = "migrations/";

    /// <summary>The version that this program needs.</summary>
    public static int NewestVersion => Scripts().Max(s => s.Version);

    /// <summary>Applies what is missing.</summary>
    /// <param name="db">The database, empty or older.</param>
    /// <param name="ct">Cancels between scripts.</param>
    /// <exception cref="InvalidOperationException">The database was made by a newer program.</exception>
    public static Task MigrateAsync(WorkspaceDbContext db, CancellationToken ct) => MigrateAsync(db, int.MaxValue, ct);

    /// <summary>Applies what is missing, over a plain connection: a start need not wait until the model of the database is built.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="ct">Cancels between scripts.</param>
    /// <exception cref="InvalidOperationException">The database was made by a newer program.</exception>
    public static Task MigrateAsync(DbConnection connection, CancellationToken ct) => MigrateAsync(connection, int.MaxValue, ct);

    /// <summary>Applies what is missing up to a version; tests make older databases with it.</summary>
    internal static async Task MigrateAsync(WorkspaceDbContext db, int upTo, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await MigrateAsync(db.Database.GetDbConnection(), upTo, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task MigrateAsync(DbConnection connection, int upTo, CancellationToken ct)
    {
        // The journal mode is a lasting property of the file and cannot change inside a transaction.
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", ct);
        while (await ApplyNextAsync(connection, upTo, ct))
            ct.ThrowIfCancellationRequested();
    }

    private static async Task<bool> ApplyNextAsync(DbConnection connection, int upTo, CancellationToken ct)
    {
        // BEGIN IMMEDIATE takes the write lock before the version is read.
        await ExecuteAsync(connection, "BEGIN IMMEDIATE", ct);
        try
        {
            await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)", ct);
            var current = Convert.ToInt32(await ScalarAsync(connection, "SELECT COALESCE(MAX(version), 0) FROM schema_versions", ct), CultureInfo.InvariantCulture);
            if (current > NewestVersion)
                throw new InvalidOperationException($"The workspace has schema version {current}, this program knows {NewestVersion}. Start a newer version of the program.");
            var next = Scripts().Where(s => s.Version > current && s.Version <= upTo).OrderBy(s => s.Version).FirstOrDefault();
            if (next is not null)
            {
                await ExecuteAsync(connection, next.Read(), ct);
                await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_versions (version, name) VALUES ({next.Version}, '{next.Name}')"), ct);
            }

            await ExecuteAsync(connection, "COMMIT", ct);
            return next is not null;
        }
        catch
        {
            await ExecuteAsync(connection, "ROLLBACK", CancellationToken.None);
            throw;
        }
    }

    private static IEnumerable<Script> Scripts() =>
        from resource in typeof(Migrator).Assembly.GetManifestResourceNames()
        where resource.StartsWith(Prefix, StringComparison.Ordinal)
        let name = resource[Prefix.Length..]
        select new Script(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, resource);

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }

    private sealed record Script(int Version, string Name, string Resource)
    {
        public string Read()
        {
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
            return reader.ReadToEnd();
        }
    }
}
