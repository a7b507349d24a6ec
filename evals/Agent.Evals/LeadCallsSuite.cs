using System.Globalization;
using System.Text.Json;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Import;

namespace Agent.Evals;

/// <summary>
/// Which BANT criteria a lead fails, read from raw calls of a public benchmark: a folder with <c>calls/</c>, <c>labels.jsonl</c>,
/// <c>price-book.csv</c> and <c>delivery-policy.csv</c>.
/// </summary>
internal sealed class LeadCallsSuite : ISuite
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Name => "lead-calls";

    public string? DefaultCases => null;

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        using var priceFile = File.OpenRead(Path.Combine(request.Cases, "price-book.csv"));
        using var policyFile = File.OpenRead(Path.Combine(request.Cases, "delivery-policy.csv"));
        var prices = PriceBookFile.Parse(priceFile);
        var policy = DeliveryPolicyFile.Parse(policyFile, stepsFrom: !request.Literal);
        var counts = Framework.Bant.Criteria.ToDictionary(c => c.Name, _ => new Confusion());
        var cases = new List<CaseResult>();
        var explained = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(request.Cases, "labels.jsonl"), ct))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var label = JsonSerializer.Deserialize<Label>(line, Json) ?? throw new FormatException($"A label cannot be read: {line}");
            var call = await File.ReadAllTextAsync(Path.Combine(request.Cases, label.File), ct);
            var text = ActivityReader.ReadText(call.ReplaceLineEndings("\n"), DateTimeOffset.UnixEpoch);
            var result = Qualifier.Assess(Framework.Bant, [text], prices, policy, text.Day);
            var failed = result.Criteria.Where(c => c.Verdict == Verdict.NotMet).Select(c => c.Criterion).ToList();
            foreach (var (criterion, count) in counts)
                count.Count(label.Fails.Contains(criterion), failed.Contains(criterion));
            cases.Add(new(label.Id, label.Fails, failed));
            if (request.Explain)
                explained.AddRange(Explanation.Of(label.Id, label.Fails, result));
        }

        var report = Report(cases, counts);
        return report with { Lines = [.. report.Lines, .. explained] };
    }

    private static SuiteReport Report(List<CaseResult> cases, Dictionary<string, Confusion> counts)
    {
        var exact = cases.Count == 0 ? 0 : (double)cases.Count(c => c.IsExact) / cases.Count;
        var figures = new Dictionary<string, double> { ["exactMatch"] = exact };
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"exact match {exact:P1} ({cases.Count(c => c.IsExact)} of {cases.Count})") };
        foreach (var (name, c) in counts)
        {
            figures[$"{name}.f1"] = c.F1;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name,-10} precision {c.Precision:0.00}  recall {c.Recall:0.00}  (tp {c.TruePositives}, fp {c.FalsePositives}, fn {c.FalseNegatives})"));
        }

        lines.AddRange(cases.Where(c => !c.IsExact).Select(c => $"{c.Id}: expected [{string.Join(", ", c.Expected)}], found [{string.Join(", ", c.Predicted)}]"));
        var criteria = counts.ToDictionary(c => c.Key, c => new { precision = c.Value.Precision, recall = c.Value.Recall });
        return new(figures, new { exactMatch = exact, criteria, cases = cases.Select(c => new { id = c.Id, expected = c.Expected, predicted = c.Predicted }) }, lines);
    }

    private sealed record Label(string Id, string File, IReadOnlyList<string> Fails);

    private sealed record CaseResult(string Id, IReadOnlyList<string> Expected, IReadOnlyList<string> Predicted)
    {
        public bool IsExact => Expected.ToHashSet().SetEquals(Predicted);
    }
}
