using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Materials;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Sample;

/// <summary>
/// The sample workspace: a seller of warehouse scanning with its deals and talks. All days in it are written relative to
/// the first start, so that it never looks stale; a day that would fall on a weekend becomes the Friday before.
/// </summary>
public static partial class SampleWorkspace
{
    // Days since the material was written: after the losses that it speaks of.
    private const int MaterialAge = 20;

    private static readonly string[] PeopleHeaders = ["from", "to", "cc", "with"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>True while the store holds neither users nor deals. Asked at every start, so it does without the model of the database, which takes long to build.</summary>
    /// <param name="connection">An open connection to a store whose schema is up to date.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<bool> HasRoomAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CASE WHEN EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM deals) THEN 0 ELSE 1 END";
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>Loads the sample into a store that holds no users yet, in one transaction.</summary>
    /// <param name="db">The store.</param>
    /// <param name="today">The day of the first start.</param>
    /// <param name="ct">Cancels; nothing is loaded then.</param>
    /// <returns>The user who runs the sample workspace, or null when the store was not empty.</returns>
    public static async Task<User?> LoadAsync(WorkspaceDbContext db, DateOnly today, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.People.AnyAsync(ct) || await db.Deals.AnyAsync(ct))
            return null;
        var admin = Build(db, today);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return admin;
    }

    private static User Build(WorkspaceDbContext db, DateOnly today)
    {
        var crm = JsonSerializer.Deserialize<Crm>(Read("sample/crm.json"), Json)!;
        var days = new Days(today);
        var teams = crm.Teams.ToDictionary(t => t.Key, t => new Team { Name = t.Name });
        foreach (var team in crm.Teams.Where(t => t.Parent is not null))
            teams[team.Key].ParentId = teams[team.Parent!].Id;
        var users = crm.Users.ToDictionary(u => u.Key, u => new User { Name = u.Name, Email = u.Email, Role = u.Role, TeamId = teams[u.Team].Id });
        var products = crm.Products.ToDictionary(p => p.Key, p => new Product { Name = p.Name, Family = p.Family, ListPrice = p.ListPrice, Currency = p.Currency, Unit = p.Unit });
        var accounts = crm.Accounts.ToDictionary(a => a.Key, a => new Account
        {
            Name = a.Name,
            Domain = a.Domain,
            Industry = a.Industry,
            Employees = a.Employees,
            Revenue = a.Revenue,
            Country = a.Country,
            OwnerId = users[a.Owner].Id,
        });
        var contacts = crm.Contacts.ToDictionary(c => c.Key, c => new Contact
        {
            AccountId = accounts[c.Account].Id,
            Name = c.Name,
            Title = c.Title,
            Email = c.Email,
            Phone = c.Phone,
            LeftOn = c.Left is { } left ? days.At(left) : null,
            OwnerId = accounts[c.Account].OwnerId,
        });
        var pipeline = Pipeline.CreateDefault();
        var deals = crm.Deals.ToDictionary(d => d.Key, d => BuildDeal(d, pipeline, accounts, users, products, contacts, days));

        db.AddRange(teams.Values.OrderBy(t => t.ParentId is not null));
        db.AddRange(users.Values);
        db.AddRange(products.Values);
        db.AddRange(accounts.Values);
        db.AddRange(contacts.Values);
        db.Add(pipeline);
        db.AddRange(deals.Values);
        db.AddRange(crm.Tasks.Select(t => new SalesTask
        {
            DealId = deals[t.Deal].Id,
            OwnerId = users[t.Owner].Id,
            Title = days.Render(t.Title),
            DueOn = days.At(t.Due),
            DoneAt = t.Done ? days.At(Math.Min(t.Due, -1), "17:00") : null,
            CreatedAt = days.At(t.Created, "09:00"),
        }));
        foreach (var (key, deal) in deals)
            db.AddRange(Activities(key, deal, users, contacts, days));
        db.AddRange(crm.Users.Where(u => u.QuotaPerQuarter > 0).Select(u => new Quota
        {
            UserId = users[u.Key].Id,
            From = days.QuarterStart,
            To = days.QuarterStart.AddMonths(3).AddDays(-1),
            Amount = u.QuotaPerQuarter,
            Currency = "EUR",
        }));
        db.AddRange(Materials(days));
        return users.Values.First(u => u.Role == UserRole.Admin);
    }

