using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>A feature of a statement with the weight of its kind.</summary>
/// <param name="Hash">What it is.</param>
/// <param name="Value">Weight before the whole is brought to one length.</param>
internal readonly record struct Feature(uint Hash, float Value);

/// <summary>
/// Turns a statement and what was said just before it into features: words, pairs of words, word classes and pairs of them, the words
/// of the question, and what question and answer are together ("who decides?" with "me"). Which of them were kept, and what each is
/// worth, is in the rows of evals/RESULTS.md.
/// </summary>
internal static class StatementFeatures
{
    // Weights of the kinds, chosen by cross-validation: classes and joint features say less than the words themselves.
    private const float Word = 1f;
    private const float Class = 0.8f;
    private const float Question = 1f;
    private const float Joint = 0.7f;

    /// <summary>Classes of one sentence further apart than this say little about each other.</summary>
    private const int Reach = 6;

    private static readonly ulong Start = FeatureHash.Of("^");
    private static readonly ulong End = FeatureHash.Of("$");

    private enum Kind : ulong
    {
        Word = 1,
        Pair,
        Class,
        DeniedClass,
        ClassPair,
        WordClass,
        ClassWord,
        Length,
        Asks,
        Reply,
        NoQuestion,
        QuestionWord,
        QuestionPair,
        QuestionWordReply,
        QuestionWordLength,
        QuestionClass,
        QuestionClassReply,
        QuestionClassClass,
        QuestionClassFirstWord,
    }

    /// <summary>Features of an answer of one or more sentences.</summary>
    /// <param name="question">The last sentences of what was said before by somebody else; empty for none.</param>
    /// <param name="answer">The statement.</param>
    /// <param name="reply">Whether the statement opens with a yes or a no.</param>
    public static List<Feature> Of(IReadOnlyList<Units> question, IReadOnlyList<Units> answer, Reply reply)
    {
        var sink = Sink.Empty();
        foreach (var sentence in answer)
            AddAnswer(sink, sentence);
        AddContext(sink, question, answer, reply);
        return sink.Take();
    }

    /// <summary>The part of <see cref="Of"/> that a sentence brings along, whichever statement it is in.</summary>
    public static List<Feature> OfSentence(Units sentence)
    {
        var sink = Sink.Empty();
        AddAnswer(sink, sentence);
        return sink.Take();
    }

    /// <summary>The part of <see cref="Of"/> that belongs to the statement as a whole and to what was said before it.</summary>
    public static List<Feature> OfContext(IReadOnlyList<Units> question, IReadOnlyList<Units> answer, Reply reply)
    {
        var sink = Sink.Empty();
        AddContext(sink, question, answer, reply);
        return sink.Take();
    }

    private static void AddContext(Sink sink, IReadOnlyList<Units> question, IReadOnlyList<Units> answer, Reply reply)
    {
        var length = answer.Sum(s => s.Words.Length) switch { <= 2 => 1UL, <= 5 => 2UL, <= 12 => 3UL, _ => 4UL };
        sink.Add(Kind.Length, length, 0, Class);
        if (answer.Count > 0 && answer[^1].IsQuestion)
            sink.Add(Kind.Asks, 1, 0, Class);
        sink.Add(Kind.Reply, (ulong)reply + 1, 0, Class);
        if (question.Count == 0)
            sink.Add(Kind.NoQuestion, 1, 0, Class);
        foreach (var sentence in question)
            AddQuestion(sink, sentence, answer, reply, length <= 2 ? 1UL : 2UL);
    }

    private static void AddAnswer(Sink sink, Units sentence)
    {
        var words = sentence.Words;
        for (var i = 0; i <= words.Length; i++)
        {
            var word = i < words.Length ? words[i] : End;
            if (i < words.Length)
                sink.Add(Kind.Word, word, 0, Word);
            sink.Add(Kind.Pair, i > 0 ? words[i - 1] : Start, word, Word);
        }

        foreach (var (at, id, denied) in sentence.Classes)
        {
            var c = (ulong)id + 1;
            sink.Add(Kind.Class, c, 0, Class);
            if (denied)
                sink.Add(Kind.DeniedClass, c, 0, Class);
            if (at > 0)
                sink.Add(Kind.WordClass, words[at - 1], c, Class);
            if (at + 1 < words.Length)
                sink.Add(Kind.ClassWord, c, words[at + 1], Class);
            foreach (var (otherAt, other, _) in sentence.Classes)
            {
                if (otherAt > at && otherAt - at <= Reach)
                    sink.Add(Kind.ClassPair, c, (ulong)other + 1, Class);
            }
        }
    }

    private static void AddQuestion(Sink sink, Units sentence, IReadOnlyList<Units> answer, Reply reply, ulong shortness)
    {
        var words = sentence.Words;
        for (var i = 0; i <= words.Length; i++)
        {
            var word = i < words.Length ? words[i] : End;
            sink.Add(Kind.QuestionPair, i > 0 ? words[i - 1] : Start, word, Question);
            if (i == words.Length)
                break;
            sink.Add(Kind.QuestionWord, word, 0, Question);
            sink.Add(Kind.QuestionWordReply, word, (ulong)reply + 1, Joint);
            sink.Add(Kind.QuestionWordLength, word, shortness, Joint);
        }

        foreach (var (_, id, _) in sentence.Classes)
        {
            var c = (ulong)id + 1;
            sink.Add(Kind.QuestionClass, c, 0, Question);
            sink.Add(Kind.QuestionClassReply, c, (ulong)reply + 1, Joint);
            foreach (var (_, other, denied) in answer.SelectMany(a => a.Classes))
                sink.Add(Kind.QuestionClassClass, c, ((ulong)other * 2) + (denied ? 2UL : 1UL), Joint);
            if (answer.Count > 0)
                sink.Add(Kind.QuestionClassFirstWord, c, answer[0].Words[0], Joint);
        }
    }

    private sealed class Sink
    {
        // A talk has thousands of statements: one table a thread serves them all.
        [ThreadStatic]
        private static Sink? _sink;

        private readonly HashSet<uint> _seen = [];
        private readonly List<Feature> _features = [];

        public static Sink Empty() => _sink ??= new();

        /// <summary>Takes the features out; the sink is empty then.</summary>
        public List<Feature> Take()
        {
            List<Feature> features = [.. _features];
            _seen.Clear();
            _features.Clear();
            return features;
        }

        public void Add(Kind kind, ulong a, ulong b, float value)
        {
            var hash = (uint)FeatureHash.Of((ulong)kind, a, b);
            if (_seen.Add(hash))
                _features.Add(new(hash, value));
        }
    }
}
