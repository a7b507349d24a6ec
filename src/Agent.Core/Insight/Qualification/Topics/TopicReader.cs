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
        List<Said> before = [];
        foreach (var turn in Turns(talk))
        {
            if (!turn[0].BySeller)
                Read(turn, IsAnswer(before, turn) ? Question(before) : [], signs);
            before = turn;
        }

        return signs;
    }

    private static bool IsAnswer(List<Said> before, List<Said> turn) =>
        before.Count > 0 && before[0].Text == turn[0].Text && before[0].Utterance.Speaker != turn[0].Utterance.Speaker;

    /// <summary>The last sentences of a turn that have words in them.</summary>
    private static List<Units> Question(List<Said> turn)
    {
        var question = new List<Units>(QuestionWindow);
        for (var i = turn.Count - 1; i >= 0 && question.Count < QuestionWindow; i--)
        {
            if (UnitsOf(turn[i]) is { } units)
                question.Insert(0, units);
        }

        return question;
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

    private static void Read(List<Said> turn, List<Units> question, List<TopicSign> signs)
    {
        var reply = Dialogue.Of(turn[0].Utterance);
        var model = StatementModel.Default;
        var units = turn.Select(UnitsOf).ToArray();
        // A sentence is read alone and in up to three windows: its own features are looked up once.
        var known = Array.ConvertAll(units, u => u is null ? [] : model.Known(StatementFeatures.OfSentence(u)));

        TopicReading[] Of(int first, int count)
        {
            var context = StatementFeatures.OfContext(first == 0 ? question : [], [.. units.Skip(first).Take(count).OfType<Units>()], first == 0 ? reply : Reply.None);
            return model.Read([.. known.AsSpan(first, count), model.Known(context)]);
        }

        var single = Enumerable.Range(0, turn.Count).Select(i => Of(i, 1)).ToArray();
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
}
