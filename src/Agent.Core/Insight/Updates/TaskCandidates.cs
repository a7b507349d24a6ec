using Agent.Core.Changes;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Updates;

/// <summary>Lines that might say what is up to us: promises, requests, items of minutes.</summary>
internal static class TaskCandidates
{
    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes, LineFeatures features) => talk.Lines.Where(l => l.Tokens.Count > 1).Select(line => new UpdateCandidate(
        UpdateHead.Task, line, [], sure => Change(talk, changes, line, null, sure))
    {
        Dues = DuesOf(talk, features, line),
        BuildDue = (sure, due) => Change(talk, changes, line, due, sure),
    });

    private static ChangeSet? Change(UpdateTalk talk, UpdateChanges changes, UpdateLine line, DueOption? due, double sure)
    {
        // "Please send it to me by Friday": what "it" is was said before.
        var needsContext = line.Tokens.Any(t => t.Norm is "it" or "that" or "them" or "this" or "one" or "those" or "these" or "both");
        var context = needsContext && talk.At(line.Index - 1) is { } before && before.Paragraph >= line.Paragraph - 1 ? before : null;
        var what = UpdateChanges.Title(context is null ? line.Words : $"{context.Words} {line.Words}");
        if (IsKnown(talk, what, due?.Day))
            return null;
        UpdateLine[] lines = [.. new[] { line, context, due?.Source }.OfType<UpdateLine>().Concat(talk.Around(line)).DistinctBy(l => l.Index)];
        return changes.Task(what, due?.Day, line.Voice switch { Voice.Seller => "We promised it.", Voice.Buyer => "The buyer asks us for it.", _ => "Our record says that it is up to us." }, sure, lines);
    }

    /// <summary>Days in the line and in those beside it: "Can you send it?" "You'll have it on Monday."</summary>
    private static List<DueOption> DuesOf(UpdateTalk talk, LineFeatures features, UpdateLine line)
    {
        var options = new List<DueOption>();
        Add(line, "same");
        foreach (var (step, where) in new[] { (1, "next"), (2, "after"), (-1, "before") })
        {
            if (talk.At(line.Index + step) is { } beside && beside.Utterance == line.Utterance && Math.Abs(beside.Paragraph - line.Paragraph) <= 1)
                Add(beside, where);
        }

        if (talk.IsTalk)
        {
            foreach (var answer in talk.Answer(line).Take(2))
                Add(answer, "answer");
            foreach (var asked in talk.Asked(line).TakeLast(1))
                Add(asked, "asked");
        }

        return options;

        void Add(UpdateLine source, string where)
        {
            var dates = UpdateDates.In(source).Where(d => d.To >= talk.Text.Day).ToList();
            foreach (var date in dates)
            {
                var place = features.Near(source, date.FirstToken, date.NextToken, [where, $"{where} {(date == dates[^1] ? "last" : "not last")}", $"own {options.Count > 0 && where != "same"}", .. UpdateDates.Facts(talk, source, date)]);
                options.Add(new(UpdateDates.Deadline(source, date), source, place));
            }
        }
    }

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
