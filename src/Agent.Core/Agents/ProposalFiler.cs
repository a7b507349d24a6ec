using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;

namespace Agent.Core.Agents;

/// <summary>Hands the changes that tools worked out to the desk of the one who asks.</summary>
/// <param name="request">The turn.</param>
/// <param name="context">What the turn's tools share.</param>
/// <param name="promptHash">Hash of what a model was told.</param>
internal sealed class ProposalFiler(TurnRequest request, TurnContext context, string promptHash)
{
    /// <summary>Files a change.</summary>
    /// <param name="proposed">The change.</param>
    /// <param name="model">Which engine or model asked for it.</param>
    /// <param name="ct">Cancels; nothing is filed then.</param>
    /// <returns>The proposal that waits now, or why there is none.</returns>
    public async Task<ToolResult> FileAsync(ProposedChange proposed, string model, CancellationToken ct)
    {
        if (request.Desk is not { } desk)
            return new NotProposed("Proposals cannot be taken in here, so nothing was changed or noted.");
        var origin = new ProposalOrigin
        {
            ConversationId = request.ConversationId,
            TurnId = request.TurnId,
            UserId = context.Reader.Viewer.UserId,
            Model = model,
            PromptHash = model == OfflineChatClient.ModelId ? null : promptHash,
            ReadOutsideText = await context.ReadOutsideTextAsync(ct),
        };
        var (proposal, refusal) = await desk.ProposeAsync(proposed.Change, origin, ct);
        return proposal is null
            ? new NotProposed(refusal?.Reason ?? "This change cannot be proposed.", proposed.Source)
            : new FiledProposal(proposal.Id, proposed with { Change = proposal.Change }, proposal.Origin.ReadOutsideText);
    }
}
