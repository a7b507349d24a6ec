using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>
/// Words as sparse vectors, made so that the server's dot product with its IDF modifier is BM25 (Robertson and Zaragoza 2009, BM25F for
/// the two parts of a passage): the passage carries the saturated frequency of each term, the query a one, the server the rarity.
/// </summary>
internal static class Bm25Vectors
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    // A word of the question or the subject says what a passage is about, but the passage does not say it.
    private const double ContextWeight = 0.4;

    // A passage of about 80 words keeps half of them as terms, and its context adds some. A constant: the true average would change
    // with every write and the stored weights with it, for a difference that does not reorder what is found.
    private const double AverageLength = 45;

    /// <summary>The terms of a passage with their weights; null when it has none.</summary>
    public static SparseVector? OfPassage(IReadOnlyList<Term> text, IReadOnlyList<Term> context)
    {
        var frequencies = new SortedDictionary<uint, double>();
        Add(text, 1);
        Add(context, ContextWeight);
        if (frequencies.Count == 0)
            return null;
        var norm = K1 * (1 - B + (B * (text.Count + (ContextWeight * context.Count)) / AverageLength));
        return new([.. frequencies.Keys], [.. frequencies.Values.Select(f => (float)(f * (K1 + 1) / (f + norm)))]);

        void Add(IReadOnlyList<Term> terms, double weight)
        {
            foreach (var term in terms)
            {
                var index = IndexOf(term.Value);
                frequencies[index] = frequencies.GetValueOrDefault(index) + weight;
            }
        }
    }

    /// <summary>The terms of a query, each once.</summary>
    public static SparseVector OfQuery(IEnumerable<string> terms)
    {
        uint[] indices = [.. terms.Select(IndexOf).Distinct().Order()];
        return new(indices, [.. indices.Select(_ => 1f)]);
    }

    /// <summary>
    /// The dimension of a term: FNV-1a over its UTF-16 code units, the same in every process and version. Among 100,000 terms one in
    /// 43,000 shares its dimension with another, which costs a rare false hit that ranks low.
    /// </summary>
    public static uint IndexOf(string term)
    {
        const uint offset = 2166136261;
        const uint prime = 16777619;
        return term.Aggregate(offset, (hash, c) => unchecked((((hash ^ (byte)c) * prime) ^ (byte)(c >> 8)) * prime));
    }
}
