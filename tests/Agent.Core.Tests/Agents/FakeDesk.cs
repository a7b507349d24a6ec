using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents;

/// <summary>Keeps proposals in memory, or refuses them.</summary>
internal sealed class FakeDesk(TimeProvider clock) : IProposalDesk
{
    public List<Proposal> Filed { get; } = [];

    public Refusal? Refusal { get; set; }

    public Task<ProposalIntake> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        if (Refusal is not null)
            return Task.FromResult(new ProposalIntake(null, Refusal));
        var known = Filed.Find(p => p.Change.SaysTheSame(change));
        if (known is not null)
            return Task.FromResult(new ProposalIntake(known) { WaitedAlready = true });
        var displaced = Filed.Find(p => p.Change.Slot == change.Slot);
        Filed.Add(Proposal.Make(change, origin, clock.GetUtcNow()));
        return Task.FromResult(new ProposalIntake(Filed[^1]) { Displaced = displaced });
    }

    public Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct)
    {
        var waiting = Filed.Where(p => deal is null || p.Change.DealId == deal).Reverse().ToList();
        return Task.FromResult(new Page<Proposal>([.. waiting.Take(take)], waiting.Count));
    }
}
