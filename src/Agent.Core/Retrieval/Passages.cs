using System.Text.Json.Serialization;
using Agent.Core.Deals;

namespace Agent.Core.Retrieval;

/// <summary>What to look for in the texts.</summary>
/// <param name="Text">Words of the question; what stands in quotation marks has to occur as it is. Without telling words: whatever fits the rest, the latest first.</param>
/// <param name="DealId">Only in this deal's texts.</param>
/// <param name="AccountId">Only in texts of this account and its deals.</param>
/// <param name="Speaker">Only what this person said or wrote, by a part of the name or by the title.</param>
/// <param name="Kind">Only in texts of this kind.</param>
/// <param name="From">Only since this moment.</param>
/// <param name="To">Only before this moment.</param>
/// <param name="Take">How many passages, 1 to <see cref="MaxTake"/>.</param>
public sealed record PassageQuery(
    string Text,
    DealId? DealId = null,
    AccountId? AccountId = null,
    string? Speaker = null,
    PassageKind? Kind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int Take = 8)
{
    /// <summary>The most passages of one answer.</summary>
    public const int MaxTake = 50;

    /// <summary>
    /// The same with less of what was only read from the sentence, or null. What fits both comes first, what fits this one alone after it,
    /// since a sentence can be misread. One that has a wider one itself is asked only where all before it found nothing.
    /// </summary>
    [JsonIgnore]
    public PassageQuery? Wider { get; init; }

    /// <summary>Only in texts of deals and accounts of this user.</summary>
    public UserId? OwnerId { get; init; }

    /// <summary>True when it says more than words and an end of time.</summary>
    [JsonIgnore]
    public bool Narrows => DealId is not null || AccountId is not null || OwnerId is not null || Speaker is not null || Kind is not null || From is not null;
}

/// <summary>A stretch of a text that answers a query.</summary>
/// <param name="ActivityId">The activity; null when it is material of the team.</param>
/// <param name="DealId">Its deal, or null.</param>
/// <param name="Deal">Name of the deal, or null.</param>
/// <param name="Kind">What it was said or written in.</param>
/// <param name="At">When it happened.</param>
/// <param name="Subject">Subject of the activity or title of the material.</param>
/// <param name="Start">First character of the quote in the text.</param>
/// <param name="Quote">The words, verbatim from <paramref name="Start"/> on.</param>
/// <param name="Speaker">Who said or wrote it, when known.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record Passage(
    ActivityId? ActivityId,
    DealId? DealId,
    string? Deal,
    PassageKind Kind,
    DateTimeOffset At,
    string Subject,
    int Start,
    string Quote,
    string? Speaker,
    double Score)
{
    /// <summary>The material; null when it is an activity.</summary>
    public MaterialId? MaterialId { get; init; }

    /// <summary>What it is about: the question it answers, or the headings above it; may be empty.</summary>
    public string Context { get; init; } = "";

    /// <summary>What stands right before the quote, as far as it can be understood together; may be empty.</summary>
    public string Before { get; init; } = "";

    /// <summary>What stands right after the quote; may be empty.</summary>
    public string After { get; init; } = "";

    /// <summary>True when it fits the words, but not the person, kind, place or time that the sentence named.</summary>
    public bool OutsideFilters { get; init; }
}

/// <summary>Finds passages in all texts. The viewer's scope is part of the index query.</summary>
public interface IPassageIndex
{
    /// <summary>The best passages, best first; empty when nothing fits.</summary>
    Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct);
}
