using Agent.Core.Agents;

namespace Agent.Cli;

/// <summary>The list of what a text cites.</summary>
internal static class Sources
{
    public static void Print(IReadOnlyList<Source> sources)
    {
        foreach (var source in sources)
            Console.WriteLine($"[{source.Label}] {source.Title}{(source.At is { } at ? $", {at:yyyy-MM-dd}" : "")}");
    }
}
