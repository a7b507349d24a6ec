using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;
using Agent.Core.Retrieval;

namespace Agent.Evals;

/// <summary>
/// Meetings of QMSum (Zhong et al. 2021), kept outside of the repository: the abstract against the human answers to "Summarize the
/// whole meeting", beside the first sentences and TextRank (Mihalcea and Tarau 2004) of the same length.
/// </summary>
internal static partial class MeetingCorpus
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The meetings in a file or folder, or null when it holds none.</summary>
    public static string? In(string path)
    {
        var file = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.jsonl").FirstOrDefault() : path;
        if (file is null || !File.Exists(file))
            return null;
        using var reader = new StreamReader(file);
        return reader.ReadLine() is { } first && first.Contains("\"meeting_transcripts\"", StringComparison.Ordinal) ? file : null;
    }

    public static async Task<SuiteReport> MeasureAsync(string file, SuiteRequest request, CancellationToken ct)
    {
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        var results = new List<(string Part, string System, double One, double Two, double Long, double Words)>();
        var (number, time, whole) = (0, TimeSpan.Zero, TimeSpan.Zero);
        await foreach (var line in File.ReadLinesAsync(file, ct))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var meeting = JsonSerializer.Deserialize<Meeting>(line, Json) ?? throw new FormatException($"Line {number + 1} of {file} is empty.");
            var part = number++ % 2 == 0 ? "dev" : "test";
            if (meeting.GeneralQueryList.FirstOrDefault(q => q.Query.Contains("summar", StringComparison.OrdinalIgnoreCase)) is not { } asked || (request.Part is { } only && part != only))
                continue;
            var text = ActivityReader.ReadText(Transcript(meeting), new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), kind: ActivityKind.Meeting);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var summary = MeetingAbstract.Of([text]);
            var topics = MeetingTopics.Of([text]);
            var spent = watch.Elapsed;
            DiscoverySummarizer.Summarize([text]);
            if (number > 1)
                (time, whole) = (time + spent, whole + watch.Elapsed - spent);
            if (summary.Concat(topics).Any(l => !l.Evidence.IsIn(text.Text)))
                throw new InvalidDataException($"Meeting {number}: a quote is not in its source.");
            var ours = SummaryWriter.InShort(topics, summary);
            var budget = Rouge.Words(string.Join(' ', ours), false).Count;
            foreach (var (system, sentences) in new[] { ("abstract", ours), ("lead-3", Lead(text, budget)), ("textrank", TextRank.Of(text, budget)) })
            {
                var reference = Sentences(asked.Answer);
                var words = string.Join(' ', sentences);
                results.Add((part, system, Rouge.N(1, words, asked.Answer).F1, Rouge.N(2, words, asked.Answer).F1, Rouge.L(sentences, reference).F1, Rouge.Words(words, false).Count));
                if (request.Explain && part == "dev" && system == "abstract")
                    lines.Add($"{number} {asked.Answer}\n---\n{string.Join('\n', sentences)}\n");
            }
        }

        foreach (var group in results.GroupBy(r => (r.Part, r.System)))
        {
            var key = $"qmsum.{group.Key.Part}.{group.Key.System}";
            figures[$"{key}.rouge1"] = 100 * group.Average(r => r.One);
            figures[$"{key}.rouge2"] = 100 * group.Average(r => r.Two);
            figures[$"{key}.rougeL"] = 100 * group.Average(r => r.Long);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Part,-4} {group.Key.System,-9} ROUGE-1 {figures[$"{key}.rouge1"]:0.00}  ROUGE-2 {figures[$"{key}.rouge2"]:0.00}  ROUGE-L {figures[$"{key}.rougeL"]:0.00}  {group.Average(r => r.Words):0} words, {group.Count()} meetings"));
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"F1 x 100, stemmed, no stop words removed; {time.TotalMilliseconds / Math.Max(1, number - 1):0.0} ms an abstract with topics and {whole.TotalMilliseconds / Math.Max(1, number - 1):0.0} ms a discovery summary beside reading, the first one left out"));
        return new(figures, new { figures }, lines);
    }

    private static string Transcript(Meeting meeting)
    {
        var text = new StringBuilder();
        foreach (var turn in meeting.MeetingTranscripts)
            text.Append(CultureInfo.InvariantCulture, $"{turn.Speaker}: {turn.Content.ReplaceLineEndings(" ")}\n");
        return text.ToString();
    }

    /// <summary>The usual baseline: the first three sentences, gone on to the same number of words.</summary>
    private static List<string> Lead(ReadActivity text, int words)
    {
        var (sentences, count) = (new List<string>(), 0);
        foreach (var sentence in text.Statements.SelectMany(u => u.Sentences).Where(s => s.Tokens.Count > 0))
        {
            if (sentences.Count >= 3 && count >= words)
                break;
            var clean = SpokenText.Clean(text.Text[sentence.Start..sentence.End]);
            count += Rouge.Words(clean, false).Count;
            sentences.Add(clean);
        }

        return sentences;
    }

    private static List<string> Sentences(string answer) => [.. SentenceEnd().Split(answer).Where(s => s.Length > 0)];

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex SentenceEnd();

    private sealed record Meeting(List<MeetingTurn> MeetingTranscripts, List<GeneralQuery> GeneralQueryList);

    private sealed record MeetingTurn(string Speaker, string Content);

    private sealed record GeneralQuery(string Query, string Answer);
}

/// <summary>TextRank for sentences, as published: overlap of words over the logarithms of the lengths, damping 0.85.</summary>
internal static class TextRank
{
    public static List<string> Of(ReadActivity text, int words)
    {
        var sentences = text.Statements.SelectMany(u => u.Sentences).Where(s => s.Tokens.Count > 2)
            .Select(s => (Clean: SpokenText.Clean(text.Text[s.Start..s.End]), Words: s.Tokens.Select(t => PorterStemmer.Stem(t.Norm)).ToHashSet())).Where(s => s.Words.Count > 1).ToList();
        var n = sentences.Count;
        var weights = new double[n][];
        for (var i = 0; i < n; i++)
            weights[i] = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
                weights[i][j] = weights[j][i] = sentences[i].Words.Count(sentences[j].Words.Contains) / (Math.Log(sentences[i].Words.Count) + Math.Log(sentences[j].Words.Count));
        }

        var degree = weights.Select(w => Math.Max(1e-12, w.Sum())).ToArray();
        var rank = Enumerable.Repeat(1.0, n).ToArray();
        for (var step = 0; step < 30; step++)
            rank = [.. Enumerable.Range(0, n).Select(i => 0.15 + (0.85 * Enumerable.Range(0, n).Sum(j => weights[j][i] / degree[j] * rank[j])))];

        var (chosen, count) = (new List<int>(), 0);
        foreach (var i in Enumerable.Range(0, n).OrderByDescending(i => rank[i]))
        {
            if (count >= words)
                break;
            chosen.Add(i);
            count += Rouge.Words(sentences[i].Clean, false).Count;
        }

        return [.. chosen.Order().Select(i => sentences[i].Clean)];
    }
}
