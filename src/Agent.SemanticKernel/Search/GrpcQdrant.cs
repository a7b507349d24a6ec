using System.Net;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Grpc.Core;
using Qdrant.Client.Grpc;
using CollectionInfo = Agent.Infrastructure.Search.Qdrant.CollectionInfo;
using ScoredPoint = Agent.Infrastructure.Search.Qdrant.ScoredPoint;
using UpdateResult = Qdrant.Client.Grpc.UpdateResult;
using Vendor = Qdrant.Client.QdrantClient;

namespace Agent.SemanticKernel.Search;

/// <summary>Qdrant over gRPC by its own client.</summary>
internal sealed class GrpcQdrant : IQdrant
{
    private readonly Vendor _client;
    private readonly QdrantCalls _calls;

    /// <summary>A client for the server of the options, which must be valid.</summary>
    public GrpcQdrant(QdrantOptions options, TimeProvider clock)
    {
        _client = new(options.Address.Host, options.Address.Port, options.Address.Scheme == Uri.UriSchemeHttps, string.IsNullOrEmpty(options.ApiKey) ? null : options.ApiKey);
        _calls = new(options, clock);
    }

    public async Task RequireVersionAsync(CancellationToken ct) => _calls.RequireVersion((await SendAsync("say its version", token => _client.HealthAsync(token), ct)).Version);

