using System.Globalization;
using Agent.Benchmarks.Harness;
using Agent.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace Agent.Benchmarks;

/// <summary>Lists of deals and the page of one deal, asked of the running program over HTTP, beside plain SQL for the same rows.</summary>
internal static class DealsBenchmark
{
    private const int WarmUps = 40;
    private const double ListAimMilliseconds = 100;
    private const double DealAimMilliseconds = 50;

    private const string Joined = "deals d LEFT JOIN accounts a ON a.\"Id\" = d.\"AccountId\"";

    public static async Task RunAsync(int deals, int requests, CancellationToken ct)
    {
        using var temp = new TempFolder();
        var folder = await Workspaces.GenerateAsync(temp, deals, ct);
        await using var server = SpawnedServer.StartAssistant(folder, sample: false);
        await server.SignInAsync(ct);
        await using var sql = new SqliteConnection($"Data Source={Workspace.Open(folder).DatabasePath}");
        await sql.OpenAsync(ct);

        var month = TimeProvider.System.GetUtcNow();
        var from = new DateOnly(month.Year, month.Month, 1).ToString("O", CultureInfo.InvariantCulture);
        var deal = await FindDealAsync(sql, ct);
        var table = new ResultTable("request", "p50 ms", "p95 ms", "p99 ms", "plain SQL ms", "ratio", "aim p95 ms");
        await AddAsync("GET /api/me (sign-in check only)", "/api/me", null, null);
        await AddListAsync("first 50, by amount", "", "", "d.\"Amount\" DESC", 50);
        await AddListAsync("first 500, by amount", "take=500", "", "d.\"Amount\" DESC", 500);
        await AddListAsync("first 50, by close date", "sort=closeDate&descending=false", "", "d.\"CloseDate\" IS NULL, d.\"CloseDate\"", 50);
        await AddListAsync("open, over 10,000, by close date", "status=open&minAmount=10000&sort=closeDate&descending=false", "WHERE d.\"Status\" = 'Open' AND d.\"Amount\" >= 1000000", "d.\"CloseDate\" IS NULL, d.\"CloseDate\"", 50);
        await AddListAsync("open, closing from this month on", $"status=open&closeFrom={from}", $"WHERE d.\"Status\" = 'Open' AND d.\"CloseDate\" >= '{from}'", "d.\"Amount\" DESC", 50);
        await AddListAsync("text \"account 12\"", "text=account%2012", "WHERE d.\"Name\" LIKE '%account 12%' OR a.\"Name\" LIKE '%account 12%'", "d.\"Amount\" DESC", 50);
        await AddListAsync("page 100 (skip 4,950)", "skip=4950", "", "d.\"Amount\" DESC", 50, 4_950);
        await AddAsync("one deal with 500 activities", $"/api/deals/{deal}", $"SELECT \"Id\", \"Kind\", \"Direction\", \"At\", \"Subject\", substr(\"Body\", 1, 200), \"Participants\" FROM activities WHERE \"DealId\" = x'{deal:N}' ORDER BY \"At\" DESC LIMIT 500", DealAimMilliseconds);
        await AddAsync("its timeline, first 50", $"/api/deals/{deal}/activities?take=50", $"SELECT \"Id\", \"Kind\", \"Direction\", \"At\", \"Subject\", substr(\"Body\", 1, 200), \"Participants\" FROM activities WHERE \"DealId\" = x'{deal:N}' ORDER BY \"At\" DESC LIMIT 50", DealAimMilliseconds);
        await SignInAsManagerAsync(server, ct);
        await AddListAsync("as a manager: first 50, by amount", "", "", "d.\"Amount\" DESC", 50);
        await AddListAsync("as a manager: open, by close date", "status=open&sort=closeDate&descending=false", "WHERE d.\"Status\" = 'Open'", "d.\"CloseDate\" IS NULL, d.\"CloseDate\"", 50);
        table.Print(string.Create(CultureInfo.InvariantCulture, $"deals: {deals:#,0} deals, {requests} requests each, one after another, on loopback"));

        Task AddListAsync(string name, string query, string where, string order, int take, int skip = 0) => AddAsync(
            name,
            $"/api/deals?{query}",
            $"{ListSql(where, order, take, skip)}; SELECT COUNT(*) FROM {Joined} {where}",
            ListAimMilliseconds);

        async Task AddAsync(string name, string path, string? plain, double? aim)
        {
            var samples = await Samples.MeasureAsync(WarmUps, requests, () => server.ReadAsync(path, ct));
            var floor = plain is null ? null : await Samples.MeasureAsync(WarmUps / 4, requests / 4, () => ReadAsync(sql, plain, ct));
            table.Add(name, samples.Median, samples.Percentile(0.95), samples.Percentile(0.99), floor?.Median, samples.Median / floor?.Median, aim);
        }
    }

    // The page is cut before anything is looked up for its rows, as the program does.
    private static string ListSql(string where, string order, int take, int skip) =>
        $"""
        SELECT d."Id", d."Name", a."Name", u."Name", s."Name", d."Status", d."Amount", d."Currency", d."CreatedOn", d."CloseDate", d."StageEnteredOn", d."NextStep",
               (SELECT MAX(x."At") FROM activities x WHERE x."DealId" = d."Id" AND x."At" <= unixepoch() * 1000)
        FROM (SELECT d.* FROM {Joined} {where} ORDER BY {order}, d."Id" LIMIT {take} OFFSET {skip}) d
        JOIN stages s ON s."Id" = d."StageId" LEFT JOIN accounts a ON a."Id" = d."AccountId" LEFT JOIN users u ON u."Id" = d."OwnerId"
        ORDER BY {order}, d."Id"
        """;

    // The one with many activities.
    private static async Task<Guid> FindDealAsync(SqliteConnection sql, CancellationToken ct)
    {
        await using var command = sql.CreateCommand();
        command.CommandText = "SELECT hex(\"DealId\") FROM activities GROUP BY \"DealId\" ORDER BY COUNT(*) DESC LIMIT 1";
        return Guid.ParseExact((string)(await command.ExecuteScalarAsync(ct))!, "N");
    }

    private static async Task SignInAsManagerAsync(SpawnedServer server, CancellationToken ct)
    {
        var people = await server.GetAsync("/api/people", ct);
        var manager = people.EnumerateArray().First(p => p.GetProperty("role").GetString() == "manager").GetProperty("id").GetString();
        var link = await server.PostAsync($"/api/people/{manager}/sign-in-link", null, ct);
        await server.SignInAsync(link.GetProperty("url").GetString()!.Split('#')[1], ct);
    }

    private static async Task ReadAsync(SqliteConnection sql, string text, CancellationToken ct)
    {
        await using var command = sql.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new object[reader.FieldCount];
        do
        {
            while (await reader.ReadAsync(ct))
                reader.GetValues(values);
        }
        while (await reader.NextResultAsync(ct));
    }
}
