using System.Collections.Frozen;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>A time by which something is to be in place.</summary>
/// <param name="Days">Calendar days from the day it was said.</param>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Said">Where.</param>
/// <param name="Agreed">True when the buyer said it or confirmed it.</param>
internal sealed record TimeStatement(int Days, int Start, int End, Said Said, bool Agreed)
{
    /// <summary>True when it is said in place of an earlier one.</summary>
    public bool IsCorrection => (Statements.OfSentence(Said.Sentence) & StatementStatus.Correction) != 0;
}

/// <summary>Tells the time that the buyer wants from the time that the seller promises.</summary>
internal static class TimelineReader
{
    private static readonly CueSet DeliveryTopic = CueSet.Of(
        "(install*|set up|setup|setting up|implement*|deploy*|timeline|timelines|timeframe|time frame|up and running|go live|going live|in place|operational|deliver*|roll out|rolled out|rollout|onboard*|turnaround|integrated|launch*|implementation|configured|migration|migrated|window|timing|wrapped up|wrap up|deadline|live|fitted|fitting|bolted|mounted|mounting|hooked up|handed out|switched on)");

    /// <summary>Words that speak of delivery only where nothing else is spoken of.</summary>
    private static readonly CueSet VagueTopic = CueSet.Of("(completed|complete|completing|finished|ready|running|working|start|done|set|schedule|wrapped|arrive*|be there|stand there|in use|have it|have them|have everything)");

    /// <summary>A question whose answer is a time.</summary>
    private static readonly CueSet AsksWhen = CueSet.Of(
        "(and|but|so|by|until|since|from|then) when", "when (do|does|did|would|will|is|are|was|should|shall|can|could|must|has|have|might|may|exactly)", "(know|say|tell me|tell us|idea|decided|clear|sure) .1 when", "when$", "(whens|how soon|how quickly|how fast|how urgent|how urgently|deadline|timing|timeline|timescale|timeframe|time frame|schedule|calendar|target date|start date|desired date|planned start|what date|which date|date in mind)", "^(and|what about|how about) [the] time$", "^[and|so|what about|how about] [the|your] (go .1 live|launch|start|delivery|rollout|date)$");

    private static readonly CueSet AsksPast = CueSet.Of("(when|how long) .3 (did|was|were|had|have|has)");

    /// <summary>Topics with a time of their own: a call tomorrow is not a delivery tomorrow.</summary>
    private static readonly CueSet OtherTopic = CueSet.Of(
        "(email|emailed|call|calls|calling|conversation|appointment|materials|documents|demo|meeting|meet|proposal|quote|send|sent|sending|follow up|reach|reach out|discuss|inbox|contract|agreement|paperwork|warranty|support|trial|refund|respond|responds|response|touch|chat|decision|decide|invoice|payment|pay|reply|hear|sign|signing|review|reviewing|look over|look through|confirm|confirmation|answer|reconnect|get back|come back|talk|speak|update|details|approve|approval|training)");

    private static readonly CueSet Wanting = CueSet.Of(
        "(you|your|they) .4 (want|wants|wanted|need|needs|needed|like|request|requested|requesting|mentioned|said|specified|asked|hope|hoping|aim|aiming|looking|prefer|require|requiring|expect|expecting|indicated|planning|target|targeting|wish|wanting|noted|needing|stated|desire|seeking|working with)",
        "your .6 (timeline|timeframe|time frame|window|deadline|schedule|request|requirement|goal|target|turnaround|preference|expectation|need|needs|plan)", "(requested|required|desired|stated|specified|preferred) .3 (timeline|timeframe|time frame|window|deadline|schedule|installation)", "(is|would) .5 (requirement|deadline|target|goal) .3 (you|your)");

    /// <summary>What the buyer promises: "you'll have them by Thursday" is no wish.</summary>
    private static readonly CueSet OwnPromise = CueSet.Of(
        "you will .1 (have|get|receive|hear|see)", "(i|we) will .2 (send you|get you|give you|let you|bring you|call you|come back to you|get back to you|tell you|email you|mail you|write you|write to you|share with you)");

    /// <summary>What was done is no promise: "we tested up to 24 hours".</summary>
    private static readonly CueSet Past = CueSet.Of("(i|we|it|they|that) [have|has|had] (tested|tried|measured|ran|did|took|needed|had|was|were|finished|installed|delivered|went)");

    private static readonly FrozenSet<string> OwnSubject = new[] { "we", "our", "i", "us" }.ToFrozenSet();

    /// <summary>Times that the buyer wants, in the order they were said.</summary>
    public static List<TimeStatement> Wanted(Talk talk)
    {
        var found = new List<TimeStatement>();
        foreach (var said in talk.All)
        {
            foreach (var time in Times(talk, said))
            {
                if (IsDelivery(said, time) && !Counterfactuals.Reaches(said.Sentence, time.FirstToken) && (said.BySeller ? IsAttributed(said, time) : !IsOwnPromise(said, time)))
                    found.Add(new(time.Days, time.Start, time.End, said, Talk.IsAgreed(said)));
            }
        }

        return found;
    }

