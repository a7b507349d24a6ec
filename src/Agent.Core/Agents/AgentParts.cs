using Agent.Core.Prompts;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents;

/// <summary>What an agent is made of, whichever runtime drives it.</summary>
/// <param name="Models">The language models or the offline engine.</param>
/// <param name="Instructions">What a model is told before it answers.</param>
/// <param name="Index">Finds passages.</param>
/// <param name="Clock">The time.</param>
/// <param name="Options">Bounds.</param>
/// <param name="OnFailure">Told of each tool that failed, with its name; the model and the user get a short sentence only.</param>
public sealed record AgentParts(
    IModelSource Models, Prompt Instructions, IPassageIndex Index, TimeProvider Clock, AgentOptions Options, Action<string, Exception>? OnFailure = null);

/// <summary>Bounds of a turn.</summary>
public sealed record AgentOptions
{
    /// <summary>The most rounds of model and tools.</summary>
    public int MaxSteps { get; init; } = 8;

    /// <summary>The most tools that one round calls.</summary>
    public int MaxCallsPerStep { get; init; } = 8;

    /// <summary>The most tools that a turn calls.</summary>
    public int MaxCalls { get; init; } = 24;

    /// <summary>The longest that one tool call may take.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most characters of one tool result that a model is given.</summary>
    public int MaxResult { get; init; } = 12_000;

    /// <summary>The most characters of all tool results of a turn that a model is given: small models hold little more.</summary>
    public int MaxResults { get; init; } = 60_000;

    /// <summary>The most characters of an answer.</summary>
    public int MaxAnswer { get; init; } = 40_000;

    /// <summary>The most earlier turns that a model is shown.</summary>
    public int MaxHistory { get; init; } = 12;

    /// <summary>The most tokens of earlier turns that a model is shown, by estimate.</summary>
    public int MaxHistoryTokens { get; init; } = 3_000;
}
