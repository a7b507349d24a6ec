using System.Globalization;
using Agent.Core.Retrieval;

namespace Agent.Evals;

/// <summary>
/// The product's search beside SQLite's full-text search as it comes, on own questions over the sample workspace, on meetings of QMSum
/// (Zhong et al. 2021), or on anybody's data in the layout of BEIR (Thakur et al. 2021).
/// </summary>
internal sealed class RetrievalSuite : ISuite
{
    // Queries of this kind are answered nowhere.
    private const string Unanswered = "none";

    private static readonly Ranking Unmended = Ranking.Default with { FoldsCopies = false, RecencyBonus = 0, MendsSpelling = false, LeastCovered = 0 };

    // Each row adds to the one before it, up to the product as it is; then what it does in large workspaces, and without reading sentences.
    private static readonly (string Name, Ranking Ranking, bool ReadsSentence)[] Ingredients =
    [
        ("words alone (BM25)", Ranking.WordsAlone, false),
        ("+ what the sentence says", Ranking.WordsAlone, true),
        ("+ the question answered", Ranking.WordsAlone with { ContextWeight = Ranking.Default.ContextWeight }, true),
        ("+ subject and names", Unmended with { SpeakerWeight = 0 }, true),
        ("+ name of the speaker", Unmended, true),
        ("+ spelling", Unmended with { MendsSpelling = true }, true),
        ("+ copies folded", Ranking.Default with { RecencyBonus = 0, LeastCovered = 0 }, true),
        ("+ recency", Ranking.Default with { LeastCovered = 0 }, true),
        ("+ too little is nothing: the product", Ranking.Default, true),
        ("frequent words passed over", Ranking.Default with { ManyPassages = 0 }, true),
        ("without the sentence", Ranking.Default, false),
    ];

    public string Name => "retrieval";

    public string DefaultCases => Path.Combine("cases", "retrieval.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        await using var set = await RetrievalSets.LoadAsync(request.Cases, ct);
        using var plain = new PlainFullText(set.Units);
        var cases = set.Cases.Where(c => request.Part is null || c.Part == request.Part).ToList();
        var outcomes = await RunAsync(cases, set.Search(Ranking.Default, readsSentence: true), ct);
        var baseline = await RunAsync(cases, (c, _) => Task.FromResult(plain.Search(c)), ct);
        var (figures, lines) = (new Dictionary<string, double>(), new List<string>());
        foreach (var part in outcomes.GroupBy(o => o.Case.Part))
        {
            Report(set.Name, part.Key, [.. part], figures, lines);
            Report(set.Name, $"{part.Key}.plain", [.. baseline.Where(o => o.Case.Part == part.Key)], figures, lines);
            foreach (var kind in part.GroupBy(o => o.Case.Kind).Where(k => k.Key is not (null or Unanswered)).OrderBy(k => k.Key, StringComparer.Ordinal))
                lines.Add($"  {Line(kind.Key!, [.. kind])}");
        }

        if (request.Explain)
        {
            // The test part is counted, not shown, so that no rule is written against it.
            foreach (var o in outcomes.Where(o => o.Case.Part == "dev" && o.Case.Relevant.Count > 0 && o.Score.Ndcg10 < 0.5))
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{o.Case.Id} {o.Case.Kind} \"{o.Case.Request.Text}\": nDCG@10 {o.Score.Ndcg10:0.00}; first {string.Join(" | ", o.Results.Take(3).Select(set.Show))}"));
            var shown = cases.Where(c => c.Part == (request.Part ?? "dev")).ToList();
            foreach (var (name, ranking, reads) in Ingredients)
                lines.Add(Line(name, await RunAsync(shown, set.Search(ranking, reads), ct)));
        }

        return new(figures, new { figures, cases = outcomes.Where(o => o.Case.Part != "test" || request.Part == "test").Select(o => new { o.Case.Id, o.Case.Part, o.Case.Kind, o.Score }) }, lines);
    }

    private static async Task<List<Outcome>> RunAsync(
        IReadOnlyList<RetrievalCase> cases, Func<RetrievalCase, CancellationToken, Task<IReadOnlyList<Span>>> search, CancellationToken ct)
    {
        var outcomes = new List<Outcome>();
        foreach (var c in cases)
        {
            var results = await search(c, ct);
            outcomes.Add(new(c, results, c.Relevant.Count == 0 ? default : RetrievalScore.Of(c.Relevant, results)));
        }

        return outcomes;
    }

    private static void Report(string set, string part, List<Outcome> outcomes, Dictionary<string, double> figures, List<string> lines)
    {
        var answered = outcomes.Where(o => o.Case.Relevant.Count > 0).ToList();
        var mean = RetrievalScore.Mean([.. answered.Select(o => o.Score)]);
        figures[$"{set}{part}.ndcg10"] = mean.Ndcg10;
        figures[$"{set}{part}.recall5"] = mean.Recall5;
        figures[$"{set}{part}.recall20"] = mean.Recall20;
        figures[$"{set}{part}.mrr"] = mean.ReciprocalRank;
        if (outcomes.Count > answered.Count)
            figures[$"{set}{part}.silence"] = Silence(outcomes);
        lines.Add(Line(part, outcomes));
    }

    private static double Silence(List<Outcome> outcomes) => outcomes.Where(o => o.Case.Relevant.Count == 0).Average(o => o.Results.Count == 0 ? 1.0 : 0);

    private static string Line(string name, List<Outcome> outcomes)
    {
        var answered = outcomes.Where(o => o.Case.Relevant.Count > 0).ToList();
        var mean = RetrievalScore.Mean([.. answered.Select(o => o.Score)]);
        var line = string.Create(CultureInfo.InvariantCulture, $"{name,-36} nDCG@10 {mean.Ndcg10:0.000}  recall@5 {mean.Recall5:0.000}  recall@20 {mean.Recall20:0.000}  MRR {mean.ReciprocalRank:0.000}  ({answered.Count} queries)");
        return outcomes.Count == answered.Count ? line : string.Create(CultureInfo.InvariantCulture, $"{line}; nothing returned for {Silence(outcomes):0.00} of the {outcomes.Count - answered.Count} that nothing answers");
    }

    private sealed record Outcome(RetrievalCase Case, IReadOnlyList<Span> Results, RetrievalScore Score);
}
