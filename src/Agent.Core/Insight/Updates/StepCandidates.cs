using Agent.Core.Changes;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Days, and lines without one, on which both sides might have agreed to do something together.</summary>
internal static class StepCandidates
{
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
                yield return new(UpdateHead.NextStep, line, features.Facts("undated"), sure => Change(talk, changes, line, null, sure));
        }
    }

    private static ChangeSet? Change(UpdateTalk talk, UpdateChanges changes, UpdateLine line, DateOnly? due, double sure)
    {
        if (talk.File.Activities.Any(a => a.At > talk.Text.At && DateOnly.FromDateTime(a.At.UtcDateTime) == due))
            return null;
        // What is going to happen is often said a little before the day, or after it.
        UpdateLine[] lines = [line, .. talk.Around(line)];
        var what = talk.IsEmail && talk.Activity.Subject is { Length: > 0 } subject ? $"{line.Words} ({Subject(subject)})" : line.Words;
        return changes.NextStep(UpdateChanges.Title(what), due, talk.IsTalk ? "Both sides agreed on it." : line.Voice == Voice.Record ? "Our record says that it is agreed." : "The buyer agrees to it.", sure, lines);
    }

    private static string Subject(string subject)
    {
        var plain = subject;
        while (plain.IndexOf(':', StringComparison.Ordinal) is > 0 and < 4 and var colon)
            plain = plain[(colon + 1)..].TrimStart();
        return plain;
    }
}
