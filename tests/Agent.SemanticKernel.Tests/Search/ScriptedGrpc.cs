using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Infrastructure.Tests.Search.Qdrant;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qdrant.Client.Grpc;
using QdrantOptions = Agent.Infrastructure.Search.Qdrant.QdrantOptions;
using QdrantTransport = Agent.Infrastructure.Search.Qdrant.QdrantTransport;

namespace Agent.SemanticKernel.Tests.Search;

/// <summary>Qdrant's gRPC API on loopback before the collections of the scripted REST server, so that both transports are held to one behaviour.</summary>
internal sealed class ScriptedGrpc : IAsyncDisposable
{
    private const int FrameHeader = 5;

    private readonly ScriptedQdrant _qdrant;
    private readonly WebApplication _app;

    private ScriptedGrpc(ScriptedQdrant qdrant)
    {
        _qdrant = qdrant;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public QdrantOptions Options => new()
    {
        Url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
        Transport = QdrantTransport.Grpc,
    };

    public static async Task<ScriptedGrpc> StartAsync(CancellationToken ct)
    {
        var server = new ScriptedGrpc(await ScriptedQdrant.StartAsync(ct));
        await server._app.StartAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _qdrant.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        try
        {
            var answer = Answer(context.Request.Path, body.ToArray()[FrameHeader..]).ToByteArray();
            var frame = new byte[FrameHeader + answer.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.Length);
            answer.CopyTo(frame, FrameHeader);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        }
        catch (ScriptedRefusal refusal)
        {
            var status = refusal.Status switch { 404 => StatusCode.NotFound, 409 => StatusCode.AlreadyExists, _ => StatusCode.InvalidArgument };
            context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(refusal.Message));
        }
    }

    private IMessage Answer(string method, byte[] message)
    {
        switch (method)
        {
            case "/qdrant.Qdrant/HealthCheck":
                return new HealthCheckReply { Title = "qdrant - vector search engine", Version = _qdrant.Ask("GET", "").GetProperty("version").GetString()! };
            case "/qdrant.Collections/List":
                return new ListCollectionsResponse { Collections = { Items("GET", "collections", "collections").Select(c => new CollectionDescription { Name = Text(c, "name") }) } };
            case "/qdrant.Collections/Get":
                return new GetCollectionInfoResponse { Result = Describe(Result("GET", "collections/" + GetCollectionInfoRequest.Parser.ParseFrom(message).CollectionName)) };
            case "/qdrant.Collections/Create":
                var plan = CreateCollection.Parser.ParseFrom(message);
                Result("PUT", "collections/" + plan.CollectionName, Plan(plan));
                return new CollectionOperationResponse { Result = true };
            case "/qdrant.Collections/Delete":
                return new CollectionOperationResponse { Result = Result("DELETE", "collections/" + DeleteCollection.Parser.ParseFrom(message).CollectionName).GetBoolean() };
            case "/qdrant.Collections/ListAliases":
                return new ListAliasesResponse { Aliases = { Items("GET", "aliases", "aliases").Select(a => new AliasDescription { AliasName = Text(a, "alias_name"), CollectionName = Text(a, "collection_name") }) } };
            case "/qdrant.Collections/UpdateAliases":
                Result("POST", "collections/aliases", new { actions = ChangeAliases.Parser.ParseFrom(message).Actions.Select(Action) });
                return new CollectionOperationResponse { Result = true };
            case "/qdrant.Points/CreateFieldIndex":
                var index = CreateFieldIndexCollection.Parser.ParseFrom(message);
                return Done("PUT", $"collections/{index.CollectionName}/index", new { field_name = index.FieldName, field_schema = Schema(index) });
            case "/qdrant.Points/Upsert":
                var upsert = UpsertPoints.Parser.ParseFrom(message);
                return Done("PUT", $"collections/{upsert.CollectionName}/points", new { points = upsert.Points.Select(Point) });
            case "/qdrant.Points/Delete":
                var delete = DeletePoints.Parser.ParseFrom(message);
                return Done("POST", $"collections/{delete.CollectionName}/points/delete", new { filter = Json(delete.Points.Filter) });
            case "/qdrant.Points/Count":
                var count = CountPoints.Parser.ParseFrom(message);
                return new CountResponse { Result = new CountResult { Count = Result("POST", $"collections/{count.CollectionName}/points/count", new { filter = Json(count.Filter) }).GetProperty("count").GetUInt64() } };
            case "/qdrant.Points/Query":
                var query = QueryPoints.Parser.ParseFrom(message);
                var found = Result("POST", $"collections/{query.CollectionName}/points/query", Json(query)).GetProperty("points");
                return new QueryResponse { Result = { found.EnumerateArray().Select(Found) } };
            default:
                throw new ScriptedRefusal(400, $"{method} is not scripted");
        }
    }

