using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Agents;

/// <summary>A question to answer, with what the program knows around it.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Question">What the user asked.</param>
/// <param name="Reader">The deal store as the asking user sees it.</param>
/// <param name="History">Earlier turns of the conversation, oldest first.</param>
/// <param name="Focus">The deal of the page the user is on, else the one the conversation was last about.</param>
public sealed record TurnRequest(TurnId TurnId, string Question, IDealReader Reader, IReadOnlyList<PastTurn> History, DealId? Focus)
{
    /// <summary>Takes the asking user's proposals in; null where none can be taken in.</summary>
    public IProposalDesk? Desk { get; init; }

    /// <summary>The turn whose question is asked in other words, or null.</summary>
    public TurnId? Replaces { get; init; }

    /// <summary>The conversation, or null when the question stands alone.</summary>
    public ConversationId? ConversationId { get; init; }
}

/// <summary>An earlier question with its answer.</summary>
/// <param name="Question">What the user asked.</param>
/// <param name="Answer">What the assistant answered.</param>
public sealed record PastTurn(string Question, string Answer);
