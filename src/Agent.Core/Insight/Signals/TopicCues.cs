using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>Cues sorted by what they are about, compiled once and searched together.</summary>
internal sealed class TopicCues
{
    private readonly CueSet _cues;
    private readonly Dictionary<Cue, string> _topics = [];

    public TopicCues(params (string Topic, string[] Patterns)[] groups)
    {
        foreach (var (topic, patterns) in groups)
        {
            foreach (var pattern in patterns)
                _topics.Add(Cue.Parse(pattern), topic);
        }

        _cues = new(_topics.Keys);
    }

    /// <summary>All matches in a sentence with their topics, in order.</summary>
    public IReadOnlyList<(string Topic, CueMatch Match)> Find(TokenList tokens) =>
        _cues.Find(tokens) is { Count: > 0 } found ? [.. found.Select(m => (_topics[m.Cue], m))] : [];
}
