using Agent.Core.Insight.Reading;

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

    /// <summary>A contact left the company or is about to; the topic is the contact's name.</summary>
    StakeholderLeft,
}

/// <summary>Something that the texts of a deal say, as the reading of them found it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Topic">What it is about in a word or two: "price", the competitor's name, the criterion.</param>
/// <param name="On">The day it was said; for something that was said nowhere, the day of the reading.</param>
/// <param name="Evidence">The words; null for something that was said nowhere.</param>
/// <param name="Answered">True when it was answered, settled or taken back since.</param>
public sealed record TextSignal(TextSignalKind Kind, string Topic, DateOnly On, Evidence? Evidence = null, bool Answered = false)
{
    /// <summary>What stands against the words, in a sentence, or null.</summary>
    public string? Fact { get; init; }
}
