using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Benchmarks.Search;

/// <summary>A question of somebody, for the program and for the other indexes.</summary>
internal sealed record SearchCase(Viewer Viewer, PassageQuery Query, FloorFilter Filter)
{
    /// <summary>The words to look for.</summary>
    public string[] Words => Query.Text.Split(' ');
}

/// <summary>Questions of three to five telling words, taken out of a text that the asker may find, so that rare and frequent ones occur as they do in texts.</summary>
internal static class SearchCases
{
    private const int Seed = 41;
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    public static readonly string[] Filters = ["one deal", "one account", "one owner's deals", "emails of 30 days", "a manager's team", "admin, no filter"];

    /// <summary>So many different questions with a filter.</summary>
    public static async Task<IReadOnlyList<SearchCase>> MakeAsync(WorkspaceDbContext db, Vocabulary vocabulary, IReadOnlyList<StoredDeal> deals, string filter, int count, CancellationToken ct)
    {
        var random = new Random(Seed);
        var cases = new List<SearchCase>();
        while (cases.Count < count)
        {
            var deal = deals[random.Next(deals.Count)];
            var texts = await db.Activities.Where(a => a.DealId == deal.DealId).OrderBy(a => a.Id).Select(a => a.Body).ToListAsync(ct);
            var words = texts[random.Next(texts.Count)].Split([' ', '.', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => vocabulary.Numbers.TryGetValue(w, out _)).ToArray();
            if (words.Length < 20)
                continue;
            random.Shuffle(words);
            cases.Add(Case(filter, deal, new(string.Join(' ', words.Distinct().Take(random.Next(3, 6)))), random));
        }

        return cases;
    }

    private static SearchCase Case(string filter, StoredDeal deal, PassageQuery words, Random random)
    {
        var rep = new Viewer(deal.OwnerId, "Rep", UserRole.Rep, []);
        var admin = new Viewer(UserId.New(), "Admin", UserRole.Admin, []);
        var from = SearchCorpus.Newest - (Period * random.Next(1, 24));
        return filter switch
        {
            "one deal" => new(rep, words with { DealId = deal.DealId }, new(Deal: deal.Deal)),
            "one account" => new(admin, words with { AccountId = deal.AccountId }, new(Account: deal.Account)),
            "one owner's deals" => new(rep, words, new(Owner: deal.Owner)),
            "emails of 30 days" => new(admin, words with { Kind = PassageKind.Email, From = from, To = from + Period }, new(Kind: (int)PassageKind.Email, From: from.ToUnixTimeMilliseconds(), To: (from + Period).ToUnixTimeMilliseconds())),
            "a manager's team" => new(new(UserId.New(), "Manager", UserRole.Manager, [deal.TeamId]), words, new(Team: deal.Team)),
            _ => new(admin, words, new()),
        };
    }
}
