using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>What the buyer asked or asked for and nobody of us has answered since.</summary>
/// <param name="Said">The sentence.</param>
/// <param name="Evidence">Its words.</param>
/// <param name="IsQuestion">True for a question, false for a request.</param>
/// <param name="Retold">The question as our record tells it, "when the hotline is open"; null for the buyer's own words.</param>
internal sealed record OpenPoint(Said Said, Evidence Evidence, bool IsQuestion, string? Retold = null)
{
    /// <summary>As it stands in a draft.</summary>
    public string Words => Retold ?? $"\"{Evidence.Quote}\"";
}

/// <summary>Something that one side said they would do, as a phrase that follows "will".</summary>
/// <param name="Side">Whose promise.</param>
/// <param name="Who">The person as the source names them, or null.</param>
/// <param name="What">"send the validation pack".</param>
/// <param name="DueOn">By when, or null.</param>
/// <param name="Evidence">The words.</param>
internal sealed record OpenPromise(Side Side, string? Who, string What, DateOnly? DueOn, Evidence Evidence);

/// <summary>Reads what is still open between the buyer and us.</summary>
internal static partial class OpenPoints
{
    private const int MostWords = 24;
    private const int RecentDays = 30;

    private static readonly CueSet Requests = CueSet.Of(
        "(please|kindly) .2 (send|share|confirm|provide|tell|let|add|include|forward|explain|clarify|give|attach|quote|state|name)", "^(send|give|share|drop|put|state|confirm|tell|show|quote) (me|us|the|it|that|this)", "(send|give|share) (me|us)", "say again", "and put", "(i|we) .2 need .3 (from you|in writing|the following|to know)", "let (me|us) know (if|whether|what|how|when|which)",
        "(i|we) would .1 (like|love|want) to (know|see|understand|have (a|an|the|your|more|some))", "(we|i) (are|am) [still] (waiting|missing)", "can you", "could you", "would you");

    private static readonly CueSet SmallTalk = CueSet.Of("how are you", "how (is|was) .3 (weekend|holiday|trip|family|flight)", "^(right|ok|okay|really|sorry|pardon|hello|yes|no|and|so|what)$", "can you hear", "do you hear", "you know$", "are you (there|well)", "does that make sense");

    private static readonly CueSet Deferring = CueSet.Of(
        "(find out|check|look into|come back|get back|clarify|have to ask|need to ask|let me ask|ask our|not sure|do not know|by email|in writing|send you|follow up|get you|you will get|you will have|bring)");

    private static readonly CueSet Rhetorical = CueSet.Of("(am i|are we) (meant|supposed) to", "who needs", "(christmas|easter) day", "seriously", "how (hard|difficult) can", "why (on earth|would i|should we)", "who (is|are) going to");

    /// <summary>Asks for a call on another day, which the ask takes up.</summary>
    private static readonly CueSet CallLater = CueSet.Of("(ring|call|try|shout|ping|contact) (me|us|again)", "come back (to me|in|after|later)", "get in touch .2 (in|after|again)");

    private static readonly CueSet Fact = CueSet.Of("(confirm|state|put|summary|line|name) .6 (in|into|with|frame|date|day|month|price|number|figure|budget)");

    private static readonly CueSet Promising = CueSet.Of("(i|we) will", "(i|we) (am|are) going to", "let me (send|check|find|get|ask)", "(i|we) (can|could) (send|share|forward)", "(i|we) (promised|agreed|offered) .1 to", "you will (have|get)");

    private static readonly HashSet<string> Doing =
    [
        "send", "share", "add", "put", "prepare", "check", "forward", "bring", "provide", "ask", "organise", "organize", "include", "draft", "write", "set", "book", "arrange", "confirm", "introduce",
        "review", "discuss", "collect", "update", "test", "sign", "invite", "clarify", "deliver", "install", "schedule", "show", "email", "mail", "calculate", "compare", "attach", "involve",
    ];

    private static readonly HashSet<string> Vague = ["it", "that", "this", "them", "those", "him", "her", "there", "everything", "something", "he", "she", "they"];

    /// <summary>True for a sentence that wants something of us.</summary>
    public static bool IsRequest(Said said) => Requests.Matches(said.Sentence.Tokens);

    /// <summary>The same of a few words.</summary>
    public static bool IsRequest(string words) => RequestWords().IsMatch(words);

