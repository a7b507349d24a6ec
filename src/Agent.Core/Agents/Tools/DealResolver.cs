using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>Finds the deal that a phrase means: "Acme", "the Northwind renewal", "this deal".</summary>
/// <param name="context">The turn.</param>
public sealed class DealResolver(TurnContext context)
{
    private static readonly HashSet<string> Fillers = new(
        ["the", "a", "an", "deal", "deals", "opportunity", "account", "customer", "our", "my", "with", "at", "on", "for", "of", "and", "in", "one", "that"],
        StringComparer.Ordinal);

    // Words that say what kind of deal it is, which many deals share.
    private static readonly HashSet<string> Kinds = new(
        ["renewal", "expansion", "rollout", "roll", "out", "upgrade", "pilot", "support", "new", "site", "sites", "warehouse", "warehouses", "store", "project", "replacement", "first", "main", "proposal", "contract"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Pronouns = new(
        ["this", "it", "its", "there", "they", "them", "their", "here", "him", "her"],
        StringComparer.Ordinal);

    /// <summary>Finds the deal.</summary>
    /// <param name="phrase">What was said; null or a pronoun means the deal in focus.</param>
    /// <param name="ct">Cancels the queries.</param>
    /// <returns>The deal's file, else why there is no one deal.</returns>
    public async Task<(DealFile? File, ToolResult? Question)> ResolveAsync(string? phrase, CancellationToken ct)
    {
        var (deal, question) = await FindAsync(phrase ?? "", ct);
        if (deal is not { } id)
            return (null, question);
        var file = await context.Reader.GetDealAsync(id, ct);
        if (file is null)
            return (null, new UnknownName(phrase ?? "", []));
        context.Focus = id;
        return (file, null);
    }

    /// <summary>True when a phrase names nothing itself but points at the deal in focus, if there is one.</summary>
    public static bool IsPronoun(string phrase) => Content(phrase).Count == 0;

    /// <summary>Finds the account that a phrase means, by its name alone.</summary>
    /// <returns>The account's entry, or null when none or several fit.</returns>
    public async Task<NamedDeal?> FindAccountAsync(string phrase, CancellationToken ct)
    {
        var words = Content(phrase);
        if (words.Count == 0)
            return null;
        var names = await context.Reader.FindNamesAsync(words, ct);
        if (names.Count == 0)
            names = await context.Reader.ListNamesAsync(ct);
        var accounts = names.Where(n => n.DealId is null).Select(n => (Name: n, Score: Coverage(words, n.Name))).Where(n => n.Score >= 1).ToList();
        return accounts.Count == 1 ? accounts[0].Name : accounts.Find(a => PassagePicker.Words(a.Name.Name).Count == words.Count).Name;
    }

    private async Task<(DealId? Deal, ToolResult? Question)> FindAsync(string phrase, CancellationToken ct)
    {
        if (DealId.TryParse(phrase, null, out var id))
            return (id, null);

        var words = Content(phrase);
        if (words.Count == 0)
        {
            if (context.Focus is { } focus)
                return (focus, null);
            var open = await context.Reader.FindDealsAsync(new() { Status = [DealStatus.Open], Owners = [context.Reader.Viewer.UserId], Take = AmbiguousName.MaxChoices }, ct);
            return (null, new AmbiguousName("", [.. open.Items.Select(Named)]));
        }

        var names = await context.Reader.FindNamesAsync(words, ct);
        var scored = Score(names, words);
        if (scored.Count == 0)
        {
            // The database compares letter by letter; here accents do not count.
            names = await context.Reader.ListNamesAsync(ct);
            scored = Score(names, words);
            if (scored.Count == 0)
                return (null, new UnknownName(string.Join(' ', words), Nearest(names, words)));
        }

        var best = scored.Max(n => n.Score);
        var fitting = scored.Where(n => n.Score == best).Select(n => n.Name).ToList();
        var exact = fitting.Where(n => string.Equals(n.Name, phrase.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1)
            return (exact[0].DealId, null);

        // People who name a customer mean what is going on there now.
        var current = fitting.Where(n => n.Status == DealStatus.Open).ToList();
        var meant = current.Count > 0 ? current : fitting;
        return meant.Count == 1
            ? (meant[0].DealId, null)
            : (null, new AmbiguousName(phrase, [.. meant.Take(AmbiguousName.MaxChoices)]));
    }

    // A sentence holds more than a name: what counts is that a word in it belongs to this deal or account and to no kind of
    // deal in general. Of a short phrase most of it has to be the name, or "Globex renewal" would find another renewal.
    private static List<(NamedDeal Name, double Score)> Score(IReadOnlyList<NamedDeal> names, List<string> words)
    {
        var telling = words.Where(w => !Kinds.Contains(w)).ToList();
        return [.. names
            .Where(n => n.DealId is not null)
            .Select(n => (Name: n, Parts: PassagePicker.Words($"{n.Name} {n.Account}")))
            .Where(n => telling.Count == 0 || telling.Exists(w => Has(n.Parts, w)))
            .Select(n => (n.Name, Score: (double)words.Count(w => Has(n.Parts, w))))];
    }

    private static IReadOnlyList<string> Nearest(IReadOnlyList<NamedDeal> names, List<string> words)
    {
        var wanted = string.Join(' ', words);
        return [.. names
            .SelectMany(n => new[] { n.Account, n.Name })
            .OfType<string>()
            .Distinct()
            .Select(n => (Name: n, Score: Likeness.Of(wanted, n)))
            .Where(n => n.Score >= Likeness.Alike)
            .OrderByDescending(n => n.Score).ThenBy(n => n.Name.Length)
            .Select(n => n.Name)
            .Take(3)];
    }

    private static List<string> Content(string phrase)
    {
        var words = PassagePicker.Words(phrase).Select(w => w.EndsWith("'s", StringComparison.Ordinal) || w.EndsWith("’s", StringComparison.Ordinal) ? w[..^2] : w).ToList();
        return [.. words.Where(w => !Fillers.Contains(w) && !Pronouns.Contains(w))];
    }

    // The share of the phrase's words that the name has.
    private static double Coverage(List<string> words, string name)
    {
        var parts = PassagePicker.Words(name);
        return (double)words.Count(w => Has(parts, w)) / words.Count;
    }

    // Whole, or as the beginning of a word.
    private static bool Has(IReadOnlyList<string> parts, string word) =>
        parts.Any(p => p == word || (word.Length >= 3 && p.StartsWith(word, StringComparison.Ordinal)));

    private static NamedDeal Named(DealRow row) => new(row.Id, row.AccountId, row.Name, row.Account, row.Status, row.Stage, row.Amount, row.Currency);
}
