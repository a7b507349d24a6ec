using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>Turns the names in a <see cref="DealFilter"/> into ids. A name that nobody bears is a result of its own, never dropped.</summary>
/// <param name="context">The turn.</param>
public sealed class FilterReader(TurnContext context)
{
    private const string Me = "me";

    /// <summary>Reads a filter.</summary>
    /// <returns>The filter ready for the store, or the name that fits nothing.</returns>
    public async Task<(ReadFilter? Filter, UnknownName? Unknown)> ReadAsync(DealFilter? filter, CancellationToken ct)
    {
        filter ??= new();
        // A filter without a name is read without the store.
        var names = string.IsNullOrEmpty($"{filter.Owner}{filter.Stage}{filter.Product}{filter.About}")
            ? new([], [], [], [])
            : new Names(await context.Reader.GetUsersAsync(ct), await context.Reader.GetTeamsAsync(ct), await context.Reader.GetPipelinesAsync(ct), await context.Reader.GetProductsAsync(ct));
        var query = new DealQuery
        {
            Status = ReadStatus(filter.Status),
            MinAmount = filter.MinAmount,
            MaxAmount = filter.MaxAmount,
            CloseFrom = filter.CloseFrom,
            CloseTo = filter.CloseTo,
            CreatedFrom = filter.CreatedFrom,
            CreatedTo = filter.CreatedTo,
            InactiveSince = filter.InactiveDays is { } days ? context.Now.AddDays(-days) : null,
            WithoutAccount = filter.WithoutAccount,
            WithoutRole = filter.WithoutRole,
            WithoutCreatedOn = filter.WithoutStartDate,
            Source = filter.Source,
            Industry = filter.Industry,
        };
        var said = new List<string>();
        string? whose = null;

        if (filter.Owner is { Length: > 0 } owner)
        {
            if (string.Equals(owner, Me, StringComparison.OrdinalIgnoreCase))
            {
                (query, var own) = await OwnAsync(query, ct);
                said.Add(own);
            }
            else
            {
                var users = names.Users(owner);
                var team = users.Count == 0 ? names.Team(owner) : null;
                if (users.Count == 0 && team is null)
                    return (null, new(owner, names.UserNames));
                query = query with { Owners = team?.Members ?? users };
                whose = team?.Name ?? names.Name(users);
                said.Add(team is not null ? $"of {team.Name}" : users is [var one] && one == context.Reader.Viewer.UserId ? "of yours" : $"of {names.Name(users)}");
            }
        }

        if (filter.Stage is { Length: > 0 } stage)
        {
            var stages = names.Stages(stage);
            if (stages.Count == 0)
                return (null, new(stage, names.StageNames));
            query = query with { Stages = stages };
            said.Add($"in {stage}");
        }

        if (filter.Product is { Length: > 0 } product)
        {
            var products = names.Products(product);
            if (products.Count == 0)
                return (null, new(product, names.ProductNames));
            query = query with { Products = products };
            said.Add($"with {product}");
        }

        if (filter.Account is { Length: > 0 } account)
        {
            var accounts = await AccountsAsync(account, ct);
            if (accounts.Count == 0)
                return (null, new(account, []));
            query = query with { Accounts = accounts };
            said.Add($"at {account}");
        }

        List<string> ignored = [];
        if (filter.About is { Length: > 0 } about)
        {
            (query, var understood, ignored) = await ReadWordsAsync(about, query, names, ct);
            said.AddRange(understood);
            // A word with a capital is a name, and so is the one word that would have to tell which deals are meant.
            var namesMissed = about.Split(' ').Where(w => char.IsUpper(w[0]) && PassagePicker.Words(w).Any(ignored.Contains)).ToList();
            if (namesMissed.Count > 0 || (ignored.Count > 0 && understood.Count == 0 && filter with { About = null, Status = null } == new DealFilter()))
                return (null, new(namesMissed.Count > 0 ? string.Join(' ', namesMissed) : about, []));
        }

        return (new(query, Describe(query, said), ignored) { Whose = whose }, null);
    }

    // "My deals" of somebody who leads and owns none are the team's: to say that there are none would be a false all-clear.
    private async Task<(DealQuery Query, string Whose)> OwnAsync(DealQuery query, CancellationToken ct)
    {
        var viewer = context.Reader.Viewer;
        var own = new DealQuery { Status = query.Status, Owners = [viewer.UserId], Take = 1 };
        return viewer.Role != UserRole.Rep && (await context.Reader.FindDealsAsync(own, ct)).Total == 0
            ? (query, viewer.Role == UserRole.Manager ? "of your team" : "of all teams")
            : (query with { Owners = own.Owners }, "of yours");
    }