    /// <summary>True for words that put an answer off.</summary>
    public static bool IsDeferring(Said said) => Deferring.Matches(said.Sentence.Tokens);

    /// <summary>Questions and requests that our messages since do not speak of, in the order they were put.</summary>
    public static List<OpenPoint> Of(DraftFacts facts)
    {
        var points = new List<OpenPoint>();
        var newest = facts.ByBuyer.LastOrDefault()?.Text;
        foreach (var said in facts.ByBuyer.Where(s => s.Text == newest || facts.Today.DayNumber - s.Text.Day.DayNumber <= RecentDays))
        {
            var isRequest = Requests.Matches(said.Sentence.Tokens);
            if ((!said.Sentence.IsQuestion && !isRequest) || said.Sentence.Tokens.Count < 3 || SmallTalk.Matches(said.Sentence.Tokens) || Rhetorical.Matches(said.Sentence.Tokens) || CallLater.Matches(said.Sentence.Tokens))
                continue;
            if (AnsweredSince(facts, said) || (said.Text.Kind != ActivityKind.Email && !IsWorthRepeating(facts, said)))
                continue;
            var around = isRequest ? Requests.Find(said.Sentence.Tokens)[0].Start : (int?)null;
            if (BuyerVoice.Cut(facts, said, around, MostWords, 3) is { } evidence)
                points.Add(new(said, evidence, said.Sentence.IsQuestion));
        }

        foreach (var said in facts.Records.Where(s => s.Text.Id == facts.LastTalk?.Id))
        {
            if (Reported.Asked(said) is { } asked)
                points.Add(new(said, said.Quote, true, asked));
        }

        return [.. points.DistinctBy(p => p.Evidence.Quote).TakeLast(4)];
    }

    /// <summary>Promises that nothing shows to be kept: those that the reading of the deal found, else those of the last talk.</summary>
    public static List<OpenPromise> PromisesOf(DraftFacts facts)
    {
        if (facts.File.Reading.Promises.Count > 0)
        {
            return [.. facts.File.Reading.Promises
                .Where(p => !p.Kept && p.SpeaksForItself && p.Evidence.At <= facts.Deal.Now && IsShared(facts, p.Evidence.ActivityId) && !facts.NamesCompetitor(p.What))
                .Select(p => new OpenPromise(p.By, p.Who, p.What.TrimEnd('.', ' '), p.DueOn, p.Evidence))];
        }

        var promises = new List<OpenPromise>();
        foreach (var said in facts.Said.Where(s => s.ByBuyer || s.BySeller))
        {
            if (Read(facts, said) is { } promise && !IsKept(facts, said, promise.What))
                promises.Add(promise);
        }

        return [.. promises.DistinctBy(p => p.What).TakeLast(6)];
    }

    private static bool IsShared(DraftFacts facts, ActivityId id) => facts.HeadOf(id) is { Kind: not ActivityKind.Note } && facts.ExchangeOf(id) is Exchange.Inbound or Exchange.Outbound or Exchange.TwoWay;

    /// <summary>One of our later messages that speaks of the same thing, or that says so much that it will have answered.</summary>
    private static bool AnsweredSince(DraftFacts facts, Said said)
    {
        var asked = WordSearch.Stems(said.Sentence.Tokens);
        var later = facts.ByUs.Where(s => s.Text.At > said.Text.At && s.Text.Kind == ActivityKind.Email && !s.Sentence.IsQuestion).ToList();
        return later.Any(s => !Deferring.Matches(s.Sentence.Tokens) && (WordSearch.Stems(s.Sentence.Tokens).Overlaps(asked) || s.Sentence.Tokens.Any(t => t.Norm is "attached" or "enclosed")));
    }

    /// <summary>In a talk most questions are answered on the spot; worth repeating is what we put off, and what we answered with a day or a number.</summary>
    private static bool IsWorthRepeating(DraftFacts facts, Said said)
    {
        if (said.Text.Id != facts.LastTalk?.Id)
            return false;
        var reply = facts.Said.Where(s => s.Order > said.Order && s.Text == said.Text).SkipWhile(s => s.Utterance == said.Utterance).TakeWhile(s => s.BySeller).ToList();
        if (!said.Sentence.IsQuestion)
            return !reply.Exists(s => Promising.Matches(s.Sentence.Tokens) && !Deferring.Matches(s.Sentence.Tokens)) || Fact.Matches(said.Sentence.Tokens);
        return reply.Exists(s => Deferring.Matches(s.Sentence.Tokens) || s.Sentence.Tokens.Any(t => t.Kind == TokenKind.Number) || Dates.Find(s.Text.Text, s.Sentence, s.Text.Day).Count > 0);
    }

