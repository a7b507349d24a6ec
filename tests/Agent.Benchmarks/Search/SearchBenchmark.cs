using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Agent.Benchmarks.Harness;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks.Search;

/// <summary>What to measure.</summary>
/// <param name="Passages">How many passages, at least.</param>
/// <param name="Requests">Different questions with each filter.</param>
/// <param name="Folder">Where the indexes are kept for the next run; null for a folder that goes.</param>
/// <param name="Postgres">A connection string; null for a server of the run's own, <see cref="NoPostgres"/> for none.</param>
internal sealed record SearchOptions(int Passages, int Requests, string? Folder, string? Postgres)
{
    public const string NoPostgres = "none";
}

/// <summary>Building the index and asking it, by words and vectors at once, beside the full-text searches of SQLite and PostgreSQL and pgvector, on the same passages.</summary>
internal static class SearchBenchmark
{
    private const int WarmUps = 20;
    // The others are slower, and their figures need fewer samples.
    private const int FloorShare = 5;
    private const double AimMilliseconds = 50;
    private const double AimRecall = 0.99;
    private const int RecallAt = 10;
    private const int RecallQuestions = 20;
    private const int Candidates = 100;

    public static async Task RunAsync(SearchOptions options, CancellationToken ct)
    {
        using var temp = new TempFolder();
        var folder = options.Folder ?? temp.Path;
        var workspace = Path.Combine(folder, "workspace");
        await BuildAsync(workspace, options.Passages, ct);

        var stored = new StoredPassages(workspace);
        var deals = await stored.DealsAsync(ct);
        await using var services = await SearchCorpus.OpenAsync(workspace, ct);
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        var vocabulary = services.GetRequiredService<Vocabulary>();
        var count = (await services.GetRequiredService<IPassageStore>().GetStateAsync(ct)).Passages;
        var cases = new Dictionary<string, IReadOnlyList<SearchCase>>();
        foreach (var filter in SearchCases.Filters)
            cases[filter] = await SearchCases.MakeAsync(db, vocabulary, deals, filter, options.Requests + WarmUps, ct);

        var own = await AskAsync(services, db, cases, options.Requests, ct);
        await MeasureRecallAsync(services, db, stored, cases, ct);
        await CompareAsync(options, folder, services, stored, cases, own, count, ct);
    }

    private static async Task BuildAsync(string workspace, int passages, CancellationToken ct)
    {
        if (Directory.Exists(workspace))
            return;
        await ChildProcess.RunAsync(ChildProcess.Self(SearchWorker.WriteCommand, workspace, passages.ToString(CultureInfo.InvariantCulture)), ct);
        var before = Size(workspace);
        var figures = JsonSerializer.Deserialize<WorkerFigures>(await ChildProcess.RunAsync(ChildProcess.Self(SearchWorker.BuildCommand, workspace, ""), ct))!;
        var table = new ResultTable("built", "passages", "s", "CPU s", "passages/s", "peak MB", "texts MB", "index MB");
        table.Add("index with vectors", (double)figures.Rows, figures.Seconds, figures.CpuSeconds, figures.Rows / figures.Seconds, figures.PeakMegabytes, before, Size(workspace) - before);
        table.Print("search: building the index");
    }

