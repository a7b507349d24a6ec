using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>
/// Qdrant's REST API, as far as the passage index needs it. Calls that may be made twice are tried again after transient
/// faults; every failure is a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
internal sealed class QdrantClient : IQdrant
{
    private const int PointsPerPage = 256;

    // Far more than the largest page of points; a bound on what a wrong address can make this process read.
    private const long LargestAnswer = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly QdrantFaults _faults;
    private readonly TimeProvider _clock;
    private readonly QdrantCalls _calls;

    /// <summary>A client for the server of the options, which must be valid.</summary>
    public QdrantClient(QdrantOptions options, TimeProvider clock)
    {
        _clock = clock;
        _calls = new(options, clock);
        _faults = _calls.Faults;
        // A redirect would carry the key to another host; a pooled connection is renewed so that a moved server is found.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new(handler) { BaseAddress = options.Address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        if (!string.IsNullOrEmpty(options.ApiKey))
            _http.DefaultRequestHeaders.Add("api-key", options.ApiKey);
    }

    /// <inheritdoc/>
    public async Task RequireVersionAsync(CancellationToken ct)
    {
        _calls.RequireVersion((await SendAsync(HttpMethod.Get, "", "say its version", null, QdrantJson.Default.VersionInfo, ct)).Version);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken ct) =>
        [.. (await SendAsync(HttpMethod.Get, "collections", "list its collections", null, QdrantJson.Default.QdrantAnswerCollectionList, ct)).Collections.Select(c => c.Name)];

    /// <inheritdoc/>
    public async Task<CollectionInfo?> FindCollectionAsync(string collection, CancellationToken ct)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, $"collections/{collection}", $"describe the collection '{collection}'", null, QdrantJson.Default.QdrantAnswerCollectionInfo, ct);
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CreateCollectionAsync(string collection, CollectionPlan plan, CancellationToken ct)
    {
        try
        {
            return await SendAsync(HttpMethod.Put, $"collections/{collection}", $"create the collection '{collection}'", Body(plan, QdrantJson.Default.CollectionPlan), QdrantJson.Default.QdrantAnswerBoolean, ct, once: true);
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteCollectionAsync(string collection, CancellationToken ct)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, $"collections/{collection}", $"delete the collection '{collection}'", null, QdrantJson.Default.QdrantAnswerBoolean, ct);
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            // Somebody else was faster.
            return;
        }
    }

    /// <inheritdoc/>
    public Task IndexFieldAsync(string collection, string field, FieldIndex type, CancellationToken ct) =>
        UpdateAsync(HttpMethod.Put, $"collections/{collection}/index?wait=true", $"index the field '{field}'", Body(new(field, type), QdrantJson.Default.FieldIndexPlan), ct);

    /// <inheritdoc/>
    public async Task<string?> ResolveAliasAsync(string alias, CancellationToken ct)
    {
        var list = await SendAsync(HttpMethod.Get, "aliases", "list its aliases", null, QdrantJson.Default.QdrantAnswerAliasList, ct);
        return list.Aliases.FirstOrDefault(a => a.AliasName == alias)?.CollectionName;
    }

    /// <inheritdoc/>
    public async Task PointAliasAsync(string alias, string collection, CancellationToken ct)
    {
        AliasChange create = new(CreateAlias: new(alias, collection));
        IReadOnlyList<AliasChange> actions = await ResolveAliasAsync(alias, ct) is null ? [create] : [new(DeleteAlias: new(alias)), create];
        await SendAsync(HttpMethod.Post, "collections/aliases", $"point the alias '{alias}' at '{collection}'", Body(new(actions), QdrantJson.Default.AliasChanges), QdrantJson.Default.QdrantAnswerBoolean, ct);
    }

    /// <inheritdoc/>
    public async Task UpsertAsync(string collection, IReadOnlyList<QdrantPoint> points, CancellationToken ct)
    {
        foreach (var batch in points.Chunk(IQdrant.PointsPerWrite))
            await UpdateAsync(HttpMethod.Put, $"collections/{collection}/points?wait=true", $"write {batch.Length} passages", Body(new(batch), QdrantJson.Default.PointList), ct);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string collection, QdrantFilter filter, CancellationToken ct) =>
        UpdateAsync(HttpMethod.Post, $"collections/{collection}/points/delete?wait=true", "delete passages", Body(new(filter), QdrantJson.Default.FilterSelector), ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(string collection, PointQuery query, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, $"collections/{collection}/points/query", "search", Body(query, QdrantJson.Default.PointQuery), QdrantJson.Default.QdrantAnswerPointsFound, ct)).Points;

    /// <inheritdoc/>
    public async Task<long> CountAsync(string collection, QdrantFilter? filter, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, $"collections/{collection}/points/count", "count passages", Body(new(filter), QdrantJson.Default.CountRequest), QdrantJson.Default.QdrantAnswerCountResult, ct)).Count;

    /// <summary>The points that fit with their payloads, in the order of their ids, fetched page by page.</summary>
    public async IAsyncEnumerable<StoredPoint> ScrollAsync(string collection, QdrantFilter? filter, [EnumeratorCancellation] CancellationToken ct)
    {
        Guid? next = null;
        do
        {
            var page = await SendAsync(HttpMethod.Post, $"collections/{collection}/points/scroll", "list passages", Body(new(filter, PointsPerPage, next, WithPayload: true), QdrantJson.Default.ScrollRequest), QdrantJson.Default.QdrantAnswerScrollPage, ct);
            foreach (var point in page.Points)
                yield return point;
            next = page.NextPageOffset;
        }
        while (next is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task UpdateAsync(HttpMethod method, string path, string doing, byte[] body, CancellationToken ct)
    {
        var result = await SendAsync(method, path, doing, body, QdrantJson.Default.QdrantAnswerUpdateResult, ct);
        if (result.Status != "completed")
            throw _faults.NotCompleted(doing);
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, string doing, byte[]? body, JsonTypeInfo<QdrantAnswer<T>> type, CancellationToken ct, bool once = false) =>
        (await SendAsync<QdrantAnswer<T>>(method, path, doing, body, type, ct, once)).Result ?? throw _faults.NotQdrant(doing, null);

    private Task<T> SendAsync<T>(HttpMethod method, string path, string doing, byte[]? body, JsonTypeInfo<T> type, CancellationToken ct, bool once = false) =>
        _calls.SendAsync(doing, token => TryAsync(method, path, doing, body, type, token), ct, once);

    private async Task<T> TryAsync<T>(HttpMethod method, string path, string doing, byte[]? body, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                throw _faults.Refused(doing, answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), ServiceCalls.Wait(answer.Headers.RetryAfter, _clock));
            await using var content = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync(content, type, ct) ?? throw _faults.NotQdrant(doing, null);
        }
        catch (HttpRequestException fault)
        {
            throw _faults.Unreachable(doing, fault);
        }
        catch (JsonException fault)
        {
            throw _faults.NotQdrant(doing, fault);
        }
    }

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
