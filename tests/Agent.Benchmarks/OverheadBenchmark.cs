using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Agent.Benchmarks.Harness;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Sample;
using Agent.Infrastructure.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks;

/// <summary>
/// What the agent adds to a model: turns of a tool call and an answer over the sample, against the same two requests sent to the model by
/// themselves. Once the agent alone, in this process, which is what the aims are about; and once as the page asks it, with session, log and hub.
/// </summary>
internal static class OverheadBenchmark
{
    private const string Question = "Which deals are there?";
    private const int WarmUps = 25;
    private const double Kilobyte = 1024;

    // The number of turns at once that there are aims for.
    private const int Aimed = 50;
    private const double AimMedianMilliseconds = 10;
    private const double AimP99Milliseconds = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <param name="levels">Numbers of turns at once.</param>
    /// <param name="seconds">How long each of the three is measured at each number of turns at once; each asker asks once at least.</param>
    /// <param name="pause">Milliseconds that the model waits before each piece.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(IReadOnlyList<int> levels, int seconds, int pause, CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromSeconds(seconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        var ct = limit.Token;
        using var temp = new TempFolder();
        await using var model = SpawnedServer.StartModel(pause);
        await model.WaitForAsync(ModelServer.ReadyPath, ct);
        var settings = new Dictionary<string, string?>
        {
            ["Models:Chat:0:Endpoint"] = new Uri(model.Address, "/v1").ToString(),
            ["Models:Chat:0:Model"] = ModelServer.Model,
            ["Models:Chat:0:ApiKey"] = "none",
        };
        await using var services = await Workspaces.OpenAsync(new ServiceCollection().AddOutsideServices(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), temp.Inside("agent"), ct);
        var reader = await ReadSampleAsync(services, ct);
        var agent = services.GetRequiredService<ISalesAgent>();
        await using var assistant = SpawnedServer.StartAssistant(temp.Inside("assistant"), sample: true, [.. settings.SelectMany(s => new[] { $"--{s.Key}", s.Value! })]);
        await assistant.SignInAsync(ct);

        var warmUp = length / 3;
        await DriveAsync(WarmUps, warmUp, _ => AskAgentAsync(agent, reader, ct));
        await using (var seats = await Seats.TakeAsync(assistant, WarmUps, ct))
            await DriveAsync(WarmUps, warmUp, seat => seats[seat].AskAsync(ct));
        using var bare = await BareModel.FollowAsync(model, ct);
        await DriveAsync(WarmUps, warmUp, _ => bare.AskAsync(ct));

        var table = new ResultTable(
            "turns at once", "asked", "turns", "first token p50 ms", "p99 ms", "added p50 ms", "aim", "added p99 ms", "aim", "ratio p50", "turns/s", "CPU ms a turn", "allocated KB a turn", "held KB a turn");
        foreach (var atOnce in levels)
        {
            var floor = await DriveAsync(atOnce, length, _ => bare.AskAsync(ct));
            table.Add(atOnce, "model", floor.Turns, floor.First.Median, floor.First.Percentile(0.99), null, null, null, null, 1d, floor.TurnsPerSecond, null, null, null);

            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var used = Environment.CpuUsage.TotalTime;
            var alone = await CountedAsync(model, () => DriveAsync(atOnce, length, _ => AskAgentAsync(agent, reader, ct)), ct);
            Add("agent", alone, Environment.CpuUsage.TotalTime - used, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Kilobyte / alone.Turns, null);

            await using var seats = await Seats.TakeAsync(assistant, atOnce, ct);
            var (cpu, held) = (assistant.CpuTime, assistant.WorkingSet);
            var peak = 0L;
            var whole = await CountedAsync(model, async () =>
            {
                var drive = DriveAsync(atOnce, length, seat => seats[seat].AskAsync(ct));
                peak = await assistant.PeakDuringAsync(drive, ct);
                return await drive;
            }, ct);
            Add("assistant, over HTTP", whole, assistant.CpuTime - cpu, null, (peak - held) / Kilobyte / atOnce);

            void Add(string what, Load load, TimeSpan cpuTime, double? allocatedKilobytes, double? heldKilobytes)
            {
                var (median, p99) = (load.First.Median, load.First.Percentile(0.99));
                table.Add(
                    atOnce, what, load.Turns, median, p99,
                    median - floor.First.Median, atOnce == Aimed ? AimMedianMilliseconds : null,
                    p99 - floor.First.Percentile(0.99), atOnce == Aimed ? AimP99Milliseconds : null,
                    median / floor.First.Median, load.TurnsPerSecond, cpuTime.TotalMilliseconds / load.Turns, allocatedKilobytes, heldKilobytes);
            }
        }

