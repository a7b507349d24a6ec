using System.Text;
using System.Text.Json;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

/// <summary>What a chat server sends, piece by piece, and the client that asks it.</summary>
internal static class ScriptedChat
{
    public const string Key = "s3cret-key";

    public const string Stop = """{"id":"c1","model":"chat-1-2026","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    public const string Done = "[DONE]";

    public static readonly ChatMessage[] Question = [new(ChatRole.User, "What about Acme?")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ChatModelOptions Options(ScriptedHttp server) => new() { Endpoint = server.Address, Model = "chat-1", ApiKey = Key, FirstTokenSeconds = 30, SilenceSeconds = 30 };

    public static string Delta(object delta, string? finish = null) =>
        JsonSerializer.Serialize(new { id = "c1", @object = "chat.completion.chunk", created = 1, model = "chat-1-2026", choices = new[] { new { index = 0, delta, finish_reason = finish } } });

    public static string Text(string text) => Delta(new { content = text });

    /// <summary>A piece of a tool call; null fields are left out, as servers do.</summary>
    public static string Call(int? index, string? id = null, string? name = null, string? arguments = null)
    {
        var call = new Dictionary<string, object>();
        if (index is { } at)
            call["index"] = at;
        if (id is not null)
            call["id"] = id;
        call["function"] = new Dictionary<string, string?> { ["name"] = name, ["arguments"] = arguments }.Where(p => p.Value is not null).ToDictionary();
        return Delta(new { tool_calls = new[] { call } });
    }

    public static Task SendAsync(HttpContext context, params string[] events) => SendRawAsync(context, [.. events.Select(e => Encoding.UTF8.GetBytes($"data: {e}\n\n"))]);

    /// <summary>Sends each part by itself, so that it arrives by itself.</summary>
    public static async Task SendRawAsync(HttpContext context, params byte[][] parts)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var part in parts)
        {
            await context.Response.Body.WriteAsync(part, Ct);
            await context.Response.Body.FlushAsync(Ct);
        }
    }

    public static Task AnswerAsync(HttpContext context, string text) => SendAsync(context, Text(text), Stop, Done);

    public static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message, type = "error", code = "code" } }, Ct);
    }

    /// <summary>Waits until the client goes away.</summary>
    public static async Task StallAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public static async Task<List<ChatResponseUpdate>> AllAsync(this IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var all = new List<ChatResponseUpdate>();
        await foreach (var update in updates)
            all.Add(update);
        return all;
    }

    public static List<FunctionCallContent> Calls(this ChatResponse response) => [.. response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];
}
