using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>Finds passages by SQLite's full-text search (BM25 over stemmed words) in the workspace database.</summary>
/// <param name="contexts">Opens the database.</param>
public sealed class SqlitePassageIndex(IDbContextFactory<WorkspaceDbContext> contexts) : IPassageIndex
{
    // Activities that are read to pick passages from; a bound on the work of one search.
    private const int MaxCandidates = 60;
    private const int MaxPerActivity = 3;
    private const int MaxWords = 16;

    private static readonly HashSet<string> StopWords = new(
        ("a about after all am an and any anybody anyone anything are as at be been before but by can could did do does for from get got had has have he her him his how i if in "
        + "into is it its last me my of on or our out over say said says she should so somebody someone something talk talked tell than that the their them then there they this to told "
        + "up us was we were what when where which who whom whose why will with would you your mention mentioned").Split(' '),
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct)
    {
        var words = PassagePicker.Words(query.Text).Where(w => !StopWords.Contains(w)).Distinct().Take(MaxWords).ToList();
        if (words.Count == 0)
            return [];

        await using var db = await contexts.CreateDbContextAsync(ct);
        // Each word is a quoted string, so nothing in it is query syntax.
        var match = string.Join(" OR ", words.Union(PassagePicker.WrittenWords(query.Text).Where(w => !StopWords.Contains(w)).Take(MaxWords)).Select(w => $"\"{w}\""));
        var hits = db.Set<TextHit>().FromSql($"SELECT \"Id\" AS \"ActivityId\", -bm25(activity_text, 2.0, 1.0) AS \"Rank\" FROM activity_text WHERE activity_text MATCH {match}");
        var activities = db.VisibleActivities(viewer);
        if (query.DealId is { } deal)
            activities = activities.Where(a => a.DealId == deal);
        if (query.AccountId is { } account)
            activities = activities.Where(a => a.AccountId == account || db.Deals.Any(d => d.Id == a.DealId && d.AccountId == account));
        if (query.Kind is { } kind)
            activities = activities.Where(a => a.Kind == kind);
        if (query.From is { } from)
            activities = activities.Where(a => a.At >= from);
        if (query.To is { } to)
            activities = activities.Where(a => a.At < to);

        var candidates = await (
            from activity in activities
            join hit in hits on activity.Id equals hit.ActivityId
            from dealName in db.Deals.Where(d => d.Id == activity.DealId).Select(d => d.Name).DefaultIfEmpty()
            orderby hit.Rank descending
            select new { Activity = activity, Deal = dealName, hit.Rank })
            .AsNoTracking().Take(MaxCandidates).ToListAsync(ct);

        var passages =
            from candidate in candidates
            let activity = candidate.Activity
            let author = activity.Participants.Count > 0 ? activity.Participants[0].Name : null
            from pick in PassagePicker.Pick(activity.Body, words, query.Speaker, author, activity.Kind is ActivityKind.Call or ActivityKind.Meeting, MaxPerActivity)
                // A passage with more of the words beats a text that has them scattered.
            let score = (candidate.Rank * 0.5) + ((double)pick.Hits / words.Count * 10)
            orderby score descending, activity.At descending
            select new Passage(
                activity.Id,
                activity.DealId,
                candidate.Deal,
                activity.Kind,
                activity.At,
                activity.Subject,
                pick.Start,
                activity.Body.Substring(pick.Start, pick.Length),
                pick.Speaker,
                score);
        return [.. passages.Take(Math.Clamp(query.Take, 1, 50))];
    }
}
