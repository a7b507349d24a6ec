using System.Net;
using System.Text;
using System.Text.Json;
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

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

        updates.Select(u => u.Text).ShouldBe(["Call ", "Anna.", ""]);
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
    public async Task GetResponseAsync_CallsInPiecesInterleavedAndOutOfOrder_AreWholeAndInOrder()
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
        response.Calls().Select(c => (c.CallId, c.Name, JsonSerializer.Serialize(c.Arguments))).ShouldBe(
        [
            ("a", "find_deals", """{"stage":"Offer","top":3}"""),
            ("b", "timeline", """{"deal":"Acme"}"""),
        ]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public async Task GetResponseAsync_ServerNumbersNoCalls_TellsThemApartByIds(int? index)
    {
        await using var server = await ServerAsync(
            ScriptedChat.Call(index, "a", "find_deals", "{\"top\":"),
            ScriptedChat.Call(index, null, null, "1}"),
            ScriptedChat.Call(index, "b", "find_deals", "{\"top\":2}"),
            ScriptedChat.Stop);
        using var client = Client(server);

        var response = await AskAsync(client);

        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        response.Calls().Select(c => (c.CallId, JsonSerializer.Serialize(c.Arguments))).ShouldBe([("a", """{"top":1}"""), ("b", """{"top":2}""")]);
    }

    [Theory]
    [InlineData("{\"top\":", true)]
    [InlineData("[1]", true)]
    [InlineData("", false)]
    [InlineData("null", false)]
    [InlineData("\"{}\"", false)]
    public async Task GetResponseAsync_ArgumentsThatAreNoObject_AreMarkedOnTheCall(string arguments, bool faulty)
    {
        await using var server = await ServerAsync(ScriptedChat.Call(0, "", "find_deals", arguments), ScriptedChat.Delta(new { }, "tool_calls"));
        using var client = Client(server);

        var call = (await AskAsync(client)).Calls().ShouldHaveSingleItem();

        (call.Exception is not null).ShouldBe(faulty);
        call.CallId.ShouldNotBeEmpty();
        if (!faulty)
            call.Arguments.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetResponseAsync_Refusal_IsAnErrorContentAndNoText()
    {
        await using var server = await ServerAsync(ScriptedChat.Delta(new { refusal = "I cannot " }), ScriptedChat.Delta(new { refusal = "do that." }), ScriptedChat.Stop);
        using var client = Client(server);

        var response = await AskAsync(client);

        response.Text.ShouldBeEmpty();
        response.FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
        response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().ShouldHaveSingleItem().Message.ShouldBe("I cannot do that.");
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"ok"},"finish_reason":"abort"}]}""", "abort")]
    [InlineData("""{"id":null,"model":null,"choices":[{"index":0,"delta":{"role":"model","content":[{"type":"text","text":"ok"}],"tool_calls":null},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":null}}""", "length")]
    public async Task GetResponseAsync_PiecesThatDifferFromOpenAIs_AreRead(string piece, string reason)
    {
        await using var server = await ServerAsync("""{"choices":null}""", """{"choices":[]}""", piece);
        using var client = Client(server);

        var response = await AskAsync(client);

        (response.Text, response.FinishReason).ShouldBe(("ok", new ChatFinishReason(reason)));
    }

    [Fact]
    public async Task GetResponseAsync_ServerThatDoesNotStream_IsReadAtOnce()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) => context.Response.WriteAsJsonAsync(new { id = "c1", choices = new[] { new { index = 0, message = new { role = "assistant", content = "Call Anna." }, finish_reason = "stop" } } }, Ct), Ct);
        using var client = Client(server);

        (await AskAsync(client)).Text.ShouldBe("Call Anna.");
    }

    [Fact]
    public async Task GetResponseAsync_Thoughts_AreNotText()
    {
        await using var server = await ServerAsync(ScriptedChat.Delta(new { reasoning_content = "hm" }), ScriptedChat.Text("Call Anna."), ScriptedChat.Stop);
        using var client = Client(server);

        var response = await AskAsync(client);

        response.Text.ShouldBe("Call Anna.");
        response.Messages.SelectMany(m => m.Contents).OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("hm");
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":""", "cannot be read")]
    [InlineData("""{"error":{"message":"the key s3cret-key is overloaded"}}""", "stopped with an error: the key *** is overloaded")]
    [InlineData("""{"error":"out of memory"}""", "out of memory")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"error"}]}""", "stopped with an error")]
    [InlineData("[DONE]", "before its answer was complete")]
    public async Task GetStreamingResponseAsync_BadPiece_IsAFaultInWords(string piece, string expected)
    {
        await using var server = await ServerAsync(ScriptedChat.Text("Call "), piece);
        using var client = Client(server);

        var fault = await FaultAsync(client);

        fault.Message.ShouldContain(expected);
        fault.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetStreamingResponseAsync_Disconnect_IsAFaultUnlessTheAnswerIsComplete(bool complete)
    {
        var read = new TaskCompletionSource();
        await using var server = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                await ScriptedChat.SendAsync(context, ScriptedChat.Delta(new { content = "Call Anna." }, complete ? "stop" : null));
                await read.Task;
                context.Abort();
            },
            Ct);
        using var client = Client(server);

        var reading = ReadAsync();

        if (complete)
            (await reading).ShouldBe("Call Anna.");
        else
            (await Should.ThrowAsync<ServiceFaultException>(() => reading)).Message.ShouldContain("closed the connection before its answer was complete");

        async Task<string> ReadAsync()
        {
            var text = "";
            await foreach (var update in client.GetStreamingResponseAsync(ScriptedChat.Question, cancellationToken: Ct))
            {
                text += update.Text;
                read.TrySetResult();
            }

            return text;
        }
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

    [Fact]
    public async Task GetResponseAsync_Conversation_IsWrittenAsTheApiWants()
    {
        await using var server = await ServerAsync(ScriptedChat.Stop);
        using var client = Client(server);
        var function = AIFunctionFactory.Create((string deal, int top = 5) => deal + top, "timeline", "What happened.");
        ChatMessage[] talk =
        [
            new(ChatRole.System, "Be short."),
            new(ChatRole.User, "And Zürich?"),
            new(ChatRole.Assistant, [new TextReasoningContent("hm"), new FunctionCallContent("a", "timeline", new Dictionary<string, object?> { ["deal"] = "Acme" }), new FunctionCallContent("b", "timeline")]),
            new(ChatRole.Tool, [new FunctionResultContent("a", new { Count = 2, Missing = (string?)null }), new FunctionResultContent("b", "nothing")]),
            new(ChatRole.Assistant, [new TextReasoningContent("only a thought")]),
        ];

        await client.GetResponseAsync(
            talk,
            new() { Tools = [function], ToolMode = ChatToolMode.RequireSpecific("timeline"), AllowMultipleToolCalls = true, Temperature = 0.5f, MaxOutputTokens = 100, StopSequences = ["END"] },
            Ct);

        var body = server.Requests.ShouldHaveSingleItem().Body;
        body.GetProperty("messages").GetRawText().ShouldBe(
            """[{"role":"system","content":"Be short."},{"role":"user","content":"And Zürich?"},"""
            + """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"timeline","arguments":"{\"deal\":\"Acme\"}"}},{"id":"b","type":"function","function":{"name":"timeline","arguments":"{}"}}]},"""
            + """{"role":"tool","tool_call_id":"a","content":"{\"count\":2}"},{"role":"tool","tool_call_id":"b","content":"nothing"}]""");
        var tool = body.GetProperty("tools")[0].GetProperty("function");
        tool.GetProperty("name").GetString().ShouldBe("timeline");
        tool.GetProperty("parameters").GetProperty("properties").GetProperty("top").GetProperty("type").GetString().ShouldBe("integer");
        body.GetProperty("tool_choice").GetProperty("function").GetProperty("name").GetString().ShouldBe("timeline");
        (body.GetProperty("stream").GetBoolean(), body.GetProperty("max_tokens").GetInt32(), body.GetProperty("temperature").GetDouble(), body.GetProperty("stop")[0].GetString()).ShouldBe((true, 100, 0.5, "END"));
        body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task GetResponseAsync_Schema_IsAskedForStrictly()
    {
        await using var server = await ServerAsync(ScriptedChat.Text("""{"city":"Paris"}"""), ScriptedChat.Stop);
        using var client = Client(server);
        var schema = JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"},"country":{"type":"string"}}}""");

        (await client.GetResponseAsync(ScriptedChat.Question, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "capital") }, Ct)).Text.ShouldBe("""{"city":"Paris"}""");

        var format = server.Requests.ShouldHaveSingleItem().Body.GetProperty("response_format");
        var asked = format.GetProperty("json_schema");
        (format.GetProperty("type").GetString(), asked.GetProperty("name").GetString(), asked.GetProperty("strict").GetBoolean()).ShouldBe(("json_schema", "capital", true));
        asked.GetProperty("schema").GetProperty("required").GetArrayLength().ShouldBe(2);
        asked.GetProperty("schema").GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(ModelProvider.OpenAI, "", "/v1/chat/completions")]
    [InlineData(ModelProvider.AzureOpenAI, "", "/openai/v1/chat/completions")]
    [InlineData(ModelProvider.Ollama, "", "/v1/chat/completions")]
    [InlineData(ModelProvider.OpenAI, "/inference/v2/", "/inference/v2/chat/completions")]
    public async Task GetResponseAsync_Provider_AsksItsAddressWithTheKey(ModelProvider provider, string path, string expected)
    {
        await using var server = await ServerAsync(ScriptedChat.Stop);
        using var client = Client(server, o => (o.Provider, o.Endpoint) = (provider, server.Address + path));

        await AskAsync(client);

        var request = server.Requests.ShouldHaveSingleItem();
        (request.Path, request.Authorization, request.Body.GetProperty("model").GetString()).ShouldBe((expected, $"Bearer {ScriptedChat.Key}", "chat-1"));
    }

    [Theory]
    [InlineData(ModelProvider.OpenAI, 401, "answered 401: check Models:Chat:0:ApiKey")]
    [InlineData(ModelProvider.OpenAI, 404, "check Models:Chat:0:Model and Models:Chat:0:Endpoint")]
    [InlineData(ModelProvider.AzureOpenAI, 404, "there is no deployment of this name")]
    [InlineData(ModelProvider.Ollama, 404, "run 'ollama pull chat-1'")]
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
    public async Task GetResponseAsync_WebPageAtTheAddress_AsksAboutTheAddress()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                return context.Response.WriteAsync("<html>Welcome</html>", Ct);
            },
            Ct);
        using var client = Client(server);

        (await FaultAsync(client)).Message.ShouldContain("is it a chat model, and is Models:Chat:0:Endpoint the address");
    }

    [Fact]
    public async Task GetResponseAsync_NobodyListens_AsksWhetherItRuns()
    {
        var server = await ServerAsync();
        using var client = Client(server);
        await server.DisposeAsync();

        (await FaultAsync(client)).Message.ShouldContain("nothing answers there. Is it running, and is Models:Chat:0:Endpoint right?");
    }

    private static Task<ScriptedHttp> ServerAsync(params string[] events) => ScriptedHttp.StartAsync((_, context) => ScriptedChat.SendAsync(context, events), Ct);

    private static string JsonEscapeFree(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";

    private protected abstract IChatClient Create(ChatModelOptions options, TimeProvider clock);

    private protected static Task<ChatResponse> AskAsync(IChatClient client) => client.GetResponseAsync(ScriptedChat.Question, cancellationToken: Ct);

    private protected static Task<ServiceFaultException> FaultAsync(IChatClient client) => Should.ThrowAsync<ServiceFaultException>(() => AskAsync(client));

    private IChatClient Client(ScriptedHttp server, Action<ChatModelOptions>? set = null)
    {
        var options = ScriptedChat.Options(server);
        set?.Invoke(options);
        return Create(options, _clock);
    }
}
