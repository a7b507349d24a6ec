using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Sample;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>Questions over the sample workspace, asked of the whole agent: right tool, right facts, right refusal.</summary>
internal sealed partial class AskSuite : ISuite
{
    // The day that the labels were made for.
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Name => "ask";

    public string DefaultCases => Path.Combine("cases", "ask.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<Case>(request.Cases, ct);
        var folder = Directory.CreateTempSubdirectory("ask-suite-");
        try
        {
            await using var world = await World.CreateAsync(folder.FullName, ct);
            var outcomes = new List<Outcome>();
            foreach (var c in cases.Where(c => request.Part is null || c.Part == request.Part))
                outcomes.Add(await AskAsync(c, world, ct));
            return Report(outcomes, request);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SuiteReport Report(List<Outcome> outcomes, SuiteRequest request)
    {
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var tool = part.Average(o => o.RightTool ? 1.0 : 0);
            var right = part.Average(o => o.Faults.Count == 0 ? 1.0 : 0);
            figures[$"{part.Key}.tool"] = tool;
            figures[$"{part.Key}.right"] = right;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: right tool {tool:P1}, right answer {right:P1} of {part.Count()} questions"));
            lines.AddRange(part.GroupBy(o => o.Group).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"  {g.Key,-9} {g.Count(o => o.Faults.Count == 0),3} of {g.Count()}")));
        }

