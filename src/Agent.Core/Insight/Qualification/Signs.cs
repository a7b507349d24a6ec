using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>What the readers of amounts, dates and names found beside the classifier.</summary>
internal enum Stated
{
    /// <summary>Nothing.</summary>
    No,

    /// <summary>Said or confirmed by the buyer.</summary>
    Yes,

    /// <summary>Said under a condition.</summary>
    Conditionally,
}

/// <summary>All that was said on a criterion, by cues and by the classifier, and what it comes to.</summary>
internal sealed class Signs
{
    /// <summary>Words and signs of a sentence that can be understood by itself.</summary>
    private const int LeastWords = 5;

    /// <summary>A turn of more sentences, such as a mail, is no quote.</summary>
    private const int MostOfTurn = 4;

    /// <summary>From here on a statement is shown as a quote.</summary>
    private const double LeastSpoken = 0.3;

    /// <summary>A later statement of the same weight counts by so much more at the end of the talk than at its beginning.</summary>
    private const double Recency = 0.5;

    /// <summary>
    /// A phrase that a cue knows multiplies the odds of what it says by e to this power at full strength; tuned on calls that were read.
    /// Such phrases are too few in the talks that the weights were learned from to have weights of their own.
    /// </summary>
    private const double Explicit = 5;

    /// <summary>The same for an amount, a date or a name that the buyer said.</summary>
    private const double Figures = 1;

    /// <summary>A weaker no is as likely a remark on something else, and a deal dropped by mistake costs more than a question asked twice.</summary>
    private const double LeastDenial = 0.4;

    /// <summary>
    /// The weights were learned from single talks. The more texts a deal has, the likelier is a sentence in one of them that only sounds
    /// like the matter: with every doubling a verdict has to be surer by so much, up to <see cref="MostDoubt"/>, or it stays unknown.
    /// </summary>
    private const double PerDoubling = 0.25;

    private const double MostDoubt = 0.6;

    /// <summary>Each step of rank between two speakers makes the word of the higher one count by so much more.</summary>
    private const double PerRank = 2;

    private readonly Criterion _criterion;
    private readonly Standing _standing;
    private readonly List<Sign> _cues;
    private readonly List<TopicSign> _spoken;
    private readonly Ranks _ranks;
    private readonly Stated _stated;
    private readonly int _texts;

    private Signs(Criterion criterion, Standing standing, Ranks ranks, Stated stated, int texts) =>
        (_criterion, _standing, _cues, _spoken, _ranks, _stated, _texts) = (criterion, standing, standing.Cues, standing.Spoken, ranks, stated, texts);

    /// <summary>The signs of a criterion.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="standing">What was said on it and still stands.</param>
    /// <param name="ranks">Whose word counts more.</param>
    /// <param name="stated">What else speaks for it.</param>
    /// <param name="texts">How many texts there are, at least 1.</param>
    public static Signs Of(Criterion criterion, Standing standing, Ranks ranks, Stated stated, int texts) => new(criterion, standing, ranks, stated, texts);

    /// <summary>The verdict and how sure it is: learned for criteria with topics, by rule for those with cues alone.</summary>
    public (Verdict Verdict, double Strength) Weigh() => Weigh(VerdictModel.Default);

    /// <summary>The same by other weights.</summary>
    public (Verdict Verdict, double Strength) Weigh(VerdictModel model)
    {
        var (explicitly, strength) = CueReader.Weigh(_cues);
        if (_criterion.Topics.Count == 0)
            return (explicitly, strength);
        if (_spoken.Count == 0 && _cues.Count == 0 && _stated == Stated.No)
            return (Verdict.Unknown, 0);
        var p = model.Read(Features());
        p[(int)explicitly] *= Math.Exp(Explicit * strength);
        if (_stated != Stated.No)
            p[(int)(_stated == Stated.Yes ? Verdict.Met : Verdict.Partly)] *= Math.Exp(Figures);
        // A figure under a condition is no plain yes, however surely it is said.
        if (_stated == Stated.Conditionally)
            (p[(int)Verdict.Partly], p[(int)Verdict.Met]) = (p[(int)Verdict.Partly] + p[(int)Verdict.Met], 0);
        var surely = p.Max() / p.Sum();
        var best = (Verdict)Array.IndexOf(p, p.Max());
        var least = Math.Max(best == Verdict.NotMet ? LeastDenial : 0, _standing.IsSettled ? 0 : Math.Min(MostDoubt, PerDoubling * Math.Log2(_texts)));
        return best == Verdict.Unknown || surely < least ? (Verdict.Unknown, 0) : (best, surely);
    }

