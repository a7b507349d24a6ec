using Agent.Core.Insight.Qualification;

namespace Agent.Infrastructure.Import;

/// <summary>Reads a price book from CSV with the columns <c>product</c>, <c>list_price</c> and, optionally, <c>currency</c>.</summary>
public static class PriceBookFile
{
    /// <summary>More products than any price book has; a larger file is not one.</summary>
    private const int MostRows = 100_000;

    /// <summary>Parses the CSV.</summary>
    /// <exception cref="FormatException">A column is missing or a price is no number; the message names the row.</exception>
    public static PriceBook Parse(Stream csv)
    {
        var entries = new List<PriceBookEntry>();
        foreach (var row in SettingsRow.ReadAll(csv, MostRows))
        {
            var product = row.Required("product", "name");
            entries.Add(new(product.Trim(), row.Number("list_price", "price", "unit_price"), row.Optional("currency") is { Length: 3 } currency ? currency.ToUpperInvariant() : "USD"));
        }

        return new(entries);
    }
}
