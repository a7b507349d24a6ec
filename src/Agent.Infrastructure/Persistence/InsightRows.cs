using Agent.Core.Deals;

namespace Agent.Infrastructure.Persistence;

/// <summary>A deal that has changed since it was looked at. The database's triggers put it into the queue.</summary>
public sealed class QueuedDeal
{
    /// <summary>Stands for all open deals.</summary>
    public static readonly DealId AllOpen = new(Guid.Empty);

    /// <summary>The deal, or <see cref="AllOpen"/>.</summary>
    public required DealId DealId { get; init; }

    /// <summary>True when the texts are to be read again, false when only the record has changed.</summary>
    public required bool Texts { get; init; }

    /// <summary>New with every change: a deal leaves the queue only under the stamp that the work on it began with.</summary>
    public required long Stamp { get; init; }
}

/// <summary>That a deal was looked at again. The database's triggers write it when the deal leaves the queue.</summary>
public sealed class DealLook
{
    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>Higher than that of every deal that was looked at before.</summary>
    public required long Revision { get; init; }
}

/// <summary>A new activity that is still to be read for updates of the record. The database's triggers put it into the queue.</summary>
public sealed class QueuedActivity
{
    /// <summary>The activity.</summary>
    public required ActivityId ActivityId { get; init; }

    /// <summary>When it happened or will happen, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>New with every change of the text: an activity leaves the queue only under the stamp that its reading began with.</summary>
    public required long Stamp { get; init; }
}

/// <summary>What was read in the texts of a deal.</summary>
public sealed class StoredReading
{
    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>The <see cref="Agent.Core.Insight.DealReadings.Version"/> that read.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>When the next text that lies ahead is in the past and so to be read, or null.</summary>
    public DateTimeOffset? ReadAgainAt { get; init; }

    /// <summary>The <see cref="Agent.Core.Insight.DealReading"/> as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Why the texts could not be read, or null. The deal waits for its next change then.</summary>
    public string? Fault { get; init; }
}

/// <summary>How an open deal stands on a day.</summary>
public sealed class StoredJudgement
{
    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>The day that it was judged for, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The <see cref="Agent.Core.Insight.Health.Verdict"/> as a number, so that the database can order by it.</summary>
    public required int Verdict { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Importance { get; init; }

    /// <summary>The <see cref="Agent.Core.Insight.Health.DealHealth"/> as JSON; null when the deal could not be judged.</summary>
    public string? Document { get; init; }
}

/// <summary>A wait that somebody declared for a deal.</summary>
public sealed class DeclaredSnooze
{
    /// <summary>Identity.</summary>
    public SnoozeId Id { get; init; } = SnoozeId.New();

    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>Why nothing happens.</summary>
    public required string Reason { get; init; }

    /// <summary>The day on which the deal is looked at again.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Who declared it; null when the user is gone.</summary>
    public UserId? ById { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>When somebody ended it or declared another one, UTC, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>A setting of the workspace or of a user.</summary>
public sealed class StoredSetting
{
    /// <summary>Which setting.</summary>
    public required string Key { get; init; }

    /// <summary>JSON.</summary>
    public required string Value { get; set; }

    /// <summary>Who changed it last; null when the user is gone.</summary>
    public UserId? ChangedById { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
