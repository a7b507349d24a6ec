using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;

namespace Agent.Core.Tests.Insight.Signals;

/// <summary>A deal with texts, in days after Monday 2 March 2026: Anna Berg and Ole Lund (CFO) buy at Acme, Sam Seller sells.</summary>
internal sealed class DealTalk
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    private readonly User _sam = new() { Name = "Sam Seller", Email = "sam@vendor.example" };
    private readonly Contact _anna = new() { Name = "Anna Berg", Email = "anna@acme.example", Title = "Head of Operations" };
    private readonly Contact _ole = new() { Name = "Ole Lund", Email = "ole@acme.example", Title = "CFO" };
    private readonly List<Activity> _activities = [];

    public DealTalk Mail(int day, Direction direction, string text, string subject = "Our project") =>
        Add(ActivityKind.Email, day, direction, text, subject, direction == Direction.Inbound ? [Buyer, Us] : [Us, Buyer]);

    /// <summary>A transcript of <c>Sam Seller: …</c>, <c>Anna Berg: …</c>, <c>Ole Lund: …</c>.</summary>
    public DealTalk Call(int day, string text) => Add(ActivityKind.Call, day, Direction.Both, text, "Call", [Us, Buyer]);

    public DealTalk Note(int day, string text) => Add(ActivityKind.Note, day, Direction.Internal, text, "Note", [Us]);

    public DealTexts Texts()
    {
        var pipeline = Pipeline.CreateDefault();
        var stage = pipeline.Stages.Single(s => s.Name == "Proposal");
        var account = new Account { Name = "Acme" };
        var deal = Deal.Start("Acme 2026", pipeline, stage, Monday.AddDays(-20), Monday, 20_000, "EUR", Monday.AddDays(60));
        var heads = _activities.Select(a => new ActivityHead(a.Id, deal.Id, a.Kind, a.Direction, a.At, a.Subject, null, _sam.Id, a.Participants, "")).OrderByDescending(a => a.At);
        DealFile file = new(deal, account, _sam, pipeline, stage, [new(_anna, BuyingRole.Champion), new(_ole, BuyingRole.EconomicBuyer)], [.. heads], []);
        return DealTexts.Read(file, _activities, [_sam]);
    }

    public DealReading Read(InsightSettings? settings = null) => DealReadings.Read(Texts(), settings ?? new(), Monday.AddDays(30));

    public List<TextSignal> Signals(TextSignalKind kind) => [.. Read().Signals.Where(s => s.Kind == kind)];

    /// <summary>What one sentence of the buyer's in an email raises.</summary>
    public static TextSignal? BuyerSays(TextSignalKind kind, string words) =>
        new DealTalk().Mail(0, Direction.Inbound, words).Signals(kind).SingleOrDefault();

    private Participant Us => new(_sam.Name, _sam.Email, UserId: _sam.Id);

    private Participant Buyer => new(_anna.Name, _anna.Email, _anna.Id);

    private DealTalk Add(ActivityKind kind, int day, Direction direction, string text, string subject, Participant[] people)
    {
        _activities.Add(new()
        {
            Kind = kind,
            Direction = direction,
            At = new(Monday.AddDays(day).ToDateTime(new(10, _activities.Count)), TimeSpan.Zero),
            Subject = subject,
            Body = text,
            AuthorId = _sam.Id,
            Participants = people,
        });
        return this;
    }
}
