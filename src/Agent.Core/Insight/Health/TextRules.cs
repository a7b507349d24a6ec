using System.Text.RegularExpressions;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Health;

/// <summary>Rules that weigh what the texts say. What was answered, and what is no news any more, is passed over.</summary>
internal static partial class TextRules
{
    private const double MostForWhatIsUnknown = 0.55;
    private const int MostQuotes = 5;

    public static RiskFlag? Objection(DealFacts deal)
    {
        var open = News(deal, TextSignalKind.Objection);
        if (open.Count == 0)
            return null;
        var days = deal.DaysSince(open.Min(s => s.On));
        return Flag(
            RiskKind.Objection,
            $"Unanswered objection: {Topics(open)}",
            Severity.At(days, (0, 0.45), (7, 0.6), (30, 0.75)) + (deal.IsLate ? 0.1 : 0),
            $"{Said(deal, open)}, unanswered for {Words.Days(days)}",
            open);
    }

    public static RiskFlag? Competitor(DealFacts deal)
    {
        var named = News(deal, TextSignalKind.Competitor);
        return named.Count == 0 ? null : Flag(
            RiskKind.Competitor,
            $"Competitor in play: {Topics(named)}",
            (deal.IsLate ? 0.4 : 0.3) + (0.05 * Math.Min(named.Count - 1, 3)),
            $"{Said(deal, named)}, {Words.Count(named.Count, "mention")} in {deal.Thresholds.NewsWithinDays} days",
            named);
    }

    public static RiskFlag? PriceNotDiscussed(DealFacts deal)
    {
        if (!deal.IsLate || !deal.File.Reading.Signals.Any(s => s.Kind == TextSignalKind.PriceNotDiscussed && !s.Answered))
            return null;
        return new(RiskKind.PriceNotDiscussed, "Price never discussed", 0.5, $"No email, call or note talks about the price, and the deal is in {deal.Stage.Name} already", []);
    }

    public static RiskFlag? BadNews(DealFacts deal)
    {
        var news = News(deal, TextSignalKind.BadNews);
        return news.Count == 0 ? null : Flag(RiskKind.BadNews, $"Bad news about the buyer: {Topics(news)}", 0.65, Said(deal, news), news);
    }

    public static RiskFlag? QualificationGap(DealFacts deal)
    {
        if (!deal.IsMiddleOrLater)
            return null;

        // Late, the rule about the decision maker says it with the record as its proof.
        var gaps = Gaps(deal);

        // What nobody asked yet is a task, not a danger: only a criterion that was said not to hold puts a deal at risk.
        var most = gaps.Exists(g => g.Evidence is not null) ? 0.75 : MostForWhatIsUnknown;
        return gaps.Count == 0 ? null : Flag(
            RiskKind.QualificationGap,
            $"Not qualified: {Topics(gaps)}",
            Math.Min(most, (deal.IsLate ? 0.45 : 0.3) + (0.05 * (gaps.Count - 1))),
            $"{Words.Count(gaps.Count, "criterion", "criteria")} open in {deal.Stage.Name}",
            gaps);
    }

    /// <summary>Criteria that are open, but for those that the rule about the decision maker speaks of.</summary>
    public static List<TextSignal> Gaps(DealFacts deal) =>
        [.. deal.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.QualificationGap && !s.Answered && !(deal.IsLate && AboutAuthority().IsMatch(s.Topic)))];

    /// <summary>True for a criterion about who decides, whatever the framework calls it.</summary>
    public static bool IsAboutAuthority(string criterion) => AboutAuthority().IsMatch(criterion);

    public static RiskFlag? BrokenPromise(DealFacts deal)
    {
        var promises = News(deal, TextSignalKind.BrokenPromise);
        return promises.Count == 0 ? null : Flag(RiskKind.BrokenPromise, $"Promise we cannot keep: {Topics(promises)}", 0.6, $"{Said(deal, promises)}{(promises[0].Fact is { } fact ? $". {fact.TrimEnd('.')}" : "")}", promises);
    }

    private static List<TextSignal> News(DealFacts deal, TextSignalKind kind) =>
        [.. deal.File.Reading.Signals
            .Where(s => s.Kind == kind && !s.Answered && deal.DaysSince(s.On) is var days && days >= 0 && days <= deal.Thresholds.NewsWithinDays)
            .OrderByDescending(s => s.On)];

    private static RiskFlag Flag(RiskKind kind, string title, double severity, string fact, List<TextSignal> signals) =>
        new(kind, title, severity, fact, [.. signals.Select(s => s.Evidence).OfType<Evidence>().Select(e => e.ActivityId).Distinct()])
        {
            Evidence = [.. signals.Select(s => s.Evidence).OfType<Evidence>().Take(MostQuotes)],
        };

    private static string Topics(List<TextSignal> signals) =>
        Words.Clip(string.Join(", ", signals.Select(s => s.Topic).Distinct(StringComparer.OrdinalIgnoreCase)));

    private static string Said(DealFacts deal, List<TextSignal> signals) =>
        signals[0].Evidence is { Quote: var quote } ? $"\"{Words.Clip(quote, 160)}\" on {deal.Say(signals[0].On)}" : $"Found on {deal.Say(signals[0].On)}";

    [GeneratedRegex(@"authority|economic buyer|decision[- ]?maker", RegexOptions.IgnoreCase)]
    private static partial Regex AboutAuthority();
}
