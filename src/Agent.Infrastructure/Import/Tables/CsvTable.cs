using System.Text;
using CsvHelper;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>A table of comma, semicolon, tab or bar separated values.</summary>
internal sealed class CsvTable : SourceTable
{
    // A row with the text of a long email. More means a quote that is never closed.
    private const int MaxRowSize = 4 * 1024 * 1024;
    private const int MaxColumns = 2_000;

    private readonly CsvReaderOptions _options;

    private CsvTable(ImportSource source, Encoding encoding)
        : base(source, Path.GetFileNameWithoutExtension(source.Path))
    {
        _options = new()
        {
            Encoding = encoding,
            Separator = source.Path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : null,
            MaxRecordSize = MaxRowSize,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            PoolStrings = true,
            OnMalformedRecord = malformed =>
            {
                if (malformed.Reason == CsvMalformedReason.UnterminatedQuote)
                    throw new UnreadableFileException("A quote is opened here and never closed.", (int)malformed.LineNumber);
            },
        };
        using var reader = CsvReader.Create(source.Open(), _options, false);
        Columns = Guard(reader, () => reader.Headers.Select(h => h.Trim()).ToList());
        if (Columns.Count > MaxColumns)
            throw new UnreadableFileException($"The file has {Columns.Count} columns; it is not a table of records.");
    }

    public override IReadOnlyList<string> Columns { get; }

    public static CsvTable Open(ImportSource source, FileContent content) => new(source, content.Encoding);

    public override IEnumerable<SourceRow> Read(Action<long>? read = null)
    {
        var counting = new CountingStream(Source.Open());
        using var reader = CsvReader.Create(counting, _options, false);
        while (Guard(reader, reader.Read))
        {
            var cells = new string?[reader.FieldCount];
            var isBlank = true;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetString(i);
                isBlank &= cells[i]!.Length == 0;
            }

            read?.Invoke(counting.Count);
            if (!isBlank)
                yield return new((int)reader.LineNumber, cells);
        }
    }

    private static T Guard<T>(CsvReader reader, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException("A quote is opened here or shortly before and never closed.", (int)Math.Max(e.LineNumber, reader.LineNumber));
        }
    }
}
