using System.Globalization;
using Agent.Core.Insight.Texts;

namespace Agent.Evals;

/// <summary>Follow-up drafts for written deals, each held against what its case demands.</summary>
internal sealed class DraftSuite : ISuite
{
    public string Name => "draft";

    public string DefaultCases => Path.Combine("cases", "draft.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var outcomes = new List<(DealCase Case, DraftResult Result, List<(string Check, string Why)> Failures)>();
        await foreach (var c in DealCase.ReadAsync(request.Cases, ct))
        {
            if (c.Draft is not { } wanted || (request.Part is not null && c.Part != request.Part))
                continue;
            var result = FollowUpDrafter.Draft(new(wanted.KindOf()) { Style = wanted.Style, Products = c.Products }, c.ReadTexts(), c.Now);
            outcomes.Add((c, result, result.Draft is { } draft ? DraftChecks.Failures(c, draft) : [.. DraftChecks.Names.Select(n => (n, result.Refusal!.Reason))]));
        }

        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            figures[$"{part.Key}.right"] = part.Average(o => o.Failures.Count == 0 ? 1.0 : 0);
            foreach (var check in DraftChecks.Names)
                figures[$"{part.Key}.{check}"] = part.Average(o => o.Failures.Exists(f => f.Check == check) ? 0.0 : 1);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: everything right {figures[$"{part.Key}.right"]:P1} of {part.Count()}; {string.Join(", ", DraftChecks.Names.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} {figures[$"{part.Key}.{n}"]:P1}")))}"));
        }

        foreach (var (c, result, failures) in outcomes.Where(o => o.Case.Part == "dev"))
        {
            if (failures.Count > 0)
                lines.Add($"{c.Id} ({c.Draft!.Kind}): {string.Join("; ", failures.Select(f => $"{f.Check}: {f.Why}").Distinct())}");
            if (request.Explain && result.Draft is { } draft)
                lines.Add($"Subject: {draft.Subject}\n{draft.Body}\nGaps: {string.Join(" / ", draft.Gaps)}\n");
        }

        return new(figures, new { figures, cases = outcomes.Where(o => o.Case.Part == "dev" || request.Part == "test").Select(o => new { id = o.Case.Id, part = o.Case.Part, failed = o.Failures.Select(f => f.Check).Distinct() }) }, lines);
    }
}
