using System.Runtime.InteropServices;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>What the classifier found in a turn of the buyer, or in a part of a long one.</summary>
/// <param name="Said">The sentence that says it, for the quote.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Reading">How surely, and in which sense.</param>
/// <param name="Answers">True when it is among the first sentences behind a question.</param>
internal sealed record TopicSign(Said Said, Topic Topic, TopicReading Reading, bool Answers);

/// <summary>A turn of the buyer's side.</summary>
/// <param name="Sentences">Its sentences.</param>
/// <param name="Question">The last sentences of what was said before by somebody else; empty for none.</param>
internal sealed record BuyersTurn(List<Said> Sentences, Units[] Question)
{
    /// <summary>Features of some of its sentences; only the first answers what was said before.</summary>
    public List<Feature> Features(int first, int count) =>
        StatementFeatures.Of(QuestionOf(first), [.. Sentences.Skip(first).Take(count).Select(TopicReader.UnitsOf).OfType<Units>()], ReplyOf(first));

    /// <summary>What a stretch from this sentence on answers.</summary>
    public Units[] QuestionOf(int first) => first == 0 ? Question : [];

    /// <summary>Whether a stretch from this sentence on opens with a yes or a no to it.</summary>
    public Reply ReplyOf(int first) => first == 0 ? Dialogue.Of(Sentences[0].Utterance) : Reply.None;
}

/// <summary>Reads the buyer's turns of a talk with the statement classifier.</summary>
internal static class TopicReader
{
    /// <summary>Sentences that are read together; the classifier has learned from statements of one to three.</summary>
    public const int Window = 3;

    /// <summary>Sentences of what was said before that count as the question.</summary>
    public const int QuestionWindow = 2;

    /// <summary>Below this, a statement does not bear on a topic enough to be looked at.</summary>
    private const double LeastSpoken = 0.15;

    /// <summary>What the buyer's side said on any topic, in the order it was said.</summary>
    public static List<TopicSign> Read(Talk talk, StatementModel model)
    {
        var signs = new List<TopicSign>();
        var stretches = new Stretches(model);
        foreach (var turn in BuyersTurns(talk))
            Read(turn, stretches, signs);
        return signs;
    }

    /// <summary>The turns of the buyer's side, each with what somebody else said just before.</summary>
    public static IEnumerable<BuyersTurn> BuyersTurns(Talk talk)
    {
        List<Said> before = [];
        foreach (var turn in Turns(talk))
        {
            if (!turn[0].BySeller)
                yield return new(turn, IsAnswer(before, turn) ? Question(before) : []);
            before = turn;
        }
    }

    /// <summary>A sentence for the classifier; null without a word.</summary>
    public static Units? UnitsOf(Said said) => Units.Of(said.Text.Text, said.Sentence, said.Text.Day);

    private static bool IsAnswer(List<Said> before, List<Said> turn) =>
        before.Count > 0 && before[0].Text == turn[0].Text && before[0].Utterance.Speaker != turn[0].Utterance.Speaker;

    /// <summary>The last sentences of a turn that have words in them.</summary>
    private static Units[] Question(List<Said> turn)
    {
        var question = new List<Units>(QuestionWindow);
        for (var i = turn.Count - 1; i >= 0 && question.Count < QuestionWindow; i--)
        {
            if (UnitsOf(turn[i]) is { } units)
                question.Insert(0, units);
        }

        return [.. question];
    }

    private static IEnumerable<List<Said>> Turns(Talk talk)
    {
        var turn = new List<Said>();
        foreach (var said in talk.All)
        {
            if (turn.Count > 0 && turn[0].Utterance != said.Utterance)
            {
                yield return turn;
                turn = [];
            }

            turn.Add(said);
        }

        if (turn.Count > 0)
            yield return turn;
    }

