using System.CommandLine;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Texts;

namespace Agent.Cli;

/// <summary><c>agent draft DEAL</c>: a follow-up to look over and send.</summary>
internal static class DraftCommand
{
    public static Command Create(SharedOptions options)
    {
        var deal = new Argument<string>("deal") { Description = "Name of the deal or its account, or its id" };
        var kind = new Option<DraftKind?>("--kind") { Description = "What it is for (default: what the deal needs now)" };
        var tone = new Option<DraftTone?>("--tone") { Description = "How it sounds (default: your own setting)" };
        var length = new Option<DraftLength?>("--length") { Description = "How long it may be (default: your own setting)" };
        var command = new Command("draft", "Draft a follow-up email from what the store holds; nothing is sent") { deal, kind, tone, length };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => ToolCommands.RunAsync(
                session,
                Toolbox.Draft,
                new() { ["deal"] = parsed.GetValue(deal), ["kind"] = parsed.GetValue(kind), ["tone"] = parsed.GetValue(tone), ["length"] = parsed.GetValue(length) },
                parsed.GetValue(options.Json),
                stop),
            ct));
        return command;
    }
}
