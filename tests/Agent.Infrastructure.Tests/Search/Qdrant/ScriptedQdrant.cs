using System.Collections.Concurrent;
using System.Text.Json;
using Agent.Infrastructure.Search.Qdrant;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>What the server does with one request instead of answering it.</summary>
internal sealed record ScriptedFault
{
    public int Status { get; private init; }

    public string Body { get; private init; } = "";

    public string? RetryAfter { get; private init; }

    public bool Drops { get; private init; }

    public bool Passes { get; private init; }

    public bool Holds { get; private init; }

    /// <summary>Closes the connection without an answer.</summary>
    public static ScriptedFault Drop { get; } = new() { Drops = true };

    /// <summary>Does as it is asked, for a fault that is to hit a later request.</summary>
    public static ScriptedFault None { get; } = new() { Passes = true };

    /// <summary>Does as it is asked and closes the connection without saying so.</summary>
    public static ScriptedFault LoseAnswer { get; } = new() { Passes = true, Drops = true };

    /// <summary>Never answers; ends when the client gives up.</summary>
    public static ScriptedFault Hold { get; } = new() { Holds = true };

    public static ScriptedFault Answer(int status, string body, string? retryAfter = null) => new() { Status = status, Body = body, RetryAfter = retryAfter };

    /// <summary>An error as Qdrant words it.</summary>
    public static ScriptedFault Error(int status, string error, string? retryAfter = null) =>
        Answer(status, JsonSerializer.Serialize(new { status = new { error }, time = 0.0001 }), retryAfter);
}

