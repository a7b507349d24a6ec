using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What became of a price book that was taken in, in products.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Changed">With another price than before.</param>
/// <param name="Same">As they were.</param>
/// <param name="Unpriced">Whose price was taken away, since the book does not name them.</param>
public sealed record PriceBookOutcome(int Added, int Changed, int Same, int Unpriced);

/// <summary>The price book that is in force. Who may change it is decided by whoever calls; deals are read again by what was written.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class PriceBookStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most products of a price book.</summary>
    public const int MaxProducts = 5_000;

    /// <summary>The products by name, those without a price among them.</summary>
    public async Task<IReadOnlyList<Product>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Products.AsNoTracking().OrderBy(p => p.Name).Take(MaxProducts).ToListAsync(ct);
    }

    /// <summary>Takes prices in by the names of the products.</summary>
    /// <param name="entries">The prices, each product once.</param>
    /// <param name="onlyThese">True to take the price from all products that are not named; they stay, since deals refer to them.</param>
    /// <param name="by">Who changes them.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<PriceBookOutcome> TakeAsync(IReadOnlyList<PriceBookEntry> entries, bool onlyThese, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var products = (await db.Products.OrderBy(p => p.Id).Take(2 * MaxProducts).ToListAsync(ct)).ToLookup(p => Names.Normalize(p.Name));
        var (added, changed, same) = (0, 0, 0);
        var (before, after) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var entry in entries)
        {
            if (products[Names.Normalize(entry.Product)].FirstOrDefault() is not { } known)
            {
                db.Products.Add(new() { Name = entry.Product, ListPrice = entry.ListPrice, Currency = entry.Currency });
                after[entry.Product] = Shown(entry.ListPrice, entry.Currency);
                added++;
            }
            else if ((known.ListPrice, known.Currency) == (entry.ListPrice, entry.Currency))
            {
                same++;
            }
            else
            {
                (before[known.Name], after[known.Name]) = (Shown(known.ListPrice, known.Currency), Shown(entry.ListPrice, entry.Currency));
                (known.ListPrice, known.Currency) = (entry.ListPrice, entry.Currency);
                changed++;
            }
        }

        var named = entries.Select(e => Names.Normalize(e.Product)).ToHashSet(StringComparer.Ordinal);
        var dropped = onlyThese ? products.Where(g => !named.Contains(g.Key)).SelectMany(g => g).Where(p => p.ListPrice is not null).ToList() : [];
        foreach (var product in dropped)
        {
            (before[product.Name], after[product.Name]) = (Shown(product.ListPrice, product.Currency), "");
            (product.ListPrice, product.Currency) = (null, null);
        }

        await SettingsAudit.NoteAsync(db, "price book", before, after, by, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return new(added, changed, same, dropped.Count);
    }

    private static string Shown(decimal? price, string? currency) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{price:0.####} {currency}").Trim();
}
