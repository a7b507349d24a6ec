using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>Tells values that no field can hold: an amount below 0, a day that no calendar has, words where a number belongs.</summary>
internal static partial class ImpossibleValues
{
    private const string Mend = "so nothing was proposed.";
    private const string Amounts = "Write the amount as a number, such as 84,000 or 84k.";
    private const string Days = "Write the close date like 2026-12-15, \"15 December\" or \"in two weeks\".";

    /// <summary>What is wrong with a value that can be read, where, and how to mend it; null when nothing is.</summary>
    /// <param name="body">The request, without its courtesies.</param>
    public static string? Refuse(string body)
    {
        if (ChangeCues.Weighs().IsMatch(body) || ChangeCues.Negated().IsMatch(body) || ChangeCues.Conditional().IsMatch(body))
            return null;
        if ((ChangeCues.SetsValue().IsMatch(body) || ChangeCues.AmountField().IsMatch(body)) && !ChangeCues.CloseDate().IsMatch(body) && BelowZero().Match(body) is { Success: true } below)
            return $"An amount cannot be below 0, and \"{below.Groups["value"].Value.Trim()}\" is, {Mend} Name what the deal is worth, such as 84,000, or say by how much it changes.";
        if (!(ChangeCues.CloseDate().IsMatch(body) || ChangeCues.Moves().IsMatch(body)) || ChangeCues.OtherDates().IsMatch(body))
            return null;
        var day = WrittenDay().Matches(body).Select(m => m.Value).FirstOrDefault(d => !DateOnly.TryParse(d, CultureInfo.InvariantCulture, out _))
            ?? DayOfMonth().Matches(body).FirstOrDefault(m => !Exists(m))?.Value;
        return day is null ? null : $"There is no day \"{day}\" for the close date to be on, {Mend} {Days}";
    }

    /// <summary>The same for words that are no value of the field that they are to be put into.</summary>
    /// <param name="body">The request, without its courtesies, that nothing else could be read from.</param>
    public static string? RefuseUnread(string body)
    {
        if (ChangeCues.Weighs().IsMatch(body) || ChangeCues.Negated().IsMatch(body) || ChangeCues.Conditional().IsMatch(body) || PutAs().Match(body) is not { Success: true } put)
            return null;
        var value = put.Groups["value"].Value.Trim();
        return ChangeCues.AmountField().IsMatch(put.Groups["field"].Value)
            ? $"I cannot read an amount in \"{value}\", {Mend} {Amounts}"
            : $"I cannot read a day in \"{value}\", {Mend} {Days}";
    }

    // 29 February is in some years.
    private static bool Exists(Match match)
    {
        var month = 1 + Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, m => m.Length > 0 && match.Groups["month"].Value.StartsWith(m, StringComparison.OrdinalIgnoreCase));
        return int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture) is var day && day >= 1 && day <= DateTime.DaysInMonth(2024, month);
    }

    [GeneratedRegex(@"(?:\b(?:to|at|is|be|now|as)\b|=|:|->|→)\s*(?<value>(?:[€$£]\s?)?(?:[-−–]|minus\s)\s?[€$£]?\s?\d[\d.,]*\s?(?:k|m|mio|thousand|million)?\b)", RegexOptions.IgnoreCase)]
    private static partial Regex BelowZero();

    [GeneratedRegex(@"\b\d{4}-\d{1,2}-\d{1,2}\b")]
    private static partial Regex WrittenDay();

    [GeneratedRegex(@"\b(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b|\b(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?(?:%|k\b|[.,:]\d))", RegexOptions.IgnoreCase)]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(@"^(?:set|put|change|update|make|adjust|correct|fix|edit|move|push|raise|lower)\b(?<field>.*?\b(?:amount|deal size|close date|closing date|expected close)\b.*?)\s+(?:to|at|as|=)\s+(?<value>[^,;.!?]{1,60})[.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex PutAs();
}
