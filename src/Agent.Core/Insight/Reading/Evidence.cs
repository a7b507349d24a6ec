using System.Text.Json.Serialization;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Reading;

/// <summary>For whom somebody speaks.</summary>
public enum Side
{
    /// <summary>Nothing says which.</summary>
    Unknown,

    /// <summary>The company that is sold to.</summary>
    Buyer,

    /// <summary>We who sell.</summary>
    Seller,
}

/// <summary>A quote with its place in an activity's text: what every reading of text stands on.</summary>
public sealed record Evidence
{
    // Quotes come from their source alone, by From; the serializer restores those that did.
    [JsonConstructor]
    private Evidence()
    {
    }

    /// <summary>The activity that was read.</summary>
    public required ActivityId ActivityId { get; init; }

    /// <summary>First character of the quote in the activity's text.</summary>
    public required int Start { get; init; }

    /// <summary>The character after the quote's last one.</summary>
    public required int End { get; init; }

    /// <summary>The words, verbatim.</summary>
    public required string Quote { get; init; }

    /// <summary>Who said or wrote it, as the source names the person; null when it does not.</summary>
    public string? Speaker { get; init; }

    /// <summary>For whom the speaker speaks.</summary>
    public Side Side { get; init; }

    /// <summary>When it was said or written, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Takes a quote out of its source, so that it cannot differ from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty or not inside the source.</exception>
    public static Evidence From(ActivityId activity, string source, int start, int end, string? speaker, Side side, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, source.Length);
        return new()
        {
            ActivityId = activity,
            Start = start,
            End = end,
            Quote = source[start..end],
            Speaker = speaker,
            Side = side,
            At = at,
        };
    }

    /// <summary>Rebuilds stored evidence; null when the source no longer holds the quote at its place.</summary>
    public static Evidence? Restore(
        ActivityId activity, string source, int start, int end, string quote, string? speaker, Side side, DateTimeOffset at) =>
        start >= 0 && end > start && end <= source.Length && source.AsSpan(start, end - start).SequenceEqual(quote)
            ? From(activity, source, start, end, speaker, side, at)
            : null;

    /// <summary>True when the source still holds the quote at its place; asked again whenever it is shown.</summary>
    public bool IsIn(string source) =>
        Start >= 0 && End > Start && End <= source.Length && source.AsSpan(Start, End - Start).SequenceEqual(Quote);
}
