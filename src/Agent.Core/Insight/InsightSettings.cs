using Agent.Core.Insight.Qualification;

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
}
