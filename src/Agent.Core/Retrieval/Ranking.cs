namespace Agent.Core.Retrieval;

/// <summary>What counts in the order of passages besides the words themselves. Each part can be taken out, so that it can be measured what it is worth.</summary>
public sealed record Ranking
{
    /// <summary>What the search of the product goes by.</summary>
    public static Ranking Default { get; } = new();

    /// <summary>BM25 over the words alone.</summary>
    public static Ranking WordsAlone { get; } = new() { ContextWeight = 0, AboutWeight = 0, SpeakerWeight = 0, FoldsCopies = false, RecencyBonus = 0, MendsSpelling = false, LeastCovered = 0, ManyPassages = long.MaxValue };

    /// <summary>What a word of the context counts against one of the passage itself: 0 to 1.</summary>
    public double ContextWeight { get; init; } = 0.4;

    /// <summary>What a word of the subject or of the names of deal, account and people counts against one of the passage itself: 0 to 1.</summary>
    public double AboutWeight { get; init; } = 0.4;

    /// <summary>What the name of who speaks counts on top of that.</summary>
    public double SpeakerWeight { get; init; } = 0.4;

    /// <summary>True when what says nearly the same as a better passage of the same deal is left out.</summary>
    public bool FoldsCopies { get; init; } = true;

    /// <summary>What a text of this moment gets on top, as a share of its score; half of it after <see cref="PassageRanker.HalfLifeDays"/>.</summary>
    public double RecencyBonus { get; init; } = 0.1;

    /// <summary>
    /// The share of what the words of a short query are worth that one passage at least has to have; otherwise nothing is found, since words
    /// such as "period" and "result" occur everywhere and answer nothing alone: 0 to 1. Not within a deal or an account, and not where
    /// vectors were compared.
    /// </summary>
    public double LeastCovered { get; init; } = 0.35;

    /// <summary>From this many passages on, <see cref="LeastCovered"/> holds: with fewer, how rare a word is says little.</summary>
    public long EnoughPassages { get; init; } = 500;

    /// <summary>True when a word that no text has stands for those that are a typing error away.</summary>
    public bool MendsSpelling { get; init; } = true;

    /// <summary>From this many passages on, a frequent term is not looked up beside a rare one; it still counts in the order.</summary>
    public long ManyPassages { get; init; } = 20_000;
}
