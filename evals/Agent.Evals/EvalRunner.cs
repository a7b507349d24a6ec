using System.Globalization;
using System.Text.Json;

namespace Agent.Evals;

/// <summary>Runs a suite, prints what it found and compares it with the committed floors.</summary>
internal static class EvalRunner
{
    private const int Done = 0;
    private const int BelowFloor = 1;
    private const int WrongUsage = 2;

    private static readonly ISuite[] Suites =
    [
        new LeadCallsSuite(), new QualificationSuite(), new ExtractionSuite(), new SummarySuite(), new RiskSuite(), new NextActionSuite(), new AskSuite(), new AgentSuite(), new DraftSuite(),
        new RetrievalSuite(), new ProposalSuite(),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter messages)
    {
        string? name = null, cases = null, part = null, train = null, model = null;
        var (json, literal, explain) = (false, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--suite" when i + 1 < args.Length:
                    name = args[++i];
                    break;
                case "--cases" when i + 1 < args.Length:
                    cases = args[++i];
                    break;
                case "--part" when i + 1 < args.Length && args[i + 1] is "dev" or "test":
                    part = args[++i];
                    break;
                case "--train" when i + 1 < args.Length && Training.Known.Contains(args[i + 1]):
                    train = args[++i];
                    break;
                case "--model" when i + 1 < args.Length:
                    model = args[++i];
                    break;
                case "--json":
                    json = true;
                    break;
                case "--policy-by-letter":
                    literal = true;
                    break;
                case "--explain":
                    explain = true;
                    break;
                default:
                    return await UsageAsync(messages, $"Unknown argument {args[i]}.");
            }
        }

        var folder = EvalsFolder();
        if (train is not null && folder is not null)
        {
            await Training.RunAsync(folder, train, crossValidate: explain, output, CancellationToken.None);
            return Done;
        }

        if (Suites.FirstOrDefault(s => s.Name == name) is not { } suite)
            return await UsageAsync(messages, name is null ? "Name a suite." : $"There is no suite {name}.");
        var path = cases ?? (suite.DefaultCases is { } known && folder is not null ? Path.Combine(folder, known) : null);
        if (path is null || !Path.Exists(path))
            return await UsageAsync(messages, $"The cases of {suite.Name} are not at {path ?? "a known place"}; give them with --cases.");

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler cancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            var report = await suite.RunAsync(new(path, part, literal, explain, model), stop.Token);
            if (json)
                await output.WriteLineAsync(JsonSerializer.Serialize(report.Document, Json));
            else
                await output.WriteLineAsync(string.Join('\n', report.Lines));
            // Cases of one suite in a folder of their own ("lead-calls-test") have floors of their own.
            var cased = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            return await CheckFloorsAsync(cased.StartsWith($"{suite.Name}-", StringComparison.Ordinal) ? cased : suite.Name, report, folder, messages);
        }
        catch (Exception e) when (e is FormatException or IOException or JsonException)
        {
            await messages.WriteLineAsync(e.Message);
            return BelowFloor;
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static async Task<int> CheckFloorsAsync(string suite, SuiteReport report, string? folder, TextWriter messages)
    {
        var file = folder is null ? null : Path.Combine(folder, "floors.json");
        if (file is null || !File.Exists(file))
            return Done;
        var floors = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(await File.ReadAllTextAsync(file), Json) ?? [];
        var below = false;
        foreach (var (figure, floor) in floors.GetValueOrDefault(suite) ?? [])
        {
            if (report.Figures.TryGetValue(figure, out var value) && value < floor - 1e-9)
            {
                below = true;
                await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{suite}: {figure} is {value:0.000}, below its floor of {floor:0.000}."));
            }
        }

        return below ? BelowFloor : Done;
    }

    private static async Task<int> UsageAsync(TextWriter messages, string why)
    {
        await messages.WriteLineAsync($"{why}\nUsage: --suite {string.Join('|', Suites.Select(s => s.Name))} [--cases PATH] [--part dev|test] [--model NAME] [--policy-by-letter] [--explain] [--json], or --train {string.Join('|', Training.Known)} [--explain]");
        return WrongUsage;
    }

    /// <summary>The folder of the floors and cases: beside this program's sources, wherever it is started from.</summary>
    private static string? EvalsFolder()
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "evals", "floors.json")))
                    return Path.Combine(at.FullName, "evals");
            }
        }

        return null;
    }
}
