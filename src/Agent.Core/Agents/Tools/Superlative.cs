using System.Text.RegularExpressions;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Tools;

/// <summary>One deal that is named by what it is the most of: "my biggest deal", "the oldest open opportunity".</summary>
/// <param name="IsOwn">True when one of the asking user's own deals is meant.</param>
/// <param name="Status">Open, won or lost.</param>
/// <param name="Sort">What it is the most of.</param>
/// <param name="Descending">Largest or latest first.</param>
internal sealed partial record Superlative(bool IsOwn, DealStatus Status, DealSort Sort, bool Descending)
{
    private const string Most = @"(?:\b(?:(?<my>my)|our|the|your|(?:the|our|my) team['’]?s)\s+)?(?:(?:single|very|one)\s+)?\b(?<most>biggest|largest|most valuable|highest[- ]value|smallest|cheapest|oldest|newest|latest|most recent|youngest)\s+";

    /// <summary>Reads a phrase that is nothing but such a name; the noun may be left out.</summary>
    public static Superlative? Read(string phrase) => Whole().Match(phrase) is { Success: true } match ? From(match) : null;

    /// <summary>The first such name within a sentence.</summary>
    public static Match In(string text) => Within().Match(text);

    private static Superlative From(Match match)
    {
        var (sort, descending) = match.Groups["most"].Value.ToLowerInvariant() switch
        {
            "smallest" or "cheapest" => (DealSort.Amount, false),
            "oldest" => (DealSort.CreatedOn, false),
            "newest" or "latest" or "most recent" or "youngest" => (DealSort.CreatedOn, true),
            _ => (DealSort.Amount, true),
        };
        return new(match.Groups["my"].Success, match.Groups["status"].Value.ToLowerInvariant() switch { "won" => DealStatus.Won, "lost" => DealStatus.Lost, _ => DealStatus.Open }, sort, descending);
    }

    [GeneratedRegex(@"^\s*(?:(?:(?<my>my)|our|the|your)\s+)?(?<most>biggest|largest|most valuable|highest[- ]value|smallest|cheapest|oldest|newest|latest|most recent|youngest)(?:\s+(?<status>open|won|lost))?(?:\s+(?:deal|opportunity|opp|one))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(Most + @"(?:(?<status>open|won|lost)\s+)?(?:deal|opportunity|opp)\b(?!\s+sizes?\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Within();
}
