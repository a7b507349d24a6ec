using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>What the classifier found in a turn of the buyer, or in a part of a long one.</summary>
/// <param name="Said">The sentence that says it, for the quote.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Reading">How surely, and in which sense.</param>
internal sealed record TopicSign(Said Said, Topic Topic, TopicReading Reading);

/// <summary>A turn of the buyer's side.</summary>
/// <param name="Sentences">Its sentences.</param>
/// <param name="Units">The same for the classifier, null for a sentence without a word.</param>
/// <param name="Question">The last sentences of what was said before by somebody else; empty for none.</param>
internal sealed record BuyersTurn(List<Said> Sentences, Units?[] Units, IReadOnlyList<Units> Question)
{
    /// <summary>Features of some of its sentences; only the first answers what was said before.</summary>
    public List<Feature> Features(int first, int count) => StatementFeatures.Of(
        first == 0 ? Question : [],
        [.. Units.Skip(first).Take(count).OfType<Units>()],
        first == 0 ? Dialogue.Of(Sentences[0].Utterance) : Reply.None);
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

    /// <summary>"If we had the money" bears on money, but says little about what there is.</summary>
    private const double Supposed = 0.5;

    /// <summary>What the buyer's side said on any topic, in the order it was said.</summary>
    public static List<TopicSign> Read(Talk talk, StatementModel model)
    {
        var signs = new List<TopicSign>();
        foreach (var turn in BuyersTurns(talk))
            Read(turn, model, signs);
        return signs;
    }

    /// <summary>The turns of the buyer's side, each with what somebody else said just before.</summary>
    public static IEnumerable<BuyersTurn> BuyersTurns(Talk talk)
    {
        IReadOnlyList<Units> before = [];
        ReadActivity? text = null;
        string? speaker = null;
        foreach (var turn in Turns(talk))
        {
            if (turn[0].Text != text)
                (text, speaker, before) = (turn[0].Text, null, []);
            var units = turn.Select(s => Units.Of(s.Text.Text, s.Sentence, s.Text.Day)).ToArray();
            if (!turn[0].BySeller)
                yield return new(turn, units, speaker == turn[0].Utterance.Speaker ? [] : before);
            (speaker, before) = (turn[0].Utterance.Speaker, [.. units.OfType<Units>().TakeLast(QuestionWindow)]);
        }
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

    private static void Read(BuyersTurn spoken, StatementModel model, List<TopicSign> signs)
    {
        var turn = spoken.Sentences;
        TopicReading[] Of(int first, int count) => model.Read(spoken.Features(first, count));
        var single = turn.Select((_, i) => Of(i, 1)).ToArray();
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
                if ((Statements.OfSentence(turn[best].Sentence) & StatementStatus.Hypothetical) != 0)
                    reading = reading with { Spoken = reading.Spoken * Supposed };
                if (reading.Spoken >= LeastSpoken)
                    signs.Add(new(turn[best], (Topic)t, reading));
            }
        }
    }
}
