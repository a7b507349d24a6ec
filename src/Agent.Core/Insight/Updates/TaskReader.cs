using Agent.Core.Changes;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Updates;

/// <summary>Reads what we have to do: our promises, what we were asked for and accepted, and what an email of the buyer's plainly asks for.</summary>
internal static class TaskReader
{
    private const int MostTasks = 4;

    private static readonly Dictionary<string, IReadOnlyList<string>> Verbs = new()
    {
        ["give"] = ["send", "resend", "share", "forward", "provide", "confirm", "prepare", "revise", "update", "include", "add", "attach", "give", "arrange", "book", "check", "clarify", "quote", "draw up", "fill", "complete", "return", "bring", "supply", "issue", "upload", "put together", "organise", "organize", "correct", "email", "mail", "drop", "get", "submit", "rework", "rewrite", "amend", "change", "adjust", "reissue", "deliver", "name", "explain", "state", "specify", "invite", "schedule", "show", "list", "verify"],
    };

    private static readonly CueSet Requests = new(new[]
    {
        "(please|kindly|pls) [also|then|just|do] <give>", "(can|could|would|will) (you|somebody|someone|your .2) [please|kindly|also|perhaps|maybe|possibly] [be so kind .2|be so good .2] <give>", "(i|we) [still|also|now|urgently|then] (need|require|lack|miss) .8 from you", "(i|we) [still|also|now|urgently|then] (need|require|want|would like) you to <give>", "^[and] (send|email|mail|forward|share|give|get|drop) (me|us|him|her|them|it|that|over|the|your) .2", "(i|we) would (be grateful|appreciate|be glad|be thankful) .3 (if you|your|for|it if)", "(would you mind|might you|may i ask you|may we ask you|i ask you to|we ask you to|i must ask you|i would ask you) .4", "(let|leave) (me|us) have", "(can|could|will|would) you [please] let (me|us|him|her|them) have", "still missing .3", "<give> .6 please$",
    }.Select(p => Cue.Parse(p, Verbs)));

    private static readonly CueSet NoRequest = CueSet.Of("please .2 (note|accept|find|excuse|forgive|wait|bear|plan|leave|do not|give my|give our|give him|give her|hold|turn|say hello|remember|understand|be patient|disregard|ignore|see below|see attached|close|park|pause)", "(let) (me|us) know .2 (if|when you have|should)", "(tell|give|send) .3 (regards|greetings|best|love|wishes|thanks)", "(call|ring|write|come|get) .4 (in|after) .4 (months|weeks|january|february|march|april|may|june|july|august|september|october|november|december|summer|autumn|year)", "(no need|do not bother|not necessary|nothing to do|do not have to|need not)", "(put|leave|let|set) .3 (ice|hold|rest|alone|aside|side)", "(put|add) .3 (calendar|diary)", "please .1 let .3 rest", "put yourself", "confirm .4 (receipt|date|time|works|attendance|slot|that .3 (works|suits|is fine)|if|whether|tuesday|monday|wednesday|thursday|friday)", "(keep|get) (me|us) (posted|updated|in the loop)", "(get|give) .2 (well|some rest|call|shout|ring|bell)", "check .2 (with|spam|calendar)", "(check|get) back in");

    /// <summary>Things that happen on the spot or are said by the way.</summary>
    private static readonly CueSet NoTask = CueSet.Of("(i|we) will .1 (ask|check|see|look|think|leave you|let you|be|call you bob|talk|speak|discuss|write it down|note|make a note|put it|do that|do it|take|remember|keep)$", "(crossed|patience|weekend|beer|coffee|lunch|chewing)", "(invite|invitation|calendar|diary)", "(attached|enclosed|please find|here is|here are|herewith)");

    private static readonly CueSet Commits = CueSet.Of("(i|we) (can|could) (have|get|send|share|turn|bring|do) .8", "(i am|we are) (sending|preparing|drafting|putting|working) .6", "(i|we) owe you", "(it|that|this|they|those|both|everything) will be (with you|in your inbox|there|ready|done) .4", "(expect|count on) (it|them|that|the) .6", "you will (hear|see|have|get|receive) .6");

