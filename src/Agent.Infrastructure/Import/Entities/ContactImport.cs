using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>People at accounts.</summary>
internal sealed class ContactImport(ImportSession session) : EntityImport<Contact, ContactId>(session, EntityKind.Contacts)
{
    protected override Contact? Read(RowReader row, bool isPrimary)
    {
        // Several addresses in a cell: the first is the main one.
        var email = Links.Address(row.Text(Field.Email)?.Split([',', ';'])[0]);
        var name = Name(row, email);
        if (name is null)
        {
            if (isPrimary)
                row.Refuse(Field.Name, "The contact has neither name nor address.");
            return null;
        }

        var contact = new Contact
        {
            Name = name,
            Title = row.Text(Field.Title),
            Email = email,
            Phone = row.Text(Field.Phone),
            LeftOn = row.Day(Field.LeftOn),
            ExternalId = row.Key(Field.Id),
        };
        if (row.IsBad)
            return null;
        contact.AccountId = Session.Account(row) ?? AccountAt(email);
        contact.OwnerId = Session.Owner(row);
        return contact;
    }

    protected override string NaturalKey(Contact fresh) => fresh.Email ?? $"{Names.Normalize(fresh.Name)}|{fresh.AccountId}";

    protected override ContactId? FindKnown(RowReader row, Contact fresh)
    {
        if (fresh.ExternalId is { } key && Session.Contacts.FindKey(key) is { } byKey)
            return byKey;
        if (fresh.Email is { } email && Session.Contacts.TryFind(email, out var byEmail, out _))
            return byEmail;
        if (fresh.AccountId is { } account)
            return Session.Contacts.TryFind(ImportSession.ContactHash(fresh.Name, account), out var there, out _) ? there : null;
        return Session.Contacts.TryFind(fresh.Name, out var byName, out _) && !Session.AccountOfContact.ContainsKey(byName) ? byName : null;
    }

    protected override string? ExternalId(Contact entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(Contact Fresh, ContactId? Known)> batch, CancellationToken ct)
    {
        var ids = batch.Where(b => b.Known is not null).Select(b => b.Known!.Value).ToList();
        var contacts = await Session.Db.Contacts.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        DropOthers(batch, contacts);
        return new(contacts, []);
    }

    protected override bool Merge(Contact known, Contact fresh, RowReader row)
    {
        var changed = Set(fresh.Name, known.Name, v => known.Name = v);
        changed |= Set(fresh.AccountId, known.AccountId, v => known.AccountId = v);
        changed |= Set(fresh.Title, known.Title, v => known.Title = v);
        changed |= Set(fresh.Email, known.Email, v => known.Email = v);
        changed |= Set(fresh.Phone, known.Phone, v => known.Phone = v);
        changed |= Set(fresh.LeftOn, known.LeftOn, v => known.LeftOn = v);
        changed |= Set(fresh.OwnerId, known.OwnerId, v => known.OwnerId = v);
        if (known.ExternalId is null)
            changed |= Set(fresh.ExternalId, known.ExternalId, v => known.ExternalId = v);
        return changed;
    }

    protected override void Index(Contact entity, Contact fresh)
    {
        Session.Index(entity.Id, entity.Name, entity.Email, entity.AccountId, entity.ExternalId);
        Session.Contacts.Add(entity.Id, null, fresh.ExternalId);
    }

    private static string? Name(RowReader row, string? email)
    {
        if (row.Text(Field.Name) is { } name)
            return name;
        var full = string.Join(' ', new[] { row.Text(Field.FirstName), row.Text(Field.LastName) }.Where(n => n is not null));
        return full.Length > 0 ? full : email is null ? null : Names.FromAddress(email);
    }

    private AccountId? AccountAt(string? email) =>
        Names.Domain(email) is { } domain && Session.Domains.TryFind(domain, out var account, out _) ? account : null;
}
