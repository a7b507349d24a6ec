using System.Globalization;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Writes a search as a full-text expression. Everything that comes from outside stands in a quoted string, in which the language knows
/// no operators; what belongs to whom stands in a column of its own, which no typed word can reach.
/// </summary>
internal static class PassageMatch
{
    private const string Everybody = "e";

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
            parts.Add(InScope([Key('o', owner.Value)]));
        if (search.Filter.Speakers is { Count: > 0 } speakers)
            parts.Add($"{{Speaker}} : ({string.Join(" OR ", speakers.Select(TextAnalyzer.NameWords).Where(w => w.Count > 0).Select(w => $"({string.Join(" AND ", w.Select(Quote))})"))})");
        parts.AddRange(search.Phrases.Select(p => $"{{Text Context}} : {Quote(string.Join(' ', p))}"));
        if (withTerms && search.Terms.Count > 0)
            parts.Add($"{{Text Context}} : ({string.Join(" OR ", search.Terms.Select(Quote))})");
        if (!search.Scope.Everything)
            parts.Add(InScope([Everybody, .. search.Scope.People.Select(p => Key('u', p.Value)), .. search.Scope.Teams.Select(t => Key('t', t.Value))]));
        return parts.Count == 0 ? null : string.Join(" AND ", parts.Select(p => $"({p})"));
    }

    /// <summary>The words that say whose a passage is.</summary>
    public static string ScopeOf(IndexedPassage passage)
    {
        var keys = new List<string>();
        if (passage.DealId is { } deal)
            keys.Add(Key('d', deal.Value));
        if (passage.AccountId is { } account)
            keys.Add(Key('a', account.Value));
        if (passage.OwnerId is { } owner)
            keys.Add(Key('o', owner.Value));
        if (passage.Audience.Everybody)
            keys.Add(Everybody);
        keys.AddRange(passage.Audience.People.Select(p => Key('u', p.Value)));
        keys.AddRange(passage.Audience.Teams.Select(t => Key('t', t.Value)));
        return string.Join(' ', keys);
    }

    private static string InScope(IEnumerable<string> keys) => $"{{Scope}} : ({string.Join(" OR ", keys.Select(Quote))})";

    private static string Key(char kind, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id:N}");

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
