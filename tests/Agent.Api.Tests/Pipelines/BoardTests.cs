using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Pipelines;

public sealed class BoardTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => server.World;

    private string Address => $"/api/pipelines/{World.Pipeline.Id}/board";

    [Theory]
    [InlineData("Nora")]
    [InlineData("Sven")]
    [InlineData("Nathan")]
    [InlineData("Mona")]
    [InlineData("Lee")]
    [InlineData("Ada")]
    public async Task Board_Viewer_HoldsTheOpenDealsInSightInTheirStages(string user)
    {
        using var client = await server.SignInAsync(user, Ct);

        var board = await client.ReadAsync(Address, Ct);

        var expected = World.VisibleTo(user).Where(d => d.Status == DealStatus.Open)
            .Select(d => (World.Pipeline.Stages.Single(s => s.Id == d.StageId).Name, d.Name));
        Cards(board).Select(c => (c.Column.Text("name"), c.Card.Text("name"))).ShouldBe(expected, ignoreOrder: true);
        board.GetProperty("columns").EnumerateArray().Select(c => c.Text("name")).ShouldBe(["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"]);
        board.GetProperty("closed").EnumerateArray().Select(c => c.Text("status")).ShouldBe(["won", "lost"]);
    }

    [Fact]
    public async Task Board_Column_SumsByCurrencyAndWeighs()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var negotiation = (await client.ReadAsync(Address, Ct)).GetProperty("columns").EnumerateArray().Single(c => c.Text("name") == "Negotiation");

        negotiation.GetProperty("count").GetInt32().ShouldBe(1);
        var sum = negotiation.GetProperty("sums").EnumerateArray().Single();
        sum.Text("currency").ShouldBe(World.Deal("acme rollout").Currency);
        sum.GetProperty("amount").GetDecimal().ShouldBe(84_000);
        sum.GetProperty("weighted").GetDecimal().ShouldBe(67_200);
        var card = negotiation.GetProperty("cards")[0];
        card.Text("nextStep").ShouldBe("Send the contract");
        card.Text("nextStepDue").ShouldBe("2026-03-20");
        card.GetProperty("version").GetInt32().ShouldBe(World.Deal("acme rollout").Version);
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Mona")]
    [InlineData("Ada")]
    public async Task Board_Verdict_IsThatOfTheDealsPage(string user)
    {
        // An admin's come from what is kept.
        await server.WithAsync<InsightKeeper, InsightReport>(keeper => keeper.RefreshAsync(null, Ct));
        using var client = await server.SignInAsync(user, Ct);

        foreach (var (_, card) in Cards(await client.ReadAsync(Address, Ct)))
        {
            var health = (await client.ReadAsync($"/api/deals/{card.Text("id")}", Ct)).GetProperty("health");
            (card.Text("verdict"), card.Text("reason")).ShouldBe((health.Text("verdict"), health.Text("headline")), card.Text("name"));
        }
    }

    [Fact]
    public async Task Board_Filters_NarrowIt()
    {
        using var client = await server.SignInAsync("Mona", Ct);

        (await NamesAsync($"{Address}?team={World.South.Id}")).ShouldBe(["joint south", "borealis secret"], "a team's deals");
        (await NamesAsync($"{Address}?owner={World["Nora"].Id}")).ShouldBe(["acme rollout", "joint north"], "an owner's deals");
        (await NamesAsync($"{Address}?text=joint&closeFrom=2026-05-16")).ShouldBe(["joint south"], "words and a day");
        (await NamesAsync($"{Address}?minAmount=50000")).ShouldBe(["acme rollout"], "an amount");
        (await NamesAsync($"{Address}?team={TeamId.New()}")).ShouldBeEmpty("a team that nobody is in");
        (await client.StatusAsync($"{Address}?verdict=gloomy", Ct)).ShouldBe(HttpStatusCode.BadRequest);

        async Task<IReadOnlyList<string>> NamesAsync(string path) =>
            [.. Cards(await client.ReadAsync(path, Ct)).Select(c => World.Deals.Single(d => d.Name == c.Card.Text("name")))
                .OrderByDescending(d => d.Amount).Select(d => d.Name).Select(Key)];
    }

    [Fact]
    public async Task Board_VerdictFilter_KeepsThoseThatStandSo()
    {
        using var client = await server.SignInAsync("Mona", Ct);
        var all = Cards(await client.ReadAsync(Address, Ct)).Select(c => c.Card).ToList();
        var verdict = all[0].Text("verdict");

        var some = Cards(await client.ReadAsync($"{Address}?verdict={verdict}", Ct)).Select(c => c.Card.Text("id"));

        some.ShouldBe(all.Where(c => c.Text("verdict") == verdict).Select(c => c.Text("id")), ignoreOrder: true);
    }

    [Fact]
    public async Task Board_Colleague_MaySeeButNotMove()
    {
        using var client = await server.SignInAsync("Nils", Ct);

        Cards(await client.ReadAsync(Address, Ct)).ShouldAllBe(c => !c.Card.GetProperty("mayMove").GetBoolean());

        using var owner = await server.SignInAsync("Nora", Ct);
        Cards(await owner.ReadAsync(Address, Ct)).ShouldAllBe(c => c.Card.GetProperty("mayMove").GetBoolean());
    }

    [Fact]
    public async Task Board_UnknownPipeline_IsNotFound()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync($"/api/pipelines/{PipelineId.New()}/board", Ct)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Teams_Rep_IsTheOwnAlone()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.ReadAsync("/api/teams", Ct)).EnumerateArray().Select(t => t.Text("name")).ShouldBe([World.North.Name]);
    }

    [Fact]
    public async Task Board_MoreThanAreJudgedAtOnce_StillHasAllVerdictsAndThatOfAChange()
    {
        await using var many = new WorldServer();
        await many.InitializeAsync();
        var world = many.World;
        var stage = world.Pipeline.Stages.Single(s => s.Name == "Demo");
        var deals = Enumerable.Range(0, DealQuery.MaxTake + 20)
            .Select(i => Deal.Start($"Deal {i}", world.Pipeline, stage, World.Today.AddDays(-3), World.Today.AddDays(-1), 1_000 + i, "EUR", World.Today.AddDays(40)))
            .ToList();
        deals.ForEach(d => d.OwnerId = world["Nora"].Id);
        await many.AddAsync(Ct, deals);
        using var client = await many.SignInAsync("Nora", Ct);
        var address = $"/api/pipelines/{world.Pipeline.Id}/board";

        var before = Cards(await client.ReadAsync(address, Ct)).Select(c => c.Card).ToList();
        before.Count.ShouldBe(deals.Count + 2);
        before.ShouldAllBe(c => c.GetProperty("verdict").ValueKind == JsonValueKind.String);
        var path = $"/api/deals/{deals[0].Id}/changes";
        var (status, _) = await client.PostJsonAsync(path, new { kind = "closeDate", fields = new { closeDate = "2026-03-20" } }, Ct);
        status.ShouldBe(HttpStatusCode.OK);

        var after = Cards(await client.ReadAsync(address, Ct)).Select(c => c.Card).Single(c => c.Text("id") == deals[0].Id.ToString());
        after.Text("reason").ShouldBe((await client.ReadAsync($"/api/deals/{deals[0].Id}", Ct)).GetProperty("health").Text("headline"));
        after.Text("reason").ShouldNotBe(before.Single(c => c.Text("id") == deals[0].Id.ToString()).Text("reason"));
    }

    private string Key(string name) => new[] { "acme rollout", "joint north", "joint south", "borealis secret", "orphan" }.Single(k => World.Deal(k).Name == name);

    private static List<(JsonElement Column, JsonElement Card)> Cards(JsonElement board) =>
        [.. from column in board.GetProperty("columns").EnumerateArray() from card in column.GetProperty("cards").EnumerateArray() select (column, card)];
}
