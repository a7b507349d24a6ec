using Agent.Core.Retrieval;
using Microsoft.Data.Sqlite;

namespace Agent.Evals;

/// <summary>SQLite's full-text search as it comes: Porter's stems, its own BM25, any word of the query. What the product has to be better than.</summary>
internal sealed class PlainFullText : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly IReadOnlyList<RetrievalUnit> _units;

    public PlainFullText(IReadOnlyList<RetrievalUnit> units)
    {
        _units = units;
        _connection.Open();
        Execute("CREATE VIRTUAL TABLE units USING fts5(text, place UNINDEXED, tokenize = 'porter unicode61')");
        using var transaction = _connection.BeginTransaction();
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO units (rowid, text, place) VALUES ($row, $text, $place)";
        insert.Transaction = transaction;
        for (var i = 0; i < units.Count; i++)
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$row", i + 1);
            insert.Parameters.AddWithValue("$text", units[i].Text);
            insert.Parameters.AddWithValue("$place", units[i].Group?.ToString() ?? "");
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public IReadOnlyList<Span> Search(RetrievalCase c)
    {
        var words = PassagePicker.WrittenWords(c.Request.Text).Select(w => $"\"{w}\"").ToList();
        if (words.Count == 0)
            return [];
        using var select = _connection.CreateCommand();
        select.CommandText = "SELECT rowid FROM units WHERE units MATCH $match AND ($place = '' OR place = $place) ORDER BY bm25(units) LIMIT 50";
        select.Parameters.AddWithValue("$match", string.Join(" OR ", words));
        select.Parameters.AddWithValue("$place", c.Group?.ToString() ?? "");
        using var rows = select.ExecuteReader();
        var found = new List<Span>();
        while (rows.Read())
            found.Add(_units[rows.GetInt32(0) - 1].Span);
        return found;
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
