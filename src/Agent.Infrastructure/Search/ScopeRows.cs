using System.Data.Common;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Which vectors belong to whom, kept in memory: a word of the scope column with the places of its rows. A passage whose owner changes gets
/// a new row, and numbers of rows are never used twice, so the places of a word only grow. Not for use by several threads at once.
/// </summary>
internal sealed class ScopeRows
{
    // Four bytes each; beyond that all are forgotten and read again when they are needed.
    private const int MostPlaces = 8_000_000;

    private readonly Dictionary<string, Known> _known = [];
    private int _places;

    /// <summary>Forgets all, as when the vectors are others.</summary>
    public void Clear()
    {
        _known.Clear();
        _places = 0;
    }

    /// <summary>The places of the rows that have a word, up to date with the vectors in memory.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="word">A word of the scope column.</param>
    /// <param name="last">The last row that is in memory.</param>
    /// <param name="placesOf">Turns rows into places.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<IReadOnlyList<int>> PlacesAsync(DbConnection connection, string word, long last, Func<IReadOnlyList<long>, List<int>> placesOf, CancellationToken ct)
    {
        if (_places > MostPlaces)
            Clear();
        if (!_known.TryGetValue(word, out var known))
            _known[word] = known = new();
        if (known.Through >= last)
            return known.Places;
        var places = placesOf(await ReadAsync(connection, PassageMatch.InScope([word]), known.Through, ct));
        known.Places.AddRange(places);
        known.Through = last;
        _places += places.Count;
        return known.Places;
    }

    /// <summary>The rows after a row that match an expression, in order.</summary>
    public static async Task<List<long>> ReadAsync(DbConnection connection, string match, long after, CancellationToken ct)
    {
        await using var command = connection.Command("SELECT rowid FROM passage_text WHERE passage_text MATCH $match AND rowid > $after ORDER BY rowid");
        command.Set("$match", match);
        command.Set("$after", after);
        var rows = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    private sealed class Known
    {
        public List<int> Places { get; } = [];

        public long Through { get; set; }
    }
}
