using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>What a person says with an approval.</summary>
public sealed record ApprovalRequest
{
    /// <summary>Approves as it is.</summary>
    public static ApprovalRequest AsItIs { get; } = new();

    /// <summary>Other values, by field.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    /// <summary>Fields to leave out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>What the person says about it, or null.</summary>
    public string? Comment { get; init; }
}

/// <summary>What came of a decision about a change.</summary>
/// <param name="Outcome">Whether it holds.</param>
/// <param name="Proposal">The proposal as it is now; null when there is none in sight.</param>
/// <param name="Reason">Why it does not hold, or what it waits for, in a sentence; null otherwise.</param>
/// <param name="Field">The field that another value would mend, or null.</param>
public sealed record ChangeDecision(DecisionOutcome Outcome, Proposal? Proposal, string? Reason = null, string? Field = null)
{
    /// <summary>The fields that moved on since; empty when that is not the reason.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>For a move of the stage that a person made: what should have been seen before it and was not, in sentences.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>
/// What people decide about changes. Each decision is one transaction that begins by taking the write lock: of two people who decide at
/// once one wins, the other is told, and a process that is killed leaves either all of it or nothing.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
/// <param name="signal">Told of what was written.</param>
public sealed class ProposalDecisions(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal)
{
    private static readonly ChangeDecision NotFound = new(DecisionOutcome.NotFound, null);

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Approves a proposal, as it is or edited, and applies it.</summary>
    /// <param name="viewer">Who approves.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="request">Edits and comment.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<ChangeDecision> ApproveAsync(Viewer viewer, ProposalId id, ApprovalRequest request, CancellationToken ct) =>
        DecideAsync(viewer, id, request.Comment, async (db, proposal, policy, owner) =>
        {
            var (edited, wrong) = ChangeRules.Edit(proposal.Change, request.Fields, request.Without);
            if (edited is null)
                return Refused(proposal, wrong!);
            if (proposal.Status != ProposalStatus.Pending || proposal.ExpiresAt <= Now)
                return Refused(proposal, new(null, Ended(proposal)));
            var state = await ChangeStates.LoadAsync(db, edited, viewer, Today, ct);
            var conflicts = ChangeConflicts.Find(edited, state);
            // A field that a person gave another value was looked at as it is now.
            conflicts = [.. conflicts.Where(c => !request.Fields.ContainsKey(c.Field))];
            if (conflicts.Count > 0)
            {
                proposal.GoStale(Now, Overtaken(conflicts));
                await ProposalRows.StampAsync(db, proposal, ct);
                return new(DecisionOutcome.Refused, proposal, Overtaken(conflicts)) { Conflicts = conflicts };
            }

            var (complete, fault) = ChangeRules.Complete(edited, state);
            if (complete is not null && policy.Forbids(complete, viewer, owner) is { } forbidden)
                return new(DecisionOutcome.NotAllowed, proposal, forbidden);
            if (complete is null)
                return Refused(proposal, fault!);
            return await ChangeWriter.ApplyAsync(db, proposal, complete, state, viewer, Now, request.Comment, ct) is { } failed
                ? Refused(proposal, failed)
                : new(DecisionOutcome.Done, proposal);
        }, ct);

    /// <summary>Refuses a proposal; the same one does not come back while nothing new is said.</summary>
    /// <param name="viewer">Who refuses.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="comment">Why, or null.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<ChangeDecision> RejectAsync(Viewer viewer, ProposalId id, string? comment, CancellationToken ct) =>
        DecideAsync(viewer, id, comment, async (db, proposal, _, _) =>
        {
            if (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt <= Now)
                return Refused(proposal, new(null, Ended(proposal)));
            if (proposal.Reject(viewer.UserId, Now, comment) is { } refusal)
                return Refused(proposal, new(null, refusal.Reason));
            var deal = proposal.Change.DealId is { } dealId ? await db.Deals.FirstOrDefaultAsync(d => d.Id == dealId, ct) : null;
            db.Add(AuditEntry.Of(proposal, AuditAction.Rejected, proposal.Change.Fields, viewer, Now, proposal.Comment, null, deal));
            await ProposalRows.StampAsync(db, proposal, ct);
            return new(DecisionOutcome.Done, proposal);
        }, ct);

