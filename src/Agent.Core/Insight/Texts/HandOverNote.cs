using Agent.Core.Agents;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>What the colleague who takes over a won deal has to know: why they buy, what was agreed, who is who, what is still owed.</summary>
internal static class HandOverNote
{
    private const int MostOfEach = 3;

    /// <summary>The paragraphs, most important first; a part that nothing is on record for is left out.</summary>
    /// <param name="facts">The deal.</param>
    /// <param name="promises">What is promised and not kept yet.</param>
    public static IEnumerable<List<DraftLine>> Of(DraftFacts facts, IReadOnlyList<OpenPromise> promises)
    {
        var deal = facts.File.Deal;
        var when = deal.CloseDate is { } day && day <= facts.Today ? $" on {Wording.Day(day, facts.Today)}" : "";
        yield return [new($"{FollowUpDrafter.Plain(facts.File.Account?.Name ?? deal.Name)} {(when.Length > 0 ? "was" : "is")} won{when}, and it goes to you from here.", 3, Record: "deal")];

        var summary = DiscoverySummarizer.Summarize(facts.Texts, facts.Request.Settings);
        if (Said(facts, summary, "Why they buy:", "pains", "impact") is { Count: > 1 } pains)
            yield return pains;
        if (Said(facts, summary, "What they want to reach:", "goals") is { Count: > 1 } goals)
            yield return goals;
        if (Terms(facts, summary) is { Count: > 1 } terms)
            yield return terms;
        if (People(facts) is { Count: > 1 } people)
            yield return people;
        if (Owed(facts, promises) is { Count: > 1 } owed)
            yield return owed;
    }

    private static List<DraftLine> Said(DraftFacts facts, DiscoverySummary summary, string title, params ReadOnlySpan<string> sections)
    {
        List<DraftLine> lines = [new(title, 3)];
        foreach (var key in sections)
        {
            foreach (var line in summary.Section(key)?.Lines ?? [])
            {
                if (lines.Count <= MostOfEach && Line(facts, line) is { } told && !lines.Exists(l => l.Text == told.Text))
                    lines.Add(told);
            }
        }

        return lines;
    }

    /// <summary>The buyer's words in quotation marks; what our notes tell of them without.</summary>
    private static DraftLine? Line(DraftFacts facts, SummaryLine line)
    {
        var evidence = line.Evidence;
        if (facts.HeadOf(evidence.ActivityId)?.Kind == Deals.ActivityKind.Note)
            return BuyerVoice.IsPresentable(line.Text) ? new(line.Text, 2, [evidence], IsBullet: true) : null;
        if (!BuyerVoice.IsPresentable(evidence.Quote))
            return null;
        var who = evidence.Speaker is { Length: > 0 } speaker && !speaker.Contains('@', StringComparison.Ordinal) ? $"{FollowUpDrafter.Plain(speaker)}: " : "";
        return new($"{who}\"{evidence.Quote}\"", 2, [evidence], IsBullet: true);
    }

    private static List<DraftLine> Terms(DraftFacts facts, DiscoverySummary summary)
    {
        var prices = facts.Prices;
        List<DraftLine> lines = [new("What was agreed:", 3), .. prices.Lines.Select(l => new DraftLine(prices.Say(l), 3, Record: $"deal line: {l.Name}", IsBullet: true))];
        var total = prices.Total ?? facts.File.Deal.Amount;
        if (total is not null && prices.Lines.Count != 1)
            lines.Add(new($"In total {prices.Money(total)}", 3, Record: prices.Total is null ? "amount of the deal" : "deal lines", IsBullet: true));
        foreach (var line in summary.Section("timeline")?.Lines.TakeLast(2) ?? [])
        {
            if (Line(facts, line) is { } told)
                lines.Add(told);
        }

        return lines;
    }

    private static List<DraftLine> People(DraftFacts facts) =>
    [
        new("Who is who:", 2),
        .. facts.File.Stakeholders.Where(s => !facts.Deal.HasLeft(s.Contact)).Take(2 * MostOfEach).Select(s => new DraftLine(
            string.Join(", ", new[] { FollowUpDrafter.Plain(s.Contact.Name), FollowUpDrafter.Plain(s.Contact.Title ?? ""), s.Role is null ? "" : Wording.Role(s.Role) }.Where(w => w.Length > 0)), 2, Record: "people of the deal", IsBullet: true)),
    ];

    private static List<DraftLine> Owed(DraftFacts facts, IReadOnlyList<OpenPromise> promises) =>
    [
        new("Still promised:", 3),
        .. promises.TakeLast(MostOfEach).Select(p => new DraftLine(
            $"{(p.Side == Side.Seller ? "We" : FollowUpDrafter.Plain(p.Who ?? "They"))}: {p.What}{(p.DueOn is { } on ? $", by {Wording.Day(on, facts.Today)}" : "")}", 3, [p.Evidence], IsBullet: true)),
        .. facts.File.Tasks.Take(MostOfEach).Select(t => new DraftLine($"Task: {FollowUpDrafter.Plain(t.Title)}{(t.DueOn is { } due ? $", by {Wording.Day(due, facts.Today)}" : "")}", 2, Record: "open task", IsBullet: true)),
    ];
}
