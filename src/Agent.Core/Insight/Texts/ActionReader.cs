using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Something that somebody agreed to do.</summary>
/// <param name="Spoken">Where.</param>
/// <param name="From">First character of the words.</param>
/// <param name="Focus">Index of the token that commits.</param>
/// <param name="Owner">Who is to do it, or null when nobody can be told.</param>
/// <param name="DueOn">By when, or null.</param>
/// <param name="Names">False for "you will have it": what is meant was named before.</param>
/// <param name="Asked">True for a request that was taken up.</param>
internal sealed record AgreedAction(SpokenSentence Spoken, int From, int Focus, ActionOwner? Owner, DateOnly? DueOn, bool Names = true, bool Asked = false);

/// <summary>Finds what was agreed: promises ("I'll send it by Friday"), requests that were taken up, and the next steps of a note.</summary>
internal static class ActionReader
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Verbs = new()
    {
        ["do"] =
        [
            "send", "share", "forward", "email", "mail", "call", "ring", "phone", "text", "ping", "check", "ask", "find", "look", "clarify", "confirm", "verify", "get", "come", "let", "circle", "follow", "set", "schedule",
            "book", "arrange", "organise", "organize", "invite", "introduce", "connect", "loop", "bring", "prepare", "draft", "write", "put", "work", "draw", "price", "quote", "calculate", "run", "test", "try", "review", "read",
            "talk", "speak", "discuss", "present", "show", "demo", "visit", "meet", "join", "sign", "fill", "provide", "pull", "dig", "upload", "export", "order", "ship", "deliver", "create", "open", "update", "report",
            "drop", "attach", "collect", "gather", "measure", "count", "walk", "hand", "raise", "mention", "tell", "print", "copy", "return", "reply", "respond", "answer", "add", "do", "take", "give", "make", "have", "see", "start", "rework", "revise", "adjust", "move", "block", "reserve", "propose", "suggest", "submit", "coordinate", "sort", "chase", "push", "remind", "transfer", "compile", "list", "explain", "compare", "sound", "pass", "scan", "stop", "swing",
        ],
        ["sure"] = ["send", "share", "forward", "email", "mail", "call", "ring", "check", "ask", "find out", "clarify", "confirm", "verify", "get back", "come back", "get you", "get it to", "get that", "let you know", "set up", "schedule", "book", "arrange", "organise", "organize", "invite", "introduce", "connect", "loop", "prepare", "draft", "write", "put together", "draw up", "present", "dig", "follow up", "bring", "talk to", "speak to", "discuss", "review", "visit"],
    };

    private static readonly CueSet Promises = new(new[]
    {
        "(i|we) will [also|then|definitely|gladly|happily|personally|just|have to|need to|make sure|try and|try to|probably|be able to|go and|certainly|quickly] [and] (<do>|be in touch|be there)", "(i|we) (am|are) going to [also|then] <sure>", "let me [just|quickly|also] <sure>", "(i|we) (can|could|shall) [also|then|certainly|definitely|easily] <sure> .8 (by|on|before|this|next|tomorrow|today|tonight|week|monday|tuesday|wednesday|thursday|friday|now)",
        "(i|we) [have] (promise|promised|agreed|committed|owe) .2 to <do>", "(i|we) (have to|need to|must|want to) <sure> .6 (you|your)", "you will (get|have|receive|hear) [it|them|that|this|the|one|a|an] .8", "(it|the|this) .3 (will be|is) (with you|in your inbox) .6", "(i|we) will be .3 (on|by|at|this (week|month|morning|afternoon|evening)|tomorrow|next|before)", "(i|we) will (come|quote|visit|have) .8 (on|by|at|this (week|month|morning|afternoon|evening)|tomorrow|next|before)", "i am (sending|calling|booking|forwarding|meeting|talking to|speaking to|seeing) .8 (tomorrow|today|monday|tuesday|wednesday|thursday|friday|next|this)",
    }.Select(p => Cue.Parse(p, Verbs)));

    private static readonly CueSet OfOthers = new(new[]
    {
        "(he|she|they) will <do>", "^will [also] <do>", "(will|is going to|are going to|to|agreed to|promised to|promises to|wants to|should|offered to) [then|also] <sure>", "(he|she|they|will) .1 (promised|agreed) .2 <do>",
    }.Select(p => Cue.Parse(p, Verbs)));

    private static readonly CueSet Requests = new(new[]
    {
        "(could|can|would|will) you [please|maybe|also|kindly|perhaps] <sure>", "please [also] <sure>", "(would you mind|would it be possible|is it possible) .3", "(i|we) would (need|like|appreciate) .3 from you", "(send|email|mail|forward|get|give|show|call|let) (me|us) .6", "i need you to <do>", "make sure you <do>",
    }.Select(p => Cue.Parse(p, Verbs)));

    private static readonly CueSet Joint = new(new[]
    {
        "let us .1 (meet|talk|speak|schedule|book|set|do|say|reconvene|catch up|have|go|make it|plan|fix|aim|touch base|regroup|sit down|pencil)", "(shall|can|could|should) we .1 (meet|talk|speak|schedule|book|set|do|say|have|fix|plan)", "(we|i) .1 (agreed|agree) (on|to) .3", "(we|i) will (meet|talk|speak|see you)", "(meeting|call|demo|visit|workshop|session|appointment|follow up|site visit|next call|next meeting) .3 (is|on|at|for|set|booked|scheduled|agreed|fixed) .4 (monday|tuesday|wednesday|thursday|friday|tomorrow|next|#)",
    }.Select(p => Cue.Parse(p, Verbs)));

    private static readonly CueSet NoPromise = CueSet.Of(
        "i will (be honest|tell you|say|admit|give you that|let you|have to think|think about it|take your word|believe)", "(we|i) will see$", "we will see .2 (if|how|what|whether)", "let me (see|think|say|put it|be|ask you|guess|tell you|give you an example|explain|start|write that|know)", "we will (get|come) to that", "(come|get) to that", "we will have .3 (fewer|less|more|no)", "let us .3 (come back to|move on|start|talk about|look at|see|say|be honest|get|not)", "(as|like) i (said|told)", "i can tell you", "i will make a note", "(had|have) to .2 (call|check|ask) .2 (every|each|them|him|customers|back)", "i will (take|have) .2 (coffee|minute|look at that)$",
        "(bye|goodbye|good bye)", "(already|just) .1 (sent|emailed|called|booked|done|forwarded)", "if (i|we|you|they) .6 will", "let me (park|be frank|be precise|show you|add|repeat|rephrase|start|take|check my)", "let us (talk|see)", "let me ask (you|about|one|another|differently)");

    /// <summary>"At the meeting on the 2nd" tells when something was, not that there will be one.</summary>
    private static readonly CueSet Happened = CueSet.Of("(at|in|after|during|since|from|before) (the|our|that|this|a|my|their|last)");

    private static readonly CueSet Accepts = CueSet.Of("^(yes|yeah|yep|sure|ok|okay|of course|absolutely|certainly|definitely|gladly|happy to|no problem|will do|can do|you will have it|consider it|done|fine|perfect|great|works|deal|agreed|sounds good|that works|ja)", "(will do|can do|no problem|works for me|works for us|that works|sounds good|suits me|suits us|is fine|you will get it|you will have it)");

    private static readonly CueSet Now = CueSet.Of("this (afternoon|evening|morning)", "tonight", "(straight|right) away", "right after (this|the) (call|meeting)");

    private static readonly CueSet Wants = CueSet.Of("(demo|call|meeting|visit|quote|offer|proposal|send|follow up|follow|check|workshop|trial|pilot|site visit|prepare|book|schedule|revert|call back|ring|email|draft)");

    public static List<AgreedAction> Find(SummaryTalk talk)
    {
        var found = new List<AgreedAction>();
        for (var i = 0; i < talk.All.Count; i++)
        {
            if (Read(talk, i) is not { } action)
                continue;
            // "You will have it by Tuesday" after "could you send me the table?" says when the table comes.
            var asked = action.Names ? -1 : found.FindLastIndex(a => a.Asked && a.Owner?.Side == action.Owner?.Side && i - a.Spoken.Index <= Reach);
            if (asked >= 0)
                found[asked] = found[asked] with { DueOn = found[asked].DueOn ?? action.DueOn };
            else if (action.Names || action.DueOn is not null)
                found.Add(action);
        }

        return found;
    }

    /// <summary>A request further back than this many sentences is not what a pronoun means.</summary>
    private const int Reach = 12;

    /// <summary>True when the words from a token to the end of its clause name something to be done, beyond pronouns, days and manner.</summary>
    private static bool NamesAnything(SpokenSentence s, CueMatch match)
    {
        var dates = Dates.Find(s.Said.Text.Text, s.Sentence, s.Said.Text.Day);
        for (var i = match.Start; i < s.Tokens.Count; i++)
        {
            var token = s.Tokens[i];
            if (i >= match.End && (token.Kind == TokenKind.Symbol && token.Norm is "," or "." or ";" or "-" || token.Norm is "so" or "because" or "but" or "when" or "once"))
                return false;
            if (token.Norm is "call" or "ring" or "phone" or "meet" or "visit" or "reply" or "answer" or "demo" or "sign" or "order")
                return true;
            if (i >= match.End && Terms.IsContent(token) && !Handing.Contains(token.Norm) && !token.Norm.EndsWith("ly", StringComparison.Ordinal) && !dates.Any(d => i >= d.FirstToken && i < d.NextToken))
                return true;
        }

        return false;
    }

    private static readonly HashSet<string> Handing = ["send", "share", "forward", "email", "mail", "bring", "talk", "speak", "receive", "hear", "within", "week", "weeks", "day", "days", "two", "soon", "tomorrow", "today", "tonight", "by", "him", "her", "them"];

    private static AgreedAction? Read(SummaryTalk talk, int i)
    {
        var s = talk.All[i];
        var due = DueIn(s);
        if (s.Heading is { Reader: SectionReader.Actions })
            return new(s, s.From, 0, OwnerInNote(talk, i) ?? Of(s.Said), due);
        if (s.Heading is not null)
            return null;
        if (s.Said.IsReport)
            return InNote(talk, i, due);

        if (Requests.Find(s.Tokens) is [var request, ..] && (s.Sentence.IsQuestion || !Promises.Matches(s.Tokens)) && IsTakenUp(talk, i) is { } by)
            return new(s, s.From, request.Start, by, due ?? DueInReply(talk, i), Asked: true);
        // "Let me check that" puts an answer off; the question that stays open says so already.
        if (s.Sentence.IsQuestion || NoPromise.Matches(s.Tokens) || (due is null && Replies.IsPutOff(s)))
            return Joint.Find(s.Tokens) is [var asked, ..] && s.Sentence.IsQuestion && due is not null && IsTakenUp(talk, i) is not null ? new(s, s.From, asked.Start, Of(s.Said), due) : null;
        foreach (var match in Promises.Find(s.Tokens).OrderBy(m => m.Start))
        {
            if (!Statements.IsNegated(s.Tokens, match.Start) && (Statements.At(s.Sentence, match.Start, match.End) & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) == 0)
                return new(s, s.From, match.Start, Of(s.Said), due, NamesAnything(s, match));
        }

        if (Joint.Find(s.Tokens).Where(j => !Happened.Find(s.Tokens).Any(h => h.End == j.Start)).ToList() is [var joint, ..] && due is not null)
            return new(s, s.From, joint.Start, Of(s.Said), due);
        return OfOthers.Find(s.Tokens) is [var other, ..] && Named(talk, s, other.Start) is { } owner && !Statements.IsNegated(s.Tokens, other.Start) ? new(s, s.From, other.Start, owner, due) : null;
    }

    /// <summary>A note names who does what: "Jonas: demo Wed", "Greg will ring back", "Will ring back himself".</summary>
    private static AgreedAction? InNote(SummaryTalk talk, int i, DateOnly? due)
    {
        var s = talk.All[i];
        if (s.Sentence.IsQuestion || NoPromise.Matches(s.Tokens))
            return null;
        if (LabelledOwner(talk, s) is { } labelled && (due is not null || Wants.Matches(s.Tokens)))
            return new(s, s.From, 0, labelled, due);
        foreach (var cues in new[] { Promises, OfOthers })
        {
            foreach (var match in cues.Find(s.Tokens).OrderBy(m => m.Start))
            {
                if (Statements.IsNegated(s.Tokens, match.Start) || (Statements.At(s.Sentence, match.Start, match.End) & StatementStatus.Hypothetical) != 0)
                    continue;
                if (cues == OfOthers && s.Tokens[match.Start].Is("to") && Named(talk, s, match.Start) is null)
                    continue;
                if (due is null && !NamesAnything(s, match))
                    continue;
                return new(s, s.From, match.Start, OwnerInNote(talk, i) ?? (cues == Promises ? new(null, Side.Seller) : new(null, Side.Buyer)), due);
            }
        }

        return null;
    }

    private static ActionOwner Of(Qualification.Said said) =>
        new(said.Utterance.Speaker is { } name ? name : null, said.IsReport || said.Utterance.Side == Side.Seller ? Side.Seller : Side.Buyer);

    /// <summary>Who takes up a request: in an email the one it is written to, in talk the one who agrees.</summary>
    private static ActionOwner? IsTakenUp(SummaryTalk talk, int i)
    {
        var s = talk.All[i];
        if (s.Said.Text.Kind == ActivityKind.Email || s.Said.Utterance.Speaker is null)
            return new(null, s.Said.Utterance.Side == Side.Seller ? Side.Buyer : Side.Seller);
        for (var k = i + 1; k < talk.All.Count && talk.All[k].Said.Text == s.Said.Text && talk.All[k].Said.Utterance.Index <= s.Said.Utterance.Index + 2; k++)
        {
            var reply = talk.All[k];
            if (reply.Said.Utterance == s.Said.Utterance)
                continue;
            // Who says "I'll send it by Friday" makes a promise of their own, which is the better line.
            if (Promises.Matches(reply.Tokens) && !NoPromise.Matches(reply.Tokens))
                return null;
            if (Accepts.Matches(reply.Tokens))
                return PromiseFollows(talk, k) ? null : Of(reply.Said);
        }

        return null;
    }

    private static bool PromiseFollows(SummaryTalk talk, int k)
    {
        for (var n = k + 1; n < talk.All.Count && talk.All[n].Said.Utterance == talk.All[k].Said.Utterance; n++)
        {
            if (Promises.Matches(talk.All[n].Tokens) && !NoPromise.Matches(talk.All[n].Tokens))
                return true;
        }

        return false;
    }

    private static DateOnly? DueInReply(SummaryTalk talk, int i)
    {
        for (var k = i + 1; k < Math.Min(i + 4, talk.All.Count) && talk.All[k].Said.Text == talk.All[i].Said.Text; k++)
        {
            if (DueIn(talk.All[k]) is { } due)
                return due;
        }

        return null;
    }

    /// <summary>The day by which something is to be done: the last day of a period no longer than a week, Friday for a week.</summary>
    private static DateOnly? DueIn(SpokenSentence s)
    {
        var said = s.Said.Text.Day;
        var dates = Dates.Find(s.Said.Text.Text, s.Sentence, said);
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            // "Thursday the 26th" is one day, and the number says which.
            if (i + 1 < dates.Count && dates[i + 1].FirstToken - date.NextToken <= 1 && dates[i + 1].To == dates[i + 1].From && dates[i + 1].To.DayOfWeek == date.To.DayOfWeek)
                continue;
            var days = date.To.DayNumber - date.From.DayNumber;
            if (date.To < said || date.Bound == DateBound.After)
                continue;
            const int week = 7;
            if (days == 0)
                return date.To;
            if (days < week)
                return date.To.DayOfWeek == DayOfWeek.Sunday ? date.To.AddDays(-2) : date.To;
        }

        return Now.Matches(s.Tokens) ? said : null;
    }

    private static ActionOwner? OwnerInNote(SummaryTalk talk, int i)
    {
        var s = talk.All[i];
        if (LabelledOwner(talk, s) is { } labelled)
            return labelled;
        for (var t = 0; t < Math.Min(s.Tokens.Count, 4); t++)
        {
            if (Named(talk, s, t + 1) is { } named)
                return named;
            if (s.Tokens[t].Norm is "i" or "we" or "us" or "me")
                return new(null, Side.Seller);
            if (s.Tokens[t].Norm is "he" or "she" or "they" or "will" && t < 2)
                return PersonBefore(talk, i) ?? new(null, Side.Buyer);
        }

        var last = s.Tokens.Count > 1 ? Named(talk, s, s.Tokens.Count) : null;
        return last;
    }

    private static readonly HashSet<string> Labels = ["next", "then", "plan", "open", "note", "update", "action", "actions", "todo", "task", "tasks", "later", "idea"];

    /// <summary>The name at the head of a line or in brackets at its end: "Jonas: demo Wed", "quote (Ann)".</summary>
    private static ActionOwner? LabelledOwner(SummaryTalk talk, SpokenSentence s)
    {
        if (s.Tokens.Count > 2 && s.Tokens[0].Kind == TokenKind.Word && !Labels.Contains(s.Tokens[0].Norm) && s.Tokens[1].Norm is ":" or "-" or ">" && IsCapital(s, s.Tokens[0]))
            return Owner(talk, s, s.Tokens[0]);
        var skip = s.Tokens.Count > 3 && s.Tokens[0].Kind == TokenKind.Symbol ? 1 : 0;
        return skip == 1 && s.Tokens[2].Norm is ":" or "-" or ">" && IsCapital(s, s.Tokens[1]) ? Owner(talk, s, s.Tokens[1]) : null;
    }

    /// <summary>The capitalised name that ends right before a token: "Tom will", "Ann to send".</summary>
    private static ActionOwner? Named(SummaryTalk talk, SpokenSentence s, int before)
    {
        if (before < 1 || before > s.Tokens.Count)
            return null;
        var token = s.Tokens[before - 1];
        if (token.Kind != TokenKind.Word || !IsCapital(s, token) || token.Norm is "i" or "will" or "we" or "he" or "she" or "they" or "it" || Calendar.WeekdayOf(token.Norm) is not null || Calendar.MonthOf(token.Norm) is not null)
            return null;
        return before - 1 == 0 && !IsKnownName(talk, s, token) && s.Tokens.Count > before && s.Tokens[before].Norm is not ("to" or "will") ? null : Owner(talk, s, token);
    }

    private static bool IsCapital(SpokenSentence s, Token token) => token.End - token.Start > 1 && char.IsUpper(s.Said.Text.Text[token.Start]);

    private static bool IsKnownName(SummaryTalk talk, SpokenSentence s, Token token) => talk.SideOf(Word(s, token)) != Side.Unknown;

    private static ActionOwner Owner(SummaryTalk talk, SpokenSentence s, Token token)
    {
        var name = Word(s, token);
        return new(name, talk.SideOf(name) is var side and not Side.Unknown ? side : Side.Buyer);
    }

    private static string Word(SpokenSentence s, Token token) => s.Said.Text.Text[token.Start..token.End];

    private static ActionOwner? PersonBefore(SummaryTalk talk, int i)
    {
        for (var k = i - 1; k >= 0 && talk.All[k].Said.Text == talk.All[i].Said.Text; k--)
        {
            var people = talk.PeopleIn(talk.All[k]);
            if (people.Count > 0)
                return new(people[0].Name.Split(' ')[0], talk.SideOf(people[0].Name) is var side and not Side.Unknown ? side : Side.Buyer);
        }

        return null;
    }
}
