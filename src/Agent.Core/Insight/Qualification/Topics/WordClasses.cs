using System.Text.Json;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>
/// Words of one meaning, so that what was learned of "frozen" holds for "on ice" as well. The lists are data: <c>word-classes.json</c>,
/// a phrase with <c>_</c> between its words.
/// </summary>
internal sealed class WordClasses
{
    private readonly Dictionary<ulong, List<(ulong[] Words, int Class)>> _byFirstWord = [];

    private WordClasses(IReadOnlyDictionary<string, string> lists)
    {
        var id = 0;
        foreach (var entries in lists.Values)
        {
            foreach (var entry in entries.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add([.. entry.Split('_').Select(w => FeatureHash.Of(Stems.Of(w)))], id);
            id++;
        }
    }

    /// <summary>The classes that come with the product.</summary>
    public static WordClasses Default { get; } = new(JsonSerializer.Deserialize<Dictionary<string, string>>(EmbeddedData.Read("Topics/word-classes")) ?? []);

    /// <summary>Every place where a class begins, among the hashes of stems.</summary>
    public List<(int At, int Class)> Find(ReadOnlySpan<ulong> stems)
    {
        var found = new List<(int, int)>();
        for (var i = 0; i < stems.Length; i++)
        {
            if (!_byFirstWord.TryGetValue(stems[i], out var entries))
                continue;
            foreach (var (words, id) in entries)
            {
                if (StartsAt(stems, i, words))
                    found.Add((i, id));
            }
        }

        return found;
    }

    private static bool StartsAt(ReadOnlySpan<ulong> stems, int at, ulong[] words)
    {
        if (at + words.Length > stems.Length)
            return false;
        for (var k = 1; k < words.Length; k++)
        {
            if (stems[at + k] != words[k])
                return false;
        }

        return true;
    }

    private void Add(ulong[] words, int id)
    {
        var entries = _byFirstWord.TryGetValue(words[0], out var known) ? known : _byFirstWord[words[0]] = [];
        if (words.Length > 1)
            entries.Add((words, id));
        // Two words of a list may have one stem. Single words come before phrases.
        else if (!entries.Exists(e => e.Words.Length == 1 && e.Class == id))
            entries.Insert(entries.Count(e => e.Words.Length == 1), (words, id));
    }
}
