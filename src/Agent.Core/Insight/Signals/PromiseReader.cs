using System.Collections.Frozen;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>What it takes to keep a promise.</summary>
internal enum PromiseKind
{
    /// <summary>Something is handed over.</summary>
    Send,

    /// <summary>Word is to be had from them.</summary>
    Reply,

    /// <summary>A talk is arranged or held.</summary>
    Meet,

    /// <summary>Anything else.</summary>
    Do,
}

/// <summary>A promise as it was found, before it is known whether it was kept.</summary>
internal sealed record FoundPromise(SpokenPromise Promise, PromiseKind Kind, int Order, ReadActivity Text, FrozenSet<string> Content);

/// <summary>
/// Finds promises: "I'll send you the draft by Friday", "let me check with legal", "can you send it?" answered with "sure". What is
/// denied, imagined, made to depend on something, or only foreseen ("we will see") is none.
/// </summary>
internal static class PromiseReader
{
    private const int MostWords = 9;

    private static readonly (PromiseKind Kind, string Verbs)[] Verbs =
    [
        (PromiseKind.Send, "send|email|mail|forward|share|provide|prepare|draft|circulate|deliver|upload|submit|return|write up|put together|pull together|work out|drop you|shoot you|get you|get that|get this|get it|pass on|pass along|hand over|finalize|finalise|adjust|revise|correct|sign"),
        (PromiseKind.Reply, "get back|come back|circle back|revert|report back|check|ask|find out|clarify|confirm|let you know|let us know|look into|review|read|go through|look at|take a look|have a look|discuss|talk to|talk with|speak to|speak with|raise|verify|give you .3 (answer|feedback|decision|update|number|numbers|price)|respond|reply|answer|update you|decide|run it by|run this by|run that by|take it to|take this to|bring it to|consult"),
        (PromiseKind.Meet, "schedule|book|set up|arrange|organize|organise|call you|give you a call|call back|call|invite|ring you|find a time|find a slot"),
        (PromiseKind.Do, "introduce|connect you|loop in|involve|bring in|reach out|follow up|talk internally|push .3 through|escalate|order|test|try it|fill in|fill out|complete|include|fix|approve|get .3 approval|get .3 sign off"),
    ];

    private static readonly TopicCues Cues = new([.. Verbs.Select(v => (v.Kind.ToString(), Patterns(v.Verbs))), (PromiseKind.Send.ToString(), ["you will [then] (have|get|receive) [it|them|that|this|the|a|an|our|your|two|both|all] .1"])]);

    private static readonly TopicCues Requests = new([.. Verbs.Where(v => v.Kind != PromiseKind.Do).Select(v => (v.Kind.ToString(), new[] { $"(can|could|would|will) you [please|maybe|also|just|possibly|quickly] ({v.Verbs})" }))]);

