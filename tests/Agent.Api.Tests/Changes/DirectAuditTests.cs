using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Changes;

/// <summary>What is decided or set directly stands in the log of decisions as what came of proposals does.</summary>
public sealed class DirectAuditTests : IAsyncLifetime
{
    private const string Key = "key-that-nobody-sees";

    private readonly WorldServer _server = new()
    {
        Settings = new()
        {
            ["Models:Chat:0:Endpoint"] = "http://127.0.0.1:1/v1",
            ["Models:Chat:0:Model"] = "chat-1",
            ["Models:Chat:0:ApiKey"] = Key,
        },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DealId Deal => _server.World.Deal("joint north").Id;

    private string Path => $"/api/deals/{Deal}";

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Snooze_DeclaredAndEnded_BothStandInTheLog()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);

        await nora.PostJsonAsync(Path + "/snooze", new { reason = "Board meets in May", until = "2026-05-20" }, Ct);
        await nora.SendAsync(HttpMethod.Delete, Path + "/snooze", null, Ct);
        await nora.SendAsync(HttpMethod.Delete, Path + "/snooze", null, Ct);

        var entries = await AuditAsync();
        entries.Select(e => (e.Text("kind"), e.Text("action"), e.Text("by"), e.Text("dealId"))).ShouldBe(Enumerable.Repeat(("park", "applied", _server.World["Nora"].Name, Deal.ToString()), 2));
        (Field(entries[1], "waitUntil").Text("after"), Field(entries[0], "waitUntil").Text("before")).ShouldBe(("2026-05-20", "2026-05-20"));
        Field(entries[0], "waitUntil").GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Task_DoneAndReopened_LeavesTheDealAndStandsInTheLog()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        using var sven = await _server.SignInAsync("Sven", Ct);
        var deal = _server.World.Deal("acme rollout").Id;
        var task = _server.World.Tasks.First(t => t.DealId == deal && t.DoneAt is null);
        var path = $"/api/deals/{deal}/tasks/{task.Id}/done";

        (await sven.PostJsonAsync(path, null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nora.PostJsonAsync($"/api/deals/{Deal}/tasks/{task.Id}/done", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nora.PostJsonAsync(path, null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await nora.PostJsonAsync(path, null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await OpenAsync()).ShouldNotContain(task.Id.ToString());
        (await nora.SendAsync(HttpMethod.Delete, path, null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await OpenAsync()).ShouldContain(task.Id.ToString());

        var entries = await AuditAsync();
        entries.Select(e => (e.Text("kind"), e.Text("by"))).ShouldBe(Enumerable.Repeat(("task", _server.World["Nora"].Name), 2));
        Field(entries[1], "task").Text("after").ShouldBe($"{task.Title} (done)");

        async Task<List<string>> OpenAsync() =>
            [.. (await nora.ReadAsync($"/api/deals/{deal}", Ct)).GetProperty("tasks").EnumerateArray().Select(t => t.Text("id"))];
    }

    [Theory]
    [InlineData("accept", "applied")]
    [InlineData("reject", "rejected")]
    public async Task Score_Decided_StandsInTheLogWithWhatWasSaid(string decision, string action)
    {
        await _server.AddAsync(Ct, new Activity
        {
            DealId = Deal,
            Kind = ActivityKind.Call,
            At = World.Now.AddDays(-1),
            Body = "[00:00:01] Seller: Tell me more.\n[00:00:05] Buyer: We have a budget of 50,000 euros for this.",
        });
        await _server.WithAsync<InsightKeeper, InsightReport>(keeper => keeper.RefreshAsync(null, Ct));
        using var nora = await _server.SignInAsync("Nora", Ct);
        var score = (await nora.ReadAsync(Path + "/qualification", Ct)).GetProperty("history")[0].Text("id");

        (await nora.PostJsonAsync($"{Path}/qualification/{score}/{decision}", new { comment = "As they said." }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        var entry = (await AuditAsync()).Where(e => e.Text("kind") == "qualification").ShouldHaveSingleItem();
        (entry.Text("action"), entry.Text("comment"), entry.Text("model")).ShouldBe((action, "As they said.", "person"));
        Field(entry, "score").Text("after").ShouldBe(score);
    }

    [Fact]
    public async Task Settings_Changed_StandInTheLogWithBeforeAndAfterAndWithoutKeys()
    {
        using var ada = await _server.SignInAsync("Ada", Ct);

        (await PutAsync(ada, "/api/settings/insight", new { framework = "champ", competitors = new[] { "Rivalsoft" } })).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(ada, "/api/settings/insight", new { framework = "champ", competitors = new[] { "Rivalsoft", "Elsewhere" } })).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(ada, "/api/settings/changes", new { rules = new[] { new { kind = "stage", approval = "askManager", role = "rep" } }, notByItself = new[] { "task" } })).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(ada, "/api/models", new { models = new[] { new { key = "0", enabled = false } } })).ShouldBe(HttpStatusCode.NoContent);

        var entries = await AuditAsync();
        entries.ShouldAllBe(e => e.Text("kind") == "setting" && e.Text("action") == "applied" && e.Text("by") == _server.World["Ada"].Name);
        foreach (var key in new[] { "framework", "competitors", "changes", "models" })
            entries.ShouldContain(e => e.GetProperty("fields")[0].Text("field") == key, key);
        var competitors = Field(entries.First(e => e.GetProperty("fields")[0].Text("field") == "competitors"), "competitors");
        (competitors.Text("before").Contains("Elsewhere", StringComparison.Ordinal), competitors.Text("after").Contains("Elsewhere", StringComparison.Ordinal)).ShouldBe((false, true));
        JsonSerializer.Serialize(entries).ShouldNotContain(Key);
    }

    [Fact]
    public async Task Entry_WithoutAProposal_CannotBeUndoneAndIsInNoInbox()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        await nora.PostJsonAsync(Path + "/snooze", new { reason = "Board meets in May", until = "2026-05-20" }, Ct);
        using var ada = await _server.SignInAsync("Ada", Ct);

        var id = (await AuditAsync()).ShouldHaveSingleItem().Text("proposalId");

        foreach (var client in new[] { nora, ada })
            (await client.PostJsonAsync($"/api/proposals/{id}/undo", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ada.ReadAsync("/api/proposals?status=all", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static JsonElement Field(JsonElement entry, string name) => entry.GetProperty("fields").EnumerateArray().Single(f => f.Text("field") == name);

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string path, object body) => (await client.SendAsync(HttpMethod.Put, path, body, Ct)).Status;

    private async Task<List<JsonElement>> AuditAsync()
    {
        using var ada = await _server.SignInAsync("Ada", Ct);
        return [.. (await ada.ReadAsync("/api/audit", Ct)).GetProperty("items").EnumerateArray()];
    }
}
