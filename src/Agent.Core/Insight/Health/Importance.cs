using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Core.Insight.Health;

/// <summary>
/// How much a deal matters, apart from its risk: size (half), past wins with the account (three tenths), executives at the
/// table (two tenths). The factors are those of Microsoft's and Gong's deal lists; the weights are our choice.
/// </summary>
internal static partial class Importance
{
    private const double SizeWeight = 0.5;
    private const double CustomerWeight = 0.3;
    private const double ExecutiveWeight = 0.2;

    public static (double Value, IReadOnlyList<string> Facts) Of(DealFacts deal)
    {
        var facts = new List<string>(3);
        var importance = (SizeWeight * Size(deal, facts)) + (CustomerWeight * Customer(deal, facts));
        if (deal.File.Stakeholders.FirstOrDefault(s => deal.IsEngaged(s.Contact) && IsExecutive(s.Contact.Title)) is { } executive)
        {
            importance += ExecutiveWeight;
            facts.Add($"{executive.Contact.Name} ({executive.Contact.Title}) is engaged");
        }

        return (importance, facts);
    }

    public static bool IsExecutive(string? title) => title is not null && ExecutiveTitle().IsMatch(title);

    private static double Size(DealFacts deal, List<string> facts)
    {
        if (deal.Deal.Amount is not > 0)
            return 0;
        var amount = (double)deal.Deal.Amount.Value;
        var won = deal.Pace.UsualAmount(deal.Deal.Currency);
        var ratio = amount / (won?.Value ?? (double)deal.Thresholds.LargeDealAmount);
        facts.Add(won is null
            ? $"{Words.Amount(deal.Deal.Amount.Value, deal.Deal.Currency)}, too few won deals to compare with"
            : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.#} times the median won deal (of {won.Count})"));

        // A deal of the usual size is half as important as size can make it; no deal is ever off the scale.
        return ratio / (1 + ratio);
    }

    private static double Customer(DealFacts deal, List<string> facts)
    {
        if (deal.Deal.AccountId is not { } account || deal.Pace.AccountWins.GetValueOrDefault(account) is var wins && wins == 0)
            return 0;
        facts.Add($"Customer already: {Words.Count(wins, "won deal")}");
        return Math.Min(1, 0.4 + (0.2 * wins));
    }

    [GeneratedRegex(@"\b(C[EFOTIM]O|chief|president|founder|(?<!product |process )owner|managing director|general manager|geschäftsführer\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ExecutiveTitle();
}
