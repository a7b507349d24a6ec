using System.Runtime.CompilerServices;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Hosting;

public sealed class OpenApiTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Fact]
    public async Task Document_Served_IsTheOneThatTheClientIsMadeFrom()
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = await server.SignInAsync("Ada", ct);
        var served = (await client.GetStringAsync("/openapi/v1.json", ct)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src", "web", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, served, ct);

        var committed = (await File.ReadAllTextAsync(path, ct)).ReplaceLineEndings("\n").TrimEnd() + "\n";

        (committed == served).ShouldBeTrue("src/web/openapi.json is old: run these tests with UPDATE_OPENAPI=1, then npm run generate in src/web.");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
