using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>A named group of cues that say the same thing.</summary>
/// <param name="Name">Name that frameworks refer to.</param>
/// <param name="Strength">How surely a match says it, 0 to 1.</param>
/// <param name="Cues">The compiled cues.</param>
public sealed record CueGroup(string Name, double Strength, CueSet Cues);

/// <summary>The cue groups that frameworks are written with; data, so that a team can add its own words.</summary>
public sealed class Lexicon
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly Dictionary<string, CueGroup> _groups;

    private Lexicon(Dictionary<string, CueGroup> groups) => _groups = groups;

    /// <summary>The groups that come with the product.</summary>
    public static Lexicon Default { get; } = Parse(EmbeddedData.Read("lexicon"));

    /// <summary>Reads groups and word classes from JSON: <c>{"classes":{name:[words]},"groups":{name:{"strength":0.8,"patterns":[…]}}}</c>.</summary>
    /// <exception cref="FormatException">The JSON or a pattern is malformed.</exception>
    public static Lexicon Parse(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<LexiconFile>(json, Json) ?? new([], []);
            return new(Compile(file.Groups, file.Classes));
        }
        catch (JsonException e)
        {
            throw new FormatException($"The lexicon is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>The group of a name, or null.</summary>
    public CueGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>This lexicon with a framework's own groups before its own.</summary>
    internal Lexicon With(IReadOnlyDictionary<string, CueGroupFile> groups, IReadOnlyDictionary<string, IReadOnlyList<string>> classes)
    {
        var all = new Dictionary<string, CueGroup>(_groups);
        foreach (var (name, group) in Compile(groups, classes))
            all[name] = group;
        return new(all);
    }

    private static Dictionary<string, CueGroup> Compile(
        IReadOnlyDictionary<string, CueGroupFile> groups, IReadOnlyDictionary<string, IReadOnlyList<string>> classes) =>
        groups.ToDictionary(g => g.Key, g => g.Value?.Patterns is null ? throw new FormatException($"The cue group \"{g.Key}\" needs \"patterns\", such as {{\"patterns\": [\"(have|found) .2 sponsor\"]}}.") : new CueGroup(g.Key, Math.Clamp(g.Value.Strength, 0, 1), new(g.Value.Patterns.Select(p => Cue.Parse(p, classes)))));

    private sealed record LexiconFile(Dictionary<string, CueGroupFile> Groups, Dictionary<string, IReadOnlyList<string>> Classes)
    {
        public Dictionary<string, CueGroupFile> Groups { get; init; } = Groups ?? [];

        public Dictionary<string, IReadOnlyList<string>> Classes { get; init; } = Classes ?? [];
    }
}

/// <summary>A cue group as written in JSON.</summary>
/// <param name="Patterns">Patterns in the language of <see cref="Cue"/>.</param>
/// <param name="Strength">0 to 1.</param>
internal sealed record CueGroupFile(IReadOnlyList<string> Patterns, [property: JsonPropertyName("strength")] double Strength = 0.7);

/// <summary>Data files compiled into the assembly.</summary>
internal static class EmbeddedData
{
    public static string Read(string name, string folder = "qualification")
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream($"{folder}/{name}")
            ?? throw new InvalidOperationException($"The data file {name} is not part of the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
