using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>What came of putting a change on the list of what waits.</summary>
/// <param name="Proposal">The proposal, or null when there can be none.</param>
/// <param name="Refusal">Why there can be none, or null.</param>
public sealed record ProposalIntake(Proposal? Proposal, Refusal? Refusal = null)
{
    /// <summary>True when the very same change waited already and nothing was added.</summary>
    public bool WaitedAlready { get; init; }

    /// <summary>The proposal for the same thing whose place it took, or null.</summary>
    public Proposal? Displaced { get; init; }
}

/// <summary>Takes proposals in for one viewer. It writes none of what they propose: that takes a person.</summary>
public interface IProposalDesk
{
    /// <summary>
    /// Puts a change on the list of what waits for a person. The same change that waits already, or that this conversation proposed before, is
    /// not put there twice: the one there is given back. One that waits for another value of the same thing is replaced, by newer words or by what
    /// a user asks for; what nobody asked for and nothing was quoted for replaces no proposal that has a quote, nor comes back once it was rejected.
    /// </summary>
    /// <param name="change">What would change; of a deal in the viewer's sight.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>The proposal, or why there can be none, in a sentence.</returns>
    Task<ProposalIntake> ProposeAsync(ChangeSet change, ProposalOrigin origin, CancellationToken ct);

    /// <summary>What waits for a person, newest first.</summary>
    /// <param name="deal">Only proposals of this deal, or null for all in the viewer's sight.</param>
    /// <param name="take">The most rows, 1 to 100.</param>
    /// <param name="ct">Cancels the query.</param>
    Task<Page<Proposal>> ListPendingAsync(DealId? deal, int take, CancellationToken ct);
}
