namespace Agent.Core.Insight.Health;

/// <summary>Rules about what is agreed and planned.</summary>
internal static class PlanRules
{
    public static RiskFlag? NoNextStep(DealFacts deal)
    {
        if (deal.PlannedOn is not null || deal.HasUndatedPlan || IsTooSoon(deal))
            return null;
        return new(
            RiskKind.NoNextStep,
            "No next step",
            deal.IsLate ? 0.5 : 0.35,
            $"No meeting ahead, no open task and no agreed step in {deal.Stage.Name}{Since(deal)}",
            deal.LastContact is { } contact ? [contact.Id] : []);
    }

    public static RiskFlag? ProposalUnattended(DealFacts deal)
    {
        if (!deal.IsProposalOut || deal.PlannedOn is not null || IsTooSoon(deal))
            return null;
        return new(
            RiskKind.ProposalUnattended,
            $"{deal.Stage.Name} without a scheduled next step",
            deal.HasUndatedPlan ? 0.4 : 0.6,
            $"No meeting, task or step has a day{Since(deal)}; from the proposal on the next step is always scheduled, within {Words.Days(deal.Thresholds.NextStepGraceDays)}",
            deal.LastContact is { } contact ? [contact.Id] : []);
    }

    public static RiskFlag? OverdueStep(DealFacts deal)
    {
        var overdue = deal.Overdue;
        if (overdue.Count == 0)
            return null;
        var (title, due, _) = overdue[0];
        var days = deal.DaysSince(due);
        var severity = Severity.At(days, (1, 0.3), (7, 0.5), (30, 0.7)) + (0.05 * Math.Min(overdue.Count - 1, 2));
        return new(
            RiskKind.OverdueStep,
            overdue.Count == 1
                ? $"Overdue by {Words.Days(days)}: {Words.Clip(title)}"
                : $"{overdue.Count} steps overdue, the oldest by {Words.Days(days)}: {Words.Clip(title)}",
            severity,
            $"\"{Words.Clip(title)}\" was due on {deal.Say(due)}",
            []);
    }

    // Right after a talk or a new stage, the next step may still be on its way into the record.
    private static bool IsTooSoon(DealFacts deal)
    {
        var grace = deal.Thresholds.NextStepGraceDays;

        // One message may bring the next step; the second one without an answer shows that it did not.
        var latest = deal.Unanswered.Count > 1 ? deal.LastSign : deal.LastContact;
        return (latest is { } contact && deal.DaysSince(contact) < grace)
            || (deal.Deal.StageEnteredOn is { } entered && deal.DaysSince(entered) < grace)
            || (deal.LastContact is null && deal.Deal.CreatedOn is { } created && deal.DaysSince(created) < grace);
    }

    private static string Since(DealFacts deal) =>
        deal.LastContact is { } contact ? $", {Words.Days(deal.DaysSince(contact))} after the last contact" : "";
}
