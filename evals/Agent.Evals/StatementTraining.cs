using System.Globalization;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Evals;

/// <summary>
/// Trains the statement classifier: per topic a logistic regression of whether a statement bears on it, and one softmax of what it
/// says, whose weights are the sum of a part common to all topics ("not", "maybe") and one of the topic (Daumé, Frustratingly Easy
/// Domain Adaptation, 2007), because there are few statements per topic and sense.
/// </summary>
internal static class StatementTraining
{
    /// <summary>Weight of the likelihood against the penalty; by cross-validation, where 4 to 15 are alike.</summary>
    private const double Cost = 8;

    /// <summary>Features of fewer statements teach nothing that holds for others.</summary>
    private const int LeastStatements = 2;

    /// <summary>A statement counts for a topic from here on; where cross-validated F1 is best.</summary>
    private const double Threshold = 0.4;

    private static readonly int Stances = Enum.GetValues<Stance>().Length;

    /// <summary>Prints what cross-validation finds and writes the model of all rows.</summary>
    public static async Task RunAsync(IReadOnlyList<StatementRow> rows, string hash, string modelFile, bool crossValidate, TextWriter output, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var share in crossValidate ? [0.5, 1] : Array.Empty<double>())
        {
            var random = new Random(1);
            var kept = rows.Where(_ => random.NextDouble() < share).ToHashSet();
            var counts = CrossValidate(rows, kept);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kept.Count} rows, by author left out: F1 of topic {counts.Average(c => c[0].F1):0.000}, of topic and sense {counts.Average(c => c.Skip(1).Average(s => s.F1)):0.000}"));
            if (share < 1)
                continue;
            for (var t = 0; t < counts.Length; t++)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {(Topic)t,-14} topic {counts[t][0].F1:0.00}  yes {counts[t][1].F1:0.00}  no {counts[t][2].F1:0.00}  partly {counts[t][3].F1:0.00}"));
        }

        using (var file = File.Create(modelFile))
            Train(rows, hash).Save(file);
        await output.WriteLineAsync($"{modelFile}: {new FileInfo(modelFile).Length / 1024} kB");
    }

    /// <summary>Trains on all rows.</summary>
    public static StatementModel Train(IReadOnlyList<StatementRow> rows, string hash)
    {
        var features = rows.SelectMany(r => r.Features).GroupBy(f => f.Hash).Where(g => g.Count() >= LeastStatements).Select(g => g.Key).Order().ToArray();
        var known = features.Select((hash, i) => (hash, i)).ToDictionary(f => f.hash, f => f.i);
        var scaled = rows.Select(r => StatementModel.Scale(r.Features, known)).Select(r => new SparseRow([.. r.Select(f => f.Row)], [.. r.Select(f => f.Value)])).ToList();
        var outputs = StatementModel.Topics * StatementModel.PerTopic;
        var weights = new float[features.Length * outputs];
        var bias = new float[outputs];
        Parallel.For(0, StatementModel.Topics, t =>
        {
            int[] labelled = [.. Enumerable.Range(0, rows.Count).Where(r => rows[r].Labelled[t])];
            var spoken = Softmax.Fit([.. labelled.Select(r => scaled[r])], [.. labelled.Select(r => rows[r].Stances[t] is null ? 0 : 1)], 2, features.Length, Cost);
            var at = t * StatementModel.PerTopic;
            bias[at] = (float)(spoken.Bias(1) - spoken.Bias(0));
            for (var f = 0; f < features.Length; f++)
                weights[(f * outputs) + at] = (float)(spoken.Weight(f, 1) - spoken.Weight(f, 0));
        });
        AddSenses(rows, scaled, features.Length, weights, bias);
        return new(hash, features, weights, bias);
    }

    /// <summary>Columns: the features for all topics, a constant per topic, then the features of each topic as far as they occur with it.</summary>
    private static void AddSenses(IReadOnlyList<StatementRow> rows, List<SparseRow> scaled, int features, float[] weights, float[] bias)
    {
        var own = new Dictionary<(int Topic, int Feature), int>();
        var (samples, labels) = (new List<SparseRow>(), new List<int>());
        for (var r = 0; r < rows.Count; r++)
        {
            for (var t = 0; t < StatementModel.Topics; t++)
            {
                if (rows[r].Stances[t] is not { } stance)
                    continue;
                var (columns, values) = (new List<int>(scaled[r].Columns) { features + t }, new List<float>(scaled[r].Values) { 1 });
                for (var j = 0; j < scaled[r].Columns.Length; j++)
                {
                    var key = (t, scaled[r].Columns[j]);
                    if (!own.TryGetValue(key, out var column))
                        own[key] = column = features + StatementModel.Topics + own.Count;
                    columns.Add(column);
                    values.Add(scaled[r].Values[j]);
                }

                samples.Add(new([.. columns], [.. values]));
                labels.Add((int)stance);
            }
        }

        var senses = Softmax.Fit(samples, labels, Stances, features + StatementModel.Topics + own.Count, Cost);
        var outputs = bias.Length;
        for (var t = 0; t < StatementModel.Topics; t++)
        {
            for (var k = 0; k < Stances; k++)
            {
                var at = (t * StatementModel.PerTopic) + 1 + k;
                bias[at] = (float)(senses.Bias(k) + senses.Weight(features + t, k));
                for (var f = 0; f < features; f++)
                    weights[(f * outputs) + at] = (float)senses.Weight(f, k);
            }
        }

        foreach (var ((t, f), column) in own)
        {
            for (var k = 0; k < Stances; k++)
                weights[(f * outputs) + (t * StatementModel.PerTopic) + 1 + k] += (float)senses.Weight(column, k);
        }
    }

    /// <summary>Per topic the counts of "spoken of", then of every sense, each author read by a model of the others' kept rows.</summary>
    private static Confusion[][] CrossValidate(IReadOnlyList<StatementRow> rows, HashSet<StatementRow> kept)
    {
        var counts = Enumerable.Range(0, StatementModel.Topics).Select(_ => Enumerable.Range(0, 1 + Stances).Select(_ => new Confusion()).ToArray()).ToArray();
        foreach (var author in rows.GroupBy(r => r.Author))
        {
            var model = Train([.. rows.Where(r => r.Author != author.Key && kept.Contains(r))], "");
            foreach (var row in author)
            {
                var readings = model.Read(row.Features);
                for (var t = 0; t < readings.Length; t++)
                {
                    if (!row.Labelled[t])
                        continue;
                    var spoken = readings[t].Spoken >= Threshold;
                    counts[t][0].Count(row.Stances[t] is not null, spoken);
                    for (var k = 0; k < Stances; k++)
                        counts[t][1 + k].Count(row.Stances[t] == (Stance)k, spoken && readings[t].Stance == (Stance)k);
                }
            }
        }

        return counts;
    }
}
