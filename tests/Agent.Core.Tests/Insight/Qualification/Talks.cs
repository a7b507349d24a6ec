using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Qualification;

/// <summary>Short talks between Rita, who sells, and Bob, who buys.</summary>
internal static class Talks
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Pumps and valves: list prices whose totals are easy to check by hand.</summary>
    public static readonly PriceBook Prices = new([new("FlowMaster Pump", 100), new("AquaSeal Valve", 250), new("HydroSense Kit", 400), new("FlowMaster Mini", 60)]);

    public static readonly DeliveryPolicy Policy = DeliveryPolicy.UpTo([(4, 1), (10, 3), (20, 7)]);

    /// <summary>Lines "R: …" of the seller and "B: …" of the buyer.</summary>
    public static ReadActivity Read(params string[] lines) =>
        ActivityReader.ReadText(
            string.Join('\n', lines.Select(l => l.Replace("R: ", "Rita Vance: ", StringComparison.Ordinal).Replace("B: ", "Bob Stone: ", StringComparison.Ordinal))),
            Monday,
            new() { SellerNames = ["Rita Vance"], BuyerNames = ["Bob Stone"] });

    public static CriterionResult Assess(string criterion, params string[] lines) =>
        AssessWith(criterion, Prices, Policy, lines);

    public static CriterionResult AssessWith(string criterion, PriceBook? prices, DeliveryPolicy? policy, params string[] lines) =>
        Result(prices, policy, lines).Criteria.Single(c => c.Criterion == criterion);

    public static QualificationResult Result(PriceBook? prices, DeliveryPolicy? policy, params string[] lines) =>
        Qualifier.Assess(Framework.Bant, [Read(lines)], prices, policy, new(2026, 3, 2));
}
