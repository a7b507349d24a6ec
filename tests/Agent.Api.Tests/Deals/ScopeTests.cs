using System.Net;
using Agent.Api.Tests.Support;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Deals;

public sealed class ScopeTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => server.World;

    [Theory]
    [InlineData("Nora")]
    [InlineData("Sven")]
    [InlineData("Nathan")]
    [InlineData("Mona")]
    [InlineData("Lee")]
    [InlineData("Ada")]
    public async Task Deals_Viewer_OthersDoNotExist(string user)
    {
        using var client = await server.SignInAsync(user, Ct);
        var visible = World.VisibleTo(user);

        var list = await client.ReadAsync("/api/deals?take=100", Ct);
        list.GetProperty("total").GetInt32().ShouldBe(visible.Count);
        list.GetProperty("items").EnumerateArray().Select(d => d.Text("name")).ShouldBe(visible.Select(d => d.Name), ignoreOrder: true);
        foreach (var deal in World.Deals)
        {
            var expected = visible.Contains(deal) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            (await client.StatusAsync($"/api/deals/{deal.Id}", Ct)).ShouldBe(expected, deal.Name);
            (await client.StatusAsync($"/api/deals/{deal.Id}/activities", Ct)).ShouldBe(expected, deal.Name);
        }
    }

    [Fact]
    public async Task Activities_OfOtherTeams_DoNotExist()
    {
        using var client = await server.SignInAsync("Nora", Ct);
        var visible = World.VisibleTo("Nora").Select(d => d.Id).ToList();
        foreach (var activity in World.Activities.Where(a => a.DealId is not null))
        {
            (await client.StatusAsync($"/api/activities/{activity.Id}", Ct))
                .ShouldBe(visible.Contains(activity.DealId!.Value) ? HttpStatusCode.OK : HttpStatusCode.NotFound, activity.Subject);
        }
    }

    [Theory]
    [InlineData("/api/deals?take=100")]
    [InlineData("/api/deals?text=borealis")]
    [InlineData("/api/search?q=zebra&take=50")]
    [InlineData("/api/search?q=zebra+Sudmark&person=Sven&take=50")]
    [InlineData("/api/users")]
    [InlineData("/api/pipelines")]
    public async Task Lists_Rep_HoldNoWordOfOtherTeams(string path)
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var text = (await client.ReadAsync(path, Ct)).GetRawText();

        foreach (var mark in World.HiddenFrom("Nora"))
            text.ShouldNotContain(mark);
    }

    [Theory]
    [InlineData("/api/people", "Nora", HttpStatusCode.Forbidden)]
    [InlineData("/api/people", "Mona", HttpStatusCode.Forbidden)]
    [InlineData("/api/people", "Ada", HttpStatusCode.OK)]
    public async Task People_AreForAdminsOnly(string path, string user, HttpStatusCode expected)
    {
        using var client = await server.SignInAsync(user, Ct);

        (await client.StatusAsync(path, Ct)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Nora", HttpStatusCode.Forbidden)]
    [InlineData("Mona", HttpStatusCode.Forbidden)]
    [InlineData("Ada", HttpStatusCode.OK)]
    public async Task SignInLink_ForSomebodyElse_IsMadeByAdminsOnly(string user, HttpStatusCode expected)
    {
        using var client = await server.SignInAsync(user, Ct);

        var (status, link) = await client.PostJsonAsync($"/api/people/{World["Lee"].Id}/sign-in-link", null, Ct);

        status.ShouldBe(expected);
        if (expected == HttpStatusCode.OK)
            link.Text("url").ShouldContain("/welcome#");
    }

    [Fact]
    public async Task Import_Rep_IsForbidden()
    {
        using var client = await server.SignInAsync("Nora", Ct);
        using var form = new MultipartFormDataContent { { new StringContent("name\nx\n"), "files", "accounts.csv" } };
        using var response = await client.PostAsync("/api/imports", form, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Deal_Detail_IsWhole()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var detail = await client.ReadAsync($"/api/deals/{World.Deal("acme rollout").Id}", Ct);

        detail.GetProperty("deal").Text("stage").ShouldBe("Negotiation");
        detail.GetProperty("people").EnumerateArray().Single().Text("role").ShouldBe("champion");
        detail.GetProperty("lines").GetArrayLength().ShouldBe(2);
        detail.GetProperty("tasks").GetArrayLength().ShouldBe(2);
        detail.GetProperty("stages").EnumerateArray().Single(s => s.GetProperty("current").GetBoolean()).Text("name").ShouldBe("Negotiation");
    }

    [Theory]
    [InlineData("What should I do next on Borealis?")]
    [InlineData("How is borealis secret going?")]
    [InlineData("how many deals do we have by owner")]
    [InlineData("list all deals")]
    [InlineData("which deals are at risk")]
    [InlineData("what happened lately?")]
    [InlineData("what did they say about the zebra")]
    [InlineData("who is Boris?")]
    [InlineData("total pipeline value by account")]
    public async Task Chat_Question_HoldsNoWordOfOtherTeams(string question)
    {
        using var client = await server.SignInAsync("Nora", Ct);
        using var talk = await Talk.BeginAsync(server, client, Ct);
        await talk.AskAsync(question, Ct);

        var events = await talk.UntilTheEndAsync(Ct);

        events[^1].GetProperty("event").Text("type").ShouldBe("turnCompleted");
        // What the user wrote may come back; what the store holds may not.
        foreach (var mark in World.HiddenFrom("Nora"))
            string.Concat(events.Select(e => e.GetRawText())).ShouldNotContain(mark);
    }
}
