using Agent.Core.Changes;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Reads the step that both sides agreed on: a talk, a visit, the start of a pilot, with its day.</summary>
internal static class StepReader
{
    private static readonly CueSet Steps = CueSet.Of(
        "(call|calls|phone call|meeting|meet|meets|met|demo|demonstration|workshop|session|visit|walk through|walkthrough|walk through|kick off|kickoff|pilot|trial|test|presentation|present|video|teams|zoom|webex|conference|appointment|review|reading|read it together|site|training|talk|speak|catch up|follow up|sit down|get together|come (by|up|over|to|and|round|along)|coming (by|up|over|to|round|along)|drop by|stop by|join|tour|interview|round|proof of concept|poc|onboarding|lunch|slot|invite|invitation|dial in|look at|go through|go over|run through|show)");

    private static readonly CueSet Agreed = CueSet.Of(
        "(works|suits|fits|fine|perfect|good|great|ok|okay|confirmed|confirm|confirming|agreed|booked|set|fixed|arranged|scheduled|accepted|settled|reserved|blocked|noted) [for|with|by] [me|us|him|her|them|both|everyone|everybody|all]", "(in|into) .2 (calendar|diary|calendars|diaries)", "(put|putting|got|have|wrote) (it|that|you) (in|down)", "(picked|pick|chose|take|takes|took|go for|going with|go with|settled on|decided on|plump) .3 (first|second|third|last|latter|former|slot|date|option|one|up|your)", "(see|seeing|meet|meeting|expect|expecting|await|welcome) you", "(we|let us) [will|then|shall|now] [then] (do|meet|see|speak|talk|start|make it|say|have|hold|go|sit|come|go through|walk|review|present|kick|run|begin|visit)", "(looking|look) forward", "(i am|we are|i will be|we will be|i) .2 (there|free|available|in|ready|coming|happy)", "(next step|next steps|next)", "(invite|invitation) .3 (sent|accepted|follows|is out|out)", "(takes|take|taking) you up", "(with pleasure|gladly|by all means|count me in|i am in|it is a date|all set|as agreed|as discussed|as arranged|as you proposed|as you suggested|as proposed)");

    /// <summary>Agreed only where the sentence itself names the step: else somebody else's year begins, or somebody else's room is on the second floor.</summary>
    private static readonly CueSet AgreedOfStep = CueSet.Of("(starts|start|begins|begin|takes place|is on|kicks off|happens|moves|moved|shifted|postponed|brought forward|rescheduled) .5", "(instead of|rather than)", "(room|parking|reception|gate|badge|o clock|floor)", "it is$", "then$");

    private static readonly CueSet Accepts = CueSet.Of(
        "^[yes|yeah|ok|okay|good|great|right|well] [,] (yes|yeah|yep|sure|ok|okay|good|great|perfect|fine|agreed|done|lovely|super|deal|gladly|excellent|brilliant|wonderful|noted|works|right|absolutely|of course|certainly|definitely|ideal|splendid|count|sounds good|alright|all right|that works|it works|fantastic|cool|smashing|even better|better)", "(that|this|it|which) (works|suits|fits|is fine|is good|is perfect|is great|is ok|will do|would work|would be fine)", "(i am|we are|i will be|we will be) .1 (there|free|in|on|available|ready)", "(put|putting|got|have|wrote) (it|that|you) .1 (in|down)", "(in|into) .2 (calendar|diary)", "(see you|works for|suits|fits|agreed|confirmed|noted|booked|will send .2 invite|i send .2 invite|blocked|invite)", "(sounds|looks) .1 (good|great|perfect|fine)", "(no problem|with pleasure|it is a date)");

    private static readonly CueSet Refuses = CueSet.Of("(does|do|is|will|would|can|am|are) not .2 (work|suit|fit|possible|make it|good|free|there|available|happen|be)", "(forget|leave) .3 (it|that|open|monday|tuesday|wednesday|thursday|friday|date)", "(wait|hang on|scrap|cancel|impossible|unfortunately|sadly|clash|clashes|too (early|late|soon))", "(difficult|tricky|bad|hard) for");

    private static readonly CueSet Binds = CueSet.Of("((order|contract|po|agreement|purchase order|decision) .2 (comes|come|goes|follows|arrives|lands|falls|is|will)|sign|signs|signing|signature|countersign|contract signed|money comes|payable|deadline|no later than|at the latest|latest)");

