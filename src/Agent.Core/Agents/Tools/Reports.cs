using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Agents.Tools;

/// <summary>How a deal stands against a framework. A proposal until a person accepts it.</summary>
/// <param name="File">The deal.</param>
/// <param name="Result">The verdicts.</param>
/// <param name="DealSource">Label of the deal's record.</param>
/// <param name="Labels">Labels of the quotes.</param>
public sealed record QualificationReport(DealFile File, QualificationResult Result, string DealSource, IReadOnlyDictionary<Evidence, string> Labels) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"{File.Deal.Name}: {Result.Framework} {Result.Score} of 100";
}

/// <summary>What to know before a meeting.</summary>
/// <param name="Brief">The brief.</param>
/// <param name="DealSource">Label of the deal's record.</param>
/// <param name="Quotes">Labels of its quotes.</param>
/// <param name="Labels">Labels of its activities.</param>
public sealed record BriefReport(MeetingBrief Brief, string DealSource, IReadOnlyDictionary<Evidence, string> Quotes, IReadOnlyDictionary<ActivityId, string> Labels) : ToolResult
{
    /// <summary>The offered material with its labels.</summary>
    public IReadOnlyList<OfferedContent> Content { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"{Brief.Deal}: {Wording.Count(Brief.Highlights.Count, "highlight")}";
}

/// <summary>What was said, in sections.</summary>
/// <param name="File">The deal.</param>
/// <param name="Content">The summary.</param>
/// <param name="Of">The talk that it is of; null for all texts of the deal.</param>
/// <param name="Labels">Labels of its quotes.</param>
public sealed record SummaryReport(DealFile File, DiscoverySummary Content, ActivityId? Of, IReadOnlyDictionary<Evidence, string> Labels) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"{File.Deal.Name}: {Wording.Count(Content.Sections.Sum(s => s.Lines.Count), "line")}";
}

/// <summary>There is no text to sum up.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="LastTalk">True when a call or meeting was asked for.</param>
public sealed record NothingToSummarize(string Deal, bool LastTalk) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => LastTalk ? $"No call or meeting with {Deal} is on record" : $"No text of {Deal} is on record";
}

/// <summary>A follow-up to look over and send.</summary>
/// <param name="File">The deal.</param>
/// <param name="Draft">The draft.</param>
/// <param name="DealSource">Label of the deal's record.</param>
/// <param name="Labels">Labels of the quotes that it stands on.</param>
public sealed record DraftReport(DealFile File, Draft Draft, string DealSource, IReadOnlyDictionary<Evidence, string> Labels) : ToolResult
{
    /// <summary>The team's material that fits: to attach where it may be sent, else for the sender alone.</summary>
    public IReadOnlyList<OfferedContent> Content { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"{File.Deal.Name}: \"{Draft.Subject}\"";
}

/// <summary>There is nothing to draft.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Reason">Why.</param>
public sealed record NoDraft(string Deal, string Reason) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"No draft for {Deal}: {Reason.TrimEnd('.')}";
}

/// <summary>A meeting with people of an account that has no deal.</summary>
/// <param name="Account">The account.</param>
/// <param name="Contacts">Who is known there.</param>
public sealed record NoDealBrief(string Account, IReadOnlyList<Contact> Contacts) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"{Account} has no deal";
}

/// <summary>No framework has that key.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Known">The keys there are.</param>
public sealed record UnknownFramework(string Asked, IReadOnlyCollection<string> Known) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => $"There is no framework \"{Asked}\"; there are {Wording.List([.. Known])}";
}
