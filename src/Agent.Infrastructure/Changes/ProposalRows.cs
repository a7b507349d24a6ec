using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agent.Infrastructure.Changes;

/// <summary>How proposals stand in the database: the change as JSON, with columns beside it for what queries ask.</summary>
internal static class ProposalRows
{
    public const string DealId = "DealId";
    public const string AccountId = "AccountId";
    public const string UserId = "UserId";
    public const string ConversationId = "ConversationId";
    public const string Kind = "Kind";
    public const string Direction = "Direction";
    public const string Slot = "Slot";
    public const string Revision = "Revision";

    public static void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.ToTable("proposals");
        proposal.Ignore(p => p.Effective);
        proposal.Property(p => p.Change).HasConversion(c => StoredJson.Write(c), json => StoredJson.Read<ChangeSet>(json), Whole<ChangeSet>());
        proposal.Property(p => p.Edited).HasConversion(c => StoredJson.Write(c), json => StoredJson.Read<ChangeSet?>(json), Whole<ChangeSet?>());
        proposal.Property(p => p.Origin).HasConversion(o => StoredJson.Write(o), json => StoredJson.Read<ProposalOrigin>(json), Whole<ProposalOrigin>());
        proposal.Property<DealId?>(DealId);
        proposal.Property<AccountId?>(AccountId);
        proposal.Property<UserId?>(UserId);
        proposal.Property<ConversationId?>(ConversationId);
        proposal.Property<ChangeKind>(Kind);
        proposal.Property<AmountDirection?>(Direction);
        proposal.Property<string>(Slot).IsRequired();
        proposal.Property<long>(Revision);
        proposal.HasOne<Deal>().WithMany().HasForeignKey(DealId).OnDelete(DeleteBehavior.Cascade);
        proposal.HasOne<Account>().WithMany().HasForeignKey(AccountId).OnDelete(DeleteBehavior.SetNull);
        proposal.HasOne<User>().WithMany().HasForeignKey(UserId).OnDelete(DeleteBehavior.SetNull);
        proposal.HasOne<User>().WithMany().HasForeignKey(p => p.DecidedById).OnDelete(DeleteBehavior.SetNull);
        proposal.HasOne<User>().WithMany().HasForeignKey(p => p.UndoneById).OnDelete(DeleteBehavior.SetNull);
        proposal.HasIndex(Slot).IsUnique().HasFilter("\"Status\" = 'Pending'").HasDatabaseName("IX_proposals_Pending");
        proposal.HasIndex(Slot, nameof(Proposal.Status));
        proposal.HasIndex(Revision).IsUnique();
        proposal.HasIndex(DealId, nameof(Proposal.Status));
        proposal.HasIndex(ConversationId, nameof(Proposal.CreatedAt));
        proposal.HasIndex(nameof(Proposal.Status), nameof(Proposal.CreatedAt));

        // None of these changes once it is made; another one takes its place.
        static ValueComparer<T> Whole<T>() => new((a, b) => ReferenceEquals(a, b), c => 0, c => c);
    }

    /// <summary>Takes the write lock of the transaction, so that of two writers one finds what the other wrote.</summary>
    public static Task LockAsync(WorkspaceDbContext db, CancellationToken ct) =>
        db.Proposals.Where(p => EF.Property<long>(p, Revision) == 0).ExecuteUpdateAsync(p => p.SetProperty(x => EF.Property<long>(x, Revision), 0), ct);

    /// <summary>What to say to a viewer who is no user: the command line acts for one before there is any. Null for a user.</summary>
    public static async Task<string?> RefuseStrangerAsync(WorkspaceDbContext db, Viewer viewer, CancellationToken ct) =>
        await db.People.AnyAsync(u => u.Id == viewer.UserId, ct) ? null : "A change needs a person to answer for it, and the workspace has no admin yet. Start the server and sign in once.";

    /// <summary>Adds a proposal. The write lock is held.</summary>
    public static Task AddAsync(WorkspaceDbContext db, Proposal proposal, CancellationToken ct)
    {
        Track(db, proposal);
        return StampAsync(db, proposal, ct);
    }

    /// <summary>Adds a proposal that is saved later, by <see cref="StampAsync"/>.</summary>
    public static void Track(WorkspaceDbContext db, Proposal proposal)
    {
        var entry = db.Add(proposal);
        entry.Property(DealId).CurrentValue = proposal.Change.DealId;
        entry.Property(AccountId).CurrentValue = proposal.Change.AccountId;
        entry.Property(UserId).CurrentValue = proposal.Origin.UserId;
        entry.Property(ConversationId).CurrentValue = proposal.Origin.ConversationId;
        entry.Property(Kind).CurrentValue = proposal.Change.Kind;
        entry.Property(Direction).CurrentValue = ChangePolicy.DirectionOf(proposal.Change);
        entry.Property(Slot).CurrentValue = SlotOf(proposal.Change, proposal.Origin);
    }

    /// <summary>Gives a written proposal its new revision and saves. The write lock is held.</summary>
    public static async Task StampAsync(WorkspaceDbContext db, Proposal proposal, CancellationToken ct)
    {
        db.Entry(proposal).Property(Revision).CurrentValue = (await db.Proposals.MaxAsync(p => (long?)EF.Property<long>(p, Revision), ct) ?? 0) + 1;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The slot with whose it is where neither deal nor account says so: two people's plans have nothing to do with each other.</summary>
    public static string SlotOf(ChangeSet change, ProposalOrigin origin) =>
        change.DealId is null && change.AccountId is null ? $"{change.Slot}:{origin.UserId}" : change.Slot;

    /// <summary>The proposals that a viewer sees: those of deals in sight; without a deal, those of accounts in sight; with neither, those of people in sight.</summary>
    public static IQueryable<Proposal> VisibleProposals(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Proposals;
        var deals = db.VisibleDeals(viewer);
        var accounts = db.VisibleAccounts(viewer);
        var people = db.VisiblePeople(viewer).Select(u => (UserId?)u.Id);
        return db.Proposals.Where(p =>
            EF.Property<DealId?>(p, DealId) != null ? deals.Any(d => d.Id == EF.Property<DealId?>(p, DealId))
            : EF.Property<AccountId?>(p, AccountId) != null ? accounts.Any(a => a.Id == EF.Property<AccountId?>(p, AccountId))
            : people.Contains(EF.Property<UserId?>(p, UserId)));
    }

    /// <summary>Those that wait for an answer.</summary>
    public static IQueryable<Proposal> Pending(this IQueryable<Proposal> proposals, DateTimeOffset now) =>
        proposals.Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt > now);

    /// <summary>Whose decision it is: the deal's owner; without a deal, the user who asked, else the account's owner.</summary>
    public static async Task<User?> OwnerAsync(WorkspaceDbContext db, DealId? dealId, ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        var owner = dealId is { } deal ? await db.Deals.Where(d => d.Id == deal).Select(d => d.OwnerId).FirstOrDefaultAsync(ct)
            : origin.UserId ?? await db.Accounts.Where(a => a.Id == change.AccountId).Select(a => a.OwnerId).FirstOrDefaultAsync(ct);
        return owner is { } id ? await db.People.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, ct) : null;
    }
}
