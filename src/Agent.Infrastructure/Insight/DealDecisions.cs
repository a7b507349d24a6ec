using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Insight;

/// <summary>What came of something that a person decided.</summary>
public enum DecisionOutcome
{
    /// <summary>It holds.</summary>
    Done,

    /// <summary>There is no such thing in the viewer's sight.</summary>
    NotFound,

    /// <summary>The viewer may see the deal but not decide about it.</summary>
    NotAllowed,

    /// <summary>It cannot be.</summary>
    Refused,
}

/// <summary>What came of something that a person decided.</summary>
/// <param name="Outcome">Whether it holds.</param>
/// <param name="Reason">Why it was refused, in a sentence for that person; null otherwise.</param>
public sealed record Decision(DecisionOutcome Outcome, string? Reason = null)
{
    internal static Decision Done { get; } = new(DecisionOutcome.Done);

    internal static Decision NotFound { get; } = new(DecisionOutcome.NotFound);

    internal static Decision NotAllowed { get; } = new(DecisionOutcome.NotAllowed);

    internal static Decision Refused(Refusal refusal) => new(DecisionOutcome.Refused, refusal.Reason);
}

/// <summary>What people decide about a deal's judgement: that it waits, that a score is right. The viewer's scope is part of every query.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class DealDecisions(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most entries of a history.</summary>
    public const int MaxScores = 100;

    /// <summary>Declares that a deal waits; replaces a wait that was declared before.</summary>
    /// <param name="viewer">Who declares it.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="reason">Why nothing happens.</param>
    /// <param name="until">The day on which the deal is looked at again.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<Decision> SnoozeAsync(Viewer viewer, DealId deal, string? reason, DateOnly until, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await RefuseAsync(db, viewer, deal, ct) is { } refused)
            return refused;
        var now = clock.GetUtcNow();
        if (Snooze.Check(reason, until, DateOnly.FromDateTime(now.UtcDateTime)) is { } refusal)
            return Decision.Refused(refusal);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var before = await WaitAsync(db, deal, ct);
        await EndAsync(db, deal, now, ct);
        db.Add(new DeclaredSnooze { DealId = deal, Reason = reason!.Trim(), Until = until, ById = viewer.UserId, DeclaredAt = now });
        await NoteWaitAsync(db, viewer, deal, before, new(reason.Trim(), until), now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Decision.Done;
    }

    /// <summary>Ends a deal's wait; a deal that does not wait stays as it is.</summary>
    /// <param name="viewer">Who ends it.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Decision> EndSnoozeAsync(Viewer viewer, DealId deal, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await RefuseAsync(db, viewer, deal, ct) is { } refused)
            return refused;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var before = await WaitAsync(db, deal, ct);
        await EndAsync(db, deal, now, ct);
        if (before is not null)
            await NoteWaitAsync(db, viewer, deal, before, null, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Decision.Done;
    }

    /// <summary>Says that a task of a deal is done, or open again; a task that is so already stays as it is.</summary>
    /// <param name="viewer">Who says so.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="id">The task.</param>
    /// <param name="done">True when it is done.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<Decision> FinishTaskAsync(Viewer viewer, DealId deal, TaskId id, bool done, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await RefuseAsync(db, viewer, deal, ct) is { } refused)
            return refused;
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id && t.DealId == deal, ct) is not { } task)
            return Decision.NotFound;
        if (task.DoneAt is not null == done)
            return Decision.Done;
        var now = clock.GetUtcNow();
        task.DoneAt = done ? now : null;
        var (open, finished) = ($"{task.Title} (open)", $"{task.Title} (done)");
        await NoteAsync(db, viewer, deal, ChangeKind.Task, AuditAction.Applied, null, now, ct,
            done ? new ProposedField(ChangeFields.Task, open, finished, open, finished) : new ProposedField(ChangeFields.Task, finished, open, finished, open));
        await db.SaveChangesAsync(ct);
        return Decision.Done;
    }

    /// <summary>The scores of a deal in sight, newest first, at most <see cref="MaxScores"/>; empty for a deal out of sight.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="framework">Name of the framework.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<QualificationScore>> GetScoresAsync(Viewer viewer, DealId deal, string framework, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Scores.AsNoTracking()
            .Where(s => s.DealId == deal && s.Framework == framework && db.VisibleDeals(viewer).Any(d => d.Id == s.DealId))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id)
            .Take(MaxScores).ToListAsync(ct);
    }

    /// <summary>Accepts or rejects the newest score of a deal.</summary>
    /// <param name="viewer">Who decides.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="id">The score.</param>
    /// <param name="accept">True to accept.</param>
    /// <param name="comment">What the person says about it, or null.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<Decision> DecideAsync(Viewer viewer, DealId deal, ScoreId id, bool accept, string? comment, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await RefuseAsync(db, viewer, deal, ct) is { } refused)
            return refused;
        if (comment?.Length > QualificationScore.MaxComment)
            return Decision.Refused(new($"The comment can have {QualificationScore.MaxComment} characters."));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A write first takes the lock, so that of two decisions one finds the other.
        await db.Scores.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, x => x.Status), ct);
        if (await db.Scores.SingleOrDefaultAsync(s => s.Id == id && s.DealId == deal, ct) is not { } score)
            return Decision.NotFound;
        var newest = await db.Scores.Where(s => s.DealId == deal && s.Framework == score.Framework)
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Select(s => s.Id).FirstAsync(ct);
        if (newest != id)
            return Decision.Refused(new("The deal has a newer score. Look at that one."));
        var before = await db.Scores.AsNoTracking().Where(s => s.DealId == deal && s.Framework == score.Framework && s.Status == ScoreStatus.Accepted && s.Id != id)
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        var (now, said) = (clock.GetUtcNow(), string.IsNullOrWhiteSpace(comment) ? null : comment.Trim());
        if (score.Decide(accept, viewer.UserId, now, said) is { } refusal)
            return Decision.Refused(refusal);
        await NoteAsync(db, viewer, deal, ChangeKind.Qualification, accept ? AuditAction.Applied : AuditAction.Rejected, said, now, ct,
            new(ChangeFields.Framework, null, score.Framework, null, score.Framework),
            new(ChangeFields.Score, before?.Id.ToString(), id.ToString(), Shown(before), Shown(score)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Decision.Done;
    }

    private static async Task<Snooze?> WaitAsync(WorkspaceDbContext db, DealId deal, CancellationToken ct) =>
        await db.Snoozes.AsNoTracking().Where(s => s.DealId == deal && s.EndedAt == null).OrderByDescending(s => s.DeclaredAt).FirstOrDefaultAsync(ct) is { } declared
            ? new(declared.Reason, declared.Until)
            : null;

    private static Task NoteWaitAsync(WorkspaceDbContext db, Viewer viewer, DealId deal, Snooze? before, Snooze? after, DateTimeOffset at, CancellationToken ct)
    {
        var (from, to) = (ChangeValues.Raw(before?.Until), ChangeValues.Raw(after?.Until));
        return NoteAsync(db, viewer, deal, ChangeKind.Park, AuditAction.Applied, null, at, ct,
            new(ChangeFields.WaitReason, before?.Reason, after?.Reason, before?.Reason, after?.Reason),
            new(ChangeFields.WaitUntil, from, to, from, to));
    }

    // The log of decisions holds what was decided here as it holds what came of a proposal.
    private static async Task NoteAsync(
        WorkspaceDbContext db, Viewer viewer, DealId id, ChangeKind kind, AuditAction action, string? comment, DateTimeOffset at, CancellationToken ct, params ProposedField[] fields)
    {
        var deal = await db.Deals.AsNoTracking().FirstAsync(d => d.Id == id, ct);
        var change = new ChangeSet
        {
            Kind = kind,
            DealId = id,
            AccountId = deal.AccountId,
            DealVersion = deal.Version,
            Fields = [.. fields.Where(f => f.Before != f.After)],
            Reason = $"{viewer.Name} decided it.",
        };
        db.Add(AuditEntry.OfDirect(change, action, viewer, at, comment, deal));
    }

    private static string? Shown(QualificationScore? score) =>
        score is null ? null : string.Create(CultureInfo.InvariantCulture, $"{score.Framework} {score.Score} of 100, {score.Known} % known");

    private static async Task<Decision?> RefuseAsync(WorkspaceDbContext db, Viewer viewer, DealId id, CancellationToken ct)
    {
        var found = await (
            from deal in db.VisibleDeals(viewer)
            where deal.Id == id
            from owner in db.People.Where(u => u.Id == deal.OwnerId).DefaultIfEmpty()
            select new { Owner = owner }).AsNoTracking().FirstOrDefaultAsync(ct);
        return found is null ? Decision.NotFound : viewer.MayDecideFor(found.Owner) ? null : Decision.NotAllowed;
    }

    private static Task<int> EndAsync(WorkspaceDbContext db, DealId deal, DateTimeOffset now, CancellationToken ct) =>
        db.Snoozes.Where(s => s.DealId == deal && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
}
