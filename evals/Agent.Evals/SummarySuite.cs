using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Evals;

/// <summary>Discovery summaries of written talks, section by section; on a folder of QMSum meetings ROUGE against the human summaries.</summary>
internal sealed partial class SummarySuite : ISuite
{
    public string Name => "summary";

    public string DefaultCases => Path.Combine("cases", "summary.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        if (MeetingCorpus.In(request.Cases) is { } meetings)
            return await MeetingCorpus.MeasureAsync(meetings, request, ct);
        var cases = await CaseFile.ReadAsync<SummaryCase>(request.Cases, ct);
        var outcomes = cases.Where(c => request.Part is null || c.Part == request.Part).Select(Judge).ToList();
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
            Report(part.Key, [.. part], figures, lines);
        // The test part is counted, not shown, so that no rule is written against it.
        foreach (var o in outcomes.Where(o => o.Case.Part == "dev"))
            lines.AddRange(o.Faults.Select(f => $"{o.Case.Id} {f}"));
        if (request.Explain)
            lines.AddRange(outcomes.Where(o => o.Case.Part == "dev").Select(o => $"\n{o.Case.Id}\n{SummaryWriter.Write(o.Summary, _ => "")}"));
        return new(figures, new { figures, cases = outcomes.Where(o => o.Case.Part == "dev").Select(o => new { id = o.Case.Id, faults = o.Faults }) }, lines);
    }

    private static void Report(string part, List<Outcome> outcomes, Dictionary<string, double> figures, List<string> lines)
    {
        var scores = new List<double>();
        foreach (var key in SummaryTemplate.Discovery.Sections.Select(s => s.Key))
        {
            var counts = outcomes.Select(o => o.Counts[key]).ToList();
            var (found, expected) = (counts.Sum(c => c.Found), counts.Sum(c => c.Expected));
            var (right, predicted) = (counts.Sum(c => c.Right), counts.Sum(c => c.Predicted));
            var (invented, absent) = (counts.Count(c => c.Expected == 0 && c.Predicted > 0), counts.Count(c => c.Expected == 0));
            var recall = Share(found, expected);
            var precision = Share(right, predicted);
            var f1 = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
            scores.Add(f1);
            figures[$"{part}.{key}.precision"] = precision;
            figures[$"{part}.{key}.recall"] = recall;
            figures[$"{part}.{key}.f1"] = f1;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part} {key,-13} F1 {f1:0.000}  precision {precision:0.00} of {predicted,3}  recall {recall:0.00} of {expected,3}  silent where nothing was said {Share(absent - invented, absent):0.00}"));
        }

