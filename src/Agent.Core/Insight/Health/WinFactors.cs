using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>
/// What a deal looked like on a day, in numbers; null where the record does not say. Only what has a date is in it: a role or
/// a task carries none, and would tell the model of a past day what was written down after the end.
/// </summary>
/// <param name="StageLogOdds">Log-odds of the stage's default win probability.</param>
/// <param name="Size">Log of the amount.</param>
/// <param name="Age">Log of one plus days since creation.</param>
/// <param name="StageAge">Log of one plus days in the stage.</param>
/// <param name="Engaged">People of the buyer's who took part lately, at most 4.</param>
/// <param name="Quiet">Log of one plus days since the last contact.</param>
/// <param name="Pushes">Moves of the close date to a later day.</param>
public sealed record WinFactors(double? StageLogOdds, double? Size, double? Age, double? StageAge, double? Engaged, double? Quiet, double? Pushes)
{
    internal static readonly string[] Names = ["stage", "size", "age", "time in the stage", "people engaged", "days without contact", "pushes of the close date"];

    internal double?[] Values => [StageLogOdds, Size, Age, StageAge, Engaged, Quiet, Pushes];

    /// <summary>The factors of a deal as it was on a day, from what its record knows of that day.</summary>
    /// <param name="file">The deal as it is now.</param>
    /// <param name="day">The day, not after today.</param>
    public static WinFactors On(DealFile file, DateOnly day)
    {
        var deal = file.Deal;
        var entry = deal.StageHistory.LastOrDefault(e => e.EnteredOn <= day);
        var stage = entry is null ? null : file.Pipeline.Stages.FirstOrDefault(s => s.Id == entry.StageId);
        var end = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddTicks(-1);
        var past = new DealFacts(file with { Activities = [.. file.Activities.Where(a => a.At <= end)] }, end, PaceHistory.None);
        return new(
            stage is { Status: DealStatus.Open } ? LogOdds(stage.WinProbability) : null,
            AmountOn(deal, day) is { } amount and > 0 ? Math.Log((double)amount) : null,
            LogDays(deal.CreatedOn, day),
            LogDays(entry?.EnteredOn, day),
            past.KnowsParticipants ? Math.Min(4, past.EngagedCount) : null,
            LogDays(past.LastContact is { } contact ? DealFacts.DayOf(contact) : null, day),
            deal.Changes.Count(c => c.On <= day && RecordValues.Day(c, FieldChange.CloseDate) is { } move && move.After > move.Before));
    }

    // Changes after the day are taken back, newest first.
    private static decimal? AmountOn(Deal deal, DateOnly day) =>
        deal.Changes.Where(c => c.Field == FieldChange.Amount && c.On > day).OrderBy(c => c.On).FirstOrDefault() is { } next
            ? RecordValues.AmountBefore(next)
            : deal.Amount;

    private static double LogOdds(double probability)
    {
        var p = Math.Clamp(probability, 0.02, 0.98);
        return Math.Log(p / (1 - p));
    }

    private static double? LogDays(DateOnly? since, DateOnly day) =>
        since is { } from && from <= day ? Math.Log(1 + day.DayNumber - from.DayNumber) : null;
}

/// <summary>A won or lost deal as a model learns from it: seen on one day while it was still open.</summary>
/// <param name="Won">How it ended.</param>
/// <param name="ClosedOn">When it ended.</param>
/// <param name="Stage">The stage it was in on that day, or null when unknown.</param>
/// <param name="Reached">The open stages it was in over its life.</param>
/// <param name="Factors">What it looked like on that day.</param>
public sealed record ClosedDealFacts(bool Won, DateOnly ClosedOn, StageId? Stage, IReadOnlyList<StageId> Reached, WinFactors Factors)
{
    /// <summary>
    /// Takes the facts of a closed deal; null for one that is open or whose days are unknown. The day lies anywhere between
    /// creation and close, drawn from the deal's id so that it is the same every time: open deals are met at any age too.
    /// </summary>
    public static ClosedDealFacts? From(DealFile file)
    {
        var deal = file.Deal;
        if (deal.Status == DealStatus.Open || deal is not { CreatedOn: { } created, CloseDate: { } closed } || closed <= created)
            return null;
        Span<byte> id = stackalloc byte[16];
        deal.Id.Value.TryWriteBytes(id);
        var seen = created.AddDays(BitConverter.ToUInt16(id[14..]) % (closed.DayNumber - created.DayNumber));
        var open = file.Pipeline.Stages.Where(s => s.Status == DealStatus.Open).Select(s => s.Id).ToHashSet();
        var stage = deal.StageHistory.LastOrDefault(e => e.EnteredOn <= seen)?.StageId;
        return new(deal.Status == DealStatus.Won, closed, stage, [.. deal.StageHistory.Select(e => e.StageId).Where(open.Contains).Distinct()], WinFactors.On(file, seen));
    }
}
