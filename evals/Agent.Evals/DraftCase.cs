using Agent.Core.Insight.Texts;

namespace Agent.Evals;

/// <summary>The draft that a case asks for.</summary>
public sealed record CaseDraft
{
    /// <summary>The kind in the words of the cases: <c>objection</c> is <see cref="DraftKind.ObjectionAnswer"/>.</summary>
    public required string Kind { get; init; }

    public WritingStyle Style { get; init; } = WritingStyle.Default;

    public IReadOnlyList<CaseLine> Products { get; init; } = [];

    public required CaseDraftCheck Check { get; init; }

    public DraftKind KindOf() => Kind switch
    {
        "objection" => DraftKind.ObjectionAnswer,
        // In the cases the hand-over is what the buyer gets.
        "handOver" => DraftKind.Welcome,
        _ => Enum.Parse<DraftKind>(Kind, ignoreCase: true),
    };
}

/// <summary>A line of the deal.</summary>
public sealed record CaseLine(string Name, decimal Quantity, decimal? UnitPrice = null);

/// <summary>What the draft must and must not say; described in evals/README.md.</summary>
public sealed record CaseDraftCheck
{
    /// <summary>In the greeting; null when the store knows nobody to greet.</summary>
    public string? To { get; init; }

    /// <summary>Of each list one fragment must occur.</summary>
    public IReadOnlyList<IReadOnlyList<string>> BuyerWords { get; init; } = [];

    /// <summary>Of each list one spelling must occur.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Answers { get; init; } = [];

    /// <summary>None may occur.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Bounds of the ask's day, in days after today; null when the record sets none.</summary>
    public CaseSpan? AskBy { get; init; }

    public int MaxWords { get; init; } = int.MaxValue;
}

public sealed record CaseSpan(int From, int To);
