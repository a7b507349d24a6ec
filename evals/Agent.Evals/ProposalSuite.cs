using System.Globalization;

namespace Agent.Evals;

/// <summary>Updates of the record that arise from one new activity: precision first, because a wrong proposal costs the trust in all others.</summary>
internal sealed class ProposalSuite : ISuite
{
    public string Name => "proposals";

    public string DefaultCases => Path.Combine("cases", "proposals.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<ProposalCase>(request.Cases, ct);
        var outcomes = cases.Where(c => request.Part is null || c.Part == request.Part).Select(ProposalOutcome.Judge).ToList();
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part ?? "all").OrderBy(g => g.Key, StringComparer.Ordinal))
            Report(part.Key, [.. part], figures, lines);
        // The test part is counted, not shown, so that no rule is written against it.
        foreach (var outcome in outcomes.Where(o => o.Case.Part == "dev"))
            lines.AddRange(outcome.Differences(request.Explain));
        return new(figures, new { figures, cases = outcomes.Where(o => o.Case.Part == "dev").Select(o => new { id = o.Case.Id, differences = o.Differences(false) }) }, lines);
    }

    private static void Report(string part, List<ProposalOutcome> outcomes, Dictionary<string, double> figures, List<string> lines)
    {
        var all = new Confusion();
        foreach (var (_, isExpected, isProposed) in outcomes.SelectMany(o => o.Counts()))
            all.Count(isExpected, isProposed);
        var quiet = outcomes.Where(o => o.Case.Expected.Count == 0).ToList();
        var silent = quiet.Count(o => o.TooMany.Count == 0);
        figures[$"{part}.precision"] = all.Precision;
        figures[$"{part}.recall"] = all.Recall;
        figures[$"{part}.silence"] = quiet.Count == 0 ? 1 : (double)silent / quiet.Count;
        lines.Add(Inv($"{part}: {ProposalOutcome.Line(outcomes)}; {outcomes.Average(o => o.Milliseconds):0.0} ms an activity"));
        foreach (var kind in outcomes.GroupBy(o => o.Case.Activity.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            lines.Add(Inv($"  in {kind.Key,-9} {kind.Sum(o => o.Right.Count)} right, {kind.Sum(o => o.TooMany.Count)} too many, {kind.Sum(o => o.Missed.Count)} missed of {kind.Count()} cases"));
        lines.AddRange(ProposalOutcome.ByKind(outcomes).Select(l => $"  {l}"));
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
