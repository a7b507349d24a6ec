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
    private readonly List<Voice> _pains;
    private readonly List<Voice> _goals;
    private readonly List<OpenPromise> _promises;
    private readonly DraftPlan _plan;
    private readonly HashSet<string> _quoted = [];

    public DraftWriter(DraftFacts facts, Addressee to, AskDay day)
    {
        (_facts, _to, _day) = (facts, to, day);
        _pains = BuyerVoice.PainsOf(facts, to.Recipient.Name);
        _goals = BuyerVoice.GoalsOf(facts, to.Recipient.Name);
        _promises = OpenPoints.PromisesOf(facts);
        _plan = new() { Subject = Subjects.Of(facts) };
    }

    private bool IsFormal => _to.IsFormal || _facts.Request.Style.Tone == DraftTone.Formal;

    private bool IsWarm => _facts.Request.Style.Tone == DraftTone.Warm && !_to.IsFormal;

    private string Today => AskPlanner.Say(_day.On, _facts.Today);

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
            default:
                HandOver();
                break;
        }

        return _plan;
    }

    private void AfterMeeting()
    {
        var talk = _facts.LastTalk!;
        var when = (_facts.Today.DayNumber - DealFacts.DayOf(talk).DayNumber) switch { 0 => "today", 1 => "yesterday", _ => $"on {Wording.Day(DealFacts.DayOf(talk), _facts.Today)}" };
        var what = talk.Kind == ActivityKind.Call ? "call" : "meeting";
        var thanks = IsFormal ? $"Thank you for the {what} {when}." : IsWarm ? $"Thank you for the {what} {when} and for speaking so openly." : $"Thanks for the {what} {when}.";
        _plan.Add(new DraftLine(thanks, 3, Record: $"{what} of {Wording.Day(DealFacts.DayOf(talk), _facts.Today)}"), Pain("What I took away", 3, talk.Id), Goal("And what you want from it", 2, talk.Id));
        AddAnswers();
        AddPromises();
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
            _plan.Add(Pain("I keep on file what you told me", 3), new DraftLine("We can pick it up from there whenever it suits you.", 2));
            Ask("Shall I close this on our side on {0}, or should it stay open?", close: true);
            return;
        }

        var useful = Useful(touches).ToList();
        _plan.Add(Pain(touches == 1 ? "I went back to what you told us" : "One more thought on what you said", 3), useful.ElementAtOrDefault(0));
        _plan.Add(useful.ElementAtOrDefault(1));
        if (_plan.Paragraphs.Count == 0)
            _plan.Add(new DraftLine(IsFormal ? "I would like to make the next step as easy as possible for you." : "I would like to make the next step easy for you.", 3));
        Ask(touches == 1 ? Proposed ? "Could we go through the proposal together on {0}?" : "Could we have a short call on {0}?" : "Would a short call on {0} help, or is somebody else the better person to ask?");
    }

    /// <summary>What a message can bring besides itself; what was already brought comes later.</summary>
    private IEnumerable<DraftLine> Useful(int touch)
    {
        var lines = new List<DraftLine>();
        if (_promises.Find(p => p.Side == Side.Seller) is { } owed)
        {
            lines.Add(new($"I still owe you something: I said I would {Turned(owed)}. You will have it by {Wording.Day(_day.On, _facts.Today)}.", 3, [owed.Evidence]));
            _plan.Gaps.Add($"We promised to {owed.What}: do it, or take the sentence out.");
        }

        if (MovesThePrice() is { } price)
            lines.Add(price);
        if (Decider() is { } decider)
            lines.Add(new($"If it helps, I can put the case on one page that you can hand to {decider}.", 2, Record: $"{decider}: role in the deal"));
        else
            lines.Add(new("If it helps, I can put the case on one page that you can pass on.", 2));
        return touch > 1 && lines.Count > 1 ? lines.Skip(lines[0].Text.StartsWith("I still owe", StringComparison.Ordinal) ? 0 : 1) : lines;
    }

    private void AnswerTheLast()
    {
        var last = _facts.Deal.LastSign;
        _plan.Add(last?.Kind == ActivityKind.Email
            ? new DraftLine($"Thank you for your message of {Wording.Day(DealFacts.DayOf(last), _facts.Today)}.", 3, Record: "last message of the buyer")
            : new DraftLine(IsFormal ? "I would like to pick up where we left off." : "Picking up where we left off.", 2));
        AddAnswers();
        _plan.Add(Pain("What you told us is still my starting point", 2), _promises.Find(p => p.Side == Side.Seller) is { } owed
            ? new DraftLine($"I said I would {Turned(owed)}; you will have it by {Wording.Day(_day.On, _facts.Today)}.", 2, [owed.Evidence]) : null);
        Ask("Could we talk about the next step on {0}?");
    }

    private void ProposalCover()
    {
        _plan.Add(new DraftLine("Here is our proposal.", 3), Pain("It starts from what you told us", 3), Goal("And it is meant for what you are after", 2));
        var prices = _facts.Prices;
        if (prices.Lines.Count > 0)
        {
            List<DraftLine> list = [new("What is in it:", 2)];
            list.AddRange(prices.Lines.Select(l => new DraftLine(prices.Say(l), 2, Record: $"deal line: {l.Name}", IsBullet: true)));
            _plan.Add(list);
        }

        if (Answers.PriceOf(_facts) is { } price)
            _plan.Add(new DraftLine($"{char.ToUpperInvariant(price.Words[0])}{(prices.Total is { } total ? $"he total is {prices.Money(total)}" : price.Words[1..])}.", 3, price.Evidence is { } e ? [e] : null, price.Record));
        else
            _plan.Gaps.Add("No price is on record for this deal: name it in the proposal.");
        _plan.Gaps.Add("Attach the proposal.");
        AddAnswers();
        Ask("Could we go through it together on {0}?");
    }

    private void ObjectionAnswer()
    {
        var objection = BuyerVoice.Objection(_facts);
        var by = Wording.Day(_day.On, _facts.Today);
        if (objection is not null)
        {
            _quoted.Add(objection.Quote);
            _plan.Add(new DraftLine($"{Opening(objection.Evidence)}: \"{objection.Quote}\".", 3, [objection.Evidence]), new DraftLine(IsFormal ? "I would like to answer that properly." : "That deserves a straight answer.", 1));
        }
        else if (NotedObjection(_facts) is { } topic)
        {
            _plan.Add(new DraftLine($"I would like to come back to your point about the {FollowUpDrafter.Plain(topic)}.", 3, Record: "objection in our notes"));
        }
        else
        {
            _plan.Gaps.Add("No clear objection is on record: say which one you answer.");
            _plan.Add(Pain("I would like to come back to what you said", 3));
        }

        var topicWords = objection is null ? [] : objection.Said.Sentence.Tokens.Select(t => t.Norm).ToHashSet();
        var (answer, gap) = Objections.Answer(_facts, objection, NotedObjection(_facts), topicWords, by);
        if (gap is not null)
            _plan.Gaps.Add(gap);
        _plan.Add(answer);
        AddAnswers(objection?.Said);
        _plan.Add(Pain("What I keep in view is the reason you gave for all this", 1));
        Ask("Could we talk it through on {0}?");
    }

    private void ReEngage()
    {
        var opening = _day is { Basis: AskBasis.Buyer, Evidence: { } named } && BuyerVoice.Cut(_facts, FindSaid(named), null) is { } words
            ? new DraftLine($"{Opening(words)}: \"{words.Quote}\". So here I am.", 3, [words])
            : new DraftLine(IsFormal ? "We spoke about this some time ago, and I would like to take it up again if the time is right." : "It has been a while, so I will be brief.", 3);
        if (opening.Evidence is { Count: > 0 } said)
            _quoted.Add(said[0].Quote);
        _plan.Add(opening, Pain("What you told us then", 3), Goal("And what you were after", 2));
        AddAnswers();
        _plan.Add(new DraftLine(IsFormal ? "If it is still a topic, we can start from there; if it is not, a short no is welcome too." : "If it is still a topic, we start from there; if not, a short no is fine.", 2));
        Ask("Is a short call on {0} worth your time?");
    }

    private void HandOver()
    {
        _plan.Add(new DraftLine(IsWarm ? "Thank you for your order, and welcome." : "Thank you for your order.", 3), Pain("I am passing on to the people who do the work what you told us", 3), Goal("And what it has to do for you", 2));
        if (_facts.Prices.Lines.Count > 0)
        {
            List<DraftLine> list = [new("What you get:", 2)];
            list.AddRange(_facts.Prices.Lines.Select(l => new DraftLine($"{DealPrices.Count(l.Quantity)} {l.Name}", 2, Record: $"deal line: {l.Name}", IsBullet: true)));
            _plan.Add(list);
        }

        AddAnswers();
        AddPromises();
        _plan.Gaps.Add("Who looks after them from now on is not on record: name the account manager.");
        Ask("Could we hold the kick-off on {0}?");
    }

    private bool Proposed => _facts.File.Activities.Any(a => a.At <= _facts.Deal.Now && _facts.ExchangeOf(a.Id) == Exchange.Outbound && (Mentions(a.Subject) || Mentions(a.Snippet)));

    private static bool Mentions(string text) => WordSearch.Contains(text, "proposal") || WordSearch.Contains(text, "offer") || WordSearch.Contains(text, "quote");

    private void AddAnswers(Qualification.Said? except = null)
    {
        var points = OpenPoints.Of(_facts).Where(p => p.Said != except && _quoted.Add(p.Evidence.Quote)).ToList();
        _plan.Add(Answers.To(_facts, points, _day.On, _plan.Gaps));
    }

    private void AddPromises()
    {
        var lines = new List<DraftLine>();
        foreach (var promise in _promises.Where(p => p.DueOn is null || p.DueOn >= _facts.Today).Take(4))
        {
            var due = promise.DueOn is { } on ? $" by {Wording.Day(on, _facts.Today)}" : "";
            lines.Add(promise.Side == Side.Seller
                ? new($"I will {Turned(promise)}{due}.", 2, [promise.Evidence], IsBullet: true)
                : new($"{Whom(promise)} will {Turned(promise)}{due}.", 2, [promise.Evidence], IsBullet: true));
        }

        if (lines.Count > 0)
            _plan.Add([new("What we agreed:", 2), .. lines]);
    }

    private string Whom(OpenPromise promise) =>
        promise.Who is not { Length: > 0 } who || (_to.Recipient.Name is { } name && Addressee.IsNamed(name, who)) ? "You" : FollowUpDrafter.Plain(Addressee.FirstOf(who));

    /// <summary>The promise as it reads in our letter: what the buyer calls "my list" is "your list" here.</summary>
    private static string Turned(OpenPromise promise)
    {
        if (promise.Side != Side.Buyer)
            return promise.What;
        return string.Join(' ', promise.What.Split(' ').Select(w => w.ToLowerInvariant() switch
        {
            "you" => "us",
            "your" => "our",
            "me" or "us" => "you",
            "my" or "our" => "your",
            _ => w,
        }));
    }

    private DraftLine? Pain(string lead, int weight, ActivityId? from = null) => Quote(from is null ? _pains : [.. _pains.OrderByDescending(p => p.Said.Text.Id == from)], lead, weight) ?? Quote(_goals, lead, weight);

    private DraftLine? Goal(string lead, int weight, ActivityId? from = null) => Quote(from is null ? _goals : [.. _goals.OrderByDescending(p => p.Said.Text.Id == from)], lead, weight);

    private DraftLine? Quote(List<Voice> voices, string lead, int weight)
    {
        var voice = voices.Find(v => !_quoted.Any(q => q.Contains(v.Quote, StringComparison.Ordinal) || v.Quote.Contains(q, StringComparison.Ordinal)));
        if (voice is null)
            return null;
        _quoted.Add(voice.Quote);
        var whose = SpeakerOf(voice.Evidence) is { } other ? $" ({other})" : "";
        return new($"{lead}{whose}: \"{voice.Quote}\".", weight, [voice.Evidence]);
    }

    /// <summary>"You wrote", "You said", or who said it when it was somebody else.</summary>
    private string Opening(Evidence evidence)
    {
        var wrote = _facts.HeadOf(evidence.ActivityId)?.Kind == ActivityKind.Email;
        return $"{SpeakerOf(evidence) ?? "You"} {(wrote ? "wrote" : "said")}";
    }

    private string? SpeakerOf(Evidence evidence)
    {
        if (evidence.Speaker is not { Length: > 0 } speaker || speaker.Contains('@', StringComparison.Ordinal) || _to.Recipient.Name is not { } name || Addressee.IsNamed(name, speaker))
            return null;
        return FollowUpDrafter.Plain(Addressee.FirstOf(speaker));
    }

    private Qualification.Said FindSaid(Evidence evidence)
    {
        var text = _facts.Texts.Texts.First(t => t.Id == evidence.ActivityId);
        var utterance = text.Utterances.First(u => u.Start <= evidence.Start && u.End >= evidence.End);
        return new(text, utterance, utterance.Sentences.First(s => s.Start == evidence.Start), 0);
    }

    private DraftLine? MovesThePrice()
    {
        if (_facts.Prices is not { Total: { } total, Lines: [{ Quantity: > 1, Total: { } most } largest, _, ..] } prices || most * 10 < total * 4)
            return null;
        return new($"Of the total of {prices.Money(total)}, {prices.Money(most)} are the {DealPrices.Count(largest.Quantity)} {largest.Name}, so their number is what moves the price most.", 2, Record: "deal lines");
    }

    /// <summary>Somebody else who decides, by first name.</summary>
    private string? Decider() => _facts.File.Stakeholders.FirstOrDefault(s =>
        s.Role is BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker && !(s.Contact.LeftOn <= _facts.Today) && s.Contact.Name != _to.Recipient.Name)?.Contact is { } contact
        ? FollowUpDrafter.Plain(_to.IsFormal ? contact.Name : Addressee.FirstOf(contact.Name))
        : null;

    private static string? NotedObjection(DraftFacts facts) =>
        facts.File.Reading.Signals.FirstOrDefault(s => s.Kind == TextSignalKind.Objection && !s.Answered)?.Topic is { Length: > 0 } topic && !facts.NamesCompetitor(topic) ? topic : null;

    private void Ask(string sentence, bool close = false)
    {
        var words = _day.Basis switch
        {
            AskBasis.Meeting when !close => $"Does our {(_facts.Deal.NextMeeting!.Kind == ActivityKind.Call ? "call" : "meeting")} on {Today} still suit you?",
            _ => string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, Today),
        };
        _plan.Ask = new(words, 3, _day.Evidence is { } named ? [named] : null, _day.Basis switch { AskBasis.Meeting => "meeting in the calendar", AskBasis.Record => "next step or wait on record", _ => null });
        _plan.Add(_plan.Ask);
    }
}