    /// <summary>We hand something over to them: "I'll put two in the post for you". With a day the present tense binds as well.</summary>
    private static readonly CueSet HandsOver = CueSet.Of("(i|we) (will|shall|am going to|are going to) [also|then|just|gladly|certainly] (put|get|bring|dig|print|copy|lend|draw|calculate|supply|send|mail|drop|post|ship) .6 (you|for you|to you|your .2|to your .2)");

    private static readonly CueSet HandsOverNow = CueSet.Of("(i|we) [also|then|just|will] (send|get|bring|make|give|write|prepare|mail|email|forward|supply|deliver|ship|draw|draft) (you|it|them|that|this|the) .6");

    /// <summary>The other side lets us off.</summary>
    private static readonly CueSet NotNeeded = CueSet.Of("(leave it|never mind|nevermind|forget it|do not bother|you need .1 (nothing|not)|save yourself|not needed)");

    private static readonly CueSet WillDo = CueSet.Of("^[yes|ok|okay|oh|right] [,] (sure|of course|will do|certainly|absolutely|gladly|no problem|consider it|done|on it|happy to|can do|yes|ok|okay|you will|i will|noted|with pleasure|definitely|leave it with me)", "(will do|can do|no problem|leave it with me|consider it done|on my list|making a note|i am on it)");

    private static readonly CueSet Headings = CueSet.Of("^[so|things|what|stuff] (i|we) [have|also] (promised|owe|agreed|committed|said)", "^(to do|todo|to dos|todos|my to dos|our to dos|action items|actions|my homework|our homework|homework|for me|for us|on us|on me|our side|my side|promised|follow ups|follow up|our actions|my actions|we owe|i owe|my list|next for me|next for us)");

    private static readonly CueSet Today = CueSet.Of("this (afternoon|evening|morning)", "(tonight|eod|cob)", "close of (business|play)", "end of (day|business|play)", "(straight|right) away", "within the hour", "(before|by) (lunch|noon|the end of the day)");

    private static readonly CueSet OwnPromises = CueSet.Of("(i|we) [have|also|then] (promised|owe|committed|agreed|offered) .2", "(promised|owe) (him|her|them|to) .2", "^[-] promised .3", "(i am|we are) to (send|provide|prepare|share|deliver|get|draft|supply|bring|check|write)");

    public static List<ChangeSet> Read(UpdateTalk talk, UpdateChanges changes)
    {
        var found = new List<(UpdateLine Line, ChangeSet Change)>();
        foreach (var promise in PromiseReader.Read(new(new[] { talk.Text })).Where(p => p.Promise.By == Side.Seller || talk.Lines.Any(l => IsAt(l, p.Promise.Evidence) && l.Voice != Voice.Buyer)))
        {
            if (talk.Lines.FirstOrDefault(l => IsAt(l, promise.Promise.Evidence)) is { } line && line.Voice != Voice.Buyer && IsTask(line, promise))
                Add(talk, changes, found, line, "We promised it.", Certainty.Of(line) + (line.Voice == Voice.Seller ? 0.1 : 0));
            else if (talk.IsTalk && talk.Lines.FirstOrDefault(l => IsAt(l, promise.Promise.Evidence)) is { Voice: Voice.Buyer } asked && asked.Sentence.IsQuestion)
                Add(talk, changes, found, asked, "The buyer asked for it and we accepted.", Certainty.Recorded);
        }

        foreach (var line in talk.Lines)
        {
            // What we say right after a request that we took up is the same task.
            if (Promises(talk, line) && !found.Exists(f => f.Line.Utterance.Index >= line.Utterance.Index - 1))
                Add(talk, changes, found, line, "We promised it.", Certainty.Recorded);
            else if (talk.IsTalk && IsRequest(line) && (line.Doubts & ~(Doubt.Asked | Doubt.Guessed)) == Doubt.None && talk.Answer(line) is [var answer, ..] && WillDo.Matches(answer.Tokens) && !found.Exists(f => f.Line.Utterance == answer.Utterance))
                Add(talk, changes, found, line, "The buyer asked for it and we accepted.", Certainty.Recorded);
            if (found.Exists(f => f.Line == line))
                continue;
            if (talk.IsEmail && line.Voice == Voice.Buyer && (line.Doubts & ~(Doubt.Asked | Doubt.Guessed | Doubt.Conditional)) == 0 && IsRequest(line) && !IsOnCondition(line))
                Add(talk, changes, found, line, "The buyer asks us for it.", Certainty.Said);
            else if (line.Voice == Voice.Record && line.IsSolid && (IsListed(talk, line) || IsOurs(talk, line)))
                Add(talk, changes, found, line, "Our record says that it is up to us.", Certainty.Recorded);
        }

        return [.. found.Where(f => !IsLetOff(talk, f.Line)).Select(f => f.Change).Take(MostTasks)];
    }

