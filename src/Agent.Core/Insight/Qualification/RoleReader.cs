using System.Globalization;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Qualification;

/// <summary>Adds to a criterion about a person what the store knows: who is economic buyer or champion on record, and whether that person has left.</summary>
internal static class RoleReader
{
    /// <summary>An entry in the store that nobody's words confirm.</summary>
    private const double OnRecord = 0.7;

    public static CriterionResult Complete(CriterionResult result, Criterion criterion, IReadOnlyList<Stakeholder> stakeholders)
    {
        if (criterion.Role is not { } role || stakeholders.Where(s => s.Role == role).Select(s => s.Contact).ToList() is not { Count: > 0 } holders)
            return result;
        var facts = holders.Select(h => h.LeftOn is { } day
            ? $"{h.Name}, {Name(role)} on record, left on {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}."
            : $"{h.Name}{(h.Title is { Length: > 0 } title ? $", {title}," : "")} is {Name(role)} on record (contacts of the deal).");
        var known = result with { Facts = [.. result.Facts, .. facts] };
        if (result.Verdict != Verdict.Unknown)
            return known;
        return holders.Exists(h => h.LeftOn is null)
            ? known with { Verdict = Verdict.Met, Strength = OnRecord, Missing = null, Question = null }
            : known with { Verdict = Verdict.NotMet, Strength = OnRecord };
    }

    private static string Name(BuyingRole role) => role switch
    {
        BuyingRole.EconomicBuyer => "economic buyer",
        BuyingRole.DecisionMaker => "decision maker",
        _ => role.ToString().ToLowerInvariant(),
    };
}
