using Agent.Core.Prompts;

namespace Agent.Core.Tests.Agents;

internal static class Instructions
{
    /// <summary>A prompt with nothing special about it.</summary>
    public static Prompt Plain { get; } = Prompt.Create("answer", "", "You answer questions. Today is {{today}}. {{page}}", [new("today", null, true, null), new("page", null, true, null)]);
}
