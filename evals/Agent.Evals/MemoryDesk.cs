using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Evals;

/// <summary>Keeps the proposals of one task in memory.</summary>
internal sealed class MemoryDesk(TimeProvider clock) : IProposalDesk
{
    private readonly Lock _lock = new();
    private readonly List<Proposal> _filed = [];

    public IReadOnlyList<Proposal> Filed => _filed;

    public Task<ProposalIntake> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        lock (_lock)
        {
            var known = _filed.Find(p => p.Change.SaysTheSame(change));
            if (known is null)
            {
                _filed.RemoveAll(p => p.Change.Slot == change.Slot);
                _filed.Add(known = Proposal.Make(change, origin, clock.GetUtcNow()));
            }

            return Task.FromResult(new ProposalIntake(known));
        }
    }

    public Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct)
    {
        lock (_lock)
        {
            var waiting = _filed.Where(p => deal is null || p.Change.DealId == deal).Reverse().ToList();
            return Task.FromResult(new Page<Proposal>([.. waiting.Take(take)], waiting.Count));
        }
    }
}
