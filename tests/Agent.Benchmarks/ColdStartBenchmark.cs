using Agent.Benchmarks.Harness;

namespace Agent.Benchmarks;

/// <summary>From the start of the process to the first page that it serves.</summary>
internal static class ColdStartBenchmark
{
    private const int WarmUps = 1;
    private const double AimMilliseconds = 2_000;

    public static async Task RunAsync(int runs, CancellationToken ct)
    {
        using var temp = new TempFolder();
        var known = temp.Inside("known");
        List<double> emptyPage = [], page = [], ready = [], firstPage = [], firstReady = [];

        // In turns, so that a busy moment of the machine hits all of them.
        for (var run = 0; run < WarmUps + runs; run++)
        {
            double served;
            await using (var server = SpawnedServer.StartEmpty("/"))
                served = await server.WaitForAsync("/", ct);
            Note(run, emptyPage, served);
            await StartAsync(temp.Inside($"new-{run}"), run, firstPage, firstReady, ct);
            await StartAsync(known, run, page, ready, ct);
        }

        var table = new ResultTable("start", "page p50 ms", "page p95 ms", "then /readyz p50 ms", "ratio to empty", "aim ms");
        var floor = new Samples(emptyPage);
        table.Add("empty ASP.NET Core program", floor.Median, floor.Percentile(0.95), "", 1.0, "");
        Add("sample workspace, known", page, ready);
        Add("empty folder: schema and sample are made", firstPage, firstReady);
        table.Print($"cold-start: process start to the first 200 of GET /, {runs} starts each");

        void Add(string name, List<double> pages, List<double> readies)
        {
            var samples = new Samples(pages);
            table.Add(name, samples.Median, samples.Percentile(0.95), new Samples(readies).Median, samples.Median / floor.Median, AimMilliseconds);
        }
    }

    private static async Task StartAsync(string folder, int run, List<double> pages, List<double> readies, CancellationToken ct)
    {
        await using var server = SpawnedServer.StartAssistant(folder, sample: true);
        Note(run, pages, await server.WaitForAsync("/", ct));
        Note(run, readies, await server.WaitForAsync("/readyz", ct));
    }

    private static void Note(int run, List<double> samples, double milliseconds)
    {
        if (run >= WarmUps)
            samples.Add(milliseconds);
    }
}
