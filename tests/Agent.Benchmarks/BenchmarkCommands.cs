using System.CommandLine;
using Agent.Benchmarks.Harness;
using Agent.Benchmarks.Search;

namespace Agent.Benchmarks;

/// <summary>The benchmarks by name. Commands that are not listed are the processes that benchmarks start of this program.</summary>
internal static class BenchmarkCommands
{
    public static RootCommand Create()
    {
        var rows = new Option<int>("--rows") { Description = "Generated deals", DefaultValueFactory = _ => 200_000 };
        var deals = new Option<int>("--rows") { Description = "Deals in the store", DefaultValueFactory = _ => 10_000 };
        var runs = new Option<int>("--runs") { Description = "Runs; the median counts", DefaultValueFactory = _ => 3 };
        var starts = new Option<int>("--runs") { Description = "Starts; the median counts", DefaultValueFactory = _ => 9 };
        var requests = new Option<int>("--requests") { Description = "Requests of each kind", DefaultValueFactory = _ => 300 };
        var asks = new Option<int>("--requests") { Description = "How often each question is asked", DefaultValueFactory = _ => 40 };
        var passages = new Option<int>("--passages") { Description = "Generated passages", DefaultValueFactory = _ => 1_000_000 };
        var questions = new Option<int>("--requests") { Description = "Questions with each filter", DefaultValueFactory = _ => 200 };
        var atOnce = new Option<int[]>("--at-once") { Description = "Numbers of turns at once", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 50, 500] };
        var seconds = new Option<int>("--seconds") { Description = "Seconds of each measurement; there are three for each number of turns at once", DefaultValueFactory = _ => 15 };
        // As fast as a quick model writes. A model that takes no time at all keeps the processor busy, and then only turns a second tell something.
        var pause = new Option<int>("--pause") { Description = "Milliseconds that the model waits before each piece", DefaultValueFactory = _ => 20 };
        var folder = new Option<string?>("--folder") { Description = "Where the indexes are kept for the next run; else they go" };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server; \"none\" leaves it out; else one is started for the run" };

        return new("Measures the assistant against floors that are taken in the same run")
        {
            Command("import", "Rows a second and peak memory of an import", [rows, runs], (p, ct) => ImportBenchmark.RunAsync(p.GetValue(rows), p.GetValue(runs), ct)),
            Command("cold-start", "Process start to the first served page", [starts], (p, ct) => ColdStartBenchmark.RunAsync(p.GetValue(starts), ct)),
            Command("deals", "Lists of deals and one deal, over HTTP", [deals, requests], (p, ct) => DealsBenchmark.RunAsync(p.GetValue(deals), p.GetValue(requests), ct)),
            Command("first-word", "Question to the first streamed word", [deals, asks], (p, ct) => FirstWordBenchmark.RunAsync(p.GetValue(deals), p.GetValue(asks), ct)),
            Command("ask-sum", "Answers that count and add up the public sales export", [asks], (p, ct) => AskSumBenchmark.RunAsync(p.GetValue(asks), ct)),
            Command("insight", "Reading the texts of all deals, then of the one that was touched", [deals], (p, ct) => InsightBenchmark.RunAsync(p.GetValue(deals), ct)),
            Command("read-call", "Reading one call of half an hour", [requests], (p, ct) => ReadCallBenchmark.RunAsync(p.GetValue(requests), ct)),
            Command("search", "Building and asking the index of passages, beside FTS5 and PostgreSQL", [passages, questions, folder, postgres], (p, ct) => SearchBenchmark.RunAsync(new(p.GetValue(passages), p.GetValue(questions), p.GetValue(folder), p.GetValue(postgres)), ct)),
            Command("agent-overhead", "What the agent adds to a model, by turns at once", [atOnce, seconds, pause], (p, ct) => OverheadBenchmark.RunAsync(p.GetValue(atOnce)!, p.GetValue(seconds), p.GetValue(pause), ct)),
            Worker(SearchWorker.WriteCommand, SearchWorker.WriteAsync),
            Worker(SearchWorker.BuildCommand, SearchWorker.BuildAsync),
            Worker(InsightWorker.CommandName, InsightWorker.RunAsync),
            Worker(ImportWorker.UntrackedCommand, ImportWorker.ImportUntrackedAsync),
            Worker(ImportWorker.ImportCommand, ImportWorker.ImportAsync),
            Worker(ImportWorker.CopyCommand, ImportWorker.CopyAsync),
            Worker(EmptyServer.CommandName, EmptyServer.RunAsync),
            Worker(ModelServer.CommandName, ModelServer.RunAsync),
        };
    }

    private static Command Command(string name, string description, IEnumerable<Option> options, Func<ParseResult, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(run);
        return command;
    }

    private static Command Worker(string name, Func<string, string, CancellationToken, Task> run)
    {
        var first = new Argument<string>("first");
        var second = new Argument<string>("second");
        var command = new Command(name) { first, second };
        command.Hidden = true;
        command.SetAction((p, ct) => run(p.GetValue(first)!, p.GetValue(second)!, ct));
        return command;
    }
}
