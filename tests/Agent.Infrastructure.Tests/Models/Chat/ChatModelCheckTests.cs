using System.Text.Json;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class ChatModelCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AbleModel_PassesEveryStep()
    {
        await using var server = await ServerAsync(["chat-1"], able: true);

        var report = await CheckAsync(ScriptedChat.Options(server));

        report.Steps.Select(s => (s.Name, s.Passed)).ShouldBe([("reachable", true), ("modelPresent", true), ("streams", true), ("callsTools", true), ("followsSchema", true)]);
        (report.Passed, report.FirstTokenSeconds).ShouldBe((true, 0));
        JsonSerializer.Serialize(report).ShouldNotContain(ScriptedChat.Key);
    }

    [Fact]
    public async Task RunAsync_ModelThatOnlyTalks_SaysWhatItCannot()
    {
        await using var server = await ServerAsync(["chat-1"], able: false);

        var report = await CheckAsync(ScriptedChat.Options(server));

        report.Passed.ShouldBeFalse();
        report.Steps.Skip(2).Select(s => (s.Passed, s.Detail)).ShouldBe(
        [
            (false, "the whole answer came in one piece, so users wait for all of it; switch streaming on at the server"),
            (false, "it answered in text instead of calling the tool. Without tools it cannot look anything up; choose a model that calls tools."),
            (false, "its answer did not keep to the schema"),
        ]);
    }

    [Fact]
    public async Task RunAsync_ModelNotPulled_NamesTheCommandAndWhatIsThere()
    {
        await using var server = await ServerAsync(["qwen3:latest", "llama3.2:3b"], able: null);
        var options = ScriptedChat.Options(server);
        options.Provider = ModelProvider.Ollama;

        var report = await CheckAsync(options);

        report.Steps[1].ShouldBe(new("modelPresent", false, "chat-1 is not pulled; run 'ollama pull chat-1'. It has qwen3:latest, llama3.2:3b."));
        report.Steps[2].Detail.ShouldContain("answered 404: Ollama does not have this model; run 'ollama pull chat-1'.");
        report.Steps.Count.ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_EndsAtTheFirstStep()
    {
        var server = await ServerAsync([], able: true);
        var options = ScriptedChat.Options(server);
        await server.DisposeAsync();

        var report = await CheckAsync(options);

        var step = report.Steps.ShouldHaveSingleItem();
        (step.Name, step.Passed, report.Passed).ShouldBe(("reachable", false, false));
        step.Detail.ShouldContain("nothing answers there");
    }

    [Theory]
    [InlineData(401, "reachable", "answered 401: check Models:Chat:0:ApiKey.")]
    [InlineData(403, "reachable", "answered 403: check Models:Chat:0:ApiKey.")]
    public async Task RunAsync_WrongKey_NamesTheSetting(int status, string step, string says)
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, status, "Incorrect API key provided"), Ct);
        var options = ScriptedChat.Options(server);

        var failed = (await CheckAsync(options)).Steps.ShouldHaveSingleItem();

        (failed.Name, failed.Passed).ShouldBe((step, false));
        failed.Detail.ShouldContain(says.Replace("Models:Chat:0", options.Section, StringComparison.Ordinal));
        failed.Detail.ShouldNotContain(ScriptedChat.Key);
    }

    [Fact]
    public async Task RunAsync_WrongAddress_NamesTheUsualPath()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            },
            Ct);
        var options = ScriptedChat.Options(server);
        options.Endpoint = new Uri(new(options.Endpoint!), "/wrong").ToString();

        var report = await CheckAsync(options);

        report.Passed.ShouldBeFalse();
        report.Steps[0].ShouldBe(new("reachable", false, $"something answers at {options.Address.AbsoluteUri}, but not with this API"));
        report.Steps[^1].Passed.ShouldBe(false);
        report.Steps[^1].Detail.ShouldContain("404: this server has no /wrong, try ");
        report.Steps[^1].Detail.ShouldContain("/v1.");
    }

    [Theory]
    [InlineData("text/html", "<html>Welcome</html>")]
    [InlineData("application/json", """{"hello":"world"}""")]
    [InlineData("application/json", "[1]")]
    public async Task RunAsync_AnotherServer_IsNotCalledReachable(string type, string body)
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.ContentType = type;
                return context.Response.WriteAsync(body, Ct);
            },
            Ct);

        var report = await CheckAsync(ScriptedChat.Options(server));

        report.Steps.Select(s => (s.Name, s.Passed)).ShouldBe([("reachable", false), ("modelPresent", null), ("streams", false)]);
        report.Steps[0].Detail.ShouldEndWith("but not with this API");
    }

    [Fact]
    public async Task RunAsync_ServerWithoutAList_IsReachableWhenItChats()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (request, context) =>
            {
                if (request.Path != "/v1/models")
                    return ScriptedChat.SendAsync(context, ScriptedChat.Text("one "), ScriptedChat.Text("two"), ScriptedChat.Stop);
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            },
            Ct);

        (await CheckAsync(ScriptedChat.Options(server))).Steps.Take(3).Select(s => s.Passed).ShouldBe([true, null, true]);
    }

    [Fact]
    public async Task RunAsync_ModelWithoutTools_SaysSoAndTriesTheRest()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (request, context) => request.Path == "/v1/models" ? context.Response.WriteAsJsonAsync(new { data = new[] { new { id = "chat-1" } } }, Ct)
                : request.Body.TryGetProperty("tools", out _) ? ScriptedChat.ErrorAsync(context, 400, "chat-1 does not support tools")
                : request.Body.TryGetProperty("response_format", out _) ? ScriptedChat.AnswerAsync(context, """{"city":"Paris","country":"France"}""")
                : ScriptedChat.SendAsync(context, ScriptedChat.Text("one "), ScriptedChat.Text("two"), ScriptedChat.Stop),
            Ct);

        var report = await CheckAsync(ScriptedChat.Options(server));

        report.Steps.Select(s => s.Passed).ShouldBe([true, true, true, false, true]);
        report.Steps[3].Detail.ShouldContain("answered 400: chat-1 does not support tools. Without tools it cannot look anything up; choose a model that calls tools.");
    }

    [Fact]
    public async Task RunAsync_ServerThatStalls_SaysForHowLongAndWhichSetting()
    {
        var clock = new FakeClock();
        await using var server = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.StallAsync(context), Ct);
        var options = ScriptedChat.Options(server);

        var checking = CheckAsync(options, clock);
        await clock.WaitForTimerAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(options.FirstTokenSeconds + 1));

        var step = (await checking).Steps.ShouldHaveSingleItem();
        step.Detail.ShouldContain($"did not begin to answer within {options.FirstTokenSeconds} seconds. If it is only slow, raise {options.Section}:FirstTokenSeconds.");
    }

    private static async Task<ChatModelReport> CheckAsync(ChatModelOptions options, FakeClock? clock = null)
    {
        clock ??= new();
        var reports = new List<ChatModelReport>();
        await foreach (var report in new ChatModelCheck(clock, new OpenAIModelClients(clock)).RunAsync([options], Ct))
            reports.Add(report);
        return reports.ShouldHaveSingleItem();
    }

    // A model that can do all, one that only talks, or none at all.
    private static Task<ScriptedHttp> ServerAsync(string[] models, bool? able) => ScriptedHttp.StartAsync(
        (request, context) =>
        {
            if (request.Path == "/v1/models")
                return context.Response.WriteAsJsonAsync(new { @object = "list", data = models.Select(id => new { id }) }, Ct);
            if (able is not { } can)
                return ScriptedChat.ErrorAsync(context, 404, "model not found");
            if (!can)
                return ScriptedChat.AnswerAsync(context, "Paris");
            if (request.Body.TryGetProperty("tools", out _))
                return ScriptedChat.SendAsync(context, ScriptedChat.Call(0, "a", "add", """{"a":17,"b":25}"""), ScriptedChat.Stop);
            return request.Body.TryGetProperty("response_format", out _)
                ? ScriptedChat.AnswerAsync(context, """{"city":"Paris","country":"France"}""")
                : ScriptedChat.SendAsync(context, ScriptedChat.Text("one "), ScriptedChat.Text("two"), ScriptedChat.Stop);
        },
        Ct);
}
