using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Core.Agents.Tools;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>Keeps confidential values from a model: it gets placeholders, and what it says or calls with them is put right on the way back.</summary>
/// <param name="inner">The model.</param>
/// <param name="kinds">What is confidential, by kind.</param>
internal sealed class MaskingChatClient(IChatClient inner, IReadOnlyList<ConfidentialKind> kinds) : IChatClient
{
    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The talk only grows within a turn, so that counting anew each time gives the same values the same placeholders.
        var text = new ConfidentialText(kinds);
        var masked = messages.Select(m => Mask(m, text)).ToList();
        var held = new StringBuilder();
        ChatResponseUpdate? last = null;
        await foreach (var update in inner.GetStreamingResponseAsync(masked, options, cancellationToken))
        {
            last = update;
            // A call or an end comes after the text before it, whole.
            var isPiece = update.Contents.Count > 0 && update.Contents.All(c => c is TextContent);
            var contents = update.Contents.Select(c => Restore(c, text, held)).ToList();
            if (!isPiece && held.Length > 0)
                contents.Insert(0, Rest(held, text));
            update.Contents = contents;
            yield return update;
        }

        if (held.Length > 0)
            yield return new(ChatRole.Assistant, [Rest(held, text)]) { MessageId = last?.MessageId, ResponseId = last?.ResponseId, ModelId = last?.ModelId };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => inner.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static TextContent Rest(StringBuilder held, ConfidentialText text)
    {
        var rest = text.Restore(held.ToString());
        held.Clear();
        return new(rest);
    }

    private static ChatMessage Mask(ChatMessage message, ConfidentialText text) => new(message.Role, [.. message.Contents.Select(c => Mask(c, text))]);

    private static AIContent Mask(AIContent content, ConfidentialText text) => content switch
    {
        TextContent said => new TextContent(text.Mask(said.Text)),
        FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, Change(call.Arguments, text.Mask)),
        ToolReturn returned => new FunctionResultContent(returned.CallId, text.Mask(returned.Text)),
        FunctionResultContent returned => new FunctionResultContent(returned.CallId, text.Mask(returned.Result as string ?? JsonSerializer.Serialize(returned.Result, JsonSerializerOptions.Web))),
        TextReasoningContent => new TextReasoningContent(""),
        ErrorContent error => new ErrorContent(text.Mask(error.Message)) { ErrorCode = error.ErrorCode },
        UsageContent usage => usage,
        // Anything else might hold what nobody looked at.
        _ => throw new NotSupportedException($"A language model is not sent {content.GetType().Name}."),
    };

    private static AIContent Restore(AIContent content, ConfidentialText text, StringBuilder held) => content switch
    {
        TextContent said => new TextContent(text.Restore(held, said.Text)),
        FunctionCallContent { Arguments: not null } call => new FunctionCallContent(call.CallId, call.Name, Change(call.Arguments, text.Restore)) { Exception = call.Exception },
        ErrorContent error => new ErrorContent(text.Restore(error.Message)) { ErrorCode = error.ErrorCode },
        _ => content,
    };

    private static Dictionary<string, object?>? Change(IDictionary<string, object?>? arguments, Func<string, string> change) =>
        arguments?.ToDictionary(a => a.Key, object? (a) => JsonSerializer.SerializeToElement(Change(JsonSerializer.SerializeToNode(a.Value, JsonSerializerOptions.Web), change)));

    private static JsonNode? Change(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject many => new JsonObject(many.Select(p => KeyValuePair.Create(p.Key, Change(p.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(n => Change(n, change))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => change(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };
}
