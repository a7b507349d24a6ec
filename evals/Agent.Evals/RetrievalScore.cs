namespace Agent.Evals;

/// <summary>A stretch of a source; both ends in whatever the source is counted in, the last one not part of it.</summary>
internal readonly record struct Span(Guid Source, int Start, int End)
{
    public bool Overlaps(Span other) => Source == other.Source && Start < other.End && other.Start < End;
}

/// <summary>A stretch that a query is answered by.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Grade">How well it answers, 1 or more.</param>
internal readonly record struct Relevant(Span Span, double Grade);

/// <summary>
/// How good a list of results is: nDCG at 10 with the grade as gain (Jaervelin and Kekaelaeinen 2002), the share of relevant stretches
/// among the first 5 and 20 results, and one over the place of the first result that is relevant. A stretch counts where it is found
/// first; a result that repeats it gains nothing.
/// </summary>
internal readonly record struct RetrievalScore(double Ndcg10, double Recall5, double Recall20, double ReciprocalRank)
{
    public static RetrievalScore Of(IReadOnlyList<Relevant> relevant, IReadOnlyList<Span> results)
    {
        var open = relevant.ToList();
        var (dcg, first, found5, found20) = (0.0, 0, 0, 0);
        for (var rank = 1; rank <= results.Count; rank++)
        {
            var hits = open.Where(r => r.Span.Overlaps(results[rank - 1])).ToList();
            if (hits.Count == 0)
                continue;
            open.RemoveAll(hits.Contains);
            first = first == 0 ? rank : first;
            found5 += rank <= 5 ? hits.Count : 0;
            found20 += rank <= 20 ? hits.Count : 0;
            dcg += rank <= 10 ? hits.Max(h => h.Grade) / Math.Log2(rank + 1) : 0;
        }

        var ideal = relevant.Select(r => r.Grade).OrderDescending().Take(10).Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
        return new(dcg / ideal, (double)found5 / relevant.Count, (double)found20 / relevant.Count, first == 0 ? 0 : 1.0 / first);
    }

    public static RetrievalScore Mean(IReadOnlyCollection<RetrievalScore> scores) =>
        new(scores.Average(s => s.Ndcg10), scores.Average(s => s.Recall5), scores.Average(s => s.Recall20), scores.Average(s => s.ReciprocalRank));
}
