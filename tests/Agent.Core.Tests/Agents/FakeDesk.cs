using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents;

/// <summary>Keeps proposals in memory, or refuses them.</summary>
internal sealed class FakeDesk(TimeProvider clock) : IProposalDesk
{
    public List<Proposal> Filed { get; } = [];

    public Refusal? Refusal { get; set; }

    public Task<(Proposal? Proposal, Refusal? Refusal)> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct)
    {
        if (Refusal is not null)
            return Task.FromResult<(Proposal?, Refusal?)>((null, Refusal));
        var known = Filed.Find(p => p.Change.SaysTheSame(change));
        if (known is null)
            Filed.Add(known = Proposal.Make(change, origin, clock.GetUtcNow()));
        return Task.FromResult<(Proposal?, Refusal?)>((known, null));
    }

    public Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct)
    {
        var waiting = Filed.Where(p => deal is null || p.Change.DealId == deal).Reverse().ToList();
        return Task.FromResult(new Page<Proposal>([.. waiting.Take(take)], waiting.Count));
    }
}
