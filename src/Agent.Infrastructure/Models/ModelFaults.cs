using System.ClientModel;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Infrastructure.Services;
using Azure.Identity;

namespace Agent.Infrastructure.Models;

/// <summary>Words what went wrong with a model: which one, where, and which setting or command mends it.</summary>
/// <param name="kind">What kind of model it is, at the start of a sentence.</param>
/// <param name="section">The section of its settings.</param>
/// <param name="keySetting">The setting that its key is kept under.</param>
/// <param name="provider">Whose model it is.</param>
/// <param name="address">Where its API is.</param>
/// <param name="model">Its name there.</param>
/// <param name="apiKey">What no message may hold.</param>
internal abstract class ModelFaults(string kind, string section, string keySetting, ModelProvider provider, Uri address, string model, string? apiKey)
{
    /// <summary>The model and its address.</summary>
    public string Named { get; } = $"{kind} '{model}' at {address.AbsoluteUri.TrimEnd('/')}";

    /// <summary>The section of its settings.</summary>
    protected string Section => section;

    /// <summary>What a failed call means, whoever's client made it; null for what says nothing about the model, such as a call that was stopped.</summary>
    public ServiceFaultException? Explain(Exception fault, TimeProvider clock) => fault switch
    {
        ClientResultException { InnerException: HttpRequestException broken } => Unreachable(broken),
        ClientResultException refused => Refused(refused, clock),
        HttpRequestException { StatusCode: { } status } refused => Refused(status, null, null, refused),
        HttpRequestException broken => Unreachable(broken),
        AuthenticationFailedException nobody => NotSignedIn(nobody),
        // What clients throw when an answer is not what they expect.
        JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException => Misread(fault),
        _ => null,
    };

    /// <summary>The server answered with something else than this kind of model does.</summary>
    public abstract ServiceFaultException Misread(Exception? fault);

    private ServiceFaultException NotSignedIn(Exception fault) =>
        new($"{Named} needs a key or a signed-in identity, and there is neither: set {keySetting}, or sign in by 'az login' or a managed identity.", fault)
        {
            Status = HttpStatusCode.Unauthorized,
        };

    private ServiceFaultException Refused(ClientResultException fault, TimeProvider clock)
    {
        var answer = fault.GetRawResponse();
        RetryConditionHeaderValue? retry = null;
        if (answer?.Headers.TryGetValue("Retry-After", out var header) == true)
            _ = RetryConditionHeaderValue.TryParse(header, out retry);
        return Refused((HttpStatusCode)fault.Status, Words(answer?.Content), ServiceCalls.Wait(retry, clock), fault);
    }

    private ServiceFaultException Refused(HttpStatusCode status, string? words, TimeSpan? wait, Exception fault)
    {
        // OpenAI answers 429 also when the account is used up, which no waiting mends.
        var usedUp = words?.Contains("quota", StringComparison.OrdinalIgnoreCase) == true;
        var advice = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when provider == ModelProvider.AzureOpenAI && string.IsNullOrEmpty(apiKey) =>
                "the identity that this program runs as has no access; give it the role 'Cognitive Services OpenAI User' on the resource.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"check {keySetting}.",
            // Who speaks this API says in its own words that a model is missing; anything else is another server or path.
            HttpStatusCode.NotFound when words is null => $"this server has no {address.AbsolutePath}, {OtherPath()}.",
            HttpStatusCode.NotFound => provider switch
            {
                ModelProvider.Ollama => $"Ollama does not have this model; run 'ollama pull {model}'.",
                ModelProvider.AzureOpenAI => $"there is no deployment of this name; check {section}:Model and {section}:Endpoint.",
                _ => $"it is not there; check {section}:Model and {section}:Endpoint.",
            },
            HttpStatusCode.TooManyRequests when usedUp => words,
            HttpStatusCode.TooManyRequests when wait is { } pause => $"it takes no more requests now and asks to wait {Wording.Count((int)Math.Ceiling(pause.TotalSeconds), "second")}.",
            HttpStatusCode.TooManyRequests => "it takes no more requests now; try again later.",
            _ => words ?? "it gave no reason.",
        };
        return new($"{Named} answered {(int)status}: {advice}", fault)
        {
            Status = status,
            IsTransient = ServiceCalls.IsTransient(status) && !usedUp,
            IsOtherApi = status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed && words is null,
            RetryAfter = wait,
        };
    }

    private ServiceFaultException Unreachable(HttpRequestException fault) =>
        new($"{Named} did not answer: {ServiceCalls.Reason(fault)}. Is it running, and is {section}:Endpoint right?", fault)
        {
            IsTransient = fault.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded),
        };

    /// <summary>The server's own words in an error; null when there are none.</summary>
    /// <param name="error">What stands under <c>error</c>: OpenAI and Azure give an object with a message, some compatible servers a string.</param>
    protected string? Words(JsonElement error)
    {
        var message = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var inner) ? inner : error;
        return message.ValueKind == JsonValueKind.String ? ServiceCalls.Excerpt(message.GetString()!, apiKey) : null;
    }

    private string OtherPath()
    {
        var usual = new Uri(address, provider == ModelProvider.AzureOpenAI ? "/openai/v1" : "/v1");
        return usual == address ? $"check {section}:Endpoint against its documentation" : $"try {section}:Endpoint {usual.AbsoluteUri}";
    }

    private string? Words(BinaryData? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? BinaryData.Empty);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) ? Words(error) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
