using System.Globalization;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>Verdicts per criterion on written talks: F1 of each verdict over all criteria, and their unweighted mean.</summary>
internal sealed class QualificationSuite : ISuite
{
    private static readonly string[] Verdicts = ["met", "partly", "not_met", "unknown"];

    /// <summary>As many quotes as a reader looks at.</summary>
    private const int Shown = 3;

    public string Name => "qualification";

    public string DefaultCases => Path.Combine("cases", "qualification.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<Case>(request.Cases, ct);
        var results = new List<Outcome>();
        foreach (var c in cases.Where(c => request.Part is null || c.Part == request.Part))
            results.AddRange(Assess(c));

        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in results.GroupBy(r => r.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var counts = Verdicts.ToDictionary(v => v, _ => new Confusion());
            foreach (var r in part)
            {
                foreach (var (verdict, count) in counts)
                    count.Count(r.Expected == verdict, r.Predicted == verdict);
            }

            var used = counts.Where(c => part.Any(r => r.Expected == c.Key)).ToList();
            var f1 = used.Average(c => c.Value.F1);
            var micro = (double)part.Count(r => r.Expected == r.Predicted) / part.Count();
            figures[$"{part.Key}.macroF1"] = f1;
            figures[$"{part.Key}.accuracy"] = micro;
            var proven = part.Where(r => r.Proven is not null).ToList();
            if (proven.Count > 0)
                figures[$"{part.Key}.evidence"] = (double)proven.Count(r => r.Proven == true) / proven.Count;
            var evidence = proven.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", the deciding words among the first {Shown} quotes in {figures[$"{part.Key}.evidence"]:P1} of {proven.Count}");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: accuracy {micro:P1} of {part.Count()} verdicts, mean F1 {f1:0.000}{evidence}; {string.Join(", ", used.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value.F1:0.00}")))}"));
        }

        lines.AddRange(results.Where(r => r.Expected != r.Predicted && (r.Part == "dev" || request.Part == "test")).Select(r => $"{r.Id} {r.Criterion}: expected {r.Expected}, found {r.Predicted}"));
        return new(figures, new { figures, cases = results.Select(r => new { id = r.Id, part = r.Part, criterion = r.Criterion, expected = r.Expected, predicted = r.Predicted }) }, lines);
    }

    private static IEnumerable<Outcome> Assess(Case c)
    {
        var framework = Framework.Find(c.Framework ?? "bant") ?? throw new FormatException($"Case {c.Id}: there is no framework {c.Framework}.");
        var context = new ReadingContext { SellerNames = c.Sellers ?? [], BuyerNames = c.Buyers ?? [] };
        var at = c.At is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var text = ActivityReader.ReadText(c.Transcript, at, context);
        var prices = c.PriceBook is null ? null : new PriceBook([.. c.PriceBook.Select(p => new PriceBookEntry(p.Key, p.Value))]);
        var policy = c.Policy is null ? null : DeliveryPolicy.UpTo(c.Policy.Select(p => (p.UnitsUpTo, p.Days)));
        var result = Qualifier.Assess(framework, [text], prices, policy, text.Day, competitors: c.Competitors);
        foreach (var (criterion, expected) in c.Expected)
        {
            var found = result.Criteria.FirstOrDefault(r => string.Equals(r.Criterion, criterion, StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"Case {c.Id}: {framework.Name} has no criterion {criterion}.");
            yield return new(c.Id, c.Part, criterion, expected, Word(found.Verdict), IsProven(c, found, expected));
        }
    }

    /// <summary>Whether a right verdict shows the words that decide it; null where the verdict is wrong or unknown, or the case does not name them.</summary>
    private static bool? IsProven(Case c, CriterionResult found, string expected)
    {
        if (Word(found.Verdict) != expected || found.Verdict == Verdict.Unknown || c.Quotes?.GetValueOrDefault(found.Criterion) is not { } quotes)
            return null;
        var deciding = quotes.Split(" | ");
        var (first, second) = found.Verdict == Verdict.NotMet ? (found.Against, found.For) : (found.For, found.Against);
        return first.Concat(second).Take(Shown).Any(e => deciding.Any(d => d.Contains(e.Quote, StringComparison.Ordinal) || e.Quote.Contains(d, StringComparison.Ordinal)));
    }

    private static string Word(Verdict verdict) => verdict switch { Verdict.Met => "met", Verdict.Partly => "partly", Verdict.NotMet => "not_met", _ => "unknown" };

    private sealed record Case(
        string Id, string Part, string Transcript, Dictionary<string, string> Expected, string? Framework = null, DateOnly? At = null, List<string>? Sellers = null,
        List<string>? Buyers = null, Dictionary<string, decimal>? PriceBook = null, List<PolicyStep>? Policy = null, List<string>? Competitors = null, Dictionary<string, string>? Quotes = null, string? Why = null);

    private sealed record PolicyStep(int UnitsUpTo, int Days);

    private sealed record Outcome(string Id, string Part, string Criterion, string Expected, string Predicted, bool? Proven);
}
