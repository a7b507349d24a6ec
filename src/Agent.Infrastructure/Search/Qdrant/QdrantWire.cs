using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>What Qdrant wraps every answer in.</summary>
internal sealed record QdrantAnswer<T>(T? Result);

internal sealed record CollectionPlan(DenseVectors Vectors, SparseVectors SparseVectors, JsonElement? Metadata = null);

/// <summary>The named dense vector; null for a collection that only knows words.</summary>
internal sealed record DenseVectors(DenseVectorPlan? Dense);

internal sealed record DenseVectorPlan(int Size, string Distance = "Cosine");

internal sealed record SparseVectors(SparseVectorPlan? Words);

internal sealed record SparseVectorPlan(string? Modifier = "idf");

internal sealed record CollectionInfo(CollectionConfig Config, long? PointsCount, string Status);

internal sealed record CollectionConfig(CollectionParams Params, JsonElement? Metadata);

internal sealed record CollectionParams(DenseVectors? Vectors, SparseVectors? SparseVectors);

internal sealed record FieldIndexPlan(string FieldName, FieldIndex FieldSchema);

/// <summary>How a payload field is indexed.</summary>
internal sealed record FieldIndex(string Type)
{
    public string? Tokenizer { get; private init; }

    public bool? Lowercase { get; private init; }

    public bool? PhraseMatching { get; private init; }

    /// <summary>Exact values.</summary>
    public static FieldIndex Keyword { get; } = new("keyword");

    /// <summary>Ids; smaller than keywords.</summary>
    public static FieldIndex Uuid { get; } = new("uuid");

    /// <summary>Moments, for ranges and for order.</summary>
    public static FieldIndex Datetime { get; } = new("datetime");

    /// <summary>Terms with a space between two, for phrases. They are analyzed already, so the server only splits at the spaces.</summary>
    public static FieldIndex Terms { get; } = new("text") { Tokenizer = "whitespace", Lowercase = false, PhraseMatching = true };
}

internal sealed record CollectionList(IReadOnlyList<CollectionName> Collections);

internal sealed record CollectionName(string Name);

internal sealed record AliasList(IReadOnlyList<QdrantAlias> Aliases);

internal sealed record QdrantAlias(string AliasName, string CollectionName);

internal sealed record AliasChanges(IReadOnlyList<AliasChange> Actions);

internal sealed record AliasChange(QdrantAlias? CreateAlias = null, AliasName? DeleteAlias = null);

internal sealed record AliasName([property: JsonPropertyName("alias_name")] string Name);

internal sealed record PointList(IReadOnlyList<QdrantPoint> Points);

/// <summary>A point as it is written.</summary>
/// <param name="Id">Its id; writing it again replaces the point.</param>
/// <param name="Vector">Its vectors by name.</param>
/// <param name="Payload">What filters and readers need.</param>
internal sealed record QdrantPoint(Guid Id, PointVectors Vector, JsonElement Payload);

/// <summary>The vectors of a point, each may be missing: words weighted for BM25, and meaning.</summary>
internal sealed record PointVectors(SparseVector? Words, ReadOnlyMemory<float>? Dense = null)
{
    /// <summary>With a meaning where it is not empty.</summary>
    public static PointVectors Of(SparseVector? words, ReadOnlyMemory<float> meaning) => meaning.IsEmpty ? new(words) : new(words, meaning);
}

/// <summary>A vector that is zero but at the indices; no index occurs twice.</summary>
internal sealed record SparseVector(IReadOnlyList<uint> Indices, IReadOnlyList<float> Values);

internal sealed record UpdateResult(string Status);

internal sealed record FilterSelector(QdrantFilter Filter);

/// <summary>A search: by one vector, or by several whose rankings are fused.</summary>
internal sealed record PointQuery
{
    public const string DenseName = "dense";
    public const string WordsName = "words";

    public IReadOnlyList<PointQuery>? Prefetch { get; private init; }

    // One of ReadOnlyMemory<float>, SparseVector, RrfQuery, OrderByQuery: the schema's union, known to the serializer by its run-time type.
    public object? Query { get; private init; }

    public string? Using { get; private init; }

