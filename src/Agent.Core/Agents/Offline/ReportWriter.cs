using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Offline;

/// <summary>Words what was read out of a deal's texts.</summary>
internal static class ReportWriter
{
    // A quote or two show what a verdict stands on; the page has all of them.
    private const int ShownQuotes = 2;

    public static string Write(QualificationReport report)
    {
        var result = report.Result;
        var text = new StringBuilder();
        text.Append(Inv($"**{PlainMarkdown.Of(report.File.Deal.Name)}** against {PlainMarkdown.Of(result.Framework)}: {result.Score} of 100, and {result.Known} of 100 is known. A proposal until somebody accepts it. [{report.DealSource}]\n"));
        foreach (var criterion in result.Criteria)
        {
            text.Append(Inv($"\n- **{PlainMarkdown.Of(criterion.Criterion)}**: {Word(criterion.Verdict)}"));
            if (criterion.Facts.Count > 0)
                text.Append(Inv($". {PlainMarkdown.Of(string.Join(' ', criterion.Facts))}"));
            foreach (var quote in criterion.Evidence.Where(report.Labels.ContainsKey).Take(ShownQuotes))
                text.Append(Inv($"\n  - {Quote(quote)} [{report.Labels[quote]}]"));
            foreach (var change in criterion.Changes.Where(c => report.Labels.ContainsKey(c.After)).TakeLast(1))
                text.Append(Inv($"\n  - Said before: {Quote(change.Before)}"));
            if (criterion.Question is { } question)
                text.Append(Inv($"\n  - To find out: {PlainMarkdown.Of(criterion.Missing ?? "")}. Ask: \"{PlainMarkdown.Of(question)}\""));
        }

        if (result.ContradictedPromises.Count > 0)
            text.Append("\n\nPromised, but contradicted by the price book or the delivery policy:\n");
        foreach (var promise in result.ContradictedPromises.Where(p => report.Labels.ContainsKey(p.Promise)))
            text.Append(Inv($"\n- {Quote(promise.Promise)} {PlainMarkdown.Of(promise.Fact)} [{report.Labels[promise.Promise]}]"));
        return text.ToString();
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Partly => "partly met",
        Verdict.NotMet => "not met",
        _ => "unknown",
    };

    private static string Quote(Evidence evidence) =>
        $"{(evidence.Speaker is null ? "" : $"{PlainMarkdown.Of(evidence.Speaker)}: ")}\"{PlainMarkdown.Of(evidence.Quote.Trim())}\"";

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
