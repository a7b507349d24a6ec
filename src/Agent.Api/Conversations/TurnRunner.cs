using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Agent.Core.Agents;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;

namespace Agent.Api.Conversations;

/// <summary>Answers turns in the background and writes their events to the log. Who watches reads the log, not this.</summary>
internal sealed class TurnRunner(ISalesAgent agent, ConversationStore conversations, DealReaderFactory readers, ProposalDeskFactory desks, TimeProvider clock, ILogger<TurnRunner> log) : BackgroundService
{
    private static readonly TimeSpan RenewEvery = ConversationStore.Lease / 3;

    private readonly ConcurrentDictionary<TurnId, (CancellationTokenSource Cancel, Task Task)> _running = new();

    /// <summary>Begins a turn.</summary>
    /// <returns>The turn, or why it cannot begin now.</returns>
    public async Task<(Turn? Turn, Refusal? Refusal)> StartAsync(Viewer viewer, ConversationId conversation, string question, DealId? page, TurnId? replaces, CancellationToken ct)
    {
        var (turn, earlier, refusal) = await conversations.BeginTurnAsync(conversation, question, page, replaces, ct);
        if (turn is null)
            return (null, refusal);

        var focus = turn.PageDealId ?? earlier.LastOrDefault(t => t.FocusDealId is not null)?.FocusDealId;
        var history = earlier.Where(t => t.Status == TurnStatus.Completed).Select(t => new PastTurn(t.Question, t.Answer)).ToList();
        var request = new TurnRequest(turn.Id, question, readers.For(viewer), history, focus) { Desk = desks.For(viewer), ConversationId = conversation, Replaces = replaces };
        var cancel = new CancellationTokenSource();
        _running[turn.Id] = (cancel, Task.CompletedTask);
        var task = Task.Run(() => RunAsync(turn, request, cancel), CancellationToken.None);
        _running.TryUpdate(turn.Id, (cancel, task), (cancel, Task.CompletedTask));
        return (turn, null);
    }

    /// <summary>Stops a turn of a user, wherever it runs: another process finds it ended at its next write.</summary>
    /// <returns>False when the user has no such turn.</returns>
    public async Task<bool> StopAsync(UserId user, ConversationId conversation, TurnId turn, CancellationToken ct)
    {
        var known = await conversations.StopAsync(user, conversation, turn, ct);
        if (known && _running.TryGetValue(turn, out var running))
            await running.Cancel.CancelAsync();
        return known;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ConversationStore.Lease / 2, clock);
        do
        {
            if (await conversations.EndAbandonedAsync(stoppingToken) is > 0 and var count)
                log.LogWarning("Ended {Count} turns that a former process left running", count);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var (cancel, _) in _running.Values)
            await cancel.CancelAsync();
        await Task.WhenAll(_running.Values.Select(r => r.Task)).WaitAsync(cancellationToken);
    }

    private async Task RunAsync(Turn turn, TurnRequest request, CancellationTokenSource cancel)
    {
        try
        {
            var events = Channel.CreateUnbounded<AgentEvent>(new() { SingleReader = true, SingleWriter = true });
            var pump = PumpAsync(request, events.Writer, cancel.Token);
            await WriteAsync(turn, events.Reader, cancel);
            await pump;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Turn {Turn} could not be written", turn.Id);
        }
        finally
        {
            _running.TryRemove(turn.Id, out _);
        }
    }

    private async Task PumpAsync(TurnRequest request, ChannelWriter<AgentEvent> events, CancellationToken ct)
    {
        await foreach (var item in agent.RunAsync(request, ct))
            events.TryWrite(item);
        events.Complete();
    }

    // What has come since the last write goes into the log together; a pause renews the lease. So a word that comes alone is shown at once,
    // and when words come faster than they can be written, more of them go at a time.
    private async Task WriteAsync(Turn turn, ChannelReader<AgentEvent> events, CancellationTokenSource cancel)
    {
        var open = true;
        while (open)
        {
            open = await WaitAsync(events);
            var batch = TakeAll(events);
            switch (batch.LastOrDefault())
            {
                case TurnCompleted completed:
                    await conversations.EndAsync(turn, TurnStatus.Completed, completed.Answer, completed.About, batch, CancellationToken.None);
                    break;
                case TurnFailed failed:
                    await conversations.EndAsync(turn, failed.Stopped ? TurnStatus.Stopped : TurnStatus.Failed, null, null, batch, CancellationToken.None);
                    break;
                default:
                    if (open && !await conversations.AppendAsync(turn, batch, CancellationToken.None))
                        await cancel.CancelAsync();
                    break;
            }
        }
    }

    // Pieces of the answer that come one after the other are one piece.
    private static List<AgentEvent> TakeAll(ChannelReader<AgentEvent> events)
    {
        var batch = new List<AgentEvent>();
        var text = new StringBuilder();
        while (events.TryRead(out var item))
        {
            if (item is TextDelta piece)
            {
                text.Append(piece.Text);
                continue;
            }

            EndText();
            batch.Add(item);
        }

        EndText();
        return batch;

        void EndText()
        {
            if (text.Length > 0)
                batch.Add(new TextDelta(text.ToString()));
            text.Clear();
        }
    }

    private async Task<bool> WaitAsync(ChannelReader<AgentEvent> events)
    {
        using var pause = new CancellationTokenSource(RenewEvery, clock);
        try
        {
            return await events.WaitToReadAsync(pause.Token);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested)
        {
            return true;
        }
    }
}
