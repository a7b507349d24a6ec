using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import;

/// <summary>Reads a price book from CSV with the columns <c>product</c>, <c>list_price</c> and, optionally, <c>currency</c>.</summary>
public static class PriceBookFile
{
    /// <summary>More products than any price book has; a larger file is not one.</summary>
    private const int MostRows = 100_000;

    // A list price beyond this is a slip, and no store could add such prices up.
    private const decimal MostPrice = 1_000_000_000_000m;

    /// <summary>Parses the CSV.</summary>
    /// <exception cref="FormatException">A column is missing or a price is no number; the message names the row.</exception>
    public static PriceBook Parse(Stream csv) => new(SettingsRow.ReadAll(csv, MostRows).ConvertAll(Entry));

    /// <summary>Parses the CSV and gathers what is wrong with its rows.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="mostRows">The most products.</param>
    /// <returns>The prices, and a sentence for each bad row; a product may stand in it once.</returns>
    /// <exception cref="FormatException">The file is no CSV, or has no or too many rows.</exception>
    public static (IReadOnlyList<PriceBookEntry> Entries, IReadOnlyList<string> Problems) Read(Stream csv, int mostRows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return SettingsRow.ReadEach(csv, mostRows, row =>
        {
            var entry = Entry(row);
            return seen.Add(Names.Normalize(entry.Product)) ? entry : throw row.Wrong($"\"{entry.Product}\" stands in the file already.");
        });
    }

    private static PriceBookEntry Entry(SettingsRow row)
    {
        var product = row.Required("product", "name");
        var price = row.Money(out var named, "list_price", "price", "unit_price");
        if (price > MostPrice)
            throw row.Wrong($"{price} is no price.");
        var currency = row.Optional("currency") ?? named ?? "USD";
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter))
            throw row.Wrong($"\"{currency}\" is no currency; write its three letters, such as EUR.");
        return new(product, price, currency.ToUpperInvariant());
    }
}
