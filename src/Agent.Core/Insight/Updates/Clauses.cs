using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>How the clause of each word says it, and who does what it says: "sign" weighs differently in "they will sign", "they did not sign" and "if they sign".</summary>
internal static class Clauses
{
    private const ulong Denied = 8;

    private enum Sense : ulong
    {
        Plain,
        Imagined,
        Possible,
        Future,
        Past,
        Perfect,
        Asked,
        Due,
    }

    /// <summary>Sense and subject of each word of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="words">Its words, names as marks.</param>
    /// <param name="at">Index of the token that each word begins at.</param>
    public static (ulong[] Senses, ulong[] Subjects) Read(UpdateLine line, List<string> words, List<int> at)
    {
        var (senses, subjects) = (new ulong[words.Count], new ulong[words.Count]);
        var (sense, denied, fancy, subject, word) = (Sense.Plain, false, false, 0UL, 0);
        for (var i = 0; i < line.Tokens.Count; i++)
        {
            if (Statements.EndsClause(line.Tokens, i))
                (sense, denied, fancy, subject) = (Sense.Plain, false, fancy && line.Tokens[i].Kind != TokenKind.Symbol, 0);
            if (word < at.Count && at[word] == i)
            {
                senses[word] = (ulong)(fancy ? Sense.Imagined : line.Sentence.IsQuestion ? Sense.Asked : sense) + (denied ? Denied : 0);
                subjects[word] = subject;
                subject = SubjectOf(words[word]) is > 0 and var own ? own : subject;
                word++;
            }

            denied ^= Statements.Denies(line.Tokens, i);
            fancy |= Statements.BeginsFancy(line.Tokens, i) || line.Tokens[i].Is("unless");
            sense = SenseAfter(line.Tokens[i].Norm) ?? sense;
        }

        return (senses, subjects);
    }

    private static Sense? SenseAfter(string word) => word switch
    {
        "would" or "could" or "might" or "may" or "maybe" or "perhaps" or "probably" or "possibly" => Sense.Possible,
        "will" or "shall" or "going" or "wo" => Sense.Future,
        "was" or "were" or "did" or "had" => Sense.Past,
        "has" or "have" => Sense.Perfect,
        "should" or "must" or "need" or "needs" or "to" => Sense.Due,
        _ => null,
    };

    private static ulong SubjectOf(string word) => word switch
    {
        "i" => 1,
        "we" or "us" or "our" => 2,
        "you" or "your" => 3,
        "he" or "she" or "his" or "her" or "him" => 4,
        "they" or "them" or "their" => 5,
        "it" or "this" or "that" => 6,
        LineWords.Ours => 7,
        LineWords.Theirs => 8,
        LineWords.Account => 9,
        LineWords.Deal => 10,
        LineWords.Name => 11,
        "who" => 12,
        "nobody" or "no" or "none" => 13,
        _ => 0,
    };
}
