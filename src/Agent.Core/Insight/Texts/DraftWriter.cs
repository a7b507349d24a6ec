using System.Globalization;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Decides what a draft says, kind by kind.</summary>
internal sealed class DraftWriter
{
    /// <summary>From so many unanswered messages on, one more is seldom answered: offer a clean way out.</summary>
    private const int LastTouch = 3;

    private readonly DraftFacts _facts;
    private readonly Addressee _to;
    private readonly AskDay _day;
    private readonly List<Voice> _voices;
    private readonly List<OpenPromise> _promises;
    private readonly DraftPlan _plan;
    private readonly List<Voice> _used = [];
    private readonly HashSet<string> _quoted = [];

    public DraftWriter(DraftFacts facts, Addressee to, AskDay day)
    {
        (_facts, _to, _day) = (facts, to, day);
        _voices = BuyerVoice.Of(facts, to.Recipient.Name);
        _promises = OpenPoints.PromisesOf(facts);
        _plan = new() { Subject = Subjects.Of(facts) };
    }

    private bool IsFormal => _to.IsFormal || _facts.Request.Style.Tone == DraftTone.Formal;

    private bool IsWarm => _facts.Request.Style.Tone == DraftTone.Warm && !_to.IsFormal;

    private string By => Wording.Day(_day.On, _facts.Today);

    /// <summary>True when a note of ours says that the buyer objects; its words stay with us, its topic may be named.</summary>
    public static bool HasNotedObjection(DraftFacts facts) => NotedObjection(facts) is not null;

    public DraftPlan Write()
    {
        switch (_facts.Request.Kind)
        {
            case DraftKind.AfterMeeting:
                AfterMeeting();
                break;
            case DraftKind.AfterSilence:
                AfterSilence();
                break;
            case DraftKind.ProposalCover:
                ProposalCover();
                break;
            case DraftKind.ObjectionAnswer:
                ObjectionAnswer();
                break;
            case DraftKind.ReEngage:
                ReEngage();
                break;
            case DraftKind.HandOver:
                HandOver();
                break;
            default:
                Welcome();
                break;
        }

        return _plan;
    }

    private void AfterMeeting()
    {
        var talk = _facts.LastTalk!;
        var when = (_facts.Today.DayNumber - DealFacts.DayOf(talk).DayNumber) switch { 0 => "today", 1 => "yesterday", _ => $"on {Wording.Day(DealFacts.DayOf(talk), _facts.Today)}" };
        var what = talk.Kind == ActivityKind.Call ? "call" : "meeting";
        _plan.Add(new DraftLine(IsFormal ? $"Thank you for the {what} {when}." : IsWarm ? $"Thank you for your time in our {what} {when}." : $"Thanks for the {what} {when}.", 3, Record: $"{what} of {Wording.Day(DealFacts.DayOf(talk), _facts.Today)}"));
        var told = _voices.Where(v => v.Said.Text.Id == talk.Id).ToList();
        List(told.Count > 0 ? told : _voices, "What I took away");
        AddPromises();
        AddAnswers();
        Ask(_facts.File.Stage.WinProbability >= _facts.File.Pipeline.Thresholds.LateStageProbability
            ? "Could we go through what is still open on {0}?"
            : "Could we take the next step together on {0}?");
    }

    private void AfterSilence()
    {
        var touches = _facts.Deal.Unanswered.Count;
        if (touches == 0)
        {
            AnswerTheLast();
            return;
        }

        if (touches >= LastTouch)
        {
            _plan.Add(new DraftLine(IsFormal ? "If other matters come first at present, a one-word reply is quite enough." : "If other things come first right now, that is fine, and a one-word reply is enough.", 3));
            Tell("For later, I keep what {0} told us", "We can pick it up from there whenever it suits you.");
            AddAnswers();
            Ask("Shall I close this on our side on {0}, or should it stay open?", close: true);
            return;
        }

        Tell(touches == 1 ? "I went back to what {0} told us" : "One more thought on what {0} told us");
        AddAnswers();
        var useful = Useful().ToList();
        _plan.Add(useful.Skip(touches == 1 || useful.Count == 1 || useful[0].Weight == 3 ? 0 : 1).Take(2));
        Ask(touches == 1 ? Proposed ? "Could we go through the proposal together on {0}?" : "Could we have a short call on {0}?" : "Would a short call on {0} help, or is somebody else the better person to ask?");
    }