    /// <summary>"Leave it, I have it here": what we offered is not wanted any more.</summary>
    private static bool IsLetOff(UpdateTalk talk, UpdateLine line)
    {
        const int reach = 1;
        return talk.IsTalk && talk.Lines.Any(l => l.Voice == Voice.Buyer && l.Index > line.Index && l.Utterance.Index <= line.Utterance.Index + reach && NotNeeded.Matches(l.Tokens));
    }

    private static bool Promises(UpdateTalk talk, UpdateLine line)
    {
        if (!talk.IsTalk || line.Voice != Voice.Seller || NoTask.Matches(line.Tokens))
            return false;
        if (line.IsSolid && line.States(HandsOver))
            return true;
        return UpdateDates.In(line).Any(d => d.To >= talk.Text.Day)
            && ((line.IsSolid && line.States(HandsOverNow)) || ((line.Doubts & ~(Doubt.Guessed | Doubt.Conditional)) == Doubt.None && Commits.Matches(line.Tokens)));
    }

    /// <summary>True when the buyer asks us for something.</summary>
    public static bool IsRequest(UpdateLine line) => line.Voice == Voice.Buyer && Requests.Matches(line.Tokens) && !NoRequest.Matches(line.Tokens);

    private static bool IsAt(UpdateLine line, Evidence evidence) => evidence.Start >= line.Sentence.Start && evidence.Start < line.Sentence.End;

    private static bool IsOnCondition(UpdateLine line) => line.Tokens.Count > 0 && line.Tokens[0].Norm is "if" or "should" or "once" or "unless";

    private static bool IsTask(UpdateLine line, FoundPromise promise)
    {
        const Doubt ruledOut = Doubt.Asked | Doubt.Foreign | Doubt.Hearsay | Doubt.Past | Doubt.Withdrawn | Doubt.Sarcastic | Doubt.Conditional;
        if ((line.Doubts & ruledOut) != 0 || NoTask.Matches(line.Tokens))
            return false;
        // A talk that we arrange is the next step, not a task beside it.
        if (promise.Kind == PromiseKind.Meet)
            return false;
        return promise.Kind == PromiseKind.Send ? promise.Content.Count > 0 || promise.Promise.DueOn is not null : promise.Promise.DueOn is not null;
    }

    private static void Add(UpdateTalk talk, UpdateChanges changes, List<(UpdateLine Line, ChangeSet Change)> found, UpdateLine line, string reason, double confidence)
    {
        if (found.Exists(f => f.Line == line))
            return;
        var context = NeedsContext(line) ? talk.At(line.Index - 1) is { } before && before.Paragraph >= line.Paragraph - 1 ? before : null : null;
        var (due, source) = DueOf(talk, line);
        var what = UpdateChanges.Title(context is null ? line.Words : $"{context.Words} {line.Words}");
        if (IsKnown(talk, what, due))
            return;
        UpdateLine[] lines = [.. new[] { line, context, source }.OfType<UpdateLine>().Distinct()];
        found.Add((line, changes.Task(what, due, reason, confidence, lines)));
    }

