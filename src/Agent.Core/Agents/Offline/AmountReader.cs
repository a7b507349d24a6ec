using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>Finds the bounds on amounts that a question names: "over 50k", "between 20 and 30k", "under €1.5m".</summary>
internal static partial class AmountReader
{
    /// <summary>Reads the bounds and takes their words out of the text.</summary>
    public static (decimal? Min, decimal? Max, string Remaining) Take(string text)
    {
        if (Between().Match(text) is { Success: true } between)
        {
            var unit = between.Groups["u1"].Value.Length > 0 ? between.Groups["u1"].Value : between.Groups["u2"].Value;
            return (Amount(between.Groups["n1"].Value, unit), Amount(between.Groups["n2"].Value, between.Groups["u2"].Value), Without(text, between));
        }

        decimal? min = null;
        decimal? max = null;
        for (var match = Bound().Match(text); match.Success; match = Bound().Match(text))
        {
            var amount = Amount(match.Groups["n"].Value, match.Groups["u"].Value);
            if (match.Groups["max"].Success)
                max = amount;
            else
                min = amount;
            text = Without(text, match);
        }

        return (min, max, text);
    }

    private static decimal Amount(string number, string unit)
    {
        var factor = unit.ToLowerInvariant() switch
        {
            "k" or "thousand" => 1_000m,
            "m" or "mio" or "million" => 1_000_000m,
            _ => 1m,
        };
        return decimal.Parse(number.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * factor;
    }

    private static string Without(string text, Match match) => text.Remove(match.Index, match.Length).Insert(match.Index, " ");

    [GeneratedRegex(
        @"\b(?:(?:between|from)\s+)?[€$£]?\s?(?<n1>\d{1,12}(?:,\d{3})*(?:\.\d+)?)\s?(?<u1>k|m|mio|thousand|million)?\s*[€$£]?(?:(?<=\b(?:between|from)\s[^-]*)\s+(?:and|to)\s+|\s*(?:-|–|to)\s*(?=[€$£]?\s?[\d,.]+\s?(?:k|m|mio|thousand|million)\b))[€$£]?\s?(?<n2>\d{1,12}(?:,\d{3})*(?:\.\d+)?)\s?(?<u2>k|m|mio|thousand|million)?\b(?!-)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"(?:(?:\b(?:(?<min>over|above|more\s+than|at\s+least|bigger\s+than|larger\s+than|greater\s+than|exceeding|north\s+of|upwards\s+of|from)|(?<max>under|below|less\s+than|at\s+most|smaller\s+than|south\s+of|up\s+to))\s+|(?:(?<min>>=?)|(?<max><=?))\s*)[€$£]?\s?(?<n>\d{1,12}(?:,\d{3})*(?:\.\d+)?)\s?(?<u>k|m|mio|thousand|million)?\b(?!\s*(?:days?|weeks?|months?|years?)\b|-)(?:\s*(?:€|\$|£|eur|usd|gbp|euros?|dollars?))?)|(?:[€$£]?\b(?<n>\d{1,12}(?:,\d{3})*(?:\.\d+)?)(?<u>k|m)\s*(?:(?<min>\+|(?:and|or)\s+(?:up|more|above|over|higher|bigger)\b|upwards?\b)|(?<max>(?:and|or)\s+(?:less|below|under|lower|smaller)\b|max\b)))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Bound();
}
