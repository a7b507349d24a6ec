using System.Text.Json;
using Agent.Core.Changes;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Changes;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Agent.Infrastructure.Persistence;

/// <summary>The workspace database: the deal store, conversations and sign-in data. The schema is made by <see cref="Migrator"/>.</summary>
public sealed class WorkspaceDbContext(DbContextOptions<WorkspaceDbContext> options) : IdentityUserContext<Login, Guid>(options)
{
    /// <summary>Companies sold to.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>People at accounts.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Deals.</summary>
    public DbSet<Deal> Deals => Set<Deal>();

    /// <summary>Pipelines with their stages.</summary>
    public DbSet<Pipeline> Pipelines => Set<Pipeline>();

    /// <summary>Emails, calls, meetings, notes, documents.</summary>
    public DbSet<Activity> Activities => Set<Activity>();

    /// <summary>Tasks.</summary>
    public DbSet<SalesTask> Tasks => Set<SalesTask>();

    /// <summary>The price book.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>People of the selling company. Their sign-in data is a <see cref="Login"/>.</summary>
    public DbSet<User> People => Set<User>();

    /// <summary>Teams.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Targets.</summary>
    public DbSet<Quota> Quotas => Set<Quota>();

    /// <summary>Conversations with the assistant.</summary>
    public DbSet<Conversation> Conversations => Set<Conversation>();

    /// <summary>Turns of conversations.</summary>
    public DbSet<Turn> Turns => Set<Turn>();

    /// <summary>The numbered log of what happened in conversations.</summary>
    public DbSet<TurnEvent> TurnEvents => Set<TurnEvent>();

    /// <summary>What users think of answers.</summary>
    public DbSet<TurnFeedback> Feedback => Set<TurnFeedback>();

    /// <summary>Deals to look at again.</summary>
    public DbSet<QueuedDeal> InsightQueue => Set<QueuedDeal>();

    /// <summary>The deals in the order in which they were looked at.</summary>
    public DbSet<DealLook> DealLooks => Set<DealLook>();

    /// <summary>New activities to read for updates of the record.</summary>
    public DbSet<QueuedActivity> UpdateQueue => Set<QueuedActivity>();

    /// <summary>What the texts of deals say.</summary>
    public DbSet<StoredReading> Readings => Set<StoredReading>();

    /// <summary>How open deals stand.</summary>
    public DbSet<StoredJudgement> Judgements => Set<StoredJudgement>();

    /// <summary>Waits that were declared.</summary>
    public DbSet<DeclaredSnooze> Snoozes => Set<DeclaredSnooze>();

    /// <summary>Scores of deals over time.</summary>
    public DbSet<QualificationScore> Scores => Set<QualificationScore>();

    /// <summary>The team's own material.</summary>
    public DbSet<Material> Materials => Set<Material>();

    /// <summary>Texts whose passages have to be written again.</summary>
    public DbSet<QueuedSource> IndexQueue => Set<QueuedSource>();

    /// <summary>The vocabulary of the passages.</summary>
    public DbSet<TermCount> Terms => Set<TermCount>();

    /// <summary>Changes that wait for a person, and what became of them.</summary>
    public DbSet<Proposal> Proposals => Set<Proposal>();

    /// <summary>The log of decisions about changes. Rows are only ever added.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Settings.</summary>
    public DbSet<StoredSetting> Settings => Set<StoredSetting>();

    /// <summary>Tokens that users spent on language models.</summary>
    public DbSet<TokenUsage> TokenUsage => Set<TokenUsage>();

