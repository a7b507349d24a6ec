using System.Net;
using Markdig;

namespace Agent.Infrastructure.Export;

/// <summary>Turns a text into a page for the printer that stands alone: no script, nothing loaded from elsewhere.</summary>
public static class PrintPage
{
    // Text of other people is escaped by whoever wrote the Markdown; HTML in it would still be shown, not obeyed.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    private const string Style =
        """
        body { font: 10.5pt/1.4 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; background: #fff; }
        h1 { font-size: 1.5em; margin: 0 0 .3em; }
        h2 { font-size: 1.05em; margin: 1.1em 0 .2em; border-bottom: 1px solid #bbb; break-after: avoid; }
        ul { margin: .2em 0; padding-left: 1.2em; }
        li { margin: .15em 0; break-inside: avoid; }
        @page { size: A4; margin: 11mm 13mm; }
        @media print {
          body { font-size: 8.6pt; line-height: 1.27; margin: 0; padding: 0; max-width: none; }
          h1 { font-size: 1.4em; }
          h2 { margin: .7em 0 .1em; }
          li { margin: .05em 0; }
          p { margin: .3em 0; }
        }
        """;

    /// <summary>A whole HTML document.</summary>
    /// <param name="title">Title of the window and of the print.</param>
    /// <param name="markdown">The text.</param>
    public static string Html(string title, string markdown) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        {Markdown.ToHtml(markdown, Pipeline)}</body>
        </html>

        """;
}