    private static Deal BuildDeal(
        DealData data,
        Pipeline pipeline,
        Dictionary<string, Account> accounts,
        Dictionary<string, User> users,
        Dictionary<string, Product> products,
        Dictionary<string, Contact> contacts,
        Days days)
    {
        Stage Named(string name) => pipeline.Stages.First(s => s.Name == name);
        var current = data.Stages[^1];
        var stage = Named(current.Stage);
        var closed = stage.Status != DealStatus.Open;
        var deal = Deal.Start(
            data.Name,
            pipeline,
            stage,
            days.At(data.Created),
            days.At(current.Day),
            data.Amount,
            data.Currency,
            days.At(closed ? current.Day : data.CloseDate ?? 0),
            data.LostTo is null ? data.LossReason : $"{data.LossReason} ({data.LostTo})");
        deal.AccountId = accounts[data.Account].Id;
        deal.OwnerId = users[data.Owner].Id;
        deal.Source = data.Source;
        deal.Type = data.Type;
        foreach (var past in data.Stages.SkipLast(1))
            deal.RecordPastStage(Named(past.Stage), days.At(past.Day));
        foreach (var push in data.CloseDatePushes)
            deal.RecordPastChange(new(FieldChange.CloseDate, Iso(days.At(push.From)), Iso(days.At(push.To)), days.At(push.Day)));
        foreach (var change in data.AmountChanges)
            deal.RecordPastChange(new(FieldChange.Amount, Plain(change.From), Plain(change.To), days.At(change.Day)));
        deal.PlanNextStep(data.NextStep is null ? null : days.Render(data.NextStep), data.NextStepDue is { } due ? days.At(due) : null);
        foreach (var role in data.Roles)
            deal.SetRole(contacts[role.Contact].Id, Enum.Parse<BuyingRole>(role.Role.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true));
        foreach (var line in data.Products)
            deal.SetLine(products[line.Product].Id, line.Quantity, line.Price);
        return deal;

        static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
        static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
    }

    // Read as if somebody had imported the files.
    private static IEnumerable<Material> Materials(Days days) =>
        from resource in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where resource.StartsWith("sample/material/", StringComparison.Ordinal)
        let bytes = Encoding.UTF8.GetBytes(Read(resource))
        select MaterialFile.Read(new(Path.GetFileName(resource), () => new MemoryStream(bytes), bytes.Length), null, days.At(-MaterialAge, "09:00"));

