using System.CommandLine;
using Agent.Core.Agents.Tools;

namespace Agent.Cli;

/// <summary><c>agent summarize DEAL</c>: what was said, in sections, every line with its source.</summary>
internal static class SummarizeCommand
{
    public static Command Create(SharedOptions options)
    {
        var deal = new Argument<string>("deal") { Description = "Name of the deal or its account, or its id" };
        var last = new Option<bool>("--last") { Description = "The last call or meeting alone" };
        var command = new Command("summarize", "What was said on a deal: pains, goals, budget, decision, objections, agreed actions, open questions") { deal, last };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => ToolCommands.RunAsync(
                session,
                Toolbox.Summarize,
                new() { ["deal"] = parsed.GetValue(deal), ["lastTalk"] = parsed.GetValue(last) },
                parsed.GetValue(options.Json),
                stop),
            ct));
        return command;
    }
}
