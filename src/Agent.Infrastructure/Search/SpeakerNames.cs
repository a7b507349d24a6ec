using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>Finds out who is meant by a name, a name with a typing error, or a title such as "CFO".</summary>
internal static class SpeakerNames
{
    private const int MaxPeople = 20_000;
    private const int MaxNames = 20;

    private static readonly string[] Pointers = ["their", "our", "the", "his", "her", "its", "a"];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ceo"] = "chief executive officer",
        ["cfo"] = "chief financial officer",
        ["cio"] = "chief information officer",
        ["ciso"] = "chief information security officer",
        ["cmo"] = "chief marketing officer",
        ["coo"] = "chief operating officer",
        ["cpo"] = "chief procurement officer",
        ["cro"] = "chief revenue officer",
        ["cto"] = "chief technology officer",
        ["md"] = "managing director",
        ["vp"] = "vice president",
    };

    /// <summary>The names to look for: what was typed, and the people in sight whom it means; null when nobody was asked for.</summary>
    public static async Task<IReadOnlyList<string>?> ResolveAsync(WorkspaceDbContext db, Viewer viewer, PassageQuery query, CancellationToken ct)
    {
        if (query.Speaker is null)
            return null;
        // "Their CFO" is the CFO of whoever is spoken of.
        var words = TextAnalyzer.NameWords(query.Speaker).Where(w => !Pointers.Contains(w)).ToList();
        if (words.Count == 0)
            return null;
        var typed = string.Join(' ', words);
        var contacts = await Contacts(db, viewer, query).OrderBy(c => c.Name).Select(c => new { c.Name, c.Title }).Take(MaxPeople).ToListAsync(ct);
        var users = await db.VisiblePeople(viewer).Select(u => u.Name).ToListAsync(ct);
        var spelt = Titles.GetValueOrDefault(typed);
        var titled = contacts.Where(c => c.Title is not null && (HasAll(c.Title, words) || (spelt is not null && HasAll(c.Title, spelt.Split(' '))))).Select(c => c.Name).ToList();
        var names = contacts.Select(c => c.Name).Concat(users).Distinct().ToList();
        if (titled.Count > 0 || names.Any(n => HasAll(n, words)))
            return [typed, .. titled.Take(MaxNames)];
        var meant = names.Where(n => words.All(w => TextAnalyzer.NameWords(n).Any(part => EditDistance.Of(w, part, EditDistance.Allowed(w.Length)) <= EditDistance.Allowed(w.Length))));
        return [typed, .. meant.Take(MaxNames)];
    }

    private static IQueryable<Contact> Contacts(WorkspaceDbContext db, Viewer viewer, PassageQuery query)
    {
        var contacts = db.VisibleContacts(viewer);
        if (query.AccountId is { } account)
            return contacts.Where(c => c.AccountId == account);
        return query.DealId is { } deal ? contacts.Where(c => db.Deals.Any(d => d.Id == deal && (d.AccountId == c.AccountId || d.Roles.Any(r => r.ContactId == c.Id)))) : contacts;
    }

    private static bool HasAll(string text, IReadOnlyCollection<string> words)
    {
        var own = TextAnalyzer.NameWords(text);
        return words.All(own.Contains);
    }
}
