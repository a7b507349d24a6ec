using System.Security.Cryptography;
using System.Text;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>A labelled statement, ready for training.</summary>
/// <param name="Author">Name of its file: statements of one author resemble each other, so parts are cut between authors.</param>
/// <param name="Features">Its features.</param>
/// <param name="Stances">Per topic what it says, null where it says nothing.</param>
/// <param name="Labelled">Per topic whether its author looked for it: a topic that nobody looked for is neither said nor unsaid.</param>
internal sealed record StatementRow(string Author, IReadOnlyList<Feature> Features, Stance?[] Stances, bool[] Labelled);

/// <summary>Reads labelled statements from a folder of JSON Lines files.</summary>
internal static class StatementRows
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Dictionary<string, Topic> Topics = new()
    {
        ["budget"] = Topic.Budget,
        ["authority"] = Topic.Authority,
        ["need"] = Topic.Need,
        ["pain"] = Topic.Pain,
        ["timeline"] = Topic.Timeline,
        ["metrics"] = Topic.Metrics,
        ["econbuyer"] = Topic.EconomicBuyer,
        ["criteria"] = Topic.Criteria,
        ["process"] = Topic.Process,
        ["champion"] = Topic.Champion,
        ["priority"] = Topic.Priority,
        ["paper"] = Topic.Paper,
        ["competition"] = Topic.Competition,
    };

    /// <summary>Hash of all statements and talks, in the order of the files' names: the same files give the same model.</summary>
    public static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(Path.Combine(folder, "statements")).Concat(Files(Path.Combine(folder, "talks"))))
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>All rows.</summary>
    /// <exception cref="FormatException">A line cannot be read or has an unknown label; the message says which.</exception>
    public static async Task<List<StatementRow>> ReadAsync(string folder, CancellationToken ct)
    {
        var rows = new List<StatementRow>();
        foreach (var file in Files(folder))
        {
            foreach (var line in await CaseFile.ReadAsync<Line>(file, ct))
                rows.Add(new(Path.GetFileNameWithoutExtension(file), FeaturesOf(line), StancesOf(line), LabelledIn(line)));
        }

        return rows;
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal);

    private static List<Feature> FeaturesOf(Line line)
    {
        var answer = Sentences.Split(line.A, 0, line.A.Length);
        var question = line.Q is null ? [] : Sentences.Split(line.Q, 0, line.Q.Length);
        var reply = Dialogue.Of(new(0, 0, line.A.Length, null, Side.Buyer, default, TextPart.Body, answer));
        return StatementFeatures.Of(
            [.. question.Select(s => Units.Of(line.Q!, s, Day)).OfType<Units>().TakeLast(TopicReader.QuestionWindow)],
            [.. answer.Select(s => Units.Of(line.A, s, Day)).OfType<Units>()],
            reply);
    }

    private static Stance?[] StancesOf(Line line)
    {
        var stances = new Stance?[StatementModel.Topics];
        foreach (var label in line.L.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Topics.TryGetValue(label[..^1], out var topic))
                throw new FormatException($"The label {label} of \"{line.A}\" is unknown.");
            stances[(int)topic] = label[^1] switch
            {
                '+' => Stance.Yes,
                '-' => Stance.No,
                '~' => Stance.Partly,
                _ => throw new FormatException($"The label {label} of \"{line.A}\" has no sign."),
            };
        }

        return stances;
    }

    private static bool[] LabelledIn(Line line)
    {
        var labelled = new bool[StatementModel.Topics];
        if (line.Only is null)
            Array.Fill(labelled, true);
        foreach (var topic in line.Only?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            labelled[(int)(Topics.TryGetValue(topic, out var known) ? known : throw new FormatException($"The topic {topic} of \"{line.A}\" is unknown."))] = true;
        return labelled;
    }

    private sealed record Line(string? Q, string A, string L, string? Only = null);
}
