using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;

namespace Agent.Cli;

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

    public static object Of(QualificationResult result, string? deal) => new
    {
        deal,
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
