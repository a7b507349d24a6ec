using System.Net;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;

namespace Agent.Api.Tests.SignIn;

public sealed class PeopleTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_AddedToANewTeam_SignsInAndSeesIt()
    {
        using var ada = await server.SignInAsync("Ada", Ct);

        (await ada.PostJsonAsync("/api/people/teams", new { name = "West", parentId = server.World.Sales.Id }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        var west = (await ada.ReadAsync("/api/people/teams", Ct)).EnumerateArray().Single(t => t.Text("name") == "West");
        west.Text("parentId").ShouldBe(server.World.Sales.Id.ToString());
        (await ada.PostJsonAsync("/api/people", new { name = " Wim West ", email = "Wim@Halden.example", role = "rep", teamId = west.Text("id") }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        var wim = (await ada.ReadAsync("/api/people", Ct)).EnumerateArray().Single(p => p.Text("name") == "Wim West");
        (wim.Text("email"), wim.Text("role"), wim.Text("team")).ShouldBe(("wim@halden.example", "rep", "West"));
        using var session = await server.SignInAsync(UserId.Parse(wim.Text("id"), null), Ct);
        (await session.ReadAsync("/api/me", Ct)).Text("team").ShouldBe("West");
        (await ada.ReadAsync("/api/audit", Ct)).ToString().ShouldContain("Wim West");
    }

    [Fact]
    public async Task Role_Changed_HoldsAtOnce()
    {
        var lee = server.World["Lee"];
        using var session = await server.SignInAsync("Lee", Ct);
        using var ada = await server.SignInAsync("Ada", Ct);
        (await session.StatusAsync("/api/people", Ct)).ShouldBe(HttpStatusCode.Forbidden);

        (await ada.SendAsync(HttpMethod.Put, $"/api/people/{lee.Id}", new { name = lee.Name, role = "admin" }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await session.StatusAsync("/api/people", Ct)).ShouldBe(HttpStatusCode.OK);
        (await ada.SendAsync(HttpMethod.Put, $"/api/people/{lee.Id}", new { name = lee.Name, role = "rep" }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Person_NotAdmin_ChangesNobody()
    {
        using var mona = await server.SignInAsync("Mona", Ct);

        (await mona.PostJsonAsync("/api/people", new { name = "X", email = "x@y.example", role = "admin" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await mona.SendAsync(HttpMethod.Put, $"/api/people/{server.World["Mona"].Id}", new { name = "Mona", role = "admin" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await mona.PostJsonAsync("/api/people/teams", new { name = "Mine" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await mona.StatusAsync("/api/people/teams", Ct)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Person_WrongOrUnknown_IsNotWritten()
    {
        using var ada = await server.SignInAsync("Ada", Ct);
        var admin = server.World["Ada"];

        var (status, body) = await ada.PostJsonAsync("/api/people", new { name = " ", email = "nobody", role = "rep", teamId = TeamId.New() }, Ct);
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.Fields().ShouldBe(["name", "email", "teamId"], ignoreOrder: true);
        (await ada.SendAsync(HttpMethod.Put, $"/api/people/{UserId.New()}", new { name = "Who", role = "rep" }, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ada.PostJsonAsync("/api/people/teams", new { name = server.World.Sales.Name }, Ct)).Body.Fields().ShouldBe(["name"]);

        // The last administrator stays one.
        (await ada.SendAsync(HttpMethod.Put, $"/api/people/{admin.Id}", new { name = admin.Name, role = "rep" }, Ct)).Body.Fields().ShouldBe(["role"]);
    }
}
