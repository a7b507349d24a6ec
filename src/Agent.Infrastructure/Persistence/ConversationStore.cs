using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Agents;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>An event with its place in the conversation's log.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Event">The event.</param>
public sealed record SequencedEvent(long Sequence, TurnId TurnId, AgentEvent Event);

/// <summary>
/// Conversations and their logs. The log in the database is the only channel: whoever watches reads it from a sequence
/// number on and waits for more, so live and replay are the same code, in this process or another. Nothing is shown
/// before it is kept, so nobody who connects again misses or repeats a word.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class ConversationStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most conversations of a list.</summary>
    public const int MaxListed = 200;

    /// <summary>How long a process holds a turn without renewing; a turn past it was left behind by a crash.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Events of other processes are found by looking again after this long.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private const int PageSize = 500;

    /// <summary>How events stand in the log and on the wire.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly TurnLog _log = new(contexts, clock);
    private readonly TurnStarts _starts = new(contexts, clock);

    // Asked before everything that is done with a conversation, so its translation is kept.
    private readonly Func<WorkspaceDbContext, UserId, ConversationId, CancellationToken, Task<bool>> _owns = EF.CompileAsyncQuery(
        (WorkspaceDbContext db, UserId user, ConversationId id, CancellationToken _) => db.Conversations.Any(c => c.Id == id && c.UserId == user));

    /// <summary>A user's conversations, latest first.</summary>
    public async Task<IReadOnlyList<Conversation>> ListAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.AsNoTracking().Where(c => c.UserId == user).OrderByDescending(c => c.UpdatedAt).Take(MaxListed).ToListAsync(ct);
    }

    /// <summary>Begins a conversation.</summary>
    public async Task<Conversation> CreateAsync(UserId user, string title, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var line = title.ReplaceLineEndings(" ").Trim();
        var conversation = new Conversation
        {
            UserId = user,
            Title = Shortened(line),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(conversation);
        await db.SaveChangesAsync(ct);
        return conversation;
    }

    /// <summary>True when the conversation is the user's.</summary>
    public async Task<bool> OwnsAsync(UserId user, ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await _owns(db, user, id, ct);
    }

    /// <summary>Deletes a user's conversation with its turns and log.</summary>
    /// <returns>False when the user has no such conversation.</returns>
    public async Task<bool> DeleteAsync(UserId user, ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.Id == id && c.UserId == user).ExecuteDeleteAsync(ct) > 0;
    }

    /// <summary>Begins a turn.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="page">The deal that the user looks at; null for that of the replaced turn, if there is one.</param>
    /// <param name="replaces">The turn that it takes the place of, with all turns after it, or null.</param>
    /// <param name="ct">Asked before the turn begins, and then no more: whoever begins it has to answer it.</param>
    /// <returns>The turn, with the turns before it, oldest first; a refusal while another turn of the conversation runs.</returns>
    public Task<(Turn? Turn, IReadOnlyList<Turn> Earlier, Refusal? Refusal)> BeginTurnAsync(
        ConversationId id, string question, DealId? page, TurnId? replaces, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return _starts.BeginAsync(new(id, question, page, replaces));
    }

    /// <summary>Appends events to a turn's log and renews its lease.</summary>
    /// <returns>False when the turn was stopped or deleted meanwhile: nothing more should be written to it.</returns>
    public Task<bool> AppendAsync(Turn turn, IReadOnlyList<AgentEvent> events, CancellationToken ct) =>
        _log.WriteAsync(new(turn.Id, [.. events], null)).WaitAsync(ct);

    /// <summary>Ends a turn with its last events; a null answer means what the log has of it. A turn that has ended already stays as it is.</summary>
    public Task EndAsync(Turn turn, TurnStatus status, string? answer, DealId? about, IReadOnlyList<AgentEvent> events, CancellationToken ct) =>
        _log.WriteAsync(new(turn.Id, [.. events], new(status, answer, about))).WaitAsync(ct);

    /// <summary>Stops a running turn of a user.</summary>
    /// <returns>False when the user has no such turn.</returns>
    public async Task<bool> StopAsync(UserId user, ConversationId conversation, TurnId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Conversations.AnyAsync(c => c.Id == conversation && c.UserId == user, ct)
            || !await db.Turns.AnyAsync(t => t.Id == id && t.ConversationId == conversation, ct))
            return false;
        await _log.WriteAsync(new(id, [new TurnFailed("Stopped.", Stopped: true)], new(TurnStatus.Stopped, null, null))).WaitAsync(ct);
        return true;
    }

    /// <summary>Ends turns that a crashed process left running.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndAbandonedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var abandoned = await db.Turns.AsNoTracking().Where(t => t.Status == TurnStatus.Running && t.LeaseUntil < now).OrderBy(t => t.StartedAt).Take(100).ToListAsync(ct);
        foreach (var turn in abandoned)
            await EndAsync(turn, TurnStatus.Failed, null, null, [new TurnFailed("The answer was cut off by a restart. Ask again.", Stopped: false)], ct);
        return abandoned.Count;
    }

    /// <summary>The log after a sequence number, at most 10,000 events.</summary>
    public async Task<IReadOnlyList<SequencedEvent>> ReadAsync(ConversationId id, long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PageAsync(db, id, after, 10_000, ct);
    }

    /// <summary>The log after a sequence number, then what comes. Ends only by cancellation.</summary>
    public async IAsyncEnumerable<SequencedEvent> WatchAsync(ConversationId id, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        // Listens before it reads: what is written in between is heard.
        using var watch = _log.Listen(id);
        IReadOnlyList<SequencedEvent>? heard = null;
        while (true)
        {
            var page = heard ?? await PageAsync(id, after, ct);
            foreach (var item in page)
            {
                yield return item;
                after = item.Sequence;
            }

            heard = heard is null && page.Count == PageSize ? null : await watch.NextAsync(after, PollInterval, clock, ct);
        }
    }

    private static string Shortened(string line)
    {
        if (line.Length <= Conversation.MaxTitle)
            return line;
        var length = Conversation.MaxTitle - 1;
        // Half a character is none.
        return line[..(char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)] + "…";
    }

    private async Task<IReadOnlyList<SequencedEvent>> PageAsync(ConversationId id, long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PageAsync(db, id, after, PageSize, ct);
    }

    private static async Task<IReadOnlyList<SequencedEvent>> PageAsync(WorkspaceDbContext db, ConversationId id, long after, int take, CancellationToken ct)
    {
        var rows = await db.TurnEvents.AsNoTracking().Where(e => e.ConversationId == id && e.Sequence > after).OrderBy(e => e.Sequence).Take(take).ToListAsync(ct);
        return [.. rows.Select(r => new SequencedEvent(r.Sequence, r.TurnId, TurnLog.Read(r.Payload)))];
    }
}
