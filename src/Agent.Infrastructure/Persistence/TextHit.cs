using Agent.Core.Deals;

namespace Agent.Infrastructure.Persistence;

/// <summary>An activity that a full-text query found.</summary>
internal sealed class TextHit
{
    /// <summary>The activity.</summary>
    public ActivityId ActivityId { get; init; }

    /// <summary>BM25, higher is better.</summary>
    public double Rank { get; init; }
}
