using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Loads what a change bears on, to be changed by it. What the viewer does not see is not there.</summary>
internal static class ChangeStates
{
    private const int MaxContacts = 2_000;
    private const int MaxNames = 1_000;

    /// <summary>The state for a change.</summary>
    /// <param name="db">The database.</param>
    /// <param name="change">The change.</param>
    /// <param name="viewer">Who looks; null for what code reads from a deal's texts, whose scope is the deal.</param>
    /// <param name="today">The day.</param>
    /// <param name="ct">Cancels the queries.</param>
    public static async Task<ChangeState> LoadAsync(WorkspaceDbContext db, ChangeSet change, Viewer? viewer, DateOnly today, CancellationToken ct)
    {
        var deals = viewer is null ? db.Deals : db.VisibleDeals(viewer);
        var deal = change.DealId is { } id ? await deals.FirstOrDefaultAsync(d => d.Id == id, ct) : null;
        var accountId = deal?.AccountId ?? change.AccountId;
        var account = accountId is null ? null
            : viewer is null ? deal?.AccountId == accountId ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, ct) : null
            : await db.VisibleAccounts(viewer).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        var state = new ChangeState(today, await db.Pipelines.AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct)) { Deal = deal, Account = account };
        return change.Kind switch
        {
            ChangeKind.ContactRole or ChangeKind.ContactLeft or ChangeKind.NewContact => state with { Contacts = await ContactsAsync(db, deal, account, ct) },
            ChangeKind.Task => state with { OpenTasks = await OpenTasksAsync(db, deal, ct), People = await PeopleAsync(db, change, viewer, deal, ct) },
            ChangeKind.Park => state with { Snooze = await SnoozeAsync(db, deal, ct) },
            ChangeKind.Qualification => state with { Score = await ScoreAsync(db, deal, change.After(ChangeFields.Score), ct) },
            ChangeKind.NewDeal => state with { OpenDeals = await OpenDealsAsync(db, deals, account, viewer, ct), People = await PeopleAsync(db, change, viewer, deal, ct) },
            _ => state,
        };
    }

    /// <summary>Adds what an applied change made.</summary>
    public static async Task<ChangeState> WithCreatedAsync(this ChangeState state, WorkspaceDbContext db, ChangeKind kind, Guid? created, CancellationToken ct)
    {
        if (created is not { } id)
            return state;
        switch (kind)
        {
            case ChangeKind.Task:
                return state with { Created = await db.Tasks.FirstOrDefaultAsync(t => t.Id == new TaskId(id), ct) };
            case ChangeKind.NewContact:
                var contact = new ContactId(id);
                var elsewhere = await db.Deals.AnyAsync(d => d.Id != (state.Deal == null ? default : state.Deal.Id) && d.Roles.Any(r => r.ContactId == contact), ct);
                return state with { Created = await db.Contacts.FirstOrDefaultAsync(c => c.Id == contact, ct), CreatedInUse = elsewhere };
            case ChangeKind.NewDeal:
                var deal = new DealId(id);
                var used = await db.Activities.AnyAsync(a => a.DealId == deal, ct) || await db.Tasks.AnyAsync(t => t.DealId == deal, ct);
                return state with { Created = await db.Deals.FirstOrDefaultAsync(d => d.Id == deal, ct), CreatedInUse = used };
            default:
                return state;
        }
    }

    private static async Task<IReadOnlyList<Contact>> ContactsAsync(WorkspaceDbContext db, Deal? deal, Account? account, CancellationToken ct)
    {
        var inRoles = deal?.Roles.Select(r => r.ContactId).ToList() ?? [];
        return await db.Contacts.Where(c => (account != null && c.AccountId == account.Id) || inRoles.Contains(c.Id)).OrderBy(c => c.Id).Take(MaxContacts).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<string>> OpenTasksAsync(WorkspaceDbContext db, Deal? deal, CancellationToken ct) =>
        deal is null ? [] : await db.Tasks.Where(t => t.DealId == deal.Id && t.DoneAt == null).OrderByDescending(t => t.Id).Select(t => t.Title).Take(MaxNames).ToListAsync(ct);

    private static async Task<IReadOnlyList<string>> OpenDealsAsync(WorkspaceDbContext db, IQueryable<Deal> deals, Account? account, Viewer? viewer, CancellationToken ct)
    {
        var accountId = account?.Id;
        // Names of deals out of sight are nobody's business, even by way of a refusal.
        var inSight = viewer is null ? db.Deals : deals;
        return await inSight.Where(d => d.AccountId == accountId && d.Status == DealStatus.Open).OrderByDescending(d => d.Id).Select(d => d.Name).Take(MaxNames).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<User>> PeopleAsync(WorkspaceDbContext db, ChangeSet change, Viewer? viewer, Deal? deal, CancellationToken ct)
    {
        if (!UserId.TryParse(change.After(ChangeFields.Owner), null, out var id))
            return [];
        // The owner of a deal in sight is in sight with it.
        var people = viewer is null || deal?.OwnerId == id ? db.People : db.VisiblePeople(viewer);
        return await people.AsNoTracking().Where(u => u.Id == id).ToListAsync(ct);
    }

    private static async Task<Snooze?> SnoozeAsync(WorkspaceDbContext db, Deal? deal, CancellationToken ct) =>
        deal is null ? null : await db.Snoozes.Where(s => s.DealId == deal.Id && s.EndedAt == null)
            .OrderByDescending(s => s.DeclaredAt).ThenByDescending(s => s.Id).Select(s => new Snooze(s.Reason, s.Until)).FirstOrDefaultAsync(ct);

    // Only the newest score of a framework can be decided.
    private static async Task<Core.Insight.Qualification.QualificationScore?> ScoreAsync(WorkspaceDbContext db, Deal? deal, string? score, CancellationToken ct)
    {
        if (deal is null || !ScoreId.TryParse(score, null, out var id))
            return null;
        var named = await db.Scores.FirstOrDefaultAsync(s => s.Id == id && s.DealId == deal.Id, ct);
        if (named is null)
            return null;
        var newest = await db.Scores.Where(s => s.DealId == deal.Id && s.Framework == named.Framework)
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Select(s => s.Id).FirstAsync(ct);
        return newest == id ? named : null;
    }
}
