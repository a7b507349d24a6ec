using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
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

    // What stands around a tool or a message, and what the writer asks for ahead of its last piece.
    private const int Around = 128;
    private const int Ahead = 4096;

    /// <summary>The body as UTF-8 JSON.</summary>
    /// <exception cref="NotSupportedException">A message holds something that is neither text nor a tool's call or result.</exception>
    public static BinaryData Write(ChatModelOptions model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var talk = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        List<AIFunctionDeclaration> tools = [.. options?.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        var body = new ArrayBufferWriter<byte>(Room(talk, tools));
        using (var json = new Utf8JsonWriter(body, new() { Encoder = Json.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("model", options?.ModelId ?? model.Model);
            json.WriteStartArray("messages");
            if (options?.Instructions is { Length: > 0 } instructions)
                WriteText(json, ChatRole.System, instructions);
            foreach (var message in talk)
                Write(json, message);
            json.WriteEndArray();
            json.WriteBoolean("stream", true);
            json.WriteStartObject("stream_options");
            json.WriteBoolean("include_usage", true);
            json.WriteEndObject();
            if (options is not null)
            {
                WriteTools(json, tools, options);
                WriteFormat(json, options.ResponseFormat);
                WriteSampling(json, options, model);
            }

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(body.WrittenMemory);
    }

    // As much as it takes where next to nothing has to be escaped, so that the body is written in one piece.
    private static int Room(IEnumerable<ChatMessage> talk, List<AIFunctionDeclaration> tools) =>
        Ahead
        + tools.Sum(t => Around + t.Name.Length + t.Description.Length + JsonMarshal.GetRawUtf8Value(t.JsonSchema).Length)
        + talk.Sum(m => Around + m.Contents.Sum(c => Around + ((c as TextContent)?.Text.Length ?? (c as ToolReturn)?.Text.Length ?? 0)));

    private static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(c => c is not (TextContent or TextReasoningContent or ErrorContent or UsageContent or FunctionCallContent or FunctionResultContent)) is { } other)
            throw new NotSupportedException($"A language model is not sent {other.GetType().Name}.");
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>())
                Write(json, result);
        }
        else if (message.Role == ChatRole.Assistant)
        {
            WriteAnswer(json, message);
        }
        else
        {
            WriteText(json, message.Role, message.Text);
        }
    }

    private static void WriteText(Utf8JsonWriter json, ChatRole role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role.Value);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, ChatMessage message)
    {
        var text = message.Text;
        var refusal = message.Contents.OfType<ErrorContent>().FirstOrDefault(e => e.ErrorCode == IModelSource.Refusal);
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        // A message of thoughts alone says nothing that a server takes back.
        if (text.Length == 0 && refusal is null && calls.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("role", "assistant");
        if (text.Length > 0)
            json.WriteString("content", text);
        if (refusal is not null)
            json.WriteString("refusal", refusal.Message);
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in calls)
                Write(json, call);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Json));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", (result as ToolReturn)?.Text ?? result.Result as string ?? JsonSerializer.Serialize(result.Result, Json));
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, List<AIFunctionDeclaration> tools, ChatOptions options)
    {
        if (tools.Count == 0)
            return;
        json.WriteStartArray("tools");
        foreach (var tool in tools)
            Write(json, tool);
        json.WriteEndArray();
        if (options.AllowMultipleToolCalls is { } several)
            json.WriteBoolean("parallel_tool_calls", several);
        switch (options.ToolMode)
        {
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case var mode:
                json.WriteString("tool_choice", mode switch { NoneChatToolMode => "none", RequiredChatToolMode => "required", _ => "auto" });
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, AIFunctionDeclaration tool)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        json.WriteString("description", tool.Description);
        json.WritePropertyName("parameters");
        // A schema is JSON already, and by far the most of a request.
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(tool.JsonSchema), skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson asked)
            return;
        json.WriteStartObject("response_format");
        if (asked.Schema is { } schema)
        {
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", asked.SchemaName ?? "answer");
            json.WriteString("description", asked.SchemaDescription);
            json.WritePropertyName("schema");
            AIJsonUtilities.TransformSchema(schema, Strict).WriteTo(json);
            json.WriteBoolean("strict", true);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type", "json_object");
        }

        json.WriteEndObject();
    }

    private static void WriteSampling(Utf8JsonWriter json, ChatOptions options, ChatModelOptions model)
    {
        // OpenAI's newer models refuse the older name, which is the only one that other servers know.
        var most = model.Provider == ModelProvider.Ollama || (model.Provider == ModelProvider.OpenAI && !string.IsNullOrWhiteSpace(model.Endpoint)) ? "max_tokens" : "max_completion_tokens";
        if (options.MaxOutputTokens is { } tokens)
            json.WriteNumber(most, tokens);
        if (options.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (options.TopP is { } share)
            json.WriteNumber("top_p", share);
        if (options.FrequencyPenalty is { } frequency)
            json.WriteNumber("frequency_penalty", frequency);
        if (options.PresencePenalty is { } presence)
            json.WriteNumber("presence_penalty", presence);
        if (options.Seed is { } seed)
            json.WriteNumber("seed", seed);
        if (options.StopSequences is not { Count: > 0 } stops)
            return;
        json.WriteStartArray("stop");
        foreach (var stop in stops)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }
}
