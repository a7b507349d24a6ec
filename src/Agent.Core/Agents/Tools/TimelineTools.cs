using System.ComponentModel;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What happened, and what is planned.</summary>
/// <param name="context">The turn.</param>
internal sealed class TimelineTools(TurnContext context)
{
    private const int MaxActivities = 12;

    // The most that the store gives of all deals, and so the most that can be counted there.
    private const int MaxLatest = 200;
    private const int MaxAhead = 20;
    private const int MaxDealsOfPerson = 40;

    // Who asks for the next meeting means the next weeks, not some day.
    private const int UsualDaysAhead = 60;
    private const string Me = "me";

    private readonly DealResolver _resolver = new(context);

    [Description("What happened lately on a deal, with or by a person, or for all deals since a day; or which meetings and calls are planned.")]
    public async Task<ToolResult> Timeline(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("True when the question is about all deals")] bool allDeals = false,
        [Description("Only from this day on")] DateOnly? since = null,
        [Description("Only until this day")] DateOnly? until = null,
        [Description("Only activities of this kind")] ActivityKind? kind = null,
        [Description("Only those with this contact or colleague, or \"me\"")] string? person = null,
        [Description("True for those alone that the person wrote or started")] bool by = false,
        [Description("True for planned meetings and calls in place of what happened")] bool ahead = false,
        [Description("True when the question is how many")] bool count = false,
        CancellationToken ct = default)
    {
        if (ahead)
            return await AheadAsync(deal, since, until, ct);
        Who? who = null;
        if (person is { Length: > 0 })
        {
            who = await WhoAsync(person, ct);
            if (who is null)
                return new UnknownName(person, []);
        }

        var words = Words(who, by, since, until);
        // Mails with a customer are those on all of its deals.
        if ((kind is not null || count) && deal is { Length: > 0 } && await _resolver.FindAccountAsync(deal, ct) is { AccountId: { } id } account)
        {
            var all = await context.Reader.GetDealsAsync(new() { Accounts = [id], Take = MaxDealsOfPerson }, ct);
            return Result($"{words} with {account.Name}".Trim(), Merged(all), [], all.Count == MaxDealsOfPerson);
        }

        var isHere = who is null ? context.Focus is not null && !allDeals : who.IsOf(await FocusAsync(ct));
        if (isHere || !string.IsNullOrWhiteSpace(deal))
        {
            var (file, question) = await _resolver.ResolveAsync(deal, ct);
            if (file is null)
                return question!;
            var planned = kind is null && who is null ? file.Activities.Where(a => a.At > context.Now).OrderBy(a => a.At).Take(3) : [];
            return Result($"{words} on {file.Deal.Name}".Trim(), file.Activities, planned, file.Activities.Count >= DealFile.MaxActivities);
        }

        if (who is { Accounts.Count: > 0 })
        {
            var files = await context.Reader.GetDealsAsync(new() { Accounts = who.Accounts, Take = MaxDealsOfPerson }, ct);
            return Result(words, Merged(files), [], files.Count == MaxDealsOfPerson);
        }

        var plain = kind is null && who is null && until is null;
        var from = since ?? (plain ? context.Today.AddDays(-7) : DateOnly.MinValue);
        var latest = await context.Reader.GetLatestAsync(StartOf(from), plain ? MaxActivities : MaxLatest, ct);
        return Result(plain && since is null ? "in the last 7 days" : words, latest, [], latest.Count >= MaxLatest);

        TimelineResult Result(string about, IEnumerable<ActivityHead> activities, IEnumerable<ActivityHead> planned, bool isCut)
        {
            var fitting = activities.Where(a => a.At <= context.Now
                && (since is not { } first || a.At >= StartOf(first))
                && (until is not { } last || a.At < StartOf(last.AddDays(1)))
                && (kind is null || a.Kind == kind)
                && who?.TookPart(a, by) != false).ToList();
            return new(about, [.. fitting.Take(MaxActivities).Select(Cite)], [.. planned.Select(Cite)], context.Today)
            {
                Total = fitting.Count,
                IsCut = isCut,
                Counts = count,
                Kind = kind,
            };
        }
    }

    private static IEnumerable<ActivityHead> Merged(IReadOnlyList<DealFile> files) => files.SelectMany(f => f.Activities).DistinctBy(a => a.Id).OrderByDescending(a => a.At);

    private async Task<ToolResult> AheadAsync(string? deal, DateOnly? since, DateOnly? until, CancellationToken ct)
    {
        var viewer = context.Reader.Viewer;
        var query = new DealQuery { Owners = [viewer.UserId] };
        var about = "of yours";
        if (!string.IsNullOrWhiteSpace(deal))
        {
            if (await _resolver.FindAccountAsync(deal, ct) is { AccountId: { } id } account)
            {
                (query, about) = (new() { Accounts = [id] }, $"with {account.Name}");
            }
            else
            {
                var (file, question) = await _resolver.ResolveAsync(deal, ct);
                if (file is null)
                    return question!;
                (query, about) = (new() { Deals = [file.Deal.Id] }, $"on {file.Deal.Name}");
            }
        }
        else if (viewer.Role != UserRole.Rep && (await context.Reader.FindDealsAsync(query with { Status = [DealStatus.Open], Take = 1 }, ct)).Total == 0)
        {
            (query, about) = (new(), "of your team");
        }

        var from = since is { } day && StartOf(day) > context.Now ? StartOf(day) : context.Now;
        var last = until ?? context.Today.AddDays(UsualDaysAhead);
        var planned = await context.Reader.GetAgendaAsync(query, from, StartOf(last.AddDays(1)), ct);
        var names = new Dictionary<DealId, string>();
        foreach (var id in planned.Select(a => a.DealId).OfType<DealId>().Distinct().Take(MaxAhead))
            names[id] = (await context.Reader.GetDealAsync(id, ct))?.Deal.Name ?? "";
        return new AgendaResult(about, since, last, until is not null, [.. planned.Take(MaxAhead).Select(Cite)], names, planned.Count, context.Today);
    }

    private async Task<DealFile?> FocusAsync(CancellationToken ct) => context.Focus is { } focus ? await context.Reader.GetDealAsync(focus, ct) : null;

    private async Task<Who?> WhoAsync(string person, CancellationToken ct)
    {
        if (person.Equals(Me, StringComparison.OrdinalIgnoreCase))
            return new("you", [context.Reader.Viewer.UserId], [], []);
        var words = PassagePicker.Words(person);
        var users = (await context.Reader.GetUsersAsync(ct)).Where(u => words.All(PassagePicker.Words(u.Name).Contains)).ToList();
        if (users.Count > 0)
            return new(Wording.List([.. users.Select(u => u.Name)]), [.. users.Select(u => u.Id)], [], []);
        var contacts = (await _resolver.FindContactsAsync(person, ct)).Where(c => words.All(w => PassagePicker.Words(c.Name).Contains(w))).Take(MaxAhead).ToList();
        // "Emails from Acme" are those of its people.
        if (contacts.Count == 0 && await _resolver.FindAccountAsync(person, ct) is { AccountId: { } id } account)
            return new(account.Name, [], [.. (await context.Reader.FindContactsAsync([], id, ct)).Select(c => c.Id)], [id]);
        return contacts.Count == 0 ? null : new(
            Wording.List([.. contacts.Select(c => c.Name).Distinct()]), [], [.. contacts.Select(c => c.Id)], [.. contacts.Select(c => c.AccountId).OfType<AccountId>().Distinct()]);
    }

    private string Words(Who? who, bool by, DateOnly? since, DateOnly? until)
    {
        var whose = who is null ? "" : $"{(by ? "by" : "with")} {who.Name}";
        var when = (since, until) switch
        {
            ({ } from, { } to) when from == to => $"on {Day(from)}",
            ({ } from, { } to) => $"from {Day(from)} to {Day(to)}",
            ({ } from, null) => $"since {Day(from)}",
            (null, { } to) => $"until {Day(to)}",
            _ => "",
        };
        return string.Join(' ', new[] { whose, when }.Where(w => w.Length > 0));

        string Day(DateOnly day) => Wording.Day(day, context.Today);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private Cited<ActivityHead> Cite(ActivityHead activity) => new(activity, context.Sources.CiteActivity(activity));

    private sealed record Who(string Name, IReadOnlyList<UserId> Users, IReadOnlyList<ContactId> Contacts, IReadOnlyList<AccountId> Accounts)
    {
        public bool IsOf(DealFile? file) => file?.Deal.AccountId is { } account && Accounts.Contains(account);

        // An email from the buyer's side was written by its first participant of that side; what we wrote has an author.
        public bool TookPart(ActivityHead activity, bool by)
        {
            var ours = activity.AuthorId is { } author && Users.Contains(author);
            if (Users.Count > 0)
                return by ? ours && activity.Direction != Direction.Inbound : ours || activity.Participants.Any(p => p.UserId is { } user && Users.Contains(user));
            if (!by)
                return activity.Participants.Any(p => p.ContactId is { } contact && Contacts.Contains(contact));
            return activity.Direction is Direction.Inbound or Direction.Both
                && activity.Participants.FirstOrDefault(p => p.UserId is null) is { ContactId: { } first } && Contacts.Contains(first);
        }
    }
}