    private JsonElement Result(string method, string path, object? body = null) => _qdrant.Ask(method, path, body).GetProperty("result");

    private IEnumerable<JsonElement> Items(string method, string path, string name) => Result(method, path).GetProperty(name).EnumerateArray();

    private PointsOperationResponse Done(string method, string path, object body)
    {
        Result(method, path, body);
        return new() { Result = new UpdateResult { Status = UpdateStatus.Completed } };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static CollectionInfo Describe(JsonElement info)
    {
        var config = info.GetProperty("config");
        var given = config.GetProperty("params");
        var dense = new VectorParamsMap();
        foreach (var vector in given.GetProperty("vectors").EnumerateObject())
            dense.Map[vector.Name] = new VectorParams { Size = vector.Value.GetProperty("size").GetUInt64(), Distance = Distance.Cosine };
        var sparse = new SparseVectorConfig();
        foreach (var vector in given.GetProperty("sparse_vectors").EnumerateObject())
            sparse.Map[vector.Name] = new SparseVectorParams { Modifier = Modifier.Idf };
        var described = new CollectionInfo
        {
            Status = CollectionStatus.Green,
            PointsCount = info.GetProperty("points_count").GetUInt64(),
            Config = new CollectionConfig { Params = new CollectionParams { VectorsConfig = new VectorsConfig { ParamsMap = dense }, SparseVectorsConfig = sparse } },
        };
        if (config.GetProperty("metadata") is { ValueKind: JsonValueKind.Object } metadata)
        {
            foreach (var field in metadata.EnumerateObject())
                described.Config.Metadata[field.Name] = ValueOf(field.Value);
        }

        return described;
    }

    private static JsonObject Plan(CreateCollection plan)
    {
        var dense = plan.VectorsConfig?.ParamsMap?.Map.ToDictionary(v => v.Key, v => new { size = v.Value.Size, distance = v.Value.Distance.ToString() }) ?? [];
        var sparse = plan.SparseVectorsConfig.Map.ToDictionary(v => v.Key, v => new { modifier = v.Value.Modifier.ToString().ToLowerInvariant() });
        return new()
        {
            ["vectors"] = JsonSerializer.SerializeToNode(dense),
            ["sparse_vectors"] = JsonSerializer.SerializeToNode(sparse),
            ["metadata"] = Fields(plan.Metadata),
        };
    }

    private static object Action(AliasOperations action) => action.ActionCase == AliasOperations.ActionOneofCase.DeleteAlias
        ? new { delete_alias = new { alias_name = action.DeleteAlias.AliasName } }
        : new { create_alias = new { alias_name = action.CreateAlias.AliasName, collection_name = action.CreateAlias.CollectionName } };

    private static object Schema(CreateFieldIndexCollection index) => index.FieldIndexParams?.TextIndexParams is { } text
        ? new { type = "text", tokenizer = "whitespace", lowercase = text.Lowercase, phrase_matching = text.PhraseMatching }
        : new { type = index.FieldType.ToString().ToLowerInvariant() };

    private static object Point(PointStruct point) => new
    {
        id = point.Id.Uuid,
        vector = point.Vectors.Vectors_.Vectors.ToDictionary(v => v.Key, v => v.Value.VectorCase == Vector.VectorOneofCase.Sparse
            ? (object)new { indices = v.Value.Sparse.Indices, values = v.Value.Sparse.Values }
            : v.Value.Dense.Data),
        payload = Fields(point.Payload),
    };

    private static JsonObject Json(QueryPoints query) => Query(query.Query, query.Using, query.Filter, query.Limit, query.Prefetch, query.WithPayload);

    private static JsonObject Query(Query query, string vector, Filter? filter, ulong limit, IEnumerable<PrefetchQuery> prefetch, WithPayloadSelector? payload = null)
    {
        var json = new JsonObject { ["limit"] = limit, ["query"] = Asked(query) };
        if (vector.Length > 0)
            json["using"] = vector;
        if (filter is not null)
            json["filter"] = Json(filter);
        if (prefetch.ToList() is { Count: > 0 } rankings)
            json["prefetch"] = new JsonArray([.. rankings.Select(p => Query(p.Query, p.Using, p.Filter, p.Limit, p.Prefetch))]);
        if (payload?.Include is { } wanted)
            json["with_payload"] = new JsonArray([.. wanted.Fields.Select(f => JsonValue.Create(f))]);
        return json;
    }

    private static JsonNode Asked(Query query) => query.VariantCase switch
    {
        Qdrant.Client.Grpc.Query.VariantOneofCase.OrderBy => JsonSerializer.SerializeToNode(new { order_by = new { key = query.OrderBy.Key, direction = query.OrderBy.Direction == Direction.Desc ? "desc" : "asc" } })!,
        Qdrant.Client.Grpc.Query.VariantOneofCase.Rrf => JsonSerializer.SerializeToNode(new { rrf = new { k = query.Rrf.K } })!,
        _ when query.Nearest.VariantCase == VectorInput.VariantOneofCase.Sparse => JsonSerializer.SerializeToNode(new { indices = query.Nearest.Sparse.Indices, values = query.Nearest.Sparse.Values })!,
        _ => JsonSerializer.SerializeToNode(query.Nearest.Dense.Data)!,
    };

    private static JsonObject Json(Filter? filter) => filter is null ? [] : new()
    {
        ["must"] = new JsonArray([.. filter.Must.Select(Json)]),
        ["should"] = new JsonArray([.. filter.Should.Select(Json)]),
        ["must_not"] = new JsonArray([.. filter.MustNot.Select(Json)]),
    };

    private static JsonNode Json(Condition condition) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Filter => Json(condition.Filter),
        Condition.ConditionOneOfOneofCase.IsEmpty => JsonSerializer.SerializeToNode(new { is_empty = new { key = condition.IsEmpty.Key } })!,
        Condition.ConditionOneOfOneofCase.HasId => JsonSerializer.SerializeToNode(new { has_id = condition.HasId.HasId.Select(id => id.Uuid) })!,
        _ when condition.Field.DatetimeRange is { } range => Range(condition.Field.Key, range),
        _ => JsonSerializer.SerializeToNode(new { key = condition.Field.Key, match = Match(condition.Field.Match) })!,
    };

