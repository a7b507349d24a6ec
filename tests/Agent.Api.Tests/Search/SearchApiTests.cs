using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Search;

public sealed class SearchApiTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Nora", World.SouthMark)]
    [InlineData("Sven", World.NorthMark)]
    [InlineData("Lee", World.SouthMark)]
    public async Task Search_Viewer_FindsNothingOfAnotherTeam(string user, string foreign)
    {
        using var client = await server.SignInAsync(user, Ct);

        var own = await client.ReadAsync("/api/search?q=zebra&take=50", Ct);
        own.GetProperty("passages").ToString().ShouldNotContain(foreign);
        // Asked for by its own marker, the most telling word that there is.
        (await client.ReadAsync($"/api/search?q={foreign}&take=50", Ct)).GetProperty("passages").ToString().ShouldNotContain(foreign);
    }

    [Fact]
    public async Task Search_Passage_StandsVerbatimInItsActivity()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var passages = Passages(await client.ReadAsync("/api/search?q=zebra&kind=note", Ct));

        passages.ShouldNotBeEmpty();
        foreach (var passage in passages)
        {
            passage.GetProperty("materialId").ValueKind.ShouldBe(JsonValueKind.Null);
            var body = (await client.ReadAsync($"/api/activities/{passage.Text("activityId")}", Ct)).Text("body");
            body.Substring(passage.GetProperty("start").GetInt32()).ShouldStartWith(passage.Text("quote"));
            body.ShouldContain(passage.Text("before") + passage.Text("quote") + passage.Text("after"));
        }
    }

    [Fact]
    public async Task Search_InADeal_FindsItsTextsAlone()
    {
        using var client = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("joint north").Id;

        var passages = Passages(await client.ReadAsync($"/api/search?q=zebra&deal={deal}", Ct));

        passages.ShouldHaveSingleItem().Text("dealId").ShouldBe(deal.ToString());
    }

    [Theory]
    [InlineData("Nora", "joint", "Jo Joint", "joint north")]
    [InlineData("Sven", "jo BUYER", "Jo Joint", "joint south")]
    [InlineData("Nora", "laura", "Laura Nordmark", "acme rollout")]
    public async Task Contacts_ByName_LeadToAnOpenDealInSight(string user, string text, string name, string deal)
    {
        using var client = await server.SignInAsync(user, Ct);

        var found = (await client.ReadAsync($"/api/contacts?text={Uri.EscapeDataString(text)}", Ct)).EnumerateArray().ShouldHaveSingleItem();

        (found.Text("name"), found.Text("dealId")).ShouldBe((name, server.World.Deal(deal).Id.ToString()));
    }

    [Theory]
    [InlineData("boris")]
    [InlineData("")]
    [InlineData("%25")]
    public async Task Contacts_OfAnotherTeamOrNobody_AreNotFound(string text)
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.ReadAsync($"/api/contacts?text={text}", Ct)).EnumerateArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_DealOfAnotherTeam_IsAsUnknownAsNone()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var hidden = await client.SendAsync(HttpMethod.Get, $"/api/search?q=zebra&deal={server.World.Deal("borealis secret").Id}", null, Ct);
        var none = await client.SendAsync(HttpMethod.Get, $"/api/search?q=zebra&deal={DealId.New()}", null, Ct);

        hidden.Status.ShouldBe(HttpStatusCode.BadRequest);
        none.Status.ShouldBe(HttpStatusCode.BadRequest);
        hidden.Body.Fields().ShouldBe(none.Body.Fields());
    }

    [Fact]
    public async Task Search_OwnDealsInTheSentence_AsksForTheirOwner()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var mine = await client.ReadAsync("/api/search?q=zebra in my deals", Ct);
        var nils = await client.ReadAsync($"/api/search?q=zebra in deals of Nils", Ct);
        var foreign = await client.ReadAsync($"/api/search?q=zebra in deals of Sven", Ct);

        mine.GetProperty("query").Text("ownerId").ShouldBe(server.World["Nora"].Id.ToString());
        nils.GetProperty("query").Text("ownerId").ShouldBe(server.World["Nils"].Id.ToString());
        // Out of sight is as unknown as a name that nobody bears.
        foreign.GetProperty("query").GetProperty("ownerId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Search_NothingInThePeriodOfTheSentence_SaysThatTheRestIsOutside()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var passages = Passages(await client.ReadAsync("/api/search?q=zebra before 2001-01-01", Ct));

        passages.ShouldNotBeEmpty();
        passages.ShouldAllBe(p => p.GetProperty("outsideFilters").GetBoolean());
    }

    [Theory]
    [InlineData("take=1000")]
    [InlineData("take=-5")]
    [InlineData("q=%22+OR+%7BScope%7D%3A*")]
    [InlineData("q=NEAR(a+b)+*+%5E")]
    public async Task Search_OddQuery_IsAnsweredWithinBounds(string query)
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var answer = await client.ReadAsync($"/api/search?{(query.StartsWith("take", StringComparison.Ordinal) ? "q=zebra&" : "")}{query}", Ct);

        Passages(answer).Count.ShouldBeLessThanOrEqualTo(50);
        answer.GetProperty("passages").ToString().ShouldNotContain(World.SouthMark);
    }

    [Theory]
    [InlineData("kind=gossip")]
    [InlineData("since=yesterday")]
    [InlineData("deal=1")]
    public async Task Search_SenselessFilter_IsABadRequest(string filter)
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync($"/api/search?q=zebra&{filter}", Ct)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Search_TooLongQuestion_IsRefused()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync($"/api/search?q={new string('x', 1_001)}", Ct)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Search_MaterialJustAdded_IsFoundAndOnceDeletedIsNot()
    {
        using var client = await server.SignInAsync("Ada", Ct);
        var (_, added) = await client.PostJsonAsync("/api/materials", new { title = "On quagga prices", kind = "playbook", text = "A quagga costs less than a zebra." }, Ct);
        var id = added.GetProperty("head").Text("id");
        using var rep = await server.SignInAsync("Sven", Ct);

        var passage = Passages(await rep.ReadAsync("/api/search?q=quagga&kind=playbook", Ct)).ShouldHaveSingleItem();
        passage.Text("materialId").ShouldBe(id);
        passage.Text("quote").ShouldBe("A quagga costs less than a zebra.");

        await client.SendAsync(HttpMethod.Delete, $"/api/materials/{id}", null, Ct);
        Passages(await rep.ReadAsync("/api/search?q=quagga", Ct)).ShouldBeEmpty();
    }

    private static List<JsonElement> Passages(JsonElement answer) => [.. answer.GetProperty("passages").EnumerateArray()];
}
