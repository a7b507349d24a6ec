using Agent.Core.Deals;
using Agent.Core.Insight;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Loads the files of deals in a bounded number of queries. Whose deals they are is the business of the query it is given.</summary>
internal static class DealFiles
{
    /// <summary>Files without what their texts say.</summary>
    public static async Task<IReadOnlyList<DealFile>> LoadAsync(WorkspaceDbContext db, IQueryable<Deal> query, CancellationToken ct)
    {
        var deals = await query.AsNoTracking().ToListAsync(ct);
        if (deals.Count == 0)
            return [];

        var dealIds = deals.Select(d => d.Id).ToList();
        var accountIds = deals.Select(d => d.AccountId).OfType<AccountId>().Distinct().ToList();
        var roleContacts = deals.SelectMany(d => d.Roles).Select(r => r.ContactId).Distinct().ToList();
        var pipelines = await db.Pipelines.AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
        var users = await db.People.AsNoTracking().ToDictionaryAsync(u => u.Id, ct);
        var accounts = await db.Accounts.AsNoTracking().Where(a => EF.Parameter(accountIds).Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var contacts = await db.Contacts.AsNoTracking()
            .Where(c => (c.AccountId != null && EF.Parameter(accountIds).Contains(c.AccountId.Value)) || EF.Parameter(roleContacts).Contains(c.Id))
            .ToListAsync(ct);
        // Bounded deal by deal, so that a busy deal takes nothing from a calm one, which would then look deserted. Ranked by
        // narrow rows first: the texts are long.
        var newest =
            from deal in db.Deals
            where EF.Parameter(dealIds).Contains(deal.Id)
            from activity in db.Activities
                .Where(a => a.DealId == deal.Id && EF.Parameter(dealIds).Contains(a.DealId.Value))
                .OrderByDescending(a => a.At)
                .Take(DealFile.MaxActivities)
            select activity.Id;
        var activities = (await Heads(db.Activities.Where(a => newest.Contains(a.Id))).ToListAsync(ct)).OrderByDescending(a => a.At).ToLookup(a => a.DealId);
        var tasks = (await db.Tasks.AsNoTracking()
            .Where(t => t.DealId != null && EF.Parameter(dealIds).Contains(t.DealId.Value) && t.DoneAt == null)
            .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn)
            .ToListAsync(ct)).ToLookup(t => t.DealId);
        var byAccount = contacts.ToLookup(c => c.AccountId);
        var byId = contacts.ToDictionary(c => c.Id);

        return [.. deals.Select(File)];

        DealFile File(Deal deal)
        {
            var pipeline = pipelines[deal.PipelineId];
            var roles = deal.Roles.ToDictionary(r => r.ContactId, r => r.Role);
            var people = deal.Roles.Select(r => byId[r.ContactId])
                .Concat(deal.AccountId is null ? [] : byAccount[deal.AccountId])
                .DistinctBy(c => c.Id)
                .Select(c => new Stakeholder(c, roles.TryGetValue(c.Id, out var role) ? role : null));
            return new(
                deal,
                deal.AccountId is { } account ? accounts[account] : null,
                deal.OwnerId is { } owner ? users[owner] : null,
                pipeline,
                pipeline.Stages.First(s => s.Id == deal.StageId),
                [.. people],
                [.. activities[deal.Id]],
                [.. tasks[deal.Id]]);
        }
    }

    /// <summary>Adds to files what their texts say, as they were read last, and the wait that was declared last.</summary>
    public static async Task<IReadOnlyList<DealFile>> WithInsightAsync(WorkspaceDbContext db, IReadOnlyList<DealFile> files, CancellationToken ct)
    {
        if (files.Count == 0)
            return files;
        var dealIds = files.Select(f => f.Deal.Id).ToList();
        // What another version of the rules read is of another shape; it is queued to be read again.
        var readings = await db.Readings.AsNoTracking()
            .Where(r => EF.Parameter(dealIds).Contains(r.DealId) && r.Version == DealReadings.Version)
            .ToDictionaryAsync(r => r.DealId, r => StoredJson.Read<DealReading>(r.Document), ct);
        var snoozes = (await db.Snoozes.AsNoTracking()
            .Where(s => EF.Parameter(dealIds).Contains(s.DealId) && s.EndedAt == null)
            .OrderByDescending(s => s.DeclaredAt).ThenByDescending(s => s.Id)
            .ToListAsync(ct)).ToLookup(s => s.DealId, s => new Snooze(s.Reason, s.Until));
        return
        [
            .. files.Select(f => f with
            {
                Reading = readings.GetValueOrDefault(f.Deal.Id, DealReading.Empty),
                Snooze = snoozes[f.Deal.Id].FirstOrDefault(),
            }),
        ];
    }

    /// <summary>Activities without their texts.</summary>
    public static IQueryable<ActivityHead> Heads(IQueryable<Activity> activities) =>
        activities.Select(a => new ActivityHead(
            a.Id,
            a.DealId,
            a.Kind,
            a.Direction,
            a.At,
            a.Subject,
            a.Minutes,
            a.AuthorId,
            a.Participants,
            a.Body.Substring(0, ActivityHead.SnippetLength)));
}
