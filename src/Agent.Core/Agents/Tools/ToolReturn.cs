using Microsoft.Extensions.AI;

namespace Agent.Core.Agents.Tools;

/// <summary>A tool's result on its way back: the object for the offline engine, the text for a model.</summary>
/// <param name="callId">Ties it to its call.</param>
/// <param name="result">What the tool returned, or a sentence about its failure.</param>
/// <param name="text">The same as bounded JSON for a model.</param>
public sealed class ToolReturn(string callId, object? result, string text) : FunctionResultContent(callId, result)
{
    /// <summary>The result as bounded JSON for a model.</summary>
    public string Text { get; } = text;
}
