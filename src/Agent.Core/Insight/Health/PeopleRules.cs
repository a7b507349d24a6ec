using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>Rules about who is at the table on the buyer's side.</summary>
internal static class PeopleRules
{
    // In a company this small one person is often all there is.
    private const int SmallCompany = 10;

    public static RiskFlag? SingleThreaded(DealFacts deal)
    {
        // Nobody engaged at all is silence, which other rules see.
        if (!deal.IsMiddleOrLater || !deal.KnowsParticipants || deal.EngagedCount == 0)
            return null;
        if (!deal.IsLarge && deal.File.Account?.Employees <= SmallCompany)
            return null;

        var limits = deal.Thresholds;
        var needed = deal.IsLarge ? limits.MinEngagedContactsOfLargeDeal : limits.MinEngagedContacts;
        var engaged = deal.EngagedCount;
        if (engaged >= needed)
            return null;
        var severity = 0.35 + (deal.IsLate ? 0.1 : 0) + (deal.IsLarge ? 0.05 : 0) + (engaged == 1 && needed > 2 ? 0.1 : 0);
        return new(
            RiskKind.SingleThreaded,
            engaged == 1 ? "Only one contact is engaged" : $"Only {engaged} contacts are engaged in a large deal",
            severity,
            $"{Words.Count(engaged, "person", "people")} of the buyer's took part in the last {limits.EngagedWithinDays} days; a {(deal.IsLarge ? "large deal" : "deal")} in {deal.Stage.Name} needs {needed}",
            deal.LastSign is { } sign ? [sign.Id] : []);
    }

    public static RiskFlag? NoDecisionMaker(DealFacts deal)
    {
        // An executive at the table is one who decides, even when nobody wrote the role down.
        if (!deal.IsLate || deal.File.Stakeholders.Any(s => !deal.HasLeft(s.Contact) && (Decides(s.Role) || (deal.IsEngaged(s.Contact) && Importance.IsExecutive(s.Contact.Title)))))
            return null;
        var late = deal.Thresholds.LateStageProbability;
        return new(
            RiskKind.NoDecisionMaker,
            "No economic buyer or decision maker known",
            0.45 + (deal.Stage.WinProbability > late ? 0.1 : 0) + (deal.IsLarge ? 0.1 : 0),
            $"None of {Words.Count(deal.File.Stakeholders.Count, "known contact")} has the role; it must be known from {Words.Percent(late)} on, {deal.Stage.Name} stands at {Words.Percent(deal.Stage.WinProbability)}",
            []);
    }

    public static RiskFlag? StakeholderLeft(DealFacts deal)
    {
        if (Gone(deal) is not { } gone)
            return null;

        var (contact, role) = gone;
        if (contact.LeftOn is null)
            return LeftBySaying(deal, contact, role, deal.Departed(contact)!);
        var left = deal.HasLeft(contact);
        var part = Part(role!.Value);
        return new(
            RiskKind.StakeholderLeft,
            left ? $"The {part} left: {contact.Name}" : $"The {part} is leaving: {contact.Name}",
            left ? Decides(role) ? 0.8 : 0.7 : 0.55,
            $"{contact.Name}, {part}, {(left ? "left" : "leaves")} on {deal.Say(contact.LeftOn!.Value)} and nobody has taken the role since",
            []);
    }

    /// <summary>The one who left, or is about to, by the record or by what was said, and whom nobody followed; deciders first.</summary>
    public static Stakeholder? Gone(DealFacts deal) => deal.File.Stakeholders
        .Where(s => (s.Contact.LeftOn is not null || deal.Departed(s.Contact) is not null) && Matters(s, deal) && !IsReplaced(s, deal))
        .OrderByDescending(s => Decides(s.Role))
        .ThenByDescending(s => s.Contact.LeftOn)
        .FirstOrDefault();

    private static RiskFlag LeftBySaying(DealFacts deal, Contact contact, BuyingRole? role, TextSignal said) => new(
        RiskKind.StakeholderLeft,
        role is { } known ? $"The {Part(known)} leaves: {contact.Name}" : $"A main contact leaves: {contact.Name}",
        Decides(role) ? 0.75 : role is not null ? 0.65 : 0.45,
        $"\"{Words.Clip(said.Evidence?.Quote ?? "", 160)}\" on {deal.Say(said.On)}; the record does not say so yet",
        said.Evidence is { } evidence ? [evidence.ActivityId] : [])
    {
        Evidence = said.Evidence is { } quote ? [quote] : [],
    };

    // Without a role on record it still hurts when the only one we talk to goes.
    private static bool Matters(Stakeholder stakeholder, DealFacts deal) =>
        Decides(stakeholder.Role) || stakeholder.Role == BuyingRole.Champion
        || (stakeholder.Role is null && stakeholder.Contact.LeftOn is null && deal.EngagedCount <= 1 && deal.IsEngaged(stakeholder.Contact));

    private static string Part(BuyingRole role) => role switch
    {
        BuyingRole.DecisionMaker => "decision maker",
        BuyingRole.EconomicBuyer => "economic buyer",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static bool Decides(BuyingRole? role) => role is BuyingRole.DecisionMaker or BuyingRole.EconomicBuyer;

    private static bool IsReplaced(Stakeholder gone, DealFacts deal) => deal.File.Stakeholders.Any(s =>
        s.Contact.LeftOn is null && deal.Departed(s.Contact) is null && s.Role is not null && (Decides(gone.Role) ? Decides(s.Role) : s.Role == gone.Role));
}
