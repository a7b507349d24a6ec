using System.Globalization;
using System.Text;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>A server of its own with the sample workspace and as many open deals as a large team has.</summary>
public sealed class BusySite : IAsyncLifetime
{
    /// <summary>Open deals beside those of the sample.</summary>
    public const int Deals = 2_000;

    private static readonly string[] Owners = ["Priya Nair", "Jonas Weber"];
    private static readonly string[] Stages = ["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"];

    /// <summary>True when times are to be measured; nothing is set up otherwise.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("BUDGETS") == "1";

    internal AssistantServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!IsAsked)
            return;
        Server.Start();
        var importer = new Importer(Server.Services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>(), TimeProvider.System);
        var bytes = Encoding.UTF8.GetBytes(Rows());
        var report = await importer.ImportAsync([new("deals.csv", () => new MemoryStream(bytes), bytes.Length)], new(), null, CancellationToken.None);
        report.Deals.Added.ShouldBe(Deals);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static string Rows()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var rows = new StringBuilder("Deal ID,Deal Name,Account Name,Stage,Amount,Close Date,Owner,Next Step,Create Date\n");
        for (var i = 0; i < Deals; i++)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"g{i},Deal {i},Company {i % 700},{Stages[i % Stages.Length]},{1_000 + (i * 37)},{today.AddDays(10 + (i % 120)):yyyy-MM-dd},{Owners[i % Owners.Length]},Call them,{today.AddDays(-30 - (i % 90)):yyyy-MM-dd}\n");
        }

        return rows.ToString();
    }
}
