using System.Text;
using Agent.Core.Agents;

namespace Agent.Core.Insight.Texts;

/// <summary>Writes a brief as Markdown.</summary>
public static class BriefWriter
{
    /// <summary>Writes a brief; what other people wrote is shown as written and has no effect.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="cite">The marks of a line's sources, for example " [2]"; empty for a copy without sources.</param>
    public static string Markdown(MeetingBrief brief, Func<BriefLine, string> cite)
    {
        var text = new StringBuilder();
        text.Append($"# {PlainMarkdown.Of(brief.Deal)}\n\n{PlainMarkdown.Of(Sentence(brief.Occasion))}\n");
        if (brief.Highlights.Count > 0)
            text.Append('\n');
        foreach (var line in brief.Highlights)
            text.Append($"- **{PlainMarkdown.Of(line.Text)}**{cite(line)}\n");
        foreach (var section in brief.Sections)
        {
            text.Append($"\n## {PlainMarkdown.Of(section.Title)}\n\n");
            if (section.Lines.Count == 0)
                text.Append(section.Empty).Append('\n');
            foreach (var line in section.Lines)
                text.Append($"- {PlainMarkdown.Of(line.Text)}{cite(line)}\n");
        }

        return text.ToString();
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
