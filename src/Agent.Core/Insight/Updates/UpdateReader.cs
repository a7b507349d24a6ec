using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>
/// Reads one new activity and says which updates of the deal's record it supports, each with the words it stands on. What is only
/// guessed, asked, hoped, told by strangers, tied to a condition, taken back later, about something else, or in the record already gives none.
/// </summary>
public static class UpdateReader
{
    private static readonly CueSet AutomaticSubject = CueSet.Of("(automatic|auto) (reply|response)", "(autoreply|autoresponder|abwesenheitsnotiz)", "out of .1 office", "automatische antwort");

    private static readonly CueSet AutomaticBody = CueSet.Of("(out of|away from) .1 office", "(on|annual|parental) (leave|vacation|holiday) .3 (until|from|till|and|through)", "will not (read|be reading|be forwarded)", "(mailbox|inbox) is not (monitored|read)", "limited access to .3 (email|mail|emails)");

    /// <summary>Reads an activity.</summary>
    /// <param name="file">The deal as it stands; gives nothing once it is closed.</param>
    /// <param name="activity">The new activity; one that lies ahead gives nothing.</param>
    /// <param name="text">The same, taken apart.</param>
    /// <param name="today">The day of the reading.</param>
    /// <returns>At most one change for each <see cref="ChangeSet.Slot"/>. Confidence is 0.9 where the buyer's own words say it in a sentence, 0.8 where our record says it or both sides agreed on it in a talk, 0.7 where it is put together from several sentences or from our words that the buyer took up.</returns>
    public static IReadOnlyList<ChangeSet> Read(DealFile file, Activity activity, ReadActivity text, DateOnly today)
    {
        if (file.Stage.Status != DealStatus.Open || text.Day > today)
            return [];
        var talk = new UpdateTalk(file, activity, text, today);
        if (talk.Lines.Count == 0)
            return [];
        var changes = new UpdateChanges(file);
        var leavers = PeopleUpdates.ReadLeavers(talk, changes).ToList();
        // What a machine sends says who is gone for good, and else only who is away.
        if (IsAutomatic(talk))
            return leavers;
        var loss = EndingReader.ReadLoss(talk, changes);
        var newcomers = PeopleUpdates.ReadNewcomers(talk, changes);
        if (loss is not null)
            return Distinct([loss, .. leavers, .. newcomers]);
        var stage = StageReader.Read(talk, changes);
        var park = stage is null ? EndingReader.ReadPark(talk, changes) : null;
        var won = stage is not null && file.Pipeline.Stages.Any(s => s.Status == DealStatus.Won && s.Id.ToString() == stage.After(ChangeFields.Stage));
        return Distinct(
        [
            stage, park,
            TermsReader.ReadAmount(talk, changes),
            won || park is not null ? null : TermsReader.ReadCloseDate(talk, changes),
            park is not null ? null : StepReader.Read(talk, changes),
            .. TaskReader.Read(talk, changes).Where(t => park is null || !t.Evidence[0].Equals(park.Evidence[0])),
            .. PeopleUpdates.ReadRoles(talk, changes).Where(r => !leavers.Exists(l => l.ContactId == r.ContactId)),
            .. leavers,
            .. newcomers,
        ]);
    }

    private static IReadOnlyList<ChangeSet> Distinct(IEnumerable<ChangeSet?> changes) => [.. changes.OfType<ChangeSet>().DistinctBy(c => c.Slot)];

    private static bool IsAutomatic(UpdateTalk talk) =>
        talk.IsEmail && (AutomaticSubject.Matches(Tokenizer.Read(talk.Activity.Subject, 0, talk.Activity.Subject.Length)) || talk.Lines.Any(l => l.Voice == Voice.Buyer && AutomaticBody.Matches(l.Tokens)));
}
