using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Tests.Models.Chat;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Api.Tests.Models;

public sealed class ModelTurnTests : IAsyncDisposable
{
    private readonly User _nora = new() { Name = "Nora", Email = "nora@us.example", Role = UserRole.Admin };
    private User? _asker;
    private ApiServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Turn_ModelCallsAToolAndAnswers_StreamsItOverTheWire()
    {
        await using var model = await ScriptedHttp.StartAsync(
            (request, context) => request.Body.GetProperty("messages").EnumerateArray().Any(m => m.Text("role") == "tool")
                ? ScriptedChat.SendAsync(context, ScriptedChat.Text("There are "), ScriptedChat.Text("no deals."), ScriptedChat.Stop, ScriptedChat.Done)
                : ScriptedChat.SendAsync(context, ScriptedChat.Call(0, "call_1", "find_deals", "{\"ta"), ScriptedChat.Call(0, arguments: "ke\":5}"), ScriptedChat.Delta(new { }, "tool_calls"), ScriptedChat.Done),
            Ct);
        var (events, _) = await AskAsync(model.Address);

        events.Select(e => e.Text("type")).Distinct().ShouldBe(["turnStarted", "toolCalled", "toolReturned", "textDelta", "turnCompleted"]);
        string.Concat(events.Where(e => e.Text("type") == "textDelta").Select(e => e.Text("text"))).ShouldBe("There are no deals.");
        events[^1].Text("answer").ShouldBe("There are no deals.");
        events[^1].Text("model").ShouldBe("chat-1-2026");
        events[^1].GetProperty("notes").GetArrayLength().ShouldBe(0);
        events[^1].Text("promptHash").Length.ShouldBe(12);
        var sent = model.Requests.Last().Body.GetProperty("messages").EnumerateArray().ToList();
        sent[0].Text("role").ShouldBe("system");
        sent[0].Text("content").ShouldContain("never");
        sent[0].Text("content").ShouldNotContain("{{");
        JsonDocument.Parse(sent[^1].Text("content")).RootElement.Text("data").ShouldStartWith("There are no");
        model.Requests.ShouldAllBe(r => r.Authorization == $"Bearer {ScriptedChat.Key}");
    }

    [Fact]
    public async Task Turn_ServerOfOthersCallsAToolAndAnswers_StreamsItOverTheWire()
    {
        await using var model = await Aimock.StartAsync(Ct);

        var (events, _) = await AskAsync(model.Address);

        var types = events.Select(e => e.Text("type")).ToList();
        types[..3].ShouldBe(["turnStarted", "toolCalled", "toolReturned"]);
        types[3..^1].ShouldAllBe(t => t == "textDelta");
        types[^1].ShouldBe("turnCompleted");
        (events[1].Text("name"), events[1].GetProperty("arguments").GetProperty("take").GetInt32()).ShouldBe(("find_deals", 5));
        string.Concat(events.Where(e => e.Text("type") == "textDelta").Select(e => e.Text("text"))).ShouldBe(Aimock.Answer);
        (events[^1].Text("answer"), events[^1].Text("model"), events[^1].GetProperty("notes").GetArrayLength()).ShouldBe((Aimock.Answer, "chat-1", 0));
    }

    [Fact]
    public async Task Turn_NoModelAnswers_TheOfflineEngineDoesAndSaysSo()
    {
        await using var model = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, 401, "bad key"), Ct);

        var (events, _) = await AskAsync(model.Address);

        events[^1].Text("type").ShouldBe("turnCompleted");
        events[^1].Text("model").ShouldBe(OfflineChatClient.ModelId);
        events[^1].GetProperty("notes").EnumerateArray().Single().GetString()!.ShouldStartWith("No language model answered, so the offline engine did. The language model 'chat-1'");
        events[^1].GetProperty("promptHash").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Turn_NoModelAnswersARep_LeavesTheCauseToAdmins()
    {
        await using var model = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, 401, "bad key"), Ct);
        _asker = new() { Name = "Rhea", Email = "rhea@us.example", Role = UserRole.Rep };

        var (events, _) = await AskAsync(model.Address);

        events[^1].GetProperty("notes").EnumerateArray().Single().GetString().ShouldBe(
            "No language model answered, so the offline engine did. An administrator sees the cause under Settings, Models.");
    }

    [Fact]
    public async Task Turn_FirstModelRefuses_TheSecondAnswersAndBothAreNamed()
    {
        await using var model = await ScriptedHttp.StartAsync(
            (request, context) => request.Body.Text("model") == "chat-1" ? ScriptedChat.ErrorAsync(context, 401, "bad key") : ScriptedChat.AnswerAsync(context, "Hello."),
            Ct);

        var (events, _) = await AskAsync(model.Address, ("Models:Chat:1:Endpoint", model.Address), ("Models:Chat:1:Model", "chat-2"), ("Models:Chat:1:ApiKey", "k"));

        events[^1].Text("answer").ShouldBe("Hello.");
        var note = events[^1].GetProperty("notes").EnumerateArray().Single().GetString()!;
        note.ShouldStartWith("chat-1 did not answer, so chat-1-2026 did. The language model 'chat-1'");
        note.ShouldContain("401");
    }

    [Fact]
    public async Task Turn_AnswerBreaksOff_KeepsWhatWasShownAndSaysSo()
    {
        await using var model = await ScriptedHttp.StartAsync(
            (_, context) => ScriptedChat.SendAsync(context, ScriptedChat.Text("Acme is "), """{"error":{"message":"overloaded"}}"""),
            Ct);

        var (events, talk) = await AskAsync(model.Address);

        events.Where(e => e.Text("type") == "textDelta").Select(e => e.Text("text")).ShouldBe(["Acme is "]);
        events[^1].Text("type").ShouldBe("turnFailed");
        events[^1].Text("reason").ShouldContain("broke off");
        model.Requests.Count.ShouldBe(1);
        talk.ShouldNotBeEmpty();
    }

    private async Task<(List<JsonElement> Events, string Talk)> AskAsync(string address, params (string Name, string Value)[] more)
    {
        _server = new()
        {
            Settings = more.Concat([("Models:Chat:0:Endpoint", address), ("Models:Chat:0:Model", "chat-1"), ("Models:Chat:0:ApiKey", ScriptedChat.Key)]).ToDictionary(s => s.Item1, s => s.Item2),
        };
        var asker = _asker ?? _nora;
        await _server.AddAsync(Ct, asker);
        using var client = await _server.SignInAsync(asker.Id, Ct);
        using var talk = await Talk.BeginAsync(_server, client, Ct);
        await talk.AskAsync(Aimock.Question, Ct);
        return ([.. (await talk.UntilTheEndAsync(Ct)).Select(e => e.GetProperty("event"))], talk.Id);
    }
}
