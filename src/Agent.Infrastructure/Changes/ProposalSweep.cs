using Agent.Core.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Ends proposals that nobody answered in time. Queries take them for ended before that.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
/// <param name="signal">Told of what was written.</param>
public sealed class ProposalSweep(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ChangeSignal signal)
{
    /// <summary>What an ended proposal says.</summary>
    internal const string Overdue = "Nobody decided in time.";

    private const int BatchSize = 100;

    /// <summary>Ends what is overdue.</summary>
    /// <param name="ct">Ends it between two batches.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ended = 0;
        while (await EndBatchAsync(ct) is > 0 and var batch)
            ended += batch;
        if (ended > 0)
            signal.Tell();
        return ended;
    }

    private async Task<int> EndBatchAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var overdue = db.Proposals.Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt <= now);
        // Asked first, since a write waits for other writers even when it changes nothing.
        if (!await overdue.AnyAsync(ct))
            return 0;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ProposalRows.LockAsync(db, ct);
        var batch = await overdue.OrderBy(p => p.CreatedAt).Take(BatchSize).ToListAsync(ct);
        foreach (var proposal in batch)
        {
            proposal.Expire(now, Overdue);
            await ProposalRows.StampAsync(db, proposal, ct);
        }

        await transaction.CommitAsync(ct);
        return batch.Count;
    }
}
