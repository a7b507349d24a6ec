using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Today;

public sealed class TodayTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => server.World;

    private static string Since => Uri.EscapeDataString(World.Now.AddDays(-10).ToString("O"));

    [Fact]
    public async Task Today_Rep_IsAboutOwnDealsAlone()
    {
        using var client = await server.SignInAsync("Nils", Ct);

        var today = await client.ReadAsync($"/api/today?since={Since}", Ct);

        today.GetProperty("team").GetBoolean().ShouldBeFalse();
        today.GetProperty("checked").GetInt32().ShouldBe(0);
        today.GetProperty("queue").GetArrayLength().ShouldBe(0);
        today.GetProperty("news").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Nathan")]
    [InlineData("Sven")]
    public async Task Today_Team_HoldsNoWordOfOtherTeams(string user)
    {
        using var client = await server.SignInAsync(user, Ct);

        var today = await client.ReadAsync($"/api/today?team=true&since={Since}&from={Day(0)}&to={Day(1)}", Ct);

        today.GetProperty("checked").GetInt32().ShouldBe(World.VisibleTo(user).Count(d => d.Status == DealStatus.Open));
        foreach (var mark in World.HiddenFrom(user))
            today.GetRawText().ShouldNotContain(mark);
    }

    [Theory]
    [InlineData("Mona")]
    [InlineData("Ada")]
    public async Task Today_ManagerAndAdmin_SeeTheTeams(string user)
    {
        using var client = await server.SignInAsync(user, Ct);

        var today = await client.ReadAsync("/api/today", Ct);

        today.GetProperty("team").GetBoolean().ShouldBeTrue();
        today.GetProperty("checked").GetInt32().ShouldBe(World.VisibleTo(user).Count(d => d.Status == DealStatus.Open));
        (await client.ReadAsync("/api/today?team=false", Ct)).GetProperty("checked").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Queue_Deal_SaysWhatTheDealsPageSays()
    {
        using var client = await server.SignInAsync("Mona", Ct);

        var queue = (await client.ReadAsync("/api/today", Ct)).GetProperty("queue").EnumerateArray().ToList();

        queue.ShouldNotBeEmpty();
        foreach (var item in queue)
        {
            var health = (await client.ReadAsync($"/api/deals/{item.GetProperty("deal").Text("id")}", Ct)).GetProperty("health");
            item.Text("verdict").ShouldBe(health.Text("verdict"));
            item.Text("headline").ShouldBe(health.Text("headline"));
            item.GetProperty("move").Text("title").ShouldBe(health.GetProperty("next").Text("title"));
        }

        var order = new[] { "critical", "atRisk", "watch", "onTrack" };
        queue.Select(q => Array.IndexOf(order, q.Text("verdict"))).ShouldBeInOrder();
    }

    [Fact]
    public async Task Queue_AllAskedFor_ListsEveryDealThatNeedsSomething()
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var today = await client.ReadAsync("/api/today?all=true", Ct);

        today.GetProperty("queue").GetArrayLength().ShouldBe(today.GetProperty("found").GetInt32());
    }

    [Fact]
    public async Task Meetings_OfTheDay_AreThoseBetweenItsEnds()
    {
        using var client = await server.SignInAsync("Nora", Ct);
        var planned = World.Activities.Single(a => a.Subject.StartsWith("Zebra planned", StringComparison.Ordinal));

        var onThatDay = await client.ReadAsync($"/api/today?from={Day(5)}&to={Day(6)}", Ct);
        var dayBefore = await client.ReadAsync($"/api/today?from={Day(4)}&to={Day(5)}", Ct);

        onThatDay.GetProperty("meetings").EnumerateArray().Single().Text("id").ShouldBe(planned.Id.ToString());
        dayBefore.GetProperty("meetings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task News_SinceTheLastVisit_IsWhatOthersDidAfterIt()
    {
        using var manager = await server.SignInAsync("Nathan", Ct);
        using var author = await server.SignInAsync("Nora", Ct);

        (await DealsAsync(manager, -10)).ShouldBe([World.Deal("acme rollout").Name, World.Deal("joint north").Name]);
        (await DealsAsync(manager, -2.5)).ShouldBe([World.Deal("acme rollout").Name]);
        (await DealsAsync(author, -10)).ShouldBeEmpty("what one wrote oneself is no news");

        static async Task<IReadOnlyList<string>> DealsAsync(HttpClient client, double days)
        {
            var today = await client.ReadAsync($"/api/today?since={Uri.EscapeDataString(World.Now.AddDays(days).ToString("O"))}", Ct);
            return [.. today.GetProperty("news").EnumerateArray().Where(n => n.GetProperty("stage").ValueKind == JsonValueKind.Null).Select(n => n.Text("deal"))];
        }
    }

    [Fact]
    public async Task Day_ThatEndsBeforeItBegins_IsRefused()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync($"/api/today?from={Day(1)}&to={Day(0)}", Ct)).ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Day(int days) => Uri.EscapeDataString(new DateTimeOffset(World.Today.AddDays(days), TimeOnly.MinValue, TimeSpan.Zero).ToString("O"));
}
