using System.Diagnostics;
using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Evals;

/// <summary>Updates of the record that arise from one new activity: precision first, because a wrong proposal costs the trust in all others.</summary>
internal sealed class ProposalSuite : ISuite
{
    public string Name => "proposals";

    public string DefaultCases => Path.Combine("cases", "proposals.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<ProposalCase>(request.Cases, ct);
        var outcomes = cases.Where(c => request.Part is null || c.Part == request.Part).Select(Judge).ToList();
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
            Report(part.Key, [.. part], figures, lines);
        // The test part is counted, not shown, so that no rule is written against it.
        foreach (var outcome in outcomes.Where(o => o.Case.Part == "dev"))
            lines.AddRange(outcome.Differences(request.Explain));
        return new(figures, new { figures, cases = outcomes.Where(o => o.Case.Part == "dev").Select(o => new { id = o.Case.Id, differences = o.Differences(false) }) }, lines);
    }

    private static void Report(string part, List<Outcome> outcomes, Dictionary<string, double> figures, List<string> lines)
    {
        var all = new Confusion();
        var byKind = new SortedDictionary<string, Confusion>(StringComparer.Ordinal);
        Confusion Of(string kind) => byKind.TryGetValue(kind, out var known) ? known : byKind[kind] = new();
        foreach (var outcome in outcomes)
        {
            foreach (var (kind, isExpected, isProposed) in outcome.Counts())
            {
                all.Count(isExpected, isProposed);
                Of(kind).Count(isExpected, isProposed);
            }
        }

        var quiet = outcomes.Where(o => o.Case.Expected.Count == 0).ToList();
        var silent = quiet.Count(o => o.TooMany.Count == 0);
        figures[$"{part}.precision"] = all.Precision;
        figures[$"{part}.recall"] = all.Recall;
        figures[$"{part}.silence"] = quiet.Count == 0 ? 1 : (double)silent / quiet.Count;
        lines.Add(Inv($"{part}: precision {all.Precision:0.000}, recall {all.Recall:0.000}, F1 {all.F1:0.000} of {outcomes.Count} cases; silent on {silent} of {quiet.Count} that expect nothing; {outcomes.Average(o => o.Milliseconds):0.0} ms an activity"));
        foreach (var kind in outcomes.GroupBy(o => o.Case.Activity.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            lines.Add(Inv($"  in {kind.Key,-9} {kind.Sum(o => o.Right.Count)} right, {kind.Sum(o => o.TooMany.Count)} too many, {kind.Sum(o => o.Missed.Count)} missed of {kind.Count()} cases"));
        lines.AddRange(byKind.Select(k => Inv($"  {k.Key,-12} precision {k.Value.Precision:0.00} recall {k.Value.Recall:0.00} ({k.Value.TruePositives} right, {k.Value.FalsePositives} too many, {k.Value.FalseNegatives} missed)")));
    }

    private static Outcome Judge(ProposalCase c)
    {
        var started = Stopwatch.GetTimestamp();
        var proposed = c.Read(out var file);
        var outcome = new Outcome(c, file, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        var open = c.Expected.ToList();
        foreach (var change in proposed)
        {
            if (open.Find(e => e.IsMetBy(change, file)) is { } met)
            {
                open.Remove(met);
                outcome.Right.Add(change);
            }
            else if (c.Allowed?.Any(a => IsOf(a.Kind, change)) != true)
            {
                outcome.TooMany.Add(change);
            }
        }

        outcome.Missed.AddRange(open.Where(e => c.Allowed?.Any(a => a.Kind == e.Kind) != true));
        return outcome;
    }

    private static bool IsOf(string kind, ChangeSet change) => string.Equals(kind, change.Kind.ToString(), StringComparison.OrdinalIgnoreCase);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Outcome(ProposalCase Case, DealFile File, double Milliseconds)
    {
        public List<ChangeSet> Right { get; } = [];

        public List<ChangeSet> TooMany { get; } = [];

        public List<ExpectedUpdate> Missed { get; } = [];

        public IEnumerable<(string Kind, bool IsExpected, bool IsProposed)> Counts() =>
        [
            .. Right.Select(c => (KindOf(c), true, true)),
            .. TooMany.Select(c => (KindOf(c), false, true)),
            .. Missed.Select(e => (e.Kind, true, false)),
        ];

        public IEnumerable<string> Differences(bool explain) =>
        [
            .. TooMany.Select(c => $"{Case.Id} too many: {Shown(c)}"),
            .. Missed.Select(e => $"{Case.Id} missed: {e.Kind} {e.After} \"{e.Quote}\""),
            .. explain ? Right.Select(c => $"{Case.Id} right: {Shown(c)}") : [],
        ];

        private string Shown(ChangeSet change) =>
            $"{KindOf(change)} {string.Join(" | ", change.Fields.Select(f => f.AfterShown))} {File.Stakeholders.FirstOrDefault(s => s.Contact.Id == change.ContactId)?.Contact.Name} \"{string.Join("\" \"", change.Evidence.Select(e => e.Quote))}\"";

        private static string KindOf(ChangeSet change) => char.ToLowerInvariant(change.Kind.ToString()[0]) + change.Kind.ToString()[1..];
    }
}
