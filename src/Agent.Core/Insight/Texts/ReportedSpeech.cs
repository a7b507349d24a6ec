using System.Collections.Frozen;
using System.Text;

namespace Agent.Core.Insight.Texts;

/// <summary>Tells what somebody said in the third person: "Ann: We need it by May" becomes "Ann said that they need it by May".</summary>
internal static class ReportedSpeech
{
    private static readonly FrozenDictionary<string, string> Persons = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["we"] = "they",
        ["we're"] = "they're",
        ["we've"] = "they've",
        ["we'll"] = "they'll",
        ["we'd"] = "they'd",
        ["our"] = "their",
        ["ours"] = "theirs",
        ["us"] = "them",
        ["ourselves"] = "themselves",
        ["i"] = "they",
        ["i'm"] = "they're",
        ["i've"] = "they've",
        ["i'll"] = "they'll",
        ["i'd"] = "they'd",
        ["my"] = "their",
        ["mine"] = "theirs",
        ["me"] = "them",
        ["myself"] = "themselves",
        ["let's"] = "they should",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Hedges = new[] { "i think ", "i guess ", "i believe ", "i suppose ", "yeah ", "but ", "because ", "'cause ", "so ", "and " }.ToFrozenSet();

    public static string Of(string? speaker, string text)
    {
        text = text.TrimStart('…', ' ');
        var cut = true;
        while (cut)
        {
            cut = false;
            foreach (var hedge in Hedges)
            {
                if (!text.StartsWith(hedge, StringComparison.OrdinalIgnoreCase))
                    continue;
                text = text[hedge.Length..];
                cut = true;
            }
        }

        if (text.EndsWith('?'))
            return $"{speaker ?? "Somebody"} asked: {text}";
        var told = new StringBuilder(speaker is null ? "It was said that" : $"{speaker} said that");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var bare = words[i].TrimEnd(',', '.', ';', ':', '!');
            var turned = Persons.TryGetValue(bare, out var other) ? other + words[i][bare.Length..]
                : i > 0 && bare is "am" or "was" && words[i - 1].Equals("i", StringComparison.OrdinalIgnoreCase) ? (bare is "am" ? "are" : "were") + words[i][bare.Length..]
                : i == 0 && words[0].Length > 1 && char.IsLower(words[0][1]) && !IsName(words) ? char.ToLowerInvariant(words[0][0]) + words[0][1..]
                : words[i];
            told.Append(' ').Append(turned);
        }

        return told.ToString();
    }

    /// <summary>Two capitalised words in a row begin with a name.</summary>
    private static bool IsName(string[] words) => words.Length > 1 && char.IsUpper(words[1][0]) && words[1].Length > 1 && char.IsLower(words[1][1]);
}
