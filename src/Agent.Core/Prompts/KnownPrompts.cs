namespace Agent.Core.Prompts;

/// <summary>A prompt that the program uses, with the values it gives to it.</summary>
/// <param name="Name">The prompt's name, and that of its file.</param>
/// <param name="Given">Names of the values.</param>
public sealed record KnownPrompt(string Name, IReadOnlyList<string> Given);

/// <summary>The prompts that the program uses.</summary>
public static class KnownPrompts
{
    /// <summary>The day of the question in words.</summary>
    public const string Today = "today";

    /// <summary>Where the user is, and what of the conversation is not shown.</summary>
    public const string Page = "page";

    /// <summary>How to answer a question about deals.</summary>
    public static KnownPrompt Answer { get; } = new("answer", [Today, Page]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownPrompt> All { get; } = [Answer];
}
