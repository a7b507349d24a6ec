using System.Net;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Deals;

public sealed class ReportTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("brief")]
    [InlineData("brief.html")]
    public async Task Report_Viewer_IsThereForDealsInSightAlone(string report)
    {
        using var client = await server.SignInAsync("Nora", Ct);
        var visible = server.World.VisibleTo("Nora");

        foreach (var deal in server.World.Deals)
            (await client.StatusAsync($"/api/deals/{deal.Id}/{report}", Ct)).ShouldBe(visible.Contains(deal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, deal.Name);
    }

    [Fact]
    public async Task Brief_Text_CitesWhatItStandsOn()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        var brief = await client.ReadAsync($"/api/deals/{server.World.VisibleTo("Nora")[0].Id}/brief", Ct);

        brief.Text("markdown").ShouldStartWith("# ");
        brief.GetProperty("sources").EnumerateArray().Select(s => s.Text("label")).ShouldNotBeEmpty();
    }
}
