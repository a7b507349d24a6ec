using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>
/// Cuts text into tokens with exact offsets. Transcription marks such as <c>{vocalsound}</c> or <c>[laughs]</c> and fillers such
/// as "um" yield no token; a hyphen inside a compound yields none either, so that "decision-maker" reads like "decision maker".
/// </summary>
public static class Tokenizer
{
    private static readonly FrozenSet<string> Fillers =
        new[] { "um", "umm", "uh", "uhm", "er", "erm", "hmm", "hm", "mm", "mhm", "ehm", "äh", "ähm" }.ToFrozenSet();

    /// <summary>Contractions people type without the apostrophe, with the words they stand for.</summary>
    private static readonly FrozenDictionary<string, (string First, string Second)> Bare = new Dictionary<string, (string, string)>
    {
        ["dont"] = ("do", "not"),
        ["doesnt"] = ("does", "not"),
        ["didnt"] = ("did", "not"),
        ["isnt"] = ("is", "not"),
        ["arent"] = ("are", "not"),
        ["wasnt"] = ("was", "not"),
        ["havent"] = ("have", "not"),
        ["hasnt"] = ("has", "not"),
        ["cant"] = ("can", "not"),
        ["cannot"] = ("can", "not"),
        ["couldnt"] = ("could", "not"),
        ["wouldnt"] = ("would", "not"),
        ["shouldnt"] = ("should", "not"),
        ["wont"] = ("will", "not"),
        ["im"] = ("i", "am"),
        ["ive"] = ("i", "have"),
        ["gonna"] = ("going", "to"),
        ["wanna"] = ("want", "to"),
        ["gotta"] = ("got", "to"),
    }.ToFrozenDictionary();

    /// <summary>Words after which <c>'s</c> stands for "is" and not for a genitive.</summary>
    private static readonly FrozenSet<string> TakesIs =
        new[] { "it", "that", "what", "there", "here", "he", "she", "who", "where", "how", "when", "everything", "this", "nobody", "nothing" }
            .ToFrozenSet();

    /// <summary>Tokens of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static TokenList Read(string text, int start, int end) => Read(text, start, end, []);

    /// <summary>The same with a list to work in, which a reader of many stretches keeps.</summary>
    internal static TokenList Read(string text, int start, int end, List<Token> tokens)
    {
        tokens.Clear();
        var i = start;
        while (i < end)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
                i++;
            else if (SkipMark(text, i, end) is var after && after > i)
                i = after;
            else if (char.IsAsciiDigit(c))
                i = ReadNumber(text, i, end, tokens);
            else if (char.IsLetter(c))
                i = ReadWord(text, i, end, tokens);
            else
                i = ReadSymbol(text, i, start, end, tokens);
        }

