using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Agents.Offline;

/// <summary>Words deals beside each other: a line for each thing that they are compared by, in which each deal has its source.</summary>
internal static class ComparisonWriter
{
    public static string Write(DealComparison comparison)
    {
        var (deals, today) = (comparison.Deals, comparison.Today);
        var text = new StringBuilder($"{Wording.List([.. deals.Select(d => $"**{Plain(d.File.Deal.Name)}**")])} beside each other:\n");
        if (comparison.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"\n- Only the first {DealComparison.MaxDeals} are compared.");
        Add("Stage", d => Plain(d.File.Stage.Name) + (d.File.Deal.StageEnteredOn is { } since ? $" for {Wording.Count(today.DayNumber - since.DayNumber, "day")}" : ""));
        Add("Amount", d => Wording.Money(d.File.Deal.Amount, d.File.Deal.Currency));
        Add("Close date", d => d.File.Deal.CloseDate is { } day ? $"{Wording.Day(day, today)} ({Wording.Distance(day, today)})" : "none");
        Add("Standing", d => Wording.Verdict(d.Health.Verdict) + (d.Health.Flags is [var flag, ..] ? $", {Plain(flag.Title)}" : ""));
        Add("Chance to win", d => d.Health.Win is { } win && d.File.Deal.Status == DealStatus.Open ? Wording.Percent(Math.Round(win.Probability, 2)) : "not estimated");
        Add("Owner", d => d.File.Owner is { } owner ? Plain(owner.Name) : "nobody");
        Add("Last activity", d => d.Recent is [var last, ..] ? Wording.Distance(DateOnly.FromDateTime(last.Item.At.UtcDateTime), today) : "none", d => d.Recent is [var last, ..] ? last.Source : d.DealSource);
        Add("Next", d => d.Health.NextActions is [var next, ..] ? Plain(next.Title) : "nothing pressing");
        if (Difference(deals) is { } difference)
            text.Append("\n\n").Append(difference);
        return text.ToString();

        void Add(string what, Func<DealStatusResult, string> value, Func<DealStatusResult, string>? source = null) =>
            text.Append($"\n- {what}: {string.Join("; ", deals.Select(d => $"{Plain(d.File.Deal.Name)} {value(d)} [{(source ?? (s => s.DealSource))(d)}]"))}");
    }

    public static string Write(OwnerComparison comparison)
    {
        var text = new StringBuilder($"{Wording.List([.. comparison.Groups.Select(g => $"**{Plain(g.Key ?? "")}**")])} beside each other:\n");
        Add("Open pipeline", g => $"{Wording.Money(g.OpenAmount, comparison.Currency)} in {Wording.Count(g.Open, "deal")}");
        Add("Weighted pipeline", g => Wording.Money(Math.Round(g.WeightedAmount), comparison.Currency));
        Add("Won", g => $"{Wording.Money(g.WonAmount, comparison.Currency)} in {Wording.Count(g.Won, "deal")}");
        Add("Win rate", g => g.WinRate is null ? "nothing closed yet" : $"{Wording.Percent(g.WinRate)} of {Wording.Count(g.Won + g.Lost, "closed deal")}");
        Add("Average won deal", g => g.AverageWonDeal is { } average ? Wording.Money(Math.Round(average), comparison.Currency) : "none");
        return text.ToString();

        void Add(string what, Func<DealTotals, string> value) => text.Append($"\n- {what}: {string.Join("; ", comparison.Groups.Select(g => $"{Plain(g.Key ?? "")} {value(g)}"))}");
    }

    // Sums in one currency can be held against each other; which deal is the better one is for a person to say.
    private static string? Difference(IReadOnlyList<DealStatusResult> deals)
    {
        var known = deals.Where(d => d.File.Deal.Amount is not null).OrderByDescending(d => d.File.Deal.Amount).ToList();
        if (known.Count < 2 || known.DistinctBy(d => d.File.Deal.Currency).Count() > 1 || known[0].File.Deal.Amount == known[1].File.Deal.Amount)
            return null;
        var worst = deals.MaxBy(d => d.Health.Verdict)!;
        var risk = worst.Health.Verdict is Verdict.AtRisk or Verdict.Critical ? $" {Plain(worst.File.Deal.Name)} needs attention first: {Plain(worst.Health.Headline).TrimEnd('.')} [{worst.DealSource}]." : "";
        return $"{Plain(known[0].File.Deal.Name)} is the largest [{known[0].DealSource}].{risk}";
    }

    private static string Plain(string text) => PlainMarkdown.Of(text);
}