    /// <summary>What the verdict is learned from; the names are those of the weights.</summary>
    public IEnumerable<(string Name, double Value)> Features()
    {
        yield return ("always", 1);
        var turns = _spoken.GroupBy(s => s.Said.Utterance).Select(g => g.MaxBy(s => s.Reading.Spoken)!).OrderByDescending(s => s.Reading.Spoken).Take(2).ToList();
        var most = turns.Count > 0 ? turns[0].Reading.Spoken : 0;
        yield return ("most", Logit(most));
        yield return ("second", Logit(turns.Count > 1 ? turns[1].Reading.Spoken : 0));
        yield return ("any", Logit(1 - _spoken.Aggregate(1.0, (none, s) => none * (1 - s.Reading.Spoken))));

        foreach (var (sense, of) in Senses)
        {
            yield return ($"most {sense}", Logit(_spoken.Select(s => s.Reading.Spoken * of(s.Reading)).DefaultIfEmpty().Max()));
            yield return ($"sum {sense}", Share(of) * most);
            yield return ($"best {sense}", turns.Count > 0 ? most * of(turns[0].Reading) : 0);
            yield return ($"last {sense}", Last() is { } last ? last.Spoken * of(last) : 0);
        }

        yield return ($"stated {_stated}", 1);
    }

    private static readonly (string, Func<TopicReading, double>)[] Senses = [("yes", r => r.Yes), ("no", r => r.No), ("partly", r => r.Partly)];

    private static double Logit(double p)
    {
        p = Math.Clamp(p, 0.02, 0.98);
        return Math.Log(p / (1 - p)) / 2;
    }

    /// <summary>The last statement that is nearly as plain as the plainest.</summary>
    private TopicReading? Last()
    {
        const double nearly = 0.7;
        var most = _spoken.Select(s => s.Reading.Spoken).DefaultIfEmpty().Max();
        return _spoken.FindLast(s => s.Reading.Spoken >= nearly * most)?.Reading;
    }

    /// <summary>The share of a sense in all statements: plain ones, late ones and those of people with more say count more.</summary>
    private double Share(Func<TopicReading, double> of)
    {
        if (_spoken.Count == 0)
            return 0;
        var (first, last) = (_spoken[0].Said.Order, _spoken[^1].Said.Order);
        var (share, all) = (0.0, 0.0);
        foreach (var (said, _, reading, _) in _spoken)
        {
            var weight = Math.Pow(PerRank, _ranks.Of(said)) * reading.Spoken * reading.Spoken * (1 + (Recency * (said.Order - first) / Math.Max(1, last - first)));
            share += weight * of(reading);
            all += weight;
        }

        return all > 0 ? share / all : 0;
    }

    /// <summary>
    /// Quotes for or against, the strongest first. A question seldom states anything, and "Good." proves nothing to whoever reads it without
    /// what was said before: such words are shown only where there are no others, and then with all of their turn.
    /// </summary>
    public IEnumerable<Evidence> Quotes(bool inFavour)
    {
        // Of words that cannot be understood alone, only those that say it about as plainly as the plainest.
        const double nearly = 0.8;
        var quotes = _spoken.Select(s => (s.Said, Spoken: s.Reading.Spoken * (inFavour ? 1 - s.Reading.No : s.Reading.No), s.Reading.Stance))
            .Where(s => s.Spoken >= LeastSpoken && (s.Stance != Stance.No) == inFavour).Select(s => (s.Said, s.Spoken))
            .Concat(_cues.Where(s => s.InFavour == inFavour).Select(s => (s.Said, Spoken: s.Strength)))
            .OrderByDescending(s => s.Spoken).ToList();
        var telling = quotes.FindAll(s => s.Said.Sentence.Tokens.Count >= LeastWords && !s.Said.Sentence.IsQuestion);
        return telling.Count > 0
            ? telling.Select(s => s.Said.Quote)
            : quotes.Where(s => s.Spoken >= nearly * quotes[0].Spoken).Select(s => s.Said.Utterance.Sentences.Count > MostOfTurn ? s.Said.Quote : s.Said.Text.Quote(s.Said.Utterance, s.Said.Utterance.Sentences[0].Start, s.Said.Utterance.Sentences[^1].End));
    }

    /// <summary>Plain words of which the later one counts.</summary>
    public IReadOnlyList<StatementChange> Changes => _standing.Changes;
}
