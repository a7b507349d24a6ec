using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Insight;

/// <summary>What a team tells the reading of its deals.</summary>
public sealed record InsightSettings
{
    /// <summary>List prices, or null when the team keeps none here.</summary>
    public PriceBook? Prices { get; init; }

    /// <summary>Delivery times, or null when the team keeps none here.</summary>
    public DeliveryPolicy? Delivery { get; init; }

    /// <summary>Names of competitors, beside those that the talk itself reveals.</summary>
    public IReadOnlyList<string> Competitors { get; init; } = [];

    /// <summary>The framework that deals are held against.</summary>
    public Framework Framework { get; init; } = Framework.Bant;

    /// <summary>The team's own frameworks by key.</summary>
    public IReadOnlyDictionary<string, Framework> OwnFrameworks { get; init; } = new Dictionary<string, Framework>();

    /// <summary>What a summary consists of.</summary>
    public SummaryTemplate Template { get; init; } = SummaryTemplate.Discovery;

    /// <summary>How the user who asks writes.</summary>
    public WritingStyle Style { get; init; } = WritingStyle.Default;

    /// <summary>Keys of all frameworks, the team's own first.</summary>
    public IReadOnlyCollection<string> FrameworkKeys => [.. OwnFrameworks.Keys.Union(Framework.Known, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A framework by key without case, the team's own first; null when there is none.</summary>
    public Framework? FindFramework(string key) =>
        OwnFrameworks.FirstOrDefault(f => string.Equals(f.Key, key.Trim(), StringComparison.OrdinalIgnoreCase)).Value ?? Framework.Find(key.Trim());
}
