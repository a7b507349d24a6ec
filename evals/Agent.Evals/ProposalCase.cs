using System.Globalization;
using System.Text.Json;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Updates;

namespace Agent.Evals;

/// <summary>A deal, one new activity, and the updates that a careful colleague would propose. The format is described in evals/README.md.</summary>
internal sealed record ProposalCase(
    string Id, string? Part, DateOnly Today, ProposalDeal Deal, ProposalActivity Activity, IReadOnlyList<ExpectedUpdate> Expected, IReadOnlyList<AllowedUpdate>? Allowed, string Why)
{
    /// <summary>What the product proposes.</summary>
    public IReadOnlyList<ChangeSet> Read(out DealFile file)
    {
        var (activity, owner) = Build(out file);
        return UpdateReader.Read(file, activity, DealTexts.Read(file, [activity], [owner]).Texts[0], Today);
    }

    /// <summary>All that the text might support; null when there is nothing to read.</summary>
    public UpdateReading? Open(out DealFile file)
    {
        var (activity, owner) = Build(out file);
        return UpdateReading.Open(file, activity, DealTexts.Read(file, [activity], [owner]).Texts[0], Today);
    }

    private (Activity Activity, User Owner) Build(out DealFile file)
    {
        var pipeline = Pipeline.CreateDefault();
        var stage = pipeline.Stages.FirstOrDefault(s => s.Name == Deal.Stage) ?? throw new FormatException($"{Id}: no stage \"{Deal.Stage}\" in the default pipeline.");
        var account = new Account { Name = Deal.Account };
        var owner = new User { Name = Deal.Owner.Name, Email = Deal.Owner.Email };
        List<Contact> contacts = [.. Deal.Contacts.Select(c => new Contact { Name = c.Name, Email = c.Email, Title = c.Title, AccountId = account.Id })];
        var deal = Core.Deals.Deal.Start(Deal.Name, pipeline, stage, Today.AddDays(-60), Today.AddDays(-10), Deal.Amount, Deal.Currency, Deal.CloseDate);
        deal.AccountId = account.Id;
        deal.OwnerId = owner.Id;
        deal.PlanNextStep(Deal.NextStep, Deal.NextStepDue);
        var us = DomainOf(owner.Email);
        Participant Person(ProposalPerson p)
        {
            if (p.Name == owner.Name || (p.Email is not null && p.Email == owner.Email))
                return new(owner.Name, owner.Email, UserId: owner.Id);
            if (us is not null && DomainOf(p.Email) == us)
                return new(p.Name, p.Email, UserId: UserId.New());
            return new(p.Name, p.Email, ContactId: contacts.Find(c => c.Name == p.Name || (p.Email is not null && c.Email == p.Email))?.Id);
        }

        var activity = new Activity
        {
            DealId = deal.Id,
            Kind = Enum.Parse<ActivityKind>(Activity.Kind, ignoreCase: true),
            Direction = Enum.TryParse<Direction>(Activity.Direction, ignoreCase: true, out var direction) ? direction : Activity.Kind == "note" ? Direction.Internal : Direction.Both,
            At = Activity.At,
            Subject = Activity.Subject ?? "",
            Body = Activity.Text,
            AuthorId = owner.Id,
            Participants = [.. Activity.Participants.Select(Person)],
        };
        file = new(
            deal, account, owner, pipeline, stage,
            [.. contacts.Zip(Deal.Contacts, (c, p) => new Stakeholder(c, Enum.TryParse<BuyingRole>(p.Role, out var role) ? role : null))],
            [new(activity.Id, deal.Id, activity.Kind, activity.Direction, activity.At, activity.Subject, null, owner.Id, activity.Participants, "")],
            [.. Deal.Tasks.Select(t => new SalesTask { Title = t.Title, DueOn = t.Due, CreatedAt = Activity.At.AddDays(-5) })]);
        return (activity, owner);
    }

    private static string? DomainOf(string? address) => address is not null && address.IndexOf('@') is >= 0 and var at ? address[(at + 1)..] : null;
}

