using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;

namespace Agent.Cli;

/// <summary>A file that was read, with the text that all spans index.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Text">The text: line ends are <c>\n</c>, of an email the body, of subtitles lines of speakers.</param>
internal sealed record ReadFile(string File, string Text);

/// <summary>What <c>--json</c> prints for a tool's result: flat, without the labels that only a text needs.</summary>
internal static class Documents
{
    public static object? Of(object? result) => result switch
    {
        NextStepResult { Status: var status } next => new { deal = status.File.Deal.Name, stage = status.File.Stage.Name, health = status.Health, backtest = status.Health.Win?.Backtest, content = next.Content.Select(c => c.Offer) },
        DealStatusResult status => new { deal = status.File.Deal.Name, stage = status.File.Stage.Name, health = status.Health, backtest = status.Health.Win?.Backtest },
        DealHealthList list => new { list.Title, list.Total, list.Checked, deals = list.Deals.Select(d => d.Item) },
        SummaryReport report => new { deal = report.File.Deal.Name, report.Of, report.Content.Template, report.Content.InShort, report.Content.Sections },
        DraftReport report => report.Draft,
        BriefReport report => report.Brief,
        QualificationReport report => Of(report.Result, report.File.Deal.Name),
        _ => result,
    };

    /// <summary>A qualification; without a store to look texts up in, the text that the spans index is printed with it.</summary>
    public static object Of(QualificationResult result, string? deal, ReadFile? source = null) => new
    {
        deal,
        source,
        result.Framework,
        result.Score,
        result.Known,
        result.AsOf,
        criteria = result.Criteria.Select(c => new
        {
            c.Criterion,
            c.Verdict,
            c.Strength,
            evidence = c.Evidence.Select(e => new { e.Quote, e.Start, e.End, e.Speaker, e.Side, e.ActivityId, e.At, inFavour = c.For.Contains(e) }),
            c.Facts,
            c.Missing,
            c.Question,
            changes = c.Changes.Select(x => new { x.What, before = x.Before.Quote, after = x.After.Quote }),
        }),
        contradictedPromises = result.ContradictedPromises.Select(p => new { p.Promise.Quote, p.Promise.Start, p.Promise.End, p.Promise.Speaker, p.Fact }),
    };
}
