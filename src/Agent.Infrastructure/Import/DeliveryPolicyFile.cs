using Agent.Core.Insight.Qualification;

namespace Agent.Infrastructure.Import;

/// <summary>
/// Reads a delivery policy from CSV with the column <c>days</c> and either <c>units_up_to</c> (the most units that a step holds for)
/// or <c>units_from</c> (the least).
/// </summary>
public static class DeliveryPolicyFile
{
    private const int MostRows = 1_000;

    /// <summary>Parses the CSV.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="stepsFrom">True to take the unit column for the least number of units, whatever its name.</param>
    /// <exception cref="FormatException">A column is missing or holds no whole number; the message names the row.</exception>
    public static DeliveryPolicy Parse(Stream csv, bool stepsFrom = false)
    {
        var steps = new List<(int Units, int Days, bool From)>();
        foreach (var row in SettingsRow.ReadAll(csv, MostRows))
        {
            var from = row.Optional("units_from", "from_units") is not null;
            steps.Add(((int)row.Number("units_up_to", "up_to_units", "units_from", "from_units", "units"), (int)row.Number("days"), from || stepsFrom));
        }

        return steps.TrueForAll(s => s.From) && steps.Count > 0
            ? DeliveryPolicy.From(steps.Select(s => new DeliveryTier(s.Units, s.Days)))
            : DeliveryPolicy.UpTo(steps.Select(s => (s.Units, s.Days)));
    }
}
