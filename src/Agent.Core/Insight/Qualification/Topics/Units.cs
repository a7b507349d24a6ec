using System.Runtime.InteropServices;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>A sentence as the classifier sees it: stems, amounts and times replaced by what they are, and word classes.</summary>
/// <param name="Words">A hash per stem or mark.</param>
/// <param name="Classes">Word classes with their places, and whether a negation reaches them.</param>
/// <param name="IsQuestion">True when it asks.</param>
internal sealed record Units(ulong[] Words, (int At, int Class, bool Denied)[] Classes, bool IsQuestion)
{
    /// <summary>Reads a sentence; null when there is no word in it.</summary>
    public static Units? Of(string text, Sentence sentence, DateOnly day)
    {
        if (sentence.Tokens.Count == 0)
            return null;
        var tokens = sentence.Tokens;
        var marks = Marks(text, sentence, day);
        var words = new List<ulong>(tokens.Count);
        var places = new List<int>(tokens.Count);
        string? last = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var mark = marks?[i] ?? Number(tokens, i);
            // "24,000 to 30,000 dollars" is one amount, whatever the number of its words.
            if (mark is not null && mark == last)
                continue;
            last = mark;
            if (mark is null && tokens[i].Kind == TokenKind.Symbol && tokens[i].Norm is not ("?" or "!" or "," or "$" or "€" or "£" or "%"))
                continue;
            words.Add(FeatureHash.Of(mark ?? Stems.Cut(tokens[i].Norm)));
            places.Add(i);
        }

        if (words.Count == 0)
            return null;
        var found = WordClasses.Default.Find(CollectionsMarshal.AsSpan(words));
        var classes = new (int, int, bool)[found.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            var place = places[found[i].At];
            classes[i] = (found[i].At, found[i].Class, tokens[place].Kind == TokenKind.Word && Statements.IsNegated(tokens, place));
        }

        return new([.. words], classes, sentence.IsQuestion);
    }

    private static string? Number(TokenList tokens, int i)
    {
        // "one" is more often a pronoun than a number.
        if (!tokens.Keys[i].IsNumber || tokens[i].Is("one"))
            return null;
        return i + 1 < tokens.Count && tokens[i + 1].Norm is "%" or "percent" ? "_percent" : "_number";
    }

    private static string?[]? Marks(string text, Sentence sentence, DateOnly day)
    {
        var (dates, durations, amounts) = (Dates.Find(text, sentence, day), Durations.Find(text, sentence), Amounts.Find(text, sentence));
        if (dates.Count + durations.Count + amounts.Count == 0)
            return null;
        var marks = new string?[sentence.Tokens.Count];
        foreach (var date in dates)
            Mark(date.FirstToken, date.NextToken, "_date");
        foreach (var duration in durations)
            Mark(duration.FirstToken, duration.NextToken, "_duration");
        foreach (var money in amounts)
            Mark(money.FirstToken, money.NextToken, "_money");
        return marks;

        void Mark(int first, int next, string what)
        {
            for (var i = first; i < Math.Min(next, marks.Length); i++)
                marks[i] ??= what;
        }
    }
}

/// <summary>Hashes of features: FNV-1a over the letters, mixed by the finalizer of MurmurHash3, the same on every machine.</summary>
internal static class FeatureHash
{
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in word)
            hash = (hash ^ letter) * 1099511628211UL;
        return Mix(hash);
    }

    public static ulong Of(ulong kind, ulong a, ulong b = 0) => Mix((Mix((kind * 0x9E3779B97F4A7C15UL) + a) * 31) + b);

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }
}
