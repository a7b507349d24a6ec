namespace Agent.Core.Insight.Health;

/// <summary>Rules about the amount.</summary>
internal static class AmountRules
{
    public static RiskFlag? AmountMissing(DealFacts deal)
    {
        if (!deal.IsMiddleOrLater || deal.Deal.Amount is > 0)
            return null;
        return new(
            RiskKind.AmountMissing,
            "No amount",
            deal.IsLate ? 0.45 : 0.3,
            $"The record has no amount; it must be known from {Words.Percent(deal.Thresholds.MiddleStageProbability)} on, {deal.Stage.Name} stands at {Words.Percent(deal.Stage.WinProbability)}",
            []);
    }

    public static RiskFlag? AmountShrank(DealFacts deal)
    {
        if (deal.Deal.Amount is not { } amount)
            return null;
        var news = deal.Deal.Changes.Where(c => deal.DaysSince(c.On) <= deal.Thresholds.NewsWithinDays);
        var before = news.Max(RecordValues.AmountBefore);
        if (before is not > 0 || amount >= before)
            return null;
        var share = 1 - (double)(amount / before.Value);
        if (share < deal.Thresholds.AmountShrankShare)
            return null;
        return new(
            RiskKind.AmountShrank,
            $"Amount fell by {Words.Percent(share)}",
            0.3 + (0.6 * share),
            $"From {Words.Amount(before.Value, deal.Deal.Currency)} to {Words.Amount(amount, deal.Deal.Currency)} within {deal.Thresholds.NewsWithinDays} days; the limit is {Words.Percent(deal.Thresholds.AmountShrankShare)}",
            []);
    }
}