    public QdrantFilter? Filter { get; private init; }

    public int Limit { get; private init; }

    /// <summary>The payload fields of the answer.</summary>
    public IReadOnlyList<string>? WithPayload { get; init; }

    /// <summary>The points whose words weigh most.</summary>
    public static PointQuery ByWords(SparseVector words, QdrantFilter filter, int limit) =>
        new() { Query = words, Using = WordsName, Filter = filter, Limit = limit };

    /// <summary>The points whose meaning is nearest.</summary>
    public static PointQuery ByMeaning(ReadOnlyMemory<float> meaning, QdrantFilter filter, int limit) =>
        new() { Query = meaning, Using = DenseName, Filter = filter, Limit = limit };

    /// <summary>The points that stand high in several rankings, by reciprocal rank fusion on the server.</summary>
    public static PointQuery Fused(IReadOnlyList<PointQuery> rankings, QdrantFilter filter, int limit, IReadOnlyList<float>? weights = null) =>
        new() { Prefetch = rankings, Query = new RrfQuery(new(RrfPlan.PaperConstant, weights)), Filter = filter, Limit = limit };

    /// <summary>Whatever fits, the highest value of a field first.</summary>
    public static PointQuery Latest(string field, QdrantFilter filter, int limit) =>
        new() { Query = new OrderByQuery(new(field, "desc")), Filter = filter, Limit = limit };
}

internal sealed record OrderByQuery(OrderBy OrderBy);

internal sealed record OrderBy(string Key, string Direction);

internal sealed record RrfQuery(RrfPlan Rrf);

/// <summary>Reciprocal rank fusion: a point scores the sum over the rankings of 1 / (k + rank), ranks from 0.</summary>
internal sealed record RrfPlan(int K, IReadOnlyList<float>? Weights)
{
    /// <summary>
    /// The constant 60 of Cormack, Clarke and Büttcher (SIGIR 2009), whose ranks start at 1. Qdrant's own default, 2, lets
    /// the first place of one ranking beat a good place in both.
    /// </summary>
    public const int PaperConstant = 61;
}

internal sealed record PointsFound(IReadOnlyList<ScoredPoint> Points);

internal sealed record ScoredPoint(Guid Id, double Score, JsonElement? Payload);

internal sealed record CountRequest(QdrantFilter? Filter, bool Exact = true);

internal sealed record CountResult(long Count);

internal sealed record ScrollRequest(QdrantFilter? Filter, int Limit, Guid? Offset, bool WithPayload);

internal sealed record ScrollPage(IReadOnlyList<StoredPoint> Points, Guid? NextPageOffset);

internal sealed record StoredPoint(Guid Id, JsonElement? Payload);

internal sealed record VersionInfo(string Title, string Version);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CollectionPlan))]
[JsonSerializable(typeof(FieldIndexPlan))]
[JsonSerializable(typeof(AliasChanges))]
[JsonSerializable(typeof(PointList))]
[JsonSerializable(typeof(FilterSelector))]
[JsonSerializable(typeof(PointQuery))]
[JsonSerializable(typeof(ReadOnlyMemory<float>))]
[JsonSerializable(typeof(SparseVector))]
[JsonSerializable(typeof(RrfQuery))]
[JsonSerializable(typeof(OrderByQuery))]
[JsonSerializable(typeof(CountRequest))]
[JsonSerializable(typeof(ScrollRequest))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(PassagePayload))]
[JsonSerializable(typeof(IndexMetadata))]
[JsonSerializable(typeof(QdrantAnswer<bool>))]
[JsonSerializable(typeof(QdrantAnswer<CollectionInfo>))]
[JsonSerializable(typeof(QdrantAnswer<CollectionList>))]
[JsonSerializable(typeof(QdrantAnswer<AliasList>))]
[JsonSerializable(typeof(QdrantAnswer<UpdateResult>))]
[JsonSerializable(typeof(QdrantAnswer<PointsFound>))]
[JsonSerializable(typeof(QdrantAnswer<CountResult>))]
[JsonSerializable(typeof(QdrantAnswer<ScrollPage>))]
internal sealed partial class QdrantJson : JsonSerializerContext;