    private static OpenPromise? Read(DraftFacts facts, Said said)
    {
        var tokens = said.Sentence.Tokens;
        if (said.Sentence.IsQuestion)
            return null;
        foreach (var match in Promising.Find(tokens))
        {
            var verb = match.End;
            while (verb < tokens.Count && tokens[verb].Norm is "also" or "then" or "just" or "gladly" or "personally")
                verb++;
            if (match.Start > 0 && tokens[match.Start - 1].Norm is "if" or "think" or "hope" or "guess")
                continue;
            if (tokens[match.End - 1].Norm is "send" or "check" or "find" or "get" or "ask" or "share" or "forward")
                verb = match.End - 1;
            // "You'll have the two logins on Thursday" is "send the two logins".
            var isDelivery = tokens[match.Start].Norm is "you" && tokens[match.End - 1].Norm is "have" or "get";
            if (isDelivery && said.ByBuyer)
                continue;
            if (isDelivery)
                verb = match.End - 1;
            if (verb >= tokens.Count || !isDelivery && !Doing.Contains(tokens[verb].Norm) || (Statements.At(said.Sentence, verb, verb + 1) & (StatementStatus.Negated | StatementStatus.Hypothetical)) != 0)
                continue;
            var due = Dates.Find(said.Text.Text, said.Sentence, said.Text.Day).FirstOrDefault(d => d.FirstToken > verb && d.From == d.To);
            var end = verb + 1;
            while (end < tokens.Count && !EndsPhrase(tokens, end) && (due is null || end < FirstOf(tokens, due)))
                end++;
            while (end > verb + 1 && tokens[end - 1].Norm is "by" or "on" or "until" or "before" or "after" or "the" or "and" or "at" or "to" or "with" or "from" or "of" or "about" or "or")
                end--;
            if (end - verb < 2 || end - verb > 14)
                continue;
            var words = tokens.Skip(verb).Take(end - verb).ToList();
            if (words.Exists(t => Vague.Contains(t.Norm)))
                continue;
            var what = said.Text.Text[tokens[verb].Start..tokens[end - 1].End];
            if (isDelivery)
                what = $"send {said.Text.Text[tokens[verb + 1].Start..tokens[end - 1].End]}";
            if (!facts.NamesCompetitor(what) && !what.Contains('\n') && !what.Contains('"'))
                return new(said.ByBuyer ? Side.Buyer : Side.Seller, said.Utterance.Speaker, what, due?.To, said.Quote);
        }

        return null;
    }

    [GeneratedRegex(@"\b(please|kindly|send|let me|can you|could you|put|state|confirm|tell)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RequestWords();

    private static int FirstOf(TokenList tokens, DateMention due) =>
        due.FirstToken > 0 && tokens[due.FirstToken - 1].Norm is "by" or "on" or "until" or "before" or "this" or "next" ? due.FirstToken - 1 : due.FirstToken;

    private static bool EndsPhrase(TokenList tokens, int i) =>
        (tokens[i].Kind == TokenKind.Symbol && tokens[i].Norm is "," or "." or ";" or "!" or "?" or ":" or "-" or "–" or "—" or "(")
        || tokens[i].Norm is "because" or "but" or "so" or "when" or "once" or "if" or "today" or "tomorrow" or "tonight" or "this" or "later"
        || (tokens[i].Is("and") && i + 1 < tokens.Count && (tokens[i + 1].Norm is "i" or "we" or "you" or "then" || Doing.Contains(tokens[i + 1].Norm)));

    /// <summary>A later message or talk of the same side that speaks of the same thing.</summary>
    private static bool IsKept(DraftFacts facts, Said promise, string what)
    {
        var stems = WordSearch.Stems(promise.Sentence.Tokens.Where(t => t.Start >= promise.Sentence.Start));
        return stems.Count > 0 && facts.Said.Any(s => s.Text.At > promise.Text.At && s.ByBuyer == promise.ByBuyer && WordSearch.Stems(s.Sentence.Tokens).Overlaps(stems));
    }
}
