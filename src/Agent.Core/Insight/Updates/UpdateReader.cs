using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;
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

/// <summary>A candidate that its line speaks for.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Context">Features of it among all others of the text, for the judge.</param>
internal sealed record Finding(UpdateCandidate Candidate, List<Feature> Context)
{
    /// <summary>The day of a task, or null.</summary>
    public DueOption? Due { get; init; }

    /// <summary>The part of a contact.</summary>
    public BuyingRole? Role { get; init; }
}

/// <summary>An activity with all that its lines might support.</summary>
internal sealed class UpdateReading
{
    private const int MostTasks = 5;

    /// <summary>Log odds below which a line alone rules an update out.</summary>
    private const double LeastSum = -3;

    private const double NoChoice = -3;

    private readonly LineFeatures _features;

    private UpdateReading(UpdateTalk talk)
    {
        Talk = talk;
        _features = new(talk);
        Candidates = UpdateCandidates.Of(talk, _features);
    }

    public UpdateTalk Talk { get; }

    public IReadOnlyList<UpdateCandidate> Candidates { get; }

    /// <summary>
    /// Null where there is nothing to read: the deal is closed, the activity lies ahead, or it has no words; or an email whose sender's address
    /// nobody knows, since its words are nobody's that could change the deal.
    /// </summary>
    public static UpdateReading? Open(DealFile file, Activity activity, ReadActivity text, DateOnly today)
    {
        var isFromNobody = activity is { Kind: ActivityKind.Email, Direction: Direction.Inbound } && text.Utterances.Any(u => u.Part == TextPart.Body && u.Side == Side.Unknown);
        if (file.Stage.Status != DealStatus.Open || text.Day > today || isFromNobody)
            return null;
        var talk = new UpdateTalk(file, activity, text, today);
        return talk.Lines.Count == 0 ? null : new(talk);
    }

    /// <summary>Features of the line of a candidate.</summary>
    public List<Feature> FeaturesOf(UpdateCandidate candidate) => _features.Of(candidate.Line);

    /// <summary>Features of the text as a whole.</summary>
    public List<Feature> TextFeatures => _features.Text;

    /// <summary>The features of the line that tell a role.</summary>
    public List<Feature> RoleFeaturesOf(UpdateCandidate candidate) => _features.OfWords(candidate.Line);

    /// <summary>What is proposed: what is likelier than the model's threshold, less what another proposal rules out.</summary>
    public IReadOnlyList<ChangeSet> Choose(UpdateModel model)
    {
        var chosen = new List<(UpdateCandidate Candidate, ChangeSet Change)>();
        foreach (var finding in Findings(model))
        {
            var probability = model.Probability(UpdateModel.Judge, finding.Context);
            if (probability >= model.Threshold && Change(finding, probability) is { } change)
                chosen.Add((finding.Candidate, change));
        }

        return [.. chosen.Where(c => !IsRuledOut(c.Candidate, chosen)).OrderByDescending(c => c.Change.Confidence).Select(c => c.Change)];
    }

    /// <summary>Of each slot the candidate that its own line makes the likeliest, with what the text as a whole says of it.</summary>
    public List<Finding> Findings(UpdateModel model)
    {
        var sums = new double[Candidates.Count];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = model.Sum(Candidates[i].Head, _features.Of(Candidates[i].Line), Candidates[i].Place);
        var context = new ContextFeatures(Talk, Candidates, sums);
        var whole = new double?[(int)UpdateHead.Due];
        var found = new List<(Finding Finding, ChangeSet Change)>();
        foreach (var i in Enumerable.Range(0, sums.Length).Where(i => sums[i] >= LeastSum).OrderByDescending(i => sums[i]))
        {
            var candidate = Candidates[i];
            if (candidate.Head == UpdateHead.Task && IsSaidTwice(candidate, found))
                continue;
            var (finding, sure) = Complete(model, candidate);
            if (finding is not null && Change(finding, 0.5) is { } change && !found.Exists(c => c.Change.Slot == change.Slot || (c.Finding.Candidate.Head == candidate.Head && candidate.Head == UpdateHead.Newcomer && SameName(c.Change, change))))
                found.Add((finding with { Context = context.Of(i, sure, whole[(int)candidate.Head] ??= model.Sum(UpdateModel.WholeOf(candidate.Head), _features.Text)) }, change));
        }

        return found.ConvertAll(f => f.Finding);
    }

    /// <summary>The change of a finding; null when the record rules it out.</summary>
    public ChangeSet? Change(Finding finding, double probability) => finding switch
    {
        { Candidate.Head: UpdateHead.Task } => finding.Candidate.BuildDue(probability, finding.Due),
        { Role: { } role, Candidate: { Who: { } who } candidate } => new UpdateChanges(Talk.File).Role(who, role, candidate.Line.Voice == Voice.Record ? "Our record says so." : "The buyer says so.", probability, candidate.Line),
        _ => finding.Candidate.Build(probability),
    };

    /// <summary>A task with its likeliest day, a contact with the likeliest role; with log odds of that choice.</summary>
    private (Finding? Finding, double Sure) Complete(UpdateModel model, UpdateCandidate candidate)
    {
        if (candidate.Head == UpdateHead.Task)
        {
            var dues = candidate.Dues.Select(d => (Option: d, Sum: model.Sum(UpdateHead.Due, d.Place))).OrderByDescending(d => d.Sum).ToList();
            var (likeliest, sum) = dues is [var first, ..] ? first : (null, NoChoice);
            return (new(candidate, []) { Due = sum >= 0 ? likeliest : null }, Math.Abs(sum));
        }

        if (candidate.Head != UpdateHead.Role || candidate.Who is not { } who)
            return (new(candidate, []), 0);
        var roles = Enum.GetValues<BuyingRole>().Select(r => (Role: r, Sum: model.Sum(UpdateModel.HeadOf(r), _features.OfWords(candidate.Line), candidate.Place))).OrderByDescending(r => r.Sum).ToList();
        return who.Role == roles[0].Role ? (null, 0) : (new(candidate, []) { Role = roles[0].Role }, roles[0].Sum - roles[1].Sum);
    }

    /// <summary>A request and our yes to it are one task, and so is what we go on to say of it.</summary>
    private bool IsSaidTwice(UpdateCandidate task, List<(Finding Finding, ChangeSet Change)> found) =>
        found.Count(f => f.Finding.Candidate.Head == UpdateHead.Task) >= MostTasks
        || (Talk.IsTalk && found.Exists(f => f.Finding.Candidate.Head == UpdateHead.Task && Math.Abs(f.Finding.Candidate.Line.Utterance.Index - task.Line.Utterance.Index) <= 1));

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
