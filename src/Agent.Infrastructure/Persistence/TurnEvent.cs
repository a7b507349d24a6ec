using Agent.Core.Deals;

namespace Agent.Infrastructure.Persistence;

/// <summary>An event of a conversation as stored: the log that live watching and replay both read.</summary>
public sealed class TurnEvent
{
    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Position in the conversation's log, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The turn.</summary>
    public required TurnId TurnId { get; init; }

    /// <summary>The <see cref="Agent.Core.Agents.AgentEvent"/> as JSON.</summary>
    public required string Payload { get; init; }
}
