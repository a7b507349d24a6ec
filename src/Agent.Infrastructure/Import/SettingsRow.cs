using System.Globalization;
using Agent.Infrastructure.Import.Values;
using CsvHelper;

namespace Agent.Infrastructure.Import;

/// <summary>A row of a small CSV file with a header, such as a price book, by column name.</summary>
internal sealed class SettingsRow
{
    /// <summary>The most bad rows that are named.</summary>
    private const int MostProblems = 50;

    private readonly Dictionary<string, string> _cells;
    private readonly Dictionary<string, DecimalSign> _signs;
    private readonly int _line;

    private SettingsRow(Dictionary<string, string> cells, Dictionary<string, DecimalSign> signs, int line) => (_cells, _signs, _line) = (cells, signs, line);

    /// <summary>The rows of a file.</summary>
    /// <exception cref="FormatException">The file is no CSV, or has no or too many rows.</exception>
    public static List<SettingsRow> ReadAll(Stream csv, int mostRows)
    {
        var rows = new List<SettingsRow>();
        var signs = new Dictionary<string, DecimalSign>();
        try
        {
            using var reader = CsvReader.Create(csv, new() { TrackLineNumbers = true, TrimWhitespace = true, TrimInsideQuotes = true }, true);
            var columns = reader.Headers.Select(h => h.Trim().ToLowerInvariant().Replace(' ', '_')).ToList();
            while (reader.Read())
            {
                if (rows.Count == mostRows)
                    throw new FormatException($"The file has more than {mostRows} rows.");
                var cells = new Dictionary<string, string>();
                for (var i = 0; i < Math.Min(columns.Count, reader.FieldCount); i++)
                    cells[columns[i]] = reader.GetString(i);
                if (cells.Values.Any(v => v.Length > 0))
                    rows.Add(new(cells, signs, (int)reader.LineNumber));
                // One cell that leaves no doubt tells how its column writes decimals.
                foreach (var (column, value) in cells)
                {
                    if (Numbers.SignOf(value) is var sign and not DecimalSign.Unknown)
                        signs.TryAdd(column, sign);
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw new FormatException($"The file is no CSV: {e.Message}", e);
        }

        // An empty list would be taken for "no prices" or "no policy" without a word.
        return rows.Count > 0 ? rows : throw new FormatException("The file has no row beneath its header.");
    }

    /// <summary>Reads each row of a file by itself.</summary>
    /// <returns>What was read, and what is wrong with the other rows, at most <see cref="MostProblems"/> of them.</returns>
    /// <exception cref="FormatException">The file is no CSV, or has no or too many rows.</exception>
    public static (List<T> Read, List<string> Problems) ReadEach<T>(Stream csv, int mostRows, Func<SettingsRow, T> read)
    {
        var (good, problems) = (new List<T>(), new List<string>());
        foreach (var row in ReadAll(csv, mostRows))
        {
            try
            {
                good.Add(read(row));
            }
            catch (FormatException fault) when (problems.Count < MostProblems)
            {
                problems.Add(fault.Message);
            }
            catch (FormatException)
            {
                problems.Add("There are more bad rows.");
                break;
            }
        }

        return (good, problems);
    }

    /// <summary>The first of the columns that the row has a value in.</summary>
    public string? Optional(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (_cells.TryGetValue(column, out var value) && !string.IsNullOrWhiteSpace(value))
                return value.Trim();
        }

        return null;
    }

    /// <summary>As <see cref="Optional"/>, but the row must have it.</summary>
    public string Required(params ReadOnlySpan<string> columns) =>
        Optional(columns) ?? throw new FormatException($"Row {_line} has no \"{columns[0]}\".");

    /// <summary>A number that is not negative, written as imports take it: "1,200.50", "1.200,50" or "1 200".</summary>
    public decimal Number(params ReadOnlySpan<string> columns) => Money(out _, columns);

    /// <summary>As <see cref="Number"/>; the cell may name the currency: "1.200,50 EUR".</summary>
    public decimal Money(out string? currency, params ReadOnlySpan<string> columns) => Read(out currency, "1200.50 or 1.200,50", columns);

    private decimal Read(out string? currency, string example, ReadOnlySpan<string> columns)
    {
        var value = Required(columns);
        var sign = DecimalSign.Unknown;
        foreach (var column in columns)
        {
            if (_cells.TryGetValue(column, out var cell) && !string.IsNullOrWhiteSpace(cell))
            {
                sign = _signs.GetValueOrDefault(column);
                break;
            }
        }

        return Numbers.TryParse(value, sign, out var number, out currency) && number >= 0
            ? number
            : throw Wrong($"\"{value}\" is no number for \"{columns[0]}\"; write it in digits, such as {example}.");
    }

    /// <summary>A whole number that is not negative.</summary>
    public int Whole(params ReadOnlySpan<string> columns) =>
        Read(out _, "14", columns) is var number && number <= int.MaxValue && number == decimal.Truncate(number)
            ? (int)number
            : throw Wrong($"{number.ToString(CultureInfo.InvariantCulture)} is no whole number for \"{columns[0]}\".");

    /// <summary>What is wrong with the row, to be thrown.</summary>
    public FormatException Wrong(string what) => new($"Row {_line}: {what}");
}
