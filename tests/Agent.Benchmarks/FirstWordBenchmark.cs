using System.Diagnostics;
using System.Globalization;
using Agent.Benchmarks.Harness;

namespace Agent.Benchmarks;

/// <summary>From the moment a question is sent to the first word that comes over the hub, and to the end of the answer.</summary>
internal static class FirstWordBenchmark
{
    private const int WarmUps = 8;
    private const double AimMilliseconds = 100;

    // Calls no tool, so that what it takes is the path alone.
    private const string Greeting = "hello";

    private static readonly string[] SampleQuestions =
    [
        "what should I do next on Acme?",
        "where does the Northwind renewal stand?",
        "which deals are at risk?",
        "what happened this week?",
        "deals over 50k closing this quarter",
        "who is who at Kestrup?",
        "what did they say about the price?",
        "win rate by rep",
    ];

    private static readonly string[] GeneratedQuestions =
    [
        "how many deals did we win?",
        "win rate by rep",
        "deals over 50k closing this month",
        "which deals are at risk?",
        "what should I do next on Account 77?",
        "what did they say about the liability cap?",
        "what should I work on first today?",
    ];

    public static async Task RunAsync(int deals, int requests, CancellationToken ct)
    {
        using var temp = new TempFolder();
        await MeasureAsync("the sample", temp.Inside("sample"), sample: true, SampleQuestions, requests, ct);
        var folder = await Workspaces.GenerateAsync(temp, deals, ct);
        await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"{deals:#,0} deals"), folder, sample: false, GeneratedQuestions, requests, ct);
    }

    private static async Task MeasureAsync(string what, string folder, bool sample, string[] questions, int requests, CancellationToken ct)
    {
        await using var server = SpawnedServer.StartAssistant(folder, sample);
        await server.SignInAsync(ct);
        await using var hub = await HubClient.ConnectAsync(server, ct);
        var table = new ResultTable("question", "first word p50 ms", "p95 ms", "answer p50 ms", "ratio to greeting", "aim ms");
        double? floor = null;
        foreach (var question in questions.Prepend(Greeting))
        {
            for (var i = 0; i < WarmUps; i++)
                await AskAsync(server, hub, question, ct);
            var asked = new List<(double First, double Whole)>();
            for (var i = 0; i < requests; i++)
                asked.Add(await AskAsync(server, hub, question, ct));
            var first = new Samples(asked.Select(a => a.First));
            floor ??= first.Median;
            table.Add(question, first.Median, first.Percentile(0.95), new Samples(asked.Select(a => a.Whole)).Median, first.Median / floor, AimMilliseconds);
        }

        table.Print($"first-word on {what}, {requests} times each");
    }

    // A new conversation each time, so that no question is read as following up another.
    private static async Task<(double First, double Whole)> AskAsync(SpawnedServer server, HubClient hub, string question, CancellationToken ct)
    {
        var conversation = (await server.PostAsync("/api/conversations", new { title = question }, ct)).GetProperty("id").GetString()!;
        var watch = await hub.WatchAsync(conversation, ct);
        var started = Stopwatch.GetTimestamp();
        var post = server.PostAsync($"/api/conversations/{conversation}/turns", new { question }, ct);
        await hub.WaitForAsync(watch, ct, "textDelta");
        var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await hub.WaitForAsync(watch, ct, "turnCompleted", "turnFailed");
        var whole = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await post;
        await hub.CancelAsync(watch, ct);
        return (first, whole);
    }
}
