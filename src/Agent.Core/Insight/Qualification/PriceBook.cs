namespace Agent.Core.Insight.Qualification;

/// <summary>A product with its list price.</summary>
/// <param name="Product">Name as sold.</param>
/// <param name="ListPrice">List price of one unit, in whole units of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record PriceBookEntry(string Product, decimal ListPrice, string Currency = "USD");

/// <summary>What the seller sells, at which list price.</summary>
/// <param name="Entries">The products.</param>
public sealed record PriceBook(IReadOnlyList<PriceBookEntry> Entries)
{
    /// <summary>The entry of a product, by its exact name; null when the book has none.</summary>
    public PriceBookEntry? Find(string product) => Entries.FirstOrDefault(e => string.Equals(e.Product, product, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A step of a delivery policy.</summary>
/// <param name="FromUnits">The step holds from so many units on.</param>
/// <param name="Days">Calendar days that delivery and installation take.</param>
public sealed record DeliveryTier(int FromUnits, int Days);

/// <summary>How long the seller needs to deliver and install, by the number of units over all products.</summary>
public sealed record DeliveryPolicy
{
    private readonly DeliveryTier[] _tiers;

    private DeliveryPolicy(IEnumerable<DeliveryTier> tiers) => _tiers = [.. tiers.OrderBy(t => t.FromUnits)];

    /// <summary>The steps, fewest units first.</summary>
    public IReadOnlyList<DeliveryTier> Tiers => _tiers;

    /// <summary>Steps given by their least number of units.</summary>
    public static DeliveryPolicy From(IEnumerable<DeliveryTier> tiers) => new(tiers);

    /// <summary>Steps given by their largest number of units ("up to 5 units: 3 days"); beyond the last one its days are the least it takes.</summary>
    public static DeliveryPolicy UpTo(IEnumerable<(int Units, int Days)> steps)
    {
        var tiers = new List<DeliveryTier>();
        var from = 1;
        foreach (var (units, days) in steps.OrderBy(s => s.Units))
        {
            tiers.Add(new(from, days));
            from = units + 1;
        }

        return new(tiers);
    }

    /// <summary>Days for so many units; null for a policy without a step that holds for them.</summary>
    public int? DaysFor(int units)
    {
        int? days = null;
        foreach (var tier in _tiers)
        {
            if (units >= tier.FromUnits)
                days = tier.Days;
        }

        return days;
    }
}
