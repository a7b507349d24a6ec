using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Reads a board: rows and versions in one query, kept judgements in another, however many deals there are.</summary>
internal static class BoardQuery
{
    /// <summary>Whose deals they are is the business of the queries it is given.</summary>
    public static async Task<Page<BoardDeal>> RunAsync(
        WorkspaceDbContext db, IQueryable<Deal> open, IQueryable<Deal> ordered, Func<IQueryable<Deal>, IQueryable<DealRow>> rowsOf, bool kept, DateTimeOffset now, CancellationToken ct)
    {
        var top = ordered.Take(BoardDeal.Max);
        var rows = await rowsOf(top).ToListAsync(ct);
        var total = rows.Count < BoardDeal.Max ? rows.Count : await open.CountAsync(ct);
        var more = await top.Select(d => new { d.Id, d.Version, d.NextStepDue }).ToDictionaryAsync(d => d.Id, ct);
        var judged = kept ? await JudgedAsync(db, open, DateOnly.FromDateTime(now.UtcDateTime), ct) : [];
        return new(
            [
                .. from row in rows
                   where more.ContainsKey(row.Id)
                   select new BoardDeal(row, more[row.Id].Version, more[row.Id].NextStepDue, judged.GetValueOrDefault(row.Id)),
            ],
            total);
    }

    private static async Task<Dictionary<DealId, JudgedInShort>> JudgedAsync(WorkspaceDbContext db, IQueryable<Deal> open, DateOnly today, CancellationToken ct)
    {
        var documents = await (
            from deal in open
            join judgement in db.Judgements on deal.Id equals judgement.DealId
            where judgement.Day == today && judgement.Document != null && !db.InsightQueue.Any(q => q.DealId == deal.Id)
            select new { deal.Id, judgement.Document }).ToListAsync(ct);
        return documents.ToDictionary(d => d.Id, d => StoredJson.Read<JudgedInShort>(d.Document!));
    }
}
