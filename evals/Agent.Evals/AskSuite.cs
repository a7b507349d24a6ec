using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Agents;
using Agent.Core.Deals;

namespace Agent.Evals;

/// <summary>Questions over the sample workspace, asked of the whole agent: right tool, right facts, right refusal.</summary>
internal sealed partial class AskSuite : ISuite
{
    public string Name => "ask";

    public string DefaultCases => Path.Combine("cases", "ask.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<Case>(request.Cases, ct);
        await using var world = await SampleWorld.CreateAsync(ct);
        var outcomes = new List<Outcome>();
        foreach (var c in cases.Where(c => request.Part is null || c.Part == request.Part))
            outcomes.Add(await AskAsync(c, world, ct));
        return Report(outcomes, request);
    }

    private static SuiteReport Report(List<Outcome> outcomes, SuiteRequest request)
    {
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var tool = part.Average(o => o.RightTool ? 1.0 : 0);
            var right = part.Average(o => o.Faults.Count == 0 ? 1.0 : 0);
            figures[$"{part.Key}.tool"] = tool;
            figures[$"{part.Key}.right"] = right;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: right tool {tool:P1}, right answer {right:P1} of {part.Count()} questions"));
            lines.AddRange(part.GroupBy(o => o.Group).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"  {g.Key,-9} {g.Count(o => o.Faults.Count == 0),3} of {g.Count()}")));
        }

        // The test part is counted, not shown, so that no rule is written against it.
        lines.AddRange(outcomes.Where(o => o.Faults.Count > 0 && o.Part == "dev")
            .Select(o => $"{o.Id} \"{o.Question}\": {string.Join("; ", o.Faults)}" + (request.Explain ? $"\n{o.Answer}\n" : "")));
        return new(figures, new { figures, cases = outcomes.Select(o => new { o.Id, o.Part, right = o.Faults.Count == 0, tool = o.RightTool }) }, lines);
    }

    private static async Task<Outcome> AskAsync(Case c, SampleWorld world, CancellationToken ct)
    {
        var history = (c.History ?? []).Select(h => new PastTurn(h.Question, h.Answer)).ToList();
        var focus = c.Page is null ? AboutIn(history, world) : world.Deals[c.Page].Id;
        var tools = new List<string>();
        TurnCompleted? end = null;
        await foreach (var item in world.Agent.RunAsync(new(TurnId.New(), c.Question, world.ReaderOf(c.As), history, focus), ct))
        {
            if (item is ToolCalled called)
                tools.Add(called.Name);
            if (item is TurnCompleted completed)
                end = completed;
        }

        var answer = end?.Answer ?? "";
        var rightTool = c.Expect.Tool is null || (c.Expect.Tool == "none" ? tools.Count == 0 : tools.Contains(c.Expect.Tool));
        var faults = end is null ? ["it failed"] : Faults(c.Expect, answer, end, world).ToList();
        if (!rightTool)
            faults.Insert(0, $"tool {string.Join(", ", tools)} instead of {c.Expect.Tool}");
        return new(c.Id, c.Part, c.Question, rightTool, faults, answer);
    }

    // The product keeps which deal a turn was about; here the answer of the turn before says it.
    private static DealId? AboutIn(List<PastTurn> history, SampleWorld world) =>
        history.Count > 0 && world.Deals.Values.Where(d => history[^1].Answer.Contains(d.Name, StringComparison.Ordinal)).ToList() is [var one] ? one.Id : null;

    private static IEnumerable<string> Faults(Expectation expect, string answer, TurnCompleted end, SampleWorld world)
    {
        var plain = answer.Replace("\\", "", StringComparison.Ordinal);
        var listed = Bold().Matches(plain).Select(m => m.Groups[1].Value).Where(n => world.Names.Contains(n)).ToList();
        var asks = plain.Contains("Which one do you mean", StringComparison.Ordinal) || plain.Contains("Which deal do you mean", StringComparison.Ordinal);
        var unknown = plain.Contains("nothing called", StringComparison.Ordinal);

        if (expect.Deal is { } deal && (asks || end.About != world.Deals[deal].Id))
            yield return asks ? "it asks back" : $"it is not about {deal}";
        if (expect.Choices is { } choices && !(asks && Same(listed, choices)))
            yield return $"it does not offer {string.Join(", ", choices)} but {(asks ? string.Join(", ", listed) : "answers")}";
        if (expect.Unknown == true != unknown && (expect.Unknown == true || expect.Deal is not null))
            yield return unknown ? "it knows no such name" : "it answers about an unknown name";
        if (expect.Deals is { } deals && !Same(listed, deals))
            yield return $"it lists {string.Join(", ", listed)} instead of {string.Join(", ", deals)}";
        if (expect.First is { } first && listed.FirstOrDefault() != world.Deals[first].Name)
            yield return $"it begins with {listed.FirstOrDefault()} instead of {first}";
        if (expect.Count is { } count && !Says(count) && !(count == 0 && plain.StartsWith("There are no", StringComparison.Ordinal)))
            yield return $"it does not say {count}";
        if (expect.Sum is { } sum && !Says(sum))
            yield return $"it does not say {sum}";
        foreach (var text in new[] { expect.Value }.OfType<string>().Concat(expect.Says ?? []).Concat(expect.People ?? []))
        {
            if (!plain.Contains(text, StringComparison.OrdinalIgnoreCase))
                yield return $"it lacks \"{text}\"";
        }

        foreach (var text in expect.Not ?? [])
        {
            if (plain.Contains(text, StringComparison.OrdinalIgnoreCase))
                yield return $"it contains \"{text}\"";
        }

        if (expect.PassageIn is { } places && !end.Sources.Any(s => places.Any(p => world.Deals[p].Id == s.DealId)))
            yield return $"it cites nothing of {string.Join(", ", places)}";

        foreach (var span in end.Unsupported)
            yield return $"it states \"{answer.Substring(span.Start, span.Length)}\" without support";

        bool Same(List<string> names, IReadOnlyList<string> keys) => names.ToHashSet().SetEquals(keys.Select(k => world.Deals[k].Name));
        bool Says(decimal number) => Number().Matches(plain).Any(m => decimal.Parse(m.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) == number);
    }

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")]
    private static partial Regex Number();

    private sealed record Case(string Id, string Part, string As, string Question, Expectation Expect, List<PastCase>? History = null, string? Page = null, string? Why = null);

    private sealed record PastCase(string Question, string Answer);

    private sealed record Expectation(
        string? Tool = null, string? Deal = null, List<string>? Choices = null, bool? Unknown = null, List<string>? Deals = null, string? First = null,
        decimal? Count = null, decimal? Sum = null, string? Value = null, List<string>? People = null, List<string>? PassageIn = null, List<string>? Says = null, List<string>? Not = null);

    private sealed record Outcome(string Id, string Part, string Question, bool RightTool, List<string> Faults, string Answer)
    {
        public string Group => Id[..Id.LastIndexOf('-')];
    }
}
