using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Insight.Texts;

/// <summary>Tells which follow-up a deal needs now.</summary>
public static class DraftKinds
{
    /// <summary>The follow-up that the last exchange and the deal's state ask for.</summary>
    /// <param name="texts">The deal with its texts.</param>
    /// <param name="now">The moment.</param>
    public static DraftKind For(DealTexts texts, DateTimeOffset now)
    {
        var deal = new DealFacts(texts.File, now, PaceHistory.None);
        if (deal.Stage.Status == DealStatus.Won)
            return DraftKind.HandOver;
        if (deal.Stage.Status == DealStatus.Lost || texts.File.Snooze?.Until > deal.Today)
            return DraftKind.ReEngage;
        if (deal.LastContact is not { } last)
            return DraftKind.AfterSilence;
        if (deal.DaysSince(last) >= deal.Thresholds.DyingAfterDays)
            return DraftKind.ReEngage;
        if (deal.Unanswered is [var first, ..] && (deal.DaysSince(first) >= deal.Thresholds.SilentGraceDays || deal.Unanswered.Count > 1))
            return DraftKind.AfterSilence;
        if (texts.File.Reading.Signals.Any(s => s.Kind == TextSignalKind.Objection && !s.Answered && deal.DaysSince(s.On) <= deal.Thresholds.NewsWithinDays))
            return DraftKind.ObjectionAnswer;
        // The deal moved to where a proposal goes out, and nobody has been in touch since.
        if (deal.IsLate && deal.Stage.NextAction is not null && deal.Deal.StageEnteredOn is { } entered && DealFacts.DayOf(last) <= entered)
            return DraftKind.ProposalCover;
        return deal.IsTwoWay(last) || deal.LastSign is not null ? DraftKind.AfterMeeting : DraftKind.AfterSilence;
    }
}
