using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>Days of a month in words: "the twenty-ninth of May", "Thursday the third".</summary>
internal static class Ordinals
{
    private static readonly FrozenDictionary<string, int> Days = new[]
    {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    }.Select((word, i) => KeyValuePair.Create(word, i + 1)).Append(new("thirtieth", 30)).ToFrozenDictionary();

    /// <summary>All words that a day can begin with.</summary>
    public static IEnumerable<string> FirstWords => Days.Keys.Concat(["twenty", "thirty"]);

    /// <summary>The day that begins at a token, 1 to 31, or null.</summary>
    public static int? Read(TokenList tokens, int i, out int next)
    {
        next = i;
        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Word)
            return null;
        var tens = tokens[i].Norm switch { "twenty" => 20, "thirty" => 30, _ => 0 };
        if (tens > 0)
        {
            if (i + 1 >= tokens.Count || !Days.TryGetValue(tokens[i + 1].Norm, out var unit) || unit > 9 || tens + unit > 31)
                return null;
            next = i + 2;
            return tens + unit;
        }

        if (!Days.TryGetValue(tokens[i].Norm, out var day))
            return null;
        next = i + 1;
        return day;
    }

    /// <summary>
    /// True when the word alone names a day: "on the seventh", "Thursday the third". "The second question" and "for the first time" count
    /// things, so a small ordinal needs the end of its clause behind it.
    /// </summary>
    public static bool NamesDay(TokenList tokens, int i)
    {
        // Hardly anything else is counted that far.
        const int fewThings = 12;
        var day = Read(tokens, i, out var next);
        // "Twenty-seventh, same time."
        if (i == 0)
            return day > fewThings && (next >= tokens.Count || tokens[next].Kind == TokenKind.Symbol);
        if (i < 1 || !tokens[i - 1].Is("the"))
            return false;
        if (i > 1 && Calendar.WeekdayOf(tokens[i - 2].Norm) is not null || (i > 2 && tokens[i - 2].Norm is "," && Calendar.WeekdayOf(tokens[i - 3].Norm) is not null))
            return true;
        var ends = next >= tokens.Count || tokens[next].Kind == TokenKind.Symbol || tokens[next].Norm is "at" or "then" or "and" or "works" or "suits" or "is" or "it" or "with" or "for" or "in" or "instead" or "can" or "please" or "or" or "if" or "suits" or "morning" or "afternoon" or "evening";
        return ends && day > fewThings || ends && i == 1 || (next < tokens.Count && tokens[next].Is("instead")) || ends && i > 1 && tokens[i - 2].Norm is "on" or "is" or "by" or "until" or "till" or "for" or "from" or "before" or "since";
    }
}
