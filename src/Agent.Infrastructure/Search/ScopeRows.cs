using System.Data.Common;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Which rows have which words of the scope column, kept in memory: whose they are, of which kind and month. A passage whose owner changes
/// gets a new row, and numbers of rows are never used twice, so the places of a word only grow. Not for use by several threads at once.
/// </summary>
internal sealed class ScopeRows
{
    /// <summary>The most places that are kept, of four bytes each; beyond that all are forgotten and read again when they are needed.</summary>
    public const int MostPlaces = 8_000_000;

    private const int WordBits = 64;

    private readonly Dictionary<string, Known> _known = [];
    private int _places;

    /// <summary>Forgets all, as when the vectors are others.</summary>
    public void Clear()
    {
        _known.Clear();
        _places = 0;
    }

    /// <summary>The places of the rows that have any of some words, a bit for each.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="words">Words of the scope column.</param>
    /// <param name="size">How many places there are.</param>
    /// <param name="last">The last row that has a place.</param>
    /// <param name="placesOf">Turns rows into places; those without one are left out.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<ulong[]> UnionAsync(DbConnection connection, IEnumerable<string> words, int size, long last, Func<IReadOnlyList<long>, List<int>> placesOf, CancellationToken ct)
    {
        var union = Bits(size);
        foreach (var word in words)
            Mark(union, await PlacesAsync(connection, word, last, placesOf, ct));
        return union;
    }

    /// <summary>No place yet of so many.</summary>
    public static ulong[] Bits(int size) => new ulong[(size + WordBits - 1) / WordBits];

    /// <summary>Sets the bits of places.</summary>
    public static void Mark(ulong[] bits, IReadOnlyList<int> places)
    {
        for (var i = 0; i < places.Count; i++)
            bits[places[i] / WordBits] |= 1UL << (places[i] % WordBits);
    }

    /// <summary>True when the bit of a place is set.</summary>
    public static bool IsMarked(ulong[] bits, long place) => place / WordBits < bits.Length && ((bits[place / WordBits] >> (int)(place % WordBits)) & 1) != 0;

    private async Task<IReadOnlyList<int>> PlacesAsync(DbConnection connection, string word, long last, Func<IReadOnlyList<long>, List<int>> placesOf, CancellationToken ct)
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
