using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Infrastructure.Search.Qdrant;
using Qdrant.Client.Grpc;
using CollectionInfo = Agent.Infrastructure.Search.Qdrant.CollectionInfo;
using OrderBy = Qdrant.Client.Grpc.OrderBy;
using SparseVector = Agent.Infrastructure.Search.Qdrant.SparseVector;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Agent.SemanticKernel.Search;

/// <summary>The index's own words for points, filters and queries as messages of Qdrant's gRPC API, and back.</summary>
internal static class QdrantMessages
{
    /// <summary>A point to write.</summary>
    public static PointStruct Point(QdrantPoint point)
    {
        var vectors = new Dictionary<string, Vector>();
        if (point.Vector.Words is { } words)
            vectors[PointQuery.WordsName] = (words.Values.ToArray(), words.Indices.ToArray());
        if (point.Vector.Dense is { } dense)
            vectors[PointQuery.DenseName] = dense.ToArray();
        var written = new PointStruct { Id = point.Id, Vectors = vectors };
        foreach (var (name, value) in Fields(point.Payload))
            written.Payload[name] = value;
        return written;
    }

    /// <summary>The fields of an object; none of null.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Fields(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } fields ? fields.EnumerateObject().Select(f => KeyValuePair.Create(f.Name, ValueOf(f.Value))) : [];

    /// <summary>Fields as a JSON object.</summary>
    public static JsonElement Json(IEnumerable<KeyValuePair<string, Value>> fields) =>
        JsonSerializer.SerializeToElement(new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Node(f.Value)))));

    /// <summary>A filter.</summary>
    public static Filter Filter(QdrantFilter filter)
    {
        // What is one condition is a filter that demands it.
        if (filter is { Must: null, Should: null, MustNot: null })
            return new() { Must = { Condition(filter) } };
        return new() { Must = { Conditions(filter.Must) }, Should = { Conditions(filter.Should) }, MustNot = { Conditions(filter.MustNot) } };
    }

    /// <summary>One ranking of several.</summary>
    public static PrefetchQuery Prefetch(PointQuery query)
    {
        var prefetch = new PrefetchQuery { Query = Query(query.Query), Using = query.Using ?? "", Limit = (ulong)query.Limit };
        if (query.Filter is { } filter)
            prefetch.Filter = Filter(filter);
        return prefetch;
    }

    /// <summary>What points are ranked by.</summary>
    public static Query Query(object? query) => query switch
    {
        ReadOnlyMemory<float> meaning => meaning.ToArray(),
        SparseVector words => (words.Values.ToArray(), words.Indices.ToArray()),
        RrfQuery { Rrf: { Weights: null } plan } => new Rrf { K = (uint)plan.K },
        OrderByQuery order => new OrderBy { Key = order.OrderBy.Key, Direction = order.OrderBy.Direction == "desc" ? Direction.Desc : Direction.Asc },
        _ => throw new NotSupportedException($"{query?.GetType().Name} is no query that this index makes."),
    };

    /// <summary>A collection as the index knows it.</summary>
    public static CollectionInfo Read(Qdrant.Client.Grpc.CollectionInfo info)
    {
        var dense = info.Config.Params.VectorsConfig?.ParamsMap?.Map.GetValueOrDefault(PointQuery.DenseName);
        var sparse = info.Config.Params.SparseVectorsConfig?.Map.ContainsKey(PointQuery.WordsName) == true ? new SparseVectorPlan() : null;
        return new(
            new(new(new(dense is null ? null : new((int)dense.Size)), new(sparse)), Json(info.Config.Metadata)),
            (long)info.PointsCount,
            info.Status.ToString());
    }

    private static IEnumerable<Condition> Conditions(IReadOnlyList<QdrantFilter>? filters) => filters?.Select(Condition) ?? [];

    private static Condition Condition(QdrantFilter filter) => filter switch
    {
        { Key: { } key, Match: { } match } => new() { Field = new FieldCondition { Key = key, Match = MatchOf(match) } },
        { Key: { } key, Range: { } range } => new() { Field = new FieldCondition { Key = key, DatetimeRange = new DatetimeRange { Gte = Moment(range.Gte), Lt = Moment(range.Lt) } } },
        { IsEmpty: { } empty } => new() { IsEmpty = new IsEmptyCondition { Key = empty.Key } },
        { HasId: { } ids } => new() { HasId = new HasIdCondition { HasId = { ids.Select(id => (PointId)id) } } },
        _ => new() { Filter = Filter(filter) },
    };

    private static Match MatchOf(QdrantMatch match) =>
        match.Value is { } value ? new() { Keyword = value }
        : match.Phrase is { } phrase ? new() { Phrase = phrase }
        : new() { Keywords = new RepeatedStrings { Strings = { match.Any ?? [] } } };

    private static Timestamp? Moment(string? at) =>
        at is null ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));

    private static Value ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new() { StringValue = json.GetString()! },
        JsonValueKind.True or JsonValueKind.False => new() { BoolValue = json.GetBoolean() },
        JsonValueKind.Number when json.TryGetInt64(out var whole) => new() { IntegerValue = whole },
        JsonValueKind.Number => new() { DoubleValue = json.GetDouble() },
        JsonValueKind.Array => new() { ListValue = new ListValue { Values = { json.EnumerateArray().Select(ValueOf) } } },
        JsonValueKind.Null => new() { NullValue = NullValue.NullValue },
        _ => throw new NotSupportedException($"A passage holds no {json.ValueKind}."),
    };

    private static JsonNode? Node(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.IntegerValue => value.IntegerValue,
        Value.KindOneofCase.DoubleValue => value.DoubleValue,
        Value.KindOneofCase.ListValue => new JsonArray([.. value.ListValue.Values.Select(Node)]),
        _ => null,
    };
}
