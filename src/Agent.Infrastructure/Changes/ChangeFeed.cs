using System.Runtime.CompilerServices;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Says that a proposal is new or has changed, and its deal perhaps with it. It holds no content: whoever watches asks for that again.</summary>
/// <param name="Revision">Rises with every write of a proposal.</param>
/// <param name="ProposalId">The proposal; null in the first notice, which says that watching has begun.</param>
/// <param name="Status">How far the proposal is.</param>
/// <param name="DealId">Its deal, or null.</param>
/// <param name="DealVersion">The deal's version now, or null without a deal.</param>
public sealed record ChangeNotice(long Revision, ProposalId? ProposalId, ProposalStatus? Status, DealId? DealId, int? DealVersion);

/// <summary>Tells viewers what changes in their sight. The proposals in the database are the only channel, so it makes no difference which process wrote.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
/// <param name="signal">Tells of writes of this process.</param>
public sealed class ChangeFeed(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal)
{
    // Writes of other processes are found by looking again after this long.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private const int PageSize = 200;

    /// <summary>A first notice, then one for each proposal in sight that is written from then on. Ends by cancellation, and when there is something to tell and the viewer is gone.</summary>
    /// <param name="viewer">Who watches; asked again before anything is told, so that a changed role or team holds at once.</param>
    /// <param name="ct">Ends it.</param>
    public async IAsyncEnumerable<ChangeNotice> WatchAsync(Func<CancellationToken, Task<Viewer?>> viewer, [EnumeratorCancellation] CancellationToken ct)
    {
        long after;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            after = await NewestAsync(db, ct);
        yield return new(after, null, null, null, null);
        while (true)
        {
            // Taken before reading: a write in between completes it.
            var next = signal.Next;
            List<ChangeNotice> page = [];
            long newest;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                newest = await NewestAsync(db, ct);
                if (newest > after)
                {
                    if (await viewer(ct) is not { } now)
                        yield break;
                    page = await PageAsync(db, now, after, ct);
                }
            }

            foreach (var notice in page)
                yield return notice;
            // A full page may end before the newest; another one may hold what was written after that was asked.
            after = page.Count == PageSize ? page[^1].Revision : Math.Max(newest, page.Count > 0 ? page[^1].Revision : after);
            if (page.Count < PageSize)
                await Task.WhenAny(next, Task.Delay(PollInterval, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private static async Task<long> NewestAsync(WorkspaceDbContext db, CancellationToken ct) =>
        await db.Proposals.MaxAsync(p => (long?)EF.Property<long>(p, ProposalRows.Revision), ct) ?? 0;

    private static Task<List<ChangeNotice>> PageAsync(WorkspaceDbContext db, Viewer viewer, long after, CancellationToken ct) => (
        from proposal in db.VisibleProposals(viewer)
        where EF.Property<long>(proposal, ProposalRows.Revision) > after
        orderby EF.Property<long>(proposal, ProposalRows.Revision)
        from deal in db.Deals.Where(d => d.Id == EF.Property<DealId?>(proposal, ProposalRows.DealId)).DefaultIfEmpty()
        select new ChangeNotice(EF.Property<long>(proposal, ProposalRows.Revision), proposal.Id, proposal.Status, EF.Property<DealId?>(proposal, ProposalRows.DealId), deal == null ? null : deal.Version))
        .Take(PageSize).ToListAsync(ct);
}