/// <summary>
/// A server on loopback that speaks Qdrant's REST API as documented, keeps its collections in memory, fails on order, and
/// checks every request and every answer in JSON against Qdrant's schema where that is beside the repository.
/// </summary>
internal sealed class ScriptedQdrant : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ScriptedCollection> _collections = [];
    private readonly Dictionary<string, string> _aliases = [];
    private readonly WebApplication _app;
    private readonly string? _apiKey;

    private ScriptedQdrant(string? apiKey)
    {
        _apiKey = apiKey;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Each is used up by one request, in order.</summary>
    public ConcurrentQueue<ScriptedFault> Faults { get; } = [];

    /// <summary>Method and path of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What did not fit the schema.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>Called when a request is held.</summary>
    public Action OnHeld { get; set; } = () => { };

    public static async Task<ScriptedQdrant> StartAsync(CancellationToken ct, string? apiKey = null)
    {
        var server = new ScriptedQdrant(apiKey);
        await server._app.StartAsync(ct);
        return server;
    }

    public QdrantOptions Options() => new() { Url = Address.AbsoluteUri, ApiKey = _apiKey };

    /// <summary>Does as a request of the REST API asks, for another transport to the same collections.</summary>
    /// <exception cref="ScriptedRefusal">The server refuses.</exception>
    public JsonElement Ask(string method, string path, object? body = null)
    {
        lock (_lock)
            return JsonSerializer.SerializeToElement(Result(method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), body is null ? default : JsonSerializer.SerializeToElement(body)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Violations.ShouldBeEmpty();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (_apiKey is not null && context.Request.Headers["api-key"] != _apiKey)
        {
            // The one answer that Qdrant gives as plain text.
            await AnswerAsync(context, ScriptedFault.Answer(401, "Must provide an API key or an Authorization bearer token"));
            return;
        }

        if (Faults.TryDequeue(out var fault) && !fault.Passes)
        {
            await FailAsync(context, fault);
            return;
        }

        var (status, answer) = await RespondAsync(context.Request);
        var json = JsonSerializer.SerializeToElement(answer);
        Check(OpenApiSchema.Qdrant?.ResponseProblem(context.Request.Method, context.Request.Path, status, json));
        if (fault?.Drops == true)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(json, context.RequestAborted);
    }

    private async Task FailAsync(HttpContext context, ScriptedFault fault)
    {
        if (fault.Drops)
        {
            context.Abort();
        }
        else if (fault.Holds)
        {
            var gone = new TaskCompletionSource();
            using var registration = context.RequestAborted.Register(gone.SetResult);
            OnHeld();
            await gone.Task;
        }
        else
        {
            await AnswerAsync(context, fault);
        }
    }

    private static async Task AnswerAsync(HttpContext context, ScriptedFault fault)
    {
        context.Response.StatusCode = fault.Status;
        if (fault.RetryAfter is not null)
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    private async Task<(int Status, object Answer)> RespondAsync(HttpRequest request)
    {
        JsonElement? body = null;
        if (request.ContentLength > 0)
            body = (await JsonDocument.ParseAsync(request.Body)).RootElement;
        Check(OpenApiSchema.Qdrant?.RequestProblem(request.Method, request.Path, request.Query.Keys, body));
        try
        {
            lock (_lock)
                return (200, Result(request.Method, request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries), body ?? default));
        }
        catch (ScriptedRefusal refusal)
        {
            return (refusal.Status, new { status = new { error = refusal.Message }, time = 0.0001 });
        }
    }

    private object Result(string method, string[] path, JsonElement body) => (method, path) switch
    {
        ("GET", []) => new { title = "qdrant - vector search engine", version = "1.19.0" },
        ("GET", ["aliases"]) => Ok(new { aliases = _aliases.Select(a => new { alias_name = a.Key, collection_name = a.Value }) }),
        ("GET", ["collections"]) => Ok(new { collections = _collections.Keys.Select(name => new { name }) }),
        ("POST", ["collections", "aliases"]) => Ok(ChangeAliases(body)),
        ("GET", ["collections", var name]) => Ok(Find(name).Describe()),
        ("PUT", ["collections", var name]) => Ok(Create(name, body)),
        ("DELETE", ["collections", var name]) => Ok(Drop(name)),
        ("PUT", ["collections", var name, "index"]) => Update(() => Find(name).Index(body)),
        ("PUT", ["collections", var name, "points"]) => Update(() => Find(name).Upsert(body)),
        ("POST", ["collections", var name, "points", "delete"]) => Update(() => Find(name).Delete(body)),
        ("POST", ["collections", var name, "points", "query"]) => Ok(Find(name).Query(body)),
        ("POST", ["collections", var name, "points", "count"]) => Ok(Find(name).Count(body)),
        ("POST", ["collections", var name, "points", "scroll"]) => Ok(Find(name).Scroll(body)),
        _ => throw new ScriptedRefusal(404, $"{method} /{string.Join('/', path)} is not scripted"),
    };

    private static object Ok(object result) => new { result, status = "ok", time = 0.0001 };

    private static object Update(Action update)
    {
        update();
        return Ok(new { operation_id = 1, status = "completed" });
    }

    private ScriptedCollection Find(string name) =>
        _collections.GetValueOrDefault(_aliases.GetValueOrDefault(name, name)) ?? throw new ScriptedRefusal(404, $"Not found: Collection `{name}` doesn't exist!");

    private object Create(string name, JsonElement plan) => _collections.TryAdd(name, new(plan))
        ? true
        : throw new ScriptedRefusal(409, $"Wrong input: Collection `{name}` already exists!");

    private object Drop(string name)
    {
        foreach (var alias in _aliases.Where(a => a.Value == name).Select(a => a.Key).ToList())
            _aliases.Remove(alias);
        return _collections.Remove(name);
    }

    private object ChangeAliases(JsonElement request)
    {
        foreach (var action in request.GetProperty("actions").EnumerateArray())
        {
            if (action.TryGetProperty("delete_alias", out var gone))
            {
                _aliases.Remove(gone.GetProperty("alias_name").GetString()!);
                continue;
            }

            var create = action.GetProperty("create_alias");
            var (alias, collection) = (create.GetProperty("alias_name").GetString()!, create.GetProperty("collection_name").GetString()!);
            if (_collections.ContainsKey(alias))
                throw new ScriptedRefusal(409, $"Wrong input: Collection `{alias}` already exists!");
            if (!_collections.ContainsKey(collection))
                throw new ScriptedRefusal(404, $"Not found: Collection `{collection}` doesn't exist!");
            _aliases[alias] = collection;
        }

        return true;
    }

    private void Check(string? problem)
    {
        if (problem is not null)
            Violations.Enqueue(problem);
    }
}
