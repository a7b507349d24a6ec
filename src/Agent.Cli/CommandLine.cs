using System.CommandLine;
using System.Globalization;

namespace Agent.Cli;

/// <summary>The command line: what every command shares, and the commands.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        var shared = new SharedOptions();
        var root = new RootCommand("A sales assistant over your team's own deals. It reads and proposes; it never changes a deal by itself.")
        {
            AskCommand.Create(shared),
            ImportCommand.Create(shared),
            ToolCommands.CreateNext(shared),
            ToolCommands.CreateRisks(shared),
            QualifyCommand.Create(shared),
            BriefCommand.Create(shared),
            SummarizeCommand.Create(shared),
            DraftCommand.Create(shared),
            SearchCommand.CreateSearch(shared),
            SearchCommand.CreateReindex(shared),
            SuggestionsCommand.Create(shared),
            ModelsCommand.Create(shared),
        };
        foreach (var option in shared.All)
            root.Options.Add(option);
        return root;
    }
}

/// <summary>Options that every command takes.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The workspace folder (default: AGENT_DATA, else .agent)",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day to take for today, as yyyy-MM-dd",
        HelpName = "DATE",
        Recursive = true,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"--as-of takes a day as yyyy-MM-dd, not \"{result.Tokens[0].Value}\".");
            return null;
        },
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document and nothing else",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Data, AsOf, Json];
}