    private static readonly FrozenSet<string> EndsWhat = new[]
    {
        "so", "because", "but", "once", "after", "when", "before", "until", "till", "by", "as", "then", "since", "which", "where", "while", "if", "unless", "asap", "shortly", "soon", "immediately", "today", "tomorrow", "tonight", "this", "next", "on", "in", "within", "during", "later", "right", "first",
        "monday", "tuesday", "wednesday", "thursday", "friday",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Objects = new[] { "you", "me", "us", "over", "please" }.ToFrozenSet();

    private static readonly FrozenSet<string> Plain = new[]
    {
        "the", "and", "with", "for", "you", "your", "our", "that", "this", "them", "then", "from", "about", "into", "some", "more", "also", "back", "come", "confirm", "review", "with", "over", "will", "what", "have", "look",
        "give", "call", "schedule", "know", "internally", "team", "everything", "anything", "something", "information", "details", "quick", "short", "answer", "write", "together", "week", "today", "tomorrow", "circulate", "discuss", "speak", "talk", "other", "latest", "updated", "revised", "final", "find",
    }.ToFrozenSet();

    private static readonly CueSet Foreseen = CueSet.Of("(i|we) will (see|be|need|have to)", "we will (use|want|probably need)", "i will (call it|call you (bob|that))", "let me (share my screen|ask you|check if you|check you)", "(share|provide|give) .2 (bit|more|little) .1 (about|on|of)", "(sign up|check in|check out|push .2 (start|button|people|users|back))", "(i|we) will (discuss|review|look at|go through|talk|check|include|test|share) .6 (today|in this call|in a (minute|moment|second)|now)$");

    /// <summary>Promises in the order they were given.</summary>
    public static List<FoundPromise> Read(Conversation talk)
    {
        var found = new List<FoundPromise>();
        FoundPromise? asked = null;
        foreach (var line in talk.Lines)
        {
            if (line.Said.Utterance.Side == Side.Unknown)
                continue;
            var before = found.Count;
            if (line.Said.Sentence.IsQuestion)
                ReadRequest(line, found);
            else
                ReadStatement(line, found);
            for (var i = before; asked is not null && i < found.Count; i++)
                found[i] = Resolve(found[i], asked);
            asked = Request(line) ?? asked;
        }

        return found;
    }

    /// <summary>What the other side is asked to hand over in a sentence; null when nothing is named.</summary>
    private static FoundPromise? Request(Line line)
    {
        if (line.Said.IsReport || HasCondition(line.Tokens) || Requests.Find(line.Tokens).Where(r => r.Topic == nameof(PromiseKind.Send)).Select(r => (CueMatch?)r.Match).FirstOrDefault() is not { } match)
            return null;
        var side = line.Said.Utterance.Side == Side.Buyer ? Side.Seller : Side.Buyer;
        var (request, _) = Take(line, PromiseKind.Send, side, match.Start, VerbAt(line.Tokens, match), match.End);
        return request is { Promise.SpeaksForItself: true } ? request : null;
    }

    /// <summary>"You will have it by Tuesday" after "could you send me the table?" promises the table.</summary>
    private static FoundPromise Resolve(FoundPromise promise, FoundPromise asked)
    {
        const int reach = 12;
        return promise.Kind == PromiseKind.Send && !promise.Promise.SpeaksForItself && promise.Promise.By == asked.Promise.By && promise.Order - asked.Order <= reach
            ? promise with { Promise = promise.Promise with { What = asked.Promise.What }, Content = asked.Content }
            : promise;
    }

    private static string[] Patterns(string verbs) =>
    [
        $"(i|we) (will|shall) [also|then|definitely|certainly|gladly|happily|just|personally|still|of course|try to|make sure to|be sure to|quickly|go|go and|absolutely] ({verbs})",
        $"(i am|we are) going to ({verbs})",
        $"let me [also|just|quickly] ({verbs})",
        $"(i|we) (promise|promised|commit|agree|agreed) to ({verbs})",
        $"(he|she|they|customer|client|prospect|buyer) (will|is going to|are going to|wants to|promised to|agreed to|said .1 will|promised .2 will) [also|then] ({verbs})",
        $"^will ({verbs})",
    ];

    private static void ReadStatement(Line line, List<FoundPromise> found)
    {
        var said = line.Said;
        var tokens = line.Tokens;
        if (tokens.Count < 3 || Cues.Find(tokens) is not { Count: > 0 } cues || HasCondition(tokens) || Foreseen.Matches(tokens) || (Statements.OfSentence(said.Sentence) & StatementStatus.Sarcastic) != 0)
            return;
        var next = 0;
        foreach (var (kind, match) in cues.OrderBy(m => m.Match.Start).ThenByDescending(m => m.Match.End))
        {
            if (match.Start < next || (Statements.At(said.Sentence, match.Start, match.End) & (StatementStatus.Negated | StatementStatus.Hypothetical)) != 0)
                continue;
            var side = SideOf(line, match);
            if (side == Side.Unknown || !IsPlainSubject(tokens, match))
                continue;
            var first = VerbAt(tokens, match);
            var (promise, end) = Take(line, Enum.Parse<PromiseKind>(kind), side, match.Start, first, match.End);
            if (promise is not null)
                found.Add(promise);
            next = end;
        }
    }

    /// <summary>A request that the other side says yes to is a promise of theirs.</summary>
    private static void ReadRequest(Line line, List<FoundPromise> found)
    {
        var said = line.Said;
        if (said.IsReport || Requests.Find(line.Tokens) is not { Count: > 0 } requests || HasCondition(line.Tokens))
            return;
        foreach (var (kind, match) in requests.Take(1))
        {
            if (Dialogue.ReplyTo(said.Text, said.Utterance.Index, out var reply) != Reply.Yes || reply is null || reply.Side == Side.Unknown || reply.Side == said.Utterance.Side)
                return;
            var (promise, _) = Take(line, Enum.Parse<PromiseKind>(kind), reply.Side, match.Start, VerbAt(line.Tokens, match), match.End);
            if (promise is not null)
                found.Add(promise with { Promise = promise.Promise with { Who = reply.Speaker } });
        }
    }

    private static Side SideOf(Line line, CueMatch match)
    {
        var subject = line.Tokens[match.Start].Norm;
        var theirs = subject is "he" or "she" or "they" or "customer" or "client" or "prospect" or "buyer";
        // Only a note of ours tells of the buyer in the third person; elsewhere "they" may be anybody.
        if (theirs)
            return line.Said.IsReport && line.Said.Utterance.Side == Side.Seller ? Side.Buyer : Side.Unknown;
        return line.Said.Utterance.Side;
    }

    /// <summary>"The system that we will send": a promise begins its clause.</summary>
    private static bool IsPlainSubject(TokenList tokens, CueMatch match) =>
        match.Start == 0 || tokens[match.Start - 1].Norm is not ("that" or "which" or "what" or "when" or "how" or "where" or "whether" or "until" or "before" or "than" or "hope" or "think" or "guess")
        || (match.Start > 1 && tokens[match.Start - 1].Norm is "that" && tokens[match.Start - 2].Norm is "promise" or "confirm" or "said" or "me");

    private static int VerbAt(TokenList tokens, CueMatch match)
    {
        for (var i = match.Start; i < match.End; i++)
        {
            if (tokens[i].Norm is "i" or "we" or "will" or "shall" or "am" or "are" or "is" or "going" or "to" or "let" or "me" or "us" or "also" or "then" or "definitely" or "certainly" or "gladly" or "happily" or "just" or "personally" or "still" or "of" or "course" or "try" or "make" or "sure"
                or "be" or "quickly" or "go" or "and" or "absolutely" or "promise" or "promised" or "commit" or "agree" or "agreed" or "he" or "she" or "they" or "customer" or "client" or "prospect" or "buyer" or "wants" or "said" or "can" or "could" or "would" or "you" or "please" or "maybe" or "possibly"
                && !(tokens[i].Norm is "go" && i + 1 < match.End && tokens[i + 1].Norm is "through") && !(tokens[i].Norm is "try" && i + 1 < match.End && tokens[i + 1].Norm is "it"))
                continue;
            return i;
        }

        return match.End - 1;
    }

    private static (FoundPromise? Promise, int End) Take(Line line, PromiseKind kind, Side side, int start, int verb, int verbEnd)
    {
        var said = line.Said;
        var tokens = line.Tokens;
        var date = DateOf(line, start);
        var end = verbEnd;
        while (end < tokens.Count && end - verb < MostWords && !EndsAt(tokens, end, date) && (end == verbEnd || !IsNextClause(tokens, end)))
            end++;
        // "Send it the day before": the day belongs to the time, not to the thing.
        if (end - 2 > verbEnd - 1 && end < tokens.Count && tokens[end].Norm is "before" or "after" && tokens[end - 1].Norm is "day" or "week" or "evening" or "morning" && tokens[end - 2].Norm is "the")
            end -= 2;
        while (end > verbEnd && tokens[end - 1].Norm is "the" or "a" or "an" or "and" or "or" or "to" or "of" or "for" or "with" or "at" or "," or "-")
            end--;
        var words = new List<string>();
        for (var i = verb; i < end; i++)
        {
            if (!(Objects.Contains(tokens[i].Norm) && i > verb && i <= verbEnd + 1) && tokens[i].Kind != TokenKind.Symbol)
                words.Add(Word(said.Text.Text, tokens, i, end));
        }

        while (words.Count > 1 && (words[^1] is "to" or "with" or "at" or "for" or "by" or "from" or "in" or "the" or "you" or "me" or "us"))
            words.RemoveAt(words.Count - 1);
        var what = string.Join(' ', words.Where(w => w.Length > 0));
        if (what.Length == 0 || (kind is PromiseKind.Send && words.Count < 2))
            return (null, end);
        // To the end of the sentence: what is promised may be named only there.
        var evidence = said.Text.Quote(said.Utterance, tokens[start].Start, said.Sentence.End);
        var due = date?.Deadline;
        var content = tokens.Skip(verbEnd).Take(end - verbEnd).Where(t => t.Kind == TokenKind.Word && t.Norm.Length >= 4 && !Plain.Contains(t.Norm)).Select(t => Stem(t.Norm)).ToFrozenSet();
        return (new(new(side, said.IsReport && side == Side.Buyer ? null : said.Utterance.Speaker, what, due, evidence, false), kind, said.Order, said.Text, content), end);
    }

    /// <summary>The written word; both halves of a contraction belong to one.</summary>
    private static string Word(string text, TokenList tokens, int i, int end)
    {
        if (i > 0 && tokens[i - 1].End == tokens[i].Start)
            return "";
        var last = i;
        while (last + 1 < end && tokens[last + 1].Start == tokens[last].End && tokens[last + 1].Kind != TokenKind.Symbol)
            last++;
        return text[tokens[i].Start..tokens[last].End];
    }

    public static string Stem(string word) => word.Length > 4 && word.EndsWith('s') ? word[..^1] : word;

    private static bool EndsAt(TokenList tokens, int i, DateMention? date) =>
        (tokens[i].Kind == TokenKind.Symbol && tokens[i].Norm is not ("&" or "/" or "(" or "'")) || EndsWhat.Contains(tokens[i].Norm) && !(tokens[i].Norm is "this" or "right" or "first" or "in" or "on" && (date is null || i < date.FirstToken - 1) && tokens[i].Norm is "this" or "on" or "in" or "first")
        || (date is not null && i >= date.FirstToken && i < date.NextToken);

    private static bool IsNextClause(TokenList tokens, int i) =>
        tokens[i].Norm is "and" or "or" && i + 1 < tokens.Count && tokens[i + 1].Norm is "i" or "we" or "you" or "then" or "let" or "get" or "come" or "send" or "see" or "if" or "he" or "she" or "they" or "will" or "it";

    /// <summary>The first day named after the promise begins, else the one before it: "by Friday I will send …". Days of the thing itself ("from Tuesday") are none.</summary>
    private static DateMention? DateOf(Line line, int start)
    {
        var dates = Dates.Find(line.Said.Text.Text, line.Said.Sentence, line.Said.Text.Day)
            .Where(d => d.Deadline >= line.Said.Text.Day && !(d.FirstToken > 0 && line.Tokens[d.FirstToken - 1].Norm is "from" or "since" or "of" or "last"));
        DateMention? before = null;
        foreach (var date in dates)
        {
            if (date.FirstToken >= start)
                return date;
            before = date;
        }

        return before;
    }

    /// <summary>"If you like, I will …", "unless …": nothing is promised yet. "Check if …" only asks.</summary>
    private static bool HasCondition(TokenList tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Norm is "unless" or "otherwise" || (tokens[i].Norm is "should" && i == 0) || (tokens[i].Norm is "case" && i > 0 && tokens[i - 1].Is("in")))
                return true;
            if (tokens[i].Norm is "if" && !(i + 1 < tokens.Count && tokens[i + 1].Norm is "possible") && !(i > 0 && tokens[i - 1].Norm is "see" or "check" or "know" or "ask" or "out" or "confirm" or "clarify" or "verify" or "and" or "them" or "him" or "her" or "legal" or "team" or "it" or "internally"))
                return true;
        }

        return false;
    }
}
