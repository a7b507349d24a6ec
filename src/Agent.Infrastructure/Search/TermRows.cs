using System.Data.Common;
using System.Runtime.InteropServices;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Candidates of a search by words in a large index: which rows have which of the terms, rare terms first, within the conditions. A row is
/// worth the sum of its terms' inverse document frequencies, BM25 without how often a term occurs and how long the passage is; whoever
/// asked ranks the best of them by their texts. Reads a bounded number of rows whatever is asked for. Of a period the full-text index knows
/// the months; the moment itself is looked up for the best rows alone, since that reads a row of another table each.
/// </summary>
internal static class TermRows
{
    // Rows of all terms of a search together. What a frequent term has beyond it are its older rows, unless a rarer term found them.
    private const int MostRows = 30_000;
    // What the context counts against the words themselves, as where the full-text index ranks.
    private const double ContextWeight = 0.4;
    // Frequencies are taken within the conditions; the logarithm needs a number to compare them with, and only for the order.
    private const double Collection = 1_000_000;

    // Passages whose moments are looked up at once, against those that are asked for: a period of 30 days is half of two months.
    private const int Ahead = 3;

    /// <summary>The best passages, best first; among equals the latest written.</summary>
    public static async Task<IReadOnlyList<PassageHit>> FindAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        var scores = new Dictionary<long, double>();
        var left = MostRows;
        if (search.Terms.Count == 0)
            Add(await ReadAsync(connection, search, PassageMatch.Of(search, withTerms: false)!, take, ct), 1);
        foreach (var term in search.Terms)
        {
            if (left <= 0)
                break;
            var words = await ReadAsync(connection, search, PassageMatch.Of(search, "Text", term), left, ct);
            var context = await ReadAsync(connection, search, PassageMatch.Of(search, "Context", term), left, ct);
            left -= words.Count + context.Count;
            var worth = Math.Log(1 + (Collection / (words.Count + context.Count + 0.5)));
            Add(words, worth);
            Add(context, worth * ContextWeight);
        }

        var hits = new List<PassageHit>(take);
        foreach (var best in scores.Select(s => (Row: s.Key, Score: s.Value)).OrderByDescending(s => s.Score).ThenByDescending(s => s.Row).Chunk(PassageMatch.KnowsMonths(search.Filter) ? take * Ahead : take))
        {
            hits.AddRange((await PassageRows.ReadAsync(connection, best, search.Filter, ct)).Take(take - hits.Count));
            if (hits.Count == take)
                break;
        }

        return hits;

        void Add(List<long> rows, double worth)
        {
            foreach (var row in rows)
                CollectionsMarshal.GetValueRefOrAddDefault(scores, row, out _) += worth;
        }
    }

    private static async Task<List<long>> ReadAsync(DbConnection connection, PassageSearch search, string match, int most, CancellationToken ct)
    {
        // Without months the period would be unknown to what bounds the rows.
        var outside = PassageMatch.KnowsMonths(search.Filter) ? "" : PassageRows.Outside(search.Filter);
        await using var command = connection.Command(outside.Length == 0
            ? "SELECT rowid FROM passage_text WHERE passage_text MATCH $match ORDER BY rowid DESC LIMIT $take"
            : $"""SELECT passage_text.rowid FROM passage_text CROSS JOIN "passages" p ON p."RowId" = passage_text.rowid WHERE passage_text MATCH $match {outside} ORDER BY passage_text.rowid DESC LIMIT $take""");
        command.Set("$match", match);
        PassageRows.SetOutside(command, outside.Length == 0 ? PassageFilter.None : search.Filter, most);
        var rows = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetInt64(0));
        return rows;
    }
}
