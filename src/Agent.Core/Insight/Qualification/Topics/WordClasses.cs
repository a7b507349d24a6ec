using System.Text.Json;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>
/// Words of one meaning, so that what was learned of "frozen" holds for "on ice" as well. The lists are data: <c>word-classes.json</c>,
/// a phrase with <c>_</c> between its words.
/// </summary>
internal sealed class WordClasses
{
    private readonly Dictionary<string, List<int>> _words = [];
    private readonly Dictionary<string, List<(string[] Words, int Class)>> _phrases = [];

    private WordClasses(IReadOnlyDictionary<string, string> lists)
    {
        var id = 0;
        foreach (var entries in lists.Values)
        {
            foreach (var entry in entries.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add([.. entry.Split('_').Select(Stems.Of)], id);
            id++;
        }
    }

    /// <summary>The classes that come with the product.</summary>
    public static WordClasses Default { get; } = new(JsonSerializer.Deserialize<Dictionary<string, string>>(EmbeddedData.Read("Topics/word-classes")) ?? []);

    /// <summary>Every place where a class begins.</summary>
    public List<(int At, int Class)> Find(IReadOnlyList<string> stems)
    {
        var found = new List<(int, int)>();
        for (var i = 0; i < stems.Count; i++)
        {
            if (_words.TryGetValue(stems[i], out var ids))
            {
                foreach (var id in ids)
                    found.Add((i, id));
            }

            if (!_phrases.TryGetValue(stems[i], out var phrases))
                continue;
            foreach (var (words, id) in phrases)
            {
                if (StartsAt(stems, i, words))
                    found.Add((i, id));
            }
        }

        return found;
    }

    private static bool StartsAt(IReadOnlyList<string> stems, int at, string[] words)
    {
        if (at + words.Length > stems.Count)
            return false;
        for (var k = 1; k < words.Length; k++)
        {
            if (stems[at + k] != words[k])
                return false;
        }

        return true;
    }

    private void Add(string[] words, int id)
    {
        if (words.Length > 1)
        {
            (_phrases.TryGetValue(words[0], out var phrases) ? phrases : _phrases[words[0]] = []).Add((words, id));
            return;
        }

        var ids = _words.TryGetValue(words[0], out var known) ? known : _words[words[0]] = [];
        if (!ids.Contains(id))
            ids.Add(id);
    }
}
