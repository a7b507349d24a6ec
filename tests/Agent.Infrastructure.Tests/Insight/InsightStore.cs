using System.Data.Common;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Infrastructure.Tests.Insight;

/// <summary>A store with the small world in it and keepers whose readings are counted.</summary>
internal sealed class InsightStore : IDbContextFactory<WorkspaceDbContext>, IDisposable
{
    private readonly TestStore _store;

    private InsightStore(TestStore store) => _store = store;

    public World World { get; } = new();

    public FakeClock Clock => _store.Clock;

    /// <summary>The deals that were read, in any order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<DealId> Reads { get; } = new();

    /// <summary>Called before a deal is read.</summary>
    public Action<DealId> BeforeRead { get; set; } = _ => { };

    /// <summary>Called before a transaction is committed.</summary>
    public Action BeforeCommit { get; set; } = () => { };

    public DealDecisions Decisions => new(this, Clock);

    public SettingsStore Settings => new(this, Clock);

    public static async Task<InsightStore> CreateAsync(CancellationToken ct)
    {
        var store = new InsightStore(await TestStore.CreateAsync(ct));
        await store._store.AddAsync(ct, [.. store.World.Everything]);
        return store;
    }

    public WorkspaceDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        _store.Workspace.Configure(options);
        options.AddInterceptors(new CommitInterceptor(this));
        return new(options.Options);
    }

    public Task<InsightReport> RefreshAsync(CancellationToken ct)
    {
        var keeper = new InsightKeeper(this, Clock, NullLogger<InsightKeeper>.Instance)
        {
            Reader = (texts, settings, today) =>
            {
                Reads.Enqueue(texts.File.Deal.Id);
                BeforeRead(texts.File.Deal.Id);
                return DealReadings.Read(texts, settings, today);
            },
        };
        return keeper.RefreshAsync(null, ct);
    }

    /// <summary>Refreshes and forgets what was read by then.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        await RefreshAsync(ct);
        Reads.Clear();
    }

    public async Task<DealFile> FileAsync(string deal, CancellationToken ct) =>
        (await new DealReaderFactory(this, Clock).For(World.Viewer("Ada")).GetDealAsync(World.Deal(deal).Id, ct)).ShouldNotBeNull();

    public async Task ChangeAsync(Func<WorkspaceDbContext, Task> change, CancellationToken ct)
    {
        await using var db = CreateDbContext();
        await change(db);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Adds a call in which the buyer says something.</summary>
    public async Task<Activity> SayAsync(string deal, string words, CancellationToken ct, int day = -1)
    {
        var call = new Activity
        {
            DealId = World.Deal(deal).Id,
            Kind = ActivityKind.Call,
            At = Clock.GetUtcNow().AddDays(day),
            Subject = "Call",
            Body = $"[00:00:01] Seller: Tell me more.\n[00:00:05] Buyer: {words}",
        };
        await _store.AddAsync(ct, call);
        return call;
    }

    public async Task<List<QueuedDeal>> QueueAsync(CancellationToken ct)
    {
        await using var db = CreateDbContext();
        return await db.InsightQueue.AsNoTracking().ToListAsync(ct);
    }

    public void Dispose() => _store.Dispose();

    private sealed class CommitInterceptor(InsightStore store) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            store.BeforeCommit();
            return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
        }
    }
}
