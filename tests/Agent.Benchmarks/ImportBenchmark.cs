using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Agent.Benchmarks.Harness;

namespace Agent.Benchmarks;

/// <summary>Imports of the public sales export and of generated deals, beside what SQLite alone takes for the same rows.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(int rows, int runs, CancellationToken ct)
    {
        if (Repository.SalesExport is { } export)
            await MeasureAsync("the public sales export", export, Path.Combine(export, "sales_pipeline.csv"), runs, ct);
        else
            Console.WriteLine("Skipped: shared/data/crm-sales-opportunities is not beside the repository.");

        using var temp = new TempFolder();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var generated = await GeneratedDeals.WriteDealsAsync(temp.Path, rows, today, ct);
        await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} generated deals"), generated, generated, runs, ct);
    }

    private static async Task MeasureAsync(string what, string path, string dealsFile, int runs, CancellationToken ct)
    {
        List<WorkerFigures> bare = [], copies = [], first = [], again = [];
        for (var i = 0; i < runs; i++)
        {
            using var temp = new TempFolder();
            first.Add(await WorkAsync(ImportWorker.ImportCommand, temp.Inside("imported"), path, ct));
            again.Add(await WorkAsync(ImportWorker.ImportCommand, temp.Inside("imported"), path, ct));
            copies.Add(await WorkAsync(ImportWorker.CopyCommand, temp.Inside("copied"), temp.Inside("imported"), ct));
            if (await ImportBareAsync(temp.Inside("bare.db"), dealsFile, first[0].Rows, ct) is { } figures)
                bare.Add(figures);
        }

        var table = new ResultTable("import", "rows", "s", "rows/s", "rows/CPU-s", "peak MB", "time to INSERT…SELECT");
        var floor = Median(copies, f => f.CpuSeconds);
        if (bare.Count > 0)
            Add("sqlite3 .import, bare table", bare);
        Add("INSERT…SELECT, our schema and indexes", copies);
        Add("import, first", first);
        Add("import, again (all unchanged)", again);
        table.Print($"import of {what}, median of {runs}");

        // Ratios are of CPU time, which a busy machine distorts least; the command line tool gives wall time alone.
        void Add(string name, List<WorkerFigures> figures)
        {
            var cpu = figures.TrueForAll(f => f.CpuSeconds > 0) ? Median(figures, f => f.CpuSeconds) : (double?)null;
            var seconds = Median(figures, f => f.Seconds);
            table.Add(name, (double)figures[0].Rows, seconds, figures[0].Rows / seconds, cpu is null ? "" : figures[0].Rows / cpu.Value, figures[0].PeakMegabytes is null ? "" : Median(figures, f => f.PeakMegabytes!.Value), (cpu ?? seconds) / floor);
        }
    }

    private static double Median(List<WorkerFigures> figures, Func<WorkerFigures, double> of) => new Samples(figures.Select(of)).Median;

    private static async Task<WorkerFigures> WorkAsync(string command, string folder, string from, CancellationToken ct) =>
        JsonSerializer.Deserialize<WorkerFigures>(await ChildProcess.RunAsync(ChildProcess.Self(command, folder, from), ct))!;

    private static async Task<WorkerFigures?> ImportBareAsync(string database, string file, int rows, CancellationToken ct)
    {
        var start = new ProcessStartInfo("sqlite3") { RedirectStandardOutput = true, ArgumentList = { database, $".import --csv \"{file}\" deals" } };
        try
        {
            var started = Stopwatch.GetTimestamp();
            await ChildProcess.RunAsync(start, ct);
            return new(rows, Stopwatch.GetElapsedTime(started).TotalSeconds, 0, null);
        }
        catch (Win32Exception)
        {
            Console.WriteLine("The sqlite3 command line tool is not installed; its floor is left out.");
            return null;
        }
    }
}
