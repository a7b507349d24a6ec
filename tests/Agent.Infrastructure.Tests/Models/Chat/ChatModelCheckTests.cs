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
            (false, "the whole answer came in one piece"),
            (false, "it answered in text instead of calling the tool"),
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

    private static async Task<ChatModelReport> CheckAsync(ChatModelOptions options)
    {
        var reports = new List<ChatModelReport>();
        await foreach (var report in new ChatModelCheck(new FakeClock(), new OpenAIModelClients(new FakeClock())).RunAsync([options], Ct))
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
