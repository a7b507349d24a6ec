using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>Takes proposals in for one viewer. It writes none of what they propose: that takes a person.</summary>
public interface IProposalDesk
{
    /// <summary>
    /// Puts a change on the list of what waits for a person. The same change that waits already, or that this conversation proposed before, is
    /// not put there twice: the one there is given back. One that waits for another value of the same thing is replaced.
    /// </summary>
    /// <param name="change">What would change; of a deal in the viewer's sight.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>The proposal, or why there can be none, in a sentence.</returns>
    Task<(Proposal? Proposal, Refusal? Refusal)> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct);

    /// <summary>What waits for a person, newest first.</summary>
    /// <param name="deal">Only proposals of this deal, or null for all in the viewer's sight.</param>
    /// <param name="take">The most rows, 1 to 100.</param>
    /// <param name="ct">Cancels the query.</param>
    Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct);
}
