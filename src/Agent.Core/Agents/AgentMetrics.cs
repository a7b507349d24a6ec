using System.Diagnostics.Metrics;
using Agent.Core.Agents.Checks;

namespace Agent.Core.Agents;

/// <summary>Counters of answers, for whoever listens to the meter <see cref="Name"/>.</summary>
public static class AgentMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Agent.Answers";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Sentences = Meter.CreateCounter<long>("agent.answer.sentences", "{sentence}", "Sentences that state something that can be checked");
    private static readonly Counter<long> Unsupported = Meter.CreateCounter<long>("agent.answer.sentences.unsupported", "{sentence}", "Sentences of which something stands on nothing that was found");

    /// <summary>Counts an answer.</summary>
    internal static void Count(CheckedAnswer answer, string model, string promptHash)
    {
        KeyValuePair<string, object?>[] tags = [new("model", model), new("prompt", promptHash)];
        Sentences.Add(answer.Sentences, tags);
        Unsupported.Add(answer.Failed, tags);
    }
}
