using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>A summary of one text or of all texts of a deal, made of the speakers' own words.</summary>
/// <param name="Template">Name of the template it follows.</param>
/// <param name="InShort">What it was about, most telling sentences in the order they were said.</param>
/// <param name="Sections">The sections of the template in its order; empty ones were not discussed.</param>
public sealed record DiscoverySummary(string Template, IReadOnlyList<SummaryLine> InShort, IReadOnlyList<SummarySection> Sections)
{
    /// <summary>True when nothing worth a line was found.</summary>
    public bool IsEmpty => InShort.Count == 0 && Sections.All(s => s.Lines.Count == 0);

    /// <summary>The section of a key, or null when the template has none.</summary>
    public SummarySection? Section(string key) => Sections.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One section of a summary.</summary>
/// <param name="Key">Key in the template.</param>
/// <param name="Title">Heading.</param>
/// <param name="Question">The question that would find it out while nobody spoke of it, or null.</param>
/// <param name="Lines">Its lines, oldest first; empty when it was not discussed.</param>
public sealed record SummarySection(string Key, string Title, string? Question, IReadOnlyList<SummaryLine> Lines);

/// <summary>One line of a summary: what was said, and where.</summary>
/// <param name="Text">The speaker's words, cleaned of fillers and marks.</param>
/// <param name="Evidence">The words as they stand in the source.</param>
public sealed record SummaryLine(string Text, Evidence Evidence)
{
    /// <summary>What the same side said before and took back, or null.</summary>
    public FormerStatement? Former { get; init; }

    /// <summary>For an action: who is to do it; null for other lines.</summary>
    public ActionOwner? Owner { get; init; }

    /// <summary>For an action: by when; null when no day was said.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>For an objection: whether somebody replied in substance; null for other lines.</summary>
    public bool? Answered { get; init; }

    /// <summary>The reply to an objection, or null.</summary>
    public Evidence? Answer { get; init; }
}

/// <summary>A statement that a later one replaced.</summary>
/// <param name="Text">The value or words that no longer hold.</param>
/// <param name="Evidence">Where they were said.</param>
public sealed record FormerStatement(string Text, Evidence Evidence);

/// <summary>Who is to do something.</summary>
/// <param name="Name">The person as the source names them, or null when only the side is known.</param>
/// <param name="Side">Ours or the buyer's.</param>
public sealed record ActionOwner(string? Name, Side Side);
