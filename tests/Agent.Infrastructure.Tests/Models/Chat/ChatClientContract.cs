using System.Net;
using System.Text;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

/// <summary>What callers of a chat client rely on, against a server that speaks OpenAI's protocol with its ugly forms.</summary>
public abstract class ChatClientContract
{
    private readonly FakeClock _clock = new();

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStreamingResponseAsync_Text_ComesInPiecesWithUsageLast()
    {
        await using var server = await ServerAsync(
            ScriptedChat.Delta(new { role = "assistant", content = "" }),
            ScriptedChat.Text("Call "),
            ScriptedChat.Text("Anna."),
            ScriptedChat.Stop,
            """{"id":"c1","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":null}}""",
            ScriptedChat.Done);
        using var client = Client(server);

        var updates = await client.GetStreamingResponseAsync(ScriptedChat.Question, cancellationToken: Ct).AllAsync();
        var response = updates.ToChatResponse();

        updates.Select(u => u.Text).Where(t => t.Length > 0).ShouldBe(["Call ", "Anna."]);
        response.Messages.ShouldHaveSingleItem().Text.ShouldBe("Call Anna.");
        (response.ModelId, response.FinishReason).ShouldBe(("chat-1-2026", ChatFinishReason.Stop));
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.CachedInputTokenCount).ShouldBe((12, 3, 8));
    }

    [Fact]
    public async Task GetStreamingResponseAsync_SplitInsideACharacterWithCommentsAndCarriageReturns_IsRead()
    {
        var bytes = Encoding.UTF8.GetBytes($": keep-alive\r\n\r\ndata: {JsonEscapeFree("Zürich 🙂 €84")}\r\n\r\n:\n\nevent: message\ndata:{ScriptedChat.Stop}\n\ndata: [DONE]\n\n");
        await using var server = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.SendRawAsync(context, [.. bytes.Select(b => new[] { b })]), Ct);
        using var client = Client(server);

        (await AskAsync(client)).Text.ShouldBe("Zürich 🙂 €84");
    }

    [Fact]
    public async Task GetResponseAsync_CallsInPiecesInterleavedAndOutOfOrder_AreWhole()
    {
        await using var server = await ServerAsync(
            ScriptedChat.Call(1, "b", "timeline", ""),
            ScriptedChat.Call(1, arguments: "{\"deal\":"),
            ScriptedChat.Call(0, arguments: "{\"stage\""),
            ScriptedChat.Call(0, "a", "find_deals", ""),
            ScriptedChat.Call(1, arguments: "\"Acme\"}"),
            ScriptedChat.Call(0, arguments: ":\"Offer\",\"top\":3}"),
            ScriptedChat.Delta(new { }, "tool_calls"),
            ScriptedChat.Done);
        using var client = Client(server);

        var response = await AskAsync(client);

        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        response.Calls().OrderBy(c => c.CallId).Select(c => (c.CallId, c.Name, JsonSerializer.Serialize(c.Arguments))).ShouldBe(
        [
            ("a", "find_deals", """{"stage":"Offer","top":3}"""),
            ("b", "timeline", """{"deal":"Acme"}"""),
        ]);
    }

    [Fact]
    public async Task GetResponseAsync_Refusal_IsAnErrorContentAndNoText()
    {
        await using var server = await ServerAsync(ScriptedChat.Delta(new { refusal = "I cannot " }), ScriptedChat.Delta(new { refusal = "do that." }), ScriptedChat.Stop);
        using var client = Client(server);

        var response = await AskAsync(client);

        response.Text.ShouldBeEmpty();
        var refusal = response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().ToList();
        refusal.ShouldAllBe(r => r.ErrorCode == IModelSource.Refusal);
        string.Concat(refusal.Select(r => r.Message)).ShouldBe("I cannot do that.");
    }

    [Fact]
    public async Task GetStreamingResponseAsync_Cancelled_ClosesTheConnection()
    {
        var closed = new TaskCompletionSource();
        await using var server = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                await ScriptedChat.SendAsync(context, ScriptedChat.Text("Call "));
                await ScriptedChat.StallAsync(context);
                closed.SetResult();
            },
            Ct);
        using var client = Client(server);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(ScriptedChat.Question, cancellationToken: stop.Token))
                await stop.CancelAsync();
        });

        await closed.Task.WaitAsync(Ct);
    }

    [Theory]
    [InlineData(ModelProvider.OpenAI, 401, "answered 401: check Models:Chat:0:ApiKey")]
    [InlineData(ModelProvider.OpenAI, 404, "check Models:Chat:0:Model and Models:Chat:0:Endpoint")]
    [InlineData(ModelProvider.AzureOpenAI, 404, "there is no deployment of this name")]
    [InlineData(ModelProvider.OpenAI, 400, "answered 400: the key *** is odd")]
    [InlineData(ModelProvider.OpenAI, 429, "answered 429: it takes no more requests now and asks to wait 7 seconds")]
    public async Task GetResponseAsync_Refused_SaysWhatToDoWithoutTheKey(ModelProvider provider, int status, string expected)
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.Headers.RetryAfter = "7";
                return ScriptedChat.ErrorAsync(context, status, $"the key {ScriptedChat.Key} is odd");
            },
            Ct);
        using var client = Client(server, o => o.Provider = provider);

        var fault = await FaultAsync(client);

        fault.Message.ShouldContain(expected);
        fault.Message.ShouldNotContain(ScriptedChat.Key);
        (fault.Status, fault.IsTransient).ShouldBe(((HttpStatusCode)status, status == 429));
    }

    [Theory]
    [InlineData("/api", "this server has no /api, try Models:Chat:0:Endpoint http://127.0.0.1:{port}/v1.")]
    [InlineData("/v1", "this server has no /v1, check Models:Chat:0:Endpoint against its documentation.")]
    public async Task GetResponseAsync_NoSuchPath_NamesTheUsualOne(string path, string expected)
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = 404;
                return context.Response.WriteAsync("404 page not found", Ct);
            },
            Ct);
        using var client = Client(server, o => o.Endpoint = server.Address + path);

        (await FaultAsync(client)).Message.ShouldEndWith("answered 404: " + expected.Replace("{port}", new Uri(server.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetResponseAsync_NobodyListens_AsksWhetherItRuns()
    {
        var server = await ServerAsync();
        using var client = Client(server);
        await server.DisposeAsync();

        (await FaultAsync(client)).Message.ShouldContain("nothing answers there. Is it running, and is Models:Chat:0:Endpoint right?");
    }

    [Fact]
    public async Task GetStreamingResponseAsync_EndsBeforeItsLastPiece_IsAFault()
    {
        await using var server = await ServerAsync(ScriptedChat.Text("Call "), "[DONE]");
        using var client = Client(server);

        var fault = await FaultAsync(client);

        fault.Message.ShouldContain("before its answer was complete");
        fault.IsTransient.ShouldBeTrue();
    }

    private protected static Task<ScriptedHttp> ServerAsync(params string[] events) => ScriptedHttp.StartAsync((_, context) => ScriptedChat.SendAsync(context, events), Ct);

    private static string JsonEscapeFree(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";

    private protected abstract IChatClient Create(ChatModelOptions options, TimeProvider clock);

    private protected static Task<ChatResponse> AskAsync(IChatClient client) => client.GetResponseAsync(ScriptedChat.Question, cancellationToken: Ct);

    private protected static Task<ServiceFaultException> FaultAsync(IChatClient client) => Should.ThrowAsync<ServiceFaultException>(() => AskAsync(client));

    private protected IChatClient Client(ScriptedHttp server, Action<ChatModelOptions>? set = null)
    {
        var options = ScriptedChat.Options(server);
        set?.Invoke(options);
        return Create(options, _clock);
    }
}
