using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Api.Tests.Support;
using Agent.Core.Conversations;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.Tests.Processes;

public sealed partial class KilledProcessTests : IDisposable
{
    private const int Rows = 40_000;

    private readonly TempFolder _folder = new();
    private readonly Workspace _workspace;

    public KilledProcessTests() => _workspace = Workspace.Open(Path.Combine(_folder.Path, "workspace"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        using (var db = Open())
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        _folder.Dispose();
    }

    [Fact]
    public async Task Import_KilledInTheMiddle_LeavesWholeRowsAndARerunCompletesThem()
    {
        var file = await WriteDealsAsync();
        using (var import = ProgramProcess.StartCommand(_workspace.Folder, "import", file, "--json"))
        {
            await UntilAsync(async () => await CountAsync() > 0 || import.HasExited);
            import.HasExited.ShouldBeFalse("the import was over before it could be killed");
            await import.KillAsync(Ct);
        }

        var kept = await CountAsync();
        kept.ShouldBeInRange(1, Rows - 1);
        await ShouldBeSoundAsync();
        await using (var db = Open())
        {
            // A row is whole when it has all that its line said, the stage's entry in a table of its own included.
            var deals = await db.Deals.AsNoTracking().ToListAsync(Ct);
            deals.ShouldAllBe(d => d.Amount == Numbered(d.Name) + 1 && d.CloseDate != null && d.AccountId != null && d.ExternalId != null);
        }

        using var again = ProgramProcess.StartCommand(_workspace.Folder, "import", file, "--json");
        var (exit, output) = await again.FinishAsync(Ct);

        exit.ShouldBe(0);
        var report = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("deals");
        (report.GetProperty("added").GetInt32(), report.GetProperty("unchanged").GetInt32()).ShouldBe((Rows - kept, kept));
        (await CountAsync()).ShouldBe(Rows);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Server_KilledInTheMiddleOfATurn_OpensAgainAndEndsTheTurn()
    {
        Turn turn;
        using (var server = ProgramProcess.StartServer(_workspace.Folder))
        {
            using var client = await SignInAsync(server);
            var (_, conversation) = await client.PostJsonAsync("/api/conversations", new { title = "Talk" }, Ct);
            var (status, _) = await client.PostJsonAsync($"/api/conversations/{conversation.Text("id")}/turns", new { question = "Which deals are at risk?" }, Ct);
            // The turn is in the store by now, and nobody waits for its end.
            await server.KillAsync(Ct);
            status.ShouldBe(HttpStatusCode.Accepted);
            await ShouldBeSoundAsync();
            await using var db = Open();
            turn = await db.Turns.AsNoTracking().SingleAsync(Ct);
            var log = await db.TurnEvents.AsNoTracking().Where(e => e.ConversationId == turn.ConversationId).OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(Ct);
            log.ShouldBe(Enumerable.Range(1, log.Count).Select(n => (long)n));
            // Even if the answer came before the end, the next start must find a turn that was left behind.
            await db.Turns.ExecuteUpdateAsync(t => t.SetProperty(x => x.Status, TurnStatus.Running).SetProperty(x => x.LeaseUntil, DateTimeOffset.UnixEpoch), Ct);
        }

        using var restarted = ProgramProcess.StartServer(_workspace.Folder);
        using var session = await SignInAsync(restarted);

        var ended = await UntilLastAsync(session, $"/api/conversations/{turn.ConversationId}/events", "turnFailed");
        ended.GetProperty("stopped").GetBoolean().ShouldBeFalse();
        ended.Text("reason").ShouldContain("restart");
        (await session.PostJsonAsync($"/api/conversations/{turn.ConversationId}/turns", new { question = "Again?" }, Ct)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    private static async Task<HttpClient> SignInAsync(ProgramProcess server)
    {
        string? line;
        while (true)
        {
            line = await server.ReadLineAsync(Ct);
            line.ShouldNotBeNull("the server ended before it printed its sign-in link");
            if (line.StartsWith("Sign in:", StringComparison.Ordinal))
                break;
        }

        var link = Link().Match(line);
        link.Success.ShouldBeTrue(line);
        var client = new HttpClient { BaseAddress = new(link.Groups["address"].Value) };
        using var response = await client.PostAsJsonAsync("/api/sign-in/link", new { token = link.Groups["token"].Value }, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return client;
    }

    private async Task<string> WriteDealsAsync()
    {
        var path = Path.Combine(_folder.Path, "deals.csv");
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("Deal ID,Deal Name,Company,Deal Stage,Amount,Create Date,Close Date");
        for (var i = 0; i < Rows; i++)
            await file.WriteLineAsync(FormattableString.Invariant($"d{i},Deal {i},Company {i % 500},Discovery,{i + 1},2026-01-{(i % 28) + 1:00},2026-06-{(i % 28) + 1:00}"));
        return path;
    }

    private WorkspaceDbContext Open()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        _workspace.Configure(options);
        return new(options.Options);
    }

    private async Task<int> CountAsync()
    {
        if (!File.Exists(_workspace.DatabasePath))
            return 0;
        await using var db = Open();
        try
        {
            return await db.Deals.CountAsync(Ct);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == 1)
        {
            // The process has not made its tables yet.
            return 0;
        }
    }

    private async Task ShouldBeSoundAsync()
    {
        await using var db = Open();
        (await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync(Ct)).ShouldBe(["ok"]);
        (await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS \"Value\" FROM pragma_foreign_key_check").ToListAsync(Ct)).ShouldBeEmpty();
    }

    private static async Task<JsonElement> UntilLastAsync(HttpClient client, string path, string type)
    {
        JsonElement last = default;
        await UntilAsync(async () =>
        {
            var events = await client.ReadAsync(path, Ct);
            last = events.GetArrayLength() == 0 ? default : events[events.GetArrayLength() - 1].GetProperty("event");
            return last.ValueKind == JsonValueKind.Object && last.Text("type") == type;
        });
        return last;
    }

    // Another process gives no signal, so it is looked at again and again.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static decimal Numbered(string name) => decimal.Parse(name.AsSpan(5), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<address>http://\S+)/welcome#(?<token>\S+)")]
    private static partial Regex Link();
}
