namespace Agent.Core.Insight.Health;

/// <summary>Rules about time: in the stage, in all, and against the close date.</summary>
internal static class PaceRules
{
    /// <summary>Slow but with a meeting ahead is worth a look, no more.</summary>
    private const double MostWithMeetingAhead = 0.5;

    public static RiskFlag? StalledInStage(DealFacts deal)
    {
        if (deal.Deal.StageEnteredOn is not { } entered)
            return null;
        var limits = deal.Thresholds;
        var usual = deal.Pace.UsualDaysIn(deal.Stage);
        var limit = usual is null ? limits.StalledAfterDaysOtherwise : Math.Max(limits.StalledAfterDaysAtLeast, limits.StalledAtTimesUsual * usual.Days);
        var days = deal.DaysSince(entered);
        if (days < limit)
            return null;

        var severity = Severity.At(days / limit, (1, 0.4), (2, 0.65), (4, 0.8));
        return new(
            RiskKind.StalledInStage,
            $"In {deal.Stage.Name} for {Words.Days(days)}",
            deal.NextMeeting is null ? severity : Math.Min(severity, MostWithMeetingAhead),
            $"In {deal.Stage.Name} since {deal.Say(entered)}, {Words.Days(days)}; the limit is {Words.Days(limit)}; {usual?.Source ?? "nobody said what is usual here"}",
            []);
    }

    public static RiskFlag? OlderThanWonDeals(DealFacts deal)
    {
        if (deal.Deal.CreatedOn is not { } created || deal.Pace.CycleDays is not { Count: >= PaceHistory.MinDeals } won)
            return null;
        var limit = Math.Max(1, deal.Thresholds.OldAtTimesWonCycle * won.Value);
        var days = deal.DaysSince(created);
        if (days < limit)
            return null;
        return new(
            RiskKind.OlderThanWonDeals,
            $"Open for {Words.Days(days)}, longer than won deals took",
            Severity.At(days / limit, (1, 0.3), (2, 0.5), (4, 0.65)),
            $"Created on {deal.Say(created)}, {Words.Days(days)} ago; won deals took {Words.Days(won.Value)} in all (median of {won.Count}); the limit is {Words.Days(limit)}",
            []);
    }

    public static RiskFlag? CloseDatePast(DealFacts deal)
    {
        if (deal.Deal.CloseDate is not { } close || deal.DaysSince(close) is var days && days <= 0)
            return null;
        return new(
            RiskKind.CloseDatePast,
            $"Close date passed {Words.Days(days)} ago",
            Severity.At(days, (1, 0.35), (14, 0.6), (60, 0.8)),
            $"It was to close on {deal.Say(close)} and is still open in {deal.Stage.Name}",
            []);
    }

    public static RiskFlag? CloseDateUnrealistic(DealFacts deal)
    {
        if (deal.IsLate || deal.Deal.CloseDate is not { } close)
            return null;
        var days = -deal.DaysSince(close);
        if (days < 0 || days > deal.Thresholds.CloseSoonDays)
            return null;
        var earliness = 1 - (deal.Stage.WinProbability / deal.Thresholds.LateStageProbability);
        return new(
            RiskKind.CloseDateUnrealistic,
            days == 0 ? $"To close today, but still in {deal.Stage.Name}" : $"To close in {Words.Days(days)}, but still in {deal.Stage.Name}",
            0.45 + (0.2 * earliness),
            $"Close date {deal.Say(close)}, {Words.Days(days)} ahead; deals that close within {Words.Days(deal.Thresholds.CloseSoonDays)} should have a proposal out ({deal.Stage.Name} stands at {Words.Percent(deal.Stage.WinProbability)})",
            []);
    }

    public static RiskFlag? CloseDatePushed(DealFacts deal)
    {
        var pushes = 0;
        var days = 0;
        foreach (var change in deal.Deal.Changes)
        {
            if (RecordValues.Day(change, Deals.FieldChange.CloseDate) is not { } move || move.After <= move.Before)
                continue;
            pushes++;
            days += move.After.DayNumber - move.Before.DayNumber;
        }

        if (pushes < deal.Thresholds.MaxCloseDatePushes)
            return null;
        return new(
            RiskKind.CloseDatePushed,
            $"Close date pushed {pushes} times",
            Severity.At(pushes - deal.Thresholds.MaxCloseDatePushes, (0, 0.45), (2, 0.65), (5, 0.8)),
            $"Moved to a later day {pushes} times, by {Words.Days(days)} in all; the limit is {deal.Thresholds.MaxCloseDatePushes}",
            []);
    }
}
