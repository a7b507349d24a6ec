using Agent.Core.Deals;

namespace Agent.Tests.Support;

/// <summary>
/// A small company: two teams below one, people of every role, and deals, texts and contacts of each team. Everything
/// that only one team may see carries that team's marker in its names and texts.
/// </summary>
internal sealed class World
{
    public const string NorthMark = "Nordmark";
    public const string SouthMark = "Sudmark";
    public const string AdminMark = "Orphanmark";

    public static readonly DateTimeOffset Now = FakeClock.DefaultStart;
    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.DateTime);

    private readonly Dictionary<string, User> _users;
    private readonly Dictionary<string, Deal> _deals = [];

    public World()
    {
        Sales = new() { Name = "Sales" };
        North = new() { Name = NorthMark + " team", ParentId = Sales.Id };
        South = new() { Name = SouthMark + " team", ParentId = Sales.Id };
        _users = new User[]
        {
            Person("Nora", UserRole.Rep, North, NorthMark),
            Person("Nils", UserRole.Rep, North, NorthMark),
            Person("Nathan", UserRole.Manager, North, NorthMark),
            Person("Sven", UserRole.Rep, South, SouthMark),
            Person("Mona", UserRole.Manager, Sales, AdminMark),
            Person("Lee", UserRole.Rep, null, AdminMark),
            Person("Ada", UserRole.Admin, null, AdminMark),
        }.ToDictionary(u => u.Name.Split(' ')[0]);

        Scanner = new() { Name = "Scanner", ListPrice = 640.50m, Currency = "EUR" };
        Support = new() { Name = "Support", ListPrice = 1_000, Currency = "EUR" };
        Acme = new() { Name = $"Acme {NorthMark}", Industry = "Logistics", OwnerId = this["Nora"].Id };
        Borealis = new() { Name = $"Borealis {SouthMark}", Industry = "Energy", OwnerId = this["Sven"].Id };
        Shared = new() { Name = "Joint Works", Industry = "Retail" };
        Unclaimed = new() { Name = "Common Ground" };
        Accounts = [Acme, Borealis, Shared, Unclaimed];
        Contacts =
        [
            new() { Name = $"Laura {NorthMark}", Title = "Head of Operations", AccountId = Acme.Id },
            new() { Name = $"Boris {SouthMark}", Title = "Head of Energy", AccountId = Borealis.Id },
            new() { Name = "Jo Joint", Title = "Buyer", AccountId = Shared.Id },
            new() { Name = $"Sasha {SouthMark}", OwnerId = this["Sven"].Id },
            new() { Name = "Nobody's Friend" },
        ];

        Add("acme rollout", NorthMark, "Negotiation", Acme, "Nora", new(2026, 1, 10), 84_000, new(2026, 4, 30), source: "Referral")
            .With(d => d.SetLine(Scanner.Id, 40, 600.25m))
            .With(d => d.SetLine(Support.Id, 1, 1_000))
            .With(d => d.SetRole(Contacts[0].Id, BuyingRole.Champion))
            .With(d => d.PlanNextStep("Send the contract", new(2026, 3, 20)));
        Add("acme pilot", NorthMark, "Won", Acme, "Nils", new(2025, 9, 1), 12_000, new(2025, 10, 1), source: "referral").With(d => d.SetLine(Scanner.Id, 10, null));
        Add("joint north", NorthMark, "Demo", Shared, "Nora", new(2026, 2, 1), 20_000, new(2026, 5, 15), source: "Web");
        Add("joint south", SouthMark, "Proposal", Shared, "Sven", new(2026, 2, 2), 30_000, new(2026, 5, 16), source: "Web");
        Add("borealis secret", SouthMark, "Discovery", Borealis, "Sven", new(2026, 3, 1), null, null);
        Add("borealis lost", SouthMark, "Lost", Borealis, "Sven", new(2025, 11, 1), 5_000, new(2026, 1, 10), lossReason: "Price " + SouthMark);
        Add("orphan", AdminMark, "Qualification", null, null, null, 7_000, new(2026, 6, 30));

        Activities =
        [
            Text("acme rollout", -2, ActivityKind.Call, "Zebra call"),
            Text("acme rollout", 5, ActivityKind.Meeting, "Zebra planned"),
            Text("acme pilot", -200, ActivityKind.Email, "Zebra old mail"),
            Text("joint north", -3, ActivityKind.Note, "Zebra north note"),
            Text("joint south", -4, ActivityKind.Note, "Zebra south note"),
            Text("borealis secret", -1, ActivityKind.Email, "Zebra secret"),
            Text("orphan", -6, ActivityKind.Note, "Zebra orphan"),
            AccountText(Acme, NorthMark, "Zebra at Acme"),
            AccountText(Borealis, SouthMark, "Zebra at Borealis"),
            AccountText(Shared, "everybody", "Zebra at Joint"),
            AccountText(Unclaimed, "everybody", "Zebra at Common"),
            Own("Nora", NorthMark, "Zebra of Nora"),
            Own("Sven", SouthMark, "Zebra of Sven"),
            Own(null, AdminMark, "Zebra of nobody"),
        ];
        Tasks =
        [
            new() { DealId = Deal("acme rollout").Id, Title = $"Later {NorthMark}", CreatedAt = Now, DueOn = Today.AddDays(4) },
            new() { DealId = Deal("acme rollout").Id, Title = $"Soon {NorthMark}", CreatedAt = Now, DueOn = Today.AddDays(1) },
            new() { DealId = Deal("acme rollout").Id, Title = $"Done {NorthMark}", CreatedAt = Now, DueOn = Today, DoneAt = Now },
            new() { DealId = Deal("joint south").Id, Title = $"Call {SouthMark}", CreatedAt = Now },
        ];
    }

    public Team Sales { get; }

    public Team North { get; }

    public Team South { get; }

    public Pipeline Pipeline { get; } = Pipeline.CreateDefault();

    public Product Scanner { get; }

    public Product Support { get; }

    public Account Acme { get; }

    public Account Borealis { get; }

    public Account Shared { get; }

    public Account Unclaimed { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<Contact> Contacts { get; }

    public IReadOnlyList<Activity> Activities { get; }

    public IReadOnlyList<SalesTask> Tasks { get; }

    public IReadOnlyCollection<User> Users => _users.Values;

    public IReadOnlyCollection<Deal> Deals => _deals.Values;

    public User this[string name] => _users[name];

    /// <summary>All of it, what others refer to first.</summary>
    public IEnumerable<object> Everything =>
        [Sales, North, South, .. Users, Pipeline, Scanner, Support, .. Accounts, .. Contacts, .. Deals, .. Activities, .. Tasks];

    public Deal Deal(string key) => _deals[key];

    public Viewer Viewer(string name)
    {
        var user = this[name];
        IReadOnlyList<TeamId> teams = name switch
        {
            "Mona" => [Sales.Id, North.Id, South.Id],
            _ => user.TeamId is { } team ? [team] : [],
        };
        return new(user.Id, user.Name, user.Role, teams);
    }

    /// <summary>The rule in plain words: an admin sees all, others the deals of owners in their teams.</summary>
    public IReadOnlyList<Deal> VisibleTo(string name)
    {
        var viewer = Viewer(name);
        return [.. Deals.Where(d => viewer.SeesEverything
            || Users.Any(u => u.Id == d.OwnerId && (u.Id == viewer.UserId || (u.TeamId is { } team && viewer.Teams.Contains(team)))))];
    }

    /// <summary>The deals that do not exist for somebody.</summary>
    public IReadOnlyList<Deal> HiddenDealsFrom(string name) => [.. Deals.Except(VisibleTo(name))];

    /// <summary>Markers that nothing a viewer gets may contain.</summary>
    public static IReadOnlyList<string> HiddenFrom(string name) => name switch
    {
        "Ada" => [],
        "Mona" => [AdminMark],
        "Sven" => [NorthMark, AdminMark],
        "Lee" => [NorthMark, SouthMark],
        _ => [SouthMark, AdminMark],
    };

    private static User Person(string name, UserRole role, Team? team, string mark) =>
        new() { Name = $"{name} {mark}", Email = $"{name.ToLowerInvariant()}@us.example", Role = role, TeamId = team?.Id };

    private Deal Add(
        string key, string mark, string stage, Account? account, string? owner, DateOnly? created, decimal? amount, DateOnly? close, string? source = null, string? lossReason = null)
    {
        var deal = Agent.Core.Deals.Deal.Start(
            $"{key} {mark}", Pipeline, Pipeline.Stages.First(s => s.Name == stage), created, created is null ? null : new(created.Value.Year, created.Value.Month, 15), amount, "EUR", close, lossReason);
        deal.AccountId = account?.Id;
        deal.OwnerId = owner is null ? null : this[owner].Id;
        deal.Source = source;
        return _deals[key] = deal;
    }

    private Activity Text(string deal, int day, ActivityKind kind, string subject)
    {
        var owner = Users.FirstOrDefault(u => u.Id == Deal(deal).OwnerId);
        return new()
        {
            DealId = Deal(deal).Id,
            AccountId = Deal(deal).AccountId,
            Kind = kind,
            At = Now.AddDays(day),
            Subject = $"{subject} {Deal(deal).Name}",
            Body = $"{subject}: the zebra crossed the road for {Deal(deal).Name}.",
            AuthorId = owner?.Id,
            Participants = [new(owner?.Name ?? AdminMark, owner?.Email, UserId: owner?.Id)],
        };
    }

    private static Activity AccountText(Account account, string mark, string subject) =>
        new() { AccountId = account.Id, Kind = ActivityKind.Note, At = Now.AddDays(-10), Subject = subject, Body = $"The zebra visited {mark}." };

    private Activity Own(string? author, string mark, string subject) =>
        new() { AuthorId = author is null ? null : this[author].Id, Kind = ActivityKind.Note, At = Now.AddDays(-11), Subject = subject, Body = $"A zebra of {mark}." };
}

internal static class DealSteps
{
    public static Deal With(this Deal deal, Action<Deal> step)
    {
        step(deal);
        return deal;
    }
}
