using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>What all rules need to know about a deal, worked out once.</summary>
internal sealed class DealFacts
{
    private const string Nobody = "the buyer";
    private readonly string? _ourDomain;
    private readonly HashSet<ContactId> _engaged = [];
    private readonly HashSet<string> _engagedStrangers = new(StringComparer.OrdinalIgnoreCase);
    private bool _reacted;

    public DealFacts(DealFile file, DateTimeOffset now, PaceHistory pace)
    {
        File = file;
        Now = now.ToUniversalTime();
        Today = DateOnly.FromDateTime(Now.DateTime);
        Pace = pace;
        _ourDomain = file.Owner?.Email is { } email && email.IndexOf('@') is >= 0 and var at ? email[at..] : null;

        var unanswered = new List<ActivityHead>();
        var waiting = new List<ActivityHead>();
        // Many sources know only the day: of two messages at the same moment ours is the answer.
        foreach (var activity in file.Activities.OrderByDescending(a => a.At).ThenBy(a => a.Direction == Direction.Inbound))
            Take(activity, unanswered, waiting);
        unanswered.Reverse();
        waiting.Reverse();
        Unanswered = unanswered;
        WaitingForUs = waiting;

        OpenPromises = [.. file.Reading.Promises.Where(p => !p.Kept && DaysSince(DateOnly.FromDateTime(p.Evidence.At.UtcDateTime)) is >= 0 and var age && age <= Thresholds.NewsWithinDays)];
        PlannedOn = Earliest(
            NextMeeting is { } meeting ? DayOf(meeting) : null,
            Deal.NextStepDue >= Today ? Deal.NextStepDue : null,
            file.Tasks.Where(t => t.DueOn >= Today).Min(t => t.DueOn),
            OpenPromises.Where(p => p.DueOn >= Today && p.DueOn <= Today.AddDays(Thresholds.NewsWithinDays)).Min(p => p.DueOn));
        Overdue = FindOverdue();
    }

    public DealFile File { get; }

    public Deal Deal => File.Deal;

    public Stage Stage => File.Stage;

    public PipelineThresholds Thresholds => File.Pipeline.Thresholds;

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    public PaceHistory Pace { get; }

    /// <summary>The latest past activity, notes included.</summary>
    public ActivityHead? LastActivity { get; private set; }

    /// <summary>The latest past exchange with the buyer, in whichever direction.</summary>
    public ActivityHead? LastContact { get; private set; }

    /// <summary>The latest sign of life of the buyer.</summary>
    public ActivityHead? LastSign { get; private set; }

    /// <summary>Our messages since the buyer's last sign of life, oldest first.</summary>
    public IReadOnlyList<ActivityHead> Unanswered { get; }

    /// <summary>Messages of the buyer that nobody of us reacted to and that ask for an answer, oldest first.</summary>
    public IReadOnlyList<ActivityHead> WaitingForUs { get; }

    /// <summary>The next meeting or call with the buyer ahead.</summary>
    public ActivityHead? NextMeeting { get; private set; }

    /// <summary>What was promised lately, by us and by the buyer, and not kept yet, newest first.</summary>
    public IReadOnlyList<SpokenPromise> OpenPromises { get; }

    /// <summary>The nearest day from today on for which something is planned: a meeting, the next step, a task, a promise.</summary>
    public DateOnly? PlannedOn { get; }

    /// <summary>True when something is planned without a day.</summary>
    public bool HasUndatedPlan => (Deal is { NextStep.Length: > 0, NextStepDue: null }) || File.Tasks.Any(t => t.DueOn is null);

    /// <summary>Tasks and the agreed step that were not done by their day, oldest first.</summary>
    public IReadOnlyList<(string Title, DateOnly DueOn, TaskId? TaskId)> Overdue { get; }

    /// <summary>How many people of the buyer's took part lately or will in a meeting ahead.</summary>
    public int EngagedCount => _engaged.Count + _engagedStrangers.Count;

    /// <summary>True when any activity says who took part; without it nothing can be said about engagement.</summary>
    public bool KnowsParticipants { get; private set; }

    public bool IsMiddleOrLater => Stage.WinProbability >= Thresholds.MiddleStageProbability;

    public bool IsLate => Stage.WinProbability >= Thresholds.LateStageProbability;

    /// <summary>True in the first of the late stages: the proposal is out, and terms are not talked about yet.</summary>
    public bool IsProposalOut => IsLate && Stage.WinProbability <= File.Pipeline.Stages
        .Where(s => s.Status == DealStatus.Open && s.WinProbability >= Thresholds.LateStageProbability).Min(s => s.WinProbability);

    public bool IsLarge =>
        Deal.Amount is { } amount
        && (Pace.UsualAmount(Deal.Currency) is { } won
            ? (double)amount >= Thresholds.LargeAtTimesWonDeal * won.Value
            : amount >= Thresholds.LargeDealAmount);

    public int DaysSince(DateOnly day) => Today.DayNumber - day.DayNumber;

    public int DaysSince(ActivityHead activity) => DaysSince(DayOf(activity));

