using System.Net;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Settings;

public sealed class SummaryTemplateTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Fact]
    public async Task Get_NoneIsSet_IsNoFault()
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = await server.SignInAsync("Ada", ct);

        (await client.StatusAsync("/api/settings/summary-template", ct)).ShouldBe(HttpStatusCode.NoContent);
    }
}