    /// <summary>What a message can bring besides itself.</summary>
    private IEnumerable<DraftLine> Useful()
    {
        if (Owed() is { } owed)
            yield return owed;
        if (Proposed && MovesThePrice() is { } price)
            yield return price;
        yield return Decider() is { } decider
            ? new($"If it helps, I can put the case on one page that you can hand to {decider}.", 2, Record: $"{decider}: role in the deal")
            : new("If it helps, I can put the case on one page that you can pass on.", 2);
    }

    private DraftLine? Owed()
    {
        if (_promises.FindLast(p => p.Side == Side.Seller) is not { } owed)
            return null;
        _plan.Gaps.Add($"We promised to {owed.What}: do it, or take the sentence out.");
        return new($"I said I would {ToAddressee(owed.What)}; {Receiver(owed.What) ?? "you"} will have {(owed.What.StartsWith("send", StringComparison.OrdinalIgnoreCase) ? "it" : "that")} by {By}.", 3, [owed.Evidence]);
    }

    /// <summary>"Send Lou the agreement": who gets it, when it is one of the buyer's people other than the one written to; else null.</summary>
    private string? Receiver(string what) =>
        what.Split(' ') is [_, var name, _, ..] && (_to.Recipient.Name is not { } to || !Addressee.IsNamed(to, name)) && IsTheirs(name) ? FollowUpDrafter.Plain(name) : null;

    /// <summary>"Send Lou the agreement" in a letter to Lou is "send you the agreement".</summary>
    private string ToAddressee(string what) =>
        what.Split(' ') is [var verb, var name, _, ..] && _to.Recipient.Name is { } to && Addressee.IsNamed(to, name) ? $"{verb} you{what[(verb.Length + 1 + name.Length)..]}" : what;

    private bool IsTheirs(string name) => name.Length > 1 && char.IsUpper(name[0])
        && (_facts.File.Stakeholders.Any(s => Addressee.IsNamed(s.Contact.Name, name)) || _facts.ByBuyer.Any(s => s.Utterance.Speaker is { } speaker && Addressee.IsNamed(speaker, name)));

    private void AnswerTheLast()
    {
        var last = _facts.Deal.LastSign;
        _plan.Add(last?.Kind == ActivityKind.Email
            ? new DraftLine($"Thank you for your message of {Wording.Day(DealFacts.DayOf(last), _facts.Today)}.", 3, Record: "last message of the buyer")
            : new DraftLine(IsFormal ? "I would like to pick up where we left off." : "Picking up where we left off.", 2));
        AddAnswers();
        Tell("My starting point is still what {0} told us");
        _plan.Add(Owed());
        Ask("Could we talk about the next step on {0}?");
    }

    private void ProposalCover()
    {
        _plan.Add(new DraftLine("Here is our proposal.", 3));
        List(_voices, "It starts from what {0} told us");
        var prices = _facts.Prices;
        if (prices.Lines is [var only] && prices.Total is not null)
            _plan.Add(new DraftLine($"In it: {prices.Say(only)}.", 3, Record: $"deal line: {only.Name}"));
        else if (prices.Lines.Count > 0)
            _plan.Add([new("What is in it:", 3), .. prices.Lines.Select(l => new DraftLine($"{prices.Say(l)}", prices.Lines.Count > 3 ? 2 : 3, Record: $"deal line: {l.Name}", IsBullet: true))]);
        if (prices.Total is { } total && prices.Lines.Count > 1)
            _plan.Add(new DraftLine($"The total is {prices.Money(total)}.", 3, Record: "deal lines"));
        else if (prices.Total is null && Answers.PriceOf(_facts) is { } price)
            _plan.Add(new DraftLine($"{char.ToUpperInvariant(price.Words[0])}{price.Words[1..]}.", 3, price.Evidence is { } e ? [e] : null, price.Record));
        else if (prices.Total is null)
            _plan.Gaps.Add("No price is on record for this deal: name it in the proposal.");
        _plan.Gaps.Add("Attach the proposal.");
        AddAnswers(withPrice: false);
        Ask("Could we go through it together on {0}?");
    }

