using System.CommandLine;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Texts;
using Agent.Infrastructure.Export;

namespace Agent.Cli;

/// <summary><c>agent brief DEAL</c>: what to know before a meeting, as text, Markdown or a page to print.</summary>
internal static class BriefCommand
{
    public static Command Create(SharedOptions options)
    {
        var deal = new Argument<string>("deal") { Description = "Name of the deal or its account, or its id" };
        var format = new Option<string?>("--format") { Description = "markdown: without the marks of sources; html: a page to print" };
        format.AcceptOnlyFromAmong("markdown", "html");
        var command = new Command("brief", "What to know before a meeting on a deal, on one page") { deal, format };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => ToolCommands.RunAsync(
                session,
                Toolbox.Brief,
                new() { ["deal"] = parsed.GetValue(deal) },
                parsed.GetValue(options.Json),
                stop,
                print: parsed.GetValue(format) is { } chosen ? result => Print(result, chosen) : null),
            ct));
        return command;
    }

    private static bool Print(object? result, string format)
    {
        if (result is not BriefReport report)
            return false;
        var markdown = BriefWriter.Markdown(report.Brief, _ => "");
        Console.Write(format == "html" ? PrintPage.Html($"Brief: {report.Brief.Deal}", markdown) : markdown);
        return true;
    }
}
