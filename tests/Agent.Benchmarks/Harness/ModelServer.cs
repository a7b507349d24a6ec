using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Benchmarks.Harness;

/// <summary>
/// A model that knows one turn: it calls a tool, and given the result it answers in a hundred words, a piece for each, as servers compatible
/// with OpenAI stream. It thinks no time at all, so what a turn takes beyond it is the agent's.
/// </summary>
internal static class ModelServer
{
    public const string CommandName = "model-server";

    /// <summary>Name of the model.</summary>
    public const string Model = "scripted";

    /// <summary>Answered once the server runs.</summary>
    public const string ReadyPath = "/ready";

    /// <summary>How many requests came so far, and the latest of each round as it was sent.</summary>
    public const string SeenPath = "/seen";

    /// <summary>Where questions go.</summary>
    public const string ChatPath = "/v1/chat/completions";

    private const string Sentence = "Each deal has a next step that its owner knows. ";
    private const int Sentences = 10;

    private static readonly byte[][] Call =
    [
        Event(new { role = "assistant" }),
        Event(new { tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name = "find_deals", arguments = "" } } } }),
        Event(new { tool_calls = new[] { new { index = 0, function = new { arguments = "{\"take\"" } } } }),
        Event(new { tool_calls = new[] { new { index = 0, function = new { arguments = ":5}" } } } }),
        Event(new { }, "tool_calls"),
        Done,
    ];

    private static readonly byte[][] Answer =
    [
        .. Enumerable.Repeat(Sentence, Sentences).SelectMany(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(word => Event(new { content = word + " " })),
        Event(new { }, "stop"),
        Done,
    ];

    private static byte[] Done => "data: [DONE]\n\n"u8.ToArray();

    /// <summary>Serves until killed.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="pause">Milliseconds before each piece.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task RunAsync(string address, string pause, CancellationToken ct)
    {
        var wait = TimeSpan.FromMilliseconds(int.Parse(pause, CultureInfo.InvariantCulture));
        var seen = new SeenRequests();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet(ReadyPath, () => Results.Ok());
        app.MapGet(SeenPath, () => Results.Json(new { seen.Count, seen.First, seen.Second }));
        app.MapPost(ChatPath, context => StreamAsync(context, seen, wait));
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
    }

    private static async Task StreamAsync(HttpContext context, SeenRequests seen, TimeSpan wait)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in seen.IsSecond(body.ToArray()) ? Answer : Call)
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, context.RequestAborted);
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }

    private static byte[] Event(object delta, string? finish = null) =>
        [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(new { id = "c1", @object = "chat.completion.chunk", created = 1, model = Model, choices = new[] { new { index = 0, delta, finish_reason = finish } } }), .. "\n\n"u8];

    private sealed class SeenRequests
    {
        private int _count;
        private volatile byte[] _first = [];
        private volatile byte[] _second = [];

        public int Count => Volatile.Read(ref _count);

        public byte[] First => _first;

        public byte[] Second => _second;

        /// <summary>Notes a request; true when it brings the result of the tool. It is not parsed, for that would make the floor slower.</summary>
        public bool IsSecond(byte[] request)
        {
            Interlocked.Increment(ref _count);
            // Inside a text the quotes would be escaped.
            var second = request.AsSpan().IndexOf("\"role\":\"tool\""u8) >= 0;
            if (second)
                _second = request;
            else
                _first = request;
            return second;
        }
    }
}
