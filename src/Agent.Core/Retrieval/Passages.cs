using Agent.Core.Deals;

namespace Agent.Core.Retrieval;

/// <summary>What to look for in the texts.</summary>
/// <param name="Text">Words of the question.</param>
/// <param name="DealId">Only in this deal's texts.</param>
/// <param name="AccountId">Only in texts of this account and its deals.</param>
/// <param name="Speaker">Only where this person took part, by part of the name.</param>
/// <param name="Kind">Only in texts of this kind.</param>
/// <param name="From">Only since this moment.</param>
/// <param name="To">Only before this moment.</param>
/// <param name="Take">How many passages, 1 to 50.</param>
public sealed record PassageQuery(
    string Text,
    DealId? DealId = null,
    AccountId? AccountId = null,
    string? Speaker = null,
    ActivityKind? Kind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int Take = 8);

/// <summary>A stretch of an activity's text that answers a query.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="DealId">Its deal, or null.</param>
/// <param name="Deal">Name of the deal, or null.</param>
/// <param name="Kind">Kind of the activity.</param>
/// <param name="At">When it happened.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Start">First character of the quote in the activity's text.</param>
/// <param name="Quote">The words, verbatim from <paramref name="Start"/> on.</param>
/// <param name="Speaker">Who said or wrote it, when known.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record Passage(
    ActivityId ActivityId,
    DealId? DealId,
    string? Deal,
    ActivityKind Kind,
    DateTimeOffset At,
    string Subject,
    int Start,
    string Quote,
    string? Speaker,
    double Score);

/// <summary>Finds passages in the texts of the deal store. The viewer's scope is part of the index query.</summary>
public interface IPassageIndex
{
    /// <summary>The best passages, best first; empty when nothing fits.</summary>
    Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct);
}
