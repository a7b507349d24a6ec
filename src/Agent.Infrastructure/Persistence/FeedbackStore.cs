using System.Runtime.CompilerServices;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What a user thinks of an answer.</summary>
public enum Thumb
{
    /// <summary>It helped.</summary>
    Up,

    /// <summary>It did not.</summary>
    Down,
}

/// <summary>What a user thinks of the answer of a turn; goes with the conversation when that is deleted.</summary>
public sealed class TurnFeedback
{
    /// <summary>The turn.</summary>
    public required TurnId TurnId { get; init; }

    /// <summary>Its conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Whether the answer helped.</summary>
    public required Thumb Thumb { get; set; }

    /// <summary>Why, in the user's words, or null.</summary>
    public string? Reason { get; set; }

    /// <summary>When it was said last, UTC.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>A rated answer with all that an eval needs. It does not say whose it is.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The answer in Markdown.</param>
/// <param name="Sources">What the answer cites.</param>
/// <param name="Thumb">Whether it helped.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="PromptHash">Hash of the prompt; null without a model.</param>
/// <param name="Model">Which engine or model answered.</param>
/// <param name="At">When it was rated.</param>
public sealed record RatedAnswer(string Question, string Answer, IReadOnlyList<Source> Sources, Thumb Thumb, string? Reason, string? PromptHash, string Model, DateTimeOffset At);

/// <summary>Keeps what users think of the answers that they got.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class FeedbackStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxReason = 1_000;

    /// <summary>The most answers of an export, the latest first.</summary>
    public const int MaxExported = 10_000;

    /// <summary>What was said of the answers of a conversation, which must be the caller's.</summary>
    public async Task<IReadOnlyList<TurnFeedback>> ListAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Feedback.AsNoTracking().Where(f => f.ConversationId == conversation).OrderBy(f => f.At).Take(MaxExported).ToListAsync(ct);
    }

    /// <summary>Keeps what is thought of an answer, in the place of what was said of it before.</summary>
    /// <returns>False when the conversation has no such turn, or there is no answer to it.</returns>
    public async Task<bool> SetAsync(ConversationId conversation, TurnId turn, Thumb thumb, string? reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Turns.AnyAsync(t => t.Id == turn && t.ConversationId == conversation && t.Status == TurnStatus.Completed, ct))
            return false;
        var known = await db.Feedback.FirstOrDefaultAsync(f => f.TurnId == turn, ct);
        var now = clock.GetUtcNow();
        var feedback = known ?? db.Feedback.Add(new() { TurnId = turn, ConversationId = conversation, Thumb = thumb, At = now }).Entity;
        (feedback.Thumb, feedback.Reason, feedback.At) = (thumb, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Takes back what was said of an answer.</summary>
    public async Task DeleteAsync(ConversationId conversation, TurnId turn, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Feedback.Where(f => f.TurnId == turn && f.ConversationId == conversation).ExecuteDeleteAsync(ct);
    }

    /// <summary>All rated answers of everybody, the latest first, at most <see cref="MaxExported"/>. Who may have them is decided by whoever calls.</summary>
    public async IAsyncEnumerable<RatedAnswer> ExportAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rated = await db.Feedback.AsNoTracking()
            .OrderByDescending(f => f.At).Take(MaxExported)
            .Join(db.Turns, f => f.TurnId, t => t.Id, (f, t) => new { Feedback = f, t.Question })
            .ToListAsync(ct);
        foreach (var one in rated.OrderByDescending(r => r.Feedback.At))
        {
            var (conversation, turn) = (one.Feedback.ConversationId, one.Feedback.TurnId);
            var last = await db.TurnEvents.AsNoTracking()
                .Where(e => e.ConversationId == conversation && e.TurnId == turn)
                .OrderByDescending(e => e.Sequence).Select(e => e.Payload).FirstOrDefaultAsync(ct);
            if (last is not null && JsonSerializer.Deserialize<AgentEvent>(last, ConversationStore.Json) is TurnCompleted done)
                yield return new(one.Question, done.Answer, done.Sources, one.Feedback.Thumb, one.Feedback.Reason, done.PromptHash, done.Model, one.Feedback.At);
        }
    }
}
