namespace Agent.Core.Insight.Health;

/// <summary>All rules, and which flag gives way to which.</summary>
internal static class RiskRules
{
    private static readonly Func<DealFacts, RiskFlag?>[] All =
    [
        ContactRules.NoActivity,
        ContactRules.BuyerSilent,
        ContactRules.SlowAnswer,
        PaceRules.StalledInStage,
        PaceRules.OlderThanWonDeals,
        PaceRules.CloseDatePast,
        PaceRules.CloseDateUnrealistic,
        PaceRules.CloseDatePushed,
        PeopleRules.SingleThreaded,
        PeopleRules.NoDecisionMaker,
        PeopleRules.StakeholderLeft,
        PlanRules.NoNextStep,
        PlanRules.ProposalUnattended,
        PlanRules.OverdueStep,
        AmountRules.AmountMissing,
        AmountRules.AmountShrank,
        TextRules.Objection,
        TextRules.Competitor,
        TextRules.PriceNotDiscussed,
        TextRules.BadNews,
        TextRules.QualificationGap,
        TextRules.BrokenPromise,
    ];

    // The flag on the left tells the same story with more detail than the ones on the right.
    private static readonly Dictionary<RiskKind, RiskKind[]> Supersedes = new()
    {
        [RiskKind.BuyerSilent] = [RiskKind.NoActivity],
        [RiskKind.ProposalUnattended] = [RiskKind.NoNextStep],
        [RiskKind.OverdueStep] = [RiskKind.NoNextStep],
        [RiskKind.StalledInStage] = [RiskKind.OlderThanWonDeals],
        [RiskKind.CloseDatePast] = [RiskKind.CloseDateUnrealistic],
        [RiskKind.StakeholderLeft] = [RiskKind.NoDecisionMaker],
    };

    /// <summary>What a declared wait explains: that nothing happens. What we owe, and what the record or the texts say, it does not.</summary>
    private static readonly HashSet<RiskKind> ExplainedByWaiting =
    [
        RiskKind.NoActivity,
        RiskKind.BuyerSilent,
        RiskKind.StalledInStage,
        RiskKind.OlderThanWonDeals,
        RiskKind.NoNextStep,
        RiskKind.ProposalUnattended,
    ];

    /// <summary>The flags of an open deal, worst first.</summary>
    public static IReadOnlyList<RiskFlag> Flags(DealFacts deal, bool waiting)
    {
        var found = new List<RiskFlag>();
        foreach (var rule in All)
        {
            if (rule(deal) is { } flag && !(waiting && ExplainedByWaiting.Contains(flag.Kind)))
                found.Add(flag);
        }

        // What gives way lends its weight, so that a silence is not taken more lightly for being understood better.
        foreach (var (winner, losers) in Supersedes)
        {
            var at = found.FindIndex(f => f.Kind == winner);
            if (at < 0)
                continue;
            var silenced = found.FindAll(f => losers.Contains(f.Kind));
            if (silenced.Count == 0)
                continue;
            found[at] = found[at] with { Severity = Math.Max(found[at].Severity, silenced.Max(f => f.Severity)) };
            found.RemoveAll(silenced.Contains);
        }

        found.Sort((a, b) => b.Severity.CompareTo(a.Severity) is not 0 and var order ? order : a.Kind.CompareTo(b.Kind));
        return found;
    }
}
