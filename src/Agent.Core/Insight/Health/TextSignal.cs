using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>What a text can say about the risk of a deal.</summary>
public enum TextSignalKind
{
    /// <summary>The buyer objects, for example to the price or the timeline.</summary>
    Objection,

    /// <summary>A competitor is named.</summary>
    Competitor,

    /// <summary>No text of the deal talks about the price.</summary>
    PriceNotDiscussed,

    /// <summary>Layoffs, budget cuts, an acquisition or the like at the buyer's.</summary>
    BadNews,

    /// <summary>A criterion of the qualification framework is not met or unknown.</summary>
    QualificationGap,

    /// <summary>The seller promised what the price book or the delivery policy contradicts.</summary>
    BrokenPromise,
}

/// <summary>Something that the texts of a deal say, as the reading of them found it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Topic">What it is about in a word or two: "price", the competitor's name, the criterion.</param>
/// <param name="ActivityId">Where it was said; null for something that was said nowhere.</param>
/// <param name="Quote">The words, verbatim, or null for something that was said nowhere.</param>
/// <param name="On">The day it was said, or the day of the reading.</param>
/// <param name="Answered">True when it was answered, settled or taken back since.</param>
public sealed record TextSignal(TextSignalKind Kind, string Topic, ActivityId? ActivityId, string? Quote, DateOnly On, bool Answered = false);
