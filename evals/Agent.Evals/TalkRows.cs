using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>A whole talk with the verdict of each criterion and the words that decide it.</summary>
/// <param name="Author">Name of its file.</param>
/// <param name="Framework">The framework it was judged by.</param>
/// <param name="Text">The talk.</param>
/// <param name="Expected">Verdict by criterion.</param>
/// <param name="Quotes">By criterion the deciding words, of several sentences when there are more.</param>
internal sealed record TrainingTalk(
    string Author, Framework Framework, ReadActivity Text, IReadOnlyDictionary<string, Verdict> Expected, IReadOnlyDictionary<string, string[]> Quotes);

/// <summary>Reads whole talks to learn from.</summary>
internal static class TalkRows
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>All talks of a folder.</summary>
    /// <exception cref="FormatException">A line cannot be read, or names an unknown framework or verdict.</exception>
    public static async Task<List<TrainingTalk>> ReadAsync(string folder, CancellationToken ct)
    {
        var talks = new List<TrainingTalk>();
        foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in await CaseFile.ReadAsync<Line>(file, ct))
            {
                talks.Add(new(
                    Path.GetFileNameWithoutExtension(file),
                    Framework.Find(line.Framework) ?? throw new FormatException($"{line.Id}: there is no framework {line.Framework}."),
                    ActivityReader.ReadText(line.Transcript, At, new() { SellerNames = line.Sellers }),
                    line.Expected.ToDictionary(e => e.Key, e => VerdictOf(line.Id, e.Value)),
                    line.Quotes.ToDictionary(q => q.Key, q => q.Value.Split(" | "))));
            }
        }

        return talks;
    }

    /// <summary>
    /// What the buyer said in a talk as rows for the statement classifier. Words that decide a criterion say what its verdict says;
    /// where a criterion is unknown nothing bears on it; where it is known, who can tell whether other words bear on it as well.
    /// </summary>
    public static IEnumerable<StatementRow> Statements(TrainingTalk talk)
    {
        var criteria = talk.Framework.Criteria.Where(c => c.Topics.Count > 0 && talk.Expected.ContainsKey(c.Name)).ToList();
        foreach (var turn in TopicReader.BuyersTurns(new Talk([talk.Text], null)))
        {
            for (var first = 0; first < turn.Sentences.Count; first += TopicReader.Window)
            {
                var count = Math.Min(TopicReader.Window, turn.Sentences.Count - first);
                yield return Row(talk, criteria, turn, first, count);
                for (var i = first; count > 1 && i < first + count; i++)
                {
                    if (criteria.Exists(c => Decides(talk, c, turn.Sentences[i])))
                        yield return Row(talk, criteria, turn, i, 1);
                }
            }
        }
    }

    private static StatementRow Row(TrainingTalk talk, List<Criterion> criteria, BuyersTurn turn, int first, int count)
    {
        var stances = new Stance?[StatementModel.Topics];
        var labelled = new bool[StatementModel.Topics];
        foreach (var criterion in criteria)
        {
            var topic = (int)criterion.Topics[0];
            stances[topic] = turn.Sentences.Skip(first).Take(count).Any(s => Decides(talk, criterion, s)) ? StanceOf(talk.Expected[criterion.Name]) : null;
            labelled[topic] = stances[topic] is not null || talk.Expected[criterion.Name] == Verdict.Unknown;
        }

        return new($"talks {talk.Author}", turn.Features(first, count), stances, labelled);
    }

    private static bool Decides(TrainingTalk talk, Criterion criterion, Said said) =>
        talk.Quotes.TryGetValue(criterion.Name, out var quotes) && quotes.Any(q => said.Quote.Quote is var words && (q.Contains(words, StringComparison.Ordinal) || words.Contains(q, StringComparison.Ordinal)));

    private static Stance? StanceOf(Verdict verdict) => verdict switch { Verdict.Met => Stance.Yes, Verdict.NotMet => Stance.No, Verdict.Partly => Stance.Partly, _ => null };

    private static Verdict VerdictOf(string id, string word) => word switch
    {
        "met" => Verdict.Met,
        "partly" => Verdict.Partly,
        "not_met" => Verdict.NotMet,
        "unknown" => Verdict.Unknown,
        _ => throw new FormatException($"{id}: {word} is no verdict."),
    };

    private sealed record Line(string Id, string Framework, List<string> Sellers, string Transcript, Dictionary<string, string> Expected, Dictionary<string, string> Quotes);
}
