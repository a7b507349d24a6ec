using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>The price book.</summary>
internal sealed class ProductImport(ImportSession session) : EntityImport<Product, ProductId>(session, EntityKind.Products)
{
    protected override Product? Read(RowReader row, bool isPrimary)
    {
        if (row.Text(Field.Name) is not { } name)
        {
            if (isPrimary)
                row.Refuse(Field.Name, "The product has no name.");
            return null;
        }

        var price = row.Number(Field.ListPrice, out var currency);
        var product = new Product
        {
            Name = name,
            Family = row.Text(Field.Family),
            ListPrice = price,
            Currency = price is null ? null : row.Text(Field.Currency)?.ToUpperInvariant() ?? currency ?? row.Currency ?? "USD",
            Unit = row.Text(Field.Unit),
            ExternalId = row.Key(Field.Id),
        };
        return row.IsBad ? null : product;
    }

    protected override string NaturalKey(Product fresh) => Names.Normalize(fresh.Name);

    protected override ProductId? FindKnown(RowReader row, Product fresh)
    {
        if (fresh.ExternalId is { } key && Session.Products.FindKey(key) is { } byKey)
            return byKey;
        return Session.Products.TryFind(fresh.Name, out var byName, out _) ? byName : null;
    }

    protected override string? ExternalId(Product entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(Product Fresh, ProductId? Known)> batch, CancellationToken ct)
    {
        var ids = batch.Where(b => b.Known is not null).Select(b => b.Known!.Value).ToList();
        var products = await Session.Db.Products.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        DropOthers(batch, products);
        return new(products, []);
    }

    protected override bool Merge(Product known, Product fresh, RowReader row)
    {
        var changed = Set(fresh.Name, known.Name, v => known.Name = v);
        changed |= Set(fresh.Family, known.Family, v => known.Family = v);
        changed |= Set(fresh.ListPrice, known.ListPrice, v => known.ListPrice = v);
        changed |= Set(fresh.Currency, known.Currency, v => known.Currency = v);
        changed |= Set(fresh.Unit, known.Unit, v => known.Unit = v);
        if (known.ExternalId is null)
            changed |= Set(fresh.ExternalId, known.ExternalId, v => known.ExternalId = v);
        return changed;
    }

    protected override void Index(Product entity, Product fresh)
    {
        Session.Index(entity);
        Session.Products.Add(entity.Id, null, fresh.ExternalId);
    }
}
