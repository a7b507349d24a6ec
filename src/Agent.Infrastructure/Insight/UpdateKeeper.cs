using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Updates;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Insight;

/// <summary>
/// Reads new activities for the updates of the record that they support and puts these on the list of what waits for a person. The
/// database's triggers fill its queue; an activity leaves it once its proposals are stored. It can end at any point: what it then proposes
/// a second time is already there, and the desk gives back what waits or refuses what was rejected. It sees all deals; who may see a
/// proposal is decided where it is shown.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="desks">Takes the proposals in.</param>
/// <param name="clock">Tells new activities from old and planned ones.</param>
/// <param name="log">Where texts that could not be read are named.</param>
public sealed class UpdateKeeper(IDbContextFactory<WorkspaceDbContext> contexts, ProposalDeskFactory desks, TimeProvider clock, ILogger<UpdateKeeper> log)
{
    /// <summary>Older activities propose nothing (our choice): by then the record has moved on, or an import brought history in.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    private const int BatchSize = 50;

    /// <summary>Called after an activity's proposals are stored and before it leaves the queue; tests end the work there.</summary>
    internal Action<ActivityId> BeforeLeaving { get; init; } = _ => { };

    /// <summary>Reads what is new until nothing waits that has happened already.</summary>
    /// <param name="ct">Ends it between two activities; the rest is read next time.</param>
    /// <returns>How many proposals wait that did not before, or wait with other values.</returns>
    public async Task<int> RefreshAsync(CancellationToken ct)
    {
        var proposed = 0;
        while (await TakeAsync(ct) is { Count: > 0 } taken)
            proposed += await ReadAsync(taken, ct);
        return proposed;
    }

    /// <summary>The next activities, oldest first, so that newer words replace what older ones proposed. What is too old leaves unread.</summary>
    private async Task<List<QueuedActivity>> TakeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, oldest) = (clock.GetUtcNow(), clock.GetUtcNow() - Recent);
        // Asked first, since a write waits for other writers even when it changes nothing.
        if (await db.UpdateQueue.AnyAsync(q => q.At < oldest, ct))
            await db.UpdateQueue.Where(q => q.At < oldest).ExecuteDeleteAsync(ct);
        return await db.UpdateQueue.AsNoTracking().Where(q => q.At <= now).OrderBy(q => q.At).ThenBy(q => q.ActivityId).Take(BatchSize).ToListAsync(ct);
    }

    private async Task<int> ReadAsync(List<QueuedActivity> taken, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = taken.Select(t => t.ActivityId).ToList();
        var activities = await db.Activities.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var dealIds = activities.Values.Select(a => a.DealId).OfType<DealId>().Distinct().ToList();
        var loaded = await DealFiles.LoadAsync(db, db.Deals.Where(d => dealIds.Contains(d.Id) && d.Status == DealStatus.Open), ct);
        var files = (await DealFiles.WithInsightAsync(db, loaded, ct)).ToDictionary(f => f.Deal.Id);
        var us = await db.People.AsNoTracking().ToListAsync(ct);
        var desk = desks.ForReader();
        var proposed = 0;
        foreach (var entry in taken)
        {
            ct.ThrowIfCancellationRequested();
            if (activities.TryGetValue(entry.ActivityId, out var activity) && activity.DealId is { } deal && files.TryGetValue(deal, out var file))
                proposed += await ProposeAsync(desk, Read(file, activity, us), activity, ct);
            BeforeLeaving(entry.ActivityId);
            // Under the stamp it was taken with: a text that changed meanwhile is read again.
            await db.UpdateQueue.Where(q => q.ActivityId == entry.ActivityId && q.Stamp == entry.Stamp).ExecuteDeleteAsync(ct);
        }

        return proposed;
    }

    private IReadOnlyList<ChangeSet> Read(DealFile file, Activity activity, List<User> us)
    {
        try
        {
            return UpdateReader.Read(file, activity, DealTexts.Read(file, [activity], us).Texts[0], DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One text that the rules stumble over must not keep all others from being read.
            log.LogError(e, "The activity {Activity} could not be read for updates", activity.Id);
            return [];
        }
    }

    // A note of one of us that repeats nobody else's words came from inside the team.
    private static bool IsOutside(Activity activity) => activity is not { Kind: ActivityKind.Note, Direction: Direction.Internal, AuthorId: not null } || ActivityReader.HoldsWordsOfOthers(activity.Body);

    private async Task<int> ProposeAsync(IProposalDesk desk, IReadOnlyList<ChangeSet> changes, Activity activity, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var proposed = 0;
        foreach (var change in changes)
        {
            var (proposal, refusal) = await desk.ProposeAsync(change, new() { ActivityId = activity.Id, Model = ProposalOrigin.Reader, ReadOutsideText = IsOutside(activity) }, ct);
            if (refusal is not null)
                log.LogDebug("The activity {Activity} proposes no {Kind}: {Reason}", activity.Id, change.Kind, refusal.Reason);
            else if (proposal!.CreatedAt >= started)
                proposed++;
        }

        return proposed;
    }
}
