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

    // The beginning of a word tells less than the whole: "log" is in a call log before it is in "Logistics".
    private const double Beginning = 0.75;

    // What many deals share decides between none of them.
    private const double Shared = 0.9;

    // Letters of a word to look for when accents keep the whole from being found.
    private const int MaxProbe = 5;
    private const int MinProbe = 3;

    // Words of a sentence that are tried as the name of a person.
    private const int MaxPeople = 6;

    /// <summary>Finds the deal.</summary>
    /// <param name="phrase">What was said; null or a pronoun means the deal in focus.</param>
    /// <param name="ct">Cancels the queries.</param>
    /// <param name="wholeName">True when at least half of the words have to belong to the name.</param>
    /// <returns>The deal's file, else why there is no one deal.</returns>
    public async Task<(DealFile? File, ToolResult? Question)> ResolveAsync(string? phrase, CancellationToken ct, bool wholeName = false)
    {
        var (deal, question) = await FindAsync(phrase ?? "", wholeName, ct);
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

    private async Task<(DealId? Deal, ToolResult? Question)> FindAsync(string phrase, bool wholeName, CancellationToken ct)
    {
        if (DealId.TryParse(phrase, null, out var id))
            return (id, null);
        if (Superlative.Read(phrase) is { } most)
            return await MostAsync(most, ct) is { } meantByIt ? (meantByIt, null) : (null, new AmbiguousName("", []));

        var words = Content(phrase);
        if (words.Count == 0)
        {
            if (context.Focus is { } focus)
                return (focus, null);
            var open = await context.Reader.FindDealsAsync(new() { Status = [DealStatus.Open], Owners = [context.Reader.Viewer.UserId], Take = AmbiguousName.MaxChoices }, ct);
            return (null, new AmbiguousName("", [.. open.Items.Select(Named)]));
        }

        // Accents are taken off the words; the database knows names only as they are written.
        var names = await context.Reader.FindNamesAsync([.. words.Union(PassagePicker.WrittenWords(phrase).Where(w => PassagePicker.Words(w).Any(words.Contains)))], ct);
        var scored = Score(names, words);
        if (scored.Count == 0)
        {
            // The database compares letter by letter; here accents do not count.
            names = await context.Reader.ListNamesAsync(ct);
            scored = Score(names, words);
        }

        var best = scored.Count == 0 ? 0 : scored.Max(n => n.Score);
        if (best == 0 || (wholeName && 2 * best < words.Count))
            return best == 0 && await DealsOfAsync(phrase, ct) is { Count: > 0 } deals
                ? deals is [var only] ? (only.DealId, null) : deals.Any(d => d.DealId == context.Focus) ? (context.Focus, null) : (null, new AmbiguousName(phrase, [.. deals.Take(AmbiguousName.MaxChoices)]))
                : (null, new UnknownName(string.Join(' ', phrase.Split(' ').Where(w => Content(w).Count > 0)), Nearest(names, words)));
        var fitting = scored.Where(n => n.Score == best).Select(n => n.Name).ToList();
        var exact = fitting.Where(n => string.Equals(n.Name, phrase.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1)
            return (exact[0].DealId, null);

        // People who name a customer mean what is going on there now.
        var current = fitting.Where(n => n.Status == DealStatus.Open).ToList();
        var meant = current.Count > 0 ? current : fitting;
        if (context.Focus is { } shown && meant.Exists(m => m.DealId == shown))
            return (shown, null);
        return meant.Count == 1
            ? (meant[0].DealId, null)
            : (null, new AmbiguousName(phrase, [.. meant.Take(AmbiguousName.MaxChoices)]));
    }

    // Who leads a team and owns nothing means the team's deals.
    private async Task<DealId?> MostAsync(Superlative most, CancellationToken ct)
    {
        var query = new DealQuery { Status = [most.Status], Sort = most.Sort, Descending = most.Descending, Take = 1 };
        var own = most.IsOwn ? (await context.Reader.FindDealsAsync(query with { Owners = [context.Reader.Viewer.UserId] }, ct)).Items : [];
        return (own.Count > 0 ? own : (await context.Reader.FindDealsAsync(query, ct)).Items) is [var first, ..] ? first.Id : null;
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
            .Select(n => (n.Name, Score: words.Sum(w => (n.Parts.Any(p => IsSame(p, w)) ? 1 : Has(n.Parts, w) ? Beginning : 0) * (Kinds.Contains(w) ? Shared : 1))))];
    }

    /// <summary>The people whose names hold all words of a phrase, accents apart.</summary>
    public async Task<IReadOnlyList<Contact>> FindContactsAsync(string phrase, CancellationToken ct)
    {
        var words = Content(phrase);
        if (words.Count == 0)
            return [];
        var found = await context.Reader.FindContactsAsync(words, null, ct);
        if (found.Count > 0)
            return found;
        found = await context.Reader.FindContactsAsync(PassagePicker.WrittenWords(phrase), null, ct);
        // The longest run of plain letters narrows the search; the comparison without accents is made here.
        for (var length = MaxProbe; found.Count == 0 && length >= MinProbe; length--)
        {
            foreach (var probe in words.Where(w => w.Length > length).Select(w => w[^length..]))
                found = [.. found, .. await context.Reader.FindContactsAsync([probe], null, ct)];
        }

        return [.. found.DistinctBy(c => c.Id).Where(c => words.TrueForAll(w => Has(PassagePicker.Words(c.Name), w)))];
    }

    // People who name a person mean the open deals that the person has a part in.
    private async Task<IReadOnlyList<NamedDeal>> DealsOfAsync(string phrase, CancellationToken ct)
    {
        var telling = Content(phrase).Where(w => !Kinds.Contains(w)).ToList();
        var people = (await FindContactsAsync(string.Join(' ', telling), ct)).Where(c => c.AccountId is not null && telling.TrueForAll(w => Has(PassagePicker.Words(c.Name), w))).ToList();
        // A sentence may hold more than their names.
        if (people.Count == 0 && telling.Count > 1)
        {
            foreach (var name in phrase.Split(' ').Where(w => w.Length >= MinProbe && char.IsUpper(w[0])).Take(MaxPeople))
                people.AddRange((await FindContactsAsync(name, ct)).Where(c => c.AccountId is not null && PassagePicker.Words(c.Name).Intersect(PassagePicker.Words(name)).Any()));
        }

        if (people.Count == 0)
            return [];
        var open = await context.Reader.GetDealsAsync(
            new() { Status = [DealStatus.Open], Accounts = [.. people.Select(c => c.AccountId!.Value).Distinct().Take(AmbiguousName.MaxChoices)], Take = 3 * AmbiguousName.MaxChoices },
            ct);
        var theirs = open.Where(f => f.Stakeholders.Any(s => s.Role is not null && people.Exists(p => p.Id == s.Contact.Id))).ToList();
        return [.. (theirs.Count > 0 ? theirs : open).Select(f => new NamedDeal(f.Deal.Id, f.Deal.AccountId, f.Deal.Name, f.Account?.Name, f.Deal.Status, f.Stage.Name, f.Deal.Amount, f.Deal.Currency))];
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
        parts.Any(p => IsSame(p, word) || (word.Length >= 3 && p.StartsWith(word, StringComparison.Ordinal)));

    private static bool IsSame(string part, string word) => part == word || (word.Length > 4 && word[^1] == 's' && word.AsSpan(0, word.Length - 1).SequenceEqual(part));

    private static NamedDeal Named(DealRow row) => new(row.Id, row.AccountId, row.Name, row.Account, row.Status, row.Stage, row.Amount, row.Currency);
}
