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
    /// <inheritdoc/>
    public override string Summary => $"{Brief.Deal}: {Wording.Count(Brief.Highlights.Count, "highlight")}";
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
