using Microsoft.Data.Sqlite;

namespace Agent.Benchmarks.Search;

/// <summary>SQLite's full-text search as one would set it up by hand: one table of words, one of what to filter by, a join, bm25. It has no vectors.</summary>
internal sealed class FtsFloor : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private FtsFloor(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the index at a path; builds it when it is not there.</summary>
    public static async Task<FtsFloor> OpenAsync(string path, StoredPassages passages, CancellationToken ct)
    {
        var isNew = !File.Exists(path);
        var floor = new FtsFloor(new($"Data Source={path}"));
        await floor._connection.OpenAsync(ct);
        await floor.ExecuteAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA mmap_size = 4294967296", ct);
        if (isNew)
            await floor.BuildAsync(passages, ct);
        return floor;
    }

    public async Task<int> FindAsync(SearchCase question, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT f.rowid, rank FROM fts f JOIN meta m ON m.id = f.rowid WHERE fts MATCH $match {question.Filter.Sql("m")} ORDER BY rank LIMIT 100";
        command.Parameters.AddWithValue("$match", string.Join(" OR ", question.Words));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = 0;
        while (await reader.ReadAsync(ct))
            found++;
        return found;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task BuildAsync(StoredPassages passages, CancellationToken ct)
    {
        await ExecuteAsync("CREATE VIRTUAL TABLE fts USING fts5(body, content = '', tokenize = 'porter unicode61'); CREATE TABLE meta (id INTEGER PRIMARY KEY, deal INT, account INT, owner INT, team INT, kind INT, at INT)", ct);
        await using (var transaction = await _connection.BeginTransactionAsync(ct))
        {
            await using var words = _connection.CreateCommand();
            words.CommandText = "INSERT INTO fts (rowid, body) VALUES ($id, $body)";
            await using var meta = _connection.CreateCommand();
            meta.CommandText = "INSERT INTO meta VALUES ($id, $deal, $account, $owner, $team, $kind, $at)";
            await foreach (var p in passages.ReadAsync(ct))
            {
                Set(words, ("$id", p.Row), ("$body", p.Text));
                Set(meta, ("$id", p.Row), ("$deal", p.Deal), ("$account", p.Account), ("$owner", p.Owner), ("$team", p.Team), ("$kind", p.Kind), ("$at", p.At));
                await words.ExecuteNonQueryAsync(ct);
                await meta.ExecuteNonQueryAsync(ct);
            }

            await transaction.CommitAsync(ct);
        }

        await ExecuteAsync(
            "INSERT INTO fts (fts) VALUES ('optimize'); CREATE INDEX d ON meta (deal); CREATE INDEX a ON meta (account); CREATE INDEX o ON meta (owner); CREATE INDEX t ON meta (team); CREATE INDEX k ON meta (kind, at); ANALYZE", ct);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Set(SqliteCommand command, params (string Name, object Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            if (command.Parameters.Contains(name))
                command.Parameters[name].Value = value;
            else
                command.Parameters.AddWithValue(name, value);
        }
    }
}
