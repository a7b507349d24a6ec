using System.Globalization;
using System.Text;
using Agent.Core.Agents;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Words a summary in Markdown, the same for chat, command line and pages.</summary>
public static class SummaryWriter
{
    /// <summary>Writes headings, a bullet per line, and the label of its source in brackets behind each.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="label">The label of a source, such as "S2"; empty for none.</param>
    public static string Write(DiscoverySummary summary, Func<Evidence, string> label)
    {
        var text = new StringBuilder();
        if (summary.InShort.Count > 0)
        {
            text.Append("## In short\n\n");
            foreach (var line in summary.InShort)
                text.Append("- ").Append(Who(line.Evidence)).Append(PlainMarkdown.Of(line.Text)).Append(Cite(line.Evidence, label)).Append('\n');
        }

        foreach (var section in summary.Sections)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append("## ").Append(PlainMarkdown.Of(section.Title)).Append("\n\n");
            if (section.Lines.Count == 0)
                text.Append(section.Question is { } question ? $"Not discussed. To ask: {PlainMarkdown.Of(question)}\n" : "Not discussed.\n");
            foreach (var line in section.Lines)
                text.Append("- ").Append(Line(line, label)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One line with everything that belongs to it: "**Ann**, by 6 March 2026: I'll send the numbers [S1]".</summary>
    /// <param name="line">The line.</param>
    /// <param name="label">The label of a source; empty for none.</param>
    public static string Line(SummaryLine line, Func<Evidence, string> label)
    {
        var text = new StringBuilder();
        if (line.Owner is { } owner)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{PlainMarkdown.Of(owner.Name ?? (owner.Side == Side.Seller ? "Us" : owner.Side == Side.Buyer ? "Buyer" : "Nobody named"))}**");
            text.Append(line.DueOn is { } due ? string.Create(CultureInfo.InvariantCulture, $", by {due:d MMMM yyyy}: ") : ": ");
        }

        text.Append(PlainMarkdown.Of(line.Text));
        if (line.Former is { } former)
            text.Append(CultureInfo.InvariantCulture, $" (first said: {PlainMarkdown.Of(former.Text)}{Cite(former.Evidence, label)})");
        if (line.Answered is { } answered)
            text.Append(answered ? $" (answered{(line.Answer is { } reply ? Cite(reply, label) : "")})" : " (**not answered**)");
        return text.Append(Cite(line.Evidence, label)).ToString();
    }

    /// <summary>The abstract as plain sentences in the third person: what it was about, and who said what.</summary>
    /// <param name="topics">What it was about, most spoken of first; empty for none.</param>
    /// <param name="lines">The sentences.</param>
    public static IReadOnlyList<string> InShort(IReadOnlyList<SummaryLine> topics, IReadOnlyList<SummaryLine> lines)
    {
        var told = lines.Select(l => ReportedSpeech.Of(l.Evidence.Speaker, l.Text)).ToList();
        if (topics.Count > 0)
            told.Insert(0, $"They talked about {Agents.Wording.List([.. topics.Select(t => t.Text)])}.");
        return told;
    }

    private static string Who(Evidence evidence) => evidence.Speaker is { } speaker ? $"{PlainMarkdown.Of(speaker)}: " : "";

    private static string Cite(Evidence evidence, Func<Evidence, string> label) => label(evidence) is { Length: > 0 } name ? $" [{PlainMarkdown.Of(name)}]" : "";
}
