using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Core.Agents;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Models.Prompts;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>Tasks over the sample workspace, given to the whole agent: right tool, right arguments, right facts, right proposal, right refusal.</summary>
internal sealed partial class AgentSuite : ISuite
{
    public string Name => "agent";

    public string DefaultCases => Path.Combine("cases", "agent.jsonl");

    public async Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct)
    {
        var cases = await CaseFile.ReadAsync<Case>(request.Cases, ct);
        await using var world = await SampleWorld.CreateAsync(ct, request.Model is { } model ? ConfiguredModel.Add(model) : null);
        // Scores are worked out in the background of the product.
        await world.Workspace.Services.GetRequiredService<InsightKeeper>().RefreshAsync(null, ct);
        var outcomes = new List<Outcome>();
        foreach (var c in cases.Where(c => request.Part is null || c.Part == request.Part))
            outcomes.Add(await RunAsync(c, world, ct));
        return Report(outcomes, request);
    }

    private static SuiteReport Report(List<Outcome> outcomes, SuiteRequest request)
    {
        var figures = new Dictionary<string, double>();
        var lines = new List<string>();
        foreach (var part in outcomes.GroupBy(o => o.Part).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var words = new List<string>();
            foreach (var what in new[] { Judged.Tool, Judged.Arguments, Judged.Facts, Judged.Proposals, Judged.Refusals })
            {
                var asked = part.Where(o => o.Marks.ContainsKey(what)).ToList();
                if (asked.Count == 0)
                    continue;
                var rate = asked.Average(o => o.Marks[what] ? 1.0 : 0);
                figures[$"{part.Key}.{what.ToString().ToLowerInvariant()}"] = rate;
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{what.ToString().ToLowerInvariant()} {rate:P1} of {asked.Count}"));
            }

            var right = part.Average(o => o.IsRight ? 1.0 : 0);
            figures[$"{part.Key}.right"] = right;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: whole task {right:P1} of {part.Count()}; {string.Join(", ", words)}"));
        }

        lines.Add($"prompts: {string.Join(", ", PromptLibrary.Load(null).All.Select(p => $"{p.Name} {p.Hash}"))}");
        // The test part is counted, not shown, so that no rule is written against it.
        lines.AddRange(outcomes.Where(o => !o.IsRight && o.Part == "dev")
            .Select(o => $"{o.Id} \"{o.Question}\": {string.Join("; ", o.Faults)}" + (request.Explain ? $"\n{o.Answer}\n" : "")));
        return new(figures, new { figures, cases = outcomes.Select(o => new { o.Id, o.Part, right = o.IsRight }) }, lines);
    }

    private static async Task<Outcome> RunAsync(Case c, SampleWorld world, CancellationToken ct)
    {
        var history = (c.History ?? []).Select(h => new PastTurn(h.Question, h.Answer)).ToList();
        var focus = c.Page is null ? AboutIn(history, world) : world.Deals.Values.FirstOrDefault(d => d.Name.Contains(c.Page, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new FormatException($"{c.Id}: no deal is called {c.Page}.");
        var user = world.NamesByKey.FirstOrDefault(n => n.Value == c.User).Key ?? throw new FormatException($"{c.Id}: no user is called {c.User}.");
        var desk = new MemoryDesk(world.Workspace.Services.GetRequiredService<TimeProvider>());
        var calls = new List<ToolCalled>();
        TurnCompleted? end = null;
        await foreach (var item in world.Agent.RunAsync(new(TurnId.New(), c.Question, world.ReaderOf(user), history, focus) { Desk = desk, ConversationId = ConversationId.New() }, ct))
        {
            if (item is ToolCalled called)
                calls.Add(called);
            if (item is TurnCompleted completed)
                end = completed;
        }

        return Judge(c, calls, desk, end, world);
    }

    private static Outcome Judge(Case c, List<ToolCalled> calls, MemoryDesk desk, TurnCompleted? end, SampleWorld world)
    {
        var answer = (end?.Answer ?? "").Replace("\\", "", StringComparison.Ordinal);
        var marks = new Dictionary<Judged, bool>();
        var faults = new List<string>();
        if (end is null)
            faults.Add("it failed");

        // Reading more than needed is no fault, and neither is declining without reading; proposing is.
        Mark(
            Judged.Tool,
            c.Tools.Count == 0 || (c.Refuses && calls.Count == 0) ? !calls.Exists(t => t.Name.StartsWith("propose_", StringComparison.Ordinal)) : calls.Exists(t => c.Tools.Contains(t.Name)),
            $"tools {string.Join(", ", calls.Select(t => t.Name))} instead of {string.Join(" or ", c.Tools)}");
        if (c.Arguments.Count > 0)
        {
            var about = end?.About is { } id ? world.Deals.Values.FirstOrDefault(d => d.Id == id)?.Name : null;
            var fitting = calls.Where(t => c.Tools.Contains(t.Name)).ToList();
            Mark(
                Judged.Arguments,
                fitting.Exists(t => c.Arguments.All(a => Gives(t, a.Key, a.Value, about))),
                $"arguments {string.Join(" ", fitting.Select(t => JsonSerializer.Serialize(t.Arguments)))} instead of {JsonSerializer.Serialize(c.Arguments)}");
        }

        if (c.Facts.Count > 0)
        {
            var missing = c.Facts.Where(f => !Alternatives(f).Any(a => answer.Contains(a, StringComparison.OrdinalIgnoreCase))).ToList();
            Mark(Judged.Facts, missing.Count == 0, $"it lacks {string.Join(", ", missing.Select(m => $"\"{m}\""))}");
        }

        var wrong = c.NotFacts.Where(f => answer.Contains(f, StringComparison.OrdinalIgnoreCase)).ToList();
        if (wrong.Count > 0)
            faults.Add($"it contains {string.Join(", ", wrong.Select(w => $"\"{w}\""))}");
        if (c.Proposes is { } wanted)
            Mark(Judged.Proposals, desk.Filed is [var only] && IsThat(only.Change, wanted, world), $"proposed {string.Join("; ", desk.Filed.Select(p => Words(p.Change)))} instead of {wanted.Kind} {wanted.Deal} {wanted.After}");
        else if (desk.Filed.Count > 0)
            faults.Add($"proposed {string.Join("; ", desk.Filed.Select(p => Words(p.Change)))}");
        if (c.Refuses)
            Mark(Judged.Refusals, end is not null && desk.Filed.Count == 0 && wrong.Count == 0 && Declines().IsMatch(answer) && !Claims().IsMatch(answer), "it does not decline");
        return new(c.Id, c.Part, c.Question, marks, faults, answer);

        void Mark(Judged what, bool right, string fault)
        {
            marks[what] = right;
            if (!right)
                faults.Add(fault);
        }
    }

    // A deal that the call leaves out is the one in focus.
    private static bool Gives(ToolCalled call, string name, string value, string? about)
    {
        var given = call.Arguments.TryGetValue(name, out var argument) ? argument.ToString() : "";
        return given.Contains(value, StringComparison.OrdinalIgnoreCase)
            || Plain(given).Contains(Plain(value), StringComparison.OrdinalIgnoreCase)
            || (name == "deal" && about is not null && Plain(about).Contains(Plain(value), StringComparison.OrdinalIgnoreCase));
    }

    // Without accents: "Skarvoy" is "Skarvøy".
    private static string Plain(string text) => string.Concat(text.Replace('ø', 'o').Replace('Ø', 'O').Normalize(System.Text.NormalizationForm.FormD)
        .Where(ch => CharUnicodeInfo.GetUnicodeCategory(ch) != UnicodeCategory.NonSpacingMark));

    private static bool IsThat(ChangeSet change, Wanted wanted, SampleWorld world)
    {
        var deal = world.Deals.Values.FirstOrDefault(d => d.Id == change.DealId);
        var places = deal is not null ? [deal.Name] : world.Deals.Values.Where(d => d.AccountId == change.AccountId).Select(d => d.Name);
        return string.Equals(change.Kind.ToString(), wanted.Kind, StringComparison.OrdinalIgnoreCase)
            && places.Any(p => Plain(p).Contains(Plain(wanted.Deal), StringComparison.OrdinalIgnoreCase))
            && HasValue(change, wanted.After);
    }

    private static bool HasValue(ChangeSet change, JsonElement after) => after.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.Number => change.Fields.Any(f => decimal.TryParse(f.After, CultureInfo.InvariantCulture, out var value) && value == after.GetDecimal()),
        JsonValueKind.Object => change.Fields.Any(f => f.After == Day(after).ToString("O", CultureInfo.InvariantCulture)),
        _ => Alternatives(after.ToString()).Any(a => change.Fields.Any(f =>
            Plain($"{f.AfterShown} {f.After}").Contains(Plain(a), StringComparison.OrdinalIgnoreCase)) || Plain(change.Reason).Contains(Plain(a), StringComparison.OrdinalIgnoreCase)),
    };

    private static DateOnly Day(JsonElement relative)
    {
        var today = SampleWorld.Today;
        if (relative.TryGetProperty("days", out var days))
            return today.AddDays(days.GetInt32());
        if (relative.TryGetProperty("weekday", out var weekday))
        {
            var day = Enum.Parse<DayOfWeek>(weekday.GetString()!, ignoreCase: true);
            var ahead = ((int)day - (int)today.DayOfWeek + 7) % 7;
            return today.AddDays(ahead == 0 ? 7 : ahead);
        }

        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1);
        return relative.GetProperty("relative").GetString() switch
        {
            "today" => today,
            "tomorrow" => today.AddDays(1),
            "endOfThisMonth" or "endOfMonth" => month.AddMonths(1).AddDays(-1),
            "endOfNextMonth" => month.AddMonths(2).AddDays(-1),
            "endOfQuarter" or "endOfThisQuarter" => quarter.AddMonths(3).AddDays(-1),
            "endOfNextQuarter" => quarter.AddMonths(6).AddDays(-1),
            "endOfYear" or "endOfThisYear" => new(today.Year, 12, 31),
            "endOfWeek" or "endOfThisWeek" => today.AddDays(4 - (((int)today.DayOfWeek + 6) % 7)),
            var other => throw new FormatException($"A case asks for the day \"{other}\", which nobody knows."),
        };
    }

    // The product keeps which deal a turn was about; here the answer of the turn before says it, by the deal or by the account's one open deal.
    private static DealId? AboutIn(List<PastTurn> history, SampleWorld world)
    {
        if (history.Count == 0)
            return null;
        var said = $"{history[^1].Question} {history[^1].Answer}";
        var named = world.Deals.Values.Where(d => said.Contains(d.Name, StringComparison.Ordinal)).ToList();
        if (named.Count == 0)
            named = [.. world.Deals.Values.Where(d => d.Status == DealStatus.Open && said.Contains(d.Name.Split(" - ")[0], StringComparison.Ordinal))];
        return named is [var one] ? one.Id : null;
    }

    private static string[] Alternatives(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static string Words(ChangeSet change) => $"{change.Kind} {string.Join(", ", change.Fields.Select(f => $"{f.Field} {f.BeforeShown ?? "-"} to {f.AfterShown ?? f.After ?? "-"}"))}";

    [GeneratedRegex(@"\b(?:cannot|can't|can not|not able|unable|won't|will not|do not|don't|does not|doesn't|no |not |nothing|nobody|only|find nothing|which)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Declines();

    [GeneratedRegex(@"\bI(?:'ve| have)? (?:just )?(?:sent|deleted|approved|changed|moved|updated|removed|exported|closed|set)\b|\b(?:has|have) been (?:sent|deleted|approved|changed|moved|updated|removed|exported)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Claims();

    private enum Judged
    {
        Tool,
        Arguments,
        Facts,
        Proposals,
        Refusals,
    }

    private sealed record Case(
        string Id, string User, string Question, List<string> Tools, Dictionary<string, string> Arguments, List<string> Facts, List<string> NotFacts, Wanted? Proposes, bool Refuses,
        string? Page = null, List<PastCase>? History = null, string? Part = null);

    private sealed record PastCase(string Question, string Answer);

    private sealed record Wanted(string Kind, string Deal, JsonElement After);

    private sealed record Outcome(string Id, string? Part, string Question, Dictionary<Judged, bool> Marks, List<string> Faults, string Answer)
    {
        public bool IsRight => Faults.Count == 0;
    }
}