    private void ObjectionAnswer()
    {
        var objections = BuyerVoice.Objections(_facts);
        var first = objections.Count > 0 ? objections[0] : null;
        if (first is not null)
        {
            var most = _facts.Request.Style.Length switch { DraftLength.Short => 2, DraftLength.Long => 4, _ => 3 };
            var taken = objections.Take(most).OrderBy(o => o.Said.Order).ToList();
            taken.ForEach(o => _quoted.Add(o.Quote));
            _used.AddRange(taken);
            _plan.Add([new($"{Opening(taken[0].Evidence)}: {taken[0].Words}.", 3, [taken[0].Evidence]), .. taken.Skip(1).Select(o => new DraftLine($"And: {o.Words}.", o == first ? 3 : 2, [o.Evidence]))]);
        }
        else if (NotedObjection(_facts) is { } topic)
        {
            _plan.Add(new DraftLine($"I would like to come back to your point about the {FollowUpDrafter.Plain(topic)}.", 3, Record: "objection in our notes"));
        }
        else
        {
            _plan.Gaps.Add("No clear objection is on record: say which one you answer.");
            Tell("I would like to come back to what {0} told us");
        }

        var before = _plan.Paragraphs.Count;
        AddAnswers();
        var said = _plan.Paragraphs.SelectMany(p => p).SelectMany(l => l.Evidence ?? []).ToHashSet();
        if (first is null && NotedObjection(_facts) is null)
        {
            Ask("Could we talk it through on {0}?");
            return;
        }

        var (answer, gap) = Objections.Answer(_facts, objections, NotedObjection(_facts), _day, By);
        // Where a question of the objection is answered or promised an answer already, a second promise would only repeat it.
        if (answer.Evidence?.Any(said.Contains) == true)
            gap = null;
        else if (gap is null || _plan.Paragraphs.Count == before || !answer.Text.Contains(By, StringComparison.Ordinal))
        {
            _plan.Add(answer);
            if (gap is not null)
                _plan.Gaps.Add(gap);
        }

        Ask("Could we talk it through on {0}?");
    }

    private void ReEngage()
    {
        var reason = BuyerVoice.ReasonToWait(_facts, _to.Recipient.Name);
        if (reason is not null)
        {
            _used.Add(reason);
            _quoted.Add(reason.Quote);
            _plan.Add(new DraftLine(reason.Retold is null ? $"{Opening(reason.Evidence)}: {reason.Words}." : $"When we last spoke: {reason.Words}.", 3, [reason.Evidence]));
        }
        else
        {
            _plan.Add(new DraftLine(IsFormal ? "I would like to take this up again if the time is right for you." : "I would like to pick this up again if the time is right.", 3));
        }

        Tell("What I have in mind is what {0} told us");
        AddAnswers();
        _plan.Add(new DraftLine(IsFormal ? "If it is still a topic, we can start from there; if it is not, a short no is welcome too." : "If it is still a topic, we start from there; if not, a short no is fine.", 2));
        Ask("Is a short call on {0} worth your time?");
    }

    private void HandOver()
    {
        if (_to.Recipient.Name is null)
            _plan.Gaps.Add("Who looks after them from now on is not on record: name the account manager.");
        foreach (var paragraph in HandOverNote.Of(_facts, _promises))
            _plan.Add(paragraph);
        var who = _facts.File.Stakeholders.FirstOrDefault(s => !_facts.Deal.HasLeft(s.Contact))?.Contact.Name;
        Ask(who is null ? "Could you take over with a first call on {0}?" : $"Could you take over with a first call to {FollowUpDrafter.Plain(who)} on {{0}}?", close: true);
    }

    private void Welcome()
    {
        _plan.Add(new DraftLine(IsWarm ? "Thank you for your order, and welcome." : "Thank you for your order.", 3));
        if (Caretakers.Of(_facts) is { } caretaker)
            _plan.Add(new DraftLine($"{caretaker.Name} looks after you from here.", 3, caretaker.Evidence is { } e ? [e] : null, caretaker.Where));
        else
            _plan.Gaps.Add("Who looks after them from now on is not on record: name the account manager.");
        List(_voices, "What I pass on to those who do the work");
        if (_facts.Prices.Lines.Count > 0)
            _plan.Add([new("What you get:", 2), .. _facts.Prices.Lines.Select(l => new DraftLine($"{DealPrices.Count(l.Quantity)} {l.Name}", 2, Record: $"deal line: {l.Name}", IsBullet: true))]);
        AddAnswers();
        AddPromises();
        Ask(_day.Basis == AskBasis.Record ? "Does {0} still suit you for the start?" : "Could we hold the kick-off on {0}?");
    }

