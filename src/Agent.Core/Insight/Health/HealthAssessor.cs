using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>Judges a deal by rules: a pure function of its file, the clock and history.</summary>
public static class HealthAssessor
{
    /// <summary>Judges a deal.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="now">The moment to judge at; days are those of UTC.</param>
    /// <param name="pace">What won deals were like.</param>
    /// <param name="wins">Says how likely the deal is won; null to leave that open.</param>
    public static DealHealth Assess(DealFile file, DateTimeOffset now, PaceHistory pace, WinModel? wins = null)
    {
        var deal = new DealFacts(file, now, pace);
        var importance = Importance.Of(deal);
        if (file.Stage.Status != DealStatus.Open)
            return Closed(deal, importance) with { Win = wins?.Estimate(file, deal.Today) };

        var snooze = file.Snooze is { } wait && wait.Until > deal.Today ? wait : null;
        var flags = RiskRules.Flags(deal, snooze is not null);
        var verdict = VerdictOf(flags);
        return new(
            file.Deal.Id,
            verdict,
            Headlines.Of(deal, flags, snooze),
            flags,
            NextActions.For(deal, flags, snooze),
            importance.Value,
            importance.Facts,
            snooze)
        {
            Win = wins?.Estimate(file, deal.Today),
        };
    }

    private static DealHealth Closed(DealFacts deal, (double Value, IReadOnlyList<string> Facts) importance)
    {
        var status = deal.Stage.Status == DealStatus.Won ? "Won" : "Lost";
        var headline = deal.Deal.CloseDate is { } day ? $"{status} on {deal.Say(day)}" : status;
        if (deal.Deal.LossReason is { Length: > 0 } reason)
            headline += $": {Words.Clip(reason)}";
        return new(deal.Deal.Id, Verdict.Closed, headline, [], NextActions.AfterClosing(deal), importance.Value, importance.Facts, null);
    }

    // The worst flag decides; three of a band weigh as much as one of the next, because small signs add up.
    private static Verdict VerdictOf(IReadOnlyList<RiskFlag> flags)
    {
        int From(double severity) => flags.Count(f => f.Severity >= severity);
        return From(Severity.Critical) > 0 || From(Severity.AtRisk) >= 3 ? Verdict.Critical
            : From(Severity.AtRisk) > 0 || From(Severity.Watch) >= 3 ? Verdict.AtRisk
            : flags.Count > 0 ? Verdict.Watch
            : Verdict.OnTrack;
    }
}
