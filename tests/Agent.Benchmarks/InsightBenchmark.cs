using System.Globalization;
using System.Text.Json;
using Agent.Benchmarks.Harness;

namespace Agent.Benchmarks;

/// <summary>All insight for a store of deals with ten activities each, then for the one deal that was touched, beside the import that fills the store.</summary>
internal static class InsightBenchmark
{
    private const int ActivitiesEach = 10;
    private const double AimSeconds = 30;
    private const double AimMegabytes = 1_000;

    public static async Task RunAsync(int deals, CancellationToken ct)
    {
        using var temp = new TempFolder();
        var now = TimeProvider.System.GetUtcNow();
        var export = Directory.CreateDirectory(temp.Inside("export")).FullName;
        await GeneratedDeals.WriteDealsAsync(export, deals, DateOnly.FromDateTime(now.UtcDateTime), ct);
        await GeneratedDeals.WritePeopleAsync(export, deals, ct);
        await GeneratedTexts.WriteAsync(export, deals, ActivitiesEach, now, ct);

        var table = new ResultTable("what", "deals", "s", "CPU s", "peak MB", "aim s", "aim MB");
        await AddAsync("import, touched deals not noted", ImportWorker.UntrackedCommand, "untracked", export);
        await AddAsync("import", ImportWorker.ImportCommand, "workspace", export);
        await AddAsync("all insight", InsightWorker.CommandName, "workspace", InsightWorker.Nothing, AimSeconds, AimMegabytes);
        await AddAsync("again, nothing touched", InsightWorker.CommandName, "workspace", InsightWorker.Nothing);
        await AddAsync("after one new activity", InsightWorker.CommandName, "workspace", "They said that the budget is approved.");
        table.Print(string.Create(CultureInfo.InvariantCulture, $"insight: {deals:#,0} deals, {deals * ActivitiesEach:#,0} activities"));

        async Task AddAsync(string name, string command, string folder, string argument, double? aimSeconds = null, double? aimMegabytes = null)
        {
            var figures = JsonSerializer.Deserialize<WorkerFigures>(await ChildProcess.RunAsync(ChildProcess.Self(command, temp.Inside(folder), argument), ct))!;
            table.Add(name, (double)figures.Rows, figures.Seconds, figures.CpuSeconds, figures.PeakMegabytes, aimSeconds, aimMegabytes);
        }
    }
}
