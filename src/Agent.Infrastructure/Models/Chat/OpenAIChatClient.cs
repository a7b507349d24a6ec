using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agent.Infrastructure.Services;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Models;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>
/// A language model of OpenAI, Azure OpenAI, Ollama, or a server compatible with them. One request, one try: <see cref="FallbackChatClient"/>
/// times and repeats. Every failure is a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
internal sealed class OpenAIChatClient : IChatClient
{
    // What a token for Azure OpenAI is asked for (https://learn.microsoft.com/azure/ai-foundry/openai/how-to/managed-identity).
    private const string TokenScope = "https://cognitiveservices.azure.com/.default";

    private const int MostListed = 1000;

    private readonly ChatModelOptions _options;
    private readonly TimeProvider _clock;
    private readonly ChatFaults _faults;
    private readonly HttpClient _http;
    private readonly ChatClient _client;
    private readonly OpenAIModelClient _models;
    private readonly ChatClientMetadata _metadata;

    /// <summary>A client for the model of the options, which must be valid.</summary>
    /// <param name="options">The model.</param>
    /// <param name="clock">Reads the dates that a server asks to wait for.</param>
    /// <param name="identity">Who signs in where there is no key; null for the identity that the program runs as.</param>
    /// <param name="handler">Takes the network's place; null for the network.</param>
    public OpenAIChatClient(ChatModelOptions options, TimeProvider clock, AuthenticationTokenProvider? identity = null, HttpMessageHandler? handler = null)
    {
        _options = options;
        _clock = clock;
        _faults = new(options);
        _http = ModelTransport.Http(handler);
        var sdk = ModelTransport.Options(options.Address, _http);
        // Last, so that the token stands where the key would.
        if (options.SignsIn)
            sdk.AddPolicy(new BearerTokenPolicy(identity ?? new DefaultAzureCredential(), TokenScope), PipelinePosition.BeforeTransport);
        _client = new(options.Model, ModelTransport.Key(options.ApiKey), sdk);
        _models = new(ModelTransport.Key(options.ApiKey), sdk);
        _metadata = new(options.Provider.ToString(), options.Address, options.Model);
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var content = BinaryContent.Create(ChatRequest.Write(_options, messages, options));
        using var response = await SendAsync(() => _client.CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellationToken, BufferResponse = false }));
        var answer = new ChatAnswer(_options.Model!, _faults);
        await using var updates = ReadAsync(response, answer, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, answer, cancellationToken))
            yield return updates.Current;

        if (!answer.IsFinished)
            throw answer.IsSomethingElse ? _faults.Misread(null) : _faults.BrokeOff();
        yield return answer.End();
    }

    /// <summary>Names of the models that the server has, at most <see cref="MostListed"/>; null when it gives no list.</summary>
    /// <exception cref="ServiceFaultException">It is not there, or refused.</exception>
    public async Task<IReadOnlyList<string>?> ListModelsAsync(CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_options.FirstTokenSeconds), _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var response = await SendAsync(() => _models.GetModelsAsync(new RequestOptions { CancellationToken = either.Token }));
            using var list = JsonDocument.Parse(response.Content);
            return list.RootElement.Get("data") is { ValueKind: JsonValueKind.Array } data ? [.. data.EnumerateArray().Select(m => m.Text("id")).OfType<string>().Take(MostListed)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (ServiceFaultException missing) when (missing.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            return null;
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw _faults.NotBegun(late);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<PipelineResponse> SendAsync(Func<Task<ClientResult>> call)
    {
        try
        {
            return (await call()).GetRawResponse();
        }
        catch (Exception fault) when (_faults.Explain(fault, _clock) is { } explained)
        {
            throw explained;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(PipelineResponse response, ChatAnswer answer, [EnumeratorCancellation] CancellationToken ct)
    {
        var type = response.Headers.TryGetValue("Content-Type", out var given) ? given! : "";
        if (response.ContentStream is not { } stream || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            throw _faults.Misread(null);
        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            if (answer.Read((await BinaryData.FromStreamAsync(stream, ct)).ToMemory().Span) is { } whole)
                yield return whole;
            yield break;
        }

        await foreach (var item in SseParser.Create(stream, (_, data) => Read(answer, data)).EnumerateAsync(ct))
        {
            if (item.Data.IsLast)
                yield break;
            if (item.Data.Update is { } update)
                yield return update;
        }
    }

    private static (bool IsLast, ChatResponseUpdate? Update) Read(ChatAnswer answer, ReadOnlySpan<byte> data) =>
        data.SequenceEqual("[DONE]"u8) ? (true, null) : (false, data.IsEmpty ? null : answer.Read(data));

    // Once the model said that it is done, a connection that breaks takes nothing away.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, ChatAnswer answer, CancellationToken ct)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (IOException broken)
        {
            ct.ThrowIfCancellationRequested();
            return answer.IsFinished ? false : throw _faults.BrokeOff(broken);
        }
    }
}