    /// <summary>Takes an applied change back, while nothing that it changed has moved on.</summary>
    /// <param name="viewer">Who takes it back.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<ChangeDecision> UndoAsync(Viewer viewer, ProposalId id, CancellationToken ct) =>
        DecideAsync(viewer, id, null, async (db, proposal, policy, owner) =>
        {
            if (policy.Forbids(proposal.Effective, viewer, owner) is { } forbidden)
                return new(DecisionOutcome.NotAllowed, proposal, forbidden);
            // Asked of the proposal first; nothing is saved when it turns out below that it cannot be.
            if (proposal.Undo(viewer.UserId, Now) is { } refusal)
                return Refused(proposal, new(null, refusal.Reason));
            var applied = await db.Audit.AsNoTracking().Where(e => e.ProposalId == id && e.Action == AuditAction.Applied).OrderByDescending(e => e.Sequence).FirstAsync(ct);
            var state = await (await ChangeStates.LoadAsync(db, proposal.Effective, viewer, Today, ct)).WithCreatedAsync(db, proposal.Change.Kind, applied.Detail.Created, ct);
            if (ChangeConflicts.FindSince(proposal.Effective, applied.Detail.Fields, state) is { Count: > 0 } conflicts)
                return Refused(proposal, new(null, "It was changed again since, so it cannot be taken back.")) with { Conflicts = conflicts };
            var (effect, fault) = ChangeApplier.TakeBack(proposal.Effective, applied.Detail.Fields, state);
            if (effect is null)
                return Refused(proposal, fault!);
            await ChangeWriter.WriteAsync(db, state, effect, viewer, Now, ct);
            db.Add(AuditEntry.Of(proposal, AuditAction.Undone, effect.Fields, viewer, Now, null, null, state.Deal));
            // A proposal goes with the deal that it refers to; this one started a deal that goes now.
            if (effect.Removed is Deal)
                db.Entry(proposal).Property(ProposalRows.DealId).CurrentValue = null;
            await ProposalRows.StampAsync(db, proposal, ct);
            return new(DecisionOutcome.Done, proposal);
        }, ct);

