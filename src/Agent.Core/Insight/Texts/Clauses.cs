using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Cuts long sentences at their clauses, so that a line of a summary stays readable.</summary>
internal static class Clauses
{
    /// <summary>About two lines on a screen.</summary>
    private const int Readable = 220;

    /// <summary>Less than this is seldom a statement.</summary>
    private const int Shortest = 60;

    /// <summary>
    /// The stretch of a sentence that holds <paramref name="focus"/>: the whole sentence when it is readable, else the clauses around
    /// the focus. A clause that conditions, denies or limits what stands beside it is never cut off from it.
    /// </summary>
    public static (int Start, int End) Around(Sentence sentence, int focus)
    {
        if (sentence.End - sentence.Start <= Readable || sentence.Tokens.Count == 0)
            return (sentence.Start, sentence.End);
        var tokens = sentence.Tokens;
        var starts = new List<int> { 0 };
        for (var i = 1; i < tokens.Count - 1; i++)
        {
            if (Begins(tokens, i))
                starts.Add(i);
        }

        starts.Add(tokens.Count);
        var first = Math.Max(0, starts.FindLastIndex(s => s <= Math.Clamp(focus, 0, tokens.Count - 1)));
        var last = first + 1;
        while (true)
        {
            if (last < starts.Count - 1 && (Limits(tokens, starts[last]) || Length(first, last + 1) <= Readable))
                last++;
            else if (first > 0 && (Limits(tokens, starts[first]) || Limits(tokens, starts[first - 1]) || Length(first - 1, last) <= Readable))
                first--;
            else if (Length(first, last) < Shortest && last < starts.Count - 1)
                last++;
            else if (Length(first, last) < Shortest && first > 0)
                first--;
            else
                break;
        }

        var start = first == 0 ? sentence.Start : tokens[starts[first]].Start;
        var end = last == starts.Count - 1 ? sentence.End : tokens[starts[last] - 1].End;
        return (start, end);

        int Length(int from, int to) => tokens[starts[to] - 1].End - tokens[starts[from]].Start;
    }

    private static bool Begins(TokenList tokens, int i) =>
        tokens[i - 1].Norm is "," or ";" or "-" or "." or "…"
        || (tokens[i].Norm is "and" or "but" or "because" or "so" && i + 1 < tokens.Count && tokens[i + 1].Norm is "i" or "we" or "it" or "they" or "he" or "she" or "you" or "that" or "there" or "then");

    private static bool Limits(TokenList tokens, int i) =>
        i < tokens.Count && tokens[i].Norm is "if" or "unless" or "but" or "except" or "until" or "only" or "not" or "no" or "though" or "although" or "however" or "provided" or "assuming" or "subject" or "once" or "without" or "sorry" or "actually";
}