    private bool Proposed => _facts.File.Activities.Any(a => a.At <= _facts.Deal.Now && _facts.ExchangeOf(a.Id) == Exchange.Outbound && (Mentions(a.Subject) || Mentions(a.Snippet)));

    private static bool Mentions(string text) => WordSearch.Contains(text, "proposal") || WordSearch.Contains(text, "offer") || WordSearch.Contains(text, "quote") || WordSearch.Contains(text, "Angebot");

    private void AddAnswers(bool withPrice = true)
    {
        var points = OpenPoints.Of(_facts).Where(p => _quoted.Add(p.Evidence.Quote) && !_used.Exists(u => u.Said == p.Said) && !IsPromised(p)).ToList();
        // A proposal names its price once; only a buyer who said nothing else is answered in the words of the request.
        var answers = Answers.To(_facts, points, _day.On, _plan.Gaps, SpeakerOf).Where(l => withPrice || _used.Count == 0 || l.Record != "deal lines").ToList();
        foreach (var answer in answers)
            _plan.Add(answer);
    }

    /// <summary>True for a request that we agreed to in the same talk: the list of what was agreed says it.</summary>
    private bool IsPromised(OpenPoint point) => _facts.Request.Kind is DraftKind.AfterMeeting or DraftKind.Welcome
        && _promises.Exists(p => p.Side == Side.Seller && p.Evidence.ActivityId == point.Said.Text.Id && p.Evidence.Start > point.Said.Sentence.Start && point.Said.Sentence.Tokens.Any(t => t.Norm.Length > 4 && p.What.Contains(t.Norm, StringComparison.OrdinalIgnoreCase)));

    private void AddPromises()
    {
        var since = _facts.LastTalk?.At ?? DateTimeOffset.MinValue;
        var lines = new List<DraftLine>();
        foreach (var promise in _promises.Where(p => (p.DueOn is null && p.Evidence.At >= since) || p.DueOn >= _facts.Today).Take(4))
        {
            var due = promise.DueOn is { } on ? $" by {Wording.Day(on, _facts.Today)}" : "";
            lines.Add(promise.Side == Side.Seller
                ? new($"I will {ToAddressee(promise.What)}{due}.", 3, [promise.Evidence], IsBullet: true)
                : new($"{Whom(promise)} will {Turned(promise)}{due}.", 2, [promise.Evidence], IsBullet: true));
        }

        if (lines.Count > 0)
            _plan.Add([new("What we agreed:", 3), .. lines]);
    }

    private string Whom(OpenPromise promise) =>
        promise.Who is not { Length: > 0 } who || (_to.Recipient.Name is { } name && Addressee.IsNamed(name, who)) ? "You" : FollowUpDrafter.Plain(Addressee.FirstOf(who));

    /// <summary>The promise as it reads in our letter: what the buyer calls "my list" is "your list" here.</summary>
    private static string Turned(OpenPromise promise) => string.Join(' ', promise.What.Split(' ').Select(w => w.ToLowerInvariant() switch
    {
        "you" => "us",
        "your" => "our",
        "me" or "us" => "you",
        "my" or "our" => "your",
        _ => w,
    }));

    /// <summary>The best of what the buyer said, one or two in a sentence each.</summary>
    private void Tell(string lead, string? after = null)
    {
        var taken = Take(_voices, _facts.Request.Style.Length == DraftLength.Long ? 3 : 2);
        if (taken.Count == 0)
            return;
        _plan.Add([new($"{Lead(lead, taken[0])}: {taken[0].Words}.", 3, [taken[0].Evidence]),
            .. taken.Skip(1).Select(v => new DraftLine($"{(Other(v) is { } who ? $"And from {who}" : "And")}: {v.Words}.", 2, [v.Evidence])),
            .. after is null ? Array.Empty<DraftLine>() : [new(after, 1)]]);
    }

    /// <summary>What the buyer said, as a list when there is more than one thing.</summary>
    private void List(List<Voice> voices, string lead)
    {
        var taken = Take(voices, _facts.Request.Style.Length switch { DraftLength.Short => 2, DraftLength.Long => 4, _ => 3 });
        if (taken.Count == 1)
            _plan.Add(new DraftLine($"{Lead(lead, taken[0])}: {taken[0].Words}.", 3, [taken[0].Evidence]));
        if (taken.Count > 1)
            _plan.Add([new($"{string.Format(CultureInfo.InvariantCulture, lead, "you")}:", 3), .. taken.Select((v, i) => new DraftLine(Other(v) is { } who ? $"{who}: {v.Words}" : v.Words, i == 0 ? 3 : 2, [v.Evidence], IsBullet: true))]);
    }

