using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Content;

/// <summary>Material of the team that fits what a deal is at.</summary>
/// <param name="MaterialId">The material.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Why">What makes it fit, in a sentence.</param>
/// <param name="Start">First character of the passage in the material's text.</param>
/// <param name="Quote">The passage, verbatim from <paramref name="Start"/> on.</param>
/// <param name="Evidence">The words in the deal's texts that it answers; empty when it fits the deal's record.</param>
public sealed record ContentOffer(MaterialId MaterialId, string Title, MaterialKind Kind, string Why, int Start, string Quote, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>True for what is written for buyers; playbooks and battle cards stay with us.</summary>
    public bool MayBeSent => Kind == MaterialKind.CaseStudy;

    /// <summary>What the material is called in a sentence: <c>Battle card "Against ScanPro"</c>.</summary>
    public string Name => $"{NameOf(Kind)} \"{Title}\"";

    /// <summary>A kind in words, with a capital.</summary>
    internal static string NameOf(MaterialKind kind) => kind switch
    {
        MaterialKind.BattleCard => "Battle card",
        MaterialKind.CaseStudy => "Case study",
        MaterialKind.PricingPolicy => "Pricing policy",
        _ => kind.ToString(),
    };
}