        // The test part is counted, not shown, so that no rule is written against it.
        lines.AddRange(outcomes.Where(o => o.Faults.Count > 0 && o.Part == "dev")
            .Select(o => $"{o.Id} \"{o.Question}\": {string.Join("; ", o.Faults)}" + (request.Explain ? $"\n{o.Answer}\n" : "")));
        return new(figures, new { figures, cases = outcomes.Select(o => new { o.Id, o.Part, right = o.Faults.Count == 0, tool = o.RightTool }) }, lines);
    }

    private static async Task<Outcome> AskAsync(Case c, World world, CancellationToken ct)
    {
        var history = (c.History ?? []).Select(h => new PastTurn(h.Question, h.Answer)).ToList();
        var focus = c.Page is null ? world.AboutIn(history) : world.Deals[c.Page].Id;
        var tools = new List<string>();
        TurnCompleted? end = null;
        await foreach (var item in world.Agent.RunAsync(new(TurnId.New(), c.Question, world.ReaderOf(c.As), history, focus), ct))
        {
            if (item is ToolCalled called)
                tools.Add(called.Name);
            if (item is TurnCompleted completed)
                end = completed;
        }

        var answer = end?.Answer ?? "";
        var rightTool = c.Expect.Tool is null || (c.Expect.Tool == "none" ? tools.Count == 0 : tools.Contains(c.Expect.Tool));
        var faults = end is null ? ["it failed"] : Faults(c.Expect, answer, end, world).ToList();
        if (!rightTool)
            faults.Insert(0, $"tool {string.Join(", ", tools)} instead of {c.Expect.Tool}");
        return new(c.Id, c.Part, c.Question, rightTool, faults, answer);
    }

    private static IEnumerable<string> Faults(Expectation expect, string answer, TurnCompleted end, World world)
    {
        var plain = answer.Replace("\\", "", StringComparison.Ordinal);
        var listed = Bold().Matches(plain).Select(m => m.Groups[1].Value).Where(n => world.Names.Contains(n)).ToList();
        var asks = plain.Contains("Which one do you mean", StringComparison.Ordinal) || plain.Contains("Which deal do you mean", StringComparison.Ordinal);
        var unknown = plain.Contains("nothing called", StringComparison.Ordinal);

        if (expect.Deal is { } deal && (asks || end.About != world.Deals[deal].Id))
            yield return asks ? "it asks back" : $"it is not about {deal}";
        if (expect.Choices is { } choices && !(asks && Same(listed, choices)))
            yield return $"it does not offer {string.Join(", ", choices)} but {(asks ? string.Join(", ", listed) : "answers")}";
        if (expect.Unknown == true != unknown && (expect.Unknown == true || expect.Deal is not null))
            yield return unknown ? "it knows no such name" : "it answers about an unknown name";
        if (expect.Deals is { } deals && !Same(listed, deals))
            yield return $"it lists {string.Join(", ", listed)} instead of {string.Join(", ", deals)}";
        if (expect.First is { } first && listed.FirstOrDefault() != world.Deals[first].Name)
            yield return $"it begins with {listed.FirstOrDefault()} instead of {first}";
        if (expect.Count is { } count && !Says(count) && !(count == 0 && plain.StartsWith("There are no", StringComparison.Ordinal)))
            yield return $"it does not say {count}";
        if (expect.Sum is { } sum && !Says(sum))
            yield return $"it does not say {sum}";
        foreach (var text in new[] { expect.Value }.OfType<string>().Concat(expect.Says ?? []).Concat(expect.People ?? []))
        {
            if (!plain.Contains(text, StringComparison.OrdinalIgnoreCase))
                yield return $"it lacks \"{text}\"";
        }

        foreach (var text in expect.Not ?? [])
        {
            if (plain.Contains(text, StringComparison.OrdinalIgnoreCase))
                yield return $"it contains \"{text}\"";
        }

        if (expect.PassageIn is { } places && !end.Sources.Any(s => places.Any(p => world.Deals[p].Id == s.DealId)))
            yield return $"it cites nothing of {string.Join(", ", places)}";

        bool Same(List<string> names, IReadOnlyList<string> keys) => names.ToHashSet().SetEquals(keys.Select(k => world.Deals[k].Name));
        bool Says(decimal number) => Number().Matches(plain).Any(m => decimal.Parse(m.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) == number);
    }

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")]
    private static partial Regex Number();

    private sealed record Case(string Id, string Part, string As, string Question, Expectation Expect, List<PastCase>? History = null, string? Page = null, string? Why = null);

    private sealed record PastCase(string Question, string Answer);

    private sealed record Expectation(
        string? Tool = null, string? Deal = null, List<string>? Choices = null, bool? Unknown = null, List<string>? Deals = null, string? First = null,
        decimal? Count = null, decimal? Sum = null, string? Value = null, List<string>? People = null, List<string>? PassageIn = null, List<string>? Says = null, List<string>? Not = null);

    private sealed record Outcome(string Id, string Part, string Question, bool RightTool, List<string> Faults, string Answer)
    {
        public string Group => Id[..Id.LastIndexOf('-')];
    }

    // The sample workspace in a folder of its own, at the day of the labels.
    private sealed class World(ServiceProvider services, Dictionary<string, Viewer> viewers, Dictionary<string, Deal> deals) : IAsyncDisposable
    {
        public SalesAgent Agent { get; } = services.GetRequiredService<SalesAgent>();

        public Dictionary<string, Deal> Deals { get; } = deals;

        public HashSet<string> Names { get; } = [.. deals.Values.Select(d => d.Name)];

        public static async Task<World> CreateAsync(string folder, CancellationToken ct)
        {
            var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(new FixedClock())
                .AddAgent(Workspace.Open(folder))
                .BuildServiceProvider();
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>().CreateDbContextAsync(ct);
            await Migrator.MigrateAsync(db, ct);
            await SampleWorkspace.LoadAsync(db, Today, ct);

            await using var sample = typeof(SampleWorkspace).Assembly.GetManifestResourceStream("sample/crm.json")!;
            var crm = (await JsonSerializer.DeserializeAsync<Crm>(sample, Json, ct))!;
            var stored = await db.Deals.AsNoTracking().ToDictionaryAsync(d => d.Name, ct);
            var people = await db.People.AsNoTracking().ToDictionaryAsync(u => u.Name, ct);
            var viewers = new Dictionary<string, Viewer>();
            foreach (var user in crm.Users)
                viewers[user.Key] = (await services.GetRequiredService<ViewerStore>().FindAsync(people[user.Name].Id, ct))!;
            return new(services, viewers, crm.Deals.ToDictionary(d => d.Key, d => stored[d.Name]));
        }

        // The product keeps which deal a turn was about; here the answer of the turn before says it.
        public DealId? AboutIn(List<PastTurn> history) =>
            history.Count > 0 && Deals.Values.Where(d => history[^1].Answer.Contains(d.Name, StringComparison.Ordinal)).ToList() is [var one] ? one.Id : null;

        public IDealReader ReaderOf(string user) => services.GetRequiredService<DealReaderFactory>().For(viewers[user]);

        public ValueTask DisposeAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return services.DisposeAsync();
        }

        private sealed record Crm(IReadOnlyList<Named> Users, IReadOnlyList<Named> Deals);

        private sealed record Named(string Key, string Name);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
