using System.IO.Compression;
using System.Text;
using System.Xml;
using Agent.Infrastructure.Import.Tables;

namespace Agent.Infrastructure.Import.Materials;

/// <summary>The text of a Word document (Office Open XML) as Markdown: headings, paragraphs, list items, rows of tables.</summary>
internal static class DocxText
{
    private const string Words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string MainPart = "word/document.xml";

    // A book of a thousand pages is some 30 MB of XML. What unpacks to more, or to a hundred times its size, is made to do harm.
    private const int MaxParts = 5_000;
    private const long MaxXml = 64L * 1024 * 1024;
    private const int MaxRatio = 100;
    private const long SmallXml = 1024 * 1024;

    /// <summary>Reads the text.</summary>
    /// <param name="docx">The file; it can seek.</param>
    /// <exception cref="UnreadableFileException">The file is no Word document, or is too large.</exception>
    public static string Read(Stream docx)
    {
        try
        {
            using var archive = new ZipArchive(docx, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxParts)
                throw new UnreadableFileException("The file has more parts than a Word document.");
            var part = archive.GetEntry(MainPart) ?? throw new UnreadableFileException("The file is a zip archive, but no Word document.");
            if (part.Length > MaxXml || (part.Length > SmallXml && part.Length > part.CompressedLength * MaxRatio))
                throw new UnreadableFileException("The document unpacks to far more than its size; it is not read.");
            using var content = part.Open();
            // The sizes in an archive's list can lie, so that the reading is bounded too.
            using var reader = XmlReader.Create(content, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxXml });
            return Read(reader);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            throw new UnreadableFileException("The Word document is damaged.", e);
        }
    }

    private static string Read(XmlReader reader)
    {
        var text = new StringBuilder();
        var paragraph = new StringBuilder();
        var (level, isItem, inRow) = (0, false, false);
        while (reader.Read())
        {
            if (reader.NamespaceURI != Words)
                continue;
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "t"):
                    paragraph.Append(reader.IsEmptyElement ? "" : ReadText(reader));
                    break;
                case (XmlNodeType.Element, "tab"):
                    paragraph.Append(' ');
                    break;
                case (XmlNodeType.Element, "br" or "cr"):
                    paragraph.Append('\n');
                    break;
                case (XmlNodeType.Element, "pStyle"):
                    level = LevelOf(reader.GetAttribute("val", Words) ?? "");
                    break;
                case (XmlNodeType.Element, "numPr"):
                    isItem = true;
                    break;
                case (XmlNodeType.Element, "tr"):
                    inRow = true;
                    break;
                case (XmlNodeType.EndElement, "tc"):
                    text.Append(" | ");
                    break;
                case (XmlNodeType.EndElement, "tr"):
                    inRow = false;
                    text.Append('\n');
                    break;
                case (XmlNodeType.EndElement, "p"):
                    text.Append(level > 0 ? $"{new string('#', level)} " : isItem ? "- " : "").Append(paragraph).Append(inRow ? " " : isItem ? "\n" : "\n\n");
                    paragraph.Clear();
                    (level, isItem) = (0, false);
                    break;
                default:
                    break;
            }

            if (text.Length > Agent.Core.Deals.Material.MaxText)
                throw new UnreadableFileException($"The document has more than {Agent.Core.Deals.Material.MaxText} characters.");
        }

        return text.ToString();
    }

    private static string ReadText(XmlReader reader) => reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace ? reader.Value : "";

    // "Heading2", "berschrift2" (Word drops the umlaut), "Titre2", "Title".
    private static int LevelOf(string style) =>
        style is "Title" or "Titel" or "Titre" ? 1
        : style.Length > 1 && char.IsAsciiDigit(style[^1]) && style[..^1] is "Heading" or "heading" or "berschrift" or "Titre" or "Titolo" or "Ttulo" or "Kop" ? Math.Clamp(style[^1] - '0', 1, 6)
        : 0;
}
