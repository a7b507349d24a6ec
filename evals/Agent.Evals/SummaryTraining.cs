using System.Globalization;
using System.Text.Json;
using Agent.Core.Insight.Texts;

namespace Agent.Evals;

/// <summary>
/// Fits the weights of the discovery summary's sections on written cases and writes them into the sources. The figures are of
/// five-fold cross-validation over whole cases.
/// </summary>
internal static class SummaryTraining
{
    private const int Folds = 5;

    // Chosen by cross-validation among 3, 10 and 30; the three differ by less than 0.01.
    private const double Penalty = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints what cross-validation finds and writes the weights of all cases.</summary>
    public static async Task RunAsync(IReadOnlyList<SummaryCase> cases, string modelFile, TextWriter output, CancellationToken ct)
    {
        var rows = cases.SelectMany((c, i) => Rows(c, i % Folds)).ToList();
        var used = rows.SelectMany(r => r.Features.Keys).GroupBy(k => k).Where(g => g.Count() >= 3).Select(g => g.Key).ToHashSet();
        foreach (var row in rows)
            row.Features.Keys.Where(k => !used.Contains(k)).ToList().ForEach(k => row.Features.Remove(k));

        var mean = new List<double>();
        var model = new SortedDictionary<string, SectionWeights>(StringComparer.Ordinal);
        foreach (var section in SummaryTemplate.Discovery.Sections.Where(s => s.For.Count > 0).Select(s => s.Key))
        {
            var held = new List<(double Probability, bool Is)>();
            for (var fold = 0; fold < Folds; fold++)
            {
                var weights = Fit(rows.FindAll(r => r.Fold != fold), section);
                held.AddRange(rows.Where(r => r.Fold == fold).Select(r => (SectionModel.Probability(weights, r.Features), r.Sections.Contains(section))));
            }

            var (threshold, f1) = BestThreshold(held);
            mean.Add(f1);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{section,-13} F1 {f1:0.000} at {threshold:0.00}, {held.Count(h => h.Is)} of {held.Count} sentences"));
            const int digits = 3;
            model[section] = new(Math.Round(threshold, digits), new SortedDictionary<string, double>(
                Fit(rows, section).Where(w => Math.Abs(w.Value) >= 0.01).ToDictionary(w => w.Key, w => Math.Round(w.Value, digits)), StringComparer.Ordinal));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"mean F1 {mean.Average():0.000} by sentence over {cases.Count} cases"));
        await File.WriteAllTextAsync(modelFile, JsonSerializer.Serialize(model, Json) + "\n", ct);
    }

    private static IEnumerable<Row> Rows(SummaryCase c, int fold)
    {
        var talk = new SummaryTalk(c.Read(), SummaryTemplate.Discovery, c.Sellers);
        var features = new SentenceFeatures(SummaryTemplate.Discovery, talk, []);
        var expected = SummaryTemplate.Discovery.Sections.ToDictionary(s => s.Key, s => c.Expected(s.Key));
        foreach (var spoken in talk.All.Where(s => s.Heading is null && StatementSorter.MayCount(s)))
        {
            var quote = spoken.Said.Quote;
            yield return new(fold, features.Of(spoken).Features, expected.Where(e => e.Value.Exists(i => SummaryCase.Overlaps(quote, i.Quote, spoken.Said.Text.Text))).Select(e => e.Key).ToHashSet());
        }
    }

    /// <summary>L2-regularized logistic regression by coordinate-wise adaptive gradient steps (AdaGrad, Duchi et al. 2011).</summary>
    private static Dictionary<string, double> Fit(List<Row> rows, string section)
    {
        var weights = new Dictionary<string, double>();
        var squares = new Dictionary<string, double>();
        var order = new Random(1);
        const int epochs = 30;
        const double rate = 0.3;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var row in rows.OrderBy(_ => order.Next()).ToList())
            {
                var error = SectionModel.Probability(weights, row.Features) - (row.Sections.Contains(section) ? 1 : 0);
                foreach (var (feature, value) in row.Features)
                {
                    var weight = weights.GetValueOrDefault(feature);
                    var gradient = (error * value) + (feature == "bias" ? 0 : Penalty * weight / rows.Count);
                    var square = squares[feature] = squares.GetValueOrDefault(feature, 1e-6) + (gradient * gradient);
                    weights[feature] = weight - (rate * gradient / Math.Sqrt(square));
                }
            }
        }

        return weights;
    }

    private static (double Threshold, double F1) BestThreshold(List<(double Probability, bool Is)> held)
    {
        var (best, threshold) = (0.0, 0.5);
        var positives = held.Count(h => h.Is);
        var hits = 0;
        var ordered = held.OrderByDescending(h => h.Probability).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            hits += ordered[i].Is ? 1 : 0;
            var f1 = 2.0 * hits / (i + 1 + positives);
            if (f1 > best)
                (best, threshold) = (f1, ordered[i].Probability);
        }

        return (threshold, best);
    }

    private sealed record Row(int Fold, Dictionary<string, double> Features, HashSet<string> Sections);
}