    public static DateOnly DayOf(ActivityHead activity) => DateOnly.FromDateTime(activity.At.UtcDateTime);

    public string Say(DateOnly day) => Words.Day(day, Today);

    /// <summary>The name of the buyer's person who wrote or took part first; "the buyer" when nobody said.</summary>
    public string BuyerIn(ActivityHead activity) => activity.Participants.FirstOrDefault(IsBuyer) is { } person ? NameOf(person) : Nobody;

    /// <summary>Whom to turn to: the last one we heard from, else who matters most on record; "the buyer" when nobody is known.</summary>
    public string MainContact =>
        LastSign?.Participants.FirstOrDefault(p => IsBuyer(p) && !(StakeholderOf(p) is { } s && HasLeft(s.Contact))) is { } person ? NameOf(person)
        : File.Stakeholders
            .Where(s => !HasLeft(s.Contact))
            .OrderBy(s => s.Role switch { BuyingRole.Champion => 0, BuyingRole.DecisionMaker or BuyingRole.EconomicBuyer => 1, null => 3, _ => 2 })
            .FirstOrDefault()?.Contact.Name ?? Nobody;

    /// <summary>What was said lately about the contact's leaving, or null.</summary>
    public TextSignal? Departed(Contact contact) => File.Reading.Signals.FirstOrDefault(s =>
        s.Kind == TextSignalKind.StakeholderLeft && !s.Answered && s.Topic == contact.Name && DaysSince(s.On) <= Thresholds.NewsWithinDays);

    /// <summary>True for a talk in which both sides took part.</summary>
    public bool IsTwoWay(ActivityHead activity) => Exchanges.Of(activity, _ourDomain) == Exchange.TwoWay;

    public bool HasLeft(Contact contact) => contact.LeftOn <= Today;

    public bool IsEngaged(Contact contact) => _engaged.Contains(contact.Id);

    private string NameOf(Participant person) =>
        StakeholderOf(person)?.Contact.Name ?? (person.Name.Length > 0 ? person.Name : person.Email ?? Nobody);

    public bool IsBuyer(Participant participant) => Exchanges.IsBuyer(participant, _ourDomain);

    private List<(string Title, DateOnly DueOn, TaskId? TaskId)> FindOverdue()
    {
        var overdue = new List<(string Title, DateOnly DueOn, TaskId? TaskId)>();
        foreach (var task in File.Tasks)
        {
            if (task.DueOn is { } due && due < Today)
                overdue.Add((task.Title, due, task.Id));
        }

        // Contact on the step's day or later: it was probably done, and only the record is behind.
        if (Deal is { NextStep: { Length: > 0 } step, NextStepDue: { } day } && day < Today && !(LastContact is { } contact && DayOf(contact) >= day))
            overdue.Add((step, day, null));
        overdue.Sort((a, b) => a.DueOn.CompareTo(b.DueOn));
        return overdue;
    }

    private void Take(ActivityHead activity, List<ActivityHead> unanswered, List<ActivityHead> waiting)
    {
        KnowsParticipants |= activity.Participants.Count > 0;
        var exchange = Exchanges.Of(activity, _ourDomain);
        if (exchange == Exchange.None)
            return;
        if (activity.At > Now)
        {
            // Newest first: the last one seen is the next one ahead.
            if (exchange != Exchange.Internal && activity.Kind is ActivityKind.Meeting or ActivityKind.Call)
            {
                NextMeeting = activity;
                Engage(activity);
            }

            return;
        }

        LastActivity ??= activity;
        if (exchange == Exchange.Internal)
            return;
        LastContact ??= activity;
        if (exchange == Exchange.Outbound)
        {
            _reacted = true;
            if (LastSign is null)
                unanswered.Add(activity);
            return;
        }

        LastSign ??= activity;
        _reacted |= exchange == Exchange.TwoWay;
        if (!_reacted && !Exchanges.IsAcknowledgement(activity))
            waiting.Add(activity);
        if (DaysSince(activity) <= Thresholds.EngagedWithinDays)
            Engage(activity);
    }

    private void Engage(ActivityHead activity)
    {
        foreach (var person in activity.Participants.Where(IsBuyer))
        {
            var contact = StakeholderOf(person)?.Contact;
            if (contact is not null && HasLeft(contact))
                continue;
            if ((contact?.Id ?? person.ContactId) is { } id)
                _engaged.Add(id);
            else
                _engagedStrangers.Add(person.Email ?? person.Name);
        }
    }

    /// <summary>The stakeholder that a participant is, or null.</summary>
    public Stakeholder? StakeholderOf(Participant person) => File.Stakeholders.FirstOrDefault(s => IsSame(s.Contact, person));

    private static bool IsSame(Contact contact, Participant person) =>
        person.ContactId is { } id
            ? contact.Id == id
            : person.Email is { } email && string.Equals(contact.Email, email, StringComparison.OrdinalIgnoreCase);

    private static DateOnly? Earliest(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? first = null;
        foreach (var day in days)
        {
            if (day is { } d && (first is null || d < first))
                first = d;
        }

        return first;
    }
}
