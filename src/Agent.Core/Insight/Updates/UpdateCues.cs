using System.Text.Json;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Groups of phrases that often stand where an update does, from <c>update-cues.json</c>: features of the model, none of them a rule.</summary>
internal static class UpdateCues
{
    private static readonly Dictionary<Cue, int> GroupOf = Load(out Names);

    // One set over all groups: a line is looked through once, not once a group.
    private static readonly CueSet All = new(GroupOf.Keys);

    /// <summary>Names of the groups, in the order of their numbers.</summary>
    public static readonly IReadOnlyList<string> Names;

    private static readonly int[] Families = FamiliesOf(Names);

    /// <summary>Number of the family of a group: groups whose names begin alike are of one kind of update.</summary>
    public static int FamilyOf(int group) => Families[group];

    /// <summary>Groups found in a line, each once; with whether a denial reaches the words.</summary>
    public static IEnumerable<(int Group, bool Denied)> Find(TokenList tokens) =>
        All.Find(tokens).Select(m => (GroupOf[m.Cue], Statements.IsNegated(tokens, m.Start))).Distinct();

    private static int[] FamiliesOf(IReadOnlyList<string> names)
    {
        var families = names.Select(n => string.Concat(n.TakeWhile(char.IsLower))).ToList();
        var known = families.Distinct().ToList();
        return [.. families.Select(f => known.IndexOf(f))];
    }

    private static Dictionary<Cue, int> Load(out IReadOnlyList<string> names)
    {
        var groups = JsonSerializer.Deserialize<Dictionary<string, string[]>>(EmbeddedData.Read("update-cues", "updates"))!;
        names = [.. groups.Keys];
        return groups.Values.SelectMany((patterns, i) => patterns.Select(p => (Cue: Cue.Parse(p), Group: i))).ToDictionary(c => c.Cue, c => c.Group);
    }
}
