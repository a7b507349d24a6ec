using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Tests.Insight.Texts;

/// <summary>A deal with its texts, written in days before (negative) or after a Wednesday.</summary>
internal sealed class DraftDeal
{
    public static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.DateTime);

    private readonly User _owner = new() { Name = "Sam Seller", Email = "sam@us.example" };
    private readonly Account _account = new() { Name = "Acme Mills", Domain = "acme.example" };
    private readonly List<Stakeholder> _people = [];
    private readonly List<Activity> _activities = [];
    private readonly List<Action<Deal>> _steps = [];
    private readonly List<Product> _products = [];
    private readonly List<SalesTask> _tasks = [];
    private Snooze? _snooze;
    private string _stage = "Proposal";

    public IReadOnlyList<Product> Products => _products;

    public static DraftDeal With(string name, BuyingRole? role = BuyingRole.Champion, string? email = "anna@acme.example", int? left = null) => new DraftDeal().Person(name, role, email, left);

    public DraftDeal Person(string name, BuyingRole? role = null, string? email = null, int? left = null)
    {
        _people.Add(new(new() { Name = name, Email = email, LeftOn = left is { } day ? Today.AddDays(day) : null }, role));
        return this;
    }

    public DraftDeal In(string stage)
    {
        _stage = stage;
        return this;
    }

    public DraftDeal From(int day, string name, string text, string subject = "Our project") => Add(ActivityKind.Email, Direction.Inbound, day, subject, text, name, "us");

    public DraftDeal To(int day, string name, string text, string subject = "Our project") => Add(ActivityKind.Email, Direction.Outbound, day, subject, text, "us", name);

    public DraftDeal Talk(int day, string name, string text = "", string subject = "Review") => Add(ActivityKind.Meeting, Direction.Both, day, subject, text, "us", name);

    public DraftDeal Note(int day, string text) => Add(ActivityKind.Note, Direction.Internal, day, "Note", text, "us");

    public DraftDeal Sells(string product, decimal quantity, decimal price)
    {
        var sold = new Product { Name = product, ListPrice = price, Currency = "EUR" };
        _products.Add(sold);
        return Do(d => d.SetLine(sold.Id, quantity, price));
    }

    public DraftDeal Task(string title, int due)
    {
        _tasks.Add(new() { Title = title, DueOn = Today.AddDays(due), CreatedAt = Now.AddDays(-9) });
        return this;
    }

    public DraftDeal Waits(string reason, int until)
    {
        _snooze = new(reason, Today.AddDays(until));
        return this;
    }

    public DraftDeal Do(Action<Deal> step)
    {
        _steps.Add(step);
        return this;
    }

    public DealTexts Build()
    {
        var pipeline = Pipeline.CreateDefault();
        var stage = pipeline.Stages.Single(s => s.Name == _stage);
        var deal = Deal.Start("Acme Mills 2026", pipeline, stage, Today.AddDays(-60), Today.AddDays(-9), null, "EUR", Today.AddDays(40));
        deal.AccountId = _account.Id;
        foreach (var step in _steps)
            step(deal);
        var heads = _activities.OrderByDescending(a => a.At).Select(a => new ActivityHead(
            a.Id, deal.Id, a.Kind, a.Direction, a.At, a.Subject, a.Minutes, _owner.Id, a.Participants, a.Body[..Math.Min(a.Body.Length, ActivityHead.SnippetLength)]));
        var file = new DealFile(deal, _account, _owner, pipeline, stage, _people, [.. heads], _tasks) { Snooze = _snooze };
        return DealTexts.Read(file, [.. _activities.Where(a => a.At <= Now)], [_owner]);
    }

    public DraftResult Draft(DraftKind kind, WritingStyle? style = null) =>
        FollowUpDrafter.Draft(new(kind) { Products = _products, Style = style ?? WritingStyle.Default }, Build(), Now);

    /// <summary>The draft of a deal that one can be written for.</summary>
    public Draft Write(DraftKind kind, WritingStyle? style = null) => Draft(kind, style).Draft.ShouldNotBeNull();

    private DraftDeal Add(ActivityKind kind, Direction direction, int day, string subject, string text, params string[] people)
    {
        _activities.Add(new()
        {
            Kind = kind,
            Direction = direction,
            At = Now.AddDays(day).AddMinutes(_activities.Count - 60),
            Subject = subject,
            Body = text,
            Minutes = kind == ActivityKind.Meeting ? 45 : null,
            Participants = [.. people.Select(p => p == "us" ? new Participant(_owner.Name, _owner.Email, UserId: _owner.Id) : new(p, ContactId: _people.Find(s => s.Contact.Name == p)?.Contact.Id))],
        });
        return this;
    }
}