        var all = outcomes.SelectMany(o => o.Counts.Values).ToList();
        figures[$"{part}.meanF1"] = scores.Average();
        figures[$"{part}.precision"] = Share(all.Sum(c => c.Right), all.Sum(c => c.Predicted));
        figures[$"{part}.recall"] = Share(all.Sum(c => c.Found), all.Sum(c => c.Expected));
        figures[$"{part}.silence"] = Share(all.Count(c => c.Expected == 0 && c.Predicted == 0), all.Count(c => c.Expected == 0));
        figures[$"{part}.owner"] = Share(outcomes.Sum(o => o.RightOwners), outcomes.Sum(o => o.Actions));
        figures[$"{part}.due"] = Share(outcomes.Sum(o => o.RightDays), outcomes.Sum(o => o.Actions));
        figures[$"{part}.answered"] = Share(outcomes.Sum(o => o.RightAnswers), outcomes.Sum(o => o.Objections));
        figures[$"{part}.kept"] = 1 - Share(outcomes.Sum(o => o.Forbidden), outcomes.Sum(o => o.Case.Never?.Count ?? 0));
        figures[$"{part}.faithful"] = outcomes.Sum(o => o.Violations) == 0 ? 1 : 0;
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part}: mean F1 {figures[$"{part}.meanF1"]:0.000}, precision {figures[$"{part}.precision"]:0.000}, recall {figures[$"{part}.recall"]:0.000}, silent sections {figures[$"{part}.silence"]:0.000}; of the actions found, owner right {figures[$"{part}.owner"]:0.00}, day right {figures[$"{part}.due"]:0.00}; of the objections found, answered right {figures[$"{part}.answered"]:0.00}; forbidden words kept out {figures[$"{part}.kept"]:0.000}; quotes not in their source, marks, fillers or numbers without source: {outcomes.Sum(o => o.Violations)} ({outcomes.Count} cases)"));
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    private static Outcome Judge(SummaryCase c)
    {
        var texts = c.Read();
        var summary = DiscoverySummarizer.Summarize(texts, us: c.Sellers);
        var sources = texts.ToDictionary(t => t.Id, t => t.Text);
        var outcome = new Outcome(c, summary);
        foreach (var section in summary.Sections)
        {
            var expected = c.Expected(section.Key);
            var found = expected.Count(e => section.Lines.Any(l => SummaryCase.Overlaps(l.Evidence, e.Quote, sources[l.Evidence.ActivityId])));
            var right = section.Lines.Count(l => expected.Exists(e => SummaryCase.Overlaps(l.Evidence, e.Quote, sources[l.Evidence.ActivityId])));
            outcome.Counts[section.Key] = new(expected.Count, found, section.Lines.Count, right);
            outcome.Faults.AddRange(expected.Where(e => !section.Lines.Any(l => SummaryCase.Overlaps(l.Evidence, e.Quote, sources[l.Evidence.ActivityId]))).Select(e => $"{section.Key} misses \"{e.Quote}\""));
            outcome.Faults.AddRange(section.Lines.Where(l => !expected.Exists(e => SummaryCase.Overlaps(l.Evidence, e.Quote, sources[l.Evidence.ActivityId]))).Select(l => $"{section.Key} {(expected.Count == 0 ? "invents" : "adds")} \"{l.Text}\""));
            foreach (var line in section.Lines)
            {
                if (expected.Find(e => SummaryCase.Overlaps(line.Evidence, e.Quote, sources[line.Evidence.ActivityId])) is { } item)
                    outcome.Compare(section.Key, item, line, c.Sellers);
            }
        }

        outcome.Check(sources);
        return outcome;
    }

    [GeneratedRegex(@"[{}]|\[(?:inaudible|crosstalk|unintelligible)|\[?\d{2}:\d{2}:\d{2}|(?<![\p{L}'-])(?:uh|um|uhm|erm|hmm)(?![\p{L}'-])|, you know,", RegexOptions.IgnoreCase)]
    private static partial Regex Unwanted();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    private sealed record Counts(int Expected, int Found, int Predicted, int Right);

    private sealed record Outcome(SummaryCase Case, DiscoverySummary Summary)
    {
        public Dictionary<string, Counts> Counts { get; } = [];

        public List<string> Faults { get; } = [];

        public int Actions { get; private set; }

        public int RightOwners { get; private set; }

        public int RightDays { get; private set; }

        public int Objections { get; private set; }

        public int RightAnswers { get; private set; }

        public int Forbidden { get; private set; }

        public int Violations { get; private set; }

        public void Compare(string section, SummaryItem item, SummaryLine line, IReadOnlyList<string> sellers)
        {
            if (section == "objections")
            {
                Objections++;
                if (line.Answered == item.Answered)
                    RightAnswers++;
                else
                    Faults.Add($"objection \"{item.Quote}\" answered is {line.Answered}");
            }

            if (section != "actions")
                return;
            Actions++;
            var side = item.Owner is "us" || sellers.Contains(item.Owner) ? Side.Seller : Side.Buyer;
            if (line.Owner is { } owner && (owner.Name?.Contains(item.Owner ?? "", StringComparison.OrdinalIgnoreCase) == true || owner.Side == side))
                RightOwners++;
            else
                Faults.Add($"action \"{item.Quote}\" is of {line.Owner?.Name ?? line.Owner?.Side.ToString()}, not {item.Owner}");
            if (line.DueOn == item.Due)
                RightDays++;
            else
                Faults.Add(string.Create(CultureInfo.InvariantCulture, $"action \"{item.Quote}\" is due {line.DueOn:yyyy-MM-dd}, not {item.Due:yyyy-MM-dd}"));
        }

        /// <summary>What must never happen: a quote that is not in its source, a mark, a filler, a number out of nowhere, a word that the case forbids.</summary>
        public void Check(Dictionary<ActivityId, string> sources)
        {
            var lines = Summary.Sections.SelectMany(s => s.Lines).ToList();
            foreach (var line in lines.Concat(Summary.InShort))
            {
                var unsourced = Digits().Matches(line.Text).Any(m => !line.Evidence.Quote.Contains(m.Value, StringComparison.Ordinal));
                if (!line.Evidence.IsIn(sources[line.Evidence.ActivityId]) || Unwanted().IsMatch(line.Text) || unsourced)
                {
                    Violations++;
                    Faults.Add($"VIOLATION \"{line.Text}\"");
                }
            }

            foreach (var never in Case.Never ?? [])
            {
                var word = new Regex($@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(never)}(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase);
                if (lines.Find(l => word.IsMatch(l.Text)) is not { } line)
                    continue;
                Forbidden++;
                Faults.Add($"FORBIDDEN \"{never}\" in \"{line.Text}\"");
            }
        }
    }
}
