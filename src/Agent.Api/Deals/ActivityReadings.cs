using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Api.Deals;

/// <summary>What somebody said in one go, by its place in the text.</summary>
/// <param name="Start">First character of the words, after stamp and name.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Speaker">The person as the source names them, or null.</param>
/// <param name="Side">For whom the person speaks.</param>
/// <param name="Seconds">Since the beginning of the talk; null where the source has no times.</param>
internal sealed record SpokenTurn(int Start, int End, string? Speaker, Side Side, int? Seconds);

/// <summary>What a reading made of words.</summary>
internal enum MarkKind
{
    Qualification,
    Risk,
    Promise,
}

/// <summary>Words of a text that a reading of its deal stands on.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Kind">Which reading.</param>
/// <param name="What">What it read in them, in a line.</param>
internal sealed record TextMark(int Start, int End, MarkKind Kind, string What);

/// <summary>Shows a text as it was read: who said what, and which words the deal's judgements stand on.</summary>
internal static class ActivityReadings
{
    /// <summary>The turns of a talk, oldest first; empty for a text that is none.</summary>
    public static IReadOnlyList<SpokenTurn> TurnsOf(Activity activity, DealFile? file, IReadOnlyList<User> users)
    {
        if (activity.Kind is ActivityKind.Email or ActivityKind.Document)
            return [];
        var read = file is null ? ActivityReader.Read(activity, ReadingContext.Empty) : DealTexts.Read(file, [activity], users).Texts[0];
        if (read.Utterances.Count(u => u.Speaker is not null) < 2)
            return [];
        var timed = read.Utterances.Any(u => u.At != activity.At);
        return [.. read.Utterances.Select(u => new SpokenTurn(u.Start, u.End, u.Speaker, u.Side, timed ? (int)(u.At - activity.At).TotalSeconds : null))];
    }

    /// <summary>What was read out of an activity, in the order of its text. A quote that is no longer in the text is not shown.</summary>
    public static IReadOnlyList<TextMark> MarksIn(Activity activity, DealReading reading)
    {
        var criteria =
            from criterion in reading.Qualification?.Criteria ?? []
            from quote in criterion.For.Select(e => (Evidence: e, Word: "for")).Concat(criterion.Against.Select(e => (Evidence: e, Word: "against")))
            select (quote.Evidence, MarkKind.Qualification, What: $"{criterion.Criterion}: {quote.Word}");
        // An open criterion is told by its own quotes already.
        var risks =
            from signal in reading.Signals
            where signal is { Evidence: not null, Kind: not TextSignalKind.QualificationGap }
            select (signal.Evidence!, MarkKind.Risk, What: $"{Name(signal)}{(signal.Answered ? ", settled since" : "")}");
        var promises =
            from promise in reading.Promises
            select (promise.Evidence, MarkKind.Promise, What: $"{Promiser(promise.By)}{(promise.SpeaksForItself ? $": {promise.What}" : " this")}{(promise.Kept ? ", done" : "")}");
        return
        [
            .. criteria.Concat(risks).Concat(promises)
                .Where(m => m.Item1.ActivityId == activity.Id && m.Item1.IsIn(activity.Body))
                .Select(m => new TextMark(m.Item1.Start, m.Item1.End, m.Item2, m.What))
                .Distinct().OrderBy(m => m.Start).ThenBy(m => m.Kind),
        ];
    }

    private static string Promiser(Side by) => by switch { Side.Seller => "We promised", Side.Buyer => "The buyer promised", _ => "Promised" };

    private static string Name(TextSignal signal) => signal.Kind switch
    {
        TextSignalKind.Objection => $"Objection: {signal.Topic}",
        TextSignalKind.Competitor => $"Competitor: {signal.Topic}",
        TextSignalKind.BadNews => $"Bad news: {signal.Topic}",
        TextSignalKind.StakeholderLeft => $"Leaves: {signal.Topic}",
        TextSignalKind.BrokenPromise => signal.Fact ?? $"Promise that does not hold: {signal.Topic}",
        _ => signal.Topic,
    };
}
