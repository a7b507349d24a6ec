using Agent.Core.Changes;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Updates;

/// <summary>Lines that might say what is up to us: promises, requests, items of minutes.</summary>
internal static class TaskCandidates
{
    private static readonly CueSet Today = CueSet.Of("this (afternoon|evening|morning)", "(tonight|eod|cob)", "close of (business|play)", "end of (day|business|play)", "(straight|right) away", "within the hour", "(before|by) (lunch|noon|the end of the day)");

    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes) =>
        talk.Lines.Where(l => l.Tokens.Count > 1).Select(line => new UpdateCandidate(UpdateHead.Task, line, [], sure => Change(talk, changes, line, sure)));

    private static ChangeSet? Change(UpdateTalk talk, UpdateChanges changes, UpdateLine line, double sure)
    {
        var context = NeedsContext(line) && talk.At(line.Index - 1) is { } before && before.Paragraph >= line.Paragraph - 1 ? before : null;
        var (due, source) = DueOf(talk, line);
        var what = UpdateChanges.Title(context is null ? line.Words : $"{context.Words} {line.Words}");
        if (IsKnown(talk, what, due))
            return null;
        UpdateLine[] lines = [.. new[] { line, context, source }.OfType<UpdateLine>().Concat(talk.Around(line)).Distinct()];
        return changes.Task(what, due, line.Voice switch { Voice.Seller => "We promised it.", Voice.Buyer => "The buyer asks us for it.", _ => "Our record says that it is up to us." }, sure, lines);
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
}
