using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Api.Tests.Conversations;

public sealed class ConversationTests : IAsyncLifetime
{
    private readonly User _nora = new() { Name = "Nora", Email = "nora@us.example" };
    private readonly User _sven = new() { Name = "Sven", Email = "sven@us.example" };
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _modelEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ApiServer _server;
    private HttpClient _client = null!;

    public ConversationTests() => _server = new() { Model = new ScriptedChatClient((_, ct) => SlowAnswerAsync(ct)) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.AddAsync(Ct, _nora, _sven);
        _client = await _server.SignInAsync(_nora.Id, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Turn_Whole_ArrivesInOrderAndIsListed()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await talk.AskAsync("Tell me", Ct);
        _goOn.SetResult();

        var events = await talk.UntilTheEndAsync(Ct);

        events.Select(e => e.GetProperty("sequence").GetInt64()).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n));
        // Pieces that come faster than they can be written are one.
        events.Select(Kind).Distinct().ShouldBe(["turnStarted", "textDelta", "turnCompleted"]);
        string.Concat(events.Where(e => Kind(e) == "textDelta").Select(e => e.GetProperty("event").Text("text"))).ShouldBe("First half, second half.");
        events.ShouldAllBe(e => e.GetProperty("turnId").GetString() == turn);
        events[^1].GetProperty("event").Text("answer").ShouldBe("First half, second half.");
        var replay = await _client.ReadAsync($"/api/conversations/{talk.Id}/events", Ct);
        replay.EnumerateArray().Select(e => e.GetRawText()).ShouldBe(events.Select(e => e.GetRawText()));
        (await _client.ReadAsync("/api/conversations", Ct)).EnumerateArray().Single().Text("id").ShouldBe(talk.Id);
    }

    [Fact]
    public async Task Watch_AfterALostConnection_GivesExactlyTheRest()
    {
        var first = await Talk.BeginAsync(_server, _client, Ct);
        await first.AskAsync("Tell me", Ct);
        (await first.NextAsync(Ct)).GetProperty("sequence").GetInt64().ShouldBe(1);
        var seen = (await first.NextAsync(Ct)).GetProperty("sequence").GetInt64();
        first.Dispose();
        _goOn.SetResult();

        using var second = await Talk.ResumeAsync(_server, _client, first.Id, seen, Ct);
        var rest = await second.UntilTheEndAsync(Ct);

        rest.Select(e => e.GetProperty("sequence").GetInt64()).ShouldBe([3, 4]);
        rest[0].GetProperty("event").Text("text").ShouldBe("second half.");
    }

    [Fact]
    public async Task Stop_RunningTurn_EndsItOnceAndCancelsTheModel()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await talk.AskAsync("Tell me", Ct);
        await talk.NextAsync(Ct);
        await talk.NextAsync(Ct);

        (await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns/{turn}/stop", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        var failed = (await talk.NextAsync(Ct)).GetProperty("event");
        (failed.Text("type"), failed.GetProperty("stopped").GetBoolean()).ShouldBe(("turnFailed", true));
        await _modelEnded.Task.WaitAsync(Ct);
        // A stopped turn makes room for the next one at once, and stopping again does no harm.
        (await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns/{turn}/stop", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        await talk.AskAsync("Again", Ct);
        (await talk.NextAsync(Ct)).GetProperty("sequence").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Turn_WhileAnotherRuns_IsAConflict()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        await talk.AskAsync("Tell me", Ct);

        var (status, problem) = await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = "And now?" }, Ct);

        status.ShouldBe(HttpStatusCode.Conflict);
        problem.Text("detail").ShouldContain("still answering");
    }

    [Fact]
    public async Task Conversation_OfSomebodyElse_IsNotThere()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);
        var turn = await talk.AskAsync("Tell me", Ct);
        using var other = await _server.SignInAsync(_sven.Id, Ct);

        (await other.StatusAsync($"/api/conversations/{talk.Id}/events", Ct)).ShouldBe(HttpStatusCode.NotFound);
        (await other.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = "Mine?" }, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostJsonAsync($"/api/conversations/{talk.Id}/turns/{turn}/stop", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.SendAsync(HttpMethod.Delete, $"/api/conversations/{talk.Id}", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.ReadAsync("/api/conversations", Ct)).GetArrayLength().ShouldBe(0);
        using var watching = await Talk.ResumeAsync(_server, other, talk.Id, 0, Ct);
        (await Should.ThrowAsync<InvalidOperationException>(() => watching.NextAsync(Ct))).Message.ShouldContain("no such conversation");
        (await _client.StatusAsync($"/api/conversations/{talk.Id}/events", Ct)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task Turn_EmptyQuestion_NamesTheField(string? question)
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);

        var (status, problem) = await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question }, Ct);

        (status, problem.Fields().Single()).ShouldBe((HttpStatusCode.BadRequest, "question"));
    }

    [Fact]
    public async Task Turn_TooLongAQuestion_IsRefused()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);

        (await _client.PostJsonAsync($"/api/conversations/{talk.Id}/turns", new { question = new string('x', 4_001) }, Ct)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Delete_OwnConversation_IsGone()
    {
        using var talk = await Talk.BeginAsync(_server, _client, Ct);

        (await _client.SendAsync(HttpMethod.Delete, $"/api/conversations/{talk.Id}", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _client.StatusAsync($"/api/conversations/{talk.Id}/events", Ct)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Kind(JsonElement item) => item.GetProperty("event").Text("type");

    // Says half of it, then waits to be let go on.
    private async IAsyncEnumerable<AIContent> SlowAnswerAsync([EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            yield return new TextContent("First half, ");
            await _goOn.Task.WaitAsync(ct);
            yield return new TextContent("second half.");
        }
        finally
        {
            _modelEnded.TrySetResult();
        }
    }
}
