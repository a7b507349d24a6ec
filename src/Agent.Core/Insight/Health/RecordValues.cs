using System.Globalization;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>Reads the values of field changes; what cannot be read is not a change of that kind.</summary>
internal static class RecordValues
{
    public static (DateOnly Before, DateOnly After)? Day(FieldChange change, string field) =>
        change.Field == field
        && DateOnly.TryParse(change.Before, CultureInfo.InvariantCulture, out var before)
        && DateOnly.TryParse(change.After, CultureInfo.InvariantCulture, out var after)
            ? (before, after)
            : null;

    public static decimal? AmountBefore(FieldChange change) =>
        change.Field == FieldChange.Amount && decimal.TryParse(change.Before, NumberStyles.Number, CultureInfo.InvariantCulture, out var before)
            ? before
            : null;
}
