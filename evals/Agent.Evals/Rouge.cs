using Agent.Core.Retrieval;

namespace Agent.Evals;

/// <summary>Recall, precision and their harmonic mean.</summary>
/// <param name="Recall">Share of the reference that the candidate holds.</param>
/// <param name="Precision">Share of the candidate that the reference holds.</param>
public readonly record struct RougeScore(double Recall, double Precision)
{
    public double F1 => Recall + Precision == 0 ? 0 : 2 * Recall * Precision / (Recall + Precision);
}

/// <summary>
/// ROUGE (Lin 2004) without removal of stop words: words are lower-cased runs of letters and digits, stemmed by Porter's algorithm
/// when asked for. ROUGE-L is the summary-level measure: the union of the longest common subsequences of a reference sentence with
/// every candidate sentence, words counted no more often than they occur.
/// </summary>
public static class Rouge
{
    /// <summary>ROUGE-N: common n-grams, each counted as often as both sides have it.</summary>
    public static RougeScore N(int n, string candidate, string reference, bool stem = true)
    {
        var (found, expected) = (Grams(n, Words(candidate, stem)), Grams(n, Words(reference, stem)));
        var common = expected.Sum(g => Math.Min(g.Value, found.GetValueOrDefault(g.Key)));
        return Score(common, expected.Values.Sum(), found.Values.Sum());
    }

    /// <summary>ROUGE-L at summary level.</summary>
    public static RougeScore L(IReadOnlyList<string> candidate, IReadOnlyList<string> reference, bool stem = true)
    {
        var candidates = candidate.Select(c => Words(c, stem)).ToList();
        var references = reference.Select(r => Words(r, stem)).ToList();
        var left = Grams(1, [.. candidates.SelectMany(c => c)]);
        var leftOfReference = Grams(1, [.. references.SelectMany(r => r)]);
        var (total, found) = (leftOfReference.Values.Sum(), left.Values.Sum());
        var common = 0;
        foreach (var sentence in references)
        {
            var hit = new SortedSet<int>();
            foreach (var other in candidates)
                hit.UnionWith(LongestCommon(sentence, other));
            foreach (var word in hit.Select(i => sentence[i]))
            {
                if (left.GetValueOrDefault(word) > 0 && leftOfReference[word] > 0)
                {
                    left[word]--;
                    leftOfReference[word]--;
                    common++;
                }
            }
        }

        return Score(common, total, found);
    }

    /// <summary>The words that are compared.</summary>
    public static List<string> Words(string text, bool stem)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
                i++;
            var word = text[start..i].ToLowerInvariant();
            // As the reference implementation does, words of up to three letters stay as they are.
            words.Add(stem && word.Length > 3 ? PorterStemmer.Stem(word) : word);
        }

        return words;
    }

    /// <summary>Positions in <paramref name="a"/> of a longest common subsequence with <paramref name="b"/>.</summary>
    private static List<int> LongestCommon(List<string> a, List<string> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = 1; i <= a.Count; i++)
        {
            for (var j = 1; j <= b.Count; j++)
                lengths[i, j] = a[i - 1] == b[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
        }

        var positions = new List<int>();
        for (var (i, j) = (a.Count, b.Count); i > 0 && j > 0;)
        {
            if (a[i - 1] == b[j - 1])
            {
                positions.Add(i - 1);
                (i, j) = (i - 1, j - 1);
            }
            else if (lengths[i - 1, j] >= lengths[i, j - 1])
            {
                i--;
            }
            else
            {
                j--;
            }
        }

        return positions;
    }

    private static Dictionary<string, int> Grams(int n, List<string> words)
    {
        var grams = new Dictionary<string, int>();
        for (var i = 0; i + n <= words.Count; i++)
        {
            var gram = string.Join(' ', words.Skip(i).Take(n));
            grams[gram] = grams.GetValueOrDefault(gram) + 1;
        }

        return grams;
    }

    private static RougeScore Score(int common, int reference, int candidate) =>
        new(reference == 0 ? 0 : (double)common / reference, candidate == 0 ? 0 : (double)common / candidate);
}
