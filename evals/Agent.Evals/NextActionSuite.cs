using System.Globalization;
using Agent.Core.Insight.Health;

namespace Agent.Evals;

/// <summary>The first next action of written deals; a deal in order is told to wait, not given invented work.</summary>
internal sealed class NextActionSuite : ISuite
{
    public string Name => "next-action";

    public string DefaultCases => Path.Combine("cases", "next-action", "cases.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var outcomes = new List<(DealCase Case, NextAction Found, bool Right)>();
        await foreach (var c in DealCase.ReadAsync(request.Cases, ct))
        {
            if (c.Expect.Next is not { } expected || (request.Part is not null && c.Part != request.Part))
                continue;
            var found = c.Assess().NextActions[0];
            outcomes.Add((c, found, expected.IsMetBy(found, c.Today)));
        }

        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Case.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var right = part.Average(o => o.Right ? 1.0 : 0);
            var waiting = part.Where(o => o.Case.Expect.Next!.Kinds is [NextActionKind.Wait]).ToList();
            figures[$"{part.Key}.right"] = right;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: right {right:P1} of {part.Count()}; {waiting.Count(o => o.Right)} of {waiting.Count} deals in order are told to wait"));
        }

        lines.AddRange(outcomes.Where(o => !o.Right && o.Case.Part == "dev")
            .Select(o => $"{o.Case.Id}: {o.Found.Kind} \"{o.Found.Title}\" instead of {string.Join(" or ", o.Case.Expect.Next!.Kinds)} with {string.Join(" or ", o.Case.Expect.Next.AnyWord)} ({o.Case.Why})"));
        return new(figures, new { figures, cases = outcomes.Select(o => new { id = o.Case.Id, part = o.Case.Part, right = o.Right, title = o.Found.Title }) }, lines);
    }
}
