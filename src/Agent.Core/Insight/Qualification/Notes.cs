using System.Collections.Frozen;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>Turns what a note tells of the buyer ("she has the final say") into what the buyer said ("i have the final say"), for the cues.</summary>
internal static class Notes
{
    private static readonly FrozenDictionary<string, string> Subjects = new Dictionary<string, string>
    {
        ["he"] = "i",
        ["she"] = "i",
        ["they"] = "we",
        ["customer"] = "we",
        ["client"] = "we",
        ["prospect"] = "we",
        ["buyer"] = "we",
        ["their"] = "our",
        ["his"] = "my",
        ["her"] = "my",
        ["them"] = "us",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>
    {
        ["is"] = "am",
        ["has"] = "have",
        ["makes"] = "make",
        ["needs"] = "need",
        ["wants"] = "want",
        ["handles"] = "handle",
        ["signs"] = "sign",
        ["decides"] = "decide",
        ["approves"] = "approve",
        ["owns"] = "own",
        ["controls"] = "control",
        ["does"] = "do",
        ["sees"] = "see",
    }.ToFrozenDictionary();

    /// <summary>The same tokens, with the buyer as the speaker; places in the text stay as they are.</summary>
    public static TokenList InFirstPerson(string text, Sentence sentence) => sentence.Values.InFirstPerson ??= InFirstPerson(text, sentence.Tokens);

    private static TokenList InFirstPerson(string text, TokenList tokens)
    {
        var turned = new Token[tokens.Count];
        var afterSubject = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (Subjects.TryGetValue(token.Norm, out var subject))
            {
                turned[i] = token with { Norm = subject };
                afterSubject = subject is "i" or "we";
            }
            else if (i == 0 && i + 1 < tokens.Count && Verbs.ContainsKey(tokens[1].Norm) && IsName(text, token))
            {
                turned[i] = token with { Norm = "i" };
                afterSubject = true;
            }
            else if (afterSubject && Verbs.TryGetValue(token.Norm, out var verb))
            {
                turned[i] = token with { Norm = verb };
                afterSubject = false;
            }
            else
            {
                turned[i] = token;
                afterSubject &= token.Norm is "also" or "really" or "now" or "still" or "alone";
            }
        }

        return new(turned);
    }

    /// <summary>A capital and small letters: "Maria", not "CFO", whose decision is somebody else's.</summary>
    private static bool IsName(string text, Token token) =>
        token.End - token.Start > 2 && char.IsUpper(text[token.Start]) && char.IsLower(text[token.Start + 1]) && char.IsLower(text[token.End - 1])
        && token.Norm is not ("it" or "this" or "that" or "there" or "nobody" or "someone" or "somebody" or "procurement" or "finance" or "legal" or "management" or "everything" or "board" or "budget");
}
