using System.Diagnostics.CodeAnalysis;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Values;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Store;

/// <summary>What one import shares: the connection, the indexes by which records find each other, the counts.</summary>
internal sealed class ImportSession : IAsyncDisposable
{
    private readonly BulkWriter _writer;
    private readonly HashSet<AccountId> _withDomain = [];
    private readonly HashSet<(AccountId Account, string Domain)> _domainsOf = [];
    private readonly List<object> _made = [];
    private readonly Dictionary<object, object> _unwritten = [];
    private readonly Dictionary<ulong, ulong>[] _seen = [.. Enum.GetValues<EntityKind>().Select(_ => new Dictionary<ulong, ulong>())];
    private readonly HashSet<EntityKind> _stored = [];

    private ImportSession(WorkspaceDbContext db, ImportOptions options, TimeProvider clock)
    {
        Db = db;
        Options = options;
        Now = clock.GetUtcNow();
        _writer = new(db);
    }

    public WorkspaceDbContext Db { get; }

    public ImportOptions Options { get; }

    public ImportLog Log { get; } = new();

    public DateTimeOffset Now { get; }

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public required StageBook Stages { get; init; }

    public NameIndex<UserId> Users { get; } = new();

    public NameIndex<TeamId> Teams { get; } = new();

    public NameIndex<ProductId> Products { get; } = new();

    public NameIndex<AccountId> Accounts { get; } = new();

    /// <summary>Accounts by their domain, as hashes of names.</summary>
    public NameIndex<AccountId> Domains { get; } = new();

    /// <summary>Contacts by key, by address, and by name within an account.</summary>
    public NameIndex<ContactId> Contacts { get; } = new();

    public NameIndex<DealId> Deals { get; } = new();

    /// <summary>For each account its open deal; null when it has several.</summary>
    public Dictionary<AccountId, DealId?> OpenDeals { get; } = [];

    /// <summary>Accounts of contacts and deals, through which texts find theirs.</summary>
    public Dictionary<ContactId, AccountId> AccountOfContact { get; } = [];

    public Dictionary<DealId, AccountId> AccountOfDeal { get; } = [];

    /// <summary>Domains of our own addresses.</summary>
    public HashSet<string> OwnDomains { get; } = [];

    /// <summary>True while deals are looked up by name, so that new ones have to be added to the index.</summary>
    public bool NeedsDeals { get; private init; }

    public bool NeedsContacts { get; private init; }

    /// <summary>Opens the store and loads the indexes that the files need.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The session owns the context.")]
    public static async Task<ImportSession> OpenAsync(IDbContextFactory<WorkspaceDbContext> contexts, ImportOptions options, TimeProvider clock, bool needsContacts, bool needsDeals, CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        if (db.Database.IsSqlite())
        {
            // A mapped file counts as memory of this process, and an import passes over the whole of it. The pages of the
            // indexes change again and again, so the log (64 MB here) is carried over to the file seldom.
            await db.Database.ExecuteSqlRawAsync("PRAGMA mmap_size = 0; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 16000", ct);
        }

        var session = new ImportSession(db, options, clock)
        {
            Stages = await StageBook.LoadAsync(db, ct),
            NeedsContacts = needsContacts,
            NeedsDeals = needsDeals,
        };
        await session.LoadAsync(ct);
        return session;
    }

