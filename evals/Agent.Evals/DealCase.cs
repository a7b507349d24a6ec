using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>A deal written down for the suites <c>risk</c> and <c>next-action</c>; days count from <see cref="Today"/>. The format is described in evals/README.health.md.</summary>
public sealed record DealCase
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string Id { get; init; }

    /// <summary><c>dev</c>, or <c>test</c> for the half that rules are not written against.</summary>
    public required string Part { get; init; }

    /// <summary>Why the labels are what they are.</summary>
    public required string Why { get; init; }

    public DateOnly Today { get; init; } = new(2026, 3, 18);

    public required CaseDeal Deal { get; init; }

    /// <summary>Name of the one of us who owns the deal; "us" in the activities stands for this person.</summary>
    public string Seller { get; init; } = "Us";

    public CaseAccount? Account { get; init; }

    public IReadOnlyList<CasePerson> People { get; init; } = [];

    public IReadOnlyList<CaseActivity> Activities { get; init; } = [];

    public IReadOnlyList<CaseTask> Tasks { get; init; } = [];

    public IReadOnlyList<CaseSignal> Signals { get; init; } = [];

    public CaseSnooze? Snooze { get; init; }

    public CaseHistory? Won { get; init; }

    public PipelineThresholds? Thresholds { get; init; }

    public required CaseExpectation Expect { get; init; }

    /// <summary>What the suite <c>draft</c> asks for and holds the draft against; null in the cases of other suites.</summary>
    public CaseDraft? Draft { get; init; }

    /// <summary>The products that the draft's lines name.</summary>
    [JsonIgnore]
    public IReadOnlyList<Product> Products => field ??= [.. (Draft?.Products ?? []).Select(p => new Product { Name = p.Name, ListPrice = p.UnitPrice, Currency = Deal.Currency })];

    /// <summary>Noon of <see cref="Today"/>, UTC.</summary>
    [JsonIgnore]
    public DateTimeOffset Now => new(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    /// <summary>Reads a file of one case a line; blank lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <exception cref="InvalidDataException">A line is no case; the message names it.</exception>
    public static async IAsyncEnumerable<DealCase> ReadAsync(string path, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, ct))
        {
            number++;
            if (line.Trim() is { Length: > 0 } text && text[0] != '#')
                yield return Parse(text, $"{path}:{number}");
        }
    }

    public static DealCase Parse(string json, string where = "case")
    {
        try
        {
            return JsonSerializer.Deserialize<DealCase>(json, Json) ?? throw new InvalidDataException($"{where}: no case.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{where}: {e.Message}", e);
        }
    }

    /// <summary>Judges the deal as the product does.</summary>
    public DealHealth Assess()
    {
        var pipeline = Pipeline.CreateDefault();
        return HealthAssessor.Assess(Build(pipeline).File, Now, Pace(pipeline));
    }

    /// <summary>The deal with its texts, read as the product reads them; those ahead left out.</summary>
    public DealTexts ReadTexts()
    {
        var (file, activities) = Build(Pipeline.CreateDefault());
        return DealTexts.Read(file, [.. activities.Where(a => a.At <= Now)], [file.Owner!]);
    }

    private (DealFile File, List<Activity> Activities) Build(Pipeline pipeline)
    {
        pipeline.Thresholds = Thresholds ?? pipeline.Thresholds;
        var stage = StageNamed(pipeline, Deal.Stage);
        var account = new Account { Name = Account?.Name ?? "Buyer", Employees = Account?.Employees, Industry = Account?.Industry };
        var owner = new User { Name = Seller, Email = "us@seller.example" };
        List<Contact> contacts = [.. People.Select(p => new Contact
        {
            Name = p.Name,
            Title = p.Title,
            AccountId = account.Id,
            LeftOn = DayOrNull(p.Left),
        })];

        var deal = Core.Deals.Deal.Start(
            Deal.Name ?? account.Name, pipeline, stage, DayOrNull(Deal.Created), DayOrNull(Deal.Entered),
            Deal.Amount, Deal.Currency, DayOrNull(Deal.Close), Deal.LossReason);
        deal.AccountId = account.Id;
        deal.OwnerId = owner.Id;
        foreach (var past in Deal.Past)
            deal.RecordPastStage(StageNamed(pipeline, past.Stage), Day(past.Entered));
        foreach (var move in Deal.CloseMoves)
            deal.RecordPastChange(new(FieldChange.CloseDate, Iso(move.From), Iso(move.To), Day(move.On)));
        foreach (var change in Deal.AmountChanges)
            deal.RecordPastChange(new(FieldChange.Amount, Plain(change.From), Plain(change.To), Day(change.On)));
        deal.PlanNextStep(Deal.NextStep, DayOrNull(Deal.NextStepDue));
        foreach (var (line, product) in (Draft?.Products ?? []).Zip(Products))
            deal.SetLine(product.Id, line.Quantity, line.UnitPrice);

        List<Activity> activities = [.. Activities.Select(a => Store(a, deal.Id, owner, contacts))];
        var file = new DealFile(
            deal,
            account,
            owner,
            pipeline,
            stage,
            [.. People.Zip(contacts, (p, c) => new Stakeholder(c, p.Role))],
            [.. activities.Select(Head).OrderByDescending(a => a.At)],
            [.. Tasks.Select(t => new SalesTask { Title = t.Title, DueOn = DayOrNull(t.Due), CreatedAt = Now.AddDays(-30) }).OrderBy(t => t.DueOn ?? DateOnly.MaxValue)])
        {
            Reading = new() { Signals = [.. Signals.Select(s => new TextSignal(s.Kind, s.Topic, Day(s.At), EvidenceOf(s, activities), s.Answered))] },
            Snooze = Snooze is { } wait ? new(wait.Reason, Day(wait.Until)) : null,
        };
        return (file, activities);
    }

    // Cases may give the words of a signal without writing the whole text: then the words are all of it.
    private static Evidence? EvidenceOf(CaseSignal signal, List<Activity> activities)
    {
        if (signal is not { Quote.Length: > 0, Activity: { } index })
            return null;
        var activity = activities[index];
        var start = activity.Body.IndexOf(signal.Quote, StringComparison.Ordinal);
        return start < 0
            ? Evidence.From(activity.Id, signal.Quote, 0, signal.Quote.Length, null, Side.Unknown, activity.At)
            : Evidence.From(activity.Id, activity.Body, start, start + signal.Quote.Length, null, Side.Unknown, activity.At);
    }

    private Activity Store(CaseActivity activity, DealId deal, User owner, List<Contact> contacts)
    {
        Participant Person(string name) => name == "us"
            ? new(owner.Name, owner.Email, UserId: owner.Id)
            : new(name, ContactId: contacts.Find(c => c.Name == name)?.Id);
        return new()
        {
            DealId = deal,
            Kind = activity.Kind,
            Direction = activity.Direction,
            At = Now.AddDays(activity.At),
            Subject = activity.Subject ?? "",
            Body = activity.Text ?? "",
            Minutes = activity.Minutes,
            AuthorId = owner.Id,
            Participants = [.. activity.With.Select(Person)],
        };
    }

    private static ActivityHead Head(Activity a) => new(
        a.Id, a.DealId, a.Kind, a.Direction, a.At, a.Subject, a.Minutes, a.AuthorId, a.Participants,
        a.Body.Length <= ActivityHead.SnippetLength ? a.Body : a.Body[..ActivityHead.SnippetLength]);

    private PaceHistory Pace(Pipeline pipeline) => Won is null ? PaceHistory.None : new(
        Won.StageDays.ToDictionary(s => StageNamed(pipeline, s.Key).Id, s => s.Value),
        Won.CycleDays,
        Won.Amount is { } amount ? new Dictionary<string, WonMedian> { [Deal.Currency] = amount } : [],
        new Dictionary<AccountId, int>());

    private Stage StageNamed(Pipeline pipeline, string name) =>
        pipeline.Stages.FirstOrDefault(s => s.Name == name) ?? throw new InvalidDataException($"{Id}: no stage \"{name}\" in the default pipeline.");

    private DateOnly Day(int offset) => Today.AddDays(offset);

    private DateOnly? DayOrNull(int? offset) => offset is { } days ? Day(days) : null;

    private string? Iso(int? offset) => DayOrNull(offset)?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Plain(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The deal's record.</summary>
public sealed record CaseDeal
{
    public string? Name { get; init; }

    public required string Stage { get; init; }

    public int? Entered { get; init; }

    public int? Created { get; init; }

    public int? Close { get; init; }

    public decimal? Amount { get; init; }

    public string Currency { get; init; } = "EUR";

    public string? NextStep { get; init; }

    public int? NextStepDue { get; init; }

    public string? LossReason { get; init; }

    public IReadOnlyList<CasePastStage> Past { get; init; } = [];

    public IReadOnlyList<CaseCloseMove> CloseMoves { get; init; } = [];

    public IReadOnlyList<CaseAmountChange> AmountChanges { get; init; } = [];
}

public sealed record CasePastStage(string Stage, int Entered);

/// <summary>A move of the close date on a day, from one day to another, all as offsets.</summary>
public sealed record CaseCloseMove(int On, int? From, int? To);

public sealed record CaseAmountChange(int On, decimal? From, decimal? To);

public sealed record CaseAccount(string Name, int? Employees = null, string? Industry = null);

public sealed record CasePerson(string Name, BuyingRole? Role = null, string? Title = null, int? Left = null);

/// <summary>An activity; <c>At</c> is in days, parts of a day allowed; <c>With</c> names people, sender first, "us" for the seller.</summary>
public sealed record CaseActivity(double At, ActivityKind Kind, Direction Direction, string? Subject = null, string? Text = null, int? Minutes = null)
{
    public IReadOnlyList<string> With { get; init; } = [];
}

public sealed record CaseTask(string Title, int? Due = null);

/// <summary>What the reading of texts found; <c>Activity</c> is the position in the case's list, from 0.</summary>
public sealed record CaseSignal(TextSignalKind Kind, string Topic, int At, string? Quote = null, int? Activity = null, bool Answered = false);

public sealed record CaseSnooze(string Reason, int Until);

/// <summary>What won deals were like.</summary>
public sealed record CaseHistory
{
    public IReadOnlyDictionary<string, WonMedian> StageDays { get; init; } = new Dictionary<string, WonMedian>();

    public WonMedian? CycleDays { get; init; }

    public WonMedian? Amount { get; init; }
}

/// <summary>The labels.</summary>
public sealed record CaseExpectation
{
    /// <summary>Every flag that a good sales manager would raise, and no other.</summary>
    public IReadOnlyList<RiskKind> Flags { get; init; } = [];

    /// <summary>Flags that one may raise or not: neither right nor wrong.</summary>
    public IReadOnlyList<RiskKind> Arguable { get; init; } = [];

    /// <summary>Verdicts that are right; empty when only the flags are judged.</summary>
    public IReadOnlyList<Verdict> Verdict { get; init; } = [];

    /// <summary>The first next action; null when only the flags are judged.</summary>
    public CaseNextAction? Next { get; init; }
}

/// <summary>What the first next action must be: one of the kinds, with one of the words in its title, due no later than the day.</summary>
public sealed record CaseNextAction
{
    public required IReadOnlyList<NextActionKind> Kinds { get; init; }

    public IReadOnlyList<string> AnyWord { get; init; } = [];

    public int? DueBy { get; init; }

    public bool IsMetBy(NextAction action, DateOnly today) =>
        Kinds.Contains(action.Kind)
        && (AnyWord.Count == 0 || AnyWord.Any(w => action.Title.Contains(w, StringComparison.OrdinalIgnoreCase)))
        && (DueBy is not { } days || action.DueOn <= today.AddDays(days));
}
