using System.Net;
using System.Text;
using System.Text.Json;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Azure.Core;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class OpenAIChatClientTests : ChatClientContract
{
    private readonly FakeClock _clock = new();

    private protected override IChatClient Create(ChatModelOptions options, TimeProvider clock) => new OpenAIChatClient(options, clock);

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
    public async Task GetResponseAsync_AzureWithoutKey_SendsTheTokenOfTheIdentity()
    {
        var network = new Recorded();
        using var client = new OpenAIChatClient(
            new() { Provider = ModelProvider.AzureOpenAI, Endpoint = "https://team.openai.azure.com", Model = "deployed" }, _clock, new Identity(), network);

        await AskAsync(client);

        network.Authorization.ShouldBe("Bearer entra-token");
        network.Address.ShouldBe("https://team.openai.azure.com/openai/v1/chat/completions");
    }

    [Fact]
    public async Task GetResponseAsync_AzureWithNobodySignedIn_SaysHowToSignIn()
    {
        using var client = new OpenAIChatClient(
            new() { Provider = ModelProvider.AzureOpenAI, Endpoint = "https://team.openai.azure.com", Model = "deployed", Section = "Models:Chat:2" }, _clock, new Identity { IsThere = false }, new Recorded());

        (await FaultAsync(client)).Message.ShouldContain("set Models:Chat:2:ApiKey, or sign in by 'az login'");
    }

    private sealed class Identity : TokenCredential
    {
        public bool IsThere { get; init; } = true;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            IsThere ? new("entra-token", FakeClock.DefaultStart.AddYears(50)) : throw new CredentialUnavailableException("nobody");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Recorded : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? Address { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Authorization, Address) = (request.Headers.Authorization?.ToString(), request.RequestUri?.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($"data: {ScriptedChat.Stop}\n\n"))) });
        }
    }
}
