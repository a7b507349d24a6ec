using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Content;

/// <summary>What material of the team has to fit: where an open deal stands and what stands against it.</summary>
/// <param name="Stage">Name of its stage.</param>
/// <param name="Account">Name of its account, or null.</param>
/// <param name="Industry">Industry of its account, or null.</param>
/// <param name="Rivals">Competitors in play, those named last first.</param>
/// <param name="Objections">Objections that were not answered, newest first.</param>
/// <param name="Pains">What troubles the buyer, in the buyer's words.</param>
public sealed record DealSituation(string Stage, string? Account, string? Industry, IReadOnlyList<TextSignal> Rivals, IReadOnlyList<TextSignal> Objections, IReadOnlyList<Evidence> Pains)
{
    private const int MostPains = 5;

    // Under these names the frameworks keep what troubles the buyer.
    private static readonly HashSet<string> PainCriteria = new(["Need", "Pain", "Identify pain", "Challenges"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The situation of a deal, or null when it is closed: then there is nothing left to win by material.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="now">The moment; what was said longer ago than <see cref="PipelineThresholds.NewsWithinDays"/> no longer counts.</param>
    public static DealSituation? Of(DealFile file, DateTimeOffset now)
    {
        if (file.Stage.Status != DealStatus.Open)
            return null;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var signals = file.Reading.Signals.Where(s => !s.Answered && today.DayNumber - s.On.DayNumber is >= 0 and var age && age <= file.Pipeline.Thresholds.NewsWithinDays).ToList();
        return new(
            file.Stage.Name,
            file.Account?.Name,
            file.Account?.Industry,
            Newest(signals, TextSignalKind.Competitor),
            Newest(signals, TextSignalKind.Objection),
            [.. (file.Reading.Qualification?.Criteria ?? []).Where(c => PainCriteria.Contains(c.Criterion)).SelectMany(c => c.For).Where(e => e.Side == Side.Buyer).Take(MostPains)]);
    }

    private static List<TextSignal> Newest(List<TextSignal> signals, TextSignalKind kind) =>
        [.. signals.Where(s => s.Kind == kind).OrderByDescending(s => s.On).DistinctBy(s => s.Topic, StringComparer.OrdinalIgnoreCase)];
}
