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

    /// <summary>Features of an answer of one or more sentences, each of them once.</summary>
    /// <param name="question">The last sentences of what was said before by somebody else; empty for none.</param>
    /// <param name="answer">The statement.</param>
    /// <param name="reply">Whether the statement opens with a yes or a no.</param>
    public static List<Feature> Of(ReadOnlySpan<Units> question, ReadOnlySpan<Units> answer, Reply reply)
    {
        var features = new List<Feature>();
        foreach (var sentence in answer)
            AddSentence(features, sentence);
        AddContext(features, question, answer, reply);
        return [.. features.DistinctBy(f => f.Hash)];
    }

    /// <summary>Adds the part of <see cref="Of"/> that a sentence brings along, whichever statement it is in; a feature may come twice.</summary>
    public static void AddSentence(List<Feature> features, Units sentence)
    {
        var words = sentence.Words;
        for (var i = 0; i <= words.Length; i++)
        {
            var word = i < words.Length ? words[i] : End;
            if (i < words.Length)
                Add(features, Kind.Word, word, 0, Word);
            Add(features, Kind.Pair, i > 0 ? words[i - 1] : Start, word, Word);
        }

        foreach (var (at, id, denied) in sentence.Classes)
        {
            var c = (ulong)id + 1;
            Add(features, Kind.Class, c, 0, Class);
            if (denied)
                Add(features, Kind.DeniedClass, c, 0, Class);
            if (at > 0)
                Add(features, Kind.WordClass, words[at - 1], c, Class);
            if (at + 1 < words.Length)
                Add(features, Kind.ClassWord, c, words[at + 1], Class);
            foreach (var (otherAt, other, _) in sentence.Classes)
            {
                if (otherAt > at && otherAt - at <= Reach)
                    Add(features, Kind.ClassPair, c, (ulong)other + 1, Class);
            }
        }
    }

    /// <summary>Adds the part of <see cref="Of"/> that belongs to the statement as a whole and to what was said before it.</summary>
    public static void AddContext(List<Feature> features, ReadOnlySpan<Units> question, ReadOnlySpan<Units> answer, Reply reply)
    {
        var words = 0;
        foreach (var sentence in answer)
            words += sentence.Words.Length;
        var length = words switch { <= 2 => 1UL, <= 5 => 2UL, <= 12 => 3UL, _ => 4UL };
        Add(features, Kind.Length, length, 0, Class);
        if (answer.Length > 0 && answer[^1].IsQuestion)
            Add(features, Kind.Asks, 1, 0, Class);
        Add(features, Kind.Reply, (ulong)reply + 1, 0, Class);
        if (question.Length == 0)
            Add(features, Kind.NoQuestion, 1, 0, Class);
        foreach (var sentence in question)
            AddQuestion(features, sentence, answer, reply, length <= 2 ? 1UL : 2UL);
    }

    private static void AddQuestion(List<Feature> features, Units sentence, ReadOnlySpan<Units> answer, Reply reply, ulong shortness)
    {
        var words = sentence.Words;
        for (var i = 0; i <= words.Length; i++)
        {
            var word = i < words.Length ? words[i] : End;
            Add(features, Kind.QuestionPair, i > 0 ? words[i - 1] : Start, word, Question);
            if (i == words.Length)
                break;
            Add(features, Kind.QuestionWord, word, 0, Question);
            Add(features, Kind.QuestionWordReply, word, (ulong)reply + 1, Joint);
            Add(features, Kind.QuestionWordLength, word, shortness, Joint);
        }

        foreach (var (_, id, _) in sentence.Classes)
        {
            var c = (ulong)id + 1;
            Add(features, Kind.QuestionClass, c, 0, Question);
            Add(features, Kind.QuestionClassReply, c, (ulong)reply + 1, Joint);
            foreach (var answered in answer)
            {
                foreach (var (_, other, denied) in answered.Classes)
                    Add(features, Kind.QuestionClassClass, c, ((ulong)other * 2) + (denied ? 2UL : 1UL), Joint);
            }

            if (answer.Length > 0)
                Add(features, Kind.QuestionClassFirstWord, c, answer[0].Words[0], Joint);
        }
    }

    private static void Add(List<Feature> features, Kind kind, ulong a, ulong b, float value) =>
        features.Add(new((uint)FeatureHash.Of((ulong)kind, a, b), value));
}
