using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>Words counts and sums.</summary>
internal static class FigureWriter
{
    public static string Write(DealFigures figures)
    {
        var text = new StringBuilder(All(figures));
        if (figures.Grouping != DealGrouping.None && figures.Groups.Count > 0)
        {
            text.Append('\n');
            foreach (var group in Ranked(figures))
                text.Append(Inv($"\n- **{PlainMarkdown.Of(Name(figures.Grouping, group.Key))}**: {Row(figures, group)}"));
        }

        return text + AnswerWriter.Ignored(figures.Ignored);
    }

    private static string All(DealFigures figures)
    {
        var (all, filter) = (figures.All, PlainMarkdown.Of(figures.Filter));
        if (all.Count == 0)
            return $"There are no {filter}.";
        var closed = all.Won + all.Lost;
        var money = new Func<decimal?, string>(amount => Wording.Money(amount, figures.Currency));
        var text = figures.Measure switch
        {
            DealMeasure.WinRate => all.WinRate is null
                ? $"No deal of these is closed yet ({filter}), so there is no win rate."
                : Inv($"The win rate is {Wording.Percent(all.WinRate)}: {all.Won:#,0} won of {closed:#,0} closed ({filter})."),
            DealMeasure.CycleLength => all.MeanCycleDays is not { } days
                ? $"No deal of these has both a start and a close date ({filter}), so the sales cycle is not known."
                : Inv($"The sales cycle is {days:#,0.###} days on average, from creation to close, over {all.CycleCount:#,0} closed deals ({filter})."),
            DealMeasure.AverageAmount => Average(all, filter, money),
            DealMeasure.Weighted => $"The weighted pipeline is {money(Math.Round(all.WeightedAmount))}: each of {Wording.Count(all.Open, "open deal")} ({money(all.OpenAmount)}) times the win probability of its stage ({filter}).",
            DealMeasure.Amount => $"{money(Sum(all))} in {Wording.Count(all.Count, "deal")} ({filter}).",
            _ => Inv($"{Wording.Count(all.Count, "deal")} ({filter}).") + (Mixed(all) ? Inv($" {all.Open:#,0} open, {all.Won:#,0} won, {all.Lost:#,0} lost.")
                : all.WithoutAmount == all.Count ? " None of them has an amount."
                : Inv($" {money(Sum(all))} in all.")),
        };
        return all.WithoutAmount > 0 && figures.Measure is DealMeasure.Amount or DealMeasure.Weighted
            ? text + Inv($" {all.WithoutAmount:#,0} of them have no amount and are not in the sum.")
            : text;
    }

    private static string Average(DealTotals all, string filter, Func<decimal?, string> money)
    {
        var (count, sum) = all.Won > 0 && all.Open + all.Lost > 0 ? (all.Won, all.WonAmount) : (all.Count - all.WithoutAmount, Sum(all));
        if (count == 0)
            return $"None of the {filter} has an amount.";
        var which = all.Won == count && all.Count != all.Won ? "the won of these: " : "";
        return $"The average is {money(Math.Round(sum / count, 2))} over {Wording.Count(count, "deal")} ({which}{filter}).";
    }

    private static IEnumerable<DealTotals> Ranked(DealFigures figures) => figures.Grouping == DealGrouping.CloseMonth
        ? figures.Groups.OrderBy(g => g.Key, StringComparer.Ordinal)
        : figures.Groups.OrderByDescending(g => figures.Measure switch
        {
            DealMeasure.WinRate => (decimal)(g.WinRate ?? -1),
            DealMeasure.CycleLength => (decimal)(g.MeanCycleDays ?? -1),
            DealMeasure.AverageAmount => g.AverageWonDeal ?? -1,
            DealMeasure.Weighted => g.WeightedAmount,
            DealMeasure.Amount => Sum(g),
            _ => g.Count,
        });

    private static string Row(DealFigures figures, DealTotals group) => figures.Measure switch
    {
        DealMeasure.WinRate => Inv($"{Wording.Percent(group.WinRate)} ({group.Won:#,0} of {group.Won + group.Lost:#,0})"),
        DealMeasure.CycleLength => group.MeanCycleDays is { } days ? Inv($"{days:0.#} days ({Wording.Count(group.CycleCount, "deal")})") : "not known",
        DealMeasure.AverageAmount => Wording.Money(group.AverageWonDeal is { } average ? Math.Round(average, 2) : Mean(group), figures.Currency),
        DealMeasure.Weighted => Wording.Money(Math.Round(group.WeightedAmount), figures.Currency),
        DealMeasure.Amount => $"{Wording.Money(Sum(group), figures.Currency)} in {Wording.Count(group.Count, "deal")}",
        _ => Wording.Count(group.Count, "deal") + (Mixed(group) ? Inv($" ({group.Open:#,0} open, {group.Won:#,0} won, {group.Lost:#,0} lost)") : $", {Wording.Money(Sum(group), figures.Currency)}"),
    };

    private static decimal? Mean(DealTotals group) =>
        group.Count == group.WithoutAmount ? null : Math.Round(Sum(group) / (group.Count - group.WithoutAmount), 2);

    private static decimal Sum(DealTotals totals) => totals.OpenAmount + totals.WonAmount + totals.LostAmount;

    private static bool Mixed(DealTotals totals) => new[] { totals.Open, totals.Won, totals.Lost }.Count(n => n > 0) > 1;

    private static string Name(DealGrouping grouping, string? key) => (grouping, key) switch
    {
        (_, null or "") => "(none)",
        (DealGrouping.CloseMonth, { Length: 6 } month) => $"{month[..4]}-{month[4..]}",
        _ => key,
    };

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
