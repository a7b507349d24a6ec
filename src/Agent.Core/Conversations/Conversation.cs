using Agent.Core.Deals;

namespace Agent.Core.Conversations;

/// <summary>A user's talk with the assistant.</summary>
public sealed class Conversation
{
    /// <summary>The most characters of a title.</summary>
    public const int MaxTitle = 80;

    /// <summary>Identity.</summary>
    public ConversationId Id { get; init; } = ConversationId.New();

    /// <summary>Whose it is; nobody else sees it.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The first question, shortened.</summary>
    public required string Title { get; set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its latest turn began.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>How far a turn is.</summary>
public enum TurnStatus
{
    /// <summary>Being answered.</summary>
    Running,

    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Stopped by the user.</summary>
    Stopped,

    /// <summary>Ended by a fault.</summary>
    Failed,
}

/// <summary>A question and its answer.</summary>
public sealed class Turn
{
    /// <summary>The most characters of a question.</summary>
    public const int MaxQuestion = 4_000;

    /// <summary>Identity.</summary>
    public TurnId Id { get; init; } = TurnId.New();

    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>What the user asked.</summary>
    public required string Question { get; init; }

    /// <summary>The deal that the user was looking at, or null.</summary>
    public DealId? PageDealId { get; init; }

    /// <summary>The deal that the answer was about, or null; a later "there" or "this deal" means it.</summary>
    public DealId? FocusDealId { get; private set; }

    /// <summary>How far it is.</summary>
    public TurnStatus Status { get; private set; }

    /// <summary>The answer in Markdown; what there was of it when the turn was stopped or failed.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>The turn that took its place, in which the user asked in other words, or null. It stays in the log and counts no more.</summary>
    public TurnId? ReplacedById { get; private set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until when the process that answers it holds it; a running turn past this was left behind by a crash.</summary>
    public required DateTimeOffset LeaseUntil { get; set; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Ends the turn; a turn that has ended already stays as it is.</summary>
    /// <returns>False when it had ended already.</returns>
    public bool End(TurnStatus status, string answer, DealId? focus, DateTimeOffset at)
    {
        if (status == TurnStatus.Running)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A turn ends as completed, stopped or failed.");
        if (Status != TurnStatus.Running)
            return false;
        (Status, Answer, FocusDealId, EndedAt) = (status, answer, focus, at);
        return true;
    }
}
