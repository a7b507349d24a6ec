using System.Text;
using System.Text.Json;
using Agent.Core.Agents;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>
/// Puts an answer together from its pieces (https://platform.openai.com/docs/api-reference/chat-streaming). Read from the JSON itself:
/// the SDK's own types throw at finish reasons, nulls and error pieces that compatible servers do send.
/// </summary>
internal sealed class ChatAnswer(string modelId, ChatFaults faults)
{
    /// <summary>The most characters of text, thought and arguments together; no model writes a hundredth of it.</summary>
    public const int Longest = 4_000_000;

    private readonly ToolCallPieces _calls = new();
    private readonly StringBuilder _refusal = new();
    private string _id = Guid.CreateVersion7().ToString("N");
    private string _modelId = modelId;
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;
    private int _length;
    private bool _isChat;

    /// <summary>True when the model said that it is done.</summary>
    public bool IsFinished => _finish is not null;

    /// <summary>True when something came, but no part of a chat.</summary>
    public bool IsSomethingElse { get; private set; }

    /// <summary>
    /// Takes a piece. The update carries text and thoughts at once and is empty for pieces of calls and refusals, which are given whole at the
    /// <see cref="End"/>; null for a piece that says nothing.
    /// </summary>
    /// <param name="data">The piece as UTF-8 JSON.</param>
    /// <exception cref="Services.ServiceFaultException">The piece is an error, or cannot be read.</exception>
    public ChatResponseUpdate? Read(ReadOnlySpan<byte> data)
    {
        using var document = Parse(data);
        var piece = document.RootElement;
        if (piece.Get("error") is { } error)
            throw faults.Failed(error);
        _isChat |= piece.Get("choices") is not null;
        IsSomethingElse = !_isChat;
        _id = piece.Text("id") is { Length: > 0 } id ? id : _id;
        _modelId = piece.Text("model") is { Length: > 0 } model ? model : _modelId;
        _usage = Usage(piece.Get("usage")) ?? _usage;
        if (piece.Items("choices").FirstOrDefault(c => c.Number("index") is null or 0) is not { ValueKind: JsonValueKind.Object } choice)
            return null;
        if (choice.Text("finish_reason") is { Length: > 0 } reason)
            _finish = Finish(reason, choice);
        // Servers that do not stream give the whole message in one piece.
        return (choice.Get("delta") ?? choice.Get("message")) is { } delta ? ReadDelta(delta) : null;
    }

    /// <summary>What is known once all pieces are there: calls in the model's order, a refusal, the finish reason, the usage.</summary>
    public ChatResponseUpdate End()
    {
        var contents = new List<AIContent>(_calls.Whole());
        if (contents.Count > 0 && _finish == ChatFinishReason.Stop)
            _finish = ChatFinishReason.ToolCalls;
        if (_refusal.Length > 0)
            contents.Add(new ErrorContent(_refusal.ToString()) { ErrorCode = IModelSource.Refusal });
        if (_usage is not null)
            contents.Add(new UsageContent(_usage));
        var end = Update(contents);
        end.FinishReason = _refusal.Length > 0 ? ChatFinishReason.ContentFilter : _finish;
        return end;
    }

    private ChatResponseUpdate? ReadDelta(JsonElement delta)
    {
        var contents = new List<AIContent>();
        if ((delta.Text("reasoning_content") ?? delta.Text("reasoning")) is { Length: > 0 } thought)
            contents.Add(new TextReasoningContent(thought));
        if (Content(delta.Get("content")) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        var refusal = delta.Text("refusal") ?? "";
        _refusal.Append(refusal);
        var silent = refusal.Length;
        foreach (var call in delta.Items("tool_calls"))
            silent += Math.Max(1, _calls.Add(call));
        _length += silent + contents.Sum(c => c is TextContent said ? said.Text.Length : ((TextReasoningContent)c).Text.Length);
        if (_length > Longest)
            throw faults.TooLong(Longest);
        return contents.Count > 0 || silent > 0 ? Update(contents) : null;
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { MessageId = _id, ResponseId = _id, ModelId = _modelId };

    private JsonDocument Parse(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        JsonDocument? piece = null;
        try
        {
            piece = JsonDocument.ParseValue(ref reader);
            // Throws where more than blanks follows.
            reader.Read();
            return piece;
        }
        catch (JsonException odd)
        {
            piece?.Dispose();
            throw faults.Garbled(odd);
        }
    }

    private ChatFinishReason Finish(string reason, JsonElement choice) => reason switch
    {
        "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        "error" => throw faults.Failed(choice),
        _ => new(reason),
    };

    // A string, or a list of parts of which some are text.
    private static string? Content(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(p => p.Text("text"))),
        _ => null,
    };

    private static UsageDetails? Usage(JsonElement? usage) => usage is not { } given ? null : new()
    {
        InputTokenCount = given.Number("prompt_tokens"),
        OutputTokenCount = given.Number("completion_tokens"),
        TotalTokenCount = given.Number("total_tokens"),
        CachedInputTokenCount = given.Get("prompt_tokens_details")?.Number("cached_tokens"),
        ReasoningTokenCount = given.Get("completion_tokens_details")?.Number("reasoning_tokens"),
    };
}
