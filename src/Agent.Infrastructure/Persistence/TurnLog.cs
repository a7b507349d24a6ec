using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Something to write into the log of a turn.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Events">Its next events.</param>
/// <param name="Ending">How the turn ends with them, or null when it goes on.</param>
internal sealed record TurnWrite(TurnId TurnId, IReadOnlyList<AgentEvent> Events, TurnEnding? Ending);

/// <summary>How a turn ends.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Answer">The answer; null means what the log has of it.</param>
/// <param name="About">The deal that it is about, or null.</param>
internal sealed record TurnEnding(TurnStatus Status, string? Answer, DealId? About);

/// <summary>
/// Writes the logs of turns. Turns that write at the same moment share a transaction, so that many of them cost little more than one; who
/// writes knows afterwards that the events are kept, and only then are watchers told.
/// </summary>
internal sealed class TurnLog
{
    private readonly IDbContextFactory<WorkspaceDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly LiveEvents _live = new();
    private readonly GroupCommit<TurnWrite, bool> _group;

    /// <summary>The log of a workspace.</summary>
    /// <param name="contexts">Opens the database.</param>
    /// <param name="clock">The time.</param>
    public TurnLog(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock) => (_contexts, _clock, _group) = (contexts, clock, new(CommitAsync));

    /// <summary>Writes, and renews the turn's lease.</summary>
    /// <returns>False when the turn has ended or is gone: then nothing was written.</returns>
    public Task<bool> WriteAsync(TurnWrite write) => _group.WriteAsync(write);

    /// <summary>Listens to what this process writes for a conversation.</summary>
    public LiveEvents.Watch Listen(ConversationId conversation) => _live.Listen(conversation);

    /// <summary>A stored event as it was written.</summary>
    public static AgentEvent Read(string payload) => JsonSerializer.Deserialize<AgentEvent>(payload, ConversationStore.Json)!;

    private async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<TurnWrite> writes)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = _clock.GetUtcNow();
        var ids = writes.Select(w => w.TurnId).Distinct().ToList();
        var lease = now + ConversationStore.Lease;
        // A write first takes the lock, so that of two endings one finds the other.
        var running = db.Turns.Where(t => EF.Parameter(ids).Contains(t.Id) && t.Status == TurnStatus.Running);
        await running.ExecuteUpdateAsync(t => t.SetProperty(x => x.LeaseUntil, lease));
        var found = await running
            .Select(t => new { Turn = t, Last = db.TurnEvents.Where(e => e.ConversationId == t.ConversationId).Max(e => (long?)e.Sequence) })
            .ToListAsync();
        var turns = found.ToDictionary(f => f.Turn.Id, f => f.Turn);
        var last = found.DistinctBy(f => f.Turn.ConversationId).ToDictionary(f => f.Turn.ConversationId, f => f.Last ?? 0);

        var results = new List<bool>();
        var written = new List<(ConversationId Conversation, SequencedEvent Event)>();
        foreach (var write in writes)
        {
            var goesOn = turns.TryGetValue(write.TurnId, out var turn) && turn.Status == TurnStatus.Running;
            results.Add(goesOn);
            if (!goesOn)
                continue;
            foreach (var item in write.Events)
            {
                var sequence = ++last[turn!.ConversationId];
                db.Add(new TurnEvent { ConversationId = turn.ConversationId, Sequence = sequence, TurnId = turn.Id, Payload = JsonSerializer.Serialize(item, ConversationStore.Json) });
                written.Add((turn.ConversationId, new(sequence, turn.Id, item)));
            }

            if (write.Ending is { } ending)
                turn!.End(ending.Status, ending.Answer ?? await WrittenAsync(db, turn), ending.About, now);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        foreach (var conversation in written.GroupBy(w => w.Conversation, w => w.Event))
            _live.Tell(conversation.Key, [.. conversation]);
        return results;
    }

    // What there is of the answer of a turn that did not come to its end.
    private static async Task<string> WrittenAsync(WorkspaceDbContext db, Turn turn)
    {
        await db.SaveChangesAsync();
        var log = await db.TurnEvents.AsNoTracking()
            .Where(e => e.ConversationId == turn.ConversationId && e.TurnId == turn.Id)
            .OrderBy(e => e.Sequence).Select(e => e.Payload).ToListAsync();
        return string.Concat(log.Select(Read).OfType<TextDelta>().Select(d => d.Text));
    }
}
