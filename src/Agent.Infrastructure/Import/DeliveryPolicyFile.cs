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
    public static DeliveryPolicy Parse(Stream csv, bool stepsFrom = false) => Policy(SettingsRow.ReadAll(csv, MostRows).ConvertAll(Step), stepsFrom);

    /// <summary>Parses the CSV and gathers what is wrong with its rows.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="mostRows">The most steps.</param>
    /// <returns>The policy, and a sentence for each bad row.</returns>
    /// <exception cref="FormatException">The file is no CSV, has no or too many rows, or says sometimes from and sometimes up to how many units a step holds.</exception>
    public static (DeliveryPolicy Policy, IReadOnlyList<string> Problems) Read(Stream csv, int mostRows)
    {
        var (steps, problems) = SettingsRow.ReadEach(csv, mostRows, Step);
        if (steps.Select(s => s.From).Distinct().Count() > 1)
            throw new FormatException("Write either \"units_from\" or \"units_up_to\" in all rows.");
        return (Policy(steps, stepsFrom: false), problems);
    }

    private static DeliveryPolicy Policy(IReadOnlyList<(int Units, int Days, bool From)> steps, bool stepsFrom) =>
        steps.All(s => s.From || stepsFrom) && steps.Count > 0
            ? DeliveryPolicy.From(steps.Select(s => new DeliveryTier(s.Units, s.Days)))
            : DeliveryPolicy.UpTo(steps.Select(s => (s.Units, s.Days)));

    private static (int Units, int Days, bool From) Step(SettingsRow row) =>
        (row.Whole("units_up_to", "up_to_units", "units_from", "from_units", "units"), row.Whole("days"), row.Optional("units_from", "from_units") is not null);
}
