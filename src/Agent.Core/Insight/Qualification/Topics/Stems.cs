using System.Buffers;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>
/// Takes the commonest English endings off, so that "approves", "approved" and "approving" count as one word. Lighter than
/// Porter's stemmer on purpose: short texts lose more by words that are thrown together than by ones kept apart.
/// </summary>
internal static class Stems
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>The stem of a lower-case word.</summary>
    public static string Of(string word)
    {
        var stem = Cut(word);
        return stem.Length == word.Length ? word : stem.ToString();
    }

    /// <summary>The same in place: only few stems are no beginning of their word.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word)
    {
        if (word.Length <= 3)
            return word;
        if (word.Length > 4 && word.EndsWith("ies"))
            return $"{word[..^3]}y";
        if (word.EndsWith("sses"))
            return word[..^2];
        var stem = word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
        if (stem.Length > 5 && stem.EndsWith("ly"))
            stem = stem[..^2];
        if (stem.Length > 5 && stem.EndsWith("ing") && HasVowel(stem[..^3]))
            stem = Undouble(stem[..^3]);
        else if (stem.Length > 4 && stem.EndsWith("ied"))
            stem = $"{stem[..^3]}y";
        else if (stem.Length > 4 && stem.EndsWith("ed") && HasVowel(stem[..^2]))
            stem = Undouble(stem[..^2]);
        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static bool HasVowel(ReadOnlySpan<char> letters) => letters.ContainsAny(Vowels);

    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
}
