using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Health;

/// <summary>A deal in the default pipeline, written in days before (negative) or after today.</summary>
internal sealed class DealFileBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.DateTime);

    private readonly List<ActivityHead> _activities = [];
    private readonly List<SalesTask> _tasks = [];
    private readonly List<Stakeholder> _stakeholders = [];
    private readonly Account _account = new() { Name = "Acme", Employees = 400 };
    private readonly User _owner = new() { Name = "Sam Seller", Email = "sam@us.example" };
    private readonly List<Action<Deal>> _steps = [];
    private readonly List<TextSignal> _signals = [];
    private readonly List<SpokenPromise> _promises = [];
    private Snooze? _snooze;
    private string _stage = "Demo";
    private decimal? _amount = 20_000;
    private int? _created = -20;
    private int? _entered = -5;
    private int? _close = 60;
    private string? _lossReason;

    public Pipeline Pipeline { get; } = Pipeline.CreateDefault();

    public PaceHistory Pace { get; set; } = PaceHistory.None;

    /// <summary>A deal in its demo stage with two people, talked to two days ago, with a meeting in five days: nothing is wrong.</summary>
    public static DealFileBuilder Healthy() => new DealFileBuilder()
        .Contact("Anna Berg", BuyingRole.Champion)
        .Contact("Ole Lund", BuyingRole.EconomicBuyer)
        .Meeting(-2, "Anna Berg", "Ole Lund")
        .Meeting(5, "Anna Berg");

    /// <summary>The same without anything that happened or is planned.</summary>
    public static DealFileBuilder Bare() => new DealFileBuilder().Contact("Anna Berg", BuyingRole.Champion).Contact("Ole Lund", BuyingRole.EconomicBuyer);

    public DealFileBuilder In(string stage, int? enteredOn = -5)
    {
        (_stage, _entered) = (stage, enteredOn);
        return this;
    }

    public DealFileBuilder Created(int? day)
    {
        _created = day;
        return this;
    }

    public DealFileBuilder Closes(int? day)
    {
        _close = day;
        return this;
    }

    public DealFileBuilder Amount(decimal? amount)
    {
        _amount = amount;
        return this;
    }

    public DealFileBuilder Employees(int count)
    {
        _account.Employees = count;
        return this;
    }

    public DealFileBuilder LostBecause(string reason)
    {
        _lossReason = reason;
        return this;
    }

    public DealFileBuilder Contact(string name, BuyingRole? role = null, string? title = null, int? left = null)
    {
        var contact = new Contact { Name = name, Title = title, LeftOn = left is { } day ? Today.AddDays(day) : null };
        _stakeholders.Add(new(contact, role));
        return this;
    }

    public DealFileBuilder Mail(int day, Direction direction, string snippet = "Dear all, please find the details below.", string subject = "Our project", string with = "Anna Berg") =>
        Add(ActivityKind.Email, day, direction, subject, snippet, null, with);

    public DealFileBuilder Meeting(int day, params string[] with) => Add(ActivityKind.Meeting, day, Direction.Both, "Review", "", 45, with);

    public DealFileBuilder Add(ActivityKind kind, int day, Direction direction, string subject, string snippet, int? minutes, params string[] with)
    {
        _activities.Add(new(
            ActivityId.New(), null, kind, direction, Now.AddDays(day).AddHours(-2), subject, minutes, _owner.Id,
            [.. with.Select(Person)],
            snippet));
        return this;
    }

    public DealFileBuilder Task(string title, int? due)
    {
        _tasks.Add(new() { Title = title, DueOn = due is { } day ? Today.AddDays(day) : null, CreatedAt = Now.AddDays(-30) });
        return this;
    }

    public DealFileBuilder NextStep(string step, int? due) => Do(d => d.PlanNextStep(step, due is { } day ? Today.AddDays(day) : null));

    public DealFileBuilder Do(Action<Deal> step)
    {
        _steps.Add(step);
        return this;
    }

    public DealFileBuilder Says(TextSignalKind kind, string topic, int day, bool answered = false)
    {
        var words = $"something about {topic}";
        _signals.Add(new(kind, topic, Today.AddDays(day), Evidence.From(ActivityId.New(), words, 0, words.Length, null, Side.Buyer, Now.AddDays(day)), answered));
        return this;
    }

    public DealFileBuilder Promises(Side by, string what, int said, int? due, bool kept = false)
    {
        var words = $"I will {what}";
        var evidence = Evidence.From(ActivityId.New(), words, 0, words.Length, by == Side.Buyer ? "Anna Berg" : null, by, Now.AddDays(said));
        _promises.Add(new(by, evidence.Speaker, what, due is { } day ? Today.AddDays(day) : null, evidence, kept));
        return this;
    }

    public DealFileBuilder Waits(string reason, int until)
    {
        _snooze = new(reason, Today.AddDays(until));
        return this;
    }

    public DealFile Build()
    {
        var stage = Pipeline.Stages.Single(s => s.Name == _stage);
        var deal = Deal.Start("Acme 2026", Pipeline, stage, On(_created), On(_entered), _amount, "EUR", On(_close), _lossReason);
        deal.AccountId = _account.Id;
        foreach (var step in _steps)
            step(deal);
        return new(
            deal, _account, _owner, Pipeline, stage, _stakeholders,
            [.. _activities.OrderByDescending(a => a.At)],
            [.. _tasks.OrderBy(t => t.DueOn ?? DateOnly.MaxValue)]);

        static DateOnly? On(int? day) => day is { } d ? Today.AddDays(d) : null;
    }

    public DealHealth Assess() => HealthAssessor.Assess(Build() with { Reading = new() { Signals = _signals, Promises = _promises }, Snooze = _snooze }, Now, Pace);

    public RiskFlag? Flag(RiskKind kind) => Assess().Flags.SingleOrDefault(f => f.Kind == kind);

    private Participant Person(string name) =>
        name == "us"
            ? new(_owner.Name, _owner.Email, UserId: _owner.Id)
            : new(name, ContactId: _stakeholders.Find(s => s.Contact.Name == name)?.Contact.Id);
}
