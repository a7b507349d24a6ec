using System.Net;
using System.Text.Json;

namespace Agent.Api.Tests.Support;

/// <summary>A conversation over the wire: questions by POST, events by the hub.</summary>
internal sealed class Talk : IDisposable
{
    private readonly HttpClient _client;
    private readonly HubClient _hub;
    private readonly IAsyncEnumerator<JsonElement> _events;

    private Talk(HttpClient client, string id, HubClient hub, long after, CancellationToken ct)
    {
        (_client, Id, _hub) = (client, id, hub);
        _events = hub.StreamAsync("Watch", [id, after], ct).GetAsyncEnumerator(ct);
    }

    public string Id { get; }

    public static async Task<Talk> BeginAsync(ApiServer server, HttpClient client, CancellationToken ct)
    {
        var (status, conversation) = await client.PostJsonAsync("/api/conversations", new { title = "Talk" }, ct);
        status.ShouldBe(HttpStatusCode.Created);
        return await ResumeAsync(server, client, conversation.Text("id"), 0, ct);
    }

    public static async Task<Talk> ResumeAsync(ApiServer server, HttpClient client, string id, long after, CancellationToken ct) =>
        new(client, id, await HubClient.ConnectAsync(server, client, ct), after, ct);

    /// <summary>Asks; returns the turn's id.</summary>
    public async Task<string> AskAsync(string question, CancellationToken ct)
    {
        var (status, turn) = await _client.PostJsonAsync($"/api/conversations/{Id}/turns", new { question }, ct);
        status.ShouldBe(HttpStatusCode.Accepted);
        return turn.Text("turnId");
    }

    public async Task<JsonElement> NextAsync(CancellationToken ct)
    {
        (await _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), ct)).ShouldBeTrue();
        return _events.Current;
    }

    /// <summary>The events up to the end of the running turn.</summary>
    public async Task<List<JsonElement>> UntilTheEndAsync(CancellationToken ct)
    {
        var events = new List<JsonElement>();
        do
            events.Add(await NextAsync(ct));
        while (events[^1].GetProperty("event").Text("type") is not ("turnCompleted" or "turnFailed"));
        return events;
    }

    public void Dispose() => _hub.Dispose();
}
