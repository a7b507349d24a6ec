using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Writes approved changes into the store. Everything happens in the caller's transaction, under its write lock.</summary>
internal static class ChangeWriter
{
    private const int MaxOthers = 100;

    private static readonly ChangeKind[] OfOpenDeals =
        [ChangeKind.Stage, ChangeKind.Amount, ChangeKind.CloseDate, ChangeKind.NextStep, ChangeKind.Qualification, ChangeKind.Loss, ChangeKind.Park];

    /// <summary>Approves a pending proposal and applies it, with its entry in the audit log.</summary>
    /// <param name="db">The database.</param>
    /// <param name="proposal">The proposal, tracked.</param>
    /// <param name="effective">The change to apply, completed; the proposal's own or an edited one.</param>
    /// <param name="state">What it bears on.</param>
    /// <param name="by">Who approved.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">What the person said about it, or null.</param>
    /// <param name="ct">Cancels; the transaction is given up then.</param>
    /// <returns>Null when the store holds it, else why it failed; the proposal says so too.</returns>
    public static async Task<ChangeFault?> ApplyAsync(
        WorkspaceDbContext db, Proposal proposal, ChangeSet effective, ChangeState state, Viewer by, DateTimeOffset at, string? comment, CancellationToken ct)
    {
        if (proposal.Approve(by.UserId, at, effective.SaysTheSame(proposal.Change) ? null : effective, comment) is { } refusal)
            return new(null, refusal.Reason);
        var (effect, fault) = ChangeApplier.Apply(effective, state, by.UserId, at);
        if (effect is null)
        {
            proposal.FailApplying(fault!.Reason);
            await ProposalRows.StampAsync(db, proposal, ct);
            return fault;
        }

        proposal.CompleteApplying();
        await WriteAsync(db, state, effect, by, at, ct);
        if (effect.Created is Deal started)
            db.Entry(proposal).Property(ProposalRows.DealId).CurrentValue = started.Id;
        db.Add(AuditEntry.Of(proposal, AuditAction.Applied, effect.Fields, by, at, comment, IdOf(effect.Created), state.Deal ?? effect.Created as Deal));
        await ProposalRows.StampAsync(db, proposal, ct);
        await EndSuperfluousAsync(db, proposal, at, DateOnly.FromDateTime(at.UtcDateTime), ct);
        return null;
    }

    /// <summary>Applies a change that a person makes directly. It is never pending in the store, so it takes no slot from what waits.</summary>
    public static async Task<ChangeFault?> ApplyNewAsync(WorkspaceDbContext db, Proposal proposal, ChangeSet complete, ChangeState state, Viewer by, DateTimeOffset at, CancellationToken ct)
    {
        ProposalRows.Track(db, proposal);
        return await ApplyAsync(db, proposal, complete, state, by, at, null, ct);
    }

    /// <summary>Writes what an effect has beside the changed objects.</summary>
    public static async Task WriteAsync(WorkspaceDbContext db, ChangeState state, ChangeEffect effect, Viewer by, DateTimeOffset at, CancellationToken ct)
    {
        if (effect.Created is { } created)
            db.Add(created);
        if (effect.Removed is { } removed)
            db.Remove(removed);
        if (!effect.SetsSnooze)
            return;
        var deal = state.Deal!.Id;
        await db.Snoozes.Where(s => s.DealId == deal && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, at), ct);
        if (effect.Snooze is { } snooze)
            db.Add(new DeclaredSnooze { DealId = deal, Reason = snooze.Reason, Until = snooze.Until, ById = by.UserId, DeclaredAt = at });
    }

    // What others wait for and the deal says by now needs no answer any more; nor does what only an open deal can do, once it is closed.
    private static async Task EndSuperfluousAsync(WorkspaceDbContext db, Proposal applied, DateTimeOffset at, DateOnly today, CancellationToken ct)
    {
        if (applied.Change.DealId is not { } deal)
            return;
        var closedAs = applied.Change.Kind is ChangeKind.Stage or ChangeKind.Loss
            ? await db.Deals.Where(d => d.Id == deal && d.Status != DealStatus.Open).Select(d => (DealStatus?)d.Status).FirstOrDefaultAsync(ct)
            : null;
        var others = await db.Proposals
            .Where(p => EF.Property<DealId?>(p, ProposalRows.DealId) == deal && p.Status == ProposalStatus.Pending && p.Id != applied.Id
                && (closedAs != null ? OfOpenDeals.Contains(EF.Property<ChangeKind>(p, ProposalRows.Kind)) : EF.Property<ChangeKind>(p, ProposalRows.Kind) == applied.Change.Kind))
            .OrderBy(p => p.CreatedAt).Take(MaxOthers).ToListAsync(ct);
        foreach (var other in others.Where(o => !ChangeConflicts.IsNew(o.Change.Kind)))
        {
            var state = await ChangeStates.LoadAsync(db, other.Change, null, today, ct);
            if (closedAs is null && !other.Change.Fields.All(f => ChangeValues.Now(other.Change, f.Field, state) == f.After))
                continue;
            other.Expire(at, closedAs is { } status ? $"The deal was {status.ToString().ToLowerInvariant()} meanwhile." : "Somebody made this change meanwhile.");
            await ProposalRows.StampAsync(db, other, ct);
        }
    }

    private static Guid? IdOf(object? created) => created switch
    {
        SalesTask task => task.Id.Value,
        Contact contact => contact.Id.Value,
        Deal deal => deal.Id.Value,
        _ => null,
    };
}
