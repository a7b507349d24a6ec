using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents;

/// <summary>Hands the changes that tools worked out to the desk of the one who asks.</summary>
/// <param name="request">The turn.</param>
/// <param name="context">What the turn's tools share.</param>
/// <param name="promptHash">Hash of what a model was told.</param>
internal sealed class ProposalFiler(TurnRequest request, TurnContext context, string promptHash)
{
    /// <summary>Files a change.</summary>
    /// <param name="proposed">The change.</param>
    /// <param name="tool">Name of the tool that worked it out.</param>
    /// <param name="model">Which engine or model asked for it.</param>
    /// <param name="ct">Cancels; nothing is filed then.</param>
    /// <returns>The proposal that waits now, or why there is none.</returns>
    public async Task<ToolResult> FileAsync(ProposedChange proposed, string tool, string model, CancellationToken ct)
    {
        if (request.Desk is not { } desk)
            return new NotProposed("Proposals cannot be taken in here, so nothing was changed or noted.");
        var origin = new ProposalOrigin
        {
            ConversationId = request.ConversationId,
            TurnId = request.TurnId,
            UserId = context.Reader.Viewer.UserId,
            AskedFor = IsAskedFor(proposed.Change, tool, model),
            Model = model,
            PromptHash = model == OfflineChatClient.ModelId ? null : promptHash,
            ReadOutsideText = await context.ReadOutsideTextAsync(ct),
        };
        var intake = await desk.ProposeAsync(proposed.Change, origin, ct);
        return intake.Proposal is not { } proposal
            ? new NotProposed(intake.Refusal?.Reason ?? "This change cannot be proposed.", proposed.Source)
            : new FiledProposal(proposal.Id, proposed with { Change = proposal.Change }, proposal.Origin.ReadOutsideText)
            {
                IsApplied = proposal.Status == ProposalStatus.Applied,
                WaitedAlready = intake.WaitedAlready,
                Displaced = intake.Displaced?.Change,
            };
    }

    // The offline engine proposes what it read in the user's words, and nothing else. A model may come up with a change by itself; the user asked
    // for it when the words read as such a request, or name the values.
    private bool IsAskedFor(ChangeSet change, string tool, string model) =>
        model == OfflineChatClient.ModelId
        || ChangeRequestReader.Read(request.Question, context.Today)?.Calls.Any(c => c.Tool == tool) == true
        || NamesValues(change);

    private bool NamesValues(ChangeSet change)
    {
        var said = TextAnalyzer.Terms(request.Question).Select(t => t.Value).ToHashSet();
        var values = change.Fields.Where(f => f.After is not null && f.After != f.Before && f.Field != ChangeFields.Owner)
            .Select(f => TextAnalyzer.Terms(f.AfterShown ?? f.After!).Select(t => t.Value).ToList()).ToList();
        return !request.Question.TrimEnd().EndsWith('?') && values.Count > 0 && values.TrueForAll(v => v.Count > 0 && v.TrueForAll(said.Contains));
    }
}
