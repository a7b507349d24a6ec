using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Counts and sums of deals by group: the database counts and adds, the status and the probability come from the stage.</summary>
internal static class DealTotalsQuery
{
    private const int MaxGroups = 1_000;

    public static async Task<IReadOnlyList<DealTotals>> RunAsync(WorkspaceDbContext db, IQueryable<Deal> deals, DealGrouping grouping, CancellationToken ct)
    {
        var parts = await (
            from keyed in Keyed(db, deals, grouping)
            join stage in db.Set<Stage>() on keyed.Deal.StageId equals stage.Id
            group keyed.Deal by new { keyed.Key, keyed.Deal.StageId, stage.Status, stage.WinProbability } into part
            select new
            {
                part.Key.Key,
                part.Key.Status,
                part.Key.WinProbability,
                Count = part.Count(),
                Amount = part.Sum(d => d.Amount),
                Amounts = part.Count(d => d.Amount != null),
                CycleDays = part.Sum(d => (long?)d.CycleDays),
                Cycles = part.Count(d => d.CycleDays != null),
            }).ToListAsync(ct);

        var totals =
            from part in parts
            group part by part.Key into key
            let open = key.Where(p => p.Status == DealStatus.Open).ToList()
            let won = key.Where(p => p.Status == DealStatus.Won).ToList()
            let lost = key.Where(p => p.Status == DealStatus.Lost).ToList()
            let sum = new DealTotals(
                key.Key,
                open.Sum(p => p.Count),
                won.Sum(p => p.Count),
                lost.Sum(p => p.Count),
                open.Sum(p => p.Amount ?? 0),
                open.Sum(p => (p.Amount ?? 0) * (decimal)p.WinProbability),
                won.Sum(p => p.Amount ?? 0),
                lost.Sum(p => p.Amount ?? 0),
                key.Sum(p => p.CycleDays ?? 0),
                key.Sum(p => p.Cycles),
                key.Sum(p => p.Count - p.Amounts))
            orderby sum.Count descending, sum.Key
            select sum;
        return [.. totals.Take(MaxGroups)];
    }

    private static IQueryable<KeyedDeal> Keyed(WorkspaceDbContext db, IQueryable<Deal> deals, DealGrouping grouping) => grouping switch
    {
        DealGrouping.None => deals.Select(d => new KeyedDeal { Deal = d, Key = null }),
        DealGrouping.Source => deals.Select(d => new KeyedDeal { Deal = d, Key = d.Source }),
        DealGrouping.LossReason => deals.Select(d => new KeyedDeal { Deal = d, Key = d.LossReason }),
        DealGrouping.CloseMonth => deals.Select(d => new KeyedDeal
        {
            Deal = d,
            Key = d.CloseDate == null ? null : ((d.CloseDate.Value.Year * 100) + d.CloseDate.Value.Month).ToString(),
        }),
        DealGrouping.Stage => deals.Select(d => new KeyedDeal { Deal = d, Key = db.Set<Stage>().Where(s => s.Id == d.StageId).Select(s => s.Name).FirstOrDefault() }),
        DealGrouping.Owner => deals.Select(d => new KeyedDeal { Deal = d, Key = db.People.Where(u => u.Id == d.OwnerId).Select(u => u.Name).FirstOrDefault() }),
        DealGrouping.Team => deals.Select(d => new KeyedDeal
        {
            Deal = d,
            Key = db.People.Where(u => u.Id == d.OwnerId).Select(u => db.Teams.Where(t => t.Id == u.TeamId).Select(t => t.Name).FirstOrDefault()).FirstOrDefault(),
        }),
        DealGrouping.Account => deals.Select(d => new KeyedDeal { Deal = d, Key = db.Accounts.Where(a => a.Id == d.AccountId).Select(a => a.Name).FirstOrDefault() }),
        DealGrouping.Industry => deals.Select(d => new KeyedDeal { Deal = d, Key = db.Accounts.Where(a => a.Id == d.AccountId).Select(a => a.Industry).FirstOrDefault() }),
        DealGrouping.Product => deals.SelectMany(
            d => d.Lines.DefaultIfEmpty(),
            (d, line) => new KeyedDeal { Deal = d, Key = db.Products.Where(p => line != null && p.Id == line.ProductId).Select(p => p.Name).FirstOrDefault() }),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "Not a grouping."),
    };

    private sealed class KeyedDeal
    {
        public required Deal Deal { get; init; }

        public string? Key { get; init; }
    }
}