    // Longest runs of words first, so that "Northwind Traders" is one name and "MG Special" one product.
    private async Task<(DealQuery Query, List<string> Said, List<string> Ignored)> ReadWordsAsync(string about, DealQuery query, Names names, CancellationToken ct)
    {
        var words = PassagePicker.Words(about);
        var said = new List<string>();
        var ignored = new List<string>();
        // "Jonas and Maria" are both meant; with "my" nobody else is.
        var namesOwners = false;
        for (var at = 0; at < words.Count;)
        {
            var length = Math.Min(4, words.Count - at);
            for (; length > 0; length--)
            {
                var phrase = string.Join(' ', words.Skip(at).Take(length));
                if (names.Stages(phrase) is { Count: > 0 } stages)
                    (query, _) = (query with { Stages = [.. query.Stages, .. stages] }, Say($"in {phrase}"));
                else if (names.Products(phrase) is { Count: > 0 } products && query.Products.Count == 0)
                    (query, _) = (query with { Products = products }, Say($"with {names.ProductName(products)}"));
                else if (names.Users(phrase) is { Count: > 0 } users && (query.Owners.Count == 0 || namesOwners))
                    (query, namesOwners) = (query with { Owners = [.. query.Owners.Union(users)] }, Say($"of {names.Name(users)}"));
                else if (query.Owners.Count == 0 && names.Team(phrase) is { } team)
                    (query, _) = (query with { Owners = team.Members }, Say($"of {team.Name}"));
                else if (await AccountsAsync(phrase, ct) is { Count: > 0 } accounts && query.Accounts.Count == 0)
                    (query, _) = (query with { Accounts = accounts }, Say($"at {phrase}"));
                else if (query.Industry is null && await AnyAsync(query with { Industry = phrase }, ct))
                    (query, _) = (query with { Industry = phrase }, Say($"in the industry \"{phrase}\""));
                else if (query.Source is null && await AnyAsync(query with { Source = phrase }, ct))
                    (query, _) = (query with { Source = phrase }, Say($"from {phrase}"));
                else if (query.Source is null && phrase.EndsWith('s') && await AnyAsync(query with { Source = phrase[..^1] }, ct))
                    (query, _) = (query with { Source = phrase[..^1] }, Say($"from {phrase[..^1]}"));
                else
                    continue;
                break;
            }

            if (length == 0)
                ignored.Add(words[at]);
            at += Math.Max(1, length);
        }

        return (query, said, ignored);

        bool Say(string what)
        {
            said.Add(what);
            return true;
        }
    }

    private async Task<bool> AnyAsync(DealQuery query, CancellationToken ct) =>
        (await context.Reader.FindDealsAsync(query with { Status = [], Take = 1 }, ct)).Total > 0;

    private async Task<IReadOnlyList<AccountId>> AccountsAsync(string phrase, CancellationToken ct)
    {
        var words = PassagePicker.Words(phrase);
        var found = await context.Reader.FindNamesAsync(words, ct);
        // The database compares letter by letter; here accents do not count.
        if (!found.Any(Fits))
            found = await context.Reader.ListNamesAsync(ct);
        return [.. found
            .Where(Fits)
            .Select(n => n.AccountId!.Value).Distinct().Take(20)];

        bool Fits(NamedDeal name) => name is { DealId: null, AccountId: not null } && Matches(words, name.Name);
    }

    private static DealStatus[] ReadStatus(string? status) => status?.ToLowerInvariant() switch
    {
        "open" => [DealStatus.Open],
        "won" => [DealStatus.Won],
        "lost" => [DealStatus.Lost],
        "closed" => [DealStatus.Won, DealStatus.Lost],
        _ => [],
    };

