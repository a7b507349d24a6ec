using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>Everything read from a deal's texts that the verdicts of a framework rest on.</summary>
/// <param name="Talk">Who said what.</param>
/// <param name="Ranks">Whose word counts more.</param>
/// <param name="Budgets">Budgets stated, in the order they were said.</param>
/// <param name="Times">Times wanted, in the order they were said.</param>
/// <param name="Rivals">Competitors named; empty when the framework does not ask for them.</param>
/// <param name="Signs">What was said on each criterion, in the framework's order.</param>
internal sealed record TalkReading(
    Talk Talk,
    Ranks Ranks,
    List<BudgetStatement> Budgets,
    List<TimeStatement> Times,
    List<(string Name, Evidence Evidence)> Rivals,
    List<(Criterion Criterion, Signs Signs)> Signs)
{
    /// <summary>Reads the texts.</summary>
    /// <param name="framework">What to find out.</param>
    /// <param name="texts">The texts, in any order.</param>
    /// <param name="prices">List prices, or null.</param>
    /// <param name="competitors">Known names of competitors.</param>
    /// <param name="stakeholders">The buyer's people.</param>
    /// <param name="model">The statement classifier.</param>
    public static TalkReading Read(
        Framework framework,
        IReadOnlyList<ReadActivity> texts,
        PriceBook? prices,
        IReadOnlyCollection<string> competitors,
        IReadOnlyList<Stakeholder> stakeholders,
        StatementModel model)
    {
        var talk = new Talk(texts, prices);
        var ranks = Ranks.Of(talk, stakeholders);
        var budgets = BudgetReader.Read(talk);
        var times = TimelineReader.Wanted(talk);
        var rivals = framework.Criteria.Any(c => c.Reader == CriterionReader.Competition) ? RivalsIn(talk, competitors) : [];
        var spoken = framework.Criteria.Any(c => c.Topics.Count > 0) ? TopicReader.Read(talk, model) : [];
        var signs = new List<(Criterion, Signs)>(framework.Criteria.Count);
        foreach (var criterion in framework.Criteria)
        {
            var standing = Standing.Of(criterion, CueReader.Signs(talk, criterion, framework.Lexicon), spoken.FindAll(s => BearsOn(criterion, s)), Figures(criterion), ranks);
            // What was taken back is no figure any more.
            if (criterion.Reader == CriterionReader.Budget)
                budgets = budgets.FindAll(b => standing.Holds(b.Said, StanceOf(b.Status)));
            else if (criterion.Reader == CriterionReader.Timeline)
                times = times.FindAll(t => standing.Holds(t.Said, Stance.Yes));
            signs.Add((criterion, Qualification.Signs.Of(criterion, standing, ranks, StatedOn(criterion, standing), texts.Count)));
        }

        return new(talk, ranks, budgets, times, rivals, signs);

        IEnumerable<(Said, Stance)> Figures(Criterion criterion) => criterion.Reader switch
        {
            CriterionReader.Budget => budgets.Where(b => b.Agreed).Select(b => (b.Said, StanceOf(b.Status))),
            CriterionReader.Timeline => times.Where(t => t.Agreed).Select(t => (t.Said, Stance.Yes)),
            _ => [],
        };

        Stated StatedOn(Criterion criterion, Standing standing) => criterion.Reader switch
        {
            CriterionReader.Budget when BudgetReader.Current(budgets, ranks) is { Agreed: true } budget && !IsHalfApproved(budget, standing) => Of(budget.Status),
            CriterionReader.Timeline when TimelineReader.Current(times, ranks) is { Agreed: true } => Stated.Yes,
            CriterionReader.Competition when rivals.Count > 0 => Stated.Yes,
            _ => Stated.No,
        };
    }

    /// <summary>"Ten is approved, and ten more is asked for" names a sum and still is no plain yes.</summary>
    private static bool IsHalfApproved(BudgetStatement budget, Standing standing) =>
        Of(budget.Status) == Stated.Yes && budget.Said.Sentence.Tokens.Any(t => t.Norm.StartsWith("approv", StringComparison.Ordinal))
        && standing.Spoken.Exists(s => s.Said == budget.Said && s.Reading.Stance == Stance.Partly);

    /// <summary>That something is no problem denies a need only where somebody asked for problems: "No problem if not" is a courtesy.</summary>
    private static bool BearsOn(Criterion criterion, TopicSign sign) =>
        criterion.Topics.Contains(sign.Topic) && !(sign.Topic == Topic.Pain && criterion.Topics.Contains(Topic.Need) && sign.Reading.Stance == Stance.No && !sign.Answers);

    private static Stance StanceOf(StatementStatus status) => (status & StatementStatus.Conditional) != 0 ? Stance.Partly : Stance.Yes;

    private static Stated Of(StatementStatus status) => (status & StatementStatus.Conditional) != 0 ? Stated.Conditionally : Stated.Yes;

    private static List<(string Name, Evidence Evidence)> RivalsIn(Talk talk, IReadOnlyCollection<string> competitors)
    {
        var people = talk.All.Select(s => s.Utterance.Speaker).OfType<string>().Distinct().ToList();
        string[] own = [.. people, .. people.Select(p => p.Split(' ')[0])];
        return [.. talk.All.SelectMany(s => Competitors.Find(s.Text.Text, s.Sentence, competitors, own).Select(c => (c.Name, s.Text.Quote(s.Utterance, c.Start, c.End))))];
    }
}
