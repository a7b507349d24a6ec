using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>
/// Qdrant as far as the passage index needs it, over whichever transport. Calls that may be made twice are tried again after transient faults;
/// every failure is a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
internal interface IQdrant : IDisposable
{
    /// <summary>Points of one write: with 3,072 numbers each a request stays well below Qdrant's limit of 32 MB.</summary>
    const int PointsPerWrite = 256;

    /// <summary>Keeps what a collection's maker notes about it, and takes the constant of reciprocal rank fusion; older ones leave both out silently.</summary>
    static readonly Version OldestVersion = new(1, 16);

    /// <summary>Fails when the server cannot be reached, is not Qdrant, or is older than <see cref="OldestVersion"/>.</summary>
    Task RequireVersionAsync(CancellationToken ct);

    /// <summary>The names of all collections.</summary>
    Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken ct);

    /// <summary>What a collection holds and how it is made; null when there is none of this name. An alias will do.</summary>
    Task<CollectionInfo?> FindCollectionAsync(string collection, CancellationToken ct);

    /// <summary>Makes a collection. Not repeated: a second try could not tell its own first success from somebody else's collection.</summary>
    /// <returns>False when there is one of this name.</returns>
    Task<bool> CreateCollectionAsync(string collection, CollectionPlan plan, CancellationToken ct);

    /// <summary>Deletes a collection and its points; one that is not there is no fault.</summary>
    Task DeleteCollectionAsync(string collection, CancellationToken ct);

    /// <summary>Indexes a payload field, so that filters on it are fast.</summary>
    Task IndexFieldAsync(string collection, string field, FieldIndex type, CancellationToken ct);

    /// <summary>The collection that an alias stands for; null when there is no such alias.</summary>
    Task<string?> ResolveAliasAsync(string alias, CancellationToken ct);

    /// <summary>Lets an alias stand for another collection, in one step: no search falls between the old one and the new.</summary>
    Task PointAliasAsync(string alias, string collection, CancellationToken ct);

    /// <summary>Writes points, replacing those with the same ids; they are searchable when this ends.</summary>
    Task UpsertAsync(string collection, IReadOnlyList<QdrantPoint> points, CancellationToken ct);

    /// <summary>Deletes the points that fit; they are gone when this ends.</summary>
    Task DeleteAsync(string collection, QdrantFilter filter, CancellationToken ct);

    /// <summary>The points that answer a query, best first.</summary>
    Task<IReadOnlyList<ScoredPoint>> QueryAsync(string collection, PointQuery query, CancellationToken ct);

    /// <summary>How many points fit, exactly.</summary>
    Task<long> CountAsync(string collection, QdrantFilter? filter, CancellationToken ct);
}
