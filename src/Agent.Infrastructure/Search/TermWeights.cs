using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>The terms of a query with what each is worth. In the place of one that no text has, the nearest ones stand too: it may be a typing error.</summary>
internal sealed class TermWeights
{
    // What a mended word is worth against one that was typed so.
    private const double Doubt = 0.7;
    private const int MaxNear = 3;
    private const int MaxCompared = 20_000;

    // Shorter stems and endings are those of other words soon: "Bolton" is no slip for a bolt.
    private const int LeastStem = 5;
    private const int LeastEnding = 3;
    private static readonly string[] Endings = ["ion", "ions", "ation", "ations", "ing", "ings", "ment", "ments", "ness", "able", "ance", "ence", "ity", "ive"];

    private readonly Dictionary<string, double> _weights = [];
    private readonly List<(string Term, long Count)> _asked = [];

    private TermWeights()
    {
    }

    /// <summary>What each term is worth.</summary>
    public IReadOnlyDictionary<string, double> Weights => _weights;

    /// <summary>What the terms are worth together; of a mended word what stands in for it.</summary>
    public double Asked { get; private set; }

    /// <summary>Looks the terms up in the vocabulary.</summary>
    /// <param name="db">The database.</param>
    /// <param name="terms">Terms of the query.</param>
    /// <param name="typed">The words that the terms are made of, folded: a slip in an ending can make another stem of it.</param>
    /// <param name="inPhrases">Terms that have to occur as they are.</param>
    /// <param name="passages">How many passages there are.</param>
    /// <param name="mends">True when the nearest terms stand in for an unknown one.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public static async Task<TermWeights> LoadAsync(WorkspaceDbContext db, IReadOnlyList<string> terms, IReadOnlyDictionary<string, string> typed, IReadOnlyList<string> inPhrases, long passages, bool mends, CancellationToken ct)
    {
        var all = terms.Concat(inPhrases).Distinct().ToList();
        var counts = all.Count == 0 ? [] : await db.Terms.AsNoTracking().Where(t => all.Contains(t.Term)).ToDictionaryAsync(t => t.Term, t => t.Count, ct);
        var known = new TermWeights();
        foreach (var term in all)
        {
            var count = counts.GetValueOrDefault(term);
            known._weights[term] = PassageRanker.Idf(passages, count);
            if (!terms.Contains(term))
                continue;
            known._asked.Add((term, count));
            var instead = count > 0 || !mends ? [] : await MeantAsync(db, term, typed.GetValueOrDefault(term, term), ct);
            known.Asked += instead.Count == 0 ? known._weights[term] : instead.Min(n => PassageRanker.Idf(passages, n.Count)) * Doubt;
            foreach (var near in instead)
            {
                if (known._weights.TryAdd(near.Term, PassageRanker.Idf(passages, near.Count) * Doubt))
                    known._asked.Add((near.Term, near.Count));
            }
        }

        return known;
    }

    /// <summary>The terms to look up, rare ones first: all, unless some are frequent and others are not. Frequent ones still count in the order.</summary>
    public IReadOnlyList<string> Selective(long frequent)
    {
        var rare = _asked.Where(t => t.Count <= frequent).ToList();
        return [.. (rare.Exists(t => t.Count > 0) ? rare : _asked).OrderBy(t => t.Count).Select(t => t.Term)];
    }

    private static async Task<IReadOnlyList<TermCount>> MeantAsync(WorkspaceDbContext db, string term, string word, CancellationToken ct)
    {
        var near = await NearestAsync(db, term, ct);
        // "Remschied" loses its end as if it were a participle.
        if (near.Count == 0 && word != term)
            near = await NearestAsync(db, word, ct);
        return near.Count > 0 ? near : await WithOtherEndingAsync(db, word, ct);
    }

    // "Integraton": the stem that the forms of a word share is there, only the ending that was cut off elsewhere is not.
    private static async Task<IReadOnlyList<TermCount>> WithOtherEndingAsync(WorkspaceDbContext db, string word, CancellationToken ct)
    {
        var stems = Enumerable.Range(LeastStem, Math.Max(0, word.Length - LeastEnding - LeastStem + 1))
            .Where(length => Endings.Any(e => EditDistance.Of(word.AsSpan(length), e, 1) == 1))
            .Select(length => word[..length]).ToList();
        return stems.Count == 0 ? [] : await db.Terms.AsNoTracking().Where(t => stems.Contains(t.Term)).OrderByDescending(t => t.Term.Length).Take(1).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<TermCount>> NearestAsync(WorkspaceDbContext db, string term, CancellationToken ct)
    {
        var allowed = EditDistance.Allowed(term.Length);
        if (allowed == 0)
            return [];
        // People get the first letter right.
        var (from, to) = (term[..1], $"{(char)(term[0] + 1)}");
        var (shortest, longest) = (term.Length - allowed, term.Length + allowed);
        var candidates = await db.Terms.FromSql(
            $"""SELECT "Term", "Count" FROM "passage_terms" WHERE "Term" >= {from} AND "Term" < {to} AND length("Term") BETWEEN {shortest} AND {longest} LIMIT {MaxCompared}""")
            .AsNoTracking().ToListAsync(ct);
        var near = candidates.Select(c => (Count: c, Distance: EditDistance.Of(term, c.Term, allowed))).Where(c => c.Distance <= allowed).ToList();
        if (near.Count == 0)
            return [];
        var least = near.Min(c => c.Distance);
        return [.. near.Where(c => c.Distance == least).OrderByDescending(c => c.Count.Count).Take(MaxNear).Select(c => c.Count)];
    }
}
