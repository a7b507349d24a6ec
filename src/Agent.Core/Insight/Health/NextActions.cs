namespace Agent.Core.Insight.Health;

/// <summary>What to do next on a deal: thin for now.</summary>
internal static class NextActions
{
    public static IReadOnlyList<NextAction> For(DealFacts deal, IReadOnlyList<RiskFlag> flags, Snooze? snooze)
    {
        if (flags.Count > 0)
            return [new($"Act on: {flags[0].Title}", flags[0].Fact, deal.Today, NextActionKind.Task, flags[0].Activities, null)];
        var until = snooze?.Until ?? deal.PlannedOn;
        return [new(until is { } day ? $"Nothing to do until {deal.Say(day)}" : "Nothing to do", snooze?.Reason ?? "The deal is in order", until, NextActionKind.Wait, [], null)];
    }

    public static IReadOnlyList<NextAction> AfterClosing(DealFacts deal) =>
        [new("Nothing to do", deal.Stage.Name, null, NextActionKind.Wait, [], null)];
}
