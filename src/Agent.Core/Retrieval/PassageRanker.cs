namespace Agent.Core.Retrieval;

/// <summary>A passage that an index found, with its words.</summary>
/// <param name="Hit">What the index said.</param>
/// <param name="Text">The stretch of the source, verbatim.</param>
/// <param name="At">When it was said or written.</param>
/// <param name="Place">The deal, account or record that it belongs to: only within one can a text be a copy of another.</param>
/// <param name="About">Names that it can be found by besides its words.</param>
public sealed record PassageCandidate(PassageHit Hit, string Text, DateTimeOffset At, Guid Place, string About = "");

/// <summary>
/// Orders what an index found: BM25 (Robertson and Zaragoza 2009) over all terms of the query, also those that were too frequent to be
/// looked up; the context, the subject and the names of who and what it belongs to count less than the words themselves; recency counts a little. What says nearly the same
/// as a better passage of the same deal is left out.
/// </summary>
public static class PassageRanker
{
    /// <summary>After this many days the bonus for recency is half of what it was.</summary>
    public const double HalfLifeDays = 180;

    private const double Saturation = 1.2;
    private const double LengthPenalty = 0.75;
    // Longer than most turns, so that a turn of two words is not taken for the answer because it is short.
    private const double UsualTerms = 60;
    private const int FusionRank = 60;
    // Three terms in a row; passages that share most of these are copies of each other, as in a forwarded email.
    private const int Shingle = 3;
    private const double SameText = 0.8;

    /// <summary>What a term is worth: its inverse document frequency, which is never below zero.</summary>
    /// <param name="passages">All passages of the index.</param>
    /// <param name="withTerm">Those that have the term.</param>
    public static double Idf(long passages, long withTerm) => Math.Log(1 + ((Math.Max(passages, withTerm) - withTerm + 0.5) / (withTerm + 0.5)));

    /// <summary>The candidates, best first, without near-duplicates; what nobody reads to is not compared.</summary>
    /// <param name="candidates">Best first by the index.</param>
    /// <param name="weights">What each term of the query is worth.</param>
    /// <param name="asked">What all terms of the query are worth together; 0 when a passage may have as little of it as it likes.</param>
    /// <param name="fused">True when the index also went by vectors: its order counts as much as that of the words then.</param>
    /// <param name="now">The moment that age counts from.</param>
    /// <param name="ranking">What counts besides the words.</param>
    public static IEnumerable<(PassageCandidate Candidate, double Score)> Rank(
        IReadOnlyList<PassageCandidate> candidates, IReadOnlyDictionary<string, double> weights, double asked, bool fused, DateTimeOffset now, Ranking ranking)
    {
        var terms = candidates.Select(c => TextAnalyzer.Terms(c.Text)).ToList();
        var counts = candidates.Select((c, i) => Counts(c, terms[i], weights, ranking)).ToList();
        if (!fused && asked > 0 && !counts.Exists(c => c.Keys.Sum(t => weights[t]) >= asked * ranking.LeastCovered))
            return [];
        var words = counts.Select((c, i) => Bm25(c, terms[i].Count, weights)).ToList();
        var places = new int[candidates.Count];
        foreach (var (place, i) in Enumerable.Range(0, candidates.Count).OrderByDescending(i => words[i]).Index())
            places[i] = place;
        var ordered = Enumerable.Range(0, candidates.Count).Select(i => (Index: i, Score: Score(i))).OrderByDescending(s => s.Score).ThenByDescending(s => candidates[s.Index].At);
        return (ranking.FoldsCopies ? WithoutCopies(ordered, candidates, terms) : ordered).Select(s => (candidates[s.Index], s.Score));

        double Score(int i) =>
            weights.Count == 0 ? 1.0 / (1 + i)
            : Prior(candidates[i], now, ranking) * (!fused ? words[i] : (1.0 / (FusionRank + i + 1)) + (words[i] > 0 ? 1.0 / (FusionRank + places[i] + 1) : 0));
    }

    // How often the terms of the query occur, by where.
    private static Dictionary<string, double> Counts(PassageCandidate candidate, IReadOnlyList<Term> terms, IReadOnlyDictionary<string, double> weights, Ranking ranking)
    {
        var counts = new Dictionary<string, double>();
        foreach (var term in terms)
            Count(term.Value, 1);
        foreach (var term in TextAnalyzer.Terms(candidate.Hit.Context))
            Count(term.Value, ranking.ContextWeight);
        foreach (var term in TextAnalyzer.Terms(candidate.About).Select(t => t.Value).Distinct())
            Count(term, ranking.AboutWeight);
        foreach (var term in TextAnalyzer.Terms(candidate.Hit.Speaker ?? ""))
            Count(term.Value, ranking.SpeakerWeight);
        return counts;

        void Count(string term, double by)
        {
            if (weights.ContainsKey(term))
                counts[term] = counts.GetValueOrDefault(term) + by;
        }
    }

    private static double Bm25(Dictionary<string, double> counts, int terms, IReadOnlyDictionary<string, double> weights)
    {
        var length = Saturation * (1 - LengthPenalty + (LengthPenalty * terms / UsualTerms));
        return counts.Sum(c => weights[c.Key] * c.Value * (Saturation + 1) / (c.Value + length));
    }

    private static double Prior(PassageCandidate candidate, DateTimeOffset now, Ranking ranking)
    {
        var days = Math.Max(0, (now - candidate.At).TotalDays);
        return 1 + (ranking.RecencyBonus * Math.Pow(0.5, days / HalfLifeDays));
    }

    private static IEnumerable<(int Index, double Score)> WithoutCopies(IEnumerable<(int Index, double Score)> ranked, IReadOnlyList<PassageCandidate> candidates, List<IReadOnlyList<Term>> terms)
    {
        var seen = new Dictionary<Guid, List<HashSet<int>>>();
        foreach (var entry in ranked)
        {
            var shingles = Shingles(terms[entry.Index]);
            if (!seen.TryGetValue(candidates[entry.Index].Place, out var there))
                seen[candidates[entry.Index].Place] = there = [];
            if (shingles.Count > 0 && there.Exists(s => Overlap(s, shingles) >= SameText))
                continue;
            there.Add(shingles);
            yield return entry;
        }
    }

    private static HashSet<int> Shingles(IReadOnlyList<Term> terms)
    {
        var shingles = new HashSet<int>();
        for (var i = 0; i + Shingle <= terms.Count; i++)
            shingles.Add(HashCode.Combine(terms[i].Value, terms[i + 1].Value, terms[i + 2].Value));
        return shingles;
    }

    private static double Overlap(HashSet<int> a, HashSet<int> b)
    {
        var shared = (double)(a.Count < b.Count ? a.Count(b.Contains) : b.Count(a.Contains));
        return shared / (a.Count + b.Count - shared);
    }
}
