using System.Runtime.InteropServices;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>What the classifier found in a turn of the buyer, or in a part of a long one.</summary>
/// <param name="Said">The sentence that says it, for the quote.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Reading">How surely, and in which sense.</param>
internal sealed record TopicSign(Said Said, Topic Topic, TopicReading Reading);

/// <summary>Reads the buyer's turns of a talk with the statement classifier.</summary>
internal static class TopicReader
{
    /// <summary>Sentences that are read together; the classifier has learned from statements of one to three.</summary>
    private const int Window = 3;

    /// <summary>Sentences of what was said before that count as the question.</summary>
    public const int QuestionWindow = 2;

    /// <summary>Below this, a statement does not bear on a topic enough to be looked at.</summary>
    private const double LeastSpoken = 0.15;

    /// <summary>What the buyer's side said on any topic, in the order it was said.</summary>
    public static List<TopicSign> Read(Talk talk)
    {
        var signs = new List<TopicSign>();
        var answer = new Answer();
        List<Said> before = [];
        foreach (var turn in Turns(talk))
        {
            if (!turn[0].BySeller)
                Read(turn, IsAnswer(before, turn) ? Question(before) : [], answer, signs);
            before = turn;
        }

        return signs;
    }

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

    private static Units? UnitsOf(Said said) => Units.Of(said.Text.Text, said.Sentence, said.Text.Day);

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

    private static void Read(List<Said> turn, Units[] question, Answer answer, List<TopicSign> signs)
    {
        var reply = Dialogue.Of(turn[0].Utterance);
        answer.Open(turn);
        TopicReading[] Of(int first, int count) => answer.Read(first, count, first == 0 ? question : [], first == 0 ? reply : Reply.None);

        var single = new TopicReading[turn.Count][];
        for (var i = 0; i < single.Length; i++)
            single[i] = Of(i, 1);
        var windows = new List<(int First, int Count)>();
        for (var i = 0; i == 0 || i + Window <= turn.Count; i++)
            windows.Add((i, Math.Min(Window, turn.Count)));
        foreach (var (first, count) in windows)
        {
            var whole = count == 1 ? single[first] : Of(first, count);
            for (var t = 0; t < whole.Length; t++)
            {
                // The sentence that bears most on the topic alone is the one to quote.
                var best = first;
                for (var i = first + 1; i < first + count; i++)
                    best = single[i][t].Spoken > single[best][t].Spoken ? i : best;
                var reading = single[best][t].Spoken > whole[t].Spoken ? single[best][t] : whole[t];
                if (reading.Spoken >= LeastSpoken)
                    signs.Add(new(turn[best], (Topic)t, reading));
            }
        }
    }

    /// <summary>A turn to be read by stretches: each sentence's own features are looked up once, whatever stretches it is in.</summary>
    private sealed class Answer
    {
        private readonly StatementModel _model = StatementModel.Default;
        private readonly List<Units> _units = [];
        private readonly List<KnownFeature> _known = [];
        private readonly List<KnownFeature> _context = [];
        private readonly List<Feature> _features = [];

        // Per sentence, and behind the last: how many units and known features are before it.
        private readonly List<(int Units, int Known)> _starts = [];

        public void Open(List<Said> turn)
        {
            _units.Clear();
            _known.Clear();
            _starts.Clear();
            foreach (var said in turn)
            {
                _starts.Add((_units.Count, _known.Count));
                if (UnitsOf(said) is not { } units)
                    continue;
                _units.Add(units);
                _features.Clear();
                StatementFeatures.AddSentence(_features, units);
                _model.AddKnown(_features, _known);
            }

            _starts.Add((_units.Count, _known.Count));
        }

        public TopicReading[] Read(int first, int count, Units[] question, Reply reply)
        {
            var (from, to) = (_starts[first], _starts[first + count]);
            _features.Clear();
            StatementFeatures.AddContext(_features, question, CollectionsMarshal.AsSpan(_units)[from.Units..to.Units], reply);
            _context.Clear();
            _model.AddKnown(_features, _context);
            return _model.Read(CollectionsMarshal.AsSpan(_known)[from.Known..to.Known], CollectionsMarshal.AsSpan(_context));
        }
    }
}
