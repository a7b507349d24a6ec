using System.Data.Common;
using System.Runtime.InteropServices;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Passages in the workspace database: SQLite's full-text search over their terms, and their vectors beside them. A rebuild happens in
/// place, a text at a time, so that a search finds either the old passages of a text or the new ones.
/// </summary>
/// <param name="contexts">Opens the database.</param>
public sealed class SqlitePassageStore(IDbContextFactory<WorkspaceDbContext> contexts) : IPassageStore, IDisposable
{
    // Ranks are softened by this much, as in Cormack, Clarke and Buettcher 2009.
    private const int FusionRank = 60;

    private readonly VectorCodes _codes = new();
    private readonly TermRows _terms = new();

    /// <summary>
    /// With more passages than this, candidates are chosen by <see cref="TermRows"/>: BM25 by the full-text index counts the rows of every word
    /// of the expression, the words of the scope included, and takes 2 µs for each row that has one of the terms.
    /// </summary>
    internal long RankedWholly { get; init; } = 20_000;

    /// <inheritdoc/>
    public async Task<IndexState> GetStateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var connection = await OpenAsync(db, ct);
        var state = await PassageRows.StateAsync(connection, ct);
        await using var count = connection.Command("""SELECT count(*) FROM "passages" """);
        return new((long)(await count.ExecuteScalarAsync(ct))!, state.Embedding);
    }

    /// <inheritdoc/>
    public async Task ReplaceAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var connection = await OpenAsync(db, ct);
        var state = await PassageRows.StateAsync(connection, ct);
        await WriteAsync(connection, sources, state.Embedding, state.Space, ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PassageHit>> FindAsync(PassageSearch search, CancellationToken ct)
    {
        if (search.Filter.Speakers is { Count: > 0 } speakers && speakers.All(s => TextAnalyzer.NameWords(s).Count == 0))
            return [];
        // A period that ends before it begins, such as one that is still ahead, has no passage.
        if (search.Filter is { From: { } from, To: { } to } && from >= to)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var connection = await OpenAsync(db, ct);
        var take = Math.Clamp(search.Take, 1, PassageSearch.MaxTake);
        var byWords = search.Terms.Count > 0 || search.Phrases.Count > 0;
        if (search.Vector.IsEmpty)
            return byWords ? await FindByWordsAsync(connection, search, take, ct) : await FindLatestAsync(connection, search, take, ct);

        if (search.Terms.Count == 0)
            return Fuse([], await FindNearAsync(connection, search, take, ct), take);
        // Both at once, each in a connection of its own: neither needs what the other finds.
        var nearest = Task.Run(() => FindNearAsync(search, take, ct), ct);
        try
        {
            return Fuse(await FindByWordsAsync(connection, search, take, ct), await nearest, take);
        }
        finally
        {
            // What a search began ends with it, also when its other half fails; its fault, if any, was told above.
            await nearest.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <inheritdoc/>
    public async Task<IPassageRebuild> BeginRebuildAsync(EmbeddingSpace? space, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var connection = await OpenAsync(db, ct);
        var state = await PassageRows.StateAsync(connection, ct);
        await using var last = connection.Command("""SELECT coalesce(max("RowId"), 0) FROM "passages" """);
        return new Rebuild(contexts, (long)(await last.ExecuteScalarAsync(ct))!, space, space == state.Embedding ? state.Space : state.Space + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codes.Dispose();
        _terms.Dispose();
    }

    private static async Task<DbConnection> OpenAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return db.Database.GetDbConnection();
    }

    private static async Task WriteAsync(DbConnection connection, IReadOnlyList<SourcePassages> sources, EmbeddingSpace? embedding, long space, CancellationToken ct)
    {
        if (sources.SelectMany(s => s.Passages).FirstOrDefault(p => !p.Vector.IsEmpty && p.Vector.Length != embedding?.Dimensions) is { } odd)
            throw new ArgumentException($"A vector has {odd.Vector.Length} numbers, those of the index have {embedding?.Dimensions ?? 0}.", nameof(sources));
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var writer = new PassageWriter(connection, transaction, space))
        {
            foreach (var source in sources)
                await writer.ReplaceAsync(source, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private async Task<IReadOnlyList<PassageHit>> FindByWordsAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        await using var beyond = connection.Command("""SELECT 1 FROM "passages" LIMIT 1 OFFSET $many""");
        beyond.Set("$many", RankedWholly);
        return await beyond.ExecuteScalarAsync(ct) is null
            ? await RankAsync(connection, search, take, ct)
            : await _terms.FindAsync(connection, search, take, ct);
    }

    // The full-text index ranks by itself when nothing outside of it decides which passages fit.
    private static async Task<IReadOnlyList<PassageHit>> RankAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        var outside = PassageRows.Outside(search.Filter);
        const string ranked = "passage_text MATCH $match AND rank MATCH 'bm25(1.0, 0.4, 0.0, 0.0)'";
        await using var command = connection.Command(outside.Length == 0
            ? $"""
                SELECT {PassageRows.Fields}, -f."Rank" FROM (SELECT rowid AS "Id", rank AS "Rank" FROM passage_text WHERE {ranked} ORDER BY rank LIMIT $take) f
                CROSS JOIN "passages" p ON p."RowId" = f."Id" ORDER BY f."Rank", p."At" DESC
                """
            : $"""
                SELECT {PassageRows.Fields}, -rank FROM passage_text CROSS JOIN "passages" p ON p."RowId" = passage_text.rowid
                WHERE {ranked} {outside} ORDER BY rank, p."At" DESC LIMIT $take
                """);
        command.Set("$match", PassageMatch.Of(search, withTerms: true)!);
        PassageRows.SetOutside(command, search.Filter, take);
        return [.. (await PassageRows.ReadAsync(command, ct)).Select(h => h.Hit)];
    }

    private static async Task<IReadOnlyList<PassageHit>> FindLatestAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        var match = PassageMatch.Of(search, withTerms: false);
        await using var command = connection.Command(match is null
            ? $"""SELECT {PassageRows.Fields}, 0.0 FROM "passages" p WHERE 1 {PassageRows.Outside(search.Filter)} ORDER BY p."At" DESC, p."RowId" LIMIT $take"""
            : $"""
                SELECT {PassageRows.Fields}, 0.0 FROM passage_text CROSS JOIN "passages" p ON p."RowId" = passage_text.rowid
                WHERE passage_text MATCH $match {PassageRows.Outside(search.Filter)} ORDER BY p."At" DESC, p."RowId" LIMIT $take
                """);
        if (match is not null)
            command.Set("$match", match);
        PassageRows.SetOutside(command, search.Filter, take);
        return [.. (await PassageRows.ReadAsync(command, ct)).Select(h => h.Hit)];
    }

    private async Task<IReadOnlyList<PassageHit>> FindNearAsync(PassageSearch search, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindNearAsync(await OpenAsync(db, ct), search, take, ct);
    }

    private async Task<IReadOnlyList<PassageHit>> FindNearAsync(DbConnection connection, PassageSearch search, int take, CancellationToken ct)
    {
        var state = await PassageRows.StateAsync(connection, ct);
        if (state.Embedding?.Dimensions != search.Vector.Length)
            return [];
        var near = await _codes.FindAsync(connection, search, state.Space, take, ct);
        if (near.Count == 0)
            return [];
        return await PassageRows.ReadAsync(connection, [.. near.Select(n => (n.Row, (double)n.Similarity))], PassageFilter.None, ct);
    }

    private static List<PassageHit> Fuse(IReadOnlyList<PassageHit> words, IReadOnlyList<PassageHit> near, int take)
    {
        var fused = new Dictionary<PassageId, PassageHit>();
        foreach (var list in new[] { words, near })
        {
            for (var rank = 0; rank < list.Count; rank++)
            {
                ref var hit = ref CollectionsMarshal.GetValueRefOrAddDefault(fused, list[rank].Id, out _);
                hit = list[rank] with { Score = (hit?.Score ?? 0) + (1.0 / (FusionRank + rank + 1)) };
            }
        }

        return [.. fused.Values.OrderByDescending(h => h.Score).Take(take)];
    }

    // What was there at the start goes when the new index is complete; what was written since, by whomever, is new.
    private sealed class Rebuild(IDbContextFactory<WorkspaceDbContext> contexts, long before, EmbeddingSpace? embedding, long space) : IPassageRebuild
    {
        private const int Slice = 5_000;
        // Pages of the full-text index that one statement merges.
        private const int MergedPages = 1_000;

        public async Task AddAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await WriteAsync(await OpenAsync(db, ct), sources, embedding, space, ct);
        }

        public async Task CompleteAsync(CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var connection = await OpenAsync(db, ct);
            await using (var change = connection.Command("""UPDATE "index_state" SET "Space" = $space, "Model" = $model, "Dimensions" = $dimensions"""))
            {
                change.Set("$space", space);
                change.Set("$model", (object?)embedding?.Model ?? DBNull.Value);
                change.Set("$dimensions", (object?)embedding?.Dimensions ?? DBNull.Value);
                await change.ExecuteNonQueryAsync(ct);
            }

            // A slice at a time, so that others who write need not wait.
            await using var forget = connection.Command($"""DELETE FROM "passages" WHERE "RowId" IN (SELECT "RowId" FROM "passages" WHERE "RowId" <= $before LIMIT {Slice})""");
            forget.Set("$before", before);
            while (await forget.ExecuteNonQueryAsync(ct) > 0)
                ct.ThrowIfCancellationRequested();
            await using var vectors = connection.Command("""DELETE FROM "passage_vectors" WHERE "Space" <> $space""");
            vectors.Set("$space", space);
            await vectors.ExecuteNonQueryAsync(ct);
            await MergeAsync(connection, ct);
        }

        // Every look-up opens each piece that the index is in: in one piece it is fastest. A negative number begins to merge all of them,
        // positive ones go on; no more than one changed row says that nothing is left (SQLite's FTS5 manual, 6.8).
        private static async Task MergeAsync(DbConnection connection, CancellationToken ct)
        {
            await using var merge = connection.Command("INSERT INTO passage_text (passage_text, rank) VALUES ('merge', $pages)");
            merge.Set("$pages", -MergedPages);
            await using var changes = connection.Command("SELECT total_changes()");
            for (var (before, after) = (0L, 2L); after - before > 1; merge.Set("$pages", MergedPages))
            {
                before = (long)(await changes.ExecuteScalarAsync(ct))!;
                await merge.ExecuteNonQueryAsync(ct);
                after = (long)(await changes.ExecuteScalarAsync(ct))!;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
