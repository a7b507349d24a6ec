using System.Globalization;
using Agent.Core.Insight.Qualification;
using CsvHelper;
using CsvHelper.Configuration;

namespace Agent.Infrastructure.Import;

/// <summary>Reads a price book from CSV with the columns <c>product</c>, <c>list_price</c> and, optionally, <c>currency</c>.</summary>
public static class PriceBookFile
{
    /// <summary>More products than any price book has; a larger file is not one.</summary>
    private const int MostRows = 100_000;

    /// <summary>Parses the CSV.</summary>
    /// <exception cref="FormatException">A column is missing or a price is no number; the message names the row.</exception>
    public static PriceBook Parse(TextReader csv)
    {
        var entries = new List<PriceBookEntry>();
        foreach (var row in CsvRows.Read(csv, MostRows))
        {
            var product = row.Required("product", "name");
            entries.Add(new(product.Trim(), row.Number("list_price", "price", "unit_price"), row.Optional("currency") is { Length: 3 } currency ? currency.ToUpperInvariant() : "USD"));
        }

        return new(entries);
    }
}

/// <summary>Rows of a small CSV file with a header, by column name.</summary>
internal sealed class CsvRows
{
    private readonly CsvReader _reader;
    private readonly int _line;

    private CsvRows(CsvReader reader, int line) => (_reader, _line) = (reader, line);

    public static IEnumerable<CsvRows> Read(TextReader csv, int mostRows)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant().Replace(' ', '_'),
            TrimOptions = TrimOptions.Trim,
            MissingFieldFound = null,
            HeaderValidated = null,
            DetectDelimiter = true,
        };
        using var reader = new CsvReader(csv, configuration);
        if (!reader.Read() || !reader.ReadHeader())
            yield break;
        for (var line = 2; reader.Read(); line++)
        {
            if (line > mostRows + 1)
                throw new FormatException($"The file has more than {mostRows} rows.");
            yield return new(reader, line);
        }
    }

    /// <summary>The first of the columns that the file has.</summary>
    public string? Optional(params string[] columns)
    {
        foreach (var column in columns)
        {
            if (_reader.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value))
                return value.Trim();
        }

        return null;
    }

    public string Required(params string[] columns) =>
        Optional(columns) ?? throw new FormatException($"Row {_line} has no \"{columns[0]}\".");

    public decimal Number(params string[] columns)
    {
        var value = Required(columns);
        return decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException($"Row {_line}: \"{value}\" is no number for \"{columns[0]}\".");
    }
}
