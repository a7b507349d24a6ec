using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Makes desks that take proposals in, each bound to one viewer.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
/// <param name="signal">Told of what was written.</param>
public sealed class ProposalDeskFactory(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal)
{
    /// <summary>A desk for the turns of a user: proposals are about deals in that user's sight.</summary>
    /// <param name="viewer">The user.</param>
    public IProposalDesk For(Viewer viewer) => new ProposalDesk(contexts, clock, signal, viewer);

    /// <summary>A desk for code that reads texts: the scope of a proposal is its deal, and the team can switch kinds of them off.</summary>
    public IProposalDesk ForReader() => new ProposalDesk(contexts, clock, signal, null);
}

/// <summary>Takes proposals in.</summary>
internal sealed class ProposalDesk(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal, Viewer? viewer) : IProposalDesk
{
    private const int MaxTake = 100;
    private const int MaxRejections = 50;

    public async Task<ProposalIntake> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        if ((viewer is null) != (origin.UserId is null) || (viewer is not null && origin.UserId != viewer.UserId))
            throw new ArgumentException("A proposal comes from the viewer of its desk.", nameof(origin));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ProposalRows.LockAsync(db, ct);
        if (viewer is not null && await ProposalRows.RefuseStrangerAsync(db, viewer, ct) is { } stranger)
            return new(null, new(stranger));
        var now = clock.GetUtcNow();
        var policy = await ChangePolicyStore.ReadAsync(db, ct);
        if (viewer is null && policy.NotByItself.Contains(change.Kind))
            return new(null, new("The team has switched off that this is proposed by itself."));
        if (await TwinAsync(db, change, origin, ct) is { } twin)
            return new(twin) { WaitedAlready = twin.Status == ProposalStatus.Pending };
        var state = await ChangeStates.LoadAsync(db, change, viewer, DateOnly.FromDateTime(now.UtcDateTime), ct);
        var (complete, fault) = ChangeRules.Complete(change, state);
        if (complete is null)
            return new(null, new(fault!.Reason));
        var owner = await ProposalRows.OwnerAsync(db, complete.DealId, complete, origin, ct);
        if (policy.For(complete, viewer?.Role ?? owner?.Role ?? UserRole.Rep) == ApprovalRule.Never)
            return new(null, new(policy.Describe(complete, viewer?.Role ?? owner?.Role ?? UserRole.Rep)));
        if (await CheckEvidenceAsync(db, complete, ct) is not { } checkedChange)
            return new(null, new("The quotes that this stands on are not in their sources."));

