using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>Companies.</summary>
internal sealed class AccountImport(ImportSession session) : EntityImport<Account, AccountId>(session, EntityKind.Accounts)
{
    protected override Account? Read(RowReader row, bool isPrimary)
    {
        var domain = Names.Domain(row.Text(Field.Domain));
        var name = row.Text(Field.Name) ?? domain;
        if (name is null)
        {
            if (isPrimary && !row.IsBad)
                row.Refuse(Field.Name, "The account has no name.");
            return null;
        }

        var employees = row.Number(Field.Employees);
        var account = new Account
        {
            Name = name,
            Domain = domain,
            Industry = row.Text(Field.Industry),
            Employees = employees is { } heads && heads <= int.MaxValue ? (int)heads : null,
            Revenue = row.Number(Field.Revenue),
            Country = row.Text(Field.Country),
            ExternalId = row.Key(Field.Id),
        };
        if (row.IsBad)
            return null;
        account.OwnerId = Session.Owner(row);
        return account;
    }

    protected override string NaturalKey(Account fresh) => Names.Normalize(fresh.Name);

    protected override AccountId? FindKnown(RowReader row, Account fresh)
    {
        if (fresh.ExternalId is { } key && Session.Accounts.FindKey(key) is { } byKey)
            return byKey;
        return Session.Accounts.TryFind(fresh.Name, out var byName, out _) ? byName : null;
    }

    protected override string? ExternalId(Account entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(Account Fresh, AccountId? Known)> batch, CancellationToken ct)
    {
        var ids = batch.Where(b => b.Known is not null).Select(b => b.Known!.Value).ToList();
        var accounts = await Session.Db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        DropOthers(batch, accounts);
        return new(accounts, []);
    }

    protected override bool Merge(Account known, Account fresh, RowReader row)
    {
        var changed = Set(fresh.Name, known.Name, v => known.Name = v);
        changed |= Set(fresh.Domain, known.Domain, v => known.Domain = v);
        changed |= Set(fresh.Industry, known.Industry, v => known.Industry = v);
        changed |= Set(fresh.Employees, known.Employees, v => known.Employees = v);
        changed |= Set(fresh.Revenue, known.Revenue, v => known.Revenue = v);
        changed |= Set(fresh.Country, known.Country, v => known.Country = v);
        changed |= Set(fresh.OwnerId, known.OwnerId, v => known.OwnerId = v);
        if (known.ExternalId is null)
            changed |= Set(fresh.ExternalId, known.ExternalId, v => known.ExternalId = v);
        return changed;
    }

    protected override void Index(Account entity, Account fresh)
    {
        Session.Index(entity);
        Session.Accounts.Add(entity.Id, null, fresh.ExternalId);
    }
}
