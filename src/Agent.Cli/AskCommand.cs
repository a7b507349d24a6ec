using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;

namespace Agent.Cli;

/// <summary><c>agent ask "…"</c>: streams an answer to the terminal.</summary>
internal static class AskCommand
{
    public static Command Create(SharedOptions options)
    {
        var question = new Argument<string[]>("question") { Description = "What to ask", Arity = ArgumentArity.OneOrMore };
        var command = new Command("ask", "Ask a question about your deals") { question };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => AskAsync(session, string.Join(' ', parsed.GetValue(question)!), parsed.GetValue(options.Json), stop),
            ct));
        return command;
    }

    private static async Task<int> AskAsync(Session session, string question, bool json, CancellationToken ct)
    {
        await session.ReadNewTextsAsync(ct);
        var reader = await session.ReadAsAdminAsync(ct);
        var request = new TurnRequest(TurnId.New(), question, reader, [], null) { Desk = session.Get<ProposalDeskFactory>().For(reader.Viewer) };
        var exit = 1;
        await foreach (var item in session.Get<ISalesAgent>().RunAsync(request, ct))
        {
            switch (item)
            {
                case ToolCalled called when !json:
                    await Console.Error.WriteLineAsync($"… {called.Name.Replace('_', ' ')}");
                    break;
                case TextDelta delta when !json:
                    Console.Write(delta.Text);
                    break;
                case TurnCompleted completed:
                    exit = 0;
                    Finish(completed, json);
                    break;
                case TurnFailed failed when json:
                    Console.WriteLine(JsonSerializer.Serialize<AgentEvent>(failed, Session.Json));
                    break;
                case TurnFailed failed:
                    await Console.Error.WriteLineAsync($"\n{failed.Reason}");
                    break;
            }
        }

        return exit;
    }

    private static void Finish(TurnCompleted completed, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize<AgentEvent>(completed, Session.Json));
            return;
        }

        Console.WriteLine("\n");
        foreach (var note in completed.Notes)
            Console.WriteLine(note);
        foreach (var span in completed.Unsupported)
            Console.WriteLine($"Not supported: \"{completed.Answer.Substring(span.Start, span.Length)}\". {span.Why}");
        Sources.Print(completed.Sources);
    }
}
