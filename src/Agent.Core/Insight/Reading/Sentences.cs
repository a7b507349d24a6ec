using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>Splits text into sentences with exact offsets.</summary>
public static class Sentences
{
    /// <summary>Words that a full stop belongs to. A sentence may still end after the second group when a capital follows.</summary>
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "approx", "ca", "dept", "dipl", "ing", "hr", "fr", "mme", "mlle", "sig",
        "e.g", "i.e", "eg", "ie", "z.b", "d.h", "u.a", "bzw", "vgl", "p.ex", "cf", "fig", "nr", "no", "vol", "art", "tel", "ext", "est",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
        "max", "min", "incl", "excl", "misc", "gen", "col", "lt", "rev", "hon", "mio", "mrd", "tsd",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> MayEnd = new[]
    {
        "inc", "ltd", "co", "corp", "llc", "plc", "gmbh", "etc", "a.m", "p.m", "u.s", "u.k", "u.s.a", "e.u", "usw", "al",
    }.ToFrozenSet();

    /// <summary>Words that end a sentence although they are abbreviations, when they stand for the word itself: "No."</summary>
    private static readonly FrozenSet<string> WordsToo = new[] { "no", "art", "fig", "sat", "sun", "mon", "wed", "max", "min", "mar", "jun", "est", "co", "hr", "col", "gen" }.ToFrozenSet();

    /// <summary>Sentences of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="text">The source.</param>
    /// <param name="start">First character.</param>
    /// <param name="end">The character after the last one.</param>
    /// <param name="wrapped">True when a line end inside a paragraph is only a line break, as in emails.</param>
    public static List<Sentence> Split(string text, int start, int end, bool wrapped = false) => Split(text, start, end, wrapped, []);

    /// <summary>The same with a list to work in, which a reader of many stretches keeps.</summary>
    internal static List<Sentence> Split(string text, int start, int end, bool wrapped, List<Token> buffer)
    {
        var sentences = new List<Sentence>();
        var from = start;
        var i = start;
        while (i < end)
        {
            var c = text[i];
            if (c == '\n')
            {
                if (EndsAtLine(text, from, i, end, wrapped))
                    Add(i);
                i++;
            }
            else if (c is '!' or '?' or '…' || (c == '.' && EndsAtStop(text, from, i, end)))
            {
                i = AfterTerminators(text, i, end);
                if (i >= end || char.IsWhiteSpace(text[i]) || char.IsUpper(text[i]))
                {
                    if (c is '.' or '…' || i >= end || !ContinuesLower(text, i, end))
                        Add(i);
                }
            }
            else
            {
                i++;
            }
        }

        Add(end);
        return sentences;

        void Add(int to)
        {
            var a = from;
            var b = to;
            from = to;
            while (a < b && char.IsWhiteSpace(text[a]))
                a++;
            while (b > a && char.IsWhiteSpace(text[b - 1]))
                b--;
            if (a == b)
                return;
            var tokens = Tokenizer.Read(text, a, b, buffer);
            sentences.Add(new(a, b, tokens, Questions.Asks(text, b, tokens)));
        }
    }

    private static int AfterTerminators(string text, int i, int end)
    {
        while (i < end && text[i] is '.' or '!' or '?' or '…')
            i++;
        while (i < end && text[i] is '"' or '”' or '’' or '\'' or ')' or ']' or '»')
            i++;
        return i;
    }

    /// <summary>"Really?" he said: a lower-case word after the mark continues the sentence.</summary>
    private static bool ContinuesLower(string text, int i, int end)
    {
        while (i < end && text[i] == ' ')
            i++;
        return i < end && char.IsLower(text[i]) && i > 0 && text[i - 1] is ' ' && i >= 2 && text[i - 2] is '"' or '”';
    }

    private static bool EndsAtStop(string text, int from, int dot, int end)
    {
        var ellipsis = dot + 1 < end && text[dot + 1] == '.';
        var next = dot;
        while (next < end && text[next] == '.')
            next++;
        while (next < end && text[next] is '"' or '”' or '’' or '\'' or ')' or ']')
            next++;
        if (next < end && !char.IsWhiteSpace(text[next]))
            return ellipsis && char.IsUpper(text[next]);
        var follow = next;
        while (follow < end && char.IsWhiteSpace(text[follow]))
            follow++;
        if (follow >= end)
            return true;
        var f = text[follow];
        if (char.IsLower(f))
            return false;
        if (ellipsis)
            return char.IsUpper(f) && !IsPronounI(text, follow, end);

        var wordStart = dot;
        while (wordStart > from && (char.IsLetter(text[wordStart - 1]) || text[wordStart - 1] == '.'))
            wordStart--;
        var word = text[wordStart..dot].ToLowerInvariant();
        if (word.Length == 0)
        {
            // "3. März" and a numbered list item "1. Budget" at the start of a line go on.
            var digit = dot;
            while (digit > from && char.IsAsciiDigit(text[digit - 1]))
                digit--;
            return !(dot - digit is 1 or 2 && (digit == from || text[digit - 1] == '\n' || IsMonth(text, follow, end)));
        }

        if (word.Length == 1 && char.IsUpper(text[wordStart]) && word is not "i")
            return false;
        if (MayEnd.Contains(word))
            return char.IsUpper(f);
        if (!Abbreviations.Contains(word))
            return true;
        return WordsToo.Contains(word) && char.IsUpper(f);
    }

    private static bool IsPronounI(string text, int i, int end) => text[i] == 'I' && (i + 1 >= end || !char.IsLetter(text[i + 1]));

    private static bool IsMonth(string text, int i, int end)
    {
        var j = i;
        while (j < end && char.IsLetter(text[j]))
            j++;
        return Calendar.MonthOf(text[i..j].ToLowerInvariant()) is not null;
    }

    private static bool EndsAtLine(string text, int from, int newline, int end, bool wrapped)
    {
        if (!wrapped)
            return true;
        var next = newline + 1;
        if (next >= end || text[next] is '\n' or '\r' or '-' or '*' or '•' or '>' or '\t' || char.IsAsciiDigit(text[next]))
            return true;
        var lineStart = newline;
        while (lineStart > from && text[lineStart - 1] != '\n')
            lineStart--;
        // Mail programs wrap at 72 to 80 characters: a much shorter line was ended by its author.
        const int shortLine = 48;
        return newline - lineStart < shortLine || text[newline - 1] is ':';
    }
}

/// <summary>Tells questions.</summary>
internal static class Questions
{
    private static readonly FrozenSet<string> Openers = new[]
    {
        "what", "who", "when", "where", "why", "how", "which", "whose",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Auxiliaries = new[]
    {
        "do", "does", "did", "is", "are", "was", "were", "can", "could", "would", "will", "shall", "should", "may", "might", "have", "has",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Subjects = new[]
    {
        "i", "you", "we", "they", "he", "she", "it", "there", "this", "that", "your", "our", "the", "any", "anyone", "somebody", "someone",
    }.ToFrozenSet();

    /// <summary>True for a question mark at the end, or without one for the word order of a question.</summary>
    public static bool Asks(string text, int end, TokenList tokens)
    {
        var i = end - 1;
        while (i > 0 && text[i] is '"' or '”' or ')' or '\'' or '’' or ']')
            i--;
        if (text[i] is '?')
            return true;
        if (text[i] is '.' or '!' or '…' || tokens.Count < 3)
            return false;
        return (Openers.Contains(tokens[0].Norm) && Auxiliaries.Contains(tokens[1].Norm))
            || (Auxiliaries.Contains(tokens[0].Norm) && Subjects.Contains(tokens[1].Norm));
    }
}
