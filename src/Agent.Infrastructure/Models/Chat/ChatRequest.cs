using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>
/// Writes a conversation as the body of <c>POST /chat/completions</c>
/// (https://platform.openai.com/docs/api-reference/chat/create), with what all compatible servers know.
/// </summary>
internal static class ChatRequest
{
    /// <summary>How tool results reach a model: names as on the wire, letters as they are, since escapes cost tokens.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // What OpenAI asks of a schema that an answer is held to: every property is named, required and the only one.
    private static readonly AIJsonSchemaTransformOptions Strict = new()
    {
        DisallowAdditionalProperties = true,
        RequireAllProperties = true,
        ConvertBooleanSchemas = true,
        MoveDefaultKeywordToDescription = true,
    };

    /// <summary>The body as UTF-8 JSON.</summary>
    /// <exception cref="NotSupportedException">A message holds something that is neither text nor a tool's call or result.</exception>
    public static BinaryData Write(ChatModelOptions model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new JsonObject
        {
            ["model"] = options?.ModelId ?? model.Model,
            ["messages"] = new JsonArray([.. Instructions(options), .. messages.SelectMany(Write)]),
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
        };
        if (options is not null)
        {
            AddTools(body, options);
            AddFormat(body, options.ResponseFormat);
            AddSampling(body, options, model);
        }

        return BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body, Json));
    }

    private static IEnumerable<JsonNode> Instructions(ChatOptions? options) =>
        string.IsNullOrEmpty(options?.Instructions) ? [] : [new JsonObject { ["role"] = "system", ["content"] = options.Instructions }];

    private static IEnumerable<JsonNode> Write(ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(c => c is not (TextContent or TextReasoningContent or ErrorContent or UsageContent or FunctionCallContent or FunctionResultContent)) is { } other)
            throw new NotSupportedException($"A language model is not sent {other.GetType().Name}.");
        if (message.Role == ChatRole.Tool)
            return message.Contents.OfType<FunctionResultContent>().Select(Write);
        if (message.Role != ChatRole.Assistant)
            return [new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text }];

        var written = new JsonObject { ["role"] = "assistant" };
        if (message.Text.Length > 0)
            written["content"] = message.Text;
        if (message.Contents.OfType<ErrorContent>().FirstOrDefault(e => e.ErrorCode == IModelSource.Refusal) is { } refusal)
            written["refusal"] = refusal.Message;
        if (message.Contents.OfType<FunctionCallContent>().Select(Write).ToArray() is { Length: > 0 } calls)
            written["tool_calls"] = new JsonArray(calls);
        // A message of thoughts alone says nothing that a server takes back.
        return written.Count > 1 ? [written] : [];
    }

    private static JsonNode Write(FunctionCallContent call) => new JsonObject
    {
        ["id"] = call.CallId,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Json) },
    };

    private static JsonNode Write(FunctionResultContent result) => new JsonObject
    {
        ["role"] = "tool",
        ["tool_call_id"] = result.CallId,
        ["content"] = (result as ToolReturn)?.Text ?? result.Result as string ?? JsonSerializer.Serialize(result.Result, Json),
    };

    private static void AddTools(JsonObject body, ChatOptions options)
    {
        if (options.Tools?.OfType<AIFunctionDeclaration>().Select(Write).ToArray() is not { Length: > 0 } tools)
            return;
        body["tools"] = new JsonArray(tools);
        if (options.AllowMultipleToolCalls is { } several)
            body["parallel_tool_calls"] = several;
        body["tool_choice"] = options.ToolMode switch
        {
            NoneChatToolMode => "none",
            RequiredChatToolMode { RequiredFunctionName: { } name } => new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } },
            RequiredChatToolMode => "required",
            _ => "auto",
        };
    }

    private static JsonNode Write(AIFunctionDeclaration tool) => new JsonObject
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["parameters"] = JsonObject.Create(tool.JsonSchema),
        },
    };

    private static void AddFormat(JsonObject body, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json)
            return;
        body["response_format"] = json.Schema is not { } schema
            ? new JsonObject { ["type"] = "json_object" }
            : new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = json.SchemaName ?? "answer",
                    ["description"] = json.SchemaDescription,
                    ["schema"] = JsonNode.Parse(AIJsonUtilities.TransformSchema(schema, Strict).GetRawText()),
                    ["strict"] = true,
                },
            };
    }

    private static void AddSampling(JsonObject body, ChatOptions options, ChatModelOptions model)
    {
        // OpenAI's newer models refuse the older name, which is the only one that other servers know.
        var most = model.Provider == ModelProvider.Ollama || (model.Provider == ModelProvider.OpenAI && !string.IsNullOrWhiteSpace(model.Endpoint)) ? "max_tokens" : "max_completion_tokens";
        Add(most, options.MaxOutputTokens);
        Add("temperature", options.Temperature);
        Add("top_p", options.TopP);
        Add("frequency_penalty", options.FrequencyPenalty);
        Add("presence_penalty", options.PresencePenalty);
        Add("seed", options.Seed);
        if (options.StopSequences is { Count: > 0 } stops)
            body["stop"] = new JsonArray([.. stops.Select(s => (JsonNode)s)]);

        void Add<T>(string name, T? value) where T : struct
        {
            if (value is { } given)
                body[name] = JsonValue.Create(given);
        }
    }
}
