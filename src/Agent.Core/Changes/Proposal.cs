using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>How far a proposal is. The edges between them are the methods of <see cref="Proposal"/>; there are no others.</summary>
public enum ProposalStatus
{
    /// <summary>Waits for a person.</summary>
    Pending,

    /// <summary>A person approved it; it is being applied.</summary>
    Approved,

    /// <summary>The store holds it.</summary>
    Applied,

    /// <summary>A person refused it.</summary>
    Rejected,

    /// <summary>Nobody decided in time, or newer evidence replaced it.</summary>
    Expired,

    /// <summary>What it would change was changed meanwhile.</summary>
    Stale,

    /// <summary>It was approved but could not be applied.</summary>
    Failed,
}

/// <summary>Where a proposal comes from.</summary>
public sealed record ProposalOrigin
{
    /// <summary>What proposals name as their model that code read out of a text.</summary>
    public const string Reader = "reader";

    /// <summary>What changes name as their model that a person made directly.</summary>
    public const string Person = "person";

    /// <summary>The conversation that it arose in, or null.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The turn that it arose in, or null.</summary>
    public TurnId? TurnId { get; init; }

    /// <summary>The activity that code read it from, or null.</summary>
    public ActivityId? ActivityId { get; init; }

    /// <summary>The user whose turn it was; null when it arose by itself.</summary>
    public UserId? UserId { get; init; }

    /// <summary>True when the user's own words asked for the change; false when a model came up with it, or a text did.</summary>
    public bool AskedFor { get; init; }

    /// <summary>Which engine or model proposed it.</summary>
    public required string Model { get; init; }

    /// <summary>Hash of the prompts that the model had, or null without a model.</summary>
    public string? PromptHash { get; init; }

    /// <summary>True when the proposer had read text that came from outside the team: an email, a transcript, a document.</summary>
    public bool ReadOutsideText { get; init; }
}

/// <summary>A change that waits for a person, and what became of it.</summary>
public sealed class Proposal
{
    /// <summary>The most characters of a comment.</summary>
    public const int MaxComment = 500;

    /// <summary>How long a proposal waits for an answer. A month-old reading of a deal is no longer worth a press.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private Proposal()
    {
    }

    /// <summary>Identity.</summary>
    public ProposalId Id { get; private init; } = ProposalId.New();

    /// <summary>What would change, as it was proposed.</summary>
    public ChangeSet Change { get; private init; } = null!;

    /// <summary>What a person made of it before approving, or null when it was approved as it was.</summary>
    public ChangeSet? Edited { get; private set; }

    /// <summary>The change that is applied: the edited one, else the proposed one.</summary>
    public ChangeSet Effective => Edited ?? Change;

    /// <summary>Where it comes from.</summary>
    public ProposalOrigin Origin { get; private init; } = null!;

    /// <summary>How far it is.</summary>
    public ProposalStatus Status { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it ends by itself, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>Who decided, or null.</summary>
    public UserId? DecidedById { get; private set; }

    /// <summary>When it left <see cref="ProposalStatus.Pending"/>, UTC, or null.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What the person said about it, or why the program ended it; null for nothing.</summary>
    public string? Comment { get; private set; }

    /// <summary>Who took an applied change back, or null.</summary>
    public UserId? UndoneById { get; private set; }

    /// <summary>When it was taken back, UTC, or null.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Makes a proposal that waits.</summary>
    /// <param name="change">What would change.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="at">The moment.</param>
    public static Proposal Make(ChangeSet change, ProposalOrigin origin, DateTimeOffset at) =>
        new() { Change = change, Origin = origin, CreatedAt = at, ExpiresAt = at + Lifetime };

    /// <summary>A person approves it, as it is or edited.</summary>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="edited">What the person made of it, or null.</param>
    /// <param name="comment">What the person says about it, or null.</param>
    /// <returns>Null when approved, else why not.</returns>
    public Refusal? Approve(UserId by, DateTimeOffset at, ChangeSet? edited = null, string? comment = null)
    {
        if (Ended() is { } ended)
            return ended;
        if (at >= ExpiresAt)
            return new("This proposal has expired.");
        if (edited is not null && edited.Slot.Split(':')[0] != Change.Slot.Split(':')[0])
            return new("An edit can change the values of a proposal, not what it is about.");
        Edited = edited;
        Decide(ProposalStatus.Approved, by, at, comment);
        return null;
    }

    /// <summary>A person refuses it.</summary>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">Why, or null.</param>
    /// <returns>Null when refused, else why not.</returns>
    public Refusal? Reject(UserId by, DateTimeOffset at, string? comment)
    {
        if (Ended() is { } ended)
            return ended;
        Decide(ProposalStatus.Rejected, by, at, comment);
        return null;
    }

    /// <summary>Ends it undecided: its time is over, or newer evidence replaced it.</summary>
    /// <param name="at">When.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <returns>Null when ended, else why not.</returns>
    public Refusal? Expire(DateTimeOffset at, string why)
    {
        if (Ended() is { } ended)
            return ended;
        Decide(ProposalStatus.Expired, null, at, why);
        return null;
    }

    /// <summary>What it would change was changed meanwhile.</summary>
    /// <param name="at">When that was found.</param>
    /// <param name="why">What changed, in a sentence.</param>
    /// <returns>Null when ended, else why not.</returns>
    public Refusal? GoStale(DateTimeOffset at, string why)
    {
        if (Ended() is { } ended)
            return ended;
        Decide(ProposalStatus.Stale, null, at, why);
        return null;
    }

    /// <summary>The store holds the change now.</summary>
    /// <exception cref="InvalidOperationException">It was not approved.</exception>
    public void CompleteApplying() => EndApproved(ProposalStatus.Applied, null);

    /// <summary>The change could not be made.</summary>
    /// <param name="why">Why, in a sentence.</param>
    /// <exception cref="InvalidOperationException">It was not approved.</exception>
    public void FailApplying(string why) => EndApproved(ProposalStatus.Failed, why);

    /// <summary>A person took the applied change back; the proposal stays applied in its history.</summary>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <returns>Null when noted, else why not.</returns>
    public Refusal? Undo(UserId by, DateTimeOffset at)
    {
        if (Status != ProposalStatus.Applied)
            return new("Only an applied change can be undone.");
        if (UndoneAt is not null)
            return new("This change was undone already.");
        (UndoneById, UndoneAt) = (by, at);
        return null;
    }

    private Refusal? Ended() => Status == ProposalStatus.Pending
        ? null
        : new($"This proposal was {(Status == ProposalStatus.Stale ? "overtaken by another change" : Status.ToString().ToLowerInvariant())} already.");

    private void Decide(ProposalStatus status, UserId? by, DateTimeOffset at, string? comment) =>
        (Status, DecidedById, DecidedAt, Comment) = (status, by, at, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim());

    private void EndApproved(ProposalStatus status, string? why)
    {
        if (Status != ProposalStatus.Approved)
            throw new InvalidOperationException($"A proposal that is {Status} is not being applied.");
        Status = status;
        Comment = why ?? Comment;
    }
}
