using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>The one line that says how a deal stands, the reason first.</summary>
internal static class Headlines
{
    public static string Of(DealFacts deal, IReadOnlyList<RiskFlag> flags, Snooze? snooze)
    {
        var worst = flags.Count > 0 ? flags[0] : null;
        if (snooze is not null)
        {
            var waiting = $"Waiting until {deal.Say(snooze.Until)}: {Words.Clip(snooze.Reason)}";
            return worst is null ? waiting : $"{waiting}. Still: {Words.LowerFirst(worst.Title)}";
        }

        if (worst is not null)
            return worst.Title.StartsWith(Label(worst.Kind), StringComparison.OrdinalIgnoreCase) ? worst.Title : $"{Label(worst.Kind)}: {Words.LowerFirst(worst.Title)}";
        if (deal.NextMeeting is { } meeting)
            return $"On track: {Words.LowerFirst(meeting.Kind.ToString())} on {deal.Say(DealFacts.DayOf(meeting))}";
        return deal.Deal is { NextStep: { Length: > 0 } step, NextStepDue: { } due } && due >= deal.Today
            ? $"On track: {Words.Clip(step)} by {deal.Say(due)}"
            : "On track";
    }

    public static string Label(RiskKind kind) => kind switch
    {
        RiskKind.NoActivity => "Going cold",
        RiskKind.BuyerSilent => "Buyer silent",
        RiskKind.SlowAnswer => "We owe an answer",
        RiskKind.StalledInStage or RiskKind.OlderThanWonDeals => "Stalled",
        RiskKind.CloseDatePast or RiskKind.CloseDateUnrealistic or RiskKind.CloseDatePushed => "Close date not believable",
        RiskKind.SingleThreaded or RiskKind.NoDecisionMaker => "Thin contact",
        RiskKind.StakeholderLeft => "Losing its people",
        RiskKind.NoNextStep or RiskKind.ProposalUnattended => "Nothing planned",
        RiskKind.OverdueStep => "We are late",
        RiskKind.AmountMissing or RiskKind.AmountShrank => "Amount in doubt",
        RiskKind.Objection => "Objection open",
        RiskKind.Competitor => "Competition",
        RiskKind.PriceNotDiscussed => "Price open",
        RiskKind.BadNews => "Bad news",
        RiskKind.QualificationGap => "Not qualified",
        RiskKind.BrokenPromise => "Promise we cannot keep",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No label for this kind."),
    };
}
