using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>
/// Reads one new activity and says which updates of the deal's record it supports, each with the words it stands on. A learned model says
/// how likely a line is a fact of this deal of some kind, rather than a guess, a question, hearsay or news of something else; the record says what of it is new.
/// </summary>
public static class UpdateReader
{
    /// <summary>Reads an activity.</summary>
    /// <param name="file">The deal as it stands; gives nothing once it is closed.</param>
    /// <param name="activity">The new activity; one that lies ahead gives nothing.</param>
    /// <param name="text">The same, taken apart.</param>
    /// <param name="today">The day of the reading.</param>
    /// <returns>At most one change for each <see cref="ChangeSet.Slot"/>, with the model's probability as its confidence.</returns>
    public static IReadOnlyList<ChangeSet> Read(DealFile file, Activity activity, ReadActivity text, DateOnly today) =>
        UpdateReading.Open(file, activity, text, today)?.Choose(UpdateModel.Default) ?? [];
}

/// <summary>An activity with all that its lines might support.</summary>
internal sealed class UpdateReading
{
    private const int MostTasks = 5;

    private readonly LineFeatures _features;

    private UpdateReading(UpdateTalk talk)
    {
        Talk = talk;
        _features = new(talk);
        Candidates = UpdateCandidates.Of(talk, _features);
    }

    public UpdateTalk Talk { get; }

    public IReadOnlyList<UpdateCandidate> Candidates { get; }

    /// <summary>Null where there is nothing to read: the deal is closed, the activity lies ahead, or it has no words.</summary>
    public static UpdateReading? Open(DealFile file, Activity activity, ReadActivity text, DateOnly today)
    {
        if (file.Stage.Status != DealStatus.Open || text.Day > today)
            return null;
        var talk = new UpdateTalk(file, activity, text, today);
        return talk.Lines.Count == 0 ? null : new(talk);
    }

    /// <summary>Features of a candidate: of its line and of its place.</summary>
    public IEnumerable<Qualification.Topics.Feature> FeaturesOf(UpdateCandidate candidate) => _features.Of(candidate.Line).Concat(candidate.Place);

    /// <summary>Features that tell a role.</summary>
    public IEnumerable<Qualification.Topics.Feature> RoleFeaturesOf(UpdateCandidate candidate) => _features.OfWords(candidate.Line).Concat(candidate.Place);

    /// <summary>How likely a candidate is an update.</summary>
    public double Probability(UpdateModel model, UpdateCandidate candidate) => model.Probability(candidate.Head, _features.Of(candidate.Line), candidate.Place);

    /// <summary>The change of a candidate: a task with its likeliest day, a contact with the likeliest role.</summary>
    public ChangeSet? Change(UpdateModel model, UpdateCandidate candidate, double probability)
    {
        if (candidate.Head == UpdateHead.Task)
        {
            var due = candidate.Dues.Select(d => (Option: d, Probability: model.Probability(UpdateHead.Due, d.Place))).Where(d => d.Probability >= 0.5).DefaultIfEmpty().MaxBy(d => d.Probability).Option;
            return candidate.BuildDue(probability, due);
        }

        if (candidate.Head != UpdateHead.Role || candidate.Who is not { } who)
            return candidate.Build(probability);
        var role = Enum.GetValues<BuyingRole>().MaxBy(r => model.Probability(UpdateModel.HeadOf(r), _features.OfWords(candidate.Line), candidate.Place));
        return who.Role == role ? null : new UpdateChanges(Talk.File).Role(who, role, candidate.Line.Voice == Voice.Record ? "Our record says so." : "The buyer says so.", probability, candidate.Line);
    }

    /// <summary>What is proposed: what is likelier than the model's threshold, less what another proposal rules out.</summary>
    public IReadOnlyList<ChangeSet> Choose(UpdateModel model)
    {
        var chosen = Ranked(model, model.Threshold);
        return [.. chosen.Where(c => !IsRuledOut(c.Candidate, chosen)).Select(c => c.Change)];
    }

    /// <summary>Of each slot the likeliest change, from a probability on, likeliest first.</summary>
    public List<(UpdateCandidate Candidate, ChangeSet Change)> Ranked(UpdateModel model, double least)
    {
        var likely = Candidates.Select(c => (Candidate: c, Probability: Probability(model, c))).Where(c => c.Probability >= least).OrderByDescending(c => c.Probability);
        var chosen = new List<(UpdateCandidate Candidate, ChangeSet Change)>();
        foreach (var (candidate, probability) in likely)
        {
            if (candidate.Head == UpdateHead.Task && IsSaidTwice(candidate, chosen))
                continue;
            if (Change(model, candidate, probability) is { } change && !chosen.Exists(c => c.Change.Slot == change.Slot || (c.Candidate.Head == candidate.Head && candidate.Head == UpdateHead.Newcomer && SameName(c.Change, change))))
                chosen.Add((candidate, change));
        }

        return chosen;
    }

    /// <summary>A request and our yes to it are one task, and so is what we go on to say of it.</summary>
    private bool IsSaidTwice(UpdateCandidate task, List<(UpdateCandidate Candidate, ChangeSet Change)> chosen) =>
        chosen.Count(c => c.Candidate.Head == UpdateHead.Task) >= MostTasks
        || (Talk.IsTalk && chosen.Exists(c => c.Candidate.Head == UpdateHead.Task && Math.Abs(c.Candidate.Line.Utterance.Index - task.Line.Utterance.Index) <= 1));

    private static bool SameName(ChangeSet a, ChangeSet b) => Names.IsSamePerson(a.After(ChangeFields.Name)!, b.After(ChangeFields.Name)!) || Names.IsSamePerson(b.After(ChangeFields.Name)!, a.After(ChangeFields.Name)!);

    /// <summary>A deal that is lost has no terms and steps any more; one that is won or waits has no new day of signature; who left has no part.</summary>
    private static bool IsRuledOut(UpdateCandidate candidate, List<(UpdateCandidate Candidate, ChangeSet Change)> chosen)
    {
        bool Has(UpdateHead head) => chosen.Exists(c => c.Candidate.Head == head);
        return candidate.Head switch
        {
            UpdateHead.Left or UpdateHead.Newcomer or UpdateHead.Loss => false,
            UpdateHead.Role => Has(UpdateHead.Loss) || chosen.Exists(c => c.Candidate.Head == UpdateHead.Left && c.Change.ContactId == candidate.Who?.Contact.Id),
            UpdateHead.CloseDate => Has(UpdateHead.Loss) || Has(UpdateHead.Park) || Has(UpdateHead.Signed),
            UpdateHead.Park => Has(UpdateHead.Loss) || Has(UpdateHead.Signed),
            _ => Has(UpdateHead.Loss),
        };
    }
}
