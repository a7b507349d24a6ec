using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>A sentence or two of a draft that belong together.</summary>
/// <param name="Text">The words.</param>
/// <param name="Weight">3 must stay, 2 stays while there is room, 1 goes first.</param>
/// <param name="Evidence">What was said that it stands on.</param>
/// <param name="Record">The field of the record that it stands on, in words, or null.</param>
/// <param name="IsBullet">True for an entry of a list.</param>
internal sealed record DraftLine(string Text, int Weight, IReadOnlyList<Evidence>? Evidence = null, string? Record = null, bool IsBullet = false);

/// <summary>What a draft will say, before it is cut to length.</summary>
internal sealed class DraftPlan
{
    public List<List<DraftLine>> Paragraphs { get; } = [];

    public List<string> Gaps { get; } = [];

    public DraftLine? Ask { get; set; }

    public required string Subject { get; set; }

    /// <summary>A paragraph of those lines that are there.</summary>
    public void Add(params IEnumerable<DraftLine?> lines)
    {
        List<DraftLine> there = [.. lines.OfType<DraftLine>()];
        if (there.Count > 0)
            Paragraphs.Add(there);
    }
}