    /// <summary>"Please send it to me by Friday": what "it" is was said before.</summary>
    private static bool NeedsContext(UpdateLine line) => line.Tokens.Any(t => t.Norm is "it" or "that" or "them" or "this" or "one" or "those" or "these");

    private static (DateOnly? Due, UpdateLine? Source) DueOf(UpdateTalk talk, UpdateLine line)
    {
        if (UpdateDates.In(line).LastOrDefault(d => d.To >= talk.Text.Day && !IsOfTheThing(line.Tokens, d)) is { } date)
            return (UpdateDates.Deadline(line, date), null);
        if (Today.Matches(line.Tokens))
            return (talk.Text.Day, null);
        // In a talk the day is often named by the one who answers: "Can you send it?" "You'll have it on Monday."
        if (talk.IsTalk && line.Sentence.IsQuestion && talk.Answer(line).FirstOrDefault(l => l.Dates.Any(d => d.To >= talk.Text.Day)) is { } answer)
            return (UpdateDates.Deadline(answer, answer.Dates.Last(d => d.To >= talk.Text.Day)), answer);
        return (null, null);
    }

    private static bool IsOfTheThing(TokenList tokens, DateMention date) => date.FirstToken > 0 && tokens[date.FirstToken - 1].Norm is "of" or "in" or "from" or "since" or "last";

    /// <summary>A task of the record with the same words, or with the same day and one of them.</summary>
    private static bool IsKnown(UpdateTalk talk, string what, DateOnly? due)
    {
        var words = Content(what);
        return talk.File.Tasks.Any(t => t.DoneAt is null && Content(t.Title) is var known && known.Count(k => words.Any(w => IsSameWord(k, w))) is var same && (same > 1 || (same == 1 && (due == t.DueOn || known.Count == 1))));
    }

    /// <summary>"Battery" and "batteries" begin alike.</summary>
    private static bool IsSameWord(string a, string b) => a == b || (a.Length >= 5 && b.Length >= 5 && a.AsSpan(0, 5).SequenceEqual(b.AsSpan(0, 5)));

    private static HashSet<string> Content(string words) =>
        [.. words.Split([' ', ',', '.', ';', ':', '(', ')', '?', '!', '\'', '"'], StringSplitOptions.RemoveEmptyEntries).Select(w => PromiseReader.Stem(w.ToLowerInvariant())).Where(w => w.Length > 3 && w is not ("send" or "please" or "with" or "that" or "this" or "from" or "your" or "check" or "have" or "will" or "prepare" or "share" or "friday" or "monday" or "tuesday" or "wednesday" or "thursday"))];

    /// <summary>An item below "I promised:".</summary>
    private static bool IsListed(UpdateTalk talk, UpdateLine line)
    {
        if (line.Tokens.Count < 3)
            return false;
        for (var i = line.Index - 1; i >= 0; i--)
        {
            var before = talk.Lines[i];
            if (before.Paragraph != line.Paragraph)
                return false;
            if (before.Words.TrimEnd().EndsWith(':'))
                return Headings.Matches(before.Tokens) && before.IsSolid;
        }

        return false;
    }

    /// <summary>"I owe them the manual", "Tade to send the list", "me: price list by Friday".</summary>
    private static bool IsOurs(UpdateTalk talk, UpdateLine line)
    {
        if (line.Words.TrimEnd().EndsWith(':') || NoTask.Matches(line.Tokens))
            return false;
        if (line.States(OwnPromises))
            return true;
        if (line.Tokens.Count < 4)
            return false;
        var first = line.Tokens[0].Kind == TokenKind.Symbol ? 1 : 0;
        var name = line.Text.Text[line.Tokens[first].Start..line.Tokens[first].End];
        var owned = line.Tokens[first].Norm is "me" or "us" || (char.IsUpper(name[0]) && talk.IsOurs(name));
        return owned && line.Tokens[first + 1].Norm is ":" or "-" or "to" or "will";
    }
}