    /// <summary>Times that the seller promises, in the order they were said.</summary>
    public static List<TimeStatement> Promised(Talk talk)
    {
        var found = new List<TimeStatement>();
        foreach (var said in talk.All.Where(s => s.BySeller && !s.Sentence.IsQuestion))
        {
            foreach (var time in Times(talk, said))
            {
                if (IsOwnMatter(talk, said) && !IsAttributed(said, time) && !Statements.IsNegated(said.Sentence.Tokens, time.FirstToken) && time.IsUpperBound)
                    found.Add(new(time.Days, time.Start, time.End, said, Talk.IsAgreed(said)));
            }
        }

        return found;
    }

    /// <summary>What the buyer will do by then; "I will send you the order so that it is installed in two days" still wishes the time.</summary>
    private static bool IsOwnPromise(Said said, Time time) =>
        !DeliveryTopic.Matches(said.Sentence.Tokens) && OwnPromise.Find(said.Sentence.Tokens).Any(m => m.Start < time.FirstToken);

    /// <summary>True when the sentence itself speaks of delivery, or goes on with one that speaks of nothing else.</summary>
    private static bool IsOwnMatter(Talk talk, Said said)
    {
        var tokens = said.Sentence.Tokens;
        if (Past.Matches(tokens))
            return false;
        return DeliveryTopic.Matches(tokens) || VagueTopic.Matches(tokens) || talk.Before(said) is not { } before || !OtherTopic.Matches(before.Sentence.Tokens);
    }

    /// <summary>The wanted time that counts: the newest of the buyer's most authoritative person, said or confirmed; of several in one turn the shortest.</summary>
    public static TimeStatement? Current(List<TimeStatement> statements, Ranks ranks)
    {
        if ((ranks.Newest(statements.Where(s => s.Agreed), s => s.Said, ofMoney: false).Current ?? statements.LastOrDefault()) is not { } last)
            return null;
        var turn = statements.FindAll(s => s.Said.Utterance == last.Said.Utterance && s.Agreed == last.Agreed);
        // "We said end of Q2. Now it's end of Q3": what was said before the correction is void.
        return turn.Skip(Math.Max(0, turn.FindLastIndex(s => s.IsCorrection))).MinBy(s => s.Days);
    }

    /// <summary>Nobody installs in half an hour, and what comes in more than two years is no wish for this order.</summary>
    private static bool IsDelivery(Said said, Time time)
    {
        const int longest = 730;
        if (time.Days > longest)
            return false;
        var (half, hour) = (false, false);
        for (var i = time.FirstToken; i < Math.Min(time.NextToken, said.Sentence.Tokens.Count); i++)
        {
            var word = said.Sentence.Tokens[i];
            if (word.Is("minute") || word.Is("minutes"))
                return false;
            (half, hour) = (half || word.Is("half"), hour || word.Is("hour"));
        }

        return !(half && hour);
    }

    private readonly record struct Time(int Days, int Start, int End, int FirstToken, int NextToken, bool IsUpperBound);

    private static List<Time> Times(Talk talk, Said said)
    {
        var sentence = said.Sentence;
        var dates = Dates.Find(said.Text.Text, sentence, said.Text.Day);
        var durations = Durations.Find(said.Text.Text, sentence);
        if (dates.Count + durations.Count == 0)
            return [];
        // An answer to "how soon?" is about what was asked; a sentence that opens with "then" tells what comes after it.
        var asked = !said.BySeller && sentence.Tokens[0].Norm is not ("then" or "after" or "afterwards") && AsksForDelivery(talk, said);
        var elsewhere = OtherTopic.Matches(sentence.Tokens) && !asked;
        if (!said.BySeller && sentence.Tokens[0].Norm is "then" or "afterwards" && AsksForDelivery(talk, said))
            return [];
        var onTopic = DeliveryTopic.Matches(sentence.Tokens) || (!elsewhere && VagueTopic.Matches(sentence.Tokens));
        if (!onTopic && elsewhere)
            return [];
        if (!onTopic && !asked && !said.BySeller && talk.Question(said, AsksPast))
            return [];
        if (!onTopic && !asked && !(talk.Before(said) is { } before && (DeliveryTopic.Matches(before.Sentence.Tokens) || VagueTopic.Matches(before.Sentence.Tokens))) && !AnswersTopic(said))
            return [];
        var times = new List<Time>();
        foreach (var date in dates)
        {
            var days = date.Deadline.DayNumber - said.Text.Day.DayNumber;
            if (date.Bound != DateBound.After && days >= 0 && (days > 0 || IsBoundToToday(sentence.Tokens, date.FirstToken)) && !IsOfOtherTopic(sentence, date.FirstToken, date.NextToken, asked))
                times.Add(new(days, date.Start, date.End, date.FirstToken, date.NextToken, true));
        }

        foreach (var duration in durations)
        {
            if (times.Exists(t => t.FirstToken <= duration.FirstToken && duration.FirstToken < t.NextToken) || IsOfOtherTopic(sentence, duration.FirstToken, duration.NextToken, asked))
                continue;
            times.Add(new(duration.DaysFrom(said.Text.Day), duration.Start, duration.End, duration.FirstToken, duration.NextToken, !IsLowerBound(sentence.Tokens, duration.FirstToken)));
        }

        return times;
    }

