using System.Globalization;
using Agent.Core.Insight.Health;

namespace Agent.Evals;

/// <summary>Risk flags and verdicts of written deals: precision first, because a healthy deal called at risk destroys trust.</summary>
internal sealed class RiskSuite : ISuite
{
    public string Name => "risk";

    public string DefaultCases => Path.Combine("cases", "risk", "cases.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var outcomes = new List<(DealCase Case, DealHealth Health, List<RiskKind> Raised)>();
        await foreach (var c in DealCase.ReadAsync(request.Cases, ct))
        {
            if (request.Part is not null && c.Part != request.Part)
                continue;
            var health = c.Assess();
            outcomes.Add((c, health, [.. health.Flags.Select(f => f.Kind).Distinct()]));
        }

        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var all = new Confusion();
            var byFlag = new SortedDictionary<RiskKind, Confusion>();
            foreach (var (c, _, raised) in part)
            {
                foreach (var flag in c.Expect.Flags.Concat(raised).Distinct().Where(f => !c.Expect.Arguable.Contains(f)))
                {
                    all.Count(c.Expect.Flags.Contains(flag), raised.Contains(flag));
                    if (!byFlag.TryGetValue(flag, out var count))
                        byFlag[flag] = count = new();
                    count.Count(c.Expect.Flags.Contains(flag), raised.Contains(flag));
                }
            }

            var verdicts = part.Average(o => IsRight(o.Case, o.Health) ? 1.0 : 0);
            var quiet = part.Where(o => o.Case.Expect.Flags.Count == 0).ToList();
            figures[$"{part.Key}.precision"] = all.Precision;
            figures[$"{part.Key}.recall"] = all.Recall;
            figures[$"{part.Key}.verdict"] = verdicts;
            lines.Add(Inv($"{part.Key}: precision {all.Precision:0.000}, recall {all.Recall:0.000}, F1 {all.F1:0.000}; verdict right {verdicts:P1} of {part.Count()}; silent on {quiet.Count(o => o.Raised.All(o.Case.Expect.Arguable.Contains))} of {quiet.Count} deals in order"));
            lines.AddRange(byFlag.Select(f => Inv($"  {f.Key,-22} precision {f.Value.Precision:0.00} recall {f.Value.Recall:0.00} ({f.Value.TruePositives} right, {f.Value.FalsePositives} too many, {f.Value.FalseNegatives} missed)")));
        }

        lines.AddRange(outcomes.Where(o => o.Case.Part == "dev").SelectMany(Differences));
        return new(figures, new { figures, cases = outcomes.Select(o => new { id = o.Case.Id, part = o.Case.Part, expected = o.Case.Expect.Flags, predicted = o.Raised, verdict = o.Health.Verdict.ToString() }) }, lines);
    }

    private static IEnumerable<string> Differences((DealCase Case, DealHealth Health, List<RiskKind> Raised) outcome)
    {
        var (c, health, raised) = outcome;
        var extra = raised.Where(f => !c.Expect.Flags.Contains(f) && !c.Expect.Arguable.Contains(f)).ToList();
        var missed = c.Expect.Flags.Where(f => !raised.Contains(f)).ToList();
        if (extra.Count + missed.Count > 0)
            yield return $"{c.Id}: {(extra.Count > 0 ? $"too many {string.Join(", ", extra)} " : "")}{(missed.Count > 0 ? $"missed {string.Join(", ", missed)} " : "")}({c.Why})";
        else if (!IsRight(c, health))
            yield return $"{c.Id}: verdict {health.Verdict} instead of {string.Join(" or ", c.Expect.Verdict)} ({c.Why})";
    }

    private static bool IsRight(DealCase c, DealHealth health) =>
        c.Expect.Verdict.Count == 0 || c.Expect.Verdict.Contains(health.Verdict);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
