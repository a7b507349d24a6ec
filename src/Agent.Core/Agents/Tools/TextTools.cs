using System.ComponentModel;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>Who is who, and what was said.</summary>
/// <param name="context">The turn.</param>
internal sealed partial class TextTools(TurnContext context)
{
    private const int MaxPassages = 6;
    private const int MaxOfMaterial = 2;
    private const int LeastWords = 4;
    private const int MostOfAGreeting = 9;

    private static readonly BuyingRole[] NeededRoles = [BuyingRole.EconomicBuyer, BuyingRole.Champion];

    private readonly DealResolver _resolver = new(context);

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
        [Description("What to look for; empty for whatever fits the rest")] string query = "",
        [Description("Only in the texts of this deal or account; empty for all")] string? deal = null,
        [Description("Only the words of this person")] string? speaker = null,
        [Description("Only from this day on")] DateOnly? since = null,
        [Description("Only until this day")] DateOnly? until = null,
        [Description("Only in texts of this kind")] PassageKind? kind = null,
        [Description("Only in deals of this colleague, or \"me\"")] string? owner = null,
        [Description("For objections, competitors or promises: what was read of them in the texts")] SpokenMatter? about = null,
        [Description("True for what is not settled or done yet")] bool openOnly = false,
        CancellationToken ct = default)
    {
        DealFile? file = null;
        NamedDeal? customer = null;
        DealId? inDeal = null;
        AccountId? inAccount = null;
        string? where = null;
        // "Their budget" without a deal in focus means anybody's.
        if (!string.IsNullOrWhiteSpace(deal) && (context.Focus is not null || !DealResolver.IsPronoun(deal)))
        {
            // A customer's name means all that was said there, not only on the deal that is open now.
            customer = await _resolver.FindAccountAsync(deal, ct) ?? (about is null ? null : await AccountOfPersonAsync(deal, ct));
            if (customer is null)
            {
                (file, var question) = await _resolver.ResolveAsync(deal, ct);
                if (file is null)
                    return (question is UnknownName && about is null ? await MentionsAsync(query, deal, speaker, ct) : null) ?? question!;
                (inDeal, where) = (file.Deal.Id, file.Deal.Name);
            }
        }

        // Companies say things through their people.
        var buyer = false;
        if (speaker is { Length: > 0 } && await CompanyAsync(speaker, ct) is { } company)
            (customer, inDeal, file, speaker, buyer) = (company, null, null, null, true);
        if (customer is not null)
            (inAccount, where) = (customer.AccountId, customer.Name);
        if (about is { } matter)
        {
            var read = await new SpokenMatters(context).FindAsync(matter, file, customer, owner is not null, openOnly, ct);
            if (speaker is { Length: > 0 })
                read = read.By(speaker);
            // Where nothing was read of it, somebody may still have used the word, or said it in others.
            if (read.Total > 0 || where is null || (speaker is null && matter is SpokenMatter.OurPromises or SpokenMatter.TheirPromises) || (await FindAsync(new(query, inDeal, inAccount, null, null, null, context.Now, MaxPassages), ct)).Count == 0)
                return read;
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
        var us = buyer ? (await context.Reader.GetUsersAsync(ct)).Select(u => u.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        foreach (var (tried, byOthers, atOtherTimes) in tries)
        {
            // What our side said or wrote there is not what the company said.
            var passages = (await FindAsync(buyer ? tried with { Take = 2 * MaxPassages } : tried, ct)).Where(p => !buyer || (p.MaterialId is null && p.Speaker is not null && !us.Contains(p.Speaker))).Take(MaxPassages).ToList();
            if (passages.Count > 0)
                return new SearchResult(query, where, speaker, [.. passages.Select(p => new Cited<Passage>(p, context.Sources.CitePassage(p)))], byOthers, Period(since, until), atOtherTimes) { ByBuyer = buyer };
        }

        return new SearchResult(query, where, speaker, [], When: Period(since, until)) { ByBuyer = buyer };
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
        var terms = TextAnalyzer.Terms(query.Text).Select(t => t.Value).ToHashSet();
        var found = (await context.Index.SearchAsync(context.Reader.Viewer, query with { Take = query.Take * 2 }, ct)).Where(p => !IsSmallTalk(p, terms)).ToList();
        if (query.Kind is not null)
            return [.. found.Take(query.Take)];
        var material = found.Take(query.Take).Where(p => p.MaterialId is not null).Take(MaxOfMaterial);
        return [.. found.Where(p => p.MaterialId is null).Take(query.Take), .. material];
    }

    // A greeting or a word or two stand near many things and tell nothing, unless what is looked for is in them or in what they answer.
    private static bool IsSmallTalk(Passage passage, HashSet<string> terms)
    {
        var words = PassagePicker.Words(passage.Quote).Count;
        return (words < LeastWords || (words < MostOfAGreeting && Greeting().IsMatch(passage.Quote)))
            && !TextAnalyzer.Terms($"{passage.Context} {passage.Before} {passage.Quote}").Any(t => terms.Contains(t.Value));
    }

    // "What did we promise Tomas" means whatever was promised where Tomas works.
    private async Task<NamedDeal?> AccountOfPersonAsync(string name, CancellationToken ct)
    {
        var accounts = DealResolver.IsPronoun(name) ? [] : (await _resolver.FindContactsAsync(name, ct)).Select(c => c.AccountId).Distinct().ToList();
        return accounts is [{ } id] && (await context.Reader.FindDealsAsync(new() { Accounts = [id], Take = 1 }, ct)).Items is [{ Account: { } account }]
            ? new(null, id, account, account, null, null, null, null)
            : null;
    }

    // A name that a person bears too is the person's.
    private async Task<NamedDeal?> CompanyAsync(string name, CancellationToken ct)
    {
        var words = PassagePicker.Words(name);
        if (await _resolver.FindAccountAsync(name, ct) is not { } account || (await context.Reader.GetUsersAsync(ct)).Any(u => words.All(PassagePicker.Words(u.Name).Contains)))
            return null;
        var people = await context.Reader.FindContactsAsync(words, null, ct);
        return people.Any(p => words.All(PassagePicker.Words(p.Name).Contains)) ? null : account;
    }

    [GeneratedRegex(@"^\W*(?:hi|hello|hey|dear|thanks?|thank you|many thanks|best|kind|warm|regards|cheers|great|perfect|sure|ok(?:ay)?|yes|no|right|good (?:morning|afternoon|evening)|see you|talk soon|have a|welcome|hallo|moin|bonjour)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();
}