    private string Describe(DealQuery query, List<string> said)
    {
        var status = query.Status switch
        {
            [DealStatus.Open] => "open deals",
            [DealStatus.Won] => "won deals",
            [DealStatus.Lost] => "lost deals",
            [_, _] => "closed deals",
            _ => "deals",
        };
        var parts = new List<string> { status };
        parts.AddRange(said);
        if (query.Source is { } source && !said.Contains($"from {source}"))
            parts.Add($"from {source}");
        if (query.Industry is { } industry && !said.Exists(s => s.Contains(industry, StringComparison.Ordinal)))
            parts.Add($"in the industry \"{industry}\"");
        if (query is { MinAmount: { } least, MaxAmount: { } most })
            parts.Add($"between {Wording.Money(least, null)} and {Wording.Money(most, null)}");
        else if (query.MinAmount is { } min)
            parts.Add($"of at least {Wording.Money(min, null)}");
        else if (query.MaxAmount is { } max)
            parts.Add($"of at most {Wording.Money(max, null)}");
        var closing = query.Status switch
        {
            [DealStatus.Open] => "closing",
            [] => "with a close date",
            _ => "closed",
        };
        AddSpan(closing, query.CloseFrom, query.CloseTo);
        AddSpan("created", query.CreatedFrom, query.CreatedTo);
        if (query.InactiveSince is { } since)
            parts.Add($"without activity for {Wording.Count((int)(context.Now - since).TotalDays, "day")}");
        if (query.WithoutAccount == true)
            parts.Add("without an account");
        if (query.WithoutRole is { } role)
            parts.Add($"without a known {Wording.Role(role)}");
        if (query.WithoutCreatedOn == true)
            parts.Add("without a start date");
        return string.Join(' ', parts);

        void AddSpan(string what, DateOnly? from, DateOnly? to)
        {
            if (from is { } first && to is { } last)
                parts.Add(first == last ? $"{what} on {Day(first)}" : $"{what} from {Day(first)} to {Day(last)}");
            else if (from is { } since)
                parts.Add($"{what} from {Day(since)} on");
            else if (to is { } until)
                parts.Add($"{what} up to {Day(until)}");
        }

        string Day(DateOnly day) => Wording.Day(day, context.Today);
    }

    private static bool Matches(IReadOnlyList<string> words, string name)
    {
        var parts = PassagePicker.Words(name);
        return words.All(w => parts.Any(p => p == w || (w.Length >= 4 && p.StartsWith(w, StringComparison.Ordinal))));
    }

    private sealed record Group(string Name, IReadOnlyList<UserId> Members);

    private sealed class Names(IReadOnlyList<User> users, IReadOnlyList<Team> teams, IReadOnlyList<Pipeline> pipelines, IReadOnlyList<Product> products)
    {
        private const int MaxOffered = 8;

        public IReadOnlyList<string> UserNames => [.. users.Select(u => u.Name).Take(MaxOffered)];

        public IReadOnlyList<string> StageNames => [.. pipelines.SelectMany(p => p.Stages).Select(s => s.Name).Distinct().Take(MaxOffered)];

        public IReadOnlyList<string> ProductNames => [.. products.Select(p => p.Name).Take(MaxOffered)];

        public IReadOnlyList<UserId> Users(string name) => Fitting(users, u => u.Name, name, u => u.Id);

        public IReadOnlyList<StageId> Stages(string name) => Fitting(pipelines.SelectMany(p => p.Stages), s => s.Name, name, s => s.Id);

        public IReadOnlyList<ProductId> Products(string name) => Fitting(products, p => p.Name, name, p => p.Id);

        // A team stands for everybody in it and in the teams below.
        public Group? Team(string name)
        {
            if (Fitting(teams, t => t.Name, name, t => t.Id) is not [var top])
                return null;
            var all = new HashSet<TeamId> { top };
            while (teams.FirstOrDefault(t => t.ParentId is { } parent && all.Contains(parent) && !all.Contains(t.Id)) is { } below)
                all.Add(below.Id);
            var members = users.Where(u => u.TeamId is { } own && all.Contains(own)).Select(u => u.Id).ToList();
            return members.Count == 0 ? null : new(teams.First(t => t.Id == top).Name, members);
        }

        public string Name(IReadOnlyList<UserId> ids) => Wording.List([.. users.Where(u => ids.Contains(u.Id)).Select(u => u.Name)]);

        public string ProductName(IReadOnlyList<ProductId> ids) => Wording.List([.. products.Where(p => ids.Contains(p.Id)).Select(p => p.Name)]);

        // A whole name beats a part of one: "GTX Plus Basic" is not "GTX Basic".
        private static List<TId> Fitting<T, TId>(IEnumerable<T> things, Func<T, string> nameOf, string wanted, Func<T, TId> idOf)
        {
            var words = PassagePicker.Words(wanted);
            if (words.Count == 0)
                return [];
            var fitting = things.Where(t => Matches(words, nameOf(t))).ToList();
            if (fitting.Count == 0)
                fitting = [.. things.Where(t => words.Count <= PassagePicker.Words(nameOf(t)).Count && Likeness.Of(wanted, nameOf(t)) >= Likeness.TypingError)];
            var whole = fitting.Where(t => PassagePicker.Words(nameOf(t)).Count == words.Count).ToList();
            return [.. (whole.Count > 0 ? whole : fitting).Select(idOf)];
        }
    }
}
