using System.Net;
using System.Text;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Imports;

public sealed class ImportNoticeTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WatchImports_ImportOfSomebodyElse_SaysWhoImported()
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        using var ada = await server.SignInAsync("Ada", Ct);
        using var hub = await HubClient.ConnectAsync(server, nora, Ct);
        await using var notices = hub.StreamAsync("WatchImports", [], Ct).GetAsyncEnumerator(Ct);
        var first = notices.MoveNextAsync();
        // Only what is finished once the watch has begun is told; a watch that has not begun by then is told of the next one.
        for (var i = 0; !first.IsCompleted && i < 50; i++)
            await ImportAsync(ada);

        (await first).ShouldBeTrue();
        notices.Current.Text("by").ShouldBe(server.World["Ada"].Name);
        notices.Current.Text("byId").ShouldBe(server.World["Ada"].Id.ToString());
    }

    [Fact]
    public async Task Import_UploadsLeftByAKilledServer_AreDeletedAndThoseOfTodayStay()
    {
        using var ada = await server.SignInAsync("Ada", Ct);
        var uploads = Path.Combine(await server.WithAsync<Agent.Infrastructure.Persistence.Workspace, string>(w => Task.FromResult(w.Folder)), "uploads");
        var (old, fresh) = (Left("old", TimeSpan.FromHours(25)), Left("fresh", TimeSpan.FromHours(23)));

        await ImportAsync(ada);

        Directory.Exists(old).ShouldBeFalse();
        Directory.Exists(fresh).ShouldBeTrue();

        string Left(string name, TimeSpan age)
        {
            var folder = Directory.CreateDirectory(Path.Combine(uploads, name)).FullName;
            File.WriteAllText(Path.Combine(folder, "0"), "Account Name");
            Directory.SetLastWriteTimeUtc(folder, (server.Clock.GetUtcNow() - age).UtcDateTime);
            return folder;
        }
    }

    private static async Task ImportAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes("Account Name\nQuintessa\n")), "files", "accounts.csv" },
            { new StringContent("false"), "dryRun" },
        };
        using var response = await client.PostAsync("/api/imports", form, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement.Text("id");
        while ((await client.ReadAsync($"/api/imports/{id}", Ct)).Text("state") == "running")
            await Task.Yield();
    }
}