    private static readonly CueSet NotAStep = CueSet.Of("(holiday|vacation|annual leave|out of office|out of the office|back (in|at|on|from)|birthday|delivery|deliver|invoice|payment|payable|due|deadline|closes|expires|expire|valid|since|released|you will (hear|get|have|receive)|(stay|stays|remain|remains) .2 (as|unchanged)|unchanged|board meets|board meeting|committee meets|committee meeting|council meets|budget meeting|management meeting)", "(board|committee|council|trustees|management|directors|shareholders|partners|ceo|cfo|parliament|commission|assembly|hearing|internal|internally|jury|they) .3 (meet|meets|meeting|sits|session|decides|hearing)", "(beer|drinks|pint|golf)");

    public static ChangeSet? Read(UpdateTalk talk, UpdateChanges changes)
    {
        ChangeSet? found = null;
        foreach (var line in talk.Lines)
        {
            const Doubt ruledOut = Doubt.Foreign | Doubt.Hearsay | Doubt.Past | Doubt.Withdrawn | Doubt.Sarcastic;
            if ((line.Doubts & ruledOut) != 0 || NotAStep.Matches(line.Tokens) || Binds.Matches(line.Tokens) || Refuses.Matches(line.Tokens) || TaskReader.IsRequest(line))
                continue;
            if (DayOf(talk, line) is not { } day)
                continue;
            var by = talk.IsTalk ? TakenUp(talk, line) : (line.Doubts & ~Doubt.Conditional) == Doubt.None && IsAgreed(talk, line) ? line : null;
            if (by is null || About(talk, line, by) is not { } about)
                continue;
            found = day == talk.File.Deal.NextStepDue || talk.File.Activities.Any(a => a.At > talk.Text.At && DateOnly.FromDateTime(a.At.UtcDateTime) == day) ? null
                : Change(talk, changes, about, line, by, day);
        }

        return found;
    }

    private static ChangeSet Change(UpdateTalk talk, UpdateChanges changes, UpdateLine about, UpdateLine line, UpdateLine by, DateOnly day)
    {
        var after = Enumerable.Range(by.Index + 1, 2).Select(talk.At).OfType<UpdateLine>().FirstOrDefault(l => talk.IsTalk && l.IsSolid && Steps.Matches(l.Tokens) && l.Dates.Count == 0);
        // "And then we read it together?": what "it" is was said shortly before.
        var before = about.Tokens.Any(t => t.Norm is "it" or "that" or "them") ? Enumerable.Range(1, 3).Select(back => talk.At(about.Index - back)).OfType<UpdateLine>().Where(l => talk.IsTalk || l.Paragraph == about.Paragraph) : [];
        UpdateLine[] lines = [.. new[] { line, by, about, after }.Concat(before).OfType<UpdateLine>().Distinct()];
        var what = about == line ? line.Words : $"{about.Words} {line.Words}";
        if (talk.IsEmail && about == line && talk.Activity.Subject is { Length: > 0 } subject)
            what = $"{what} ({Subject(subject)})";
        return changes.NextStep(UpdateChanges.Title(what), day, talk.IsTalk ? "Both sides agreed on it." : line.Voice == Voice.Record ? "Our record says that it is agreed." : "The buyer agrees to it.", talk.IsTalk || line.Voice == Voice.Record ? Certainty.Recorded : Certainty.Of(line), lines);
    }

    private static string Subject(string subject)
    {
        var plain = subject;
        while (plain.IndexOf(':', StringComparison.Ordinal) is > 0 and < 4 and var colon)
            plain = plain[(colon + 1)..].TrimStart();
        return plain;
    }

    /// <summary>The last single day or week ahead that is neither a deadline nor the day given up.</summary>
    private static DateOnly? DayOf(UpdateTalk talk, UpdateLine line)
    {
        foreach (var date in UpdateDates.In(line).Reverse())
        {
            var before = date.FirstToken > 0 ? line.Tokens[date.FirstToken - 1].Norm : "";
            if (date.From < talk.Text.Day || !UpdateDates.IsDay(line, date) || date.Bound != DateBound.In || (date.From == talk.Text.Day && date.To == date.From))
                continue;
            if (UpdateDates.IsPast(line, date) || line.Tokens[date.FirstToken].Norm is "end" or "mid" or "middle" or "beginning" or "start" or "early" or "late")
                continue;
            if (before is "not" or "than" or "from" or "until" or "by" || IsInsteadOf(line.Tokens, date) || Statements.IsNegated(line.Tokens, date.FirstToken))
                continue;
            return UpdateDates.Start(line, date);
        }

        return null;
    }