        return new(tokens.ToArray());
    }

    /// <summary>The end of the transcription mark that starts at <paramref name="i"/>, or <paramref name="i"/> when none does.</summary>
    internal static int SkipMark(string text, int i, int end)
    {
        var close = text[i] switch { '{' => '}', '[' => ']', '<' => '>', _ => '\0' };
        if (close == '\0')
            return i;
        const int longestMark = 40;
        for (var j = i + 1; j < end && j - i < longestMark; j++)
        {
            if (text[j] == close)
                return j > i + 1 ? j + 1 : i;
            // "[Company Name]" is a placeholder for words; only marks of the transcriber are all lower case.
            if (!char.IsLower(text[j]) && text[j] is not (' ' or '_' or '-' or '/'))
                return i;
        }

        return i;
    }

    private static int ReadNumber(string text, int i, int end, List<Token> tokens)
    {
        var j = i;
        while (j < end)
        {
            if (char.IsAsciiDigit(text[j]))
                j++;
            else if (text[j] is '.' or ',' or '\'' or '’' && j + 1 < end && char.IsAsciiDigit(text[j + 1]))
                j++;
            else if (IsThousandsSpace(text, i, j, end))
                j++;
            else
                break;
        }

        tokens.Add(new(i, j, TokenKind.Number, text[i..j]));
        return j;
    }

    /// <summary>"40 000": a space inside a number when exactly three digits follow and one to three digits stand before.</summary>
    private static bool IsThousandsSpace(string text, int start, int at, int end)
    {
        if (text[at] is not (' ' or '\u00a0' or '\u202f' or '\u2009') || at + 3 >= end + 0)
            return false;
        if (at + 4 > end || !char.IsAsciiDigit(text[at + 1]) || !char.IsAsciiDigit(text[at + 2]) || !char.IsAsciiDigit(text[at + 3]))
            return false;
        if (at + 4 < end && (char.IsAsciiDigit(text[at + 4]) || char.IsLetter(text[at + 4]) || text[at + 4] == ':'))
            return false;
        var group = 0;
        for (var k = at - 1; k >= start && char.IsAsciiDigit(text[k]); k--)
            group++;
        var before = at - 1 - group;
        return group is >= 1 and <= 3 && (before < start || (group == 3 && char.IsWhiteSpace(text[before])));
    }

    private static int ReadWord(string text, int i, int end, List<Token> tokens)
    {
        var j = i;
        var apostrophe = -1;
        while (j < end)
        {
            if (char.IsLetterOrDigit(text[j]) || char.GetUnicodeCategory(text[j]) == System.Globalization.UnicodeCategory.NonSpacingMark)
                j++;
            else if (text[j] is '\'' or '’' && apostrophe < 0 && j + 1 < end && char.IsLetter(text[j + 1]))
                apostrophe = j++;
            else
                break;
        }

        var norm = text[i..j].ToLowerInvariant();
        if (apostrophe >= 0)
            AddContraction(text, i, apostrophe, j, norm, tokens);
        else if (Bare.TryGetValue(norm, out var pair))
            AddPair(i, i + Math.Min(pair.First.Length, norm.Length - 1), j, pair.First, pair.Second, tokens);
        else if (!Fillers.Contains(norm))
            tokens.Add(new(i, j, TokenKind.Word, norm));
        return j;
    }

    private static void AddContraction(string text, int start, int apostrophe, int end, string norm, List<Token> tokens)
    {
        var head = norm[..(apostrophe - start)];
        var tail = norm[(apostrophe - start + 1)..];
        switch (tail)
        {
            case "t" when head.Length > 1 && head[^1] == 'n':
                var verb = head switch { "can" => "can", "won" => "will", "shan" => "shall", "ain" => "is", _ => head[..^1] };
                AddPair(start, apostrophe - 1, end, verb, "not", tokens);
                break;
            case "m":
                AddPair(start, apostrophe, end, head, "am", tokens);
                break;
            case "re":
                AddPair(start, apostrophe, end, head, "are", tokens);
                break;
            case "ve":
                AddPair(start, apostrophe, end, head, "have", tokens);
                break;
            case "ll":
                AddPair(start, apostrophe, end, head, "will", tokens);
                break;
            case "d":
                AddPair(start, apostrophe, end, head, "would", tokens);
                break;
            case "s" when head == "let":
                AddPair(start, apostrophe, end, "let", "us", tokens);
                break;
            case "s" when TakesIs.Contains(head):
                AddPair(start, apostrophe, end, head, "is", tokens);
                break;
            case "s":
                AddPair(start, apostrophe, end, head, "'s", tokens);
                break;
            default:
                tokens.Add(new(start, end, TokenKind.Word, text[start..end].ToLowerInvariant()));
                break;
        }
    }

    private static void AddPair(int start, int middle, int end, string first, string second, List<Token> tokens)
    {
        tokens.Add(new(start, middle, TokenKind.Word, first));
        tokens.Add(new(middle, end, TokenKind.Word, second));
    }

    private static int ReadSymbol(string text, int i, int start, int end, List<Token> tokens)
    {
        var joins = text[i] is '-' or '–' or '\u2010' or '\u2011'
            && i > start && char.IsLetterOrDigit(text[i - 1])
            && i + 1 < end && char.IsLetterOrDigit(text[i + 1]);
        if (!joins && text[i] is not ('"' or '“' or '”' or '*' or '_' or '‘' or '’' or '\''))
            tokens.Add(new(i, i + 1, TokenKind.Symbol, text[i] is '–' or '—' ? "-" : text[i].ToString()));
        return i + 1;
    }
}
