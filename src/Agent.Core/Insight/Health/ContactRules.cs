using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>Rules about the exchange with the buyer: who owes whom an answer, and since when.</summary>
internal static class ContactRules
{
    /// <summary>A record without any activity may only mean that nothing was imported: never more than a hint.</summary>
    private const double MostForAnEmptyRecord = 0.5;

    // News that asks for nothing may wait longer before it is rude not to react.
    private const int PatienceWithoutQuestion = 3;

    public static RiskFlag? NoActivity(DealFacts deal)
    {
        var (stale, dying) = deal.IsLate
            ? (deal.Thresholds.ProposalStaleAfterDays, deal.Thresholds.ProposalDyingAfterDays)
            : (deal.Thresholds.StaleAfterDays, deal.Thresholds.DyingAfterDays);
        if (deal.NextMeeting is not null)
            return null;

        // A step that is agreed for a day ahead explains the pause before it, but not forever.
        var limit = deal.PlannedOn is null ? stale : dying;
        if (deal.LastActivity is not { } last)
            return NothingOnRecord(deal, limit);

        // Notes of ours do not replace the buyer: a deal that only we write about is as cold as one that nobody touches.
        var (since, what) = deal.DaysSince(last) < limit && deal.LastContact is { } contact && deal.DaysSince(contact) >= limit
            ? (contact, "contact with the buyer")
            : (last, "activity");
        var days = deal.DaysSince(since);
        if (days < limit)
            return null;

        var severity = deal.IsLate
            ? Severity.At(days, (stale, 0.6), (dying, 0.85), (2 * dying, 0.95))
            : Severity.At(days, (stale, 0.35), (dying, 0.65), (2 * dying, 0.9));
        var fact = $"Last {what} on {deal.Say(DealFacts.DayOf(since))}: {Words.Days(days)} ago, the limit in {deal.Stage.Name} is {Words.Days(limit)}";
        return new(RiskKind.NoActivity, $"No {what} for {Words.Days(days)}", severity, fact, [since.Id]);
    }

    public static RiskFlag? BuyerSilent(DealFacts deal)
    {
        var touches = deal.Unanswered;
        if (touches.Count == 0 || deal.NextMeeting is not null)
            return null;

        var limits = deal.Thresholds;
        var days = deal.DaysSince(touches[0]);
        var sinceLatest = deal.DaysSince(touches[^1]);
        if (days < limits.SilentAfterDays || (sinceLatest < limits.SilentGraceDays && touches.Count < limits.SilentAfterTouches))
            return null;

        // One message before an agreed day may well be one that needed no answer.
        if (touches.Count == 1 && deal.PlannedOn is not null)
            return null;

        var perDay = Severity.At(days, (limits.SilentAfterDays, 0.35), (2 * limits.SilentAfterDays, 0.5), (4 * limits.SilentAfterDays, 0.7), (8 * limits.SilentAfterDays, 0.85));
        var severity = Math.Min(0.95, perDay + (0.05 * Math.Min(touches.Count - 1, 3)) + (deal.IsLate ? 0.1 : 0));
        var never = deal.LastSign is null ? "The buyer never replied" : $"Last heard from the buyer on {deal.Say(DealFacts.DayOf(deal.LastSign))}";
        return new(
            RiskKind.BuyerSilent,
            touches.Count == 1 ? $"No reply for {Words.Days(days)}" : $"No reply to {touches.Count} messages in {Words.Days(days)}",
            severity,
            $"{never}; {Words.Count(touches.Count, "message")} of ours since, the first {Words.Days(days)} ago; the limit is {Words.Days(limits.SilentAfterDays)}",
            [.. touches.Select(t => t.Id)]);
    }

    public static RiskFlag? SlowAnswer(DealFacts deal)
    {
        if (deal.WaitingForUs.Count == 0)
            return null;

        var first = deal.WaitingForUs[0];
        var waited = WorkingDays.Between(first.At, deal.Now);
        var asks = deal.WaitingForUs.Any(Exchanges.Asks);
        var limit = deal.Thresholds.AnswerWithinDays * (asks ? 1 : PatienceWithoutQuestion);

        // Without a question, what the buyer wrote before an agreed meeting is answered there.
        if (waited < limit || (deal.NextMeeting is not null && !asks))
            return null;

        var days = Math.Max(1, deal.DaysSince(first));
        var severity = Severity.At(waited, (limit, 0.35), (3 * limit, 0.6), (7 * limit, 0.75), (30 * limit, 0.95));
        return new(
            RiskKind.SlowAnswer,
            $"No answer from us to {deal.BuyerIn(first)} for {Words.Days(days)}",
            severity,
            $"{Subject(first)} came on {deal.Say(DealFacts.DayOf(first))}; an answer is due within {Words.Count(limit, "working day")}",
            [.. deal.WaitingForUs.Select(m => m.Id)]);
    }

    private static RiskFlag? NothingOnRecord(DealFacts deal, int limit)
    {
        var since = new[] { deal.Deal.CreatedOn, deal.Deal.StageEnteredOn }.Max();
        if (since is not { } day || deal.DaysSince(day) is var days && days < limit)
            return null;
        return new(
            RiskKind.NoActivity,
            "No activity on record",
            Math.Min(MostForAnEmptyRecord, Severity.At(days, (limit, 0.35), (2 * limit, MostForAnEmptyRecord))),
            $"Nothing recorded since {deal.Say(day)}, {Words.Days(days)} ago; the limit is {Words.Days(limit)}",
            []);
    }

    private static string Subject(ActivityHead message) =>
        message.Subject.Length > 0 ? $"\"{Words.Clip(message.Subject)}\"" : $"A message ({message.Kind.ToString().ToLowerInvariant()})";
}