    // Blocks of "=== kind", header lines, a blank line, and the text.
    private static IEnumerable<Activity> Activities(string key, Deal deal, Dictionary<string, User> users, Dictionary<string, Contact> contacts, Days days)
    {
        var resource = $"sample/activities/{key}.txt";
        if (Assembly.GetExecutingAssembly().GetManifestResourceInfo(resource) is null)
            yield break;
        foreach (var block in Block().Split(Read(resource).ReplaceLineEndings("\n")).Where(b => b.Length > 0))
        {
            var end = block.IndexOf("\n\n", StringComparison.Ordinal);
            var lines = block[..end].Split('\n');
            var header = lines.Skip(1).Select(l => l.Split(':', 2)).ToDictionary(l => l[0].Trim(), l => l[1].Trim());
            var at = header["at"].Split(' ');
            var people = PeopleHeaders
                .SelectMany(h => header.GetValueOrDefault(h, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Distinct().ToList();
            var kind = Enum.Parse<ActivityKind>(lines[0], ignoreCase: true);
            yield return new()
            {
                DealId = deal.Id,
                AccountId = deal.AccountId,
                Kind = kind,
                Direction = header.TryGetValue("direction", out var direction) ? Enum.Parse<Direction>(direction, ignoreCase: true)
                    : kind == ActivityKind.Note ? Direction.Internal : Direction.Both,
                At = days.At(int.Parse(at[0], CultureInfo.InvariantCulture), at[1]),
                Minutes = header.TryGetValue("minutes", out var minutes) ? int.Parse(minutes, CultureInfo.InvariantCulture) : null,
                Subject = days.Render(header.GetValueOrDefault("subject", "")),
                Body = days.Render(block[(end + 2)..].Trim()),
                AuthorId = people.Where(users.ContainsKey).Select(p => (UserId?)users[p].Id).FirstOrDefault(),
                Participants = [.. people.Select(Who)],
            };
        }

        Participant Who(string person) => users.TryGetValue(person, out var user)
            ? new(user.Name, user.Email, UserId: user.Id)
            : new(contacts[person].Name, contacts[person].Email, contacts[person].Id);
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^=== ", RegexOptions.Multiline)]
    private static partial Regex Block();

    // Turns day numbers into days.
    private sealed partial class Days(DateOnly today)
    {
        public DateOnly QuarterStart { get; } = new(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);

        public DateOnly At(int offset)
        {
            var day = today.AddDays(offset);
            return day.DayOfWeek switch
            {
                DayOfWeek.Saturday => day.AddDays(-1),
                DayOfWeek.Sunday => day.AddDays(-2),
                _ => day,
            };
        }

        public DateTimeOffset At(int offset, string time) =>
            new(At(offset).ToDateTime(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)), TimeSpan.Zero);

        public string Render(string text) => Token().Replace(text, match =>
        {
            var day = At(int.Parse(match.Groups["offset"].Value, CultureInfo.InvariantCulture));
            return match.Groups["form"].Value switch
            {
                "date" => day.ToString("d MMMM", CultureInfo.InvariantCulture),
                "weekday" => day.ToString("dddd", CultureInfo.InvariantCulture),
                "month" => day.ToString("MMMM", CultureInfo.InvariantCulture),
                _ => string.Create(CultureInfo.InvariantCulture, $"Q{((day.Month - 1) / 3) + 1} {day.Year}"),
            };
        });

        [GeneratedRegex(@"\{(?<form>date|weekday|month|quarter):(?<offset>[+-]?\d+)\}")]
        private static partial Regex Token();
    }

    private sealed record Crm(
        IReadOnlyList<TeamData> Teams,
        IReadOnlyList<UserData> Users,
        IReadOnlyList<ProductData> Products,
        IReadOnlyList<AccountData> Accounts,
        IReadOnlyList<ContactData> Contacts,
        IReadOnlyList<DealData> Deals,
        IReadOnlyList<TaskData> Tasks);

    private sealed record TeamData(string Key, string Name, string? Parent);

    private sealed record UserData(string Key, string Name, string Email, UserRole Role, string Team, decimal QuotaPerQuarter);

    private sealed record ProductData(string Key, string Name, decimal ListPrice, string Currency, string Unit, string Family);

    private sealed record AccountData(string Key, string Name, string Domain, string Industry, int Employees, decimal Revenue, string Country, string Owner);

    private sealed record ContactData(string Key, string Account, string Name, string Title, string Email, string? Phone, int? Left);

    private sealed record DealData(
        string Key,
        string Account,
        string Name,
        string Owner,
        decimal Amount,
        string Currency,
        string Source,
        string Type,
        int Created,
        IReadOnlyList<StageData> Stages,
        int? CloseDate,
        string? NextStep,
        int? NextStepDue,
        string? LossReason,
        string? LostTo)
    {
        public IReadOnlyList<PushData> CloseDatePushes { get; init; } = [];

        public IReadOnlyList<AmountData> AmountChanges { get; init; } = [];

        public IReadOnlyList<LineData> Products { get; init; } = [];

        public IReadOnlyList<RoleData> Roles { get; init; } = [];
    }

    private sealed record StageData(string Stage, int Day);

    private sealed record PushData(int From, int To, int Day);

    private sealed record AmountData(decimal From, decimal To, int Day);

    private sealed record LineData(string Product, decimal Quantity, decimal Price);

    private sealed record RoleData(string Contact, string Role);

    private sealed record TaskData(string Deal, string Owner, string Title, int Due, bool Done, int Created);
}
