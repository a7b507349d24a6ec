namespace Agent.Core.Retrieval;

/// <summary>How many typing errors lie between two words: letters left out, added, changed, or two neighbours swapped (Damerau 1964).</summary>
public static class EditDistance
{
    /// <summary>How many errors a word of this length may have and still be known: short words are other words soon.</summary>
    public static int Allowed(int length) => length switch { < 4 => 0, < 8 => 1, _ => 2 };

    /// <summary>The distance, or more than <paramref name="most"/> when it is larger than that.</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        var (before, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, last, current) = (last, current, before);
        }

        return last[b.Length];
    }
}
