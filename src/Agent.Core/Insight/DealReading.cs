using System.Text.Json.Serialization;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight;

/// <summary>
/// What the texts of a deal say. It depends on the texts, the people and the settings, not on the day, so it is kept until one of
/// them changes.
/// </summary>
public sealed record DealReading
{
    /// <summary>The most entries of each list: more than a person would look at, few enough to keep.</summary>
    public const int MaxEntries = 100;

    /// <summary>Nothing was read.</summary>
    public static DealReading Empty { get; } = new();

    /// <summary>Objections, competitors, bad news and the like, newest first.</summary>
    public IReadOnlyList<TextSignal> Signals { get; init; } = [];

    /// <summary>What was promised, by us and by the buyer, newest first.</summary>
    public IReadOnlyList<SpokenPromise> Promises { get; init; } = [];

    /// <summary>How the deal stands against the team's framework, or null when no text was read.</summary>
    public QualificationResult? Qualification { get; init; }
}

/// <summary>Something that somebody said they would do: "I'll send you the numbers by Friday".</summary>
/// <param name="By">Whose promise it is.</param>
/// <param name="Who">The person who gave it, as the source names them, or null.</param>
/// <param name="What">What was promised, as a short phrase made of the speaker's own words: "send the numbers".</param>
/// <param name="DueOn">By when, or null when no day was said.</param>
/// <param name="Evidence">The words.</param>
/// <param name="Kept">True when a later text or activity shows that it was done or is void.</param>
public sealed record SpokenPromise(Side By, string? Who, string What, DateOnly? DueOn, Evidence Evidence, bool Kept)
{
    /// <summary>False for "send it": away from its talk, only the whole quote says what is meant.</summary>
    [JsonIgnore]
    public bool SpeaksForItself => !What.Split(' ').Any(w => w.ToLowerInvariant() is "it" or "that" or "this" or "them" or "one");
}
