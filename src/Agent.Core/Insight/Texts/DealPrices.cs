using System.Globalization;
using Agent.Core.Agents;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Texts;

/// <summary>A line of a deal with its product's name and its price.</summary>
/// <param name="Name">The product.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of a unit in the deal's currency; null when neither the deal nor the price book says.</param>
internal sealed record PricedLine(string Name, decimal Quantity, decimal? UnitPrice)
{
    public decimal? Total => Quantity * UnitPrice;
}

/// <summary>What the deal's record says about the price.</summary>
/// <param name="Lines">Its lines, dearest first; those of unknown products left out.</param>
/// <param name="Total">Sum of the lines; null when a price or a product is not known.</param>
/// <param name="Currency">ISO 4217 code.</param>
internal sealed record DealPrices(IReadOnlyList<PricedLine> Lines, decimal? Total, string Currency)
{
    public static DealPrices Of(Deal deal, IReadOnlyList<Product> products)
    {
        var lines = new List<PricedLine>();
        foreach (var line in deal.Lines)
        {
            if (products.FirstOrDefault(p => p.Id == line.ProductId) is { } product)
                lines.Add(new(product.Name, line.Quantity, line.UnitPrice ?? (product.Currency == deal.Currency ? product.ListPrice : null)));
        }

        var known = lines.Count > 0 && lines.Count == deal.Lines.Count && lines.All(l => l.Total is not null);
        return new([.. lines.OrderByDescending(l => l.Total ?? 0)], known ? lines.Sum(l => l.Total) : null, deal.Currency);
    }

    public string Money(decimal? amount) => Wording.Money(amount, Currency);

    /// <summary>"38 Halden H40 at €1,100 each": €41,800" without the sum for a single unit.</summary>
    public string Say(PricedLine line) => line switch
    {
        { UnitPrice: null } => $"{Count(line.Quantity)} {line.Name}",
        { Quantity: 1 } => $"{line.Name}: {Money(line.UnitPrice)}",
        _ => $"{Count(line.Quantity)} {line.Name} at {Money(line.UnitPrice)}: {Money(line.Total)}",
    };

    public static string Count(decimal quantity) => quantity.ToString("#,0.##", CultureInfo.InvariantCulture);
}
