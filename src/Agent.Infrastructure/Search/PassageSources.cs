using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>Loads texts and cuts them into passages, with all that an index has to know about them.</summary>
internal static class PassageSources
{
    // A mail to a whole company is about none of them.
    private const int MostPeople = 12;

    /// <summary>The passages of texts; a text that is gone has none.</summary>
    public static async Task<IReadOnlyList<SourcePassages>> LoadAsync(WorkspaceDbContext db, IReadOnlyList<PassageSource> sources, CancellationToken ct)
    {
        var activityIds = sources.Where(s => s.Kind == SourceKind.Activity).Select(s => new ActivityId(s.Id)).ToList();
        var materialIds = sources.Where(s => s.Kind == SourceKind.Material).Select(s => new MaterialId(s.Id)).ToList();
        var activities = activityIds.Count == 0 ? [] : await db.Activities.AsNoTracking().Where(a => activityIds.Contains(a.Id)).ToListAsync(ct);
        var materials = materialIds.Count == 0 ? [] : await db.Materials.AsNoTracking().Where(m => materialIds.Contains(m.Id)).ToListAsync(ct);
        var owners = await Owners.LoadAsync(db, activities, ct);
        var cut = activities.Select(a => Cut(a, owners)).Concat(materials.Select(Cut)).ToDictionary(s => s.Source);
        return [.. sources.Select(s => cut.GetValueOrDefault(s) ?? new SourcePassages(s, []))];
    }

    private static SourcePassages Cut(Activity activity, Owners owners)
    {
        var source = PassageSource.Of(activity.Id);
        var deal = activity.DealId is { } dealId ? owners.Deals.GetValueOrDefault(dealId) : null;
        var accountId = deal?.AccountId ?? activity.AccountId;
        var account = accountId is { } id ? owners.Accounts.GetValueOrDefault(id) : null;
        var owner = activity.DealId is not null ? deal?.OwnerId : accountId is not null ? account?.OwnerId : activity.AuthorId;
        var audience = activity.DealId is not null || account is null ? new Audience(false, owner is { } one ? [one] : [], []) : owners.AudienceOf(account);
        var read = ActivityReader.Read(activity, owners.ReadingOf(account));
        var kind = Enum.Parse<PassageKind>(activity.Kind.ToString());
        var about = AboutOf(activity, deal?.Name, account?.Name);
        var passages =
            from passage in PassageCutter.Cut(read, activity.Subject)
            select new IndexedPassage(
                source, passage.Start, passage.Length, passage.Text, passage.Context, kind, activity.At, passage.Speaker, activity.DealId, accountId, owner, audience)
            { About = about };
        return new(source, [.. passages]);
    }

    private static SourcePassages Cut(Material material)
    {
        var source = PassageSource.Of(material.Id);
        var kind = Enum.Parse<PassageKind>(material.Kind.ToString());
        var audience = material.Teams.Count == 0 ? Audience.All : new Audience(false, [], material.Teams);
        var passages =
            from passage in PassageCutter.CutDocument(material.Title, material.Text)
            select new IndexedPassage(
                source, passage.Start, passage.Length, passage.Text, passage.Context, kind, material.ChangedAt, null, null, null, null, audience);
        return new(source, [.. passages]);
    }

    /// <summary>What an activity can be found by besides its words.</summary>
    public static string AboutOf(Activity activity, string? deal, string? account) =>
        string.Join('\n', new[] { activity.Subject, deal, account }.Concat(activity.Participants.Take(MostPeople).Select(p => p.Name)).Where(n => !string.IsNullOrEmpty(n)));

    private sealed record DealOwner(DealId Id, AccountId? AccountId, UserId? OwnerId, string Name);

    // Whose the activities are, and who is who in them.
    private sealed class Owners
    {
        private ILookup<AccountId?, DealOwner> _dealsOf = Enumerable.Empty<DealOwner>().ToLookup(d => d.AccountId);
        private ILookup<AccountId?, Contact> _contactsOf = Enumerable.Empty<Contact>().ToLookup(c => c.AccountId);
        private ReadingContext _us = ReadingContext.Empty;

        public Dictionary<DealId, DealOwner> Deals { get; private set; } = [];

        public Dictionary<AccountId, Account> Accounts { get; private set; } = [];

        public static async Task<Owners> LoadAsync(WorkspaceDbContext db, IReadOnlyList<Activity> activities, CancellationToken ct)
        {
            if (activities.Count == 0)
                return new();
            var dealIds = activities.Select(a => a.DealId).OfType<DealId>().Distinct().ToList();
            var deals = await db.Deals.Where(d => dealIds.Contains(d.Id)).Select(d => new DealOwner(d.Id, d.AccountId, d.OwnerId, d.Name)).ToListAsync(ct);
            var accountIds = deals.Select(d => d.AccountId).Concat(activities.Select(a => a.AccountId)).OfType<AccountId>().Distinct().ToList();
            var alone = activities.Where(a => a.DealId is null).Select(a => a.AccountId).OfType<AccountId>().Distinct().ToList();
            var ofAlone = alone.Count == 0 ? [] : await db.Deals.Where(d => d.AccountId != null && alone.Contains(d.AccountId.Value)).Select(d => new DealOwner(d.Id, d.AccountId, d.OwnerId, d.Name)).ToListAsync(ct);
            var contacts = await db.Contacts.AsNoTracking().Where(c => c.AccountId != null && accountIds.Contains(c.AccountId.Value)).ToListAsync(ct);
            var us = await db.People.AsNoTracking().Select(u => new { u.Name, u.Email }).ToListAsync(ct);
            return new()
            {
                Deals = deals.ToDictionary(d => d.Id),
                Accounts = await db.Accounts.AsNoTracking().Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct),
                _dealsOf = ofAlone.ToLookup(d => d.AccountId),
                _contactsOf = contacts.ToLookup(c => c.AccountId),
                _us = new() { SellerNames = [.. us.Select(u => u.Name)], SellerDomains = Domains(us.Select(u => u.Email)) },
            };
        }

        public Audience AudienceOf(Account account)
        {
            var owners = _dealsOf[account.Id].Select(d => d.OwnerId).Append(account.OwnerId).OfType<UserId>().Distinct().ToList();
            return new(account.OwnerId is null && !_dealsOf[account.Id].Any(), owners, []);
        }

        public ReadingContext ReadingOf(Account? account) => account is null ? _us : _us with
        {
            BuyerNames = [.. _contactsOf[account.Id].Select(c => c.Name)],
            BuyerDomains = Domains(_contactsOf[account.Id].Select(c => c.Email).Append(account.Domain)),
        };

        private static List<string> Domains(IEnumerable<string?> addresses) =>
            [.. addresses.OfType<string>().Select(a => a[(a.LastIndexOf('@') + 1)..]).Where(d => d.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
