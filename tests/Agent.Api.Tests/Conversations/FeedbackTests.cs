using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Api.Tests.Conversations;

public sealed class FeedbackTests : IAsyncLifetime
{
    private readonly User _ada = new() { Name = "Ada", Email = "ada@us.example", Role = UserRole.Admin };
    private readonly User _nora = new() { Name = "Nora", Email = "nora@us.example" };
    private readonly User _sven = new() { Name = "Sven", Email = "sven@us.example", Role = UserRole.Manager };
    private readonly ApiServer _server = new() { Model = new ScriptedChatClient((messages, _) => AnswerAsync(messages[^1].Text, messages.Count)) };
    private HttpClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.AddAsync(Ct, _ada, _nora, _sven);
        _client = await _server.SignInAsync(_nora.Id, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Feedback_SetChangedAndTakenBack_IsWhatWasSaidLast()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await AskedAsync(talk, "Tell me");

        (await RateAsync(_client, talk, turn, new { thumb = "up", reason = (string?)null })).ShouldBe(HttpStatusCode.NoContent);
        (await RateAsync(_client, talk, turn, new { thumb = "down", reason = " Wrong deal " })).ShouldBe(HttpStatusCode.NoContent);

        var one = (await _client.ReadAsync($"/api/conversations/{talk.Id}/feedback", Ct)).EnumerateArray().ShouldHaveSingleItem();
        (one.Text("turnId"), one.Text("thumb"), one.Text("reason")).ShouldBe((turn, "down", "Wrong deal"));
        (await _client.SendAsync(HttpMethod.Delete, At(talk, turn), null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _client.ReadAsync($"/api/conversations/{talk.Id}/feedback", Ct)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Feedback_OnAConversationOfSomebodyElse_IsNotThere()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await AskedAsync(talk, "Tell me");
        using var admin = await _server.SignInAsync(_ada.Id, Ct);
        using var own = await Talk.BeginAsync(_server, admin, Ct);

        (await RateAsync(admin, talk, turn, new { thumb = "up" })).ShouldBe(HttpStatusCode.NotFound);
        (await RateAsync(admin, own, turn, new { thumb = "up" })).ShouldBe(HttpStatusCode.NotFound);
        (await admin.StatusAsync($"/api/conversations/{talk.Id}/feedback", Ct)).ShouldBe(HttpStatusCode.NotFound);
        (await admin.SendAsync(HttpMethod.Delete, At(talk, turn), null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Feedback_ThatIsNone_IsRefused()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await AskedAsync(talk, "Tell me");

        (await RateAsync(_client, talk, turn, new { thumb = "sideways" })).ShouldBe(HttpStatusCode.BadRequest);
        (await RateAsync(_client, talk, turn, new { thumb = "up", reason = new string('x', 1_001) })).ShouldBe(HttpStatusCode.BadRequest);
        (await RateAsync(_client, talk, TurnId.New().ToString(), new { thumb = "up" })).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Export_Admin_GetsALinePerRatedAnswerWithoutNames()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        await RateAsync(_client, talk, await AskedAsync(talk, "First?"), new { thumb = "up" });
        await AskedAsync(talk, "Not rated?");
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await RateAsync(_client, talk, await AskedAsync(talk, "Second?"), new { thumb = "down", reason = "Too long" });
        using var admin = await _server.SignInAsync(_ada.Id, Ct);

        var text = await admin.GetStringAsync("/api/feedback/export", Ct);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        lines.Select(l => (l.Text("question"), l.Text("thumb"), l.GetProperty("reason").GetString())).ShouldBe([("Second?", "down", "Too long"), ("First?", "up", null)]);
        lines[0].Text("answer").ShouldContain("Second?");
        lines[0].EnumerateObject().Select(p => p.Name).ShouldBe(["question", "answer", "sources", "thumb", "reason", "promptHash", "model", "at"]);
        text.ShouldNotContain("Nora");
    }

    [Fact]
    public async Task Export_NoAdmin_IsForbidden()
    {
        using var manager = await _server.SignInAsync(_sven.Id, Ct);

        (await manager.StatusAsync("/api/feedback/export", Ct)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Export_ConversationDeleted_IsGoneFromIt()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        await RateAsync(_client, talk, await AskedAsync(talk, "First?"), new { thumb = "up" });
        await _client.SendAsync(HttpMethod.Delete, $"/api/conversations/{talk.Id}", null, Ct);
        using var admin = await _server.SignInAsync(_ada.Id, Ct);

        (await admin.GetStringAsync("/api/feedback/export", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Turn_ThatReplaces_SaysSoAndForgetsWhatCameAfter()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        await AskedAsync(talk, "One?");
        var second = await AskedAsync(talk, "Two?");
        await AskedAsync(talk, "Three?");

        var (status, _) = await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = "Two, rather?", replaces = second }, Ct);

        status.ShouldBe(HttpStatusCode.Accepted);
        var events = await talk.UntilTheEndAsync(Ct);
        events[0].GetProperty("event").Text("replaces").ShouldBe(second);
        // The model hears of the first turn alone: instructions, one question with its answer, and what is asked now.
        events[^1].GetProperty("event").Text("answer").ShouldBe("You asked: Two, rather? (4)");
    }

    [Fact]
    public async Task Turn_ThatReplacesWhatIsReplacedOrOfOthers_IsRefused()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var first = await AskedAsync(talk, "One?");
        await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = "Again?", replaces = first }, Ct);
        await talk.UntilTheEndAsync(Ct);
        using var other = await Talk.BeginAsync(_server, _client, Ct);

        (await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = "Third?", replaces = first }, Ct)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await _client.PostJsonAsync($"/api/conversations/{other.Id}/turns", new { question = "Third?", replaces = first }, Ct)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    private static string At(Talk talk, string turn) => $"/api/conversations/{talk.Id}/turns/{turn}/feedback";

    private static async Task<HttpStatusCode> RateAsync(HttpClient client, Talk talk, string turn, object feedback) =>
        (await client.SendAsync(HttpMethod.Put, At(talk, turn), feedback, Ct)).Status;

    private static async Task<string> AskedAsync(Talk talk, string question)
    {
        var turn = await talk.AskAsync(question, Ct);
        await talk.UntilTheEndAsync(Ct);
        return turn;
    }

    private static async IAsyncEnumerable<AIContent> AnswerAsync(string question, int messages)
    {
        await Task.CompletedTask;
        yield return new TextContent($"You asked: {question} ({messages})");
    }
}
