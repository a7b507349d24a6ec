using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>Tells what is imagined against the facts: "if we had a budget", "had the grant come through, …", "we would have 50k if we had won".</summary>
internal static class Counterfactuals
{
    /// <summary>How far behind its "if" the verb of a clause stands.</summary>
    private const int Reach = 9;

    private static readonly FrozenSet<string> PastVerbs = new[]
    {
        "had", "were", "was", "could", "would", "did", "gave", "got", "went", "came", "said", "took", "won", "found", "made", "let", "held", "stood", "paid",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Breaks = new[] { "but", "however", "unfortunately", "though", "although", "since", "because" }.ToFrozenSet();

    private static readonly FrozenSet<string> Auxiliaries = new[] { "is", "are", "be", "been", "being", "am", "gets", "get", "have", "has", "not" }.ToFrozenSet();

    /// <summary>True when all of a sentence is imagined: nothing in it is told as a fact.</summary>
    public static bool Fill(Sentence sentence) => !sentence.Tokens.Any(Ends) && IsImagined(sentence, 0, sentence.Tokens.Count);

    /// <summary>True when what stands at a token is imagined.</summary>
    public static bool Reaches(Sentence sentence, int token)
    {
        var (from, to) = (token, token);
        while (from > 0 && !Ends(sentence.Tokens[from - 1]))
            from--;
        while (to < sentence.Tokens.Count && !Ends(sentence.Tokens[to]))
            to++;
        return IsImagined(sentence, from, to);
    }

    private static bool IsImagined(Sentence sentence, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (IsWish(sentence.Tokens, i, to) || IsPastCondition(sentence.Tokens, i, to) || (!sentence.IsQuestion && IsInverted(sentence.Tokens, i, from, to)))
                return true;
        }

        return false;
    }

    private static bool IsWish(TokenList tokens, int i, int to) => tokens[i].Norm is "i" or "we" && i + 1 < to && tokens[i + 1].Is("wish");

    /// <summary>"if the board agreed", "unless somebody gave us"; "if you could" asks the other side for something.</summary>
    private static bool IsPastCondition(TokenList tokens, int i, int to)
    {
        if (!(tokens[i].Is("unless") || Statements.BeginsFancy(tokens, i)) || (i > 0 && tokens[i - 1].Norm is "i" or "we") || (i + 1 < to && tokens[i + 1].Norm is "you" or "your"))
            return false;
        for (var k = i + 1; k < Math.Min(to, i + 1 + Reach) && tokens[k].Norm is not ("," or "then"); k++)
        {
            // "if the board agreed": a regular past form right behind a subject of one or two words; "if it is approved" has another.
            var regular = k - i is 2 or 3 && tokens[k].Norm.EndsWith("ed", StringComparison.Ordinal) && !Auxiliaries.Contains(tokens[k - 1].Norm) && tokens[k].Norm is not ("need" or "exceed" or "proceed");
            if (regular || PastVerbs.Contains(tokens[k].Norm))
                return true;
        }

        return false;
    }

    /// <summary>"had the grant come through, we would …"</summary>
    private static bool IsInverted(TokenList tokens, int i, int from, int to)
    {
        if (tokens[i].Norm is not ("had" or "were") || (i > from && tokens[i - 1].Norm is not ","))
            return false;
        for (var k = i + 1; k < to; k++)
        {
            if (tokens[k].Norm is "would" or "could" or "might")
                return true;
        }

        return false;
    }

    private static bool Ends(Token token) => Breaks.Contains(token.Norm) || (token.Kind == TokenKind.Symbol && token.Is(";"));
}
