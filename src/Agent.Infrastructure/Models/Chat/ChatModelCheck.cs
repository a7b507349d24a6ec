using System.Globalization;
using System.Net;
using System.Text.Json;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>What was found out about one configured language model.</summary>
/// <param name="Setting">The section of its settings.</param>
/// <param name="Provider">Whose model it is.</param>
/// <param name="Endpoint">Where its API is.</param>
/// <param name="Model">Its name there.</param>
/// <param name="FirstTokenSeconds">Seconds from the question to the first text; null when there was none.</param>
/// <param name="Steps">What was tried, in order.</param>
public sealed record ChatModelReport(string Setting, ModelProvider Provider, string Endpoint, string Model, double? FirstTokenSeconds, IReadOnlyList<ChatModelStep> Steps)
{
    /// <summary>True when nothing failed and nothing was left out.</summary>
    public bool Passed => Steps.All(s => s.Passed != false) && Steps.Count == ChatModelCheck.Steps;
}

/// <summary>One thing that was tried.</summary>
/// <param name="Name">What.</param>
/// <param name="Passed">Whether it went well; null when it cannot be told.</param>
/// <param name="Detail">What came of it, or what to mend, in words.</param>
public sealed record ChatModelStep(string Name, bool? Passed, string Detail);

/// <summary>Tries the configured language models: reachable, model present, streams, calls tools, follows a schema.</summary>
/// <param name="clock">Measures.</param>
/// <param name="clients">Makes the clients that answer in turns.</param>
public sealed class ChatModelCheck(TimeProvider clock, IModelClients clients)
{
    /// <summary>Steps of a check that went to its end.</summary>
    internal const int Steps = 5;

    private const int MostNamed = 10;
    private const string Reachable = "reachable";
    private const string NeedsTools = "Without tools it cannot look anything up; choose a model that calls tools.";

    private static readonly JsonElement Schema = JsonElement.Parse(
        """{"type":"object","properties":{"city":{"type":"string"},"country":{"type":"string"}},"required":["city","country"],"additionalProperties":false}""");

    private static readonly AIFunction Add = AIFunctionFactory.Create((int a, int b) => a + b, "add", "Adds two whole numbers.");

