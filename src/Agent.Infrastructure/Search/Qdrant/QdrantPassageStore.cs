using System.Net;
using System.Text.Json;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>
/// Keeps passages in Qdrant. Readers and writers use an alias; the collections behind it are named after it and replaced as a whole,
/// so that a rebuild takes over in one step.
/// </summary>
internal sealed class QdrantPassageStore(IQdrant client, string alias, ILogger<QdrantPassageStore> log) : IPassageStore
{
    // Reciprocal rank fusion sees only these of each ranking; beyond them a place is worth next to nothing.
    private const int FusionDepth = 200;

    // Bounds the ids of one request that deletes what is left of changed texts.
    private const int SourcesPerWrite = 64;

    private string Alias => alias;

    /// <inheritdoc/>
    public async Task<IndexState> GetStateAsync(CancellationToken ct) =>
        await client.FindCollectionAsync(alias, ct) is { } collection
            ? new(await client.CountAsync(alias, null, ct), SpaceOf(collection))
            : new(0, null);

    /// <inheritdoc/>
    public async Task ReplaceAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct)
    {
        if (sources.Count == 0)
            return;
        var space = await FindOrCreateAsync(ct) is { } collection ? SpaceOf(collection) : null;
        foreach (var batch in sources.Chunk(SourcesPerWrite))
        {
            var points = Points(batch, space);
            // New ones first: a text is never missing in between, and what it had before is hidden at once where its audience shrank.
            await client.UpsertAsync(alias, points, ct);
            await client.DeleteAsync(
                alias,
                QdrantFilter.All(PassagePayload.Of(batch.Select(s => s.Source)), QdrantFilter.None(QdrantFilter.Ids(points.Select(p => p.Id)))),
                ct);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PassageHit>> FindAsync(PassageSearch search, CancellationToken ct)
    {
        var query = QueryOf(search) with { WithPayload = PassagePayload.HitFields };
        try
        {
            return Hits(await client.QueryAsync(alias, query, ct));
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            // Nothing was ever written, or a rebuild took over while this search was in the old collection.
            return await client.FindCollectionAsync(alias, ct) is null ? [] : Hits(await client.QueryAsync(alias, query, ct));
        }
    }

    /// <inheritdoc/>
    public async Task<IPassageRebuild> BeginRebuildAsync(EmbeddingSpace? space, CancellationToken ct)
    {
        var collection = NameOf(Guid.CreateVersion7());
        await CreateAsync(collection, space, ct);
        return new Rebuild(this, client, collection, space);
    }

    private static IReadOnlyList<PassageHit> Hits(IReadOnlyList<ScoredPoint> points) => [.. points.Select(PassagePayload.HitOf)];

    private static PointQuery QueryOf(PassageSearch search)
    {
        var filter = PassagePayload.FilterOf(search);
        var take = Math.Clamp(search.Take, 1, PassageSearch.MaxTake);
        var depth = Math.Max(take, FusionDepth);
        return (search.Terms.Count > 0, !search.Vector.IsEmpty) switch
        {
            // The filter stands in each ranking: a page is never emptied by what the viewer may not see.
            (true, true) => PointQuery.Fused([Words(depth), PointQuery.ByMeaning(search.Vector, filter, depth)], filter, take),
            (true, false) => Words(take),
            (false, true) => PointQuery.ByMeaning(search.Vector, filter, take),
            _ => PointQuery.Latest(PassagePayload.MomentField, filter, take),
        };

        PointQuery Words(int limit) => PointQuery.ByWords(Bm25Vectors.OfQuery(search.Terms), filter, limit);
    }

    private static List<QdrantPoint> Points(IEnumerable<SourcePassages> sources, EmbeddingSpace? space)
    {
        var points = new List<QdrantPoint>();
        foreach (var passage in sources.SelectMany(s => s.Passages))
        {
            if (!passage.Vector.IsEmpty && passage.Vector.Length != space?.Dimensions)
                throw new ArgumentException($"A vector of {passage.Vector.Length} numbers does not fit an index of {space?.Dimensions ?? 0}.", nameof(sources));
            points.Add(PassagePayload.PointOf(passage));
        }

        return points;
    }

    private static EmbeddingSpace? SpaceOf(CollectionInfo collection) =>
        collection.Config.Params.Vectors?.Dense is { } dense ? new(MetadataOf(collection)?.Model ?? "", dense.Size) : null;

    private static IndexMetadata? MetadataOf(CollectionInfo collection) =>
        collection.Config.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata.Deserialize(QdrantJson.Default.IndexMetadata) : null;

    private string NameOf(Guid build) => $"{alias}-{build:N}";

    private bool IsBuild(string collection) => collection.Length == NameOf(Guid.Empty).Length && collection.StartsWith(alias + "-", StringComparison.Ordinal) && Guid.TryParseExact(collection[(alias.Length + 1)..], "N", out _);

    private async Task<CollectionInfo?> FindOrCreateAsync(CancellationToken ct)
    {
        if (await client.FindCollectionAsync(alias, ct) is { } found)
            return found;
        // The first collection has one name for all: two servers that start together make one index, and each step may be made twice.
        var first = NameOf(Guid.Empty);
        await CreateAsync(first, null, ct);
        if (await client.ResolveAliasAsync(alias, ct) is null)
            await client.PointAliasAsync(alias, first, ct);
        return await client.FindCollectionAsync(alias, ct);
    }

    private async Task CreateAsync(string collection, EmbeddingSpace? space, CancellationToken ct)
    {
        await client.RequireVersionAsync(ct);
        var metadata = new IndexMetadata(space?.Model);
        await client.CreateCollectionAsync(
            collection,
            new(
                new(space is null ? null : new(space.Dimensions)),
                new(new()),
                JsonSerializer.SerializeToElement(metadata, QdrantJson.Default.IndexMetadata)),
            ct);
        foreach (var (field, index) in PassagePayload.Indexes)
            await client.IndexFieldAsync(collection, field, index, ct);
    }

    // What is left behind costs room and nothing else: it must not make a rebuild fail that has taken over.
    private async Task RemoveOthersAsync(string collection, CancellationToken ct)
    {
        try
        {
            foreach (var old in (await client.ListCollectionsAsync(ct)).Where(c => IsBuild(c) && c != collection))
                await client.DeleteCollectionAsync(old, ct);
        }
        catch (ServiceFaultException fault)
        {
            log.LogWarning(fault, "Old collections of {Alias} stay until the next rebuild removes them.", alias);
        }
    }

    private async Task GiveUpAsync(string collection)
    {
        try
        {
            // Taking over can have gone well although its answer was lost.
            if (await client.ResolveAliasAsync(alias, CancellationToken.None) != collection)
                await client.DeleteCollectionAsync(collection, CancellationToken.None);
        }
        catch (ServiceFaultException fault)
        {
            log.LogWarning(fault, "The unfinished collection {Collection} stays until the next rebuild removes it.", collection);
        }
    }

    private sealed class Rebuild(QdrantPassageStore store, IQdrant client, string collection, EmbeddingSpace? space) : IPassageRebuild
    {
        private bool _completed;

        public Task AddAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct) => client.UpsertAsync(collection, Points(sources, space), ct);

        public async Task CompleteAsync(CancellationToken ct)
        {
            await client.PointAliasAsync(store.Alias, collection, ct);
            _completed = true;
            await store.RemoveOthersAsync(collection, ct);
        }

        public async ValueTask DisposeAsync()
        {
            if (!_completed)
                await store.GiveUpAsync(collection);
        }
    }
}
