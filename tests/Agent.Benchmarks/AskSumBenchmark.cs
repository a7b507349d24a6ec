using Agent.Benchmarks.Harness;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks;

/// <summary>Whole offline answers over the public sales export, in this process, beside the plain SQL of the same figures.</summary>
internal static class AskSumBenchmark
{
    private const int WarmUps = 10;

    private const string All = "SELECT \"Status\", COUNT(*), SUM(\"Amount\") FROM deals GROUP BY \"Status\"";

    private static readonly (string Question, string Sql)[] Questions =
    [
        ("how many deals did we win?", All),
        ("total won revenue", All),
        ("win rate", All),
        ("win rate by rep", "SELECT u.\"Name\", d.\"Status\", COUNT(*), SUM(d.\"Amount\") FROM deals d LEFT JOIN users u ON u.\"Id\" = d.\"OwnerId\" GROUP BY u.\"Name\", d.\"Status\""),
        ("won revenue by product", "SELECT p.\"Name\", d.\"Status\", COUNT(*), SUM(d.\"Amount\") FROM deals d LEFT JOIN deal_lines l ON l.\"DealId\" = d.\"Id\" LEFT JOIN products p ON p.\"Id\" = l.\"ProductId\" GROUP BY p.\"Name\", d.\"Status\""),
        ("average sales cycle", "SELECT AVG(\"CycleDays\") FROM deals"),
    ];

    public static async Task RunAsync(int requests, CancellationToken ct)
    {
        if (Repository.SalesExport is not { } export)
        {
            Console.WriteLine("Skipped: shared/data/crm-sales-opportunities is not beside the repository.");
            return;
        }

        using var temp = new TempFolder();
        await using var services = await Workspaces.OpenAsync(temp.Inside("workspace"), ct);
        await Workspaces.ImportAsync(services, export, ct);
        var agent = services.GetRequiredService<ISalesAgent>();
        var reader = services.GetRequiredService<DealReaderFactory>().For(new(default, "Benchmark", UserRole.Admin, []));
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);

        var table = new ResultTable("question", "answer p50 ms", "p95 ms", "plain SQL ms", "ratio", "answer");
        foreach (var (question, sql) in Questions)
        {
            var answer = "";
            var samples = await Samples.MeasureAsync(WarmUps, requests, async () => answer = await AskAsync(agent, reader, question, ct));
            var floor = await Samples.MeasureAsync(WarmUps, requests, () => ReadAsync(db, sql, ct));
            table.Add(question, samples.Median, samples.Percentile(0.95), floor.Median, samples.Median / floor.Median, Start(answer));
        }

        table.Print($"ask-sum over the public sales export, {requests} times each");
    }

    private static async Task<string> AskAsync(ISalesAgent agent, IDealReader reader, string question, CancellationToken ct)
    {
        await foreach (var item in agent.RunAsync(new(TurnId.New(), question, reader, [], null), ct))
        {
            switch (item)
            {
                case TurnCompleted completed:
                    return completed.Answer;
                case TurnFailed failed:
                    throw new InvalidOperationException(failed.Reason);
            }
        }

        throw new InvalidOperationException("The turn did not end.");
    }

    private static async Task ReadAsync(WorkspaceDbContext db, string sql, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(ct);
        var values = new object[rows.FieldCount];
        while (await rows.ReadAsync(ct))
            rows.GetValues(values);
    }

    private static string Start(string answer)
    {
        var line = answer.ReplaceLineEndings(" ").Replace('|', '/');
        return line.Length <= 60 ? line : line[..60] + "…";
    }
}