    public Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken ct) => SendAsync("list its collections", token => _client.ListCollectionsAsync(token), ct);

    public async Task<CollectionInfo?> FindCollectionAsync(string collection, CancellationToken ct)
    {
        try
        {
            return QdrantMessages.Read(await SendAsync($"describe the collection '{collection}'", token => _client.GetCollectionInfoAsync(collection, token), ct));
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<bool> CreateCollectionAsync(string collection, CollectionPlan plan, CancellationToken ct)
    {
        var vectors = new VectorParamsMap();
        if (plan.Vectors.Dense is { } dense)
            vectors.Map[PointQuery.DenseName] = new VectorParams { Size = (ulong)dense.Size, Distance = Distance.Cosine };
        var words = new SparseVectorConfig { Map = { [PointQuery.WordsName] = new SparseVectorParams { Modifier = Modifier.Idf } } };
        try
        {
            await SendAsync(
                $"create the collection '{collection}'",
                async token =>
                {
                    await _client.CreateCollectionAsync(collection, vectors, new Dictionary<string, Value>(QdrantMessages.Fields(plan.Metadata)), sparseVectorsConfig: words, cancellationToken: token);
                    return true;
                },
                ct,
                once: true);
            return true;
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public async Task DeleteCollectionAsync(string collection, CancellationToken ct)
    {
        // The client fails with a message of its own when there is none of this name.
        if (await FindCollectionAsync(collection, ct) is not null)
            await SendAsync($"delete the collection '{collection}'", token => _client.DeleteCollectionAsync(collection, cancellationToken: token), ct);
    }

    public Task IndexFieldAsync(string collection, string field, FieldIndex type, CancellationToken ct)
    {
        var schema = Enum.Parse<PayloadSchemaType>(type.Type, ignoreCase: true);
        var text = type.Tokenizer is null
            ? null
            : new PayloadIndexParams { TextIndexParams = new TextIndexParams { Tokenizer = TokenizerType.Whitespace, Lowercase = type.Lowercase ?? true, PhraseMatching = type.PhraseMatching ?? false } };
        return UpdateAsync($"index the field '{field}'", token => _client.CreatePayloadIndexAsync(collection, field, schema, text, cancellationToken: token), ct);
    }

    public async Task<string?> ResolveAliasAsync(string alias, CancellationToken ct) =>
        (await SendAsync("list its aliases", token => _client.ListAliasesAsync(token), ct)).FirstOrDefault(a => a.AliasName == alias)?.CollectionName;

    public async Task PointAliasAsync(string alias, string collection, CancellationToken ct)
    {
        var create = new AliasOperations { CreateAlias = new CreateAlias { AliasName = alias, CollectionName = collection } };
        AliasOperations[] actions = await ResolveAliasAsync(alias, ct) is null ? [create] : [new() { DeleteAlias = new DeleteAlias { AliasName = alias } }, create];
        await SendAsync($"point the alias '{alias}' at '{collection}'", token => _client.UpdateAliasesAsync(actions, cancellationToken: token), ct);
    }

    public async Task UpsertAsync(string collection, IReadOnlyList<QdrantPoint> points, CancellationToken ct)
    {
        foreach (var batch in points.Chunk(IQdrant.PointsPerWrite))
            await UpdateAsync($"write {batch.Length} passages", token => _client.UpsertAsync(collection, [.. batch.Select(QdrantMessages.Point)], cancellationToken: token), ct);
    }

    public Task DeleteAsync(string collection, QdrantFilter filter, CancellationToken ct) =>
        UpdateAsync("delete passages", token => _client.DeleteAsync(collection, QdrantMessages.Filter(filter), cancellationToken: token), ct);

    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(string collection, PointQuery query, CancellationToken ct)
    {
        var points = await SendAsync(
            "search",
            token => _client.QueryAsync(
                collection,
                QdrantMessages.Query(query.Query),
                query.Prefetch?.Select(QdrantMessages.Prefetch).ToList(),
                query.Using,
                query.Filter is null ? null : QdrantMessages.Filter(query.Filter),
                limit: (ulong)query.Limit,
                payloadSelector: query.WithPayload?.ToArray() ?? [],
                cancellationToken: token),
            ct);
        return [.. points.Select(p => new ScoredPoint(Guid.Parse(p.Id.Uuid), p.Score, QdrantMessages.Json(p.Payload)))];
    }

    public async Task<long> CountAsync(string collection, QdrantFilter? filter, CancellationToken ct) =>
        (long)await SendAsync("count passages", token => _client.CountAsync(collection, filter is null ? null : QdrantMessages.Filter(filter), cancellationToken: token), ct);

    public void Dispose() => _client.Dispose();

    private async Task UpdateAsync(string doing, Func<CancellationToken, Task<UpdateResult>> call, CancellationToken ct)
    {
        if ((await SendAsync(doing, call, ct)).Status != UpdateStatus.Completed)
            throw _calls.Faults.NotCompleted(doing);
    }

    private Task SendAsync(string doing, Func<CancellationToken, Task> call, CancellationToken ct) =>
        SendAsync(
            doing,
            async token =>
            {
                await call(token);
                return true;
            },
            ct);

    private Task<T> SendAsync<T>(string doing, Func<CancellationToken, Task<T>> call, CancellationToken ct, bool once = false) => _calls.SendAsync(
        doing,
        async token =>
        {
            try
            {
                return await call(token);
            }
            catch (RpcException fault)
            {
                token.ThrowIfCancellationRequested();
                throw fault.StatusCode == StatusCode.Unavailable ? _calls.Faults.Unreachable(doing, fault) : _calls.Faults.Said(doing, Status(fault.StatusCode), fault.Status.Detail, null);
            }
        },
        ct,
        once);

    // As Qdrant answers over REST, so that callers tell the cases apart in one way.
    private static HttpStatusCode Status(StatusCode code) => code switch
    {
        StatusCode.NotFound => HttpStatusCode.NotFound,
        StatusCode.AlreadyExists => HttpStatusCode.Conflict,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => HttpStatusCode.BadRequest,
        StatusCode.Unauthenticated => HttpStatusCode.Unauthorized,
        StatusCode.PermissionDenied => HttpStatusCode.Forbidden,
        StatusCode.ResourceExhausted => HttpStatusCode.TooManyRequests,
        StatusCode.DeadlineExceeded => HttpStatusCode.GatewayTimeout,
        StatusCode.Unimplemented => HttpStatusCode.NotImplemented,
        _ => HttpStatusCode.InternalServerError,
    };
}
