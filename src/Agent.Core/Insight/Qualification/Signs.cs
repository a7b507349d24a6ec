using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>All that was said on a criterion, by cues and by the classifier, and what it comes to.</summary>
internal sealed class Signs
{
    /// <summary>A topic is known from here on; tuned on the dev part of the qualification cases.</summary>
    private const double LeastSpoken = 0.3;

    /// <summary>A later statement of the same weight counts by so much more at the end of the talk than at its beginning.</summary>
    private const double Recency = 0.5;

    /// <summary>A phrase that a cue knows says it more surely than a statement that only resembles known ones.</summary>
    private const double Explicit = 3;

    /// <summary>A weaker no is as likely a remark on something else, and a deal dropped by mistake costs more than a question asked twice.</summary>
    private const double LeastDenial = 0.5;

    /// <summary>Each step of rank between two speakers makes the word of the higher one count by so much more.</summary>
    private const double PerRank = 2;

    private readonly List<Sign> _cues;
    private readonly List<TopicSign> _spoken;
    private readonly Ranks _ranks;

    private Signs(List<Sign> cues, List<TopicSign> spoken, Ranks ranks) => (_cues, _spoken, _ranks) = (cues, spoken, ranks);

    /// <summary>The signs of a criterion.</summary>
    public static Signs Of(Criterion criterion, List<Sign> cues, IReadOnlyList<TopicSign> spoken, Ranks ranks) =>
        new(cues, [.. spoken.Where(s => criterion.Topics.Contains(s.Topic))], ranks);

    /// <summary>The verdict and how sure it is.</summary>
    public (Verdict Verdict, double Strength) Weigh()
    {
        var most = _spoken.Select(s => s.Reading.Spoken).Concat(_cues.Select(s => s.Strength)).DefaultIfEmpty().Max();
        if (_spoken.Count == 0 || most < LeastSpoken)
            return CueReader.Weigh(_cues);
        var (yes, no, partly) = (0.0, 0.0, 0.0);
        var orders = _spoken.Select(s => s.Said.Order).Concat(_cues.Select(s => s.Said.Order)).ToList();
        var (first, last) = (orders.Min(), orders.Max());
        foreach (var (said, _, reading) in _spoken)
        {
            var weight = Weight(reading.Spoken, said);
            yes += weight * reading.Yes;
            no += weight * reading.No;
            partly += weight * reading.Partly;
        }

        foreach (var cue in _cues)
        {
            var weight = Explicit * Weight(cue.Strength, cue.Said);
            if (!cue.InFavour)
                no += weight;
            else if ((cue.Status & StatementStatus.Conditional) != 0)
                partly += weight;
            else
                yes += weight;
        }

        var verdict = yes >= no && yes >= partly ? Verdict.Met : no >= partly ? Verdict.NotMet : Verdict.Partly;
        var strength = most * Math.Max(yes, Math.Max(no, partly)) / (yes + no + partly);
        if (verdict == Verdict.NotMet && strength < LeastDenial)
            return (Verdict.Unknown, 0);
        return (verdict, strength);

        double Weight(double surely, Said said) => Math.Pow(PerRank, _ranks.Of(said)) * surely * surely * (1 + (Recency * (said.Order - first) / Math.Max(1, last - first)));
    }

    /// <summary>Quotes for or against, the strongest first.</summary>
    public IEnumerable<Evidence> Quotes(bool inFavour) =>
        _spoken.Where(s => s.Reading.Spoken >= LeastSpoken && (s.Reading.Stance != Stance.No) == inFavour).Select(s => (s.Said, s.Reading.Spoken))
            .Concat(_cues.Where(s => s.InFavour == inFavour).Select(s => (s.Said, Spoken: s.Strength)))
            .OrderByDescending(s => s.Spoken).Select(s => s.Said.Quote);

    /// <summary>Opposite plain statements of which the later one counts.</summary>
    public List<StatementChange> Changes(string what)
    {
        const double plain = 0.6;
        var changes = CueReader.Changes(what, _cues);
        var stated = _spoken.Where(s => s.Reading.Spoken >= plain && s.Reading.Stance != Stance.Partly).ToList();
        for (var i = 1; i < stated.Count; i++)
        {
            if (stated[i - 1].Reading.Stance != stated[i].Reading.Stance && stated[i - 1].Said.Utterance != stated[i].Said.Utterance)
                changes.Add(new(what, stated[i - 1].Said.Quote, stated[i].Said.Quote));
        }

        return changes;
    }
}
