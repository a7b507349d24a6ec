using System.Globalization;
using System.Text.Json;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Evals;

/// <summary>
/// Trains the weighing of whole talks. Each author's talks are read by a statement classifier that has not seen them, so that the
/// weights are learned for readings as good as those of new talks, and judged by weights that were not learned from them.
/// </summary>
internal static class VerdictTraining
{
    /// <summary>Weight of the likelihood against the penalty; by cross-validation.</summary>
    private const double Cost = 0.1;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = false };

    /// <summary>Prints what cross-validation finds and writes the weights of all talks.</summary>
    public static async Task RunAsync(IReadOnlyList<TrainingTalk> talks, IReadOnlyList<StatementRow> statements, string modelFile, TextWriter output, CancellationToken ct)
    {
        var samples = new List<Sample>();
        foreach (var author in talks.GroupBy(t => t.Author))
        {
            var model = StatementTraining.Train([.. statements.Where(r => r.Author != $"from-{author.Key}"), .. talks.Where(t => t.Author != author.Key).SelectMany(TalkRows.Statements)], "");
            samples.AddRange(author.SelectMany(t => Samples(t, model)));
        }

        var counts = VerdictModel.Verdicts.ToDictionary(v => v, _ => new Confusion());
        var right = 0;
        foreach (var author in samples.GroupBy(s => s.Author))
        {
            var model = Fit([.. samples.Where(s => s.Author != author.Key)]);
            foreach (var sample in author)
            {
                var found = sample.Signs.Weigh(model).Verdict;
                right += found == sample.Verdict ? 1 : 0;
                foreach (var (verdict, count) in counts)
                    count.Count(sample.Verdict == verdict, found == verdict);
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{talks.Count} talks, {samples.Count} verdicts, by author left out: accuracy {(double)right / samples.Count:P1}, mean F1 {counts.Values.Average(c => c.F1):0.000}; {string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value.F1:0.00}")))}"));
        await File.WriteAllTextAsync(modelFile, Show(FitWeights(samples)), ct);
    }

    private static IEnumerable<Sample> Samples(TrainingTalk talk, StatementModel model) =>
        from reading in TalkReading.Read(talk.Framework, [talk.Text], null, [], [], model).Signs
        where talk.Expected.ContainsKey(reading.Criterion.Name) && reading.Criterion.Topics.Count > 0
        select new Sample(talk.Author, reading.Signs, [.. reading.Signs.Features()], talk.Expected[reading.Criterion.Name]);

    private static VerdictModel Fit(List<Sample> samples) => new(FitWeights(samples));

    private static SortedDictionary<string, double[]> FitWeights(List<Sample> samples)
    {
        var names = samples.SelectMany(s => s.Features.Select(f => f.Name)).Distinct().Order(StringComparer.Ordinal).ToList();
        var columns = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i);
        var rows = samples.Select(s => new SparseRow([.. s.Features.Select(f => columns[f.Name])], [.. s.Features.Select(f => (float)f.Value)])).ToList();
        var fitted = Softmax.Fit(rows, [.. samples.Select(s => Array.IndexOf(VerdictModel.Verdicts, s.Verdict))], VerdictModel.Verdicts.Length, names.Count, Cost);
        var weights = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var name in names)
            weights[name] = [.. VerdictModel.Verdicts.Select((_, v) => Math.Round(fitted.Weight(columns[name], v) + (name == "always" ? fitted.Bias(v) : 0), 4))];
        return weights;
    }

    private static string Show(SortedDictionary<string, double[]> weights) =>
        "{\n" + string.Join(",\n", weights.Select(w => $"  {JsonSerializer.Serialize(w.Key, Json)}: {JsonSerializer.Serialize(w.Value, Json)}")) + "\n}\n";

    private sealed record Sample(string Author, Signs Signs, IReadOnlyList<(string Name, double Value)> Features, Verdict Verdict);
}
