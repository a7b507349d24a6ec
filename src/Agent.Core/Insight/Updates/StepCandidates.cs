using Agent.Core.Changes;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Days, and lines without one, on which both sides might have agreed to do something together.</summary>
internal static class StepCandidates
{
    private static readonly CueSet Steps = CueSet.Of(
        "(call|meeting|demo|demonstration|workshop|session|visit|walk through|walkthrough|kick off|kickoff|pilot|trial|test|presentation|sync|review|reading|read|training|onboarding|poc|proof of concept|rollout|survey|go through|go over|look at|come round|come over|come by|come to|measure|discuss|round)");

    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes, LineFeatures features)
    {
        foreach (var line in talk.Lines)
        {
            var dated = false;
            foreach (var date in UpdateDates.In(line).Where(d => d.To >= talk.Text.Day))
            {
                dated = true;
                var due = UpdateDates.Start(line, date);
                if (due < talk.Text.Day || due == talk.File.Deal.NextStepDue)
                    continue;
                var place = features.Near(line, date.FirstToken, date.NextToken, UpdateDates.Facts(talk, line, date));
                yield return new(UpdateHead.NextStep, line, place, sure => Change(talk, changes, line, due, sure));
            }

            if (!dated)
                yield return new(UpdateHead.NextStep, line, LineFeatures.Facts("undated"), sure => Change(talk, changes, line, null, sure));
        }
    }

    private static ChangeSet? Change(UpdateTalk talk, UpdateChanges changes, UpdateLine line, DateOnly? due, double sure)
    {
        if (talk.File.Activities.Any(a => a.At > talk.Text.At && DateOnly.FromDateTime(a.At.UtcDateTime) == due))
            return null;
        UpdateLine[] lines = [.. new[] { line }.Concat(About(talk, line)).Concat(talk.Around(line)).DistinctBy(l => l.Index)];
        var what = talk.IsEmail && talk.Activity.Subject is { Length: > 0 } subject ? $"{line.Words} ({Subject(subject)})" : line.Words;
        return changes.NextStep(UpdateChanges.Title(what), due, talk.IsTalk ? "Both sides agreed on it." : line.Voice == Voice.Record ? "Our record says that it is agreed." : "The buyer agrees to it.", sure, lines);
    }

    /// <summary>The lines nearest before and after that name what is going to happen: "the pilot", said well before "the second of June, then".</summary>
    private static IEnumerable<UpdateLine> About(UpdateTalk talk, UpdateLine line)
    {
        const int before = 14, after = 4, most = 2;
        return Enumerable.Range(1, before).Select(back => talk.At(line.Index - back)).OfType<UpdateLine>().Where(l => Steps.Matches(l.Tokens)).Take(most)
            .Concat(Enumerable.Range(1, after).Select(on => talk.At(line.Index + on)).OfType<UpdateLine>().Where(l => Steps.Matches(l.Tokens)).Take(1));
    }

    private static string Subject(string subject)
    {
        var plain = subject;
        while (plain.IndexOf(':', StringComparison.Ordinal) is > 0 and < 4 and var colon)
            plain = plain[(colon + 1)..].TrimStart();
        return plain;
    }
}
