using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Checks;

/// <summary>What texts hold that an answer can state: their numbers, dates and words.</summary>
internal sealed partial class FoundFacts
{
    private readonly HashSet<decimal> _numbers = [];
    private readonly HashSet<(int Day, int Month, int? Year)> _dates = [];
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _texts = [];

    /// <summary>What a text holds: to be added to all facts that it belongs to.</summary>
    public static FoundFacts Of(string text)
    {
        var found = new FoundFacts();
        var dates = StatedFacts.Dates(text).ToList();
        foreach (var number in StatedFacts.Numbers(text, dates))
        {
            found._numbers.UnionWith(number.Values.Select(v => v.Value));
            found._numbers.UnionWith(number.Parts);
        }

        found._numbers.UnionWith(StatedFacts.Written(text).Select(n => n.Values[0].Value));
        found._dates.UnionWith(dates.Select(d => (d.Day ?? 0, d.Month, d.Year)));
        found._words.UnionWith(Word().Matches(text).Select(m => m.Value));
        found._texts.Add(Plain(text));
        return found;
    }

    /// <summary>Adds what was found elsewhere.</summary>
    public void Add(FoundFacts other)
    {
        _numbers.UnionWith(other._numbers);
        _dates.UnionWith(other._dates);
        _words.UnionWith(other._words);
        _texts.AddRange(other._texts);
    }

    /// <summary>Adds a day.</summary>
    public void Add(DateOnly day) => _dates.Add((day.Day, day.Month, day.Year));

    /// <summary>Adds a number.</summary>
    public void Add(decimal number) => _numbers.Add(number);

    /// <summary>True when a number stands here, as it is or before it was rounded.</summary>
    public bool Has(StatedNumber number) =>
        number.Values.Any(v => _numbers.Contains(v.Value) || (v.Step > 0 && _numbers.Any(n => RoundsTo(n, v.Value, v.Step))))
        || (number.Parts.Count > 0 && number.Parts.All(_numbers.Contains));

    /// <summary>True when a day or a month stands here. A day without a year is one of this year or the next.</summary>
    /// <param name="date">The date.</param>
    /// <param name="thisYear">The year of the answer.</param>
    public bool Has(StatedDate date, int thisYear) => _dates.Any(d =>
        d.Month == date.Month
        && (date.Day is null || date.Day == d.Day)
        && (date.Year is not { } year || (d.Year is { } known ? known == year : year == thisYear || year == thisYear + 1)));

    /// <summary>True when one of the days here lies that many days before or after a day.</summary>
    public bool HasDistance(decimal days, DateOnly today) => days is > 0 and < 4_000 && _dates.Any(d =>
        Day(d.Day, d.Month, d.Year ?? today.Year) is { } day && Math.Abs(day.DayNumber - today.DayNumber) == days);

    /// <summary>True when a word stands here, in whatever case.</summary>
    public bool HasWord(string word) => _words.Contains(word);

    /// <summary>True when the words stand here letter by letter; blanks, emphasis and the case of letters aside.</summary>
    public bool HasQuote(string quote)
    {
        var pieces = Plain(quote).Split(["…", "..."], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => p.Trim('.', ',', ';', ':', '!', '?', ' ')).Where(p => p.Length > 0).ToList();
        return pieces.Count == 0 || _texts.Exists(t => pieces.TrueForAll(p => t.Contains(p, StringComparison.OrdinalIgnoreCase)));
    }

    private static DateOnly? Day(int day, int month, int year) =>
        year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    private static bool RoundsTo(decimal number, decimal shown, decimal step) =>
        Math.Round(number / step, MidpointRounding.AwayFromZero) * step == shown || Math.Floor(number / step) * step == shown;

    // Quotation marks and apostrophes are typed in many ways.
    private static string Plain(string text) =>
        Blank().Replace(Emphasis().Replace(PlainMarkdown.Unescape(text), ""), " ").Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('„', '"').Trim();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\*\*|__|`")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
