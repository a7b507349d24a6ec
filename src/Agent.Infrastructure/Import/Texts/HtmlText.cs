using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>HTML of notes and emails as plain text: paragraphs, list items and line breaks become lines.</summary>
internal static partial class HtmlText
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The text; as it stands when it holds no HTML.</summary>
    public static string PlainIfHtml(string text) => Tag().IsMatch(text) ? Plain(text) : Lines(text);

    /// <summary>The text of an HTML document or fragment. Scripts, styles and hidden parts are left out.</summary>
    public static string Plain(string html)
    {
        var text = new StringBuilder();
        using var document = Parser.ParseDocument(html);
        Append(text, (INode?)document.Body ?? document);
        return Lines(text.ToString());
    }

    /// <summary>Line ends as <c>\n</c>, no blanks at their ends, no more than one empty line in a row.</summary>
    public static string Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Replace('\u00a0', ' ').TrimEnd());
        return ManyEmptyLines().Replace(string.Join('\n', lines), "\n\n").Trim('\n');
    }

    private static void Append(StringBuilder text, INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    AppendWords(text, words.Data);
                    break;
                case IElement { LocalName: "script" or "style" or "head" or "title" or "template" }:
                    break;
                case IElement { LocalName: "br" }:
                    text.Append('\n');
                    break;
                case IElement element:
                    var isBlock = IsBlock(element.LocalName);
                    if (isBlock)
                        StartLine(text);
                    if (element.LocalName == "li")
                        text.Append("- ");
                    Append(text, element);
                    if (isBlock)
                        StartLine(text);
                    if (element.LocalName is "p" or "h1" or "h2" or "h3")
                        text.Append('\n');
                    if (element.LocalName is "td" or "th")
                        text.Append(' ');
                    break;
            }
        }
    }

    private static bool IsBlock(string name) =>
        name is "p" or "div" or "li" or "ul" or "ol" or "tr" or "table" or "blockquote" or "pre" or "hr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "section" or "article" or "header" or "footer";

    private static void StartLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
    }

    // Blanks of the source are layout: a run of them is one, and none starts a line.
    private static void AppendWords(StringBuilder text, string words)
    {
        foreach (var c in words)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                    text.Append(' ');
            }
            else
            {
                text.Append(c);
            }
        }
    }

    [GeneratedRegex(@"</?(p|br|div|span|b|i|strong|em|ul|ol|li|a|table|h[1-6]|html|body|blockquote)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyEmptyLines();
}
