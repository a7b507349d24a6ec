namespace Agent.Core.Insight.Reading;

/// <summary>
/// What several readers look for in the same sentence, kept by the one that finds it; null until somebody asked. Readers on two
/// threads may find the same thing twice, never something different.
/// </summary>
internal sealed class SentenceValues
{
    public IReadOnlyList<MoneyMention>? Amounts { get; set; }

    /// <summary>The amounts where a bare number answers a question about money.</summary>
    public IReadOnlyList<MoneyMention>? AmountsOfMoney { get; set; }

    public IReadOnlyList<DurationMention>? Durations { get; set; }

    public DatesOfDay? Dates { get; set; }

    public StatementStatus? Status { get; set; }

    /// <summary>The tokens of a note with the buyer as the speaker.</summary>
    public TokenList? InFirstPerson { get; set; }

    /// <summary>The dates of a sentence depend on the day it was said.</summary>
    public sealed record DatesOfDay(DateOnly Said, IReadOnlyList<DateMention> Found);
}
