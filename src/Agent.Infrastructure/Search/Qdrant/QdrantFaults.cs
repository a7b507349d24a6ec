using System.Net;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>Words what went wrong with Qdrant: what was asked, where, and which setting or command mends it.</summary>
internal sealed class QdrantFaults(QdrantOptions options)
{
    private const string Reindex = "run 'agent reindex'";

    private readonly string _server = $"Qdrant at {options.Address.AbsoluteUri.TrimEnd('/')}";

    /// <summary>An answer over REST.</summary>
    public ServiceFaultException Refused(string doing, HttpStatusCode status, string body, TimeSpan? retryAfter) => Said(doing, status, Words(body), retryAfter);

    /// <summary>An error with the server's own words over any transport.</summary>
    public ServiceFaultException Said(string doing, HttpStatusCode status, string? said, TimeSpan? retryAfter)
    {
        var words = said is null ? null : Sentence(ServiceCalls.Excerpt(said, options.ApiKey));
        var advice = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"check {QdrantOptions.Section}:ApiKey",
            HttpStatusCode.NotFound when words is null => $"is {QdrantOptions.Section}:Url the address of its REST port, usually 6333?",
            HttpStatusCode.NotFound => $"{words} To build the index, {Reindex}.",
            HttpStatusCode.TooManyRequests when retryAfter is { } wait => $"it is overloaded and asks to wait {Wording.Count((int)Math.Ceiling(wait.TotalSeconds), "second")}.",
            HttpStatusCode.TooManyRequests => "it is overloaded; try again later.",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"it sends to another address; set {QdrantOptions.Section}:Url to that one.",
            HttpStatusCode.RequestEntityTooLarge => "one write is larger than it takes; raise its max_request_size_mb.",
            _ when words?.Contains("dimension", StringComparison.OrdinalIgnoreCase) == true || words?.Contains("Not existing vector name", StringComparison.Ordinal) == true =>
                $"{words} The index was built for another embedding model: {Reindex}.",
            >= HttpStatusCode.InternalServerError => $"{words ?? "it gave no reason"} Its own log says more.",
            _ => words ?? "it gave no reason.",
        };
        return new($"{_server} answered {(int)status} when asked to {doing}: {advice}")
        {
            Status = status,
            IsTransient = ServiceCalls.IsTransient(status),
            RetryAfter = retryAfter,
        };
    }

    public ServiceFaultException Unreachable(string doing, Exception? fault) =>
        new($"{_server} could not {doing}: {(fault is HttpRequestException http ? ServiceCalls.Reason(http) : "nothing answers there")}. Is it running, and is {QdrantOptions.Section}:Url right?", fault)
        {
            // A certificate or an oversized answer is the same next time.
            IsTransient = (fault as HttpRequestException)?.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded),
        };

    public ServiceFaultException Late(string doing, Exception fault) =>
        new($"{_server} did not answer within {options.TimeoutSeconds} seconds when asked to {doing}. If it is only slow, raise {QdrantOptions.Section}:TimeoutSeconds.", fault)
        {
            IsTransient = true,
        };

    public ServiceFaultException NotCompleted(string doing) =>
        new($"{_server} took the order to {doing} but has not finished it in its own time limit; it is overloaded.") { IsTransient = true };

    public ServiceFaultException TooOld(string version, Version oldest) =>
        new($"{_server} is version {ServiceCalls.Excerpt(version, options.ApiKey)}; {oldest} or newer is needed.");

    public ServiceFaultException NotQdrant(string doing, JsonException? fault) =>
        new($"{_server} answered something else than Qdrant does when asked to {doing}: is {QdrantOptions.Section}:Url the address of its REST port, usually 6333?", fault);

    // Qdrant answers {"status": {"error": "…"}}; what stands before it (a proxy, its own key check) answers anything.
    private static string? Words(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object
                && status.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
                return error.GetString();
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }

    private static string Sentence(string words) => words.Length > 0 && char.IsPunctuation(words[^1]) ? words : words + ".";
}
