using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Agent.Core.Insight.Health;

/// <summary>Numbers and days as people say them.</summary>
internal static partial class Words
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

    /// <summary>What a title is about: its longer words in their singular, without verbs of handing over and without people's names.</summary>
    /// <param name="title">A title such as "Send the proposal to Anna".</param>
    /// <param name="people">Names to leave out.</param>
    public static HashSet<string> About(string title, IEnumerable<string> people)
    {
        var names = people.SelectMany(p => p.Split(' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. NoWord().Split(title.ToLowerInvariant()).Where(w => w.Length >= 4 && !Handing.Contains(w) && !names.Contains(w)).Select(w => w.Length > 4 && w[^1] == 's' ? w[..^1] : w)];
    }

    private static readonly FrozenSet<string> Handing = new[]
    {
        "send", "write", "prepare", "make", "finish", "share", "forward", "email", "mail", "with", "from", "about", "that", "this", "have", "will", "them", "your", "their", "over", "into",
    }.ToFrozenSet();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NoWord();

    public static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