    private static bool IsInsteadOf(TokenList tokens, DateMention date)
    {
        for (var i = date.FirstToken - 1; i >= Math.Max(0, date.FirstToken - 3); i--)
        {
            if (tokens[i].Norm is "instead")
                return true;
        }

        return false;
    }

    /// <summary>Written: it is agreed in the sentence itself or the one beside it. What the other side has yet to answer is not.</summary>
    private static bool IsAgreed(UpdateTalk talk, UpdateLine line)
    {
        if (line.Voice == Voice.Seller)
            return line.Tokens.Any(t => t.Norm is "agreed" or "discussed" or "arranged" or "confirmed" or "confirming" or "confirm");
        if (line.Tokens.Any(t => t.Norm is "or" or "alternatively" or "either"))
            return false;
        return Agreed.Matches(line.Tokens)
            || (AgreedOfStep.Matches(line.Tokens) && Steps.Matches(line.Tokens))
            || new[] { talk.At(line.Index - 1), talk.At(line.Index + 1) }.OfType<UpdateLine>().Any(l => l.Paragraph == line.Paragraph && l.IsSolid && Agreed.Matches(l.Tokens));
    }

    /// <summary>Spoken: the other side takes it up in the next words, and nobody drops it after that.</summary>
    private static UpdateLine? TakenUp(UpdateTalk talk, UpdateLine line)
    {
        var answer = talk.Answer(line);
        var said = talk.Lines.Where(l => l.Utterance == line.Utterance && l.Index > line.Index).ToList();
        var takes = answer.FirstOrDefault(l => (Accepts.Matches(l.Tokens) || Echoes(line, l)) && !Refuses.Matches(l.Tokens) && (l.Doubts & Doubt.Guessed) == 0);
        // What answers a proposal of the other side may name the day itself: "Thursday at ten?" "Yes, Thursday."
        if (takes is null || said.Exists(l => Refuses.Matches(l.Tokens)))
            return null;
        const int reach = 4;
        return talk.Lines.Any(l => l.Index > line.Index && l.Index <= takes.Index + reach && (l.Doubts & Doubt.Asked) == 0 && Refuses.Matches(l.Tokens) && !l.Tokens.Any(t => t.Norm is "problem")) ? null : takes;
    }

    private static bool Echoes(UpdateLine line, UpdateLine answer) => line.Dates.Count > 0 && answer.Tokens.Any(t =>
        (Calendar.WeekdayOf(t.Norm) is not null || t.Kind == TokenKind.Number || t.Norm.EndsWith("th", StringComparison.Ordinal)) && line.Tokens.Any(o => o.Norm == t.Norm));

    /// <summary>The sentence that says what is going to happen: the line itself, or one shortly before it.</summary>
    private static UpdateLine? About(UpdateTalk talk, UpdateLine line, UpdateLine by)
    {
        const int reach = 5;
        if (Steps.Matches(line.Tokens))
            return line;
        for (var i = line.Index - 1; i >= Math.Max(0, line.Index - reach); i--)
        {
            var before = talk.Lines[i];
            if ((talk.IsTalk || before.Paragraph == line.Paragraph) && Steps.Matches(before.Tokens) && !NotAStep.Matches(before.Tokens) && !Binds.Matches(before.Tokens))
                return before;
        }

        for (var i = line.Index + 1; i <= by.Index + 2 && i < talk.Lines.Count; i++)
        {
            if (Steps.Matches(talk.Lines[i].Tokens) && (talk.IsTalk || talk.Lines[i].Paragraph == line.Paragraph))
                return talk.Lines[i];
        }

        return !talk.IsTalk && HasTime(line.Words) ? line : null;
    }

    /// <summary>A day with an hour is an appointment, whatever it is called.</summary>
    private static bool HasTime(string words)
    {
        for (var i = 1; i + 2 < words.Length; i++)
        {
            if (words[i] is ':' && char.IsAsciiDigit(words[i - 1]) && char.IsAsciiDigit(words[i + 1]) && char.IsAsciiDigit(words[i + 2]))
                return true;
        }

        return false;
    }
}
