using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Health;

/// <summary>What to do next: remedies of the flags, what is planned for the next days, the stage's trigger; else to wait.</summary>
internal static class NextActions
{
    /// <summary>What is planned within this many days is a next action; what is later is something to wait for.</summary>
    private const int SoonDays = 2;

    /// <summary>After this long without the buyer, or this many messages, one more message is seldom answered: decide.</summary>
    private const int MostTouches = 4;

    /// <summary>A closed deal is worked on for this long.</summary>
    private const int HandOverDays = 14;

    public static IReadOnlyList<NextAction> For(DealFacts deal, IReadOnlyList<RiskFlag> flags, Snooze? snooze)
    {
        var candidates = new List<(double Rank, NextAction Action)>();
        foreach (var flag in flags)
            AddRemedies(candidates, deal, flag);
        AddPlanned(candidates, deal);
        PromiseActions.Add(candidates, deal, snooze);
        if (snooze is null && ((deal.PlannedOn is null && !deal.HasUndatedPlan) || Held(deal) is not null) && StageTrigger(deal) is { } trigger)
            candidates.Add((0.5, trigger));

        if (candidates.Count == 0)
            return [Wait(deal, snooze)];
        return WithoutRepeats(candidates.OrderByDescending(c => c.Rank).Select(c => c.Action), deal);
    }

    /// <summary>"Write the proposal" after "Send the proposal", and a task beside the step it was noted for, say the same again.</summary>
    private static List<NextAction> WithoutRepeats(IEnumerable<NextAction> ranked, DealFacts deal)
    {
        const double same = 0.6;
        var kept = new List<(NextAction Action, HashSet<string> About)>();
        foreach (var action in ranked)
        {
            if (kept.Count == DealHealth.MaxNextActions)
                break;
            var about = Words.About(action.Title, deal.File.Stakeholders.Select(s => s.Contact.Name));
            if (!kept.Exists(k => k.Action.Title == action.Title
                || (about.Count > 0 && k.About.Count > 0 && k.About.Count(about.Contains) >= same * k.About.Union(about).Count())))
                kept.Add((action, about));
        }

        return [.. kept.Select(k => k.Action)];
    }

    /// <summary>What is left to do for a won or lost deal.</summary>
    public static IReadOnlyList<NextAction> AfterClosing(DealFacts deal)
    {
        var tasks = deal.File.Tasks
            .OrderBy(t => t.DueOn ?? DateOnly.MaxValue)
            .Select(t => new NextAction(t.Title, t.DueOn is { } due ? $"Open task, due on {deal.Say(due)}" : "Open task", t.DueOn, NextActionKind.Task, [], t.Id));
        var actions = deal.Stage.Status == DealStatus.Won ? AfterWinning(deal) : AfterLosing(deal);
        List<NextAction> all = [.. actions, .. tasks];
        return all.Count == 0
            ? [new("Nothing to do", $"The deal is {deal.Stage.Status.ToString().ToLowerInvariant()}", null, NextActionKind.Wait, [], null)]
            : [.. all.Take(DealHealth.MaxNextActions)];
    }

