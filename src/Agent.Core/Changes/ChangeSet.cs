using Agent.Core.Agents;
using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>A proposed change of a deal. It becomes true only when a person approves it.</summary>
/// <param name="DealId">The deal to change.</param>
/// <param name="DealVersion">The version that the proposal was made for; a deal that moved on makes it stale.</param>
/// <param name="Fields">What would change.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">What the reason stands on.</param>
public sealed record ChangeSet(DealId DealId, int DealVersion, IReadOnlyList<ProposedField> Fields, string Reason, IReadOnlyList<Source> Evidence);

/// <summary>A field with its value before and after.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Before">Value now, as invariant text, or null.</param>
/// <param name="After">Value proposed, as invariant text, or null.</param>
public sealed record ProposedField(string Field, string? Before, string? After);