internal sealed record ProposalDeal(
    string Name, string Account, string Stage, decimal? Amount, string Currency, DateOnly? CloseDate, string? NextStep, DateOnly? NextStepDue,
    ProposalPerson Owner, IReadOnlyList<ProposalPerson> Contacts, IReadOnlyList<ProposalTask> Tasks);

internal sealed record ProposalPerson(string Name, string? Email = null, string? Title = null, string? Role = null);

internal sealed record ProposalTask(string Title, DateOnly? Due = null);

internal sealed record ProposalActivity(string Kind, string? Direction, DateTimeOffset At, string? Subject, IReadOnlyList<ProposalPerson> Participants, string Text);

internal sealed record AllowedUpdate(string Kind);

/// <summary>An update that is expected.</summary>
/// <param name="Kind">The kind, in camel case.</param>
/// <param name="After">The value: a string, a number, or an object, as the kind has it.</param>
/// <param name="Quote">Words of the text that prove it.</param>
internal sealed record ExpectedUpdate(string Kind, JsonElement After, string Quote)
{
    /// <summary>True when the change is of this kind and sets this value. A day that is expected must be the same; words must be mentioned, case apart.</summary>
    public bool IsMetBy(ChangeSet change, DealFile file) => HasValue(change, file) && (change.Kind is not (ChangeKind.NextStep or ChangeKind.Task or ChangeKind.Loss) || Mentions(change));

    /// <summary>The same but for the words that it is to mention.</summary>
    public bool HasValue(ChangeSet change, DealFile file)
    {
        if (!string.Equals(Kind, change.Kind.ToString(), StringComparison.OrdinalIgnoreCase))
            return false;
        return change.Kind switch
        {
            ChangeKind.Stage => file.Pipeline.Stages.FirstOrDefault(s => s.Id.ToString() == change.After(ChangeFields.Stage))?.Name == After.GetString(),
            ChangeKind.Amount => decimal.Parse(change.After(ChangeFields.Amount)!, CultureInfo.InvariantCulture) == (After.ValueKind == JsonValueKind.Object ? After.GetProperty("amount").GetDecimal() : After.GetDecimal()),
            ChangeKind.CloseDate => change.After(ChangeFields.CloseDate) == After.GetString(),
            ChangeKind.NextStep => change.After(ChangeFields.NextStepDue) == Text("due"),
            ChangeKind.Task => change.After(ChangeFields.DueOn) == Text("due"),
            ChangeKind.ContactRole => Contact(change, file) == Text("contact") && change.After(ChangeFields.Role) == Text("role"),
            ChangeKind.ContactLeft => Contact(change, file) == Text("contact"),
            ChangeKind.NewContact => SameName(change.After(ChangeFields.Name), Text("name")),
            ChangeKind.Loss => true,
            ChangeKind.Park => change.After(ChangeFields.WaitUntil) == Text("until"),
            _ => false,
        };
    }

    /// <summary>The first and the last word are the same; "Dr" or "Ms" before them are not part of a name.</summary>
    public static bool SameName(string? proposed, string? expected) =>
        proposed is not null && expected is not null && proposed.Split(' ')[^1].Equals(expected.Split(' ')[^1], StringComparison.OrdinalIgnoreCase) && expected.Contains(proposed.Split(' ')[0], StringComparison.OrdinalIgnoreCase);

    private static string? Contact(ChangeSet change, DealFile file) => file.Stakeholders.FirstOrDefault(s => s.Contact.Id == change.ContactId)?.Contact.Name;

    /// <summary>A text of the value, or null.</summary>
    public string? Text(string name) => After.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The words may stand in what is proposed or in the quotes under it.</summary>
    private bool Mentions(ChangeSet change)
    {
        var text = string.Join('\n', change.Fields.Select(f => f.After).Concat(change.Evidence.Select(e => e.Quote)));
        return !After.TryGetProperty("mentions", out var words) || words.EnumerateArray().All(w => text.Contains(w.GetString()!, StringComparison.OrdinalIgnoreCase));
    }
}
