using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Import;

/// <summary>The public sales export that lies beside the repository where tests run; the figures are those of its README.</summary>
public sealed class CrmSalesOpportunitiesTests
{
    [Fact]
    public async Task ImportAsync_RealExport_GivesItsPublishedFigures()
    {
        using var store = new ImportStore();
        var report = await store.ImportAsync(ImportSource.FromPaths([Folder()]));

        report.Problems.ShouldBeEmpty();
        report.Deals.ShouldBe(new(8_800, 0, 0, 0));
        report.Accounts.ShouldBe(new(85, 0, 0, 0));
        report.Products.ShouldBe(new(7, 0, 0, 0));
        report.Users.ShouldBe(new(35 + 6, 0, 0, 0));

        await using var db = store.CreateDbContext();
        var deals = await db.Deals.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var won = deals.Where(d => d.Status == DealStatus.Won).ToList();
        var lost = deals.Count(d => d.Status == DealStatus.Lost);
        won.Count.ShouldBe(4_238);
        lost.ShouldBe(2_473);
        (100.0 * won.Count / (won.Count + lost)).ShouldBe(63.15, 0.005);
        won.Sum(d => d.Amount).ShouldBe(10_005_534m);
        Math.Round(won.Average(d => d.Amount!.Value), 2).ShouldBe(2_360.91m);
        Math.Round(deals.Where(d => d.CycleDays is not null).Average(d => d.CycleDays!.Value), 3).ShouldBe(47.985);
        deals.Count(d => d.AccountId is null).ShouldBe(1_425);
        deals.Count(d => d.CreatedOn is null).ShouldBe(500);
        deals.ShouldAllBe(d => d.OwnerId != null && d.Lines.Count == 1);

        var stages = (await db.Pipelines.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Stages;
        stages.Select(s => (s.Name, s.Status)).ShouldBe([("Prospecting", DealStatus.Open), ("Engaging", DealStatus.Open), ("Won", DealStatus.Won), ("Lost", DealStatus.Lost)]);
        deals.Count(d => d.StageId == stages[0].Id).ShouldBe(500);
        deals.Count(d => d.StageId == stages[1].Id).ShouldBe(1_589);
    }

    [Fact]
    public async Task ImportAsync_RealExport_MakesTeamsOfManagersAndOffices()
    {
        using var store = new ImportStore();
        await store.ImportAsync(ImportSource.FromPaths([Folder()]).Where(s => s.Path.Contains("teams", StringComparison.Ordinal)));

        var users = await store.AllAsync<User>();
        var teams = (await store.AllAsync<Team>()).ToDictionary(t => t.Id);
        users.Count(u => u.Role == UserRole.Manager).ShouldBe(6);
        var darcel = users.Single(u => u.Name == "Darcel Schlecht");
        var team = teams[darcel.TeamId!.Value];
        users.Single(u => u.Name == "Melvin Marxen").TeamId.ShouldBe(team.Id);
        teams[team.ParentId!.Value].Name.ShouldBe("Central");
    }

    [Fact]
    public async Task ImportAsync_RealExportTwiceInAnyOrder_ChangesNothing()
    {
        using var store = new ImportStore();
        var sources = ImportSource.FromPaths([Folder()]);
        await store.ImportAsync(sources.Reverse());
        var report = await store.ImportAsync(sources);

        report.Problems.ShouldBeEmpty();
        report.Deals.ShouldBe(new(0, 0, 8_800, 0));
        report.Accounts.ShouldBe(new(0, 0, 85, 0));
        report.Products.ShouldBe(new(0, 0, 7, 0));
        report.Users.ShouldBe(new(0, 0, 41, 0));
        (await store.AllAsync<Pipeline>()).Count.ShouldBe(1);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "crm-sales-opportunities");
            if (Directory.Exists(data))
                return data;
        }

        Assert.Skip("shared/data/crm-sales-opportunities is not beside the repository.");
        return "";
    }
}
