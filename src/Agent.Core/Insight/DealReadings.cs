using Agent.Core.Insight.Qualification;

namespace Agent.Core.Insight;

/// <summary>Reads all that is kept of a deal's texts: a pure function, so that it may run anywhere and as often as needed.</summary>
public static class DealReadings
{
    /// <summary>Raised when the rules or the shape of a reading change: what an earlier version read is read again.</summary>
    public const int Version = 1;

    /// <summary>Reads a deal.</summary>
    /// <param name="texts">The deal with its texts.</param>
    /// <param name="settings">What the reading goes by.</param>
    /// <param name="today">The day of the reading.</param>
    public static DealReading Read(DealTexts texts, InsightSettings settings, DateOnly today) => texts.Texts.Count == 0
        ? DealReading.Empty
        : new()
        {
            Qualification = Qualifier.Assess(settings.Framework, texts.Texts, settings.Prices, settings.Delivery, today, texts.File.Account, settings.Competitors),
        };
}
