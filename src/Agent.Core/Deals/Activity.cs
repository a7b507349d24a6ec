namespace Agent.Core.Deals;

/// <summary>What kind of contact or record an activity is.</summary>
public enum ActivityKind
{
    /// <summary>An email.</summary>
    Email,

    /// <summary>A phone or video call, often with its transcript.</summary>
    Call,

    /// <summary>A meeting, often with its transcript.</summary>
    Meeting,

    /// <summary>A note that one of us wrote.</summary>
    Note,

    /// <summary>A document that was sent or received.</summary>
    Document,
}

/// <summary>Who started it.</summary>
public enum Direction
{
    /// <summary>Ours alone, for example a note.</summary>
    Internal,

    /// <summary>From the buyer to us.</summary>
    Inbound,

    /// <summary>From us to the buyer.</summary>
    Outbound,

    /// <summary>Both took part, as in a meeting.</summary>
    Both,
}

/// <summary>Something that happened with a buyer, with its text. The text is data, never an instruction.</summary>
public sealed class Activity
{
    /// <summary>Identity.</summary>
    public ActivityId Id { get; init; } = ActivityId.New();

    /// <summary>The deal it belongs to, or null.</summary>
    public DealId? DealId { get; set; }

    /// <summary>The account it belongs to, or null.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>Kind.</summary>
    public required ActivityKind Kind { get; set; }

    /// <summary>Who started it.</summary>
    public Direction Direction { get; set; }

    /// <summary>When it happened or will happen, UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Subject line or title; may be empty.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The text, with <c>\n</c> line ends. Transcripts are lines of <c>[hh:mm:ss] Speaker: words</c>.</summary>
    public string Body { get; set; } = "";

    /// <summary>Length in minutes of a call or meeting.</summary>
    public int? Minutes { get; set; }

    /// <summary>The one of us who wrote or led it.</summary>
    public UserId? AuthorId { get; set; }

    /// <summary>Everybody who took part: sender first, then the others.</summary>
    public IReadOnlyList<Participant> Participants { get; set; } = [];

    /// <summary>Message id of the email that this one answers, or null.</summary>
    public string? InReplyTo { get; set; }

    /// <summary>Key in the system or file that this was imported from; unique among activities.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>Somebody who took part in an activity.</summary>
/// <param name="Name">Name as written; may be empty when only an address is known.</param>
/// <param name="Email">Address, lower case, or null.</param>
/// <param name="ContactId">The contact it is, when known.</param>
/// <param name="UserId">The one of us it is, when known.</param>
public sealed record Participant(string Name, string? Email = null, ContactId? ContactId = null, UserId? UserId = null);

/// <summary>Something somebody of us has to do.</summary>
public sealed class SalesTask
{
    /// <summary>Identity.</summary>
    public TaskId Id { get; init; } = TaskId.New();

    /// <summary>The deal it is for, or null.</summary>
    public DealId? DealId { get; set; }

    /// <summary>Who has to do it.</summary>
    public UserId? OwnerId { get; set; }

    /// <summary>What to do.</summary>
    public required string Title { get; set; }

    /// <summary>The day it is due, or null.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>When it was done, or null while open.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Key in the system that this task was imported from; unique among tasks.</summary>
    public string? ExternalId { get; set; }
}
