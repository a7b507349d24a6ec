using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Which proposals.</summary>
public sealed record ProposalQuery
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxTake = 100;

    /// <summary>Only this status; null for all. One whose time is over counts as expired.</summary>
    public ProposalStatus? Status { get; init; }

    /// <summary>Only this deal's.</summary>
    public DealId? Deal { get; init; }

    /// <summary>Only this kind.</summary>
    public ChangeKind? Kind { get; init; }

    /// <summary>Only those about the viewer's own deals, or asked for by the viewer where there is no deal.</summary>
    public bool Mine { get; init; }

    /// <summary>Rows to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>Rows to return, 1 to <see cref="MaxTake"/>.</summary>
    public int Take { get; init; } = 20;
}

/// <summary>A proposal with the names that people read.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Status">How far it is at this moment.</param>
/// <param name="Title">What it does, in a line.</param>
/// <param name="DealId">The deal: the one to change or, once applied, the one that was started; null without one.</param>
/// <param name="Deal">The deal's name, or null.</param>
/// <param name="Account">The account's name, or null.</param>
/// <param name="Contact">The contact's name, or null.</param>
/// <param name="Owner">Name of whose decision it is, or null.</param>
/// <param name="DealChanged">True when the deal changed since the proposal was made, in whatever field.</param>
/// <param name="Evidence">The quotes.</param>
/// <param name="AskedBy">Name of the user in whose turn it arose, or null when it arose by itself.</param>
/// <param name="DecidedBy">Name of who decided, or null.</param>
/// <param name="UndoneBy">Name of who took it back, or null.</param>
/// <param name="MayDecide">True when the viewer may decide.</param>
/// <param name="MayNotBecause">Why the viewer may not, in a sentence, or null.</param>
/// <param name="Policy">The team's rule for it, in a sentence.</param>
public sealed record ShownProposal(
    Proposal Proposal,
    ProposalStatus Status,
    string Title,
    DealId? DealId,
    string? Deal,
    string? Account,
    string? Contact,
    string? Owner,
    bool DealChanged,
    IReadOnlyList<ShownEvidence> Evidence,
    string? AskedBy,
    string? DecidedBy,
    string? UndoneBy,
    bool MayDecide,
    string? MayNotBecause,
    string Policy);

/// <summary>How many proposals wait.</summary>
/// <param name="ToDecide">Those that wait for this viewer: about own deals, and those of the team that need a manager when the viewer is one.</param>
/// <param name="Mine">Those about the viewer's own deals.</param>
/// <param name="Team">All in sight.</param>
public sealed record PendingCount(int ToDecide, int Mine, int Team);