    private static async Task<Dictionary<string, Samples>> AskAsync(IServiceProvider services, WorkspaceDbContext db, Dictionary<string, IReadOnlyList<SearchCase>> cases, int requests, CancellationToken ct)
    {
        var index = services.GetRequiredService<IPassageIndex>();
        var store = services.GetRequiredService<IPassageStore>();
        var started = Stopwatch.GetTimestamp();
        await index.SearchAsync(cases.Values.First()[0].Viewer, cases.Values.First()[0].Query, ct);
        var first = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var table = new ResultTable("question", "p50 ms", "p95 ms", "aim p95 ms", "CPU ms each", "of that words p50", "vectors p50", "found");
        var answers = new Dictionary<string, Samples>();
        foreach (var (filter, questions) in cases)
        {
            var found = 0.0;
            var (words, near) = (new List<double>(), new List<double>());
            // What other work on the machine distorts least; a scan of all vectors runs on all cores.
            var cpu = Environment.CpuUsage.TotalTime;
            answers[filter] = await EachAsync(questions, async q => found += (await index.SearchAsync(q.Viewer, q.Query, ct)).Count);
            var cpuEach = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / questions.Count;
            foreach (var question in questions.Take(requests / FloorShare))
            {
                var search = await SearchAsync(services, db, question, ct);
                words.Add(await TimeAsync(() => store.FindAsync(search with { Vector = default }, ct)));
                near.Add(await TimeAsync(() => store.FindAsync(search with { Terms = [] }, ct)));
            }

            table.Add(filter, answers[filter].Median, answers[filter].Percentile(0.95), AimMilliseconds, cpuEach, new Samples(words).Median, new Samples(near).Median, found / questions.Count);
        }

        table.Print(string.Create(CultureInfo.InvariantCulture, $"search: {requests} questions with each filter, words and vectors, ranked and quoted; the first after the start took {first:0.0} s"));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: peak {Machine.PeakMegabytes():0} MB, after {process.WorkingSet64 / 1e6:0} MB, of that managed {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB"));
        return answers;
    }

    private static async Task MeasureRecallAsync(IServiceProvider services, WorkspaceDbContext db, StoredPassages stored, Dictionary<string, IReadOnlyList<SearchCase>> cases, CancellationToken ct)
    {
        var store = services.GetRequiredService<IPassageStore>();
        var asked = new List<(string Filter, SearchCase Question, PassageSearch Search, PriorityQueue<(Guid, int), float> Nearest)>();
        foreach (var (filter, questions) in cases)
        {
            foreach (var question in questions.Take(RecallQuestions))
                asked.Add((filter, question, await SearchAsync(services, db, question, ct) with { Terms = [], Take = RecallAt }, new(RecallAt + 1)));
        }

        await foreach (var passage in stored.ReadAsync(ct))
        {
            foreach (var (_, question, search, nearest) in asked)
            {
                if (!question.Filter.Allows(passage))
                    continue;
                nearest.Enqueue((passage.Source, passage.Start), TensorPrimitives.Dot(passage.Numbers, search.Vector.Span));
                if (nearest.Count > RecallAt)
                    nearest.Dequeue();
            }
        }

        var table = new ResultTable("question", $"recall at {RecallAt}", "aim");
        foreach (var group in asked.GroupBy(a => a.Filter))
        {
            var (found, all) = (0, 0);
            foreach (var (_, _, search, nearest) in group)
            {
                var hits = (await store.FindAsync(search, ct)).Select(h => (h.Source.Id, h.Start)).ToHashSet();
                found += nearest.UnorderedItems.Count(n => hits.Contains(n.Element));
                all += nearest.Count;
            }

            table.Add(group.Key, (double)found / all, AimRecall);
        }

        table.Print("search: recall of the vectors against an exact search");
    }

    private static async Task CompareAsync(
        SearchOptions options, string folder, IServiceProvider services, StoredPassages stored, Dictionary<string, IReadOnlyList<SearchCase>> cases, Dictionary<string, Samples> own, long count, CancellationToken ct)
    {
        var (builtFts, builtPostgres) = (0.0, 0.0);
        FtsFloor? fts = null;
        PostgresFloor? postgres = null;
        var path = Path.Combine(folder, "fts.db");
        builtFts = await TimeAsync(async () => fts = await FtsFloor.OpenAsync(path, stored, ct));
        await using var plain = fts!;
        await using var server = options.Postgres is null ? await PostgresServer.StartAsync(ct) : null;
        if ((options.Postgres ?? server?.Connection) is { } connection && connection != SearchOptions.NoPostgres)
            builtPostgres = await TimeAsync(async () => postgres = await PostgresFloor.OpenAsync(connection, stored, count, ct));
        await using var other = postgres;
        if (other is null)
            Console.WriteLine("PostgreSQL: left out, no server is installed or asked for.");
        else if (!other.HasVectors)
            Console.WriteLine("pgvector: left out, the server does not have it.");

        var embedder = services.GetRequiredService<PassageEmbedder>();
        var table = new ResultTable("question", "ours p50 ms", "p95 ms", "FTS5 p50 ms", "p95 ms", "tsvector p50 ms", "p95 ms", "pgvector p50 ms", "p95 ms", "ours to FTS5", "ours to PostgreSQL");
        foreach (var (filter, questions) in cases)
        {
            var few = questions.Take(WarmUps + (options.Requests / FloorShare)).ToList();
            var words = await EachAsync(few, q => plain.FindAsync(q, ct));
            var text = other is null ? null : await EachAsync(few, q => other.FindWordsAsync(q, ct));
            var near = other is not { HasVectors: true } ? null : await EachAsync(few, async q => await other.FindNearAsync(q, (await embedder.EmbedAsync([q.Query.Text], ct))[0], Candidates, ct));
            table.Add(filter, own[filter].Median, own[filter].Percentile(0.95), words.Median, words.Percentile(0.95), text?.Median, text?.Percentile(0.95), near?.Median, near?.Percentile(0.95),
                own[filter].Median / words.Median, own[filter].Median / (text?.Median + (near?.Median ?? 0)));
        }

        table.Print(string.Create(CultureInfo.InvariantCulture, $"search: {count:#,0} passages, beside what else there is (words alone: FTS5, tsvector; vectors alone: pgvector; a hybrid query there takes both)"));
        var megabytes = other is null ? 0 : await other.MegabytesAsync(ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FTS5: opened or built in {builtFts / 1000:0} s, {new FileInfo(path).Length / 1e6:0} MB; PostgreSQL: {builtPostgres / 1000:0} s, {megabytes:0} MB"));
    }

    // The search that the program makes of a question, as far as the index sees it; frequent words are left in.
    private static async Task<PassageSearch> SearchAsync(IServiceProvider services, WorkspaceDbContext db, SearchCase question, CancellationToken ct)
    {
        var (viewer, query) = (question.Viewer, question.Query);
        var teams = viewer.Teams.Select(t => (TeamId?)t).ToList();
        var people = viewer.SeesEverything ? [] : await db.People.Where(u => u.Id == viewer.UserId || teams.Contains(u.TeamId)).Select(u => u.Id).ToListAsync(ct);
        return new(
            new(viewer.SeesEverything, people, viewer.Teams),
            new(query.DealId, query.AccountId, query.OwnerId, null, query.Kind is { } kind ? [kind] : null, query.From, query.To),
            [.. TextAnalyzer.Terms(query.Text).Select(t => t.Value)],
            [],
            (await services.GetRequiredService<PassageEmbedder>().EmbedAsync([query.Text], ct))[0],
            Candidates);
    }

    private static async Task<Samples> EachAsync(IReadOnlyList<SearchCase> questions, Func<SearchCase, Task> ask)
    {
        var samples = new List<double>();
        foreach (var question in questions)
            samples.Add(await TimeAsync(() => ask(question)));
        return new(samples.Skip(WarmUps));
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) / 1e6;
}
