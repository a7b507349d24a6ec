using System.Data.Common;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Candidates of a search by words in a large index: which rows have which of the terms, rare terms first, within the conditions. A row is
/// worth the sum of its terms' inverse document frequencies, BM25 without how often a term occurs and how long the passage is; whoever
/// asked ranks the best of them by their texts. Reads a bounded number of rows whatever is asked for. Whose a passage is, is part of the
/// full-text expression. Kind and month are not where they leave many rows: the index would go through all rows of the kind again for each
/// term, so these are kept in memory. The moment itself is looked up for the best rows alone, since that reads a row of another table each.
/// </summary>
internal sealed class TermRows : IDisposable
{
    // Rows of all terms of a search together. What a frequent term has beyond it are its older rows, unless a rarer term found them.
    private const int MostRows = 30_000;
    // Rows of one term that are read to find those of the kind and months that are asked for.
    private const int MostRead = 300_000;
    // What the context counts against the words themselves, as where the full-text index ranks.
    private const double ContextWeight = 0.4;
    // Frequencies are taken within the conditions; the logarithm needs a number to compare them with, and only for the order.
    private const double Collection = 1_000_000;
    // Passages whose moments are looked up at once, against those that are asked for: a period of 30 days is half of two months.
    private const int Ahead = 3;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ScopeRows _scopes = new();

    /// <summary>The best passages, best first; among equals the latest written.</summary>
    public async Task<IReadOnlyList<PassageHit>> FindAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        var hasMonths = PassageMatch.MonthWords(search.Filter) is not null;
        var fitting = await FittingAsync(connection, search.Filter, ct);
        var conditions = fitting is null ? search : search with { Filter = search.Filter with { Kinds = null, From = hasMonths ? null : search.Filter.From, To = hasMonths ? null : search.Filter.To } };
        // Without months the period is not yet known, and would be unknown to what bounds the rows.
        var outside = hasMonths ? PassageFilter.None : search.Filter;
        var scores = new Dictionary<long, double>();
        var left = MostRows;
        if (search.Terms.Count == 0)
            Add(await ReadAsync(PassageMatch.Of(search, withTerms: false)!, null, hasMonths ? MostRows : take), 1);
        foreach (var term in search.Terms)
        {
            if (left <= 0)
                break;
            var words = await ReadAsync(PassageMatch.Of(conditions, "Text", term), fitting, left);
            var context = await ReadAsync(PassageMatch.Of(conditions, "Context", term), fitting, left);
            left -= words.Count + context.Count;
            var worth = Math.Log(1 + (Collection / (words.Count + context.Count + 0.5)));
            Add(words, worth);
            Add(context, worth * ContextWeight);
        }

        var hits = new List<PassageHit>(take);
        foreach (var best in scores.Select(s => (Row: s.Key, Score: s.Value)).OrderByDescending(s => s.Score).ThenByDescending(s => s.Row).Chunk(hasMonths ? take * Ahead : take))
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

        Task<List<long>> ReadAsync(string match, ulong[]? among, int most) => RowsAsync(connection, match, outside, among, most, ct);
    }

    public void Dispose() => _gate.Dispose();

    // The rows of the kinds and months that are asked for, a bit for each; null where the full-text expression finds them as fast.
    private async Task<ulong[]?> FittingAsync(DbConnection connection, PassageFilter filter, CancellationToken ct)
    {
        var wanted = new[] { PassageMatch.KindWords(filter), PassageMatch.MonthWords(filter) }.OfType<IReadOnlyList<string>>().ToList();
        if (wanted.Count == 0 || filter.DealId is not null || filter.AccountId is not null)
            return null;
        await _gate.WaitAsync(ct);
        try
        {
            await using var newest = connection.Command("""SELECT coalesce(max("RowId"), 0) FROM "passages" """);
            var last = (long)(await newest.ExecuteScalarAsync(ct))!;
            if (last > ScopeRows.MostPlaces / 2)
                return null;
            ulong[]? fitting = null;
            foreach (var words in wanted)
            {
                var union = await _scopes.UnionAsync(connection, words, (int)last + 1, last, rows => [.. rows.Where(r => r <= last).Select(r => (int)r)], ct);
                if (fitting is not null)
                    TensorPrimitives.BitwiseAnd<ulong>(union, fitting, union);
                fitting = union;
            }

            return fitting;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<List<long>> RowsAsync(DbConnection connection, string match, PassageFilter filter, ulong[]? among, int most, CancellationToken ct)
    {
        var outside = PassageRows.Outside(filter);
        await using var command = connection.Command(outside.Length == 0
            ? "SELECT rowid FROM passage_text WHERE passage_text MATCH $match ORDER BY rowid DESC LIMIT $take"
            : $"""SELECT passage_text.rowid FROM passage_text CROSS JOIN "passages" p ON p."RowId" = passage_text.rowid WHERE passage_text MATCH $match {outside} ORDER BY passage_text.rowid DESC LIMIT $take""");
        command.Set("$match", match);
        PassageRows.SetOutside(command, filter, among is null ? most : MostRead);
        var rows = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (rows.Count < most && await reader.ReadAsync(ct))
        {
            var row = reader.GetInt64(0);
            if (among is null || ScopeRows.IsMarked(among, row))
                rows.Add(row);
        }

        return rows;
    }
}
