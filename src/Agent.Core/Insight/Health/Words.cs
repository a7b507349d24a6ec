using System.Globalization;

namespace Agent.Core.Insight.Health;

/// <summary>Numbers and days as people say them.</summary>
internal static class Words
{
    public static string Days(double days) => Count(days, "day");

    public static string Count(double count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0.#} {(count == 1 ? noun : plural ?? noun + "s")}");

    public static string Amount(decimal amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:#,0.##} {currency}");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>"12 March", with the year when it is not the one of <paramref name="today"/>.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The first characters, so that a long subject or quote does not bury the sentence around it.</summary>
    public static string Clip(string text, int length = 80)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= length ? line : line[..length].TrimEnd() + "…";
    }

    public static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
