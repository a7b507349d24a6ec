using System.Globalization;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>Amounts, dates, durations, quantities, competitors and people found in written texts, by exact quote and value.</summary>
internal sealed class ExtractionSuite : ISuite
{
    public string Name => "extraction";

    public string DefaultCases => Path.Combine("cases", "extraction.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<Case>(request.Cases, ct);
        var results = cases.Where(c => request.Part is null || c.Part == request.Part).Select(c => new Outcome(c, Extract(c))).ToList();
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in results.GroupBy(r => r.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            figures[$"{part.Key}.f1"] = Add(part.Key, "all", part);
            var exact = part.Sum(r => r.Case.Expected.Count(r.Found.Contains));
            figures[$"{part.Key}.exactSpans"] = exact / Math.Max(1.0, part.Sum(r => r.Case.Expected.Count(e => r.Found.Exists(e.Fits))));
            foreach (var kind in part.GroupBy(r => r.Case.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
                figures[$"{part.Key}.{kind.Key}.f1"] = Add(part.Key, kind.Key, kind);
        }

        foreach (var r in results.Where(r => r.Case.Part == "dev" || request.Part == "test"))
        {
            var missed = r.Case.Expected.Where(e => !r.Found.Exists(e.Fits)).ToList();
            var wrong = r.Found.Where(f => !r.Case.Expected.Exists(f.Fits)).ToList();
            if (missed.Count + wrong.Count > 0)
                lines.Add($"{r.Case.Id}: missed [{string.Join("; ", missed)}], found besides [{string.Join("; ", wrong)}]");
        }

        return new(figures, new { figures, cases = results.Select(r => new { id = r.Case.Id, part = r.Case.Part, kind = r.Case.Kind, expected = r.Case.Expected, found = r.Found }) }, lines);

        double Add(string part, string kind, IEnumerable<Outcome> outcomes)
        {
            var count = new Confusion();
            foreach (var r in outcomes)
            {
                foreach (var expected in r.Case.Expected)
                    count.Count(true, r.Found.Exists(expected.Fits));
                foreach (var _ in r.Found.Where(f => !r.Case.Expected.Exists(f.Fits)))
                    count.Count(false, true);
            }

            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part} {kind,-10} F1 {count.F1:0.000}  precision {count.Precision:0.00}  recall {count.Recall:0.00}"));
            return count.F1;
        }
    }

    private static List<Item> Extract(Case c)
    {
        var at = new DateTimeOffset((c.At ?? new DateOnly(2026, 3, 2)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var text = ActivityReader.ReadText(c.Text, at, new() { SellerNames = c.Sellers ?? [] });
        var body = text.Text;
        var sentences = text.Statements.SelectMany(u => u.Sentences);
        var items = c.Kind switch
        {
            "amount" => sentences.SelectMany(s => Amounts.Find(body, s)).Select(m => new Item(body[m.Start..m.End], ExtractionValues.Of(m))),
            "date" => sentences.SelectMany(s => Dates.Find(body, s, text.Day)).Select(m => new Item(body[m.Start..m.End], ExtractionValues.Of(m))),
            "duration" => sentences.SelectMany(s => Durations.Find(body, s)).Select(m => new Item(body[m.Start..m.End], ExtractionValues.Of(m))),
            "quantity" => Quantities.Read(text, new(c.Products ?? [])).Quantities.Select(q => new Item(body[q.Start..q.End], string.Create(CultureInfo.InvariantCulture, $"{q.Units} x {q.Product}"))),
            "competitor" => sentences.SelectMany(s => Competitors.Find(body, s, c.Competitors ?? [])).Select(m => new Item(body[m.Start..m.End], m.Name)),
            "person" => People.Find(text).Select(p => new Item(body[p.Start..p.End], p.Title is null ? p.Name : $"{p.Name}, {p.Title}")),
            _ => throw new FormatException($"Case {c.Id}: there is no kind {c.Kind}."),
        };
        return [.. items.Distinct()];
    }

    private sealed record Case(
        string Id, string Part, string Text, string Kind, List<Item> Expected, DateOnly? At = null, List<string>? Products = null, List<string>? Competitors = null,
        List<string>? Sellers = null, string? Why = null);

    private sealed record Item(string Quote, string Value)
    {
        /// <summary>The same value at the same place; where exactly a quote begins is a matter of taste.</summary>
        public bool Fits(Item other) =>
            string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase)
            && (Quote.Contains(other.Quote, StringComparison.OrdinalIgnoreCase) || other.Quote.Contains(Quote, StringComparison.OrdinalIgnoreCase));

        public override string ToString() => $"\"{Quote}\" = {Value}";
    }

    private sealed record Outcome(Case Case, List<Item> Found);
}
