using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Health;

/// <summary>Next actions out of what was promised: ours to be done, theirs to be reminded of.</summary>
internal static class PromiseActions
{
    /// <summary>What we promised for a day this near is a next action; what is due later is something to wait for.</summary>
    private const int SoonDays = 2;

    /// <summary>A promise without a day that is older than this was forgotten by both.</summary>
    private const int UndatedFor = 30;

    /// <summary>The most promises of each side; more would be a list nobody works off.</summary>
    private const int Most = 2;

    public static void Add(List<(double Rank, NextAction Action)> candidates, DealFacts deal, Snooze? snooze)
    {
        foreach (var promise in deal.OpenPromises.Where(p => p.By == Side.Seller && IsDue(deal, p) && !IsPlanned(deal, p)).OrderBy(p => p.DueOn ?? DateOnly.MaxValue).Take(Most))
            candidates.Add((OwnRank(deal, promise), Keep(deal, promise)));

        // What a declared wait explains needs no reminder.
        if (snooze is not null || deal.NextMeeting is not null)
            return;
        foreach (var promise in deal.OpenPromises.Where(p => p.By == Side.Buyer && IsLate(deal, p)).OrderBy(p => p.DueOn ?? DateOnly.MaxValue).Take(1))
            candidates.Add((promise.DueOn is null ? 0.4 : 0.55, Remind(deal, promise)));
    }

    /// <summary>"Anna Berg wants to send the contract".</summary>
    public static string Say(DealFacts deal, SpokenPromise promise) =>
        $"{(promise.By == Side.Seller ? "we" : Giver(deal, promise))} promised{(promise.SpeaksForItself ? " to" : ":")} {What(promise)}";

    private static string What(SpokenPromise promise) => promise.SpeaksForItself ? Words.Clip(Words.LowerFirst(promise.What), 60) : Said(promise);

    /// <summary>"Have it" says nothing on a list; the words that promised it do.</summary>
    private static string Said(SpokenPromise promise) => $"\"{Words.Clip(promise.Evidence.Quote, 100)}\"";

    private static NextAction Keep(DealFacts deal, SpokenPromise promise) => new(
        promise.SpeaksForItself ? Words.Clip(char.ToUpperInvariant(promise.What[0]) + promise.What[1..]) : $"Keep what was promised: {Said(promise)}",
        $"Promised to the buyer on {deal.Say(GivenOn(promise))}{Due(deal, promise)}",
        promise.DueOn is { } due && due >= deal.Today ? due : NextActions.Asap(deal),
        NextActionKind.Task,
        [promise.Evidence.ActivityId],
        null)
    {
        Evidence = [promise.Evidence],
    };

    private static NextAction Remind(DealFacts deal, SpokenPromise promise) => new(
        $"Remind {Giver(deal, promise)}: {What(promise)}",
        $"Promised on {deal.Say(GivenOn(promise))}{Due(deal, promise)}, and nothing came since",
        NextActions.Asap(deal),
        NextActionKind.Email,
        [promise.Evidence.ActivityId],
        null)
    {
        Evidence = [promise.Evidence],
    };

    // What we said we would do is quick to do and wholly in our hands.
    private static double OwnRank(DealFacts deal, SpokenPromise promise) => promise.DueOn is { } due
        ? due < deal.Today ? Math.Min(0.9, 0.68 + (0.02 * deal.DaysSince(due))) : 0.62
        : 0.42;

    private static bool IsDue(DealFacts deal, SpokenPromise promise) => promise.DueOn is { } due
        ? due <= deal.Today.AddDays(SoonDays)
        : deal.DaysSince(GivenOn(promise)) is var days && days <= UndatedFor;

    private static bool IsLate(DealFacts deal, SpokenPromise promise)
    {
        // Whoever wrote or talked to us since has not forgotten us.
        if (deal.LastSign is { } sign && DealFacts.DayOf(sign) > GivenOn(promise) && DealFacts.DayOf(sign) >= promise.DueOn.GetValueOrDefault(GivenOn(promise)))
            return false;
        return promise.DueOn is { } due ? due < deal.Today : deal.DaysSince(GivenOn(promise)) is var days && days >= deal.Thresholds.SilentAfterDays && days <= UndatedFor;
    }

    /// <summary>True when a task or the agreed step says the same in other words.</summary>
    private static bool IsPlanned(DealFacts deal, SpokenPromise promise)
    {
        var people = deal.File.Stakeholders.Select(s => s.Contact.Name).ToList();
        var words = Words.About(promise.What, people);
        return words.Count > 0 && deal.File.Tasks.Select(t => t.Title).Append(deal.Deal.NextStep ?? "").Any(t => Words.About(t, people).Count(words.Contains) * 2 >= words.Count);
    }

    private static DateOnly GivenOn(SpokenPromise promise) => DateOnly.FromDateTime(promise.Evidence.At.UtcDateTime);

    private static string Giver(DealFacts deal, SpokenPromise promise) => promise.Who ?? deal.MainContact;

    private static string Due(DealFacts deal, SpokenPromise promise) => promise.DueOn is not { } due ? ", without a day"
        : due < deal.Today ? $", due on {deal.Say(due)}, {Words.Days(deal.DaysSince(due))} ago"
        : $" for {deal.Say(due)}";
}
