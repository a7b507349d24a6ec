using Agent.Api.Pipelines;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Today;

/// <summary>Puts a day together.</summary>
/// <param name="reader">The deals that the caller sees.</param>
/// <param name="judge">Judges deals.</param>
/// <param name="now">The moment.</param>
internal sealed class TodayBuilder(IDealReader reader, DealJudge judge, DateTimeOffset now)
{
    // News older than this is no news, however long somebody was away.
    private static readonly TimeSpan OldestNews = TimeSpan.FromDays(14);

    private DateOnly Today => DateOnly.FromDateTime(now.UtcDateTime);

    public async Task<TodayInfo> BuildAsync(TodayQuery query, CancellationToken ct)
    {
        var team = query.Team ?? reader.Viewer.Role != UserRole.Rep;
        var deals = new DealQuery { Owners = team ? [] : [reader.Viewer.UserId], Status = [DealStatus.Open] };
        var (queue, found, looked) = await QueueAsync(deals, query.MaxQueue, ct);
        var (from, to) = query.Day(now);
        var agenda = await reader.GetAgendaAsync(deals, from, to, ct);
        var since = query.Since is { } visit ? Max(visit, now - OldestNews) : (DateTimeOffset?)null;
        // What was closed since is news too.
        var news = since is { } moment ? await reader.GetNewsAsync(deals with { Status = [] }, moment, ct) : new([], []);

        var named = queue.Select(q => q.DealId)
            .Concat(agenda.Select(a => a.DealId!.Value))
            .Concat(news.Activities.Select(a => a.DealId!.Value))
            .Concat(news.Moves.Select(m => m.DealId))
            .Distinct().Take(DealQuery.MaxTake).ToList();
        var rows = named.Count == 0 ? [] : (await reader.FindDealsAsync(new() { Deals = named, Take = DealQuery.MaxTake }, ct)).Items.ToDictionary(r => r.Id);
        var users = (await reader.GetUsersAsync(ct)).ToDictionary(u => u.Id, u => u.Name);
        var happened = news.Activities.Where(a => rows.ContainsKey(a.DealId!.Value)).Select(a => Describe(a, rows, users))
            .Concat(news.Moves.Where(m => rows.ContainsKey(m.DealId)).Select(m => Describe(m, rows)))
            .OrderByDescending(n => n.On).ToList();
        return new(
            team,
            looked,
            found,
            [.. queue.Where(q => rows.ContainsKey(q.DealId)).Select(q => Describe(q, rows[q.DealId]))],
            [.. agenda.Where(a => rows.ContainsKey(a.DealId!.Value)).Select(a => Meeting(a, rows[a.DealId!.Value]))],
            [.. happened.Take(query.MaxNews)],
            Math.Max(0, happened.Count - query.MaxNews));
    }

    // The order is that of the assistant's answer to "what should I work on first?".
    private async Task<(IReadOnlyList<DealHealth> Queue, int Found, int Checked)> QueueAsync(DealQuery deals, int most, CancellationToken ct)
    {
        if (await reader.ListJudgedAsync(deals, Verdict.Watch, most, ct) is { } kept)
        {
            if (kept.Found >= most || await reader.ListJudgedAsync(deals, Verdict.OnTrack, DealQuery.MaxTake, ct) is not { } every)
                return ([.. kept.Deals.Select(d => d.Health)], kept.Found, kept.Checked);
            var needy = every.Deals.Select(d => d.Health).Where(Needs).ToList();
            return ([.. needy.Take(most)], needy.Count, every.Checked);
        }

        // Own deals are few. Of a team's the ranking may be a minute old; what is shown of it is judged anew.
        var all = deals.Owners.Count > 0
            ? [.. (await judge.JudgeAsync(reader, deals, ct)).Select(j => Judgement.Of(j.File, j.Health))]
            : (await judge.JudgeAllAsync(reader, ct)).Values.ToList();
        var needing = all.Where(j => j.Needs(Today))
            .OrderByDescending(j => j.InShort.Verdict).ThenByDescending(j => j.Importance).ThenByDescending(j => j.Amount)
            .Select(j => j.DealId).ToList();
        if (needing.Count == 0)
            return ([], 0, all.Count);
        var top = (await judge.JudgeAsync(reader, new() { Deals = [.. needing.Take(most)] }, ct)).Where(j => Needs(j.Health)).ToList();
        var settled = Math.Min(needing.Count, most) - top.Count;
        return (
            [.. top.OrderByDescending(j => j.Health.Verdict).ThenByDescending(j => j.Health.Importance).ThenByDescending(j => j.File.Deal.Amount).Select(j => j.Health)],
            needing.Count - settled,
            all.Count);
    }

    private bool Needs(DealHealth health) =>
        health.Verdict is Verdict.Watch or Verdict.AtRisk or Verdict.Critical
        || (health.NextActions is [{ Kind: not NextActionKind.Wait } next, ..] && next.DueOn <= Today);

    private static QueueItem Describe(DealHealth health, DealRow deal)
    {
        var next = health.NextActions[0];
        return new(deal, health.Verdict, health.Headline, health.Flags is [var worst, ..] ? worst.Fact : null, new(next.Title, next.Reason, next.DueOn, next.Kind, next.TaskId));
    }

    private static TodayMeeting Meeting(ActivityHead activity, DealRow deal) => new(
        activity.Id,
        deal.Id,
        deal.Name,
        deal.Account,
        activity.Kind,
        activity.At,
        activity.Minutes,
        activity.Subject,
        [.. activity.Participants.Where(p => p.UserId is null).Select(p => p.Name.Length > 0 ? p.Name : p.Email).OfType<string>()]);

    private static NewsItem Describe(ActivityHead activity, Dictionary<DealId, DealRow> rows, Dictionary<UserId, string> users)
    {
        var deal = rows[activity.DealId!.Value];
        var ours = activity.AuthorId is { } author && activity.Direction != Direction.Inbound ? users.GetValueOrDefault(author) : null;
        var who = ours ?? (activity.Participants is [var first, ..] ? first.Name : null);
        return new(deal.Id, deal.Name, activity.At, null, new(activity.Id, activity.Kind, activity.Direction, activity.Subject, who));
    }

    private static NewsItem Describe(StageMove move, Dictionary<DealId, DealRow> rows) =>
        new(move.DealId, rows[move.DealId].Name, new(move.On.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), move.Stage, null);

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
