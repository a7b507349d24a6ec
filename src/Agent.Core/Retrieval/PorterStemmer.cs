namespace Agent.Core.Retrieval;

/// <summary>Porter's stemming algorithm for English (Porter 1980), for lower-case words.</summary>
public static class PorterStemmer
{
    private static readonly (string Suffix, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
        ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string By)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Step4 =
        ["ement", "ment", "ance", "ence", "able", "ible", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou"];

    /// <summary>The stem of a lower-case word.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2)
            return word;
        var w = Step1(word);
        w = Replace(w, Step2);
        w = Replace(w, Step3);
        w = Without(w);
        if (w.EndsWith('e') && (Measure(w[..^1]) > 1 || (Measure(w[..^1]) == 1 && !EndsShort(w[..^1]))))
            w = w[..^1];
        return w.EndsWith("ll", StringComparison.Ordinal) && Measure(w[..^1]) > 1 ? w[..^1] : w;
    }

    private static string Step1(string w)
    {
        if (Ends(w, "sses") || Ends(w, "ies"))
            w = w[..^2];
        else if (Ends(w, "s") && !Ends(w, "ss"))
            w = w[..^1];

        if (Ends(w, "eed"))
        {
            if (Measure(w[..^3]) > 0)
                w = w[..^1];
        }
        else if ((Ends(w, "ed") && HasVowel(w[..^2])) || (Ends(w, "ing") && HasVowel(w[..^3])))
        {
            w = w[..^(Ends(w, "ed") ? 2 : 3)];
            if (Ends(w, "at") || Ends(w, "bl") || Ends(w, "iz"))
                w += "e";
            else if (w.Length > 1 && w[^1] == w[^2] && !IsVowel(w, w.Length - 1) && w[^1] is not ('l' or 's' or 'z'))
                w = w[..^1];
            else if (Measure(w) == 1 && EndsShort(w))
                w += "e";
        }

        return Ends(w, "y") && HasVowel(w[..^1]) ? w[..^1] + "i" : w;
    }

    private static string Replace(string w, (string Suffix, string By)[] rules)
    {
        foreach (var (suffix, by) in rules)
        {
            if (Ends(w, suffix))
                return Measure(w[..^suffix.Length]) > 0 ? w[..^suffix.Length] + by : w;
        }

        return w;
    }

    private static string Without(string w)
    {
        foreach (var suffix in Step4)
        {
            if (!Ends(w, suffix))
                continue;
            var stem = w[..^suffix.Length];
            return Measure(stem) > 1 && (suffix != "ion" || (stem.Length > 0 && stem[^1] is 's' or 't')) ? stem : w;
        }

        return w;
    }

    private static bool Ends(string w, string suffix) => w.EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsVowel(string w, int i) => w[i] is 'a' or 'e' or 'i' or 'o' or 'u' || (w[i] == 'y' && i > 0 && !IsVowel(w, i - 1));

    private static bool HasVowel(string w) => Enumerable.Range(0, w.Length).Any(i => IsVowel(w, i));

    /// <summary>How often a vowel is followed by a consonant.</summary>
    private static int Measure(string w) => Enumerable.Range(1, Math.Max(0, w.Length - 1)).Count(i => IsVowel(w, i - 1) && !IsVowel(w, i));

    private static bool EndsShort(string w) =>
        w.Length > 2 && !IsVowel(w, w.Length - 1) && IsVowel(w, w.Length - 2) && !IsVowel(w, w.Length - 3) && w[^1] is not ('w' or 'x' or 'y');
}