    /// <summary>Tries each model in order. The first step that fails because the model does not answer ends its check.</summary>
    /// <param name="models">The models; valid options only.</param>
    /// <param name="ct">Ends it.</param>
    public async IAsyncEnumerable<ChatModelReport> RunAsync(IEnumerable<ChatModelOptions> models, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var model in models)
            yield return await CheckAsync(model, ct);
    }

    /// <summary>Tries one model.</summary>
    /// <param name="model">The model; valid options only.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ChatModelReport> CheckAsync(ChatModelOptions model, CancellationToken ct)
    {
        using var once = new OpenAIChatClient(model, clock);
        using var client = new FallbackChatClient([new ChatModel(model, clients.Chat(model), clock)]);
        var steps = new List<ChatModelStep>();
        double? first = null;
        var trying = Reachable;
        IReadOnlyList<string>? listed = null;
        try
        {
            listed = await once.ListModelsAsync(ct);
            steps.Add(new(trying, true, $"{model.Address.AbsoluteUri} answers"));
            steps.Add(Presence(model, listed));
            trying = "streams";
            var (step, wait) = await StreamAsync(client, trying, ct);
            first = wait;
            steps.Add(step);
            trying = "callsTools";
            steps.Add(await TryToolAsync(client, trying, ct));
            trying = "followsSchema";
            steps.Add(await FormatAsync(client, trying, ct));
        }
        catch (ServiceFaultException fault)
        {
            // Not every server lists its models; that one which does not is another one altogether shows when it is asked to chat.
            if (fault.IsOtherApi && listed is null && steps.Count > 0)
                steps[0] = new(Reachable, false, $"something answers at {model.Address.AbsoluteUri}, but not with this API");
            steps.Add(new(trying, false, fault.Message));
        }

        return new(model.Section, model.Provider, model.Address.AbsoluteUri, model.Model!, first, steps);
    }

    private static ChatModelStep Presence(ChatModelOptions model, IReadOnlyList<string>? listed)
    {
        const string name = "modelPresent";
        // Azure lists the models that could be deployed, not the deployments.
        if (listed is null || model.Provider == ModelProvider.AzureOpenAI)
            return new(name, null, "the server does not list what it has");
        if (listed.Any(l => l == model.Model || (model.Provider == ModelProvider.Ollama && l == $"{model.Model}:latest")))
            return new(name, true, $"{model.Model} is there");
        var others = listed.Count == 0 ? "It has no models." : $"It has {string.Join(", ", listed.Take(MostNamed))}{(listed.Count > MostNamed ? $" and {listed.Count - MostNamed} more" : "")}.";
        return new(name, false, model.Provider == ModelProvider.Ollama
            ? $"{model.Model} is not pulled; run 'ollama pull {model.Model}'. {others}"
            : $"{model.Model} is not among the models that the server lists; check {model.Section}:Model. {others}");
    }

    private async Task<(ChatModelStep Step, double? FirstSeconds)> StreamAsync(FallbackChatClient client, string name, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        double? first = null;
        var pieces = 0;
        await foreach (var update in client.GetStreamingResponseAsync([new(ChatRole.User, "Count from one to ten in words.")], null, ct))
        {
            if (update.Text.Length == 0)
                continue;
            pieces++;
            first ??= clock.GetElapsedTime(started).TotalSeconds;
        }

        return (pieces switch
        {
            0 => new(name, false, "it answered without any text; is it a chat model?"),
            1 => new(name, false, "the whole answer came in one piece, so users wait for all of it; switch streaming on at the server"),
            _ => new(name, true, string.Create(CultureInfo.InvariantCulture, $"{pieces} pieces, the first after {first:0.00} seconds")),
        }, first);
    }

    // Servers refuse the tools of a model that cannot call any; what else it can do is still worth knowing.
    private static async Task<ChatModelStep> TryToolAsync(FallbackChatClient client, string name, CancellationToken ct)
    {
        try
        {
            return await CallAsync(client, name, ct);
        }
        catch (ServiceFaultException refused) when (refused.Status == HttpStatusCode.BadRequest)
        {
            return new(name, false, $"{refused.Message.TrimEnd('.')}. {NeedsTools}");
        }
    }

    private static async Task<ChatModelStep> CallAsync(FallbackChatClient client, string name, CancellationToken ct)
    {
        var response = await client.GetResponseAsync([new(ChatRole.User, "Add 17 and 25 with the tool. Do not add them yourself.")], new() { Tools = [Add] }, ct);
        var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
        if (calls.Count == 0)
            return new(name, false, $"it answered in text instead of calling the tool. {NeedsTools}");
        var given = calls[0].Arguments?.Values.OfType<JsonElement>().Select(v => v.ToString()).Order(StringComparer.Ordinal).ToList() ?? [];
        return calls[0].Name == Add.Name && given is ["17", "25"]
            ? new(name, true, "it called the tool with the right numbers")
            : new(name, false, "it called the tool with other arguments than it was asked to");
    }

    private static async Task<ChatModelStep> FormatAsync(FallbackChatClient client, string name, CancellationToken ct)
    {
        var format = ChatResponseFormat.ForJsonSchema(Schema, "capital");
        var response = await client.GetResponseAsync([new(ChatRole.User, "What is the capital of France? Answer in JSON with city and country.")], new() { ResponseFormat = format }, ct);
        return Fits(response.Text) ? new(name, true, "its answer kept to the schema") : new(name, false, "its answer did not keep to the schema");
    }

    private static bool Fits(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Text("city") is not null && document.RootElement.Text("country") is not null && document.RootElement.EnumerateObject().Count() == 2;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
