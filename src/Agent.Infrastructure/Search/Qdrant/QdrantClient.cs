using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agent.Infrastructure.Services;
using Polly;
using Polly.Timeout;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>
/// Qdrant's REST API, as far as the passage index needs it. Calls that may be made twice are tried again after transient
/// faults; every failure is a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
internal sealed class QdrantClient : IDisposable
{
    /// <summary>Points of one write: with 3,072 numbers each a request stays well below Qdrant's limit of 32 MB.</summary>
    public const int PointsPerWrite = 256;

    /// <summary>Keeps what a collection's maker notes about it, and takes the constant of reciprocal rank fusion; older ones leave both out silently.</summary>
    public static readonly Version OldestVersion = new(1, 16);

    private const int PointsPerPage = 256;

    // Far more than the largest page of points; a bound on what a wrong address can make this process read.
    private const long LargestAnswer = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly QdrantFaults _faults;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _repeating;
    private readonly ResiliencePipeline _once;

    /// <summary>A client for the server of the options, which must be valid.</summary>
    public QdrantClient(QdrantOptions options, TimeProvider clock)
    {
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        _clock = clock;
        _faults = new(options);
        _repeating = ServiceCalls.Repeating(clock, timeout);
        _once = ServiceCalls.Once(clock, timeout);
        // A redirect would carry the key to another host; a pooled connection is renewed so that a moved server is found.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new(handler) { BaseAddress = options.Address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        if (!string.IsNullOrEmpty(options.ApiKey))
            _http.DefaultRequestHeaders.Add("api-key", options.ApiKey);
    }

    /// <summary>Fails when the server cannot be reached, is not Qdrant, or is older than <see cref="OldestVersion"/>.</summary>
    public async Task RequireVersionAsync(CancellationToken ct)
    {
        var version = (await SendAsync(HttpMethod.Get, "", "say its version", null, QdrantJson.Default.VersionInfo, ct)).Version;
        if (!Version.TryParse(version.Split('-')[0], out var parsed) || parsed < OldestVersion)
            throw _faults.TooOld(version, OldestVersion);
    }

    /// <summary>The names of all collections.</summary>
    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken ct) =>
        [.. (await SendAsync(HttpMethod.Get, "collections", "list its collections", null, QdrantJson.Default.QdrantAnswerCollectionList, ct)).Collections.Select(c => c.Name)];

    /// <summary>What a collection holds and how it is made; null when there is none of this name. An alias will do.</summary>
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

    /// <summary>Makes a collection. Not repeated: a second try could not tell its own first success from somebody else's collection.</summary>
    /// <returns>False when there is one of this name.</returns>
    public async Task<bool> CreateCollectionAsync(string collection, CollectionPlan plan, CancellationToken ct)
    {
        try
        {
            return await SendAsync(HttpMethod.Put, $"collections/{collection}", $"create the collection '{collection}'", Body(plan, QdrantJson.Default.CollectionPlan), QdrantJson.Default.QdrantAnswerBoolean, ct, _once);
        }
        catch (ServiceFaultException fault) when (fault.Status == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>Deletes a collection and its points; one that is not there is no fault.</summary>
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

    /// <summary>Indexes a payload field, so that filters on it are fast.</summary>
    public Task IndexFieldAsync(string collection, string field, FieldIndex type, CancellationToken ct) =>
        UpdateAsync(HttpMethod.Put, $"collections/{collection}/index?wait=true", $"index the field '{field}'", Body(new(field, type), QdrantJson.Default.FieldIndexPlan), ct);

    /// <summary>The collection that an alias stands for; null when there is no such alias.</summary>
    public async Task<string?> ResolveAliasAsync(string alias, CancellationToken ct)
    {
        var list = await SendAsync(HttpMethod.Get, "aliases", "list its aliases", null, QdrantJson.Default.QdrantAnswerAliasList, ct);
        return list.Aliases.FirstOrDefault(a => a.AliasName == alias)?.CollectionName;
    }

    /// <summary>Lets an alias stand for another collection, in one step: no search falls between the old one and the new.</summary>
    public async Task PointAliasAsync(string alias, string collection, CancellationToken ct)
    {
        AliasChange create = new(CreateAlias: new(alias, collection));
        IReadOnlyList<AliasChange> actions = await ResolveAliasAsync(alias, ct) is null ? [create] : [new(DeleteAlias: new(alias)), create];
        await SendAsync(HttpMethod.Post, "collections/aliases", $"point the alias '{alias}' at '{collection}'", Body(new(actions), QdrantJson.Default.AliasChanges), QdrantJson.Default.QdrantAnswerBoolean, ct);
    }

    /// <summary>Writes points, replacing those with the same ids; they are searchable when this ends.</summary>
    public async Task UpsertAsync(string collection, IReadOnlyList<QdrantPoint> points, CancellationToken ct)
    {
        foreach (var batch in points.Chunk(PointsPerWrite))
            await UpdateAsync(HttpMethod.Put, $"collections/{collection}/points?wait=true", $"write {batch.Length} passages", Body(new(batch), QdrantJson.Default.PointList), ct);
    }

    /// <summary>Deletes the points that fit; they are gone when this ends.</summary>
    public Task DeleteAsync(string collection, QdrantFilter filter, CancellationToken ct) =>
        UpdateAsync(HttpMethod.Post, $"collections/{collection}/points/delete?wait=true", "delete passages", Body(new(filter), QdrantJson.Default.FilterSelector), ct);

    /// <summary>The points that answer a query, best first.</summary>
    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(string collection, PointQuery query, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, $"collections/{collection}/points/query", "search", Body(query, QdrantJson.Default.PointQuery), QdrantJson.Default.QdrantAnswerPointsFound, ct)).Points;

    /// <summary>How many points fit, exactly.</summary>
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

    private async Task<T> SendAsync<T>(HttpMethod method, string path, string doing, byte[]? body, JsonTypeInfo<QdrantAnswer<T>> type, CancellationToken ct, ResiliencePipeline? pipeline = null) =>
        (await SendAsync<QdrantAnswer<T>>(method, path, doing, body, type, ct, pipeline)).Result ?? throw _faults.NotQdrant(doing, null);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, string doing, byte[]? body, JsonTypeInfo<T> type, CancellationToken ct, ResiliencePipeline? pipeline = null)
    {
        try
        {
            return await (pipeline ?? _repeating).ExecuteAsync(async token => await TryAsync(method, path, doing, body, type, token), ct);
        }
        catch (TimeoutRejectedException late)
        {
            throw _faults.Late(doing, late);
        }
    }

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