    private static void AddRemedies(List<(double Rank, NextAction Action)> candidates, DealFacts deal, RiskFlag flag)
    {
        if (flag.Kind == RiskKind.OverdueStep)
        {
            // What we promised is quick to do and wholly in our hands.
            var overdueRank = flag.Severity + 0.25;
            foreach (var (title, due, task) in deal.Overdue.Take(DealHealth.MaxNextActions))
            {
                candidates.Add((overdueRank, new(Words.Clip(title), $"Was due on {deal.Say(due)}, {Words.Days(deal.DaysSince(due))} ago", Asap(deal), NextActionKind.Task, [], task)));
                overdueRank -= 0.05;
            }

            return;
        }

        // Any of these calls would be the same call to the same person: one is enough.
        if (flag.Kind is RiskKind.NoActivity or RiskKind.NoNextStep or RiskKind.StalledInStage or RiskKind.OlderThanWonDeals
            && candidates.Exists(c => c.Action.Kind is NextActionKind.Call or NextActionKind.Email && c.Rank >= flag.Severity))
            return;

        // Something small does not push aside what is agreed: it comes after it.
        var rank = flag.Severity < Severity.AtRisk && deal.PlannedOn is not null ? flag.Severity * 0.5 : flag.Severity;
        if (flag.Kind == RiskKind.QualificationGap && GapQuestions(deal, flag, rank) is { Count: > 0 } questions)
        {
            candidates.AddRange(questions);
            return;
        }

        var (what, kind) = Remedy(deal, flag);
        var evidence = flag.Evidence;
        var named = flag.Kind == RiskKind.NoDecisionMaker ? Decider(deal) : null;
        if (named is not null)
            evidence = [named];
        var toMoveOn = flag.Kind == RiskKind.StalledInStage && deal.Stage.ExitCriterion is { Length: > 0 } exit ? $". To move on: {Words.LowerFirst(exit)}" : "";
        candidates.Add((rank + (flag.Kind == RiskKind.SlowAnswer ? 0.3 : 0), new(what, $"{flag.Title}. {flag.Fact}{toMoveOn}{(named is null ? "" : $". It was said already: \"{Words.Clip(named.Quote, 160)}\"")}", Asap(deal), kind, named is null ? flag.Activities : [named.ActivityId], null) { Evidence = evidence }));
    }

    /// <summary>What the buyer said of who decides, while the record names nobody; null when nothing was.</summary>
    private static Evidence? Decider(DealFacts deal) => deal.File.Reading.Qualification?.Criteria
        .Where(c => TextRules.IsAboutAuthority(c.Criterion) && c.Verdict is Qualification.Verdict.Met or Qualification.Verdict.Partly)
        .SelectMany(c => c.Evidence).Where(e => e.Side == Side.Buyer)
        // Of several the one that names somebody.
        .MaxBy(e => e.Quote.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Count(w => w.Length > 1 && char.IsUpper(w[0])));

    /// <summary>The question that would find out each open criterion, the heaviest first.</summary>
    private static List<(double Rank, NextAction Action)> GapQuestions(DealFacts deal, RiskFlag flag, double rank)
    {
        const int most = 2;
        var open = TextRules.Gaps(deal).Select(g => g.Topic).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var criteria = deal.File.Reading.Qualification?.Criteria.Where(c => c.Question is not null && open.Contains(c.Criterion)) ?? [];
        return [.. criteria.Take(most).Select((c, i) => (rank - (0.02 * i), new NextAction(
            $"Ask {deal.MainContact}: {c.Question}",
            $"{c.Criterion} is {(c.Verdict == Qualification.Verdict.NotMet ? "not met" : "unknown")} in {deal.Stage.Name}; missing: {c.Missing}",
            deal.NextMeeting is { } meeting ? DealFacts.DayOf(meeting) : Asap(deal),
            NextActionKind.Call,
            [.. c.Evidence.Select(e => e.ActivityId).Distinct()],
            null)
        {
            Evidence = [.. c.Evidence.Take(DealHealth.MaxNextActions)],
        }))];
    }

    private static (string What, NextActionKind Kind) Remedy(DealFacts deal, RiskFlag flag)
    {
        var who = deal.MainContact;
        return flag.Kind switch
        {
            RiskKind.SlowAnswer => ($"Answer {deal.BuyerIn(deal.WaitingForUs[0])}", NextActionKind.Email),
            RiskKind.BuyerSilent or RiskKind.NoActivity when IsBeyondOneMoreMessage(deal) => ("Park it with a callback date, or close it as lost", NextActionKind.UpdateDeal),
            RiskKind.BuyerSilent when deal.Unanswered.All(u => u.Kind == ActivityKind.Call) => ($"Write to {who}", NextActionKind.Email),
            RiskKind.BuyerSilent => ($"Call {who}", NextActionKind.Call),
            RiskKind.NoActivity => ($"Get back in touch with {who}", NextActionKind.Email),
            RiskKind.StalledInStage or RiskKind.OlderThanWonDeals => ($"Ask {who} what holds it up in {deal.Stage.Name}", NextActionKind.Call),
            RiskKind.CloseDatePast => ("Set a close date that the buyer confirms", NextActionKind.UpdateDeal),
            RiskKind.CloseDateUnrealistic => ("Move the close date to where the stage allows", NextActionKind.UpdateDeal),
            RiskKind.CloseDatePushed => ($"Agree with {who} on the steps to a signature, each with a date", NextActionKind.Call),
            RiskKind.SingleThreaded => ($"Ask {who} to bring in {SomebodyElse(deal, who)}", NextActionKind.Email),
            RiskKind.NoDecisionMaker when Decider(deal) is not null => ("Record who decides, and bring them in", NextActionKind.UpdateDeal),
            RiskKind.NoDecisionMaker => ($"Ask {who} who decides and who owns the budget", NextActionKind.Call),
            RiskKind.StakeholderLeft => ($"Find out who takes over from {PeopleRules.Gone(deal)?.Contact.Name}", NextActionKind.Call),
            RiskKind.NoNextStep => ($"Agree on a next step with {who}", NextActionKind.Call),
            RiskKind.ProposalUnattended => StageTrigger(deal) is { } trigger ? (trigger.Title, trigger.Kind) : ($"Schedule a follow-up with {who}", NextActionKind.Meeting),
            RiskKind.AmountMissing => ("Enter the amount", NextActionKind.UpdateDeal),
            RiskKind.AmountShrank => ($"Find out from {who} why it shrank", NextActionKind.Call),
            RiskKind.Objection => ($"Answer the objection of {who}", NextActionKind.Email),
            RiskKind.Competitor => ($"Ask {who} how we compare", NextActionKind.Call),
            RiskKind.PriceNotDiscussed => ($"Talk about the price with {who}", NextActionKind.Call),
            RiskKind.BadNews => ($"Ask {who} whether the plan still holds", NextActionKind.Call),
            RiskKind.QualificationGap => ($"Ask {who} about what is open", NextActionKind.Call),
            RiskKind.BrokenPromise => ("Correct the promise before the buyer counts on it", NextActionKind.Email),
            _ => throw new ArgumentOutOfRangeException(nameof(flag), flag.Kind, "No remedy for this kind."),
        };
    }

    private static void AddPlanned(List<(double Rank, NextAction Action)> candidates, DealFacts deal)
    {
        var soon = deal.Today.AddDays(SoonDays);
        if (deal.NextMeeting is { } meeting && DealFacts.DayOf(meeting) is var day && day <= soon)
            candidates.Add((0.7, new($"Prepare the {Say(meeting)}", $"It is on {deal.Say(day)}{StillOpen(deal)}", day, NextActionKind.Meeting, [meeting.Id], null)));
        if (deal.Deal is { NextStep: { Length: > 0 } step, NextStepDue: { } due } && due >= deal.Today && due <= soon)
            candidates.Add((0.65, new(Words.Clip(step), $"Agreed for {deal.Say(due)}", due, NextActionKind.Task, [], null)));
        else if (deal.Deal is { NextStep: { Length: > 0 } later, NextStepDue: { } agreed } && agreed > soon && candidates.Count > 0)
            candidates.Add((0.35, new(Words.Clip(later), $"Agreed for {deal.Say(agreed)}", agreed, NextActionKind.Task, [], null)));
        else if (deal.Deal is { NextStep: { Length: > 0 } open, NextStepDue: null })
            candidates.Add((0.45, new(Words.Clip(open), "Agreed without a day", null, NextActionKind.Task, [], null)));
        else if (deal.Deal is { NextStep: { Length: > 0 } past, NextStepDue: { } passed } && passed < deal.Today && !deal.Overdue.Any(o => o.TaskId is null))
            candidates.Add((0.4, new("Update the next step", $"\"{Words.Clip(past)}\" was due on {deal.Say(passed)}, and there was contact since", null, NextActionKind.UpdateDeal, [], null)));
        foreach (var task in deal.File.Tasks.Where(t => t.DueOn is null || (t.DueOn >= deal.Today && t.DueOn <= soon)).Take(DealHealth.MaxNextActions))
            candidates.Add((task.DueOn is null ? 0.45 : 0.6, new(Words.Clip(task.Title), task.DueOn is { } on ? $"Due on {deal.Say(on)}" : "Open task without a day", task.DueOn, NextActionKind.Task, [], task.Id)));
    }

    private static string StillOpen(DealFacts deal)
    {
        var gaps = TextRules.Gaps(deal);
        return gaps.Count == 0 ? "" : $"; still to find out: {Words.Clip(string.Join(", ", gaps.Select(g => g.Topic)))}";
    }

    /// <summary>
    /// The stage's own next action: after the talk that the stage is named for until what it says was sent, else while nobody has been
    /// in touch since the deal entered the stage; null without one.
    /// </summary>
    private static NextAction? StageTrigger(DealFacts deal)
    {
        if (deal.Stage.NextAction is not { Length: > 0 } what)
            return null;
        var hours = deal.Stage.NextActionWithinHours ?? 72;
        if (Held(deal) is { } held)
            return Due(DealFacts.DayOf(held), $"The {Say(held)} was on {deal.Say(DealFacts.DayOf(held))}; this is due within {hours} hours of it", [held.Id]);
        if ((deal.Deal.StageEnteredOn ?? deal.Deal.CreatedOn) is { } entered)
        {
            return deal.LastContact is { } contact && DealFacts.DayOf(contact) > entered
                ? null
                : Due(entered, $"In {deal.Stage.Name} since {deal.Say(entered)}; this is due within {hours} hours", []);
        }

        return deal.LastContact is null ? Due(deal.Today, $"In {deal.Stage.Name}, and nobody has been in touch yet; this is due within {hours} hours", []) : null;

        NextAction Due(DateOnly from, string why, IReadOnlyList<ActivityId> activities)
        {
            var due = WorkingDays.OnOrAfter(from.AddDays((int)Math.Ceiling(hours / 24.0)));
            return new(what, why, due < deal.Today ? Asap(deal) : due, KindOf(what), activities, null);
        }
    }

    private static readonly string[] Offers = ["offer", "quote", "quotation"];

    /// <summary>The latest talk named after the stage ("Demo"), while the stage's action is to send something and nothing like it was sent since; else null.</summary>
    private static ActivityHead? Held(DealFacts deal)
    {
        if (deal.Stage.NextAction is not { Length: > 0 } what || KindOf(what) != NextActionKind.Email)
            return null;
        var held = deal.File.Activities
            .Where(a => a.At <= deal.Now && a.Kind is ActivityKind.Meeting or ActivityKind.Call && deal.IsTwoWay(a) && a.Subject.Contains(deal.Stage.Name, StringComparison.OrdinalIgnoreCase) && !(DealFacts.DayOf(a) < deal.Deal.StageEnteredOn))
            .MaxBy(a => a.At);
        var sent = Words.About(what, []);
        if (sent.Contains("proposal"))
            sent.UnionWith(Offers);
        // What is planned goes first, unless it is a talk about the very thing that has to be sent before.
        var planned = deal.File.Tasks.Select(t => t.Title).Append(deal.Deal.NextStep ?? "").Any(t => t.Length > 0);
        if (planned || (deal.PlannedOn is not null && !(deal.NextMeeting is { } ahead && Words.About(ahead.Subject, []).Overlaps(sent))))
            return null;
        return held is null || deal.File.Activities.Any(a => a.At > held.At && a.At <= deal.Now && a.Direction == Direction.Outbound && Words.About($"{a.Subject} {a.Snippet}", []).Overlaps(sent)) ? null : held;
    }

    private static NextAction Wait(DealFacts deal, Snooze? snooze)
    {
        if (snooze is not null)
            return Until(snooze.Until, Words.Clip(snooze.Reason), []);
        if (deal.NextMeeting is { } meeting && DealFacts.DayOf(meeting) == deal.PlannedOn)
            return Until(DealFacts.DayOf(meeting), Say(meeting), [meeting.Id]);
        if (deal.PlannedOn is { } planned)
        {
            if (deal.OpenPromises.FirstOrDefault(p => p.DueOn == planned) is { } promise && deal.Deal.NextStepDue != planned)
                return Until(planned, PromiseActions.Say(deal, promise), [promise.Evidence.ActivityId]) with { Evidence = [promise.Evidence] };
            var task = deal.File.Tasks.FirstOrDefault(t => t.DueOn == planned);
            return deal.Deal.NextStepDue == planned && deal.Deal.NextStep is { Length: > 0 } step
                ? Until(planned, Words.Clip(step), [])
                : Until(planned, Words.Clip(task?.Title ?? "the next step is due"), []) with { TaskId = task?.Id };
        }

        if (deal.Unanswered.Count > 0)
            return Until(DealFacts.DayOf(deal.Unanswered[0]).AddDays(deal.Thresholds.SilentAfterDays), $"waiting for an answer from {deal.MainContact}", [deal.Unanswered[^1].Id]);
        if (deal.LastContact is { } contact)
            return Until(DealFacts.DayOf(contact).AddDays(deal.Thresholds.NextStepGraceDays), "the last contact is fresh", [contact.Id]);
        return new("Nothing to do", "Nothing speaks against the deal and nothing is due", null, NextActionKind.Wait, [], null);

        NextAction Until(DateOnly day, string why, IReadOnlyList<ActivityId> activities)
        {
            var until = day > deal.Today ? day : deal.Today.AddDays(1);
            return new($"Nothing to do until {deal.Say(until)}: {why}", snooze is null ? "Nothing speaks against the deal and nothing is due before" : "What the wait explains keeps silent until then", until, NextActionKind.Wait, activities, null);
        }
    }

    private static IEnumerable<NextAction> AfterWinning(DealFacts deal)
    {
        if (deal.Deal.CloseDate is not { } won || deal.DaysSince(won) > HandOverDays)
            yield break;
        var what = deal.Stage.NextAction is { Length: > 0 } action ? action : "Hand over to the account manager";
        yield return new(what, $"Won on {deal.Say(won)}", won.AddDays((int)Math.Ceiling((deal.Stage.NextActionWithinHours ?? 48) / 24.0)), NextActionKind.Task, [], null);
    }

    private static IEnumerable<NextAction> AfterLosing(DealFacts deal)
    {
        var callback = deal.File.Snooze?.Until ?? deal.Deal.NextStepDue;
        if (callback is { } day)
        {
            var why = deal.File.Snooze?.Reason ?? deal.Deal.NextStep ?? deal.Deal.LossReason ?? "parked";
            yield return day > deal.Today.AddDays(SoonDays)
                ? new($"Nothing to do until {deal.Say(day)}: call back", Words.Clip(why), day, NextActionKind.Wait, [], null)
                : new($"Call {deal.MainContact} back", $"Parked until {deal.Say(day)}: {Words.Clip(why)}", day < deal.Today ? Asap(deal) : day, NextActionKind.Call, [], null);
        }

        if (string.IsNullOrWhiteSpace(deal.Deal.LossReason))
            yield return new("Record why it was lost", "No loss reason is on record", null, NextActionKind.UpdateDeal, [], null);
    }

    private static bool IsBeyondOneMoreMessage(DealFacts deal) =>
        deal.Unanswered.Count >= MostTouches
        || (deal.LastContact is { } contact && deal.DaysSince(contact) >= 2 * deal.Thresholds.DyingAfterDays);

    private static string SomebodyElse(DealFacts deal, string who) =>
        deal.File.Stakeholders.FirstOrDefault(s => !deal.HasLeft(s.Contact) && !deal.IsEngaged(s.Contact) && s.Contact.Name != who) is { } other
            ? other.Contact.Name
            : "a second person";

    private static string Say(ActivityHead meeting) =>
        meeting.Kind.ToString().ToLowerInvariant() + (meeting.Subject.Length > 0 ? $" \"{Words.Clip(meeting.Subject, 60)}\"" : "");

    internal static DateOnly Asap(DealFacts deal) => WorkingDays.OnOrAfter(deal.Today);

    private static NextActionKind KindOf(string trigger)
    {
        bool Begins(params ReadOnlySpan<string> verbs)
        {
            foreach (var verb in verbs)
            {
                if (trigger.StartsWith(verb, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        return Begins("call", "phone") ? NextActionKind.Call
            : Begins("book", "schedule", "meet") ? NextActionKind.Meeting
            : Begins("send", "write", "email", "mail") ? NextActionKind.Email
            : NextActionKind.Task;
    }
}
