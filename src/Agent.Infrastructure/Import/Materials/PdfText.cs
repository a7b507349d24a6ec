using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Tables;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Agent.Infrastructure.Import.Materials;

/// <summary>
/// The text of a PDF document as Markdown: its title, then each page under a heading with its number, so that a passage says where it
/// stands. Columns are read one after the other, lines of a paragraph are joined, words that a line's end parts are whole again.
/// </summary>
internal static partial class PdfText
{
    // A long handbook has some hundreds of pages.
    private const int MaxPages = 2_000;
    // By the format the end mark is in the last kilobyte; some programs add more.
    private const int MaxAfterEnd = 4_096;
    private const int MaxWord = 60;
    private const string SaveInstead = "save the document as Word, Markdown or text and add that";

    // Of the time that somebody waits for an upload. Without it a small file that draws the same thing millions of times is read for hours.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    // From U+FB00 on.
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    private static readonly NearestNeighbourWordExtractor Words = new(new() { MaxDegreeOfParallelism = 1 });
    private static readonly DocstrumBoundingBoxes Blocks = new(new() { MaxDegreeOfParallelism = 1 });

    /// <summary>Reads the text.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="name">The title when the file has none.</param>
    /// <param name="clock">Measures how long it takes.</param>
    /// <exception cref="UnreadableFileException">The file is damaged, protected, too large, or has no text; the message says what to do.</exception>
    public static string Read(byte[] pdf, string name, TimeProvider clock)
    {
        // The reader makes do with part of a file, which here would look like all of it.
        if (pdf.AsSpan(Math.Max(0, pdf.Length - MaxAfterEnd)).IndexOf("%%EOF"u8) < 0)
            throw new UnreadableFileException("The PDF is cut off, its end is missing; download or save it anew.");
        using var time = new CancellationTokenSource(MaxTime, clock);
        var reading = Task.Factory.StartNew(() => ReadPages(pdf, name, time.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            // Nearly all work ends by itself soon after its time is over; for the rest nobody waits.
            return reading.WaitAsync(time.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new UnreadableFileException($"The PDF takes longer than {MaxTime.TotalSeconds:0} seconds to read; split it, or {SaveInstead}.");
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new UnreadableFileException("The PDF is protected by a password; save a copy without one and add that.", e);
        }
        // A damaged file breaks the reader at any place, so that no kind of exception is safe from it.
        catch (Exception e) when (e is not UnreadableFileException)
        {
            throw new UnreadableFileException($"The PDF is damaged; open it and save it anew, or {SaveInstead}.", e);
        }
    }

    private static string ReadPages(byte[] pdf, string name, CancellationToken time)
    {
        using var document = PdfDocument.Open(pdf, new() { FilterProvider = new BoundedFilters(time), SkipMissingFonts = true });
        if (document.NumberOfPages > MaxPages)
            throw new UnreadableFileException($"The PDF has more than {MaxPages} pages; split it.");
        var text = new StringBuilder($"# {TitleOf(document) ?? name}\n");
        var isEmpty = true;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            time.ThrowIfCancellationRequested();
            var paragraphs = Paragraphs(document.GetPage(number), time);
            if (paragraphs.Count == 0)
                continue;
            isEmpty = false;
            text.Append(CultureInfo.InvariantCulture, $"\n## Page {number}\n");
            foreach (var paragraph in paragraphs)
                text.Append('\n').Append(paragraph).Append('\n');
            if (text.Length > Material.MaxText)
                throw new UnreadableFileException($"The PDF has more than {Material.MaxText} characters; split it.");
        }

        return isEmpty
            ? throw new UnreadableFileException($"The PDF holds pictures of pages and no text; run text recognition (OCR) over it, or {SaveInstead}.")
            : text.ToString();
    }

    private static List<string> Paragraphs(Page page, CancellationToken time)
    {
        if (page.Letters.Count > Material.MaxText)
            throw new UnreadableFileException($"The PDF has more than {Material.MaxText} characters; split it.");
        var words = page.GetWords(Words).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        time.ThrowIfCancellationRequested();
        if (words.Count == 0)
            return [];
        var blocks = Blocks.GetBlocks(words);
        time.ThrowIfCancellationRequested();
        return [.. UnsupervisedReadingOrderDetector.Instance.Get(blocks).Select(Paragraph).Where(p => p.Length > 0)];
    }

    private static string Paragraph(TextBlock block)
    {
        var text = new StringBuilder();
        foreach (var line in block.TextLines.Select(l => Readable(string.Join(' ', l.Words.Select(w => w.Text)))).Where(l => l.Length > 0))
        {
            if (Item().IsMatch(line))
                text.Append(text.Length > 0 ? "\n" : "");
            else if (Parted().Match(text.ToString(Math.Max(0, text.Length - MaxWord), Math.Min(text.Length, MaxWord))) is { Success: true } parted)
                text.Length -= char.IsLower(line[0]) && !parted.Groups["inner"].Success ? 1 : 0;
            else
                text.Append(text.Length > 0 ? " " : "");
            text.Append(line);
        }

        // A sign that Markdown takes for a heading is none here.
        return LooksLikeHeading().Replace(text.ToString(), "");
    }

    // Ligatures are how letters are drawn; nobody types them when searching.
    private static string Readable(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (c is >= '\ufb00' and <= '\ufb06')
                text.Append(Ligatures[c - '\ufb00']);
            else if (char.IsWhiteSpace(c))
                text.Append(' ');
            else if (!char.IsControl(c) && !char.IsSurrogate(c))
                text.Append(c);
        }

        return text.ToString().Trim();
    }

    // Programs write the name of the file, or their own.
    private static string? TitleOf(PdfDocument document)
    {
        var title = Readable(document.Information.Title ?? "");
        return title.Length is > 2 and <= Material.MaxTitle && !NoTitle().IsMatch(title) ? title : null;
    }

    // A word that goes on in the next line. The hyphen is its own before a capital, and where it has another one, as "state-of-the-".
    [GeneratedRegex("(?:(?<inner>-)|(?<=^|[^\\p{L}-]))\\p{L}+[-\u00ad\u2010]$")]
    private static partial Regex Parted();

    [GeneratedRegex("^(?:[•◦▪‣–*-]|\\d{1,2}[.)])[ \t]")]
    private static partial Regex Item();

    [GeneratedRegex("^#{1,6}[ \t]+", RegexOptions.Multiline)]
    private static partial Regex LooksLikeHeading();

    [GeneratedRegex(@"^(?:Microsoft (?:Word|PowerPoint)|untitled)|\.(?:docx?|pptx?|pdf|indd|odt|md|txt)$", RegexOptions.IgnoreCase)]
    private static partial Regex NoTitle();
}
