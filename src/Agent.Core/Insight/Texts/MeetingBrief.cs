using Agent.Core.Deals;
using Agent.Core.Insight.Content;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>A line of a brief with what it stands on.</summary>
/// <param name="Text">The line.</param>
/// <param name="Quote">The words that it rests on, or null.</param>
/// <param name="Activities">The activities that it rests on; with no quote and no activity it rests on the deal's record.</param>
public sealed record BriefLine(string Text, Evidence? Quote, IReadOnlyList<ActivityId> Activities)
{
    /// <summary>The material of the team that the line offers, or null.</summary>
    public ContentOffer? Offer { get; init; }
}

/// <summary>A part of a brief.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">Its lines, most important first.</param>
/// <param name="Empty">What is said in place of lines when there are none.</param>
public sealed record BriefSection(string Title, IReadOnlyList<BriefLine> Lines, string Empty);

/// <summary>What to know before a meeting, on one page.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Deal">Its name.</param>
/// <param name="Meeting">The meeting or call ahead, or null when none is planned.</param>
/// <param name="Occasion">The meeting in words, or that none is planned.</param>
/// <param name="Highlights">At most <see cref="MaxHighlights"/>, most important first; empty when nothing stands out.</param>
/// <param name="Sections">The rest.</param>
public sealed record MeetingBrief(
    DealId DealId,
    string Deal,
    ActivityHead? Meeting,
    string Occasion,
    IReadOnlyList<BriefLine> Highlights,
    IReadOnlyList<BriefSection> Sections)
{
    /// <summary>What a person keeps in mind on the way into the room.</summary>
    public const int MaxHighlights = 3;
}
