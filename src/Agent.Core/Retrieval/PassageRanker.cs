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

    /// <summary>The candidates, best first, without near-duplicates.</summary>
    /// <param name="candidates">Best first by the index.</param>
    /// <param name="weights">What each term of the query is worth.</param>
    /// <param name="fused">True when the index also went by vectors: its order counts as much as that of the words then.</param>
    /// <param name="now">The moment that age counts from.</param>
    /// <param name="ranking">What counts besides the words.</param>
    public static IReadOnlyList<(PassageCandidate Candidate, double Score)> Rank(
        IReadOnlyList<PassageCandidate> candidates, IReadOnlyDictionary<string, double> weights, bool fused, DateTimeOffset now, Ranking ranking)
    {
        var words = candidates.Select(c => Words(c, weights, ranking)).ToList();
        var order = Enumerable.Range(0, candidates.Count).OrderByDescending(i => words[i]).ToList();
        var scored = candidates.Select((c, i) =>
        {
            var score = weights.Count == 0 ? 1.0 / (1 + i)
                : !fused ? words[i]
                : (1.0 / (FusionRank + i + 1)) + (words[i] > 0 ? 1.0 / (FusionRank + order.IndexOf(i) + 1) : 0);
            return (Candidate: c, Score: weights.Count == 0 ? score : score * Prior(c, now, ranking));
        });
        var ordered = scored.OrderByDescending(s => s.Score).ThenByDescending(s => s.Candidate.At).ToList();
        return ranking.FoldsCopies ? WithoutCopies(ordered) : ordered;
    }

    private static double Words(PassageCandidate candidate, IReadOnlyDictionary<string, double> weights, Ranking ranking)
    {
        var counts = new Dictionary<string, double>();
        var terms = TextAnalyzer.Terms(candidate.Text);
        foreach (var term in terms)
            Count(term.Value, 1);
        foreach (var term in TextAnalyzer.Terms(candidate.Hit.Context))
            Count(term.Value, ranking.ContextWeight);
        foreach (var term in TextAnalyzer.Terms(candidate.About).Select(t => t.Value).Distinct())
            Count(term, ranking.AboutWeight);
        foreach (var term in TextAnalyzer.Terms(candidate.Hit.Speaker ?? ""))
            Count(term.Value, ranking.SpeakerWeight);
        var length = Saturation * (1 - LengthPenalty + (LengthPenalty * terms.Count / UsualTerms));
        return counts.Sum(c => weights[c.Key] * c.Value * (Saturation + 1) / (c.Value + length));

        void Count(string term, double by)
        {
            if (weights.ContainsKey(term))
                counts[term] = counts.GetValueOrDefault(term) + by;
        }
    }

    private static double Prior(PassageCandidate candidate, DateTimeOffset now, Ranking ranking)
    {
        var days = Math.Max(0, (now - candidate.At).TotalDays);
        return 1 + (ranking.RecencyBonus * Math.Pow(0.5, days / HalfLifeDays));
    }

    private static List<(PassageCandidate Candidate, double Score)> WithoutCopies(List<(PassageCandidate Candidate, double Score)> ranked)
    {
        var kept = new List<(PassageCandidate, double)>();
        var seen = new List<(Guid Place, HashSet<int> Shingles)>();
        foreach (var entry in ranked)
        {
            var shingles = Shingles(entry.Candidate.Text);
            if (shingles.Count > 0 && seen.Exists(s => s.Place == entry.Candidate.Place && Overlap(s.Shingles, shingles) >= SameText))
                continue;
            seen.Add((entry.Candidate.Place, shingles));
            kept.Add(entry);
        }

        return kept;
    }

    private static HashSet<int> Shingles(string text)
    {
        var terms = TextAnalyzer.Terms(text);
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
