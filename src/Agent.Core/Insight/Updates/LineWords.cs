using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>A line as the model sees it: stems, with amounts, times and names replaced by what they are.</summary>
/// <param name="Words">Stems and marks, in order.</param>
/// <param name="Hashes">The same as hashes.</param>
/// <param name="At">Index of the token that each begins at.</param>
/// <param name="Senses">Of each word how its clause says it: denied, imagined, asked, of the past or to come.</param>
/// <param name="Subjects">Of each word who or what comes before it in its clause; 0 for nobody.</param>
/// <param name="Classes">Word classes with their places among the words, and whether a negation reaches them.</param>
internal sealed record LineWords(string[] Words, ulong[] Hashes, int[] At, ulong[] Senses, ulong[] Subjects, (int At, int Class, bool Denied)[] Classes)
{
    /// <summary>Marks of names: who is meant matters, not what they are called.</summary>
    public const string Ours = "_ours", Theirs = "_theirs", Account = "_account", Deal = "_deal", Name = "_name";

    public static LineWords Of(UpdateTalk talk, UpdateLine line)
    {
        var tokens = line.Tokens;
        var marks = Marks(talk, line);
        var (words, at) = (new List<string>(tokens.Count), new List<int>(tokens.Count));
        string? last = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var mark = marks[i] ?? NumberAt(tokens, i);
            if (mark is not null && mark == last)
                continue;
            last = mark;
            if (mark is null && tokens[i].Kind == TokenKind.Symbol && tokens[i].Norm is not ("?" or "!" or "," or ":" or "%" or "-" or "–" or "(" or "@"))
                continue;
            words.Add(mark ?? Stems.Of(tokens[i].Norm));
            at.Add(i);
        }

        ulong[] hashes = [.. words.Select(w => FeatureHash.Of(w))];
        var found = WordClasses.Default.Find(hashes);
        var (senses, subjects) = Clauses.Read(line, words, at);
        return new(
            [.. words], hashes, [.. at], senses, subjects,
            [.. found.Select(f => (f.At, f.Class, tokens[at[f.At]].Kind == TokenKind.Word && Statements.IsNegated(tokens, at[f.At])))]);
    }

    /// <summary>The first word that begins at a token or after it.</summary>
    public int IndexOf(int token)
    {
        var i = Array.BinarySearch(At, token);
        return i >= 0 ? i : ~i;
    }

    private static string? NumberAt(TokenList tokens, int i)
    {
        // "one" is more often a pronoun than a number.
        if (!tokens.Keys[i].IsNumber || tokens[i].Is("one"))
            return null;
        return i + 1 < tokens.Count && tokens[i + 1].Norm is "%" or "percent" ? "_percent" : "_number";
    }

    private static string?[] Marks(UpdateTalk talk, UpdateLine line)
    {
        var marks = new string?[line.Tokens.Count];
        foreach (var date in line.Dates)
            Mark(date.FirstToken, date.NextToken, date.To < talk.Text.Day ? "_past" : "_date");
        foreach (var duration in Durations.Find(line.Text.Text, line.Sentence))
            Mark(duration.FirstToken, duration.NextToken, "_duration");
        foreach (var money in Amounts.Find(line.Text.Text, line.Sentence))
            Mark(money.FirstToken, money.NextToken, "_money");
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i] is null && line.Tokens[i].Kind == TokenKind.Word && char.IsUpper(line.Text.Text[line.Tokens[i].Start]))
                marks[i] = talk.NameMark(line.Text.Text[line.Tokens[i].Start..line.Tokens[i].End], isFirst: i == 0 || line.Tokens[i - 1].Norm is ":" or "." or "-");
        }

        return marks;

        void Mark(int first, int next, string what)
        {
            for (var i = first; i < Math.Min(next, marks.Length); i++)
                marks[i] ??= what;
        }
    }
}
