using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Content;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using QualificationVerdict = Agent.Core.Insight.Qualification.Verdict;

namespace Agent.Core.Insight.Texts;

/// <summary>Puts a meeting brief together from the deal's record, its judgement and what its texts say.</summary>
public static class BriefBuilder
{
    // Together they fill one printed page.
    private const int MaxLines = 4;
    private const int MaxPeople = 5;
    private const int MaxQuestions = 3;
    private const int MaxOfEach = 2;
    private const int LineLength = 130;

    // A shorter remark ("I'll call you") tells nothing without the talk around it.
    private const int LeastWords = 4;

    /// <summary>A close date as near as this belongs among the highlights (a fortnight: the usual rhythm of two weekly reviews).</summary>
    private const int CloseSoonDays = 14;

    /// <summary>Builds the brief of a deal.</summary>
    /// <param name="texts">The deal with its texts.</param>
    /// <param name="health">How it stands.</param>
    /// <param name="now">The moment of the brief.</param>
    /// <param name="meeting">The meeting to prepare; null for the next one with the buyer.</param>
    /// <param name="content">Material of the team that fits; null or empty for none.</param>
    public static MeetingBrief Build(DealTexts texts, DealHealth health, DateTimeOffset now, ActivityId? meeting = null, IReadOnlyList<ContentOffer>? content = null)
    {
        var deal = new DealFacts(texts.File, now, PaceHistory.None);
        var ahead = meeting is { } id ? texts.File.Activities.FirstOrDefault(a => a.Id == id) : deal.NextMeeting;
        var lastTalk = texts.File.Activities.FirstOrDefault(a => a.At <= now && a.Kind is ActivityKind.Meeting or ActivityKind.Call && deal.IsTwoWay(a));
        var since = texts.File.Activities.Where(a => a.At <= now && (lastTalk is null || (a.At > lastTalk.At && a.Id != lastTalk.Id))).ToList();
        var summary = DiscoverySummarizer.Summarize(texts, new InsightSettings());
        return new(
            deal.Deal.Id,
            deal.Deal.Name,
            ahead,
            Occasion(deal, ahead),
            Highlights(deal, health, since, lastTalk),
            [
                Record(deal, health),
                Needs(summary),
                Recent(deal, since, lastTalk),
                People(deal, ahead, texts),
                Risks(health, deal),
                FollowUps(deal),
                TalkingPoints(deal, texts, health),
                Questions(deal),
                .. content is { Count: > 0 } offers ? [Content(offers)] : Array.Empty<BriefSection>(),
            ]);
    }

    private static string Occasion(DealFacts deal, ActivityHead? ahead) => ahead is null
        ? "No meeting or call with the buyer is planned."
        : FormattableString.Invariant($"{Name(ahead)} on {deal.Say(DealFacts.DayOf(ahead))} at {ahead.At.UtcDateTime:HH:mm} UTC ({Wording.Distance(DealFacts.DayOf(ahead), deal.Today)}).");

    private static List<BriefLine> Highlights(DealFacts deal, DealHealth health, List<ActivityHead> since, ActivityHead? lastTalk)
    {
        var candidates = new List<(double Weight, BriefLine Line)>();
        foreach (var waiting in deal.WaitingForUs.Take(1))
            candidates.Add((0.95, On(waiting, $"Not answered yet: {Name(waiting)} of {deal.Say(DealFacts.DayOf(waiting))}, {deal.BuyerIn(waiting)}")));
        foreach (var (title, due, _) in deal.Overdue.Take(1))
            candidates.Add((0.9, Known($"We owe them: {Words.Clip(title, LineLength)}, due on {deal.Say(due)}")));
        // The risks below say why; here is what to do about it.
        foreach (var flag in health.Flags.Where(f => f.Kind is not (RiskKind.SlowAnswer or RiskKind.OverdueStep)).Take(2))
            candidates.Add((flag.Severity, new(health.NextActions.FirstOrDefault(a => a.Reason.StartsWith(flag.Title, StringComparison.Ordinal)) is { } remedy ? $"{flag.Title}: {Words.LowerFirst(remedy.Title)}" : flag.Title, null, flag.Activities)));
        foreach (var (criterion, said) in InFavour(deal).Take(2))
            candidates.Add((0.3, new($"{criterion}: \"{Words.Clip(said.Quote.Trim(), LineLength)}\"", said, [said.ActivityId])));
        if (lastTalk is not null && since.FirstOrDefault(a => a.Direction == Direction.Inbound) is { } news && !deal.WaitingForUs.Contains(news))
            candidates.Add((0.5, On(news, $"New from {deal.BuyerIn(news)} since the {Kind(lastTalk)} on {deal.Say(DealFacts.DayOf(lastTalk))}: {Name(news)}")));
        if (deal.Stage.Status == DealStatus.Open && deal.Deal.CloseDate is { } close && close >= deal.Today && -deal.DaysSince(close) <= CloseSoonDays)
            candidates.Add((0.4, Known($"Expected to close on {deal.Say(close)}, {Wording.Distance(close, deal.Today)}")));
        return [.. candidates.OrderByDescending(c => c.Weight).Select(c => c.Line).DistinctBy(l => l.Text).Take(MeetingBrief.MaxHighlights)];
    }

