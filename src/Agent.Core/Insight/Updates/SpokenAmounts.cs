using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Amounts as people say them when all know that thousands are meant: "thirty-four six", "sixty-three seven fifty", "two thirty-one", "hundred eighty-nine thousand".</summary>
internal static class SpokenAmounts
{
    private const int Thousand = 1_000;

    public static IEnumerable<MoneyMention> Find(TokenList tokens)
    {
        for (var i = 0; i < tokens.Count;)
        {
            if (Read(tokens, i, out var next) is { } value)
                yield return new(tokens[i].Start, tokens[next - 1].End, value, value, null, null, i, next);
            i = Math.Max(next, i + 1);
        }
    }

    private static decimal? Read(TokenList tokens, int i, out int next)
    {
        var head = Below1000(tokens, i, out next);
        if (head == 0)
            return null;
        if (next < tokens.Count && tokens[next].Is("thousand"))
        {
            // Plain number words are read elsewhere, but for a "hundred" that nothing stands before.
            next++;
            return tokens[i].Is("hundred") ? head * Thousand : null;
        }

        var tail = Below1000(tokens, next, out var after);
        if (tail is > 0 and < 10 or >= 100 && head >= 10)
        {
            next = after;
            return (head * Thousand) + (tail < 10 ? tail * 100 : tail);
        }

        return tail == 0 && head >= 100 && next - i > 1 && !tokens.Any(t => t.Is("hundred")) ? head * Thousand : null;
    }

    /// <summary>"Two hundred sixty-one", "two thirty-one", "sixty-three", "six"; 0 when no number begins.</summary>
    private static int Below1000(TokenList tokens, int i, out int next)
    {
        var first = Below100(tokens, i, out next);
        if (first == 0 && next < tokens.Count && tokens[next].Is("hundred"))
            first = 1;
        if (first is 0 or > 9)
            return first;
        if (next < tokens.Count && tokens[next].Is("hundred"))
        {
            var k = next + 1;
            if (k < tokens.Count && tokens[k].Is("and"))
                k++;
            var rest = Below100(tokens, k, out var end);
            next = rest > 9 || (rest > 0 && tokens[k - 1].Is("and")) ? end : next + 1;
            return (first * 100) + (next == end ? rest : 0);
        }

        var tens = Below100(tokens, next, out var behind);
        if (tens < 10)
            return first;
        next = behind;
        return (first * 100) + tens;
    }

    private static int Below100(TokenList tokens, int i, out int next)
    {
        next = i;
        if (i >= tokens.Count)
            return 0;
        var tens = Array.IndexOf(Tens, tokens[i].Norm);
        if (tens < 0)
        {
            var small = Array.IndexOf(Small, tokens[i].Norm) + 1;
            next = small > 0 ? i + 1 : i;
            return small;
        }

        next = i + 1;
        var k = next < tokens.Count && tokens[next].Is("-") ? next + 1 : next;
        var unit = k < tokens.Count ? Array.IndexOf(Small, tokens[k].Norm) + 1 : 0;
        // "Thirty-four six": a unit that a hyphen binds, or that no other number follows.
        if (unit is < 1 or > 9)
            return (tens + 2) * 10;
        next = k + 1;
        return ((tens + 2) * 10) + unit;
    }

    private static readonly string[] Small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
}
