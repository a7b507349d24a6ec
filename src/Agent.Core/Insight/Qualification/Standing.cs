using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>
/// What was said on a criterion and still stands: a plain word of a later text takes the place of what was said before, and so does the
/// word of somebody with more say in the same talk. Within one talk of one person it is the weighing that tells what counts.
/// </summary>
internal sealed class Standing
{
    /// <summary>From here on a statement plainly bears on the criterion.</summary>
    private const double PlainlySpoken = 0.8;

    /// <summary>From here on it plainly says yes, or no.</summary>
    private const double PlainlyMeant = 0.75;

    /// <summary>A cue of this strength is explicit.</summary>
    private const double Explicitly = 0.8;

    /// <summary>What this short says yes or no to is not told by itself: "No problem if not."</summary>
    private const int LeastWords = 4;

    private readonly Criterion _criterion;
    private readonly Ranks _ranks;
    private readonly List<Word> _later = [];

    private Standing(Criterion criterion, Ranks ranks) => (_criterion, _ranks) = (criterion, ranks);

    /// <summary>Somebody's plain word on a criterion.</summary>
    /// <param name="Said">Where.</param>
    /// <param name="Stance">In which sense.</param>
    /// <param name="Source">What found it.</param>
    private readonly record struct Word(Said Said, Stance Stance, Source Source);

    private enum Source
    {
        /// <summary>An amount or a date, which takes the place of nothing.</summary>
        Figure,

        /// <summary>The classifier.</summary>
        Classifier,

        /// <summary>A cue: the words leave no doubt.</summary>
        Cue,
    }

    /// <summary>Cues that still count, in the order they were said.</summary>
    public List<Sign> Cues { get; private set; } = [];

    /// <summary>What the classifier found and still counts, in the order it was said.</summary>
    public List<TopicSign> Spoken { get; private set; } = [];

    /// <summary>Plain words of which the later one counts.</summary>
    public List<StatementChange> Changes { get; } = [];

    /// <summary>True when a later word took the place of an earlier one, so that what stands was said on purpose.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Tells what still stands.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="cues">What cues found, in the order it was said.</param>
    /// <param name="spoken">What the classifier found on the criterion's topics, in the order it was said.</param>
    /// <param name="figures">Amounts or dates that the buyer stated, which a later word can take back.</param>
    /// <param name="ranks">Whose word counts more.</param>
    public static Standing Of(Criterion criterion, List<Sign> cues, List<TopicSign> spoken, IEnumerable<(Said Said, Stance Stance)> figures, Ranks ranks)
    {
        var standing = new Standing(criterion, ranks);
        var stated = figures.Select(f => new Word(f.Said, f.Stance, Source.Figure)).ToList();
        standing._later.AddRange(cues.Where(c => c.Strength >= Explicitly && (c.Status & StatementStatus.Conditional) == 0).Select(c => new Word(c.Said, StanceOf(c), Source.Cue))
            .Concat(spoken.Where(s => IsState(s.Topic) && IsPlain(s)).Select(s => new Word(s.Said, s.Reading.Stance, Source.Classifier)))
            .OrderBy(w => w.Said.Order).DistinctBy(w => (w.Said.Order, w.Stance)));
        standing.Cues = cues.FindAll(c => standing.Holds(c.Said, StanceOf(c)));
        standing.Spoken = spoken.FindAll(s => !IsState(s.Topic) || standing.Holds(s.Said, s.Reading.Stance));
        standing.FindChanges(stated);
        return standing;
    }

    /// <summary>False when a later word took the place of what was said there in this sense.</summary>
    public bool Holds(Said said, Stance stance) => !_later.Exists(w => w.Stance != stance && Replaces(w, said));

    /// <summary>
    /// Money, a right to decide, a date: of these one thing holds at a time. Pains, figures and steps stand beside each other, and that one of
    /// them is denied says nothing of the others.
    /// </summary>
    private static bool IsState(Topic topic) => topic is Topic.Budget or Topic.Authority or Topic.Need or Topic.Timeline or Topic.EconomicBuyer or Topic.Champion or Topic.Priority;

    private static bool IsPlain(TopicSign sign) =>
        sign.Reading.Spoken >= PlainlySpoken && Math.Max(sign.Reading.Yes, sign.Reading.No) >= PlainlyMeant && !sign.Said.Sentence.IsQuestion && sign.Said.Sentence.Tokens.Count(t => t.Kind != TokenKind.Symbol) >= LeastWords;

    private static Stance StanceOf(Sign cue) => !cue.InFavour ? Stance.No : (cue.Status & StatementStatus.Conditional) != 0 ? Stance.Partly : Stance.Yes;

    /// <summary>
    /// In a later text, what was withdrawn is gone whoever tells it, but a yes has to come from somebody with as much say. Whether somebody can
    /// decide, or fights for it, is told of that person alone.
    /// </summary>
    private bool Replaces(Word later, Said former)
    {
        if (later.Said.Order <= former.Order)
            return false;
        var samePerson = string.Equals(later.Said.Utterance.Speaker, former.Utterance.Speaker, StringComparison.OrdinalIgnoreCase);
        if (later.Said.Text == former.Text)
            return !samePerson && !IsPersonal && Rank(later.Said) > Rank(former);
        return IsPersonal ? samePerson : later.Stance == Stance.No || Rank(later.Said) >= Rank(former);
    }

    private bool IsPersonal => _criterion.Topics.Any(t => t is Topic.Authority or Topic.Champion);

    private int Rank(Said said) => _ranks.Of(said, ofMoney: _criterion.Reader == CriterionReader.Budget);

    private void FindChanges(List<Word> stated)
    {
        Word? current = null;
        foreach (var word in _later.Concat(stated).OrderBy(w => w.Said.Order))
        {
            if (current is { } before && before.Stance != word.Stance)
            {
                var replaces = word.Source != Source.Figure && Replaces(word, before.Said);
                // Within a talk people change their minds too; there the weighing decides, and only what is explicit is reported.
                if (!replaces && !(word.Source == Source.Cue && before.Source == Source.Cue && word.Said.Utterance != before.Said.Utterance))
                    continue;
                IsSettled |= replaces;
                Changes.Add(new(_criterion.Name, before.Said.Quote, word.Said.Quote));
            }

            current = word;
        }
    }
}