    /// <summary>What the buyer said of money, time and who decides that speaks for the deal, newest words of each criterion.</summary>
    private static IEnumerable<(string Criterion, Evidence Said)> InFavour(DealFacts deal) =>
        (deal.File.Reading.Qualification?.Criteria ?? [])
            .Where(c => c.Verdict == QualificationVerdict.Met)
            .Select(c => (c.Criterion, Said: c.Evidence.Where(e => e.Side == Side.Buyer).MaxBy(e => (e.At, e.Start))))
            .Where(c => c.Said is not null)
            .Select(c => (c.Criterion, c.Said!));

    /// <summary>Why they would buy and with what money, in their words.</summary>
    private static BriefSection Needs(DiscoverySummary summary)
    {
        var pains = summary.Section("pains")?.Lines is { Count: > 0 } said ? said : summary.Section("impact")?.Lines ?? [];
        return new("Pains, goals and budget",
            [
                .. pains.TakeLast(MaxOfEach).Select(l => Quote("Pain", l)),
                .. (summary.Section("goals")?.Lines ?? []).TakeLast(MaxOfEach).Select(l => Quote("Goal", l)),
                .. (summary.Section("budget")?.Lines ?? []).TakeLast(1).Select(l => Quote("Budget", l)),
            ],
            "Nobody spoke of them yet.");

        static BriefLine Quote(string what, SummaryLine line) => new($"{what}: {Words.Clip(line.Text, LineLength)}", line.Evidence, [line.Evidence.ActivityId]);
    }

