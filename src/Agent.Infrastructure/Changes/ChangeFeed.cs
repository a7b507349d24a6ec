using System.Runtime.CompilerServices;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Says that something in the store is new, without its content: whoever watches asks for that again.</summary>
/// <param name="Revision">Rises with every write of its kind.</param>
/// <param name="ProposalId">The proposal that is new or has changed, and its deal perhaps with it; null when only what is read of a deal is new.</param>
/// <param name="Status">How far the proposal is; null without one.</param>
/// <param name="DealId">The proposal's deal, or the deal that was looked at again; null together with <paramref name="ProposalId"/> when anything may be new: in the first notice, which says that watching has begun, and when many deals come at once.</param>
/// <param name="DealVersion">The deal's version now, or null without a deal.</param>
public sealed record ChangeNotice(long Revision, ProposalId? ProposalId, ProposalStatus? Status, DealId? DealId, int? DealVersion);

/// <summary>Tells viewers what changes in their sight. The database is the only channel, so it makes no difference which process wrote.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
/// <param name="signal">Tells of writes of this process.</param>
public sealed class ChangeFeed(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal)
{
    // Writes of other processes are found by looking again after this long.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private const int PageSize = 200;

    // More at once come from an import or a new day: who watches would ask for all that is on the screen anyway.
    private const int MostDeals = 50;

    // A page asks for what it shows a moment before it watches; what was read in between is told too.
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    /// <summary>A first notice, then one for each proposal in sight that is written and each deal in sight that is looked at again from then on. Ends by cancellation, and when there is something to tell and the viewer is gone.</summary>
    /// <param name="viewer">Who watches; asked again before anything is told, so that a changed role or team holds at once.</param>
    /// <param name="ct">Ends it.</param>
    public async IAsyncEnumerable<ChangeNotice> WatchAsync(Func<CancellationToken, Task<Viewer?>> viewer, [EnumeratorCancellation] CancellationToken ct)
    {
        (long Proposals, long Deals) after;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            after = (await NewestProposalAsync(db, ct), await BeforeRecentDealsAsync(db, ct));
        yield return new(after.Proposals, null, null, null, null);
        while (true)
        {
            // Taken before reading: a write in between completes it.
            var next = signal.Next;
            List<ChangeNotice> proposals = [], deals = [];
            (long Proposals, long Deals) newest;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                newest = (await NewestProposalAsync(db, ct), await NewestDealAsync(db, ct));
                if (newest != after)
                {
                    if (await viewer(ct) is not { } now)
                        yield break;
                    proposals = await ProposalsAsync(db, now, after.Proposals, ct);
                    deals = await DealsAsync(db, now, after.Deals, ct);
                }
            }

            foreach (var notice in proposals)
                yield return notice;
            if (deals.Count > MostDeals)
                yield return new(newest.Deals, null, null, null, null);
            else
                foreach (var notice in deals)
                    yield return notice;
            // A full page may end before the newest; another one may hold what was written after that was asked.
            var isFull = proposals.Count == PageSize;
            after = (isFull ? proposals[^1].Revision : Math.Max(newest.Proposals, Last(proposals)), Math.Max(newest.Deals, Last(deals)));
            if (!isFull)
                await Task.WhenAny(next, Task.Delay(PollInterval, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private static long Last(List<ChangeNotice> notices) => notices.Count > 0 ? notices[^1].Revision : 0;

    private static async Task<long> NewestProposalAsync(WorkspaceDbContext db, CancellationToken ct) =>
        await db.Proposals.MaxAsync(p => (long?)EF.Property<long>(p, ProposalRows.Revision), ct) ?? 0;

    private static async Task<long> NewestDealAsync(WorkspaceDbContext db, CancellationToken ct) => await db.DealLooks.MaxAsync(l => (long?)l.Revision, ct) ?? 0;

    private async Task<long> BeforeRecentDealsAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - LookBack;
        var recent = db.Readings.Where(r => r.ReadAt > since);
        return await db.DealLooks.Where(l => recent.Any(r => r.DealId == l.DealId)).MinAsync(l => (long?)l.Revision, ct) - 1 ?? await NewestDealAsync(db, ct);
    }

    private static Task<List<ChangeNotice>> ProposalsAsync(WorkspaceDbContext db, Viewer viewer, long after, CancellationToken ct) => (
        from proposal in db.VisibleProposals(viewer)
        where EF.Property<long>(proposal, ProposalRows.Revision) > after
        orderby EF.Property<long>(proposal, ProposalRows.Revision)
        from deal in db.Deals.Where(d => d.Id == EF.Property<DealId?>(proposal, ProposalRows.DealId)).DefaultIfEmpty()
        select new ChangeNotice(EF.Property<long>(proposal, ProposalRows.Revision), proposal.Id, proposal.Status, EF.Property<DealId?>(proposal, ProposalRows.DealId), deal == null ? null : deal.Version))
        .Take(PageSize).ToListAsync(ct);

    private static Task<List<ChangeNotice>> DealsAsync(WorkspaceDbContext db, Viewer viewer, long after, CancellationToken ct) => (
        from look in db.DealLooks
        where look.Revision > after
        join deal in db.VisibleDeals(viewer) on look.DealId equals deal.Id
        orderby look.Revision
        select new ChangeNotice(look.Revision, null, null, deal.Id, deal.Version))
        .Take(MostDeals + 1).ToListAsync(ct);
}
