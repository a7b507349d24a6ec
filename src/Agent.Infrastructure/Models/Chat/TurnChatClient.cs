using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>
/// The models of one turn: in order while nothing was said, then the offline engine. What a user should know about it goes along as
/// <see cref="IModelSource.Notes"/>; an answer that breaks off in the middle ends with an <see cref="ErrorContent"/>, since saying it again
/// would repeat what was shown.
/// </summary>
/// <param name="models">The models.</param>
/// <param name="viewer">Who asks.</param>
internal sealed class TurnChatClient(ChatModels models, Viewer viewer) : IChatClient
{
    private const int LettersPerToken = 4;

    private (IReadOnlyList<ChatModel> Models, string? Note)? _plan;
    private Task _counted = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (chosen, note) = _plan ??= await models.PlanAsync(viewer.UserId, cancellationToken);
        var talk = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (chosen.Count > 0)
        {
            var counter = new Counter(talk, options);
            var begun = false;
            ServiceFaultException? fault = null;
            try
            {
                await using var updates = Ask(chosen, talk, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                while (await NextAsync(updates) is var (update, broken) && (fault = broken) is null && update is not null)
                {
                    begun = true;
                    counter.Add(update);
                    yield return Noted(update);
                }
            }
            finally
            {
                if (begun)
                    _counted = Task.WhenAll(_counted, models.CountAsync(viewer.UserId, counter.Model, counter.Input, counter.Output));
                // After a round that calls tools comes another one, and its first word need not wait for the store. After the last, all is counted.
                if (!counter.HasCalls)
                    await _counted;
            }

            if (fault is null)
                yield break;
            if (begun)
            {
                yield return new(ChatRole.Assistant, [BrokeOff]) { ModelId = counter.Model };
                yield break;
            }

            note = $"No language model answered, so the offline engine did. {Why(fault.Message)}";
        }

        var first = true;
        await foreach (var update in models.Offline.GetStreamingResponseAsync(talk, options, cancellationToken))
        {
            if (first && note is not null)
                (update.AdditionalProperties ??= [])[IModelSource.Notes] = (IReadOnlyList<string>)[note];
            first = false;
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ErrorContent BrokeOff => new("The answer broke off: the language model stopped in the middle. Ask again for the whole of it.")
    {
        ErrorCode = IModelSource.BrokeOff,
    };

    private IAsyncEnumerable<ChatResponseUpdate> Ask(IReadOnlyList<ChatModel> chosen, IReadOnlyList<ChatMessage> talk, ChatOptions? options, CancellationToken ct) =>
        new FallbackChatClient(chosen, models.Failed).GetStreamingResponseAsync(talk, options, ct);

    private ChatResponseUpdate Noted(ChatResponseUpdate update)
    {
        if (update.AdditionalProperties?.TryGetValue(FallbackChatClient.PassedOver, out var over) == true && over is IReadOnlyList<PassedOverModel> { Count: > 0 } passed)
        {
            var names = string.Join(" and ", passed.Select(p => p.Model).Distinct());
            update.AdditionalProperties[IModelSource.Notes] = (IReadOnlyList<string>)[$"{names} did not answer, so {update.ModelId} did. {Why(string.Join(' ', passed.Select(p => p.Why).Distinct()))}"];
        }

        return update;
    }

    // Addresses and settings are for admins.
    private string Why(string fault) => viewer.Role == UserRole.Admin ? fault : "An administrator sees the cause under Settings, Models.";

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(ChatResponseUpdate? Update, ServiceFaultException? Fault)> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return (await updates.MoveNextAsync() ? updates.Current : null, null);
        }
        catch (ServiceFaultException fault)
        {
            return (null, fault);
        }
    }

    // Servers that count nothing, and answers that were stopped before the count came, are estimated by length.
    private sealed class Counter(IReadOnlyList<ChatMessage> talk, ChatOptions? options)
    {
        private long? _input;
        private long? _output;
        private long _letters;

        public string Model { get; private set; } = "";

        public bool HasCalls { get; private set; }

        public long Input => _input ?? (talk.Sum(Letters) + ToolLetters()) / LettersPerToken;

        public long Output => _output ?? (_letters + LettersPerToken - 1) / LettersPerToken;

        public void Add(ChatResponseUpdate update)
        {
            Model = update.ModelId ?? Model;
            foreach (var content in update.Contents)
            {
                _letters += content is UsageContent ? 0 : Letters(content);
                HasCalls |= content is FunctionCallContent;
                if (content is UsageContent usage)
                    (_input, _output) = (usage.Details.InputTokenCount ?? _input, usage.Details.OutputTokenCount ?? _output);
            }
        }

        private long ToolLetters() => options?.Tools?.OfType<AIFunctionDeclaration>().Sum(t => (long)t.Description.Length + JsonMarshal.GetRawUtf8Value(t.JsonSchema).Length) ?? 0;

        private static long Letters(ChatMessage message) => message.Contents.Sum(Letters);

        private static long Letters(AIContent content) => content switch
        {
            TextContent text => text.Text.Length,
            TextReasoningContent thought => thought.Text.Length,
            ToolReturn returned => returned.Text.Length,
            FunctionCallContent call => call.Name.Length + JsonSerializer.Serialize(call.Arguments, JsonSerializerOptions.Web).Length,
            ErrorContent error => error.Message.Length,
            _ => 0,
        };
    }
}
