using System.Globalization;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Writes a search as a full-text expression. Everything that comes from outside stands in a quoted string, in which the language knows
/// no operators; what belongs to whom stands in a column of its own, which no typed word can reach.
/// </summary>
internal static class PassageMatch
{
    /// <summary>Says which words stand in the scope; an index with others has to be built again.</summary>
    public const int Version = 2;

    private const string Everybody = "e";
    // Longer periods leave so much that looking up their months gains nothing.
    private const int MostMonths = 24;

    /// <summary>The expression, or null when it would hold for all passages.</summary>
    /// <param name="search">The search.</param>
    /// <param name="withTerms">False for the conditions alone.</param>
    public static string? Of(PassageSearch search, bool withTerms)
    {
        var parts = new List<string>();
        if (search.Filter.DealId is { } deal)
            parts.Add(InScope([Key('d', deal.Value)]));
        if (search.Filter.AccountId is { } account)
            parts.Add(InScope([Key('a', account.Value)]));
        if (search.Filter.OwnerId is { } owner)
            parts.Add(InScope([OwnerWord(owner)]));
        if (search.Filter.Speakers is { Count: > 0 } speakers)
            parts.Add($"{{Speaker}} : ({string.Join(" OR ", speakers.Select(TextAnalyzer.NameWords).Where(w => w.Count > 0).Select(w => $"({string.Join(" AND ", w.Select(Quote))})"))})");
        if (KindWords(search.Filter) is { } kinds)
            parts.Add(InScope(kinds));
        if (MonthWords(search.Filter) is { } months)
            parts.Add(InScope(months));
        parts.AddRange(search.Phrases.Select(p => $"{{Text Context}} : {Quote(string.Join(' ', p))}"));
        if (withTerms && search.Terms.Count > 0)
            parts.Add($"{{Text Context}} : ({string.Join(" OR ", search.Terms.Select(Quote))})");
        if (!search.Scope.Everything)
            parts.Add(InScope(ScopeWords(search.Scope)));
        return parts.Count == 0 ? null : string.Join(" AND ", parts.Select(p => $"({p})"));
    }

    /// <summary>The words of the kinds that a filter leaves, any of them; null for all.</summary>
    public static IReadOnlyList<string>? KindWords(PassageFilter filter) => filter.Kinds is { Count: > 0 } kinds ? [.. kinds.Select(KindWord)] : null;

    /// <summary>The words of the months of a filter's period, any of them, so that what is left outside of them is its first and last days; null when it has no end, too many or none.</summary>
    public static IReadOnlyList<string>? MonthWords(PassageFilter filter) => filter is { From: { } from, To: { } to } && Months(from, to) is { Count: > 0 and <= MostMonths } months ? months : null;

    /// <summary>The expression for a term in one column, within the conditions of a search.</summary>
    public static string Of(PassageSearch search, string column, string term)
    {
        var conditions = Of(search, withTerms: false);
        var own = $"{{{column}}} : {Quote(term)}";
        return conditions is null ? own : $"({own}) AND {conditions}";
    }

    /// <summary>The words that stand in the scope of what a viewer may find, any of them.</summary>
    public static IReadOnlyList<string> ScopeWords(PassageScope scope) =>
        [Everybody, .. scope.People.Select(p => Key('u', p.Value)), .. scope.Teams.Select(t => Key('t', t.Value))];

    /// <summary>The word that stands in the scope of what a user owns.</summary>
    public static string OwnerWord(UserId owner) => Key('o', owner.Value);

    /// <summary>The expression for any of these words in the scope.</summary>
    public static string InScope(IEnumerable<string> words) => $"{{Scope}} : ({string.Join(" OR ", words.Select(Quote))})";

    /// <summary>The words that say whose a passage is, of which kind and of which month.</summary>
    public static string ScopeOf(IndexedPassage passage)
    {
        var keys = new List<string> { KindWord(passage.Kind), MonthWord(passage.At) };
        if (passage.DealId is { } deal)
            keys.Add(Key('d', deal.Value));
        if (passage.AccountId is { } account)
            keys.Add(Key('a', account.Value));
        if (passage.OwnerId is { } owner)
            keys.Add(OwnerWord(owner));
        if (passage.Audience.Everybody)
            keys.Add(Everybody);
        keys.AddRange(passage.Audience.People.Select(p => Key('u', p.Value)));
        keys.AddRange(passage.Audience.Teams.Select(t => Key('t', t.Value)));
        return string.Join(' ', keys);
    }

    private static string KindWord(PassageKind kind) => string.Create(CultureInfo.InvariantCulture, $"k{(int)kind}");

    private static string MonthWord(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"m{at.UtcDateTime:yyyyMM}");

    private static List<string> Months(DateTimeOffset from, DateTimeOffset to)
    {
        var months = new List<string>();
        for (var month = new DateTime(from.UtcDateTime.Year, from.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc); month < to.UtcDateTime && months.Count <= MostMonths; month = month.AddMonths(1))
            months.Add(MonthWord(month));
        return months;
    }

    private static string Key(char kind, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id:N}");

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
