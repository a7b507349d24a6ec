using System.Diagnostics;
using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Evals;

/// <summary>What was proposed for a case, beside what was expected.</summary>
/// <param name="Case">The case.</param>
/// <param name="File">Its deal.</param>
/// <param name="Milliseconds">Time of the reading.</param>
internal sealed record ProposalOutcome(ProposalCase Case, DealFile File, double Milliseconds)
{
    public List<ChangeSet> Right { get; } = [];

    public List<ChangeSet> TooMany { get; } = [];

    public List<ExpectedUpdate> Missed { get; } = [];

    /// <summary>Reads a case and judges what the product proposes.</summary>
    public static ProposalOutcome Judge(ProposalCase c)
    {
        var started = Stopwatch.GetTimestamp();
        var proposed = c.Read(out var file);
        return Judge(c, file, proposed, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Judges proposals.</summary>
    public static ProposalOutcome Judge(ProposalCase c, DealFile file, IReadOnlyList<ChangeSet> proposed, double milliseconds = 0)
    {
        var outcome = new ProposalOutcome(c, file, milliseconds);
        var open = c.Expected.ToList();
        foreach (var change in proposed)
        {
            if (open.Find(e => e.IsMetBy(change, file)) is { } met)
            {
                open.Remove(met);
                outcome.Right.Add(change);
            }
            else if (c.Allowed?.Any(a => a.Kind == KindOf(change)) != true)
            {
                outcome.TooMany.Add(change);
            }
        }

        outcome.Missed.AddRange(open.Where(e => c.Allowed?.Any(a => a.Kind == e.Kind) != true));
        return outcome;
    }

    /// <summary>Precision and recall in a line.</summary>
    public static string Line(IReadOnlyList<ProposalOutcome> outcomes)
    {
        var all = new Confusion();
        foreach (var (_, isExpected, isProposed) in outcomes.SelectMany(o => o.Counts()))
            all.Count(isExpected, isProposed);
        var quiet = outcomes.Where(o => o.Case.Expected.Count == 0).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"precision {all.Precision:0.000}, recall {all.Recall:0.000}, F1 {all.F1:0.000} of {outcomes.Count} cases; silent on {quiet.Count(o => o.TooMany.Count == 0)} of {quiet.Count} that expect nothing");
    }

    /// <summary>The same by kind.</summary>
    public static IEnumerable<string> ByKind(IReadOnlyList<ProposalOutcome> outcomes)
    {
        foreach (var kind in outcomes.SelectMany(o => o.Counts()).GroupBy(c => c.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var counts = new Confusion();
            foreach (var (_, isExpected, isProposed) in kind)
                counts.Count(isExpected, isProposed);
            yield return string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-12} precision {counts.Precision:0.00} recall {counts.Recall:0.00} ({counts.TruePositives} right, {counts.FalsePositives} too many, {counts.FalseNegatives} missed)");
        }
    }

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
        string.Create(CultureInfo.InvariantCulture, $"{KindOf(change)} {change.Confidence:0.00} {string.Join(" | ", change.Fields.Select(f => f.AfterShown))} {File.Stakeholders.FirstOrDefault(s => s.Contact.Id == change.ContactId)?.Contact.Name} \"{string.Join("\" \"", change.Evidence.Select(e => e.Quote))}\"");

    private static string KindOf(ChangeSet change) => char.ToLowerInvariant(change.Kind.ToString()[0]) + change.Kind.ToString()[1..];
}