    private static JsonObject Range(string key, DatetimeRange range)
    {
        var bounds = new JsonObject();
        if (range.Gte is { } from)
            bounds["gte"] = from.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);
        if (range.Lt is { } to)
            bounds["lt"] = to.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);
        return new() { ["key"] = key, ["range"] = bounds };
    }

    private static object Match(Match match) => match.MatchValueCase switch
    {
        Qdrant.Client.Grpc.Match.MatchValueOneofCase.Keyword => new { value = match.Keyword },
        Qdrant.Client.Grpc.Match.MatchValueOneofCase.Phrase => new { phrase = match.Phrase },
        _ => new { any = match.Keywords.Strings },
    };

    private static ScoredPoint Found(JsonElement point)
    {
        var found = new ScoredPoint { Id = new PointId { Uuid = Text(point, "id") }, Score = point.GetProperty("score").GetSingle() };
        if (point.GetProperty("payload") is { ValueKind: JsonValueKind.Object } payload)
        {
            foreach (var field in payload.EnumerateObject())
                found.Payload[field.Name] = ValueOf(field.Value);
        }

        return found;
    }

    private static JsonObject Fields(IEnumerable<KeyValuePair<string, Value>> fields) => new(fields.Select(f => KeyValuePair.Create(f.Key, Node(f.Value))));

    private static JsonNode? Node(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => JsonValue.Create(value.StringValue),
        Value.KindOneofCase.BoolValue => JsonValue.Create(value.BoolValue),
        Value.KindOneofCase.IntegerValue => JsonValue.Create(value.IntegerValue),
        Value.KindOneofCase.DoubleValue => JsonValue.Create(value.DoubleValue),
        Value.KindOneofCase.ListValue => new JsonArray([.. value.ListValue.Values.Select(Node)]),
        _ => null,
    };

    private static Value ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new() { StringValue = json.GetString()! },
        JsonValueKind.Number when json.TryGetInt64(out var whole) => new() { IntegerValue = whole },
        JsonValueKind.Number => new() { DoubleValue = json.GetDouble() },
        JsonValueKind.Array => new() { ListValue = new ListValue { Values = { json.EnumerateArray().Select(ValueOf) } } },
        JsonValueKind.True or JsonValueKind.False => new() { BoolValue = json.GetBoolean() },
        _ => new() { NullValue = NullValue.NullValue },
    };
}
