using System.Net;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.Tests.Deals;

public sealed class InsightTests : IAsyncLifetime
{
    private readonly WorldServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DealId Deal => _server.World.Deal("joint north").Id;

    private string Path => $"/api/deals/{Deal}";

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Snooze_DeclaredAndEnded_ShowsOnTheDealMeanwhile()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);

        (await nora.PostJsonAsync(Path + "/snooze", new { reason = "Board meets in May", until = "2026-05-20" }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        var health = (await nora.ReadAsync(Path, Ct)).GetProperty("health");
        health.GetProperty("snooze").Text("reason").ShouldBe("Board meets in May");

        (await nora.SendAsync(HttpMethod.Delete, Path + "/snooze", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await nora.ReadAsync(Path, Ct)).GetProperty("health").GetProperty("snooze").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("", "2026-05-20", "Say why the deal waits.")]
    [InlineData("Board", "2026-03-18", "The day has to lie ahead.")]
    [InlineData("Board", null, "The day has to lie ahead.")]
    public async Task Snooze_ReasonOrDayMissing_IsAProblemInPlainWords(string reason, string? until, string words)
    {
        using var nora = await _server.SignInAsync("Nora", Ct);

        var (status, problem) = await nora.PostJsonAsync(Path + "/snooze", new { reason, until }, Ct);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.Text("detail").ShouldBe(words);
    }

    [Theory]
    [InlineData("Nils", HttpStatusCode.Forbidden)]
    [InlineData("Sven", HttpStatusCode.NotFound)]
    [InlineData("Lee", HttpStatusCode.NotFound)]
    public async Task Decisions_OfOthers_AreForbiddenOrDoNotExist(string user, HttpStatusCode expected)
    {
        var score = await ScoreAsync();
        using var client = await _server.SignInAsync(user, Ct);

        (await client.PostJsonAsync(Path + "/snooze", new { reason = "Board", until = "2026-05-20" }, Ct)).Status.ShouldBe(expected);
        (await client.SendAsync(HttpMethod.Delete, Path + "/snooze", null, Ct)).Status.ShouldBe(expected);
        (await client.PostJsonAsync($"{Path}/qualification/{score}/accept", new { }, Ct)).Status.ShouldBe(expected);
        (await client.PostJsonAsync($"{Path}/qualification/{score}/reject", new { }, Ct)).Status.ShouldBe(expected);
        (await client.StatusAsync(Path + "/qualification", Ct)).ShouldBe(expected == HttpStatusCode.Forbidden ? HttpStatusCode.OK : expected);
    }

    [Fact]
    public async Task Qualification_Default_ShowsVerdictsQuotesAndHistory()
    {
        await ScoreAsync();
        using var nora = await _server.SignInAsync("Nora", Ct);

        var qualification = await nora.ReadAsync(Path + "/qualification", Ct);

        qualification.Text("framework").ShouldBe("BANT");
        var budget = qualification.GetProperty("criteria").EnumerateArray().Single(c => c.Text("criterion") == "Budget");
        budget.Text("verdict").ShouldBe("met");
        budget.GetProperty("for").EnumerateArray().First().Text("quote").ShouldContain("50,000");
        qualification.GetProperty("history").EnumerateArray().ShouldHaveSingleItem().Text("status").ShouldBe("proposed");
        qualification.GetProperty("mayDecide").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Qualification_TextChangedSinceItWasRead_ShowsNoQuoteThatIsGone()
    {
        await ScoreAsync();
        await _server.WithAsync<WorkspaceDbContext, int>(db => db.Activities.Where(a => a.DealId == Deal).ExecuteUpdateAsync(a => a.SetProperty(x => x.Body, "[00:00:01] Buyer: The weather is nice."), Ct));
        using var nora = await _server.SignInAsync("Nora", Ct);

        (await nora.ReadAsync(Path + "/qualification", Ct)).GetProperty("criteria").GetRawText().ShouldNotContain("50,000");
    }

    [Fact]
    public async Task Activity_ATalk_ShowsWhoSaidWhatAndWhatTheJudgementsStandOn()
    {
        await ScoreAsync();
        using var nora = await _server.SignInAsync("Nora", Ct);
        var id = await _server.WithAsync<WorkspaceDbContext, ActivityId>(db => db.Activities.Where(a => a.DealId == Deal && a.Subject == "Call").Select(a => a.Id).SingleAsync(Ct));

        var text = await nora.ReadAsync($"/api/activities/{id}", Ct);

        var body = text.Text("body");
        var turns = text.GetProperty("turns").EnumerateArray().ToList();
        turns.Select(t => (t.Text("speaker"), t.Text("side"), t.GetProperty("seconds").GetInt32(), Words(t))).ShouldBe(
            [("Seller", "seller", 1, "Tell me more."), ("Buyer", "buyer", 5, "We have a budget of 50,000 euros for this.")]);
        var mark = text.GetProperty("marks").EnumerateArray().First(m => m.Text("what") == "Budget: for");
        (mark.Text("kind"), Words(mark).Contains("50,000", StringComparison.Ordinal)).ShouldBe(("qualification", true));

        string Words(System.Text.Json.JsonElement place) => body[place.GetProperty("start").GetInt32()..place.GetProperty("end").GetInt32()];
    }

    [Fact]
    public async Task Activity_ANoteOrAChangedText_HasNoTurnsAndNoMarks()
    {
        await ScoreAsync();
        await _server.WithAsync<WorkspaceDbContext, int>(db => db.Activities.Where(a => a.DealId == Deal).ExecuteUpdateAsync(a => a.SetProperty(x => x.Body, "The weather is nice."), Ct));
        using var nora = await _server.SignInAsync("Nora", Ct);
        var id = await _server.WithAsync<WorkspaceDbContext, ActivityId>(db => db.Activities.Where(a => a.DealId == Deal && a.Subject == "Call").Select(a => a.Id).SingleAsync(Ct));

        var text = await nora.ReadAsync($"/api/activities/{id}", Ct);

        (text.GetProperty("turns").GetArrayLength(), text.GetProperty("marks").GetArrayLength()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Qualification_OtherFramework_IsWorkedOutOnTheSpot()
    {
        await ScoreAsync();
        using var nora = await _server.SignInAsync("Nora", Ct);

        (await nora.ReadAsync(Path + "/qualification?framework=meddic", Ct)).Text("framework").ShouldBe("MEDDIC");
        var (status, problem) = await nora.SendAsync(HttpMethod.Get, Path + "/qualification?framework=tarot", null, Ct);
        (status, problem.Text("detail")).ShouldBe((HttpStatusCode.BadRequest, "There is no framework \"tarot\"."));
    }

    [Fact]
    public async Task Score_Rejected_IsKeptWithWhoAndWhy()
    {
        var score = await ScoreAsync();
        using var nathan = await _server.SignInAsync("Nathan", Ct);

        (await nathan.PostJsonAsync($"{Path}/qualification/{score}/reject", new { comment = "They were joking." }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        var entry = (await nathan.ReadAsync(Path + "/qualification", Ct)).GetProperty("history").EnumerateArray().ShouldHaveSingleItem();
        (entry.Text("status"), entry.Text("decidedBy"), entry.Text("comment")).ShouldBe(("rejected", _server.World["Nathan"].Name, "They were joking."));
        var (status, problem) = await nathan.PostJsonAsync($"{Path}/qualification/{score}/accept", new { }, Ct);
        (status, problem.Text("detail")).ShouldBe((HttpStatusCode.Conflict, "This score was rejected already."));
    }

    [Fact]
    public async Task Worker_TouchedByARequest_ReadsWhatWaits()
    {
        await SayAsync();
        using var ada = await _server.SignInAsync("Ada", Ct);

        (await ada.SendAsync(HttpMethod.Put, "/api/settings/insight", new { framework = "champ", competitors = new[] { "Rivalsoft" } }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        await UntilNothingWaitsAsync();
        (await ada.ReadAsync(Path + "/qualification", Ct)).GetProperty("history").EnumerateArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Worker_NobodySaysAnything_LooksAgainAfterAWhile()
    {
        using var ada = await _server.SignInAsync("Ada", Ct);
        _server.Clock.Advance(Agent.Api.Insight.InsightWorker.StartDelay);
        await UntilNothingWaitsAsync();

        await SayAsync();
        _server.Clock.Advance(Agent.Api.Insight.InsightWorker.Period);

        await UntilNothingWaitsAsync();
        (await ada.ReadAsync(Path + "/qualification", Ct)).GetProperty("history").EnumerateArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Settings_Rep_ReadsButDoesNotChange()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);

        (await nora.ReadAsync("/api/settings/insight", Ct)).Text("framework").ShouldBe("bant");
        (await nora.SendAsync(HttpMethod.Put, "/api/settings/insight", new { framework = "champ" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await nora.SendAsync(HttpMethod.Put, "/api/settings/frameworks/house", new { name = "x" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await nora.SendAsync(HttpMethod.Delete, "/api/settings/frameworks/house", null, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Settings_OwnFramework_IsKeptUsedAndDeleted()
    {
        using var ada = await _server.SignInAsync("Ada", Ct);
        var house = new { name = "House rules", criteria = new[] { new { name = "Site visit", question = "May we see the site?", missing = "whether we may see the site" } } };

        (await ada.SendAsync(HttpMethod.Put, "/api/settings/frameworks/house", house, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ada.ReadAsync("/api/settings/frameworks/house", Ct)).Text("name").ShouldBe("House rules");
        (await ada.ReadAsync(Path + "/qualification?framework=house", Ct)).Text("framework").ShouldBe("House rules");
        (await ada.ReadAsync("/api/settings/insight", Ct)).GetProperty("frameworks").EnumerateArray().Count(f => f.GetProperty("own").GetBoolean()).ShouldBe(1);

        (await ada.SendAsync(HttpMethod.Delete, "/api/settings/frameworks/house", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ada.StatusAsync("/api/settings/frameworks/house", Ct)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Settings_Impossible_AreProblemsInPlainWords()
    {
        using var ada = await _server.SignInAsync("Ada", Ct);

        var (status, problem) = await ada.SendAsync(HttpMethod.Put, "/api/settings/insight", new { framework = "tarot", deliveryTiers = new object?[] { null } }, Ct);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.Fields().ShouldBe(["deliveryTiers", "framework"], ignoreOrder: true);
        var (refused, why) = await ada.SendAsync(HttpMethod.Put, "/api/settings/frameworks/house", new { name = "House" }, Ct);
        (refused, why.Text("detail")).ShouldBe((HttpStatusCode.BadRequest, "The framework House needs at least one criterion."));
    }

    private Task<int> SayAsync() => _server.AddAsync(Ct, new Activity
    {
        DealId = Deal,
        Kind = ActivityKind.Call,
        At = World.Now.AddDays(-1),
        Subject = "Call",
        Body = "[00:00:01] Seller: Tell me more.\n[00:00:05] Buyer: We have a budget of 50,000 euros for this.",
    });

    // Reads as the worker would; returns the proposed score.
    private async Task<string> ScoreAsync()
    {
        await SayAsync();
        await _server.WithAsync<InsightKeeper, InsightReport>(keeper => keeper.RefreshAsync(null, Ct));
        using var ada = await _server.SignInAsync("Ada", Ct);
        return (await ada.ReadAsync(Path + "/qualification", Ct)).GetProperty("history").EnumerateArray().First().Text("id");
    }

    private async Task UntilNothingWaitsAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await _server.WithAsync<WorkspaceDbContext, bool>(db => db.InsightQueue.AnyAsync(patience.Token)))
            await Task.Yield();
    }
}
