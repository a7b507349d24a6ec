using System.ComponentModel;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What happened, who is who, and what was said.</summary>
/// <param name="context">The turn.</param>
internal sealed class TextTools(TurnContext context)
{
    private const int MaxActivities = 12;
    private const int MaxPassages = 6;
    private const int MaxOfMaterial = 2;

    private static readonly BuyingRole[] NeededRoles = [BuyingRole.EconomicBuyer, BuyingRole.Champion];

    private readonly DealResolver _resolver = new(context);

    [Description("What happened lately on a deal, or, for all deals, since a day.")]
    public async Task<ToolResult> Timeline(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("True when the question is about all deals")] bool allDeals = false,
        [Description("Only from this day on")] DateOnly? since = null,
        CancellationToken ct = default)
    {
        var from = since is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : DateTimeOffset.MinValue;
        if (allDeals || (context.Focus is null && string.IsNullOrWhiteSpace(deal)))
        {
            var latest = await context.Reader.GetLatestAsync(since is null ? context.Now.AddDays(-7) : from, MaxActivities, ct);
            return new TimelineResult(since is null ? "in the last 7 days" : $"since {Wording.Day(since.Value, context.Today)}", Cite(latest), [], context.Today);
        }

        var (file, question) = await _resolver.ResolveAsync(deal, ct);
        if (file is null)
            return question!;
        var past = file.Activities.Where(a => a.At <= context.Now && a.At >= from).Take(MaxActivities);
        var ahead = file.Activities.Where(a => a.At > context.Now).OrderBy(a => a.At).Take(3);
        return new TimelineResult($"on {file.Deal.Name}", Cite(past), Cite(ahead), context.Today);
    }

    [Description("Who is who: the people of a deal with their buying roles, the holder of a role, or a person by name.")]
    public async Task<ToolResult> WhoIsWho(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("Name of the person asked about")] string? person = null,
        [Description("Only this part in the deal")] BuyingRole? role = null,
        CancellationToken ct = default)
    {
        if (person is { Length: > 0 })
        {
            var found = await _resolver.FindContactsAsync(person, ct);
            if (found.Count == 0 && string.IsNullOrWhiteSpace(deal))
                return new UnknownName(person, []);
            if (found.Count > 0)
                return new PeopleResult(person, [.. found.Take(10).Select(c => new Stakeholder(c, null))], null, [], null);
        }

        var (file, question) = await _resolver.ResolveAsync(deal, ct);
        if (file is null)
        {
            var named = question is UnknownName && role is null ? await _resolver.FindContactsAsync(deal!, ct) : [];
            return named.Count > 0 ? new PeopleResult(deal!, [.. named.Take(10).Select(c => new Stakeholder(c, null))], null, [], null) : question!;
        }

        // Who decides and who pays is often one person, recorded as one of both.
        if (role is BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker && !file.Stakeholders.Any(s => s.Role == role))
        {
            var other = role == BuyingRole.EconomicBuyer ? BuyingRole.DecisionMaker : BuyingRole.EconomicBuyer;
            role = file.Stakeholders.Any(s => s.Role == other) ? other : role;
        }

        var people = file.Stakeholders.Where(s => role is null || s.Role == role).ToList();
        return new PeopleResult(
            file.Deal.Name,
            people,
            role,
            [.. NeededRoles.Where(r => !file.Stakeholders.Any(s => s.Role == r || (r == BuyingRole.EconomicBuyer && s.Role == BuyingRole.DecisionMaker)))],
            context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name));
    }

    [Description("Finds what was said or written about something in calls, emails, notes and the team's own material (playbooks, battle cards, case studies, pricing policies).")]
    public async Task<ToolResult> SearchNotes(
        [Description("What to look for")] string query,
        [Description("Only in the texts of this deal or account; empty for all")] string? deal = null,
        [Description("Only the words of this person")] string? speaker = null,
        [Description("Only from this day on")] DateOnly? since = null,
        [Description("Only until this day")] DateOnly? until = null,
        [Description("Only in texts of this kind")] PassageKind? kind = null,
        [Description("Only in deals of this colleague, or \"me\"")] string? owner = null,
        CancellationToken ct = default)
    {
        DealId? inDeal = null;
        AccountId? inAccount = null;
        string? where = null;
        // "Their budget" without a deal in focus means anybody's.
        if (!string.IsNullOrWhiteSpace(deal) && (context.Focus is not null || !DealResolver.IsPronoun(deal)))
        {
            // A customer's name means all that was said there, not only on the deal that is open now.
            if (await _resolver.FindAccountAsync(deal, ct) is { } account)
            {
                (inAccount, where) = (account.AccountId, account.Name);
            }
            else
            {
                var (file, question) = await _resolver.ResolveAsync(deal, ct);
                if (file is null)
                    return (question is UnknownName ? await MentionsAsync(query, deal, speaker, ct) : null) ?? question!;
                (inDeal, where) = (file.Deal.Id, file.Deal.Name);
            }
        }

        var (wanted, _) = await new PassageQueryReader(context).ReadAsync(new("", null, null, speaker, kind, since, until, owner, MaxPassages), ct);
        if (wanted is null)
            return new UnknownName(owner!, []);
        wanted = wanted with { Text = query, DealId = inDeal, AccountId = inAccount, To = wanted.To < context.Now ? wanted.To : context.Now };
        var anytime = wanted with { From = null, To = context.Now };
        var (hasPeriod, hasSpeaker) = ((since ?? until) is not null, speaker is { Length: > 0 });
        // Where nothing fits: the same person at another time, then others in that period, then others at any time.
        List<(PassageQuery Query, bool ByOthers, bool AtOtherTimes)> tries = [(wanted, false, false)];
        if (hasPeriod)
            tries.Add((anytime, false, true));
        if (hasSpeaker)
            tries.Add((wanted with { Speaker = null }, true, false));
        if (hasPeriod && hasSpeaker)
            tries.Add((anytime with { Speaker = null }, true, true));
        foreach (var (tried, byOthers, atOtherTimes) in tries)
        {
            if (await FindAsync(tried, ct) is { Count: > 0 } passages)
                return new SearchResult(query, where, speaker, [.. passages.Select(p => new Cited<Passage>(p, context.Sources.CitePassage(p)))], byOthers, Period(since, until), atOtherTimes);
        }

        return new SearchResult(query, where, speaker, [], When: Period(since, until));
    }

    private string? Period(DateOnly? since, DateOnly? until) => (since, until) switch
    {
        (null, null) => null,
        ({ } from, { } to) when from == to => $"on {Wording.Day(from, context.Today)}",
        ({ } from, { } to) => $"from {Wording.Day(from, context.Today)} to {Wording.Day(to, context.Today)}",
        ({ } from, null) => $"since {Wording.Day(from, context.Today)}",
        (null, { } to) => $"until {Wording.Day(to, context.Today)}",
    };

    // A place that is no deal may still be one that people speak of.
    private async Task<SearchResult?> MentionsAsync(string query, string place, string? speaker, CancellationToken ct)
    {
        var passages = await FindAsync(new($"{query} {place}", null, null, speaker, null, null, context.Now, MaxPassages), ct);
        var words = PassagePicker.Words(place);
        return passages.Any(p => PassagePicker.Words(p.Quote).Intersect(words).Any())
            ? new SearchResult($"{query} {place}", null, speaker, [.. passages.Select(p => new Cited<Passage>(p, context.Sources.CitePassage(p)))])
            : null;
    }

    // What people said answers a question of what was said; what we wrote ourselves comes after it.
    private async Task<IReadOnlyList<Passage>> FindAsync(PassageQuery query, CancellationToken ct)
    {
        if (query.Kind is not null)
            return await context.Index.SearchAsync(context.Reader.Viewer, query, ct);
        var found = await context.Index.SearchAsync(context.Reader.Viewer, query with { Take = query.Take * 2 }, ct);
        var material = found.Take(query.Take).Where(p => p.MaterialId is not null).Take(MaxOfMaterial);
        return [.. found.Where(p => p.MaterialId is null).Take(query.Take), .. material];
    }

    private List<Cited<ActivityHead>> Cite(IEnumerable<ActivityHead> activities) =>
        [.. activities.Select(a => new Cited<ActivityHead>(a, context.Sources.CiteActivity(a)))];
}