        table.Print(string.Create(CultureInfo.InvariantCulture, $"agent-overhead over the sample, {seconds} s each, {pause} ms before each piece of the model"));
    }

    private static async Task<IDealReader> ReadSampleAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
        var admin = await SampleWorkspace.LoadAsync(db, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), ct)
            ?? throw new InvalidOperationException("The workspace was not empty.");
        return services.GetRequiredService<DealReaderFactory>().For(new(admin.Id, admin.Name, UserRole.Admin, []));
    }

    // So many askers, each asking again as soon as the turn before has ended, until the time is up.
    private static async Task<Load> DriveAsync(int atOnce, TimeSpan length, Func<int, Task<double>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        var first = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(asker => Task.Run(async () =>
        {
            var samples = new List<double>();
            do
                samples.Add(await ask(asker));
            while (Stopwatch.GetElapsedTime(started) < length);
            return samples;
        })));
        return new(new(first.SelectMany(s => s)), first.Sum(s => s.Count), Stopwatch.GetElapsedTime(started));
    }

    // A turn that asked the model more or less often than the floor would be compared with something else.
    private static async Task<Load> CountedAsync(SpawnedServer model, Func<Task<Load>> drive, CancellationToken ct)
    {
        var before = await CountAsync();
        var load = await drive();
        var asked = await CountAsync() - before;
        return asked == 2 * load.Turns ? load : throw new InvalidOperationException($"{load.Turns} turns asked the model {asked} times.");

        async Task<int> CountAsync() => (await model.GetAsync(ModelServer.SeenPath, ct)).GetProperty("count").GetInt32();
    }

    private static async Task<double> AskAgentAsync(ISalesAgent agent, IDealReader reader, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        double? first = null;
        await foreach (var item in agent.RunAsync(new(TurnId.New(), Question, reader, [], null), ct))
        {
            switch (item)
            {
                case TextDelta:
                    first ??= Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                    break;
                case TurnFailed failed:
                    throw new InvalidOperationException(failed.Reason);
                case TurnCompleted completed:
                    EnsureAnswered(completed.Model);
                    break;
            }
        }

        return first ?? throw new InvalidOperationException("The turn said nothing.");
    }

    private static void EnsureAnswered(string? model)
    {
        if (model != ModelServer.Model)
            throw new InvalidOperationException($"{model ?? "Nobody"} answered instead of the model.");
    }

    private sealed record Load(Samples First, int Turns, TimeSpan Elapsed)
    {
        public double TurnsPerSecond => Turns / Elapsed.TotalSeconds;
    }

    /// <summary>The floor: the two requests of a turn, byte for byte as the agent sends them, and nothing else.</summary>
    private sealed class BareModel(Uri address, byte[] call, byte[] answer) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = address };

        public static async Task<BareModel> FollowAsync(SpawnedServer model, CancellationToken ct)
        {
            var seen = await model.GetAsync(ModelServer.SeenPath, ct);
            return new(model.Address, seen.GetProperty("first").GetBytesFromBase64(), seen.GetProperty("second").GetBytesFromBase64());
        }

        public async Task<double> AskAsync(CancellationToken ct)
        {
            var started = Stopwatch.GetTimestamp();
            await PostAsync(call, started, ct);
            return await PostAsync(answer, started, ct);
        }

        public void Dispose() => _http.Dispose();

        private async Task<double> PostAsync(byte[] body, long started, CancellationToken ct)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, ModelServer.ChatPath) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            double? first = null;
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
                first ??= Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return first ?? throw new InvalidOperationException("The model said nothing.");
        }
    }

    /// <summary>A page of its own: its connection to the hub, and an empty conversation for each turn, so that none is read as following up another.</summary>
    private sealed class Seat(SpawnedServer server, HubClient hub) : IAsyncDisposable
    {
        public static async Task<Seat> TakeAsync(SpawnedServer server, CancellationToken ct) => new(server, await HubClient.ConnectAsync(server, ct));

        public async Task<double> AskAsync(CancellationToken ct)
        {
            var conversation = (await server.PostAsync("/api/conversations", new { title = Question }, ct)).GetProperty("id").GetString()!;
            var watch = await hub.WatchAsync(conversation, ct);
            var started = Stopwatch.GetTimestamp();
            var post = server.PostAsync($"/api/conversations/{conversation}/turns", new { question = Question }, ct);
            await hub.WaitForAsync(watch, ct, "textDelta", "turnFailed");
            var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var end = await hub.WaitForAsync(watch, ct, "turnCompleted", "turnFailed");
            EnsureAnswered(end.TryGetProperty("model", out var model) ? model.GetString() : null);
            await post;
            await hub.CancelAsync(watch, ct);
            return first;
        }

        public ValueTask DisposeAsync() => hub.DisposeAsync();
    }

    private sealed class Seats(IReadOnlyList<Seat> all) : IAsyncDisposable
    {
        public Seat this[int index] => all[index];

        public static async Task<Seats> TakeAsync(SpawnedServer server, int count, CancellationToken ct)
        {
            var seats = new List<Seat>();
            for (var i = 0; i < count; i++)
                seats.Add(await Seat.TakeAsync(server, ct));
            return new(seats);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var seat in all)
                await seat.DisposeAsync();
        }
    }
}
