namespace Agent.Core.Changes;

/// <summary>A field that moved on since a change was proposed.</summary>
/// <param name="Field">One of <see cref="ChangeFields"/>.</param>
/// <param name="Before">What it was when the change was proposed, as people read it; null for nothing.</param>
/// <param name="Now">What it is now, as people read it; null for nothing.</param>
/// <param name="After">What the change would make of it, as people read it; null for nothing.</param>
/// <param name="SaysSoAlready">True when the field has the proposed value by now.</param>
public sealed record FieldConflict(string Field, string? Before, string? Now, string? After, bool SaysSoAlready);

/// <summary>Holds a change against the store, field by field.</summary>
public static class ChangeConflicts
{
    /// <summary>The fields of a change that are no longer what they were when it was proposed; empty when it can be applied.</summary>
    /// <param name="change">The change, completed when it was proposed.</param>
    /// <param name="state">What it bears on now.</param>
    public static IReadOnlyList<FieldConflict> Find(ChangeSet change, ChangeState state) => Find(change, change.Fields, f => f.Before, f => f.After, state);

    /// <summary>The fields that moved on since a change was applied; empty when it can be taken back.</summary>
    /// <param name="change">The change.</param>
    /// <param name="applied">The fields that moved when it was applied.</param>
    /// <param name="state">What it bears on now.</param>
    public static IReadOnlyList<FieldConflict> FindSince(ChangeSet change, IReadOnlyList<ProposedField> applied, ChangeState state) =>
        IsNew(change.Kind) ? [] : Find(change, applied.Where(f => f.Field != ChangeFields.Framework), f => f.After, f => f.Before, state);

    /// <summary>True for changes that make something new, of which no value can be in conflict.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsNew(ChangeKind kind) => kind is ChangeKind.Task or ChangeKind.NewContact or ChangeKind.NewDeal;

    private static List<FieldConflict> Find(ChangeSet change, IEnumerable<ProposedField> fields, Func<ProposedField, string?> then, Func<ProposedField, string?> wanted, ChangeState state)
    {
        return
        [
            .. from field in fields
               let now = ChangeValues.Now(change, field.Field, state)
               where now != then(field)
               select new FieldConflict(field.Field, Say(field, then(field)), Say(field, now), Say(field, wanted(field)), now == wanted(field)),
        ];

        string? Say(ProposedField field, string? raw) => ChangeValues.Shown(change, field.Field, raw, state);
    }
}
