using System.CommandLine;
using System.Text.Json;
using Agent.Infrastructure.Models.Chat;

namespace Agent.Cli;

/// <summary><c>agent models check</c>: tries the configured language models.</summary>
internal static class ModelsCommand
{
    public static Command Create(SharedOptions options)
    {
        var check = new Command("check", "Try each configured model: is it there, does it stream, call tools and keep to a schema");
        check.SetAction((parsed, ct) => Session.RunAsync(options, parsed, (session, stop) => CheckAsync(session, parsed.GetValue(options.Json), stop), ct));
        return new("models", "Language models") { check };
    }

    private static async Task<int> CheckAsync(Session session, bool json, CancellationToken ct)
    {
        var reports = new List<ChatModelReport>();
        await foreach (var report in session.Get<ChatModelCheck>().RunAsync(await session.Get<ChatModels>().OptionsAsync(ct), ct))
        {
            reports.Add(report);
            if (!json)
                Print(report);
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(reports, Session.Json));
        if (reports.Count == 0)
            await Console.Error.WriteLineAsync($"No language model is configured: set {ChatModelsOptions.Section}:0:Provider and {ChatModelsOptions.Section}:0:Model.");
        return reports.Count > 0 && reports.TrueForAll(r => r.Passed) ? 0 : 1;
    }

    private static void Print(ChatModelReport report)
    {
        Console.WriteLine($"{report.Model} ({report.Provider}, {report.Endpoint})");
        foreach (var step in report.Steps)
            Console.WriteLine($"  {Mark(step.Passed),-8} {Name(step.Name),-16} {step.Detail}");
    }

    private static string Mark(bool? passed) => passed switch { true => "ok", false => "failed", null => "unknown" };

    private static string Name(string step) => string.Concat(step.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
