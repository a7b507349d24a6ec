using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Agent.Core.Agents.Checks;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents;

/// <summary>Answers turns with their events, checks and ends; what drives the talk of model and tools is left to the runtime that derives from it.</summary>
/// <param name="parts">What it is made of.</param>
public abstract class TurnAgent(AgentParts parts) : ISalesAgent
{
    /// <inheritdoc/>
    public abstract AgentRuntime Runtime { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentEvent> RunAsync(TurnRequest request, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // The turn writes, the caller reads: so a fault anywhere in the turn still ends the stream with an event.
        var events = Channel.CreateUnbounded<AgentEvent>(new() { SingleReader = true, SingleWriter = false });
        var turn = Task.Run(() => AnswerAsync(request, events.Writer, ct), CancellationToken.None);
        await foreach (var item in events.Reader.ReadAllAsync(CancellationToken.None))
            yield return item;
        await turn;
    }

    /// <summary>Asks the model and calls its tools, by <see cref="TurnInProgress.AskAsync"/> and <see cref="TurnInProgress.CallAsync"/>, until it calls none.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="ct">Stops the turn.</param>
    protected abstract Task DriveAsync(TurnInProgress turn, CancellationToken ct);

    private async Task AnswerAsync(TurnRequest request, ChannelWriter<AgentEvent> events, CancellationToken ct)
    {
        var context = new TurnContext(request.Reader, parts.Index, parts.Clock, request.Focus) { Pending = request.Desk is { } desk ? desk.ListPendingAsync : null };
        try
        {
            events.TryWrite(new TurnStarted(request.TurnId, request.Question) { Replaces = request.Replaces });
            var answer = new AnswerInProgress(events, parts.Options.MaxAnswer);
            var turn = new TurnInProgress(request, context, parts, answer, events);
            await DriveAsync(turn, ct);
            turn.End();
            events.TryWrite(answer.BrokeOff is { } reason ? new TurnFailed(reason, Stopped: false) : Complete(request, context, answer));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            events.TryWrite(new TurnFailed("Stopped.", Stopped: true));
        }
        catch (Exception fault)
        {
            parts.OnFailure?.Invoke("turn", fault);
            events.TryWrite(new TurnFailed("Something went wrong while answering. The details are in the server's log.", Stopped: false));
        }
        finally
        {
            events.Complete();
        }
    }

    private TurnCompleted Complete(TurnRequest request, TurnContext context, AnswerInProgress answer)
    {
        var text = answer.Text;
        var offline = answer.Model == OfflineChatClient.ModelId;
        var hash = offline ? null : parts.Instructions.Hash;
        // The examples that the offline engine introduces itself with are its own.
        IReadOnlyList<string> ground = offline ? [.. answer.Ground, .. SmallTalk.Texts] : answer.Ground;
        var filed = answer.Results.OfType<FiledProposal>().ToList();
        var deeds = new TurnDeeds(filed.Count > 0, filed.Exists(f => f.IsApplied), answer.Results.Exists(r => r is DraftReport));
        var check = AnswerChecker.Check(text, new(context.Sources.All, ground, request.Question, context.Today) { Deeds = deeds, ByCode = offline });
        AgentMetrics.Count(check, answer.Model, hash ?? "");
        return new(text, context.Sources.CitedIn(text), answer.Model, context.Focus) { Notes = answer.Notes, Unsupported = check.Spans, PromptHash = hash };
    }
}
