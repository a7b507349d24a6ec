using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Persistence;

/// <summary>What there is to do about a queued text.</summary>
public enum IndexWork
{
    /// <summary>Its passages are found by words; their vectors are missing.</summary>
    Vectors,

    /// <summary>Its deal, owner or time is another.</summary>
    Place,

    /// <summary>Its words are others: passages of the old ones must not be shown.</summary>
    Words,
}

/// <summary>A text whose passages have to be written again.</summary>
public sealed class QueuedSource
{
    /// <summary>Which kind of record holds the text.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>The id of that record, which may be gone.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>What there is to do.</summary>
    public required IndexWork Work { get; init; }

    /// <summary>New with every change of the text.</summary>
    public required long Stamp { get; init; }
}

/// <summary>How often a term was met in passages.</summary>
public sealed class TermCount
{
    /// <summary>The term, as <see cref="TextAnalyzer"/> makes it.</summary>
    public required string Term { get; init; }

    /// <summary>Passages that had it; what was deleted since is not taken off.</summary>
    public required long Count { get; init; }
}
