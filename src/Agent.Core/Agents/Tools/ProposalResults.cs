using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Tools;

/// <summary>A change that a tool worked out. The loop files it; the tool writes nothing.</summary>
/// <param name="Change">What would change.</param>
/// <param name="About">Name of the deal, or of the account, that it is about.</param>
/// <param name="Person">Name of the contact that it is about, or null.</param>
/// <param name="Source">Label of the record that the values before come from, or null for something new.</param>
public sealed record ProposedChange(ChangeSet Change, string About, string? Person, string? Source) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"A change of {About}";
}

/// <summary>A change that waits for a person now.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Proposed">What would change.</param>
/// <param name="ReadOutsideText">True when text from outside the team was read before it was proposed.</param>
public sealed record FiledProposal(ProposalId ProposalId, ProposedChange Proposed, bool ReadOutsideText) : ToolResult
{
    /// <summary>True when the team's rules let it be made at once, and it was.</summary>
    public bool IsApplied { get; init; }

    /// <summary>True when the very same change waited already.</summary>
    public bool WaitedAlready { get; init; }

    /// <summary>What waited for an answer about the same thing and was displaced by this, or null.</summary>
    public ChangeSet? Displaced { get; init; }

    /// <inheritdoc/>
    public override string Summary => IsApplied ? $"Made for {Proposed.About}, as the team's rules allow"
        : WaitedAlready ? $"Waits for approval already, for {Proposed.About}"
        : $"Proposed for {Proposed.About}; waits for approval";
}

/// <summary>A change that cannot be proposed as it was asked for.</summary>
/// <param name="Reason">Why, and how to mend it, in a sentence or two for the user.</param>
/// <param name="Source">Label of the record that the reason stands on, or null.</param>
public sealed record NotProposed(string Reason, string? Source = null) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Reason;
}

/// <summary>What waits for a person.</summary>
/// <param name="About">The deal that was asked about, or null for all.</param>
/// <param name="Proposals">Newest first, with the names of what they are about.</param>
/// <param name="Total">How many wait in all.</param>
public sealed record PendingProposals(string? About, IReadOnlyList<PendingProposal> Proposals, int Total) : ToolResult
{
    /// <summary>How many more wait that the user may not decide; null when all in sight were asked for.</summary>
    public int? OfOthers { get; init; }

    /// <summary>The most that are listed.</summary>
    public const int MaxListed = 20;

    /// <inheritdoc/>
    public override string Summary => Total == 0 ? "Nothing waits for approval" : $"{Wording.Count(Total, "proposal")} waiting for approval";
}

/// <summary>A proposal that waits.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Change">What would change.</param>
/// <param name="About">Name of the deal or account, or null when it is out of sight.</param>
/// <param name="Person">Name of the contact that it is about, or null.</param>
/// <param name="Source">Label of the deal's record, or null.</param>
/// <param name="CreatedOn">The day it was proposed.</param>
public sealed record PendingProposal(ProposalId ProposalId, ChangeSet Change, string? About, string? Person, string? Source, DateOnly CreatedOn);
