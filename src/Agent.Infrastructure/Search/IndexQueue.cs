using System.Text.Json;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>The texts that changed since they were indexed, and the vocabulary. The database's triggers fill the queue.</summary>
internal static class IndexQueue
{
    /// <summary>Queues all texts again when the index holds nothing, or what another version of cutting or analyzing made.</summary>
    public static async Task AddOutdatedAsync(WorkspaceDbContext db, bool isEmpty, CancellationToken ct)
    {
        var made = (await db.Database.SqlQuery<long>($"""SELECT "Made" AS "Value" FROM "index_state" """).ToListAsync(ct))[0];
        if (made == MadeNow && !isEmpty)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A workspace that was just made is all in the queue already.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "index_queue" ("Kind", "SourceId", "Work", "Stamp")
            SELECT 0, "Id", 1, random() FROM "activities" WHERE true UNION ALL SELECT 1, "Id", 1, random() FROM "materials" WHERE true
            ON CONFLICT ("Kind", "SourceId") DO NOTHING
            """,
            ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE "index_state" SET "Made" = {MadeNow}""", ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Says that all of the index was made by this version.</summary>
    public static Task SetMadeAsync(WorkspaceDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""UPDATE "index_state" SET "Made" = {MadeNow}""", ct);

    /// <summary>The next texts, the newest first; they stay in the queue.</summary>
    public static Task<List<QueuedSource>> NextAsync(WorkspaceDbContext db, bool vectors, int take, CancellationToken ct) =>
        db.IndexQueue.AsNoTracking().Where(q => vectors ? q.Work == IndexWork.Vectors : q.Work > IndexWork.Vectors).OrderByDescending(q => q.SourceId).Take(take).ToListAsync(ct);

    /// <summary>Ends the wait of the texts that have not changed since they were taken, in one transaction with the count of their terms.</summary>
    public static async Task EndAsync(WorkspaceDbContext db, IReadOnlyList<QueuedSource> taken, bool vectorsNext, IReadOnlyDictionary<string, long> terms, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var queued in taken)
        {
            var own = db.IndexQueue.Where(q => q.Kind == queued.Kind && q.SourceId == queued.SourceId && q.Stamp == queued.Stamp);
            if (vectorsNext)
                await own.ExecuteUpdateAsync(q => q.SetProperty(x => x.Work, IndexWork.Vectors), ct);
            else
                await own.ExecuteDeleteAsync(ct);
        }

        await CountAsync(db, terms, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Adds to the counts of terms.</summary>
    public static Task CountAsync(WorkspaceDbContext db, IReadOnlyDictionary<string, long> terms, CancellationToken ct)
    {
        if (terms.Count == 0)
            return Task.CompletedTask;
        var json = JsonSerializer.Serialize(terms);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "passage_terms" ("Term", "Count") SELECT key, value FROM json_each({json}) WHERE true ORDER BY key
            ON CONFLICT ("Term") DO UPDATE SET "Count" = "Count" + excluded."Count"
            """,
            ct);
    }

    /// <summary>In how many of the passages each term occurs.</summary>
    public static Dictionary<string, long> TermsOf(IEnumerable<IndexedPassage> passages)
    {
        var counts = new Dictionary<string, long>();
        foreach (var term in passages.SelectMany(p => TextAnalyzer.Terms($"{p.Text}\n{p.About}").Select(t => t.Value).Distinct()))
            counts[term] = counts.GetValueOrDefault(term) + 1;
        return counts;
    }

    private static long MadeNow => (PassageCutter.Version * 1_000_000) + (TextAnalyzer.Version * 1_000) + PassageMatch.Version;
}
