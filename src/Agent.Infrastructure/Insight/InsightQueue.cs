using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Insight;

/// <summary>The deals that changed since they were looked at. The database's triggers fill it; this adds what no trigger can see.</summary>
internal static class InsightQueue
{
    /// <summary>Queues what an earlier version read, and deals of which a planned activity lies in the past by now.</summary>
    public static async Task AddDueAsync(WorkspaceDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        // Asked first, since a write waits for other writers even when it changes nothing.
        if (!await db.Readings.AnyAsync(r => r.Version < DealReadings.Version || r.ReadAgainAt <= now, ct))
            return;
        var (stamp, moment) = (NewStamp(), now.ToUnixTimeMilliseconds());
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp")
            SELECT "DealId", 1, {stamp} FROM "deal_readings" WHERE "Version" < {DealReadings.Version} OR "ReadAgainAt" <= {moment}
            ON CONFLICT ("DealId") DO UPDATE SET "Texts" = 1, "Stamp" = excluded."Stamp"
            """,
            ct);
    }

    /// <summary>Queues the open deals that were not judged for a day yet; their texts need no reading for that.</summary>
    public static async Task AddNotJudgedAsync(WorkspaceDbContext db, DateOnly day, CancellationToken ct)
    {
        if (!await db.Deals.AnyAsync(d => d.Status == DealStatus.Open && !db.Judgements.Any(j => j.DealId == d.Id && j.Day == day), ct))
            return;
        var stamp = NewStamp();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp")
            SELECT d."Id", 0, {stamp} FROM "deals" d
            WHERE d."Status" = 'Open' AND NOT EXISTS (SELECT 1 FROM "deal_judgements" j WHERE j."DealId" = d."Id" AND j."Day" = {day})
            ON CONFLICT ("DealId") DO UPDATE SET "Stamp" = excluded."Stamp"
            """,
            ct);
    }

    /// <summary>Puts all open deals in the place of the entry that stands for them.</summary>
    public static async Task ExpandAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        if (!await db.InsightQueue.AnyAsync(q => q.DealId == QueuedDeal.AllOpen, ct))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var stamp = NewStamp();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "insight_queue" ("DealId", "Texts", "Stamp")
            SELECT d."Id", q."Texts", {stamp} FROM "deals" d, "insight_queue" q WHERE d."Status" = 'Open' AND q."DealId" = zeroblob(16)
            ON CONFLICT ("DealId") DO UPDATE SET "Texts" = "insight_queue"."Texts" OR excluded."Texts", "Stamp" = excluded."Stamp"
            """,
            ct);
        await db.InsightQueue.Where(q => q.DealId == QueuedDeal.AllOpen).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The next deals, the newest first, without those that are being read; they stay in the queue.</summary>
    public static Task<List<QueuedDeal>> NextAsync(WorkspaceDbContext db, bool openOnly, IReadOnlyList<DealId> busy, int take, CancellationToken ct)
    {
        var queue = openOnly
            ? db.InsightQueue.Where(q => db.Deals.Any(d => d.Id == q.DealId && d.Status == DealStatus.Open))
            : db.InsightQueue.Where(q => q.DealId != QueuedDeal.AllOpen);
        List<DealId> others = [.. busy];
        return queue.AsNoTracking().Where(q => !EF.Parameter(others).Contains(q.DealId)).OrderByDescending(q => q.DealId).Take(take).ToListAsync(ct);
    }

    /// <summary>Those of the deals that have not changed since they were taken. Called first in a transaction: it holds off other changes until the end of it.</summary>
    public static async Task<HashSet<DealId>> UnchangedAsync(WorkspaceDbContext db, IReadOnlyList<QueuedDeal> taken, CancellationToken ct)
    {
        var ids = taken.Select(t => t.DealId).ToList();
        // The write comes first: it takes the lock before the stamps are compared.
        await db.InsightQueue.Where(q => EF.Parameter(ids).Contains(q.DealId)).ExecuteUpdateAsync(q => q.SetProperty(x => x.Stamp, x => x.Stamp), ct);
        var stamps = await db.InsightQueue.AsNoTracking().Where(q => EF.Parameter(ids).Contains(q.DealId)).ToDictionaryAsync(q => q.DealId, q => q.Stamp, ct);
        return [.. taken.Where(t => stamps.TryGetValue(t.DealId, out var stamp) && stamp == t.Stamp).Select(t => t.DealId)];
    }

    private static long NewStamp() => Random.Shared.NextInt64();
}
