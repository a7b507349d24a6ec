using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight;
using Agent.Core.Retrieval;

namespace Agent.Cli;

/// <summary>Commands that call one tool of the assistant and print what it returns: the same words, figures and sources as in the chat.</summary>
internal static class ToolCommands
{
    public static Command CreateNext(SharedOptions options)
    {
        var deal = DealArgument();
        var command = new Command("next", "What to do next: on one deal, or on all of yours, most pressing first") { deal };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => RunAsync(session, Toolbox.NextStep, new() { ["deal"] = parsed.GetValue(deal), ["allDeals"] = parsed.GetValue(deal) is null }, parsed.GetValue(options.Json), stop),
            ct));
        return command;
    }

    public static Command CreateRisks(SharedOptions options)
    {
        var deal = DealArgument();
        var command = new Command("risks", "What marks a deal at risk; without a deal: the deals at risk, worst first") { deal };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => parsed.GetValue(deal) is { } name
                ? RunAsync(session, Toolbox.DealStatus, new() { ["deal"] = name }, parsed.GetValue(options.Json), stop)
                : RunAsync(session, Toolbox.ListRisks, [], parsed.GetValue(options.Json), stop),
            ct));
        return command;
    }

    /// <summary>
    /// Calls a tool with the arguments given, null ones left out, and prints the result: as JSON, else by <paramref name="print"/> where it
    /// can, else in the words of the chat. <paramref name="settings"/> take the place of the workspace's.
    /// </summary>
    public static async Task<int> RunAsync(Session session, string tool, Dictionary<string, object?> arguments, bool json, CancellationToken ct, InsightSettings? settings = null, Func<object?, bool>? print = null)
    {
        await session.ReadNewTextsAsync(ct);
        var context = new TurnContext(await session.ReadAsAdminAsync(ct), session.Get<IPassageIndex>(), session.Get<TimeProvider>(), null) { Settings = settings };
        var result = await Toolbox.For(context).First(t => t.Name == tool).InvokeAsync(new(arguments.Where(a => a.Value is not null).ToDictionary()), ct);
        if (result is AmbiguousName or UnknownName or UnknownFramework or NoDraft or NothingToSummarize)
        {
            await Console.Error.WriteLineAsync(AnswerWriter.Write(result));
            return 1;
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(Documents.Of(result), Session.Json));
        else if (print?.Invoke(result) != true)
            Print(AnswerWriter.Write(result), context);
        return 0;
    }

    public static Argument<string?> DealArgument() => new("deal") { Description = "Name of the deal or its account, or its id", Arity = ArgumentArity.ZeroOrOne };

    private static void Print(string text, TurnContext context)
    {
        Console.WriteLine(text);
        Console.WriteLine();
        Sources.Print(context.Sources.CitedIn(text));
    }
}