        var (settled, displaced) = await MakeRoomAsync(db, checkedChange, origin, now, ct);
        if (settled is not null)
            return settled;
        var proposal = Proposal.Make(checkedChange, origin, now);
        await ProposalRows.AddAsync(db, proposal, ct);
        if (viewer is not null && policy.AppliesAtOnce(checkedChange, origin, viewer.Role) && policy.Forbids(checkedChange, viewer, owner) is null)
            await ChangeWriter.ApplyAsync(db, proposal, checkedChange, state, viewer, now, "Made at once, as the team's rules allow.", ct);
        await transaction.CommitAsync(ct);
        signal.Tell();
        return new(proposal) { Displaced = displaced };
    }

    public async Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = (viewer is null ? db.Proposals : db.VisibleProposals(viewer)).AsNoTracking().Pending(clock.GetUtcNow());
        if (deal is { } id)
            waiting = waiting.Where(p => EF.Property<DealId?>(p, ProposalRows.DealId) == id);
        var rows = await waiting.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(Math.Clamp(take, 1, MaxTake)).ToListAsync(ct);
        return new(rows, await waiting.CountAsync(ct));
    }

    // A turn that is tried again, or a model that says the same thing twice, proposes once.
    private static async Task<Proposal?> TwinAsync(WorkspaceDbContext db, ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        if (origin.ConversationId is not { } conversation || origin.TurnId is not { } turn)
            return null;
        var earlier = await db.Proposals.AsNoTracking()
            .Where(p => EF.Property<ConversationId?>(p, ProposalRows.ConversationId) == conversation && EF.Property<ChangeKind>(p, ProposalRows.Kind) == change.Kind)
            .OrderByDescending(p => p.CreatedAt).Take(MaxRejections).ToListAsync(ct);
        return earlier.Find(p => p.Origin.TurnId == turn && ChangeRules.Repeats(change, p.Change));
    }

    /// <summary>The one in the slot that makes another one needless, or why there can be none; else there is room, perhaps that of another one.</summary>
    private static async Task<(ProposalIntake? Settled, Proposal? Displaced)> MakeRoomAsync(WorkspaceDbContext db, ChangeSet change, ProposalOrigin origin, DateTimeOffset now, CancellationToken ct)
    {
        var slot = ProposalRows.SlotOf(change, origin);
        var asked = origin.AskedFor;
        if (!asked && await RejectedAsync(db, slot, change, ct) is { } rejected)
            return (new(null, new(Say(rejected))), null);
        if (await db.Proposals.FirstOrDefaultAsync(p => EF.Property<string>(p, ProposalRows.Slot) == slot && p.Status == ProposalStatus.Pending, ct) is not { } waiting)
            return (null, null);
        if (waiting.ExpiresAt <= now)
        {
            waiting.Expire(now, ProposalSweep.Overdue);
            await ProposalRows.StampAsync(db, waiting, ct);
            return (null, null);
        }
        else if (waiting.Change.SaysTheSame(change))
        {
            return (new(waiting) { WaitedAlready = true }, null);
        }
        else if (!asked && change.Evidence.Count == 0 && waiting.Change.Evidence.Count > 0)
        {
            return (new(null, new("A proposal that stands on a quote waits for an answer already, and this one stands on none.")), null);
        }
        else if (!asked && EvidenceAt(change, now) < EvidenceAt(waiting.Change, waiting.CreatedAt))
        {
            return (new(null, new("A proposal on newer words waits for an answer already.")), null);
        }
        else
        {
            waiting.Expire(now, asked ? "Replaced by what was asked for later." : "Replaced by a proposal on newer words.");
        }

        await ProposalRows.StampAsync(db, waiting, ct);
        return (null, waiting);
    }

    // A refusal holds while nothing is said that was not said before it.
    private static async Task<Proposal?> RejectedAsync(WorkspaceDbContext db, string slot, ChangeSet change, CancellationToken ct)
    {
        var rejected = await db.Proposals.AsNoTracking()
            .Where(p => EF.Property<string>(p, ProposalRows.Slot) == slot && p.Status == ProposalStatus.Rejected)
            .OrderByDescending(p => p.DecidedAt).Take(MaxRejections).ToListAsync(ct);
        var said = rejected.SelectMany(p => p.Change.Evidence).Select(e => (e.ActivityId, e.Quote)).ToHashSet();
        if (change.Evidence.Any(e => !said.Contains((e.ActivityId, e.Quote))))
            return null;
        return rejected.FirstOrDefault();
    }

    private static string Say(Proposal rejected)
    {
        var day = string.Create(CultureInfo.InvariantCulture, $"{rejected.DecidedAt:yyyy-MM-dd}");
        return rejected.Comment is { } why ? $"This was rejected on {day}: \"{why}\". Nothing new was said since." : $"This was rejected on {day}, and nothing new was said since.";
    }

    private static DateTimeOffset EvidenceAt(ChangeSet change, DateTimeOffset otherwise) => change.Evidence.Count > 0 ? change.Evidence.Max(e => e.At) : otherwise;

    // Quotes that their source does not hold, or that are not of this deal or in this sight, are no evidence. Null when that leaves none of those given.
    private async Task<ChangeSet?> CheckEvidenceAsync(WorkspaceDbContext db, ChangeSet change, CancellationToken ct)
    {
        if (change.Evidence.Count == 0)
            return change;
        var ids = change.Evidence.Select(e => e.ActivityId).Distinct().ToList();
        var sources = viewer is null
            ? db.Activities.Where(a => a.DealId == change.DealId || (a.DealId == null && a.AccountId != null && a.AccountId == change.AccountId))
            : db.VisibleActivities(viewer);
        var bodies = await sources.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Body }).ToDictionaryAsync(a => a.Id, a => a.Body, ct);
        List<Evidence> held = [.. change.Evidence.Where(e => bodies.TryGetValue(e.ActivityId, out var body) && e.IsIn(body)).Distinct()];
        return held.Count == 0 ? null : change with { Evidence = held };
    }
}