    /// <summary>One-time sign-in links.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var sqlite = Database.IsSqlite();
        StoreId<AccountId>();
        StoreId<ContactId>();
        StoreId<DealId>();
        StoreId<PipelineId>();
        StoreId<StageId>();
        StoreId<ActivityId>();
        StoreId<TaskId>();
        StoreId<ProductId>();
        StoreId<UserId>();
        StoreId<TeamId>();
        StoreId<ConversationId>();
        StoreId<TurnId>();
        StoreId<SnoozeId>();
        StoreId<ScoreId>();
        StoreId<MaterialId>();
        StoreId<ProposalId>();
        if (sqlite)
        {
            // SQLite neither orders nor sums decimals and DateTimeOffsets; integers it does, and smaller.
            configurationBuilder.Properties<decimal>().HaveConversion<MoneyInHundredths>();
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
            configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>();

        void StoreId<TId>()
            where TId : struct, IEntityId<TId>
        {
            if (sqlite)
                configurationBuilder.Properties<TId>().HaveConversion<IdBytes<TId>>();
            else
                configurationBuilder.Properties<TId>().HaveConversion<IdGuid<TId>>();
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Login>().ToTable("logins");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("login_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("login_providers");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("login_tokens");
        builder.Entity<Login>().HasOne<User>().WithOne().HasForeignKey<Login>(l => l.UserId).OnDelete(DeleteBehavior.Cascade);

        builder.Entity<Team>(team =>
        {
            team.ToTable("teams");
            team.HasOne<Team>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.SetNull);
            team.HasIndex(t => t.ExternalId).IsUnique();
        });
        builder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.HasOne<Team>().WithMany().HasForeignKey(u => u.TeamId).OnDelete(DeleteBehavior.SetNull);
            user.HasIndex(u => u.Email);
            user.HasIndex(u => u.ExternalId).IsUnique();
        });
        builder.Entity<Quota>(quota =>
        {
            quota.ToTable("quotas");
            quota.HasKey(q => new { q.UserId, q.From });
            quota.HasOne<User>().WithMany().HasForeignKey(q => q.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.HasOne<User>().WithMany().HasForeignKey(a => a.OwnerId).OnDelete(DeleteBehavior.SetNull);
            account.HasIndex(a => a.Name);
            account.HasIndex(a => a.Domain);
            account.HasIndex(a => a.ExternalId).IsUnique();
        });
        builder.Entity<Contact>(contact =>
        {
            contact.ToTable("contacts");
            contact.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.SetNull);
            contact.HasOne<User>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.SetNull);
            contact.HasIndex(c => c.Name);
            contact.HasIndex(c => c.Email);
            contact.HasIndex(c => c.ExternalId).IsUnique();
        });
        builder.Entity<Product>(product =>
        {
            product.ToTable("products");
            product.HasIndex(p => p.Name);
            product.HasIndex(p => p.ExternalId).IsUnique();
        });
        builder.Entity<Pipeline>(pipeline =>
        {
            pipeline.ToTable("pipelines");
            pipeline.Property(p => p.Thresholds).HasConversion(
                t => JsonSerializer.Serialize(t, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<PipelineThresholds>(json, JsonSerializerOptions.Web)!);
            pipeline.HasMany(p => p.Stages).WithOne().HasForeignKey("PipelineId").IsRequired().OnDelete(DeleteBehavior.Cascade);
            pipeline.Navigation(p => p.Stages).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        builder.Entity<Stage>().ToTable("stages");
        builder.Entity<Deal>(ConfigureDeal);
        builder.Entity<Activity>(activity =>
        {
            activity.ToTable("activities");
            activity.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId).OnDelete(DeleteBehavior.Cascade);
            activity.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.SetNull);
            activity.HasOne<User>().WithMany().HasForeignKey(a => a.AuthorId).OnDelete(DeleteBehavior.SetNull);
            activity.Property(a => a.Participants).HasConversion(
                people => JsonSerializer.Serialize(people, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<IReadOnlyList<Participant>>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<IReadOnlyList<Participant>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));
            activity.HasIndex(a => new { a.DealId, a.At });
            activity.HasIndex(a => new { a.AccountId, a.At });
            activity.HasIndex(a => a.ExternalId).IsUnique();
        });
        builder.Entity<SalesTask>(task =>
        {
            task.ToTable("tasks");
            task.HasOne<Deal>().WithMany().HasForeignKey(t => t.DealId).OnDelete(DeleteBehavior.Cascade);
            task.HasOne<User>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.SetNull);
            task.HasIndex(t => new { t.OwnerId, t.DueOn });
            task.HasIndex(t => t.DealId);
            task.HasIndex(t => t.ExternalId).IsUnique();
        });
        builder.Entity<Conversation>(conversation =>
        {
            conversation.ToTable("conversations");
            conversation.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
            conversation.HasIndex(c => new { c.UserId, c.UpdatedAt });
        });
        builder.Entity<Turn>(turn =>
        {
            turn.ToTable("turns");
            turn.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
            turn.HasIndex(t => new { t.ConversationId, t.StartedAt });
            turn.HasIndex(t => t.Status);
        });
        builder.Entity<TurnEvent>(turnEvent =>
        {
            turnEvent.ToTable("turn_events");
            turnEvent.HasKey(e => new { e.ConversationId, e.Sequence });
            turnEvent.HasOne<Conversation>().WithMany().HasForeignKey(e => e.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<TurnFeedback>(feedback =>
        {
            feedback.ToTable("turn_feedback");
            feedback.HasKey(f => f.TurnId);
            feedback.HasOne<Turn>().WithOne().HasForeignKey<TurnFeedback>(f => f.TurnId).OnDelete(DeleteBehavior.Cascade);
            feedback.HasIndex(f => f.ConversationId);
            feedback.HasIndex(f => f.At);
        });
        ConfigureInsight(builder);
        ConfigureIndex(builder);
        builder.Entity<Proposal>(ProposalRows.Configure);
        builder.Entity<AuditEntry>(AuditEntry.Configure);
        ConfigureUsage(builder.Entity<TokenUsage>());
        builder.Entity<SignInLink>(link =>
        {
            link.ToTable("sign_in_links");
            link.HasKey(l => l.TokenHash);
            link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureInsight(ModelBuilder builder)
    {
        builder.Entity<QueuedDeal>(queued =>
        {
            queued.ToTable("insight_queue");
            queued.HasKey(q => q.DealId);
        });
        builder.Entity<DealLook>(look =>
        {
            look.ToTable("deal_looks");
            look.HasKey(l => l.DealId);
            look.HasOne<Deal>().WithOne().HasForeignKey<DealLook>(l => l.DealId).OnDelete(DeleteBehavior.Cascade);
            look.HasIndex(l => l.Revision).IsUnique();
        });
        builder.Entity<QueuedActivity>(queued =>
        {
            queued.ToTable("update_queue");
            queued.HasKey(q => q.ActivityId);
            queued.HasIndex(q => q.At);
        });
        builder.Entity<StoredReading>(reading =>
        {
            reading.ToTable("deal_readings");
            reading.HasKey(r => r.DealId);
            reading.HasOne<Deal>().WithOne().HasForeignKey<StoredReading>(r => r.DealId).OnDelete(DeleteBehavior.Cascade);
            reading.HasIndex(r => r.Version);
            reading.HasIndex(r => r.ReadAgainAt);
        });
        builder.Entity<StoredJudgement>(judgement =>
        {
            judgement.ToTable("deal_judgements");
            judgement.HasKey(j => j.DealId);
            judgement.HasOne<Deal>().WithOne().HasForeignKey<StoredJudgement>(j => j.DealId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DeclaredSnooze>(snooze =>
        {
            snooze.ToTable("deal_snoozes");
            snooze.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId).OnDelete(DeleteBehavior.Cascade);
            snooze.HasOne<User>().WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.SetNull);
            snooze.HasIndex(s => new { s.DealId, s.DeclaredAt });
        });
        builder.Entity<QualificationScore>(score =>
        {
            score.ToTable("qualification_scores");
            score.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId).OnDelete(DeleteBehavior.Cascade);
            score.HasOne<User>().WithMany().HasForeignKey(s => s.DecidedById).OnDelete(DeleteBehavior.SetNull);
            // A result never changes once it is made.
            score.Property(s => s.Result).HasConversion(
                result => StoredJson.Write(result),
                json => StoredJson.Read<QualificationResult>(json),
                new ValueComparer<QualificationResult>((a, b) => ReferenceEquals(a, b), r => r.Score, r => r));
            score.HasIndex(s => new { s.DealId, s.Framework, s.At });
        });
        builder.Entity<StoredSetting>(setting =>
        {
            setting.ToTable("settings");
            setting.HasKey(s => s.Key);
            setting.HasOne<User>().WithMany().HasForeignKey(s => s.ChangedById).OnDelete(DeleteBehavior.SetNull);
        });
    }

    private static void ConfigureUsage(EntityTypeBuilder<TokenUsage> usage)
    {
        usage.ToTable("token_usage");
        usage.HasKey(u => new { u.UserId, u.Month, u.Model });
    }

    private static void ConfigureIndex(ModelBuilder builder)
    {
        builder.Entity<Material>(material =>
        {
            material.ToTable("materials");
            material.Property(m => m.Use).HasConversion(
                use => JsonSerializer.Serialize(use, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<MaterialUse>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<MaterialUse>((a, b) => ReferenceEquals(a, b), use => use.Stages.Count, use => use));
            material.Property(m => m.Teams).HasConversion(
                teams => JsonSerializer.Serialize(teams, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<IReadOnlyList<TeamId>>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<IReadOnlyList<TeamId>>((a, b) => a!.SequenceEqual(b!), teams => teams.Count, teams => teams));
            material.HasIndex(m => m.Title);
            material.HasIndex(m => m.ExternalId).IsUnique();
        });
        builder.Entity<QueuedSource>(queued =>
        {
            queued.ToTable("index_queue");
            queued.HasKey(q => new { q.Kind, q.SourceId });
            // Numbers, so that the database can compare them.
            queued.Property(q => q.Kind).HasConversion<int>();
            queued.Property(q => q.Work).HasConversion<int>();
        });
        builder.Entity<TermCount>(term =>
        {
            term.ToTable("passage_terms");
            term.HasKey(t => t.Term);
        });
    }

    private static void ConfigureDeal(EntityTypeBuilder<Deal> deal)
    {
        deal.ToTable("deals");
        deal.Property(d => d.Version).IsConcurrencyToken();
        deal.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.SetNull);
        deal.HasOne<Pipeline>().WithMany().HasForeignKey(d => d.PipelineId).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne<Stage>().WithMany().HasForeignKey(d => d.StageId).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne<User>().WithMany().HasForeignKey(d => d.OwnerId).OnDelete(DeleteBehavior.SetNull);
        deal.HasIndex(d => d.Name);
        deal.HasIndex(d => d.AccountId);
        deal.HasIndex(d => new { d.OwnerId, d.Status });
        deal.HasIndex(d => new { d.Status, d.CloseDate });
        deal.HasIndex(d => d.StageId);
        deal.HasIndex(d => d.ExternalId).IsUnique();
        Rows(deal, d => d.StageHistory, "deal_stages");
        Rows(deal, d => d.Changes, "deal_changes");
        Rows(deal, d => d.Roles, "deal_roles", roles =>
        {
            roles.HasOne<Contact>().WithMany().HasForeignKey(r => r.ContactId).OnDelete(DeleteBehavior.Cascade);
        });
        Rows(deal, d => d.Lines, "deal_lines", lines =>
        {
            lines.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        });

        static void Rows<T>(
            EntityTypeBuilder<Deal> deal,
            System.Linq.Expressions.Expression<Func<Deal, IEnumerable<T>?>> list,
            string table,
            Action<OwnedNavigationBuilder<Deal, T>>? more = null)
            where T : class
        {
            deal.OwnsMany(list, rows =>
            {
                rows.ToTable(table);
                rows.WithOwner().HasForeignKey("DealId");
                // The number keeps the order in which the rows were written.
                rows.Property<long>("Number").ValueGeneratedOnAdd();
                rows.HasKey("Number");
                more?.Invoke(rows);
            });
            deal.Navigation(list).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }

    private sealed class MoneyInHundredths() : ValueConverter<decimal, long>(
        money => (long)Math.Round(money * 100m, MidpointRounding.AwayFromZero),
        hundredths => hundredths / 100m);

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        at => at.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(guid => guid.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class IdBytes<TId>() : ValueConverter<TId, byte[]>(id => id.Value.ToByteArray(true), bytes => Wrap<TId>(new Guid(bytes, true)))
        where TId : struct, IEntityId<TId>;

    private sealed class IdGuid<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Wrap<TId>(value))
        where TId : struct, IEntityId<TId>;

    // An expression tree cannot call a static interface member itself.
    private static TId Wrap<TId>(Guid value)
        where TId : struct, IEntityId<TId> => TId.From(value);
}