    private static void Read(BuyersTurn spoken, Stretches stretches, List<TopicSign> signs)
    {
        var turn = spoken.Sentences;
        stretches.Open(spoken);
        var imagined = turn.Select(s => Counterfactuals.Fill(s.Sentence)).ToArray();
        var conditional = turn.Select(s => (Statements.OfSentence(s.Sentence) & StatementStatus.Conditional) != 0).ToArray();
        var count = Math.Min(Window, turn.Count);
        for (var first = 0; first + count <= turn.Count; first++)
        {
            var whole = count == 1 ? stretches.Of(first) : stretches.Together(first, count);
            for (var t = 0; t < whole.Length; t++)
            {
                // The sentence that bears most on the topic alone is the one to quote.
                var best = first;
                for (var i = first + 1; i < first + count; i++)
                    best = stretches.Of(i)[t].Spoken > stretches.Of(best)[t].Spoken ? i : best;
                var reading = stretches.Of(best)[t].Spoken > whole[t].Spoken ? stretches.Of(best)[t] : whole[t];
                if (IsOfFact((Topic)t))
                    reading = imagined[best] ? reading.OnlyNo() : conditional[best] && (Topic)t == Topic.Budget ? reading.UnderCondition() : reading;
                if (reading.Spoken >= LeastSpoken)
                    signs.Add(new(turn[best], (Topic)t, reading, best < Window && spoken.Question.Any(q => q.IsQuestion)));
            }
        }
    }

    /// <summary>
    /// True where only what is so counts: money, a right to decide or a date that somebody imagines is none. What a tool would do, or what would
    /// persuade, is said in the same words and means what it says.
    /// </summary>
    private static bool IsOfFact(Topic topic) => topic is Topic.Budget or Topic.Authority or Topic.EconomicBuyer or Topic.Timeline;

    /// <summary>
    /// Reads a turn by stretches: each sentence's own features are looked up once, whatever stretches it is in. A reading holds until the next
    /// turn is opened, one of several sentences until the next of them.
    /// </summary>
    private sealed class Stretches(StatementModel model)
    {
        private readonly List<Units> _units = [];
        private readonly List<KnownFeature> _known = [];
        private readonly List<KnownFeature> _context = [];
        private readonly List<Feature> _features = [];

        // Per sentence, and behind the last: how many units and known features are before it.
        private readonly List<(int Units, int Known)> _starts = [];

        private readonly TopicReading[] _together = new TopicReading[StatementModel.Topics];
        private TopicReading[] _single = [];
        private BuyersTurn? _turn;

        public void Open(BuyersTurn turn)
        {
            _turn = turn;
            _units.Clear();
            _known.Clear();
            _starts.Clear();
            foreach (var said in turn.Sentences)
            {
                _starts.Add((_units.Count, _known.Count));
                if (UnitsOf(said) is not { } units)
                    continue;
                _units.Add(units);
                _features.Clear();
                StatementFeatures.AddSentence(_features, units);
                model.AddKnown(CollectionsMarshal.AsSpan(_features), _known);
            }

            _starts.Add((_units.Count, _known.Count));
            if (_single.Length < turn.Sentences.Count * StatementModel.Topics)
                _single = new TopicReading[turn.Sentences.Count * StatementModel.Topics];
            for (var i = 0; i < turn.Sentences.Count; i++)
                Read(i, 1, Single(i));
        }

        /// <summary>What one sentence says of each topic.</summary>
        public ReadOnlySpan<TopicReading> Of(int sentence) => Single(sentence);

        /// <summary>What several sentences say together.</summary>
        public ReadOnlySpan<TopicReading> Together(int first, int count)
        {
            Read(first, count, _together);
            return _together;
        }

        private Span<TopicReading> Single(int sentence) => _single.AsSpan(sentence * StatementModel.Topics, StatementModel.Topics);

        private void Read(int first, int count, Span<TopicReading> readings)
        {
            var (from, to) = (_starts[first], _starts[first + count]);
            _features.Clear();
            StatementFeatures.AddContext(_features, _turn!.QuestionOf(first), CollectionsMarshal.AsSpan(_units)[from.Units..to.Units], _turn.ReplyOf(first));
            _context.Clear();
            model.AddKnown(CollectionsMarshal.AsSpan(_features), _context);
            model.Read(CollectionsMarshal.AsSpan(_known)[from.Known..to.Known], CollectionsMarshal.AsSpan(_context), readings, LeastSpoken);
        }
    }
}
