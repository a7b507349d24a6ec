using System.Text.Json;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>
/// The learned weighing of a talk: from what was said on a criterion, sentence by sentence, to its verdict. A softmax over named
/// features, so that its file can be read; trained on whole talks (evals/training/talks).
/// </summary>
internal sealed class VerdictModel
{
    /// <summary>Verdicts, each at its number in the weights.</summary>
    public static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    private readonly IReadOnlyDictionary<string, double[]> _weights;

    /// <summary>A model of given weights: per feature one for each verdict.</summary>
    public VerdictModel(IReadOnlyDictionary<string, double[]> weights) => _weights = weights;

    /// <summary>The model of the build.</summary>
    public static VerdictModel Default { get; } = new(JsonSerializer.Deserialize<Dictionary<string, double[]>>(EmbeddedData.Read("Topics/verdicts")) ?? []);

    /// <summary>Probability of each verdict, in the order of <see cref="Verdicts"/>.</summary>
    public double[] Read(IEnumerable<(string Name, double Value)> features)
    {
        var p = new double[Verdicts.Length];
        foreach (var (name, value) in features)
        {
            if (!_weights.TryGetValue(name, out var weights))
                continue;
            for (var v = 0; v < p.Length; v++)
                p[v] += weights[v] * value;
        }

        var top = p.Max();
        var sum = 0.0;
        for (var v = 0; v < p.Length; v++)
            sum += p[v] = Math.Exp(p[v] - top);
        for (var v = 0; v < p.Length; v++)
            p[v] /= sum;
        return p;
    }
}
