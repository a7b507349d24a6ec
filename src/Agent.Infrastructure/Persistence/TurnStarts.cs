using Agent.Core.Conversations;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>A turn to begin.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Page">The deal that the user looks at; null for that of the replaced turn, if there is one.</param>
/// <param name="Replaces">The turn that it takes the place of, with all turns after it, or null.</param>
internal sealed record TurnStart(ConversationId Conversation, string Question, DealId? Page, TurnId? Replaces);

/// <summary>
/// Begins turns. Those that begin at the same moment share a transaction: each for itself would wait for the others' lock, and SQLite waits
/// with a thread.
/// </summary>
internal sealed class TurnStarts
{
    // What a model is shown of a talk goes back less far.
    private const int MostEarlier = 20;

    private readonly IDbContextFactory<WorkspaceDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly GroupCommit<TurnStart, (Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)> _group;

    /// <summary>Begins the turns of a workspace.</summary>
    /// <param name="contexts">Opens the database.</param>
    /// <param name="clock">The time.</param>
    public TurnStarts(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock) => (_contexts, _clock, _group) = (contexts, clock, new(CommitAsync));

    /// <summary>Begins a turn.</summary>
    /// <returns>The turn, with the turns before it, oldest first; a refusal while another turn of the conversation runs.</returns>
    public Task<(Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)> BeginAsync(TurnStart start) => _group.WriteAsync(start);

    private async Task<IReadOnlyList<(Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)>> CommitAsync(IReadOnlyList<TurnStart> starts)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var begun = new List<(Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)>();
        foreach (var start in starts)
            begun.Add(await BeginAsync(db, start, _clock.GetUtcNow()));
        await transaction.CommitAsync();
        return begun;
    }

    private static async Task<(Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)> BeginAsync(WorkspaceDbContext db, TurnStart start, DateTimeOffset now)
    {
        var id = start.Conversation;
        // The write comes first, so that of two turns begun at once the second one waits and then sees the first.
        await db.Conversations.Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.UpdatedAt, now));
        if (await db.Turns.AnyAsync(t => t.ConversationId == id && t.Status == TurnStatus.Running && t.LeaseUntil > now))
            return (null, [], new("The assistant is still answering the last question. Stop it or wait."));
        var page = start.Page;
        if (start.Replaces is { } first)
        {
            if (await db.Turns.AsNoTracking().FirstOrDefaultAsync(t => t.Id == first && t.ConversationId == id && t.ReplacedById == null) is not { } replaced)
                return (null, [], new("This question is no longer part of the conversation."));
            page ??= replaced.PageDealId;
        }

        var turn = new Turn { ConversationId = id, Question = start.Question, PageDealId = page, StartedAt = now, LeaseUntil = now + ConversationStore.Lease };
        if (start.Replaces is { } gone)
            await ReplaceAsync(db, turn, gone);
        var earlier = await db.Turns.AsNoTracking().Where(t => t.ConversationId == id && t.ReplacedById == null).OrderByDescending(t => t.StartedAt).Take(MostEarlier).ToListAsync();
        db.Add(turn);
        await db.SaveChangesAsync();
        earlier.Reverse();
        return (turn, earlier, null);
    }

    // By the log, whose order is that of the turns however close they came.
    private static async Task ReplaceAsync(WorkspaceDbContext db, Turn by, TurnId first)
    {
        var conversation = by.ConversationId;
        var from = await db.TurnEvents.Where(e => e.ConversationId == conversation && e.TurnId == first).MinAsync(e => (long?)e.Sequence) ?? long.MaxValue;
        var gone = db.TurnEvents.Where(e => e.ConversationId == conversation && e.Sequence >= from).Select(e => e.TurnId);
        await db.Turns
            .Where(t => t.ConversationId == conversation && t.ReplacedById == null && (t.Id == first || gone.Contains(t.Id)))
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.ReplacedById, by.Id));
    }
}