    /// <summary>"as discussed today" is small talk; "installed today" and "by today" are a deadline.</summary>
    private static bool IsBoundToToday(TokenList tokens, int first) =>
        first > 0 && tokens[first - 1].Norm is "by" or "installed" or "deployed" or "delivered" or "up" or "live" or "running" or "completed" or "done" or "finished" or "until";

    private static bool AnswersTopic(Said said)
    {
        for (var i = said.Utterance.Index - 1; i >= 0 && i >= said.Utterance.Index - 2; i--)
        {
            if (said.Text.Utterances[i].Sentences.Any(s => DeliveryTopic.Matches(s.Tokens) && s.Tokens.Any(t => t.Norm.StartsWith("install", StringComparison.Ordinal) || t.Norm.StartsWith("timeline", StringComparison.Ordinal) || t.Norm is "setup" or "timeframe" or "deadline")))
                return true;
        }

        return false;
    }

    /// <summary>"send the proposal by tomorrow and install it in three days": the nearer topic owns the time.</summary>
    private static bool IsOfOtherTopic(Sentence sentence, int first, int next, bool asked)
    {
        // How near the question that was asked counts as being.
        const int nearness = 4;
        int Nearest(CueSet cues)
        {
            var nearest = int.MaxValue;
            foreach (var match in cues.Find(sentence.Tokens))
            {
                var distance = match.End <= first ? first - match.End : match.Start >= next ? match.Start - next + 1 : 0;
                nearest = Math.Min(nearest, distance);
            }

            return nearest;
        }

        // "you get the installation timeline by tomorrow": what is sent is a paper about the delivery.
        var papers = OtherTopic.Find(sentence.Tokens).Any(m => m.End <= first && sentence.Tokens[m.Start].Norm is "send" or "sent" or "sending" or "email" or "proposal" or "inbox")
            && DeliveryTopic.Find(sentence.Tokens).All(m => sentence.Tokens[m.End - 1].Norm is "timeline" or "timelines" or "schedule" or "installation" or "set" or "up" or "complete");
        return papers || Nearest(OtherTopic) < Math.Min(Nearest(DeliveryTopic), asked ? nearness : int.MaxValue);
    }

    private static bool AsksForDelivery(Talk talk, Said said)
    {
        if (!talk.Question(said, AsksWhen) || said.Utterance.Index == 0)
            return false;
        return said.Text.Utterances[said.Utterance.Index - 1].Sentences.Any(s => s.IsQuestion && AsksWhen.Matches(s.Tokens) && !AsksPast.Matches(s.Tokens) && (!OtherTopic.Matches(s.Tokens) || DeliveryTopic.Matches(s.Tokens)));
    }

    private static bool IsLowerBound(TokenList tokens, int first) =>
        first > 1 && ((tokens[first - 1].Is("than") && tokens[first - 2].Norm is "more" or "longer") || (tokens[first - 1].Is("least") && tokens[first - 2].Is("at")));

    /// <summary>True when the seller repeats what the buyer wants: "your three-day window", "you'd like it installed within three days".</summary>
    private static bool IsAttributed(Said said, Time time)
    {
        var tokens = said.Sentence.Tokens;
        for (var i = Math.Max(0, time.FirstToken - 3); i < time.FirstToken; i++)
        {
            if (tokens[i].Is("your"))
                return true;
        }

        foreach (var match in Wanting.Find(tokens))
        {
            if (match.Start < time.FirstToken && !HasOwnSubject(tokens, match.End, time.FirstToken))
                return true;
            // "three days, as you requested"
            if (match.Start >= time.NextToken && match.Start - time.NextToken <= 3)
                return true;
        }

        return said.Sentence.IsQuestion && tokens.Any(t => t.Norm is "you" or "your") && !HasOwnSubject(tokens, 0, time.FirstToken);
    }

    private static bool HasOwnSubject(TokenList tokens, int from, int to)
    {
        for (var i = Math.Max(0, from); i < to; i++)
        {
            if (OwnSubject.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }
}