    private string Lead(string lead, Voice voice) => Other(voice) is { } who
        ? lead.Contains("{0}", StringComparison.Ordinal) ? string.Format(CultureInfo.InvariantCulture, lead, who) : $"{lead} from {who}"
        : string.Format(CultureInfo.InvariantCulture, lead, "you");

    /// <summary>The best voices that each say something else, in the order in which they were heard.</summary>
    private List<Voice> Take(List<Voice> voices, int most)
    {
        var taken = new List<Voice>();
        foreach (var voice in voices)
        {
            if (taken.Count == most)
                break;
            if (_used.Exists(u => u.Said == voice.Said) || _used.Concat(taken).Any(u => Same(u, voice)) || (taken.Count > 0 && voice.Score < taken[0].Score * 0.35))
                continue;
            taken.Add(voice);
        }

        _used.AddRange(taken);
        return [.. taken.OrderBy(v => v.Said.Order)];
    }

    private static bool Same(Voice a, Voice b)
    {
        if (a.Evidence.ActivityId == b.Evidence.ActivityId && a.Evidence.Start < b.Evidence.End && b.Evidence.Start < a.Evidence.End)
            return true;
        var (one, other) = (WordSearch.Stems(a.Said.Sentence.Tokens), WordSearch.Stems(b.Said.Sentence.Tokens));
        return one.Count(other.Contains) * 2 > Math.Min(one.Count, other.Count);
    }

    /// <summary>"You wrote", "You said", or who said it when it was somebody else.</summary>
    private string Opening(Evidence evidence) =>
        $"{SpeakerOf(evidence) ?? "You"} {(_facts.HeadOf(evidence.ActivityId)?.Kind == ActivityKind.Email ? "wrote" : "said")}";

    private string? Other(Voice voice) => voice.Retold is null ? SpeakerOf(voice.Evidence) : null;

    private string? SpeakerOf(Evidence evidence)
    {
        if (evidence.Speaker is not { Length: > 0 } speaker || speaker.Contains('@', StringComparison.Ordinal) || _to.Recipient.Name is not { } name || Addressee.IsNamed(name, speaker))
            return null;
        return FollowUpDrafter.Plain(IsFormal ? speaker : Addressee.FirstOf(speaker));
    }

    private DraftLine? MovesThePrice()
    {
        const int fewest = 5;
        if (_facts.Prices is not { Total: { } total, Lines: [{ Quantity: >= fewest, Total: { } most } largest, _, ..] } prices || most * 10 < total * 4)
            return null;
        return new($"Of the total of {prices.Money(total)}, {prices.Money(most)} are the {DealPrices.Count(largest.Quantity)} {largest.Name}, so their number is what moves the price most.", 2, Record: "deal lines");
    }

    /// <summary>Somebody else who decides, by first name.</summary>
    private string? Decider() => _facts.File.Stakeholders.FirstOrDefault(s =>
        s.Role is BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker && !(s.Contact.LeftOn <= _facts.Today) && s.Contact.Name != _to.Recipient.Name)?.Contact is { } contact
        ? FollowUpDrafter.Plain(IsFormal ? contact.Name : Addressee.FirstOf(contact.Name))
        : null;

    private static string? NotedObjection(DraftFacts facts) =>
        facts.File.Reading.Signals.FirstOrDefault(s => s.Kind == TextSignalKind.Objection && !s.Answered)?.Topic is { Length: > 0 } topic && !facts.NamesCompetitor(topic) ? topic : null;

    private void Ask(string sentence, bool close = false)
    {
        var day = AskPlanner.Say(_day.On, _facts.Today);
        var words = _day.Basis == AskBasis.Meeting && !close
            ? $"Does our {(_facts.Deal.NextMeeting!.Kind == ActivityKind.Call ? "call" : "meeting")} on {day} still suit you?"
            : string.Format(CultureInfo.InvariantCulture, sentence, day);
        _plan.Ask = new(words, 3, _day.Evidence is { } named ? [named] : null, _day.Basis switch { AskBasis.Meeting => "meeting in the calendar", AskBasis.Record => "next step, wait or agreed day on record", _ => null });
        _plan.Add(_plan.Ask);
    }
}