/// <summary>Reads proposals for a viewer, whose scope is part of every query.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class ProposalReader(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>A page of proposals, newest first.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="query">Which.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<Page<ShownProposal>> ListAsync(Viewer viewer, ProposalQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var found = db.VisibleProposals(viewer).AsNoTracking();
        found = query.Status switch
        {
            null => found,
            ProposalStatus.Pending => found.Pending(now),
            ProposalStatus.Expired => found.Where(p => p.Status == ProposalStatus.Expired || (p.Status == ProposalStatus.Pending && p.ExpiresAt <= now)),
            { } status => found.Where(p => p.Status == status),
        };
        if (query.Deal is { } deal)
            found = found.Where(p => EF.Property<DealId?>(p, ProposalRows.DealId) == deal);
        if (query.Kind is { } kind)
            found = found.Where(p => EF.Property<ChangeKind>(p, ProposalRows.Kind) == kind);
        if (query.Mine)
            found = Mine(db, found, viewer);
        var rows = await found.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, ProposalQuery.MaxTake))
            .Select(p => new Row(p, EF.Property<DealId?>(p, ProposalRows.DealId)))
            .ToListAsync(ct);
        return new(await ShowAsync(db, viewer, rows, now, ct), await found.CountAsync(ct));
    }

    /// <summary>A proposal with the fields that moved on since, or null when there is none in sight.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="id">Which.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<(ShownProposal Proposal, IReadOnlyList<FieldConflict> Conflicts)?> GetAsync(Viewer viewer, ProposalId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var row = await db.VisibleProposals(viewer).AsNoTracking().Where(p => p.Id == id).Select(p => new Row(p, EF.Property<DealId?>(p, ProposalRows.DealId))).FirstOrDefaultAsync(ct);
        if (row is null)
            return null;
        var shown = (await ShowAsync(db, viewer, [row], now, ct))[0];
        if (shown.Status is not (ProposalStatus.Pending or ProposalStatus.Stale))
            return (shown, []);
        var state = await ChangeStates.LoadAsync(db, row.Proposal.Change, viewer, DateOnly.FromDateTime(now.UtcDateTime), ct);
        return (shown, ChangeConflicts.Find(row.Proposal.Change, state));
    }

    /// <summary>The kinds of proposals in sight, by id; those out of sight are left out.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="ids">Which, at most <see cref="ProposalQuery.MaxTake"/>.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyDictionary<ProposalId, ChangeKind>> KindsAsync(Viewer viewer, IReadOnlyList<ProposalId> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisibleProposals(viewer).Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).Take(ProposalQuery.MaxTake)
            .Select(p => new { p.Id, Kind = EF.Property<ChangeKind>(p, ProposalRows.Kind) }).ToDictionaryAsync(p => p.Id, p => p.Kind, ct);
    }

    /// <summary>How many wait.</summary>
    /// <param name="viewer">For whom.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<PendingCount> CountAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var policy = await ChangePolicyStore.ReadAsync(db, ct);
        var team = db.VisibleProposals(viewer).Pending(clock.GetUtcNow());
        var mine = Mine(db, team, viewer);
        var groups = team.GroupBy(p => new { Kind = EF.Property<ChangeKind>(p, ProposalRows.Kind), Way = EF.Property<AmountDirection?>(p, ProposalRows.Direction) });
        var all = await groups.Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var own = await mine.GroupBy(p => new { Kind = EF.Property<ChangeKind>(p, ProposalRows.Kind), Way = EF.Property<AmountDirection?>(p, ProposalRows.Direction) })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var leads = viewer.Role != UserRole.Rep;
        var toDecide = leads
            ? own.Where(g => !NeedsManager(g.Key.Kind, g.Key.Way)).Sum(g => g.Count) + all.Where(g => NeedsManager(g.Key.Kind, g.Key.Way)).Sum(g => g.Count)
            : own.Where(g => !NeedsManager(g.Key.Kind, g.Key.Way)).Sum(g => g.Count);
        return new(toDecide, own.Sum(g => g.Count), all.Sum(g => g.Count));

        bool NeedsManager(ChangeKind kind, AmountDirection? way) => policy.For(kind, way, UserRole.Rep) == ApprovalRule.AskManager;
    }

    private static IQueryable<Proposal> Mine(WorkspaceDbContext db, IQueryable<Proposal> proposals, Viewer viewer)
    {
        var me = viewer.UserId;
        return proposals.Where(p => EF.Property<DealId?>(p, ProposalRows.DealId) == null
            ? EF.Property<UserId?>(p, ProposalRows.UserId) == me
            : db.Deals.Any(d => d.Id == EF.Property<DealId?>(p, ProposalRows.DealId) && d.OwnerId == me));
    }

    private static async Task<IReadOnlyList<ShownProposal>> ShowAsync(WorkspaceDbContext db, Viewer viewer, IReadOnlyList<Row> rows, DateTimeOffset now, CancellationToken ct)
    {
        var policy = await ChangePolicyStore.ReadAsync(db, ct);
        var dealIds = rows.Select(r => r.DealId).OfType<DealId>().Distinct().ToList();
        var deals = await db.VisibleDeals(viewer).Where(d => dealIds.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.OwnerId, d.Version }).ToDictionaryAsync(d => d.Id, ct);
        var accountIds = rows.Select(r => r.Proposal.Change.AccountId).OfType<AccountId>().Distinct().ToList();
        var accounts = await db.VisibleAccounts(viewer).Where(a => accountIds.Contains(a.Id)).Select(a => new { a.Id, a.Name, a.OwnerId }).ToDictionaryAsync(a => a.Id, ct);
        var contactIds = rows.Select(r => r.Proposal.Change.ContactId).OfType<ContactId>().Distinct().ToList();
        var contacts = await db.Contacts.Where(c => contactIds.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var userIds = rows.SelectMany(r => new[] { r.Proposal.Origin.UserId, r.Proposal.DecidedById, r.Proposal.UndoneById })
            .Concat(deals.Values.Select(d => d.OwnerId)).Concat(accounts.Values.Select(a => a.OwnerId)).OfType<UserId>().Distinct().ToList();
        var users = await db.People.AsNoTracking().Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        var quotes = await ShownQuotes.LoadAsync(db, viewer, rows.SelectMany(r => r.Proposal.Change.Evidence), ct);
        return [.. rows.Select(Show)];

        ShownProposal Show(Row row)
        {
            var (proposal, change) = (row.Proposal, row.Proposal.Change);
            var deal = row.DealId is { } dealId ? deals.GetValueOrDefault(dealId) : null;
            var account = change.AccountId is { } accountId ? accounts.GetValueOrDefault(accountId) : null;
            var contact = change.ContactId is { } contactId ? contacts.GetValueOrDefault(contactId) : null;
            var owner = UserOf(row.DealId is not null ? deal?.OwnerId : proposal.Origin.UserId ?? account?.OwnerId);
            var forbids = policy.Forbids(proposal.Effective, viewer, owner);
            return new(
                proposal,
                proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt <= now ? ProposalStatus.Expired : proposal.Status,
                ChangeValues.Title(proposal.Effective, contact),
                row.DealId,
                deal?.Name,
                account?.Name,
                contact,
                owner?.Name,
                deal is not null && change.DealId is not null && deal.Version != change.DealVersion,
                quotes.Show(change.Evidence),
                UserOf(proposal.Origin.UserId)?.Name,
                UserOf(proposal.DecidedById)?.Name,
                UserOf(proposal.UndoneById)?.Name,
                forbids is null,
                forbids,
                policy.Describe(proposal.Effective, viewer.Role));
        }

        User? UserOf(UserId? id) => id is { } known ? users.GetValueOrDefault(known) : null;
    }

    private sealed record Row(Proposal Proposal, DealId? DealId);
}
