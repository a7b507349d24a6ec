using System.Text.Json;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Insight.Texts;

/// <summary>What a section's features are worth.</summary>
/// <param name="Threshold">Probability from which on a sentence belongs to the section; chosen for the best F1.</param>
/// <param name="Weights">Weight by feature.</param>
internal sealed record SectionWeights(double Threshold, IReadOnlyDictionary<string, double> Weights);

/// <summary>
/// How surely a sentence belongs to a section: a logistic regression per section over <see cref="SentenceFeatures"/>, fitted on
/// written cases (<c>--train summary</c> of the evaluations).
/// </summary>
internal sealed class SectionModel(IReadOnlyDictionary<string, SectionWeights> sections)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<SectionModel> Embedded = new(() =>
        new(JsonSerializer.Deserialize<Dictionary<string, SectionWeights>>(EmbeddedData.Read("section-weights", "texts"), Json)!));

    /// <summary>The model of the build.</summary>
    public static SectionModel Default => Embedded.Value;

    /// <summary>Weights by section key.</summary>
    public IReadOnlyDictionary<string, SectionWeights> Sections { get; } = sections;

    /// <summary>Probability of a section, moved so that 0.5 is its threshold; null for a section that was not learned.</summary>
    public double? Score(string section, Dictionary<string, double> features)
    {
        if (!Sections.TryGetValue(section, out var learned))
            return null;
        var probability = Probability(learned.Weights, features);
        return probability < learned.Threshold
            ? 0.5 * probability / learned.Threshold
            : 0.5 + (0.5 * (probability - learned.Threshold) / Math.Max(1e-9, 1 - learned.Threshold));
    }

    /// <summary>The logistic function of the weighted sum.</summary>
    public static double Probability(IReadOnlyDictionary<string, double> weights, Dictionary<string, double> features)
    {
        var sum = 0.0;
        foreach (var (feature, value) in features)
            sum += weights.GetValueOrDefault(feature) * value;
        return 1 / (1 + Math.Exp(-sum));
    }
}