    private static BriefSection Record(DealFacts deal, DealHealth health)
    {
        var (record, file) = (deal.Deal, deal.File);
        var stage = record.StageEnteredOn is { } entered ? $"{file.Stage.Name} for {Words.Days(deal.DaysSince(entered))}" : file.Stage.Name;
        var close = record.CloseDate is { } day ? $"{(file.Stage.Status == DealStatus.Open ? "expected to close" : "closed")} {deal.Say(day)}" : "no close date";
        List<BriefLine> lines =
        [
            Known($"{stage}, {Wording.Money(record.Amount, record.Currency)}, {close}, {file.Owner?.Name ?? "nobody's deal"}"),
            new(Standing(health), null, health.Flags is [var worst, ..] ? worst.Activities : []),
        ];
        if (file.Account is { } account && Facts(account) is { Length: > 0 } facts)
            lines.Add(Known($"{account.Name}: {facts}"));
        if (record.NextStep is { Length: > 0 } step)
            lines.Add(Known($"Agreed next step: {Words.Clip(step, LineLength)}{(record.NextStepDue is { } due ? $", {deal.Say(due)}" : "")}"));
        return new("The deal", lines, "");
    }

    // The headline may begin with the verdict already.
    private static string Standing(DealHealth health)
    {
        var word = Wording.Verdict(health.Verdict);
        return health.Headline.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? health.Headline : $"{char.ToUpperInvariant(word[0])}{word[1..]}. {health.Headline}";
    }

    private static string Facts(Account account) => string.Join(", ", new[]
    {
        account.Industry,
        account.Employees is { } employees ? FormattableString.Invariant($"{employees:#,0} employees") : null,
        account.Country,
    }.OfType<string>());

    private static BriefSection Recent(DealFacts deal, List<ActivityHead> since, ActivityHead? lastTalk)
    {
        var title = lastTalk is null ? "What happened so far" : $"Since the {Kind(lastTalk)} on {deal.Say(DealFacts.DayOf(lastTalk))}";
        var empty = lastTalk is null ? "No activity is on record." : "Nothing new.";
        var lines = since.Take(MaxLines).Select(a => On(a, $"{deal.Say(DealFacts.DayOf(a))}: {Name(a)}{With(a)}")).ToList();
        if (since.Count > MaxLines)
            lines.Add(Known($"and {Words.Count(since.Count - MaxLines, "earlier one")}"));
        return new(title, lines, empty);
    }

    private static BriefSection People(DealFacts deal, ActivityHead? ahead, DealTexts texts)
    {
        var invited = ahead?.Participants.Where(deal.IsBuyer).ToList() ?? [];
        var stakeholders = deal.File.Stakeholders;
        if (invited.Count == 0)
        {
            var known = stakeholders.OrderBy(s => s.Role is null).Take(MaxPeople).Select(s => Describe(s, deal, texts));
            return new("People", [.. known, .. Missing(stakeholders, deal)], "No contact is on record: find out who will be there.");
        }

        var lines = new List<BriefLine>();
        foreach (var person in invited.Take(MaxPeople))
        {
            lines.Add(deal.StakeholderOf(person) is { } known
                ? Describe(known, deal, texts)
                : Known($"{(person.Name.Length > 0 ? person.Name : person.Email ?? "Somebody")}: not among the contacts"));
        }

        var absent = stakeholders.Where(s => s.Role is BuyingRole.Champion or BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker && !deal.HasLeft(s.Contact) && !invited.Exists(p => deal.StakeholderOf(p)?.Contact.Id == s.Contact.Id)).ToList();
        if (absent.Count > 0)
            lines.Add(Known($"Not on the invitation: {Wording.List([.. absent.Select(s => $"{s.Contact.Name} ({Wording.Role(s.Role)})")])}"));
        lines.AddRange(Missing(stakeholders, deal));
        return new("Who will be there", lines, "");
    }

    private static IEnumerable<BriefLine> Missing(IReadOnlyList<Stakeholder> stakeholders, DealFacts deal)
    {
        BuyingRole[] needed = [BuyingRole.EconomicBuyer, BuyingRole.Champion];
        var missing = needed.Where(r => !stakeholders.Any(s => s.Role == r && !deal.HasLeft(s.Contact))).ToList();
        if (stakeholders.Count > 0 && missing.Count > 0)
            yield return Known($"Nobody is recorded as {Wording.List([.. missing.Select(r => Wording.Role(r))], "or")}");
    }

    private static BriefLine Describe(Stakeholder person, DealFacts deal, DealTexts texts)
    {
        var contact = person.Contact;
        var text = contact.Name + (contact.Title is { Length: > 0 } title ? $", {title}" : "") + $", {Wording.Role(person.Role)}";
        if (contact.LeftOn is { } left)
            text += left <= deal.Today ? $", left on {deal.Say(left)}" : $", leaves on {deal.Say(left)}";
        return LastSaid(contact, deal.File.Reading, texts) is { } said
            ? new($"{text}. On {deal.Say(DateOnly.FromDateTime(said.At.UtcDateTime))}: \"{Words.Clip(said.Quote, LineLength)}\"", said, [said.ActivityId])
            : Known(text);
    }

    // What bears on the deal is worth repeating: what was promised, or decided a criterion; small talk is not.
    private static Evidence? LastSaid(Contact contact, DealReading reading, DealTexts texts)
    {
        var told = reading.Promises.Where(p => p.By == Side.Buyer).Select(p => p.Evidence)
            .Concat(reading.Qualification?.Criteria.SelectMany(c => c.Evidence) ?? []);
        var sources = texts.Texts.ToDictionary(t => t.Id, t => t.Text);
        return told
            .Where(e => e.Side == Side.Buyer && IsBy(e.Speaker, contact.Name) && e.Quote.Count(c => c == ' ') >= LeastWords)
            .Where(e => sources.TryGetValue(e.ActivityId, out var source) && e.IsIn(source))
            .MaxBy(e => (e.At, e.Start));
    }

    private static bool IsBy(string? speaker, string name) =>
        speaker is { Length: > 0 } && (speaker.Equals(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(speaker + " ", StringComparison.OrdinalIgnoreCase));

    private static BriefSection Risks(DealHealth health, DealFacts deal) => new(
        "Risks and open objections",
        [.. health.Flags.Take(MaxLines).Select(f => new BriefLine($"{f.Title}: {Words.LowerFirst(f.Fact)}", null, f.Activities))],
        deal.Stage.Status == DealStatus.Open ? "None that the record or the texts show." : "The deal is closed.");

    private static BriefSection FollowUps(DealFacts deal)
    {
        var lines = new List<BriefLine>();
        foreach (var promise in deal.File.Reading.Promises.Where(p => !p.Kept && p.Evidence.At <= deal.Now).OrderBy(p => p.DueOn ?? DateOnly.MaxValue).Take(MaxLines))
            lines.Add(new($"{(promise.By == Side.Seller ? "We" : promise.Who ?? "They")}: {Words.Clip(InWords(promise), LineLength)}{Due(deal, promise.DueOn)}", promise.Evidence, [promise.Evidence.ActivityId]));
        foreach (var task in deal.File.Tasks.Take(MaxLines))
            lines.Add(Known($"Task: {Words.Clip(task.Title, LineLength)}{Due(deal, task.DueOn)}"));
        return new("Follow-ups agreed", lines, "None on record.");
    }

    // "Send it" says nothing away from its talk; the whole sentence says more.
    private static string InWords(SpokenPromise promise) =>
        promise.SpeaksForItself && promise.What.Count(c => c == ' ') + 1 >= LeastWords ? promise.What : $"\"{promise.Evidence.Quote.Trim()}\"";

    private static BriefSection TalkingPoints(DealFacts deal, DealTexts texts, DealHealth health)
    {
        var lines = new List<BriefLine>();
        foreach (var question in OpenQuestions(deal, texts).Take(3))
            lines.Add(new($"{question.Speaker ?? "They"} asked: \"{Words.Clip(question.Quote, LineLength)}\"", question, [question.ActivityId]));
        foreach (var objection in deal.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.Objection && !s.Answered).Take(2))
            lines.Add(objection.Evidence is { } words ? new($"Answer the objection on {objection.Topic}: \"{Words.Clip(words.Quote, LineLength)}\"", words, [words.ActivityId]) : Known($"Answer the objection on {objection.Topic}"));
        if (health.NextActions is [{ Kind: not NextActionKind.Wait } move, ..])
            lines.Add(new($"Next move: {move.Title}", move.Evidence is [var first, ..] ? first : null, move.Activities));
        if (deal.Stage.ExitCriterion is { Length: > 0 } exit)
            lines.Add(Known($"To leave {deal.Stage.Name}: {Words.LowerFirst(exit)}"));
        return new("To talk about", lines, "Nothing is open from their side.");
    }

    // What they asked in messages that still wait for our answer.
    private static IEnumerable<Evidence> OpenQuestions(DealFacts deal, DealTexts texts)
    {
        var waiting = deal.WaitingForUs.Select(a => a.Id).ToHashSet();
        return texts.Texts.Where(t => waiting.Contains(t.Id))
            .SelectMany(t => t.Statements.Where(u => u.Side != Side.Seller).SelectMany(u => u.Sentences.Where(s => s.IsQuestion).Select(s => t.Quote(u, s))));
    }

    private static BriefSection Questions(DealFacts deal)
    {
        var open = (deal.File.Reading.Qualification?.Criteria ?? [])
            .Where(c => c.Question is not null)
            .OrderBy(c => c.Verdict switch { QualificationVerdict.Unknown => 0, QualificationVerdict.Partly => 1, _ => 2 })
            .Take(MaxQuestions)
            .Select(c => Known($"{c.Criterion}: \"{c.Question}\"")).ToList();
        // Met or not, a deal needs its people: the criteria ask for words, the record for names.
        if (open.Count == 0 && deal.File.Reading.Qualification is not null)
            open.AddRange(Missing(deal.File.Stakeholders, deal));
        return new("To find out", open, deal.File.Reading.Qualification is null ? "No text of this deal was read yet." : "Every criterion is met.");
    }

    private static BriefSection Content(IReadOnlyList<ContentOffer> offers) => new(
        "Material that fits",
        [.. offers.Select(o => new BriefLine($"{o.Name}: {o.Why} It says: \"{Words.Clip(o.Quote, LineLength)}\"", o.Evidence is [var words, ..] ? words : null, [.. o.Evidence.Select(e => e.ActivityId)]) { Offer = o })],
        "");

    private static string Due(DealFacts deal, DateOnly? due) => due is not { } day ? ""
        : day < deal.Today ? $", was due on {deal.Say(day)}"
        : $", by {deal.Say(day)}";

    private static BriefLine Known(string text) => new(text, null, []);

    private static BriefLine On(ActivityHead activity, string text) => new(text, null, [activity.Id]);

    private static string Kind(ActivityHead activity) => activity.Kind.ToString().ToLowerInvariant();

    private static string Name(ActivityHead activity) =>
        (activity.Kind == ActivityKind.Email ? activity.Direction == Direction.Inbound ? "email from them" : "email from us" : Kind(activity))
        + (activity.Subject.Length > 0 ? $" \"{Words.Clip(activity.Subject)}\"" : "");

    private static string With(ActivityHead activity)
    {
        var names = activity.Participants.Where(p => p.UserId is null).Take(3).Select(p => p.Name.Length > 0 ? p.Name : p.Email ?? "somebody").ToList();
        return names.Count == 0 ? "" : $", {Wording.List(names)}";
    }
}
