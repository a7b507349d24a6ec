using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What is to come and what has come, for the deals of a query that holds the viewer's scope.</summary>
internal static class NewsQuery
{
    private const int MaxAgenda = 50;

    public static async Task<IReadOnlyList<ActivityHead>> AgendaAsync(WorkspaceDbContext db, IQueryable<Deal> deals, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await DealFiles.Heads(db.Activities
            .Where(a => (a.Kind == ActivityKind.Meeting || a.Kind == ActivityKind.Call) && a.At >= from && a.At < to && deals.Any(d => d.Id == a.DealId))
            .OrderBy(a => a.At).ThenBy(a => a.Id).Take(MaxAgenda)).ToListAsync(ct);

    public static async Task<DealNews> RunAsync(WorkspaceDbContext db, IQueryable<Deal> deals, UserId reader, DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(since.UtcDateTime);
        // The time comes first: few activities are new, and most deals are not.
        var activities = await DealFiles.Heads(db.Activities
            .Where(a => a.At > since && a.At <= now && a.AuthorId != reader && deals.Any(d => d.Id == a.DealId))
            .OrderByDescending(a => a.At).ThenBy(a => a.Id).Take(DealNews.Max)).ToListAsync(ct);
        var moves = await (
            from deal in deals
            from entry in deal.StageHistory
            where entry.EnteredOn >= day
            join stage in db.Set<Stage>() on entry.StageId equals stage.Id
            orderby entry.EnteredOn descending, deal.Id
            select new StageMove(deal.Id, stage.Name, entry.EnteredOn)).Take(DealNews.Max).ToListAsync(ct);
        return new(activities, moves);
    }
}
