using System.ClientModel;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Models;

/// <summary>Words what went wrong with the embedding model: which one, where, and which setting or command mends it.</summary>
internal sealed class EmbeddingFaults(EmbeddingOptions options)
{
    private const string Section = EmbeddingOptions.Section;

    private readonly string _model = $"The embedding model '{options.Model}' at {options.Address.AbsoluteUri.TrimEnd('/')}";

    public ServiceFaultException Refused(ClientResultException fault, TimeProvider clock)
    {
        var status = (HttpStatusCode)fault.Status;
        var answer = fault.GetRawResponse();
        var words = Words(answer?.Content);
        RetryConditionHeaderValue? retry = null;
        if (answer?.Headers.TryGetValue("Retry-After", out var header) == true)
            _ = RetryConditionHeaderValue.TryParse(header, out retry);
        var wait = ServiceCalls.Wait(retry, clock);
        // OpenAI answers 429 also when the account is used up, which no waiting mends.
        var usedUp = words?.Contains("quota", StringComparison.OrdinalIgnoreCase) == true;
        var advice = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"check {Section}:ApiKey.",
            HttpStatusCode.NotFound => options.Provider switch
            {
                EmbeddingProvider.Ollama => $"Ollama does not have this model; run 'ollama pull {options.Model}'.",
                EmbeddingProvider.AzureOpenAI => $"there is no deployment of this name; check {Section}:Model and {Section}:Endpoint.",
                _ => $"it is not there; check {Section}:Model and {Section}:Endpoint.",
            },
            HttpStatusCode.TooManyRequests when usedUp => words,
            HttpStatusCode.TooManyRequests when wait is { } pause => $"it takes no more requests now and asks to wait {pause.TotalSeconds:0} seconds.",
            HttpStatusCode.TooManyRequests => "it takes no more requests now; try again later.",
            _ => words ?? "it gave no reason.",
        };
        return new($"{_model} answered {fault.Status}: {advice}", fault)
        {
            Status = status,
            IsTransient = ServiceCalls.IsTransient(status) && !usedUp,
            RetryAfter = wait,
        };
    }

    public ServiceFaultException Unreachable(HttpRequestException fault) =>
        new($"{_model} did not answer: {ServiceCalls.Reason(fault)}. Is it running, and is {Section}:Endpoint right?", fault)
        {
            IsTransient = fault.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded),
        };

    public ServiceFaultException Late(Exception fault) =>
        new($"{_model} did not answer within {options.TimeoutSeconds} seconds. If it is only slow, raise {Section}:TimeoutSeconds.", fault) { IsTransient = true };

    public ServiceFaultException NotEmbeddings(Exception? fault) =>
        new($"{_model} answered something else than one vector for each text: is it an embedding model, and is {Section}:Endpoint the address of an OpenAI-compatible API?", fault);

    public ServiceFaultException WrongSize(int given, int wanted) =>
        new($"{_model} makes vectors of {given} numbers where {wanted} are set: correct {Section}:Dimensions, or leave it out.");

    // OpenAI and Azure say {"error": {"message": "…"}}, some compatible servers {"error": "…"}.
    private string? Words(BinaryData? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? BinaryData.Empty);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error))
                return null;
            var message = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var inner) ? inner : error;
            return message.ValueKind == JsonValueKind.String ? ServiceCalls.Excerpt(message.GetString()!, options.ApiKey) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