    /// <summary>Applies what is left of a proposal that another change overtook.</summary>
    /// <param name="viewer">Who decides.</param>
    /// <param name="id">The overtaken proposal.</param>
    /// <param name="fields">The fields to set all the same; null for those that are still what they were.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<ChangeDecision> ApplyRestAsync(Viewer viewer, ProposalId id, IReadOnlyList<string>? fields, CancellationToken ct)
    {
        ChangeSet rest;
        ProposalOrigin origin;
        Dictionary<string, string?>? seen;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.VisibleProposals(viewer).AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } proposal)
                return NotFound;
            if (proposal.Status != ProposalStatus.Stale)
                return Refused(proposal, new(null, "Only a proposal that another change overtook has a rest."));
            var state = await ChangeStates.LoadAsync(db, proposal.Change, viewer, Today, ct);
            var moved = ChangeConflicts.Find(proposal.Change, state).Select(c => c.Field).ToList();
            var left = proposal.Change.Fields.Where(f => fields is null ? !moved.Contains(f.Field) : fields.Contains(f.Field)).ToList();
            if (left.Count == 0)
                return Refused(proposal, new(null, "Nothing is left to change."));
            (rest, origin) = (proposal.Change with { Fields = left }, proposal.Origin);
            seen = fields is null ? left.ToDictionary(f => f.Field, f => f.Before) : null;
        }

        return await MakeAsync(viewer, rest, origin, seen, ct);
    }

    /// <summary>
    /// Makes a change that a person asks for directly: applied at once, with its entry in the log and open to undo. Where the team wants a
    /// manager for it and the person is none, it becomes a proposal that waits for one.
    /// </summary>
    /// <param name="viewer">The person.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="seen">What the person saw in the fields before, raw; null, or a field left out, when it does not matter.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<ChangeDecision> ChangeAsync(Viewer viewer, ChangeSet change, IReadOnlyDictionary<string, string?>? seen, CancellationToken ct) =>
        MakeAsync(viewer, change, new() { UserId = viewer.UserId, Model = ProposalOrigin.Person }, seen, ct);

    private async Task<ChangeDecision> MakeAsync(Viewer viewer, ChangeSet change, ProposalOrigin origin, IReadOnlyDictionary<string, string?>? seen, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ProposalRows.LockAsync(db, ct);
        var state = await ChangeStates.LoadAsync(db, change, viewer, Today, ct);
        if (change.DealId is not null && state.Deal is null)
            return NotFound;
        if (await ProposalRows.RefuseStrangerAsync(db, viewer, ct) is { } stranger)
            return Refused(null, new(null, stranger));
        if (seen is not null)
        {
            var then = change with { Fields = [.. change.Fields.Where(f => seen.ContainsKey(f.Field)).Select(f => f with { Before = seen[f.Field] })] };
            if (ChangeConflicts.Find(then, state) is { Count: > 0 } conflicts)
                return new(DecisionOutcome.Refused, null, Overtaken(conflicts)) { Conflicts = conflicts };
        }

        var owner = await ProposalRows.OwnerAsync(db, change.DealId, change, origin, ct);
        if (!viewer.MayDecideFor(owner))
            return new(DecisionOutcome.NotAllowed, null, ChangePolicy.Default.Forbids(change, viewer, owner));
        var (complete, fault) = ChangeRules.Complete(change, state);
        if (complete is null)
            return Refused(null, fault!);
        var policy = await ChangePolicyStore.ReadAsync(db, ct);
        if (policy.Forbids(complete, viewer, owner) is { } forbidden)
            return await WaitForManagerAsync(db, transaction, complete, origin, forbidden, ct);
        IReadOnlyList<string> missing = complete.Kind == ChangeKind.Stage
            ? await ExitCriteria.MissingAsync(db, state.Deal!.Id, state.Pipeline!, state.Deal.StageId, StageId.Parse(complete.After(ChangeFields.Stage)!, null), ct)
            : [];
        // What is decided at once waits for nobody, so it takes no slot from what does.
        var proposal = Proposal.Make(complete, origin, Now);
        if (await ChangeWriter.ApplyNewAsync(db, proposal, complete, state, viewer, Now, ct) is { } failed)
            return Refused(null, failed);
        await transaction.CommitAsync(ct);
        signal.Tell();
        return new(DecisionOutcome.Done, proposal) { Missing = missing };
    }

    private async Task<ChangeDecision> WaitForManagerAsync(
        WorkspaceDbContext db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, ChangeSet complete, ProposalOrigin origin, string why, CancellationToken ct)
    {
        var slot = ProposalRows.SlotOf(complete, origin);
        if (await db.Proposals.FirstOrDefaultAsync(p => EF.Property<string>(p, ProposalRows.Slot) == slot && p.Status == ProposalStatus.Pending, ct) is { } waiting)
        {
            waiting.Expire(Now, "Replaced by what was asked for later.");
            await ProposalRows.StampAsync(db, waiting, ct);
        }

        var proposal = Proposal.Make(complete, origin, Now);
        await ProposalRows.AddAsync(db, proposal, ct);
        await transaction.CommitAsync(ct);
        signal.Tell();
        return new(DecisionOutcome.Done, proposal, $"{why} It waits for one.");
    }

    private async Task<ChangeDecision> DecideAsync(
        Viewer viewer, ProposalId id, string? comment, Func<WorkspaceDbContext, Proposal, ChangePolicy, User?, Task<ChangeDecision>> decide, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ProposalRows.LockAsync(db, ct);
        if (await db.VisibleProposals(viewer).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } proposal)
            return NotFound;
        if (comment?.Length > Proposal.MaxComment)
            return Refused(proposal, new(null, $"The comment can have {Proposal.MaxComment} characters."));
        if (await ProposalRows.RefuseStrangerAsync(db, viewer, ct) is { } stranger)
            return Refused(proposal, new(null, stranger));
        var policy = await ChangePolicyStore.ReadAsync(db, ct);
        var owner = await ProposalRows.OwnerAsync(db, (DealId?)db.Entry(proposal).Property(ProposalRows.DealId).CurrentValue, proposal.Change, proposal.Origin, ct);
        if (!viewer.MayDecideFor(owner))
            return new(DecisionOutcome.NotAllowed, proposal, policy.Forbids(proposal.Change, viewer, owner));
        var decision = await decide(db, proposal, policy, owner);
        // What was refused may still have become stale or failed.
        if (decision.Outcome == DecisionOutcome.Done || proposal.Status is ProposalStatus.Stale or ProposalStatus.Failed)
        {
            await transaction.CommitAsync(ct);
            signal.Tell();
        }

        return decision;
    }

    private static ChangeDecision Refused(Proposal? proposal, ChangeFault fault) => new(DecisionOutcome.Refused, proposal, fault.Reason, fault.Field);

    private static string Ended(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Pending => "This proposal has expired.",
        ProposalStatus.Stale => "Another change has overtaken this proposal.",
        var status => $"This proposal was {status.ToString().ToLowerInvariant()} already.",
    };

    private static string Overtaken(IReadOnlyList<FieldConflict> conflicts) =>
        string.Join(" ", conflicts.Select(c => $"{ChangeValues.Label(c.Field)} was {c.Before ?? "empty"} and is {c.Now ?? "empty"} now."));
}
