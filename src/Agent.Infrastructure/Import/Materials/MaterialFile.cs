using Agent.Core.Deals;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;

namespace Agent.Infrastructure.Import.Materials;

/// <summary>Reads a playbook, battle card or the like from a file: Markdown, plain text, Word or PDF.</summary>
public static class MaterialFile
{
    private const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Reads the file. The same file under the same name has the same key, so that it replaces what it was before.</summary>
    /// <param name="source">The file.</param>
    /// <param name="kind">What it is; null: what it says itself, else a document.</param>
    /// <param name="now">When it is read, UTC.</param>
    /// <exception cref="FormatException">The file cannot be read; the message says why.</exception>
    public static Material Read(ImportSource source, MaterialKind? kind, DateTimeOffset now)
    {
        try
        {
            var text = MaterialText.Read(TextOf(source));
            if (string.IsNullOrWhiteSpace(text.Text))
                throw new UnreadableFileException("The file holds no text.");
            var title = text.Title ?? NameOf(source);
            return new()
            {
                Title = title.Length <= Material.MaxTitle ? title : title[..Material.MaxTitle],
                Kind = kind ?? text.Kind ?? MaterialKind.Document,
                Text = text.Text,
                Use = text.Use,
                ChangedAt = now,
                ExternalId = $"file:{Path.GetFileName(source.Path).ToLowerInvariant()}",
            };
        }
        catch (UnreadableFileException e)
        {
            throw new FormatException($"{source.Path}: {e.Message}", e);
        }
    }

    /// <summary>Entries of a list that somebody typed, separated by commas, semicolons or lines; null when nothing was typed.</summary>
    public static IReadOnlyList<string>? Entries(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : MaterialText.Bounded(MaterialText.Entries(typed));

    /// <summary>The text of a document, with <c>\n</c> line ends.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be read, or holds no text or too much; the message says why.</exception>
    internal static string TextOf(ImportSource source)
    {
        var text = HtmlText.Lines(RawTextOf(source));
        return string.IsNullOrWhiteSpace(text) ? throw new UnreadableFileException("The file holds no text.")
            : text.Length > Material.MaxText ? throw new UnreadableFileException($"The file has more than {Material.MaxText} characters.")
            : text;
    }

    /// <summary>A document's title when it says none itself.</summary>
    internal static string NameOf(ImportSource source) => Path.GetFileNameWithoutExtension(source.Path).Replace('_', ' ').Replace('-', ' ');

    private static string RawTextOf(ImportSource source)
    {
        if (source.Length > MaxBytes)
            throw new UnreadableFileException($"The file is larger than {MaxBytes / 1024 / 1024} MB.");
        using var stream = source.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        bytes.Position = 0;
        switch (Path.GetExtension(source.Path).ToLowerInvariant())
        {
            case ".docx":
                return DocxText.Read(bytes);
            case ".pdf":
                return PdfText.Read(bytes.ToArray(), NameOf(source), TimeProvider.System);
            case ".md" or ".markdown" or ".txt":
                var content = FileContent.Inspect(new ImportSource(source.Path, () => new MemoryStream(bytes.ToArray()), bytes.Length));
                return content.Refusal is { } refusal ? throw new UnreadableFileException(refusal) : content.Encoding.GetString(bytes.ToArray()).TrimStart('\ufeff');
            default:
                throw new UnreadableFileException("Only Word (.docx), PDF (.pdf), Markdown (.md) and text (.txt) files are read.");
        }
    }
}