    /// <summary>Opens the store for one file of an account: of the buyer's people, those of the account alone are known.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The session owns the context.")]
    public static async Task<ImportSession> OpenForAsync(IDbContextFactory<WorkspaceDbContext> contexts, AccountId? account, ImportOptions options, TimeProvider clock, CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        var session = new ImportSession(db, options, clock) { Stages = await StageBook.LoadAsync(db, ct) };
        await foreach (var user in db.People.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            session.Index(user);
        await foreach (var c in db.Contacts.Where(c => c.AccountId != null && c.AccountId == account).Select(c => new { c.Id, c.Name, c.Email, c.AccountId, c.ExternalId }).AsAsyncEnumerable().WithCancellation(ct))
            session.Index(c.Id, c.Name, c.Email, c.AccountId, c.ExternalId);
        return session;
    }

    /// <summary>Runs a batch in one transaction; a dry run only runs it.</summary>
    public async Task BatchAsync(Func<Task> batch, CancellationToken ct)
    {
        if (Options.DryRun)
        {
            await batch();
            return;
        }

        await using var transaction = await Db.Database.BeginTransactionAsync(ct);
        await batch();
        await FlushAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes an entity that is new, or that the store may hold; a dry run does not.</summary>
    public async Task WriteAsync(object entity, bool isKnown, CancellationToken ct)
    {
        if (!Options.DryRun)
            await _writer.WriteAsync(entity, isKnown, ct);
    }

    /// <summary>Writes the records that were made because another one names them.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        foreach (var entity in _made)
            await WriteAsync(entity, isKnown: false, ct);
        _made.Clear();
    }

    /// <summary>A record that was made for a reference in a dry run, and so is not stored.</summary>
    public T? Unwritten<T>(object id)
        where T : class => _unwritten.GetValueOrDefault(id) as T;

    /// <summary>True when the store held records of the kind before this import.</summary>
    public bool HasStored(EntityKind kind) => _stored.Contains(kind);

    /// <summary>Prepares for so many rows of a kind.</summary>
    public void Expect(EntityKind kind, int rows) => _seen[(int)kind].EnsureCapacity(_seen[(int)kind].Count + rows);

    /// <summary>Remembers a row by its key: null when it is the first, true when the earlier one was the same, false when not.</summary>
    public bool? SeenBefore(EntityKind kind, ulong key, ulong content) =>
        _seen[(int)kind].TryAdd(key, content) ? null : _seen[(int)kind][key] == content;

    public Account MakeAccount(string name)
    {
        var account = new Account { Name = name };
        Made(account, account.Id, EntityKind.Accounts);
        Index(account);
        return account;
    }

    public User MakeUser(string name, string? email, UserRole role = UserRole.Rep, TeamId? team = null)
    {
        var user = new User { Name = name, Email = email, Role = role, TeamId = team };
        Made(user, user.Id, EntityKind.Users);
        Index(user);
        return user;
    }

    public Product MakeProduct(string name)
    {
        var product = new Product { Name = name };
        Made(product, product.Id, EntityKind.Products);
        Index(product);
        return product;
    }

    public Team MakeTeam(string name, TeamId? parent)
    {
        var team = new Team { Name = name, ParentId = parent };
        _made.Add(team);
        Teams.Add(team.Id, name, null);
        return team;
    }

    public void Index(Account account)
    {
        Accounts.Add(account.Id, account.Name, account.ExternalId);
        Accounts.Show(account.Name);
        if (account.Domain is { } domain)
        {
            Domains.Add(account.Id, domain, null);
            AddDomain(account.Id, domain);
        }
    }

    public void Index(User user)
    {
        Users.Add(user.Id, user.Name, user.ExternalId);
        Users.Show(user.Name);
        if (user.Email is { } email)
        {
            Users.AddName(user.Id, Names.Hash(email));
            if (Names.Domain(email) is { } domain)
                OwnDomains.Add(domain);
        }
    }

    public void Index(Product product)
    {
        Products.Add(product.Id, product.Name, product.ExternalId);
        Products.Show(product.Name);
    }

    public void Index(ContactId id, string name, string? email, AccountId? account, string? externalId)
    {
        Contacts.Add(id, name, externalId);
        if (email is not null)
            Contacts.AddName(id, Names.Hash(email));
        if (account is { } at)
        {
            Contacts.AddName(id, ContactHash(name, at));
            AccountOfContact[id] = at;
            if (Names.Domain(email) is { } domain)
                AddDomain(at, domain);
        }
    }

    /// <summary>
    /// True when an address may be that of a contact: of a domain known for the contact's account, or where none is known. Whoever writes an email
    /// chooses the name before the address, so the name alone does not make somebody a contact.
    /// </summary>
    public bool MayBe(ContactId contact, string? email)
    {
        if (Names.Domain(email) is not { } domain || !AccountOfContact.TryGetValue(contact, out var account) || !_withDomain.Contains(account))
            return true;
        // "mail.acme.example" is of "acme.example".
        for (var rest = domain; rest.Contains('.', StringComparison.Ordinal); rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_domainsOf.Contains((account, rest)))
                return true;
        }

        return false;
    }

    private void AddDomain(AccountId account, string domain)
    {
        _withDomain.Add(account);
        _domainsOf.Add((account, domain));
    }

    public void Index(DealId id, string name, AccountId? account, DealStatus status, string? externalId)
    {
        Deals.Add(id, name, externalId);
        if (account is not { } at)
            return;
        AccountOfDeal[id] = at;
        if (status == DealStatus.Open && !OpenDeals.TryAdd(at, id) && OpenDeals[at] != id)
            OpenDeals[at] = null;
    }

    /// <summary>Hash by which a contact is found within an account.</summary>
    public static ulong ContactHash(string name, AccountId account) => Names.Hash(name + account);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await Db.DisposeAsync();
    }

    private void Made(object entity, object id, EntityKind kind)
    {
        _made.Add(entity);
        if (Options.DryRun)
            _unwritten.Add(id, entity);
        Log.Added(kind);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        await foreach (var user in Db.People.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            Index(user);
        await foreach (var team in Db.Teams.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            Teams.Add(team.Id, team.Name, team.ExternalId);
        await foreach (var product in Db.Products.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            Index(product);
        await foreach (var account in Db.Accounts.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            Index(account);
        if (NeedsContacts)
        {
            await foreach (var c in Db.Contacts.Select(c => new { c.Id, c.Name, c.Email, c.AccountId, c.ExternalId }).AsAsyncEnumerable().WithCancellation(ct))
                Index(c.Id, c.Name, c.Email, c.AccountId, c.ExternalId);
        }

        if (NeedsDeals)
        {
            await foreach (var d in Db.Deals.Select(d => new { d.Id, d.Name, d.AccountId, d.Status, d.ExternalId }).AsAsyncEnumerable().WithCancellation(ct))
                Index(d.Id, d.Name, d.AccountId, d.Status, d.ExternalId);
        }

        await NoteAsync(EntityKind.Users, Db.People);
        await NoteAsync(EntityKind.Products, Db.Products);
        await NoteAsync(EntityKind.Accounts, Db.Accounts);
        await NoteAsync(EntityKind.Contacts, Db.Contacts);
        await NoteAsync(EntityKind.Deals, Db.Deals);
        await NoteAsync(EntityKind.Tasks, Db.Tasks);
        await NoteAsync(EntityKind.Activities, Db.Activities);

        async Task NoteAsync<T>(EntityKind kind, DbSet<T> set)
            where T : class
        {
            if (await set.AnyAsync(ct))
                _stored.Add(kind);
        }
    }
}
