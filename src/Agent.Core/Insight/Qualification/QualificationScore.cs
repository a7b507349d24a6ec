using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>What became of a proposed score.</summary>
public enum ScoreStatus
{
    /// <summary>Nobody has decided.</summary>
    Proposed,

    /// <summary>A person agreed.</summary>
    Accepted,

    /// <summary>A person disagreed.</summary>
    Rejected,
}

/// <summary>A score in the history of a deal: what the texts said at a time, and what a person made of it.</summary>
public sealed class QualificationScore
{
    /// <summary>The most characters of a comment.</summary>
    public const int MaxComment = 500;

    /// <summary>Identity.</summary>
    public ScoreId Id { get; init; } = ScoreId.New();

    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>Name of the framework.</summary>
    public required string Framework { get; init; }

    /// <summary>When it was worked out, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Verdicts and evidence.</summary>
    public required QualificationResult Result { get; init; }

    /// <summary>0 to 100, as in <see cref="Result"/>.</summary>
    public required int Score { get; init; }

    /// <summary>0 to 100, as in <see cref="Result"/>.</summary>
    public required int Known { get; init; }

    /// <summary>Proposed until a person decides.</summary>
    public ScoreStatus Status { get; private set; }

    /// <summary>Who decided, or null.</summary>
    public UserId? DecidedById { get; private set; }

    /// <summary>When, UTC, or null.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What the person said about it, or null.</summary>
    public string? Comment { get; private set; }

    /// <summary>
    /// The entry that a new result adds to a deal's history; null when it says what the last entry says. What a person rejected is no
    /// proposal again while it stands on the same evidence: it is entered as rejected by that person.
    /// </summary>
    /// <param name="deal">The deal.</param>
    /// <param name="result">What the texts say now.</param>
    /// <param name="history">The entries of the deal and framework, oldest first.</param>
    /// <param name="at">The moment.</param>
    public static QualificationScore? Next(DealId deal, QualificationResult result, IReadOnlyList<QualificationScore> history, DateTimeOffset at)
    {
        var rejected = history.LastOrDefault(s => s.Status == ScoreStatus.Rejected && SameVerdicts(s.Result, result) && SameEvidence(s.Result, result));
        if (history is [.., var last])
        {
            if (last == rejected || (last.Status != ScoreStatus.Rejected && SameVerdicts(last.Result, result)))
                return null;
        }
        else if (result.Known == 0)
        {
            // Nothing known is nothing to decide on.
            return null;
        }

        return new()
        {
            DealId = deal,
            Framework = result.Framework,
            At = at,
            Result = result,
            Score = result.Score,
            Known = result.Known,
            Status = rejected is null ? ScoreStatus.Proposed : ScoreStatus.Rejected,
            DecidedById = rejected?.DecidedById,
            DecidedAt = rejected?.DecidedAt,
            Comment = rejected?.Comment,
        };
    }

    /// <summary>A person accepts or rejects the score.</summary>
    /// <param name="accept">True to accept.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="comment">What the person says about it, at most <see cref="MaxComment"/> characters, or null.</param>
    /// <returns>Null when decided, else why not.</returns>
    public Refusal? Decide(bool accept, UserId by, DateTimeOffset at, string? comment)
    {
        if (Status != ScoreStatus.Proposed)
            return new($"This score was {(Status == ScoreStatus.Accepted ? "accepted" : "rejected")} already.");
        Status = accept ? ScoreStatus.Accepted : ScoreStatus.Rejected;
        (DecidedById, DecidedAt, Comment) = (by, at, comment);
        return null;
    }

    /// <summary>Takes a decision back: the score waits for one again.</summary>
    /// <returns>Null when it does, else why not.</returns>
    public Refusal? Reopen()
    {
        if (Status == ScoreStatus.Proposed)
            return new("Nobody has decided about this score.");
        (Status, DecidedById, DecidedAt, Comment) = (ScoreStatus.Proposed, null, null, null);
        return null;
    }

    private static bool SameVerdicts(QualificationResult a, QualificationResult b) =>
        a.Criteria.Select(c => (c.Criterion, c.Verdict)).SequenceEqual(b.Criteria.Select(c => (c.Criterion, c.Verdict)));

    private static bool SameEvidence(QualificationResult a, QualificationResult b) => EvidenceOf(a).SetEquals(EvidenceOf(b));

    private static HashSet<Evidence> EvidenceOf(QualificationResult result) => [.. result.Criteria.SelectMany(c => c.Evidence)];
}
