using System.Text.Json.Serialization;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>What the evidence says about a criterion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Nothing was said.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The criterion holds.</summary>
    [JsonStringEnumMemberName("met")]
    Met,

    /// <summary>It holds in part, under a condition, or only as far as it is known.</summary>
    [JsonStringEnumMemberName("partly")]
    Partly,

    /// <summary>It does not hold.</summary>
    [JsonStringEnumMemberName("not_met")]
    NotMet,
}

/// <summary>A statement that took the place of an earlier one.</summary>
/// <param name="What">What changed, for example "Budget".</param>
/// <param name="Before">The earlier statement.</param>
/// <param name="After">The one that counts now.</param>
public sealed record StatementChange(string What, Evidence Before, Evidence After);

/// <summary>A promise of the seller that price book or delivery policy contradicts.</summary>
/// <param name="Promise">The seller's words.</param>
/// <param name="About">What was promised, in a word or two: "price", "delivery time".</param>
/// <param name="Fact">What contradicts them, in a sentence with its numbers.</param>
public sealed record ContradictedPromise(Evidence Promise, string About, string Fact);

/// <summary>The verdict on one criterion with what it stands on.</summary>
/// <param name="Criterion">Name of the criterion.</param>
/// <param name="Verdict">What the evidence says.</param>
/// <param name="Strength">How surely, 0 to 1; 0 while unknown.</param>
/// <param name="For">Quotes in favour, the deciding one first.</param>
/// <param name="Against">Quotes against, the deciding one first.</param>
/// <param name="Facts">Arithmetic and store facts that the verdict rests on, each a sentence.</param>
/// <param name="Missing">What is still to be found out, or null.</param>
/// <param name="Question">The question that would find it out, or null when nothing is missing.</param>
/// <param name="Changes">Statements that were taken back or replaced.</param>
public sealed record CriterionResult(
    string Criterion,
    Verdict Verdict,
    double Strength,
    IReadOnlyList<Evidence> For,
    IReadOnlyList<Evidence> Against,
    IReadOnlyList<string> Facts,
    string? Missing,
    string? Question,
    IReadOnlyList<StatementChange> Changes)
{
    /// <summary>All quotes, those that decided first.</summary>
    public IEnumerable<Evidence> Evidence => Verdict == Verdict.NotMet ? Against.Concat(For) : For.Concat(Against);
}

/// <summary>How a deal stands against a framework. A proposal until a person accepts it.</summary>
/// <param name="Framework">Name of the framework.</param>
/// <param name="Criteria">A result per criterion, in the framework's order.</param>
/// <param name="ContradictedPromises">Promises of the seller that cannot be kept.</param>
/// <param name="Score">Weighted share of the criteria met, 0 to 100; partly counts half, unknown nothing.</param>
/// <param name="Known">Weighted share of the criteria that are not unknown, 0 to 100: how much the score rests on.</param>
/// <param name="AsOf">The day of the assessment.</param>
public sealed record QualificationResult(
    string Framework,
    IReadOnlyList<CriterionResult> Criteria,
    IReadOnlyList<ContradictedPromise> ContradictedPromises,
    int Score,
    int Known,
    DateOnly AsOf);
