namespace Agent.Core.Agents;

/// <summary>What drives the talk of model and tools.</summary>
public enum AgentRuntime
{
    /// <summary>The built-in loop, <see cref="SalesAgent"/>.</summary>
    BuiltIn,

    /// <summary>An agent of Semantic Kernel, in a build that has it.</summary>
    SemanticKernel,
}

/// <summary>
/// Answers turns. Whatever drives the talk of model and tools stands behind this: the built-in loop, or a framework's. Callers know events only.
/// </summary>
public interface ISalesAgent
{
    /// <summary>What drives it.</summary>
    AgentRuntime Runtime { get; }

    /// <summary>Answers a question. The stream ends with <see cref="TurnCompleted"/> or <see cref="TurnFailed"/>.</summary>
    /// <param name="request">The question.</param>
    /// <param name="ct">Stops the turn; the stream then ends with a stopped <see cref="TurnFailed"/>, not with an exception.</param>
    IAsyncEnumerable<AgentEvent> RunAsync(TurnRequest request, CancellationToken ct = default);
}
