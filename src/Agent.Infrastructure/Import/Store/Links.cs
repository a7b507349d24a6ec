using Agent.Core.Deals;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Store;

/// <summary>Follows what a row says about other records: by id, by address, by name. A name nobody has yet makes a record of that name; one that several have is reported.</summary>
internal static class Links
{
    public static UserId? Owner(this ImportSession session, RowReader row)
    {
        if (row.Key(Field.OwnerId) is { } key && session.Users.FindKey(key) is { } byKey)
            return byKey;
        var (name, email) = Person(row.Text(Field.Owner) ?? "");
        email = Address(row.Text(Field.OwnerEmail)) ?? email;
        if (email is not null && session.Users.TryFind(email, out var byEmail, out _))
            return byEmail;
        if (name.Length == 0 && email is null)
        {
            if (row.Text(Field.OwnerId) is { } id)
                row.Remark(Field.OwnerId, $"No user has the id \"{RowReader.Cut(id)}\"; the record is kept without owner. Import the users first.");
            return null;
        }

        if (name.Length == 0)
            name = Names.FromAddress(email!);
        return session.UserNamed(row, Field.Owner, name, email);
    }

    public static UserId? UserNamed(this ImportSession session, RowReader row, Field field, string name, string? email)
    {
        if (session.Users.TryFind(name, out var byName, out var count))
            return byName;
        if (count > 1)
        {
            row.Remark(field, $"The name \"{RowReader.Cut(name)}\" fits {count} users; the record is kept without owner.");
            return null;
        }

        RemarkNearest(row, field, "user", name, session.Users.Nearest(name));
        return session.MakeUser(name, email).Id;
    }

    public static AccountId? Account(this ImportSession session, RowReader row)
    {
        foreach (var id in row.List(Field.AccountId))
        {
            if (session.Accounts.FindKey(row.Prefixed(id)) is { } byKey)
                return byKey;
        }

        var names = row.List(Field.Account);
        if (names.Count == 0)
        {
            if (row.Text(Field.AccountId) is { } id)
                row.Remark(Field.AccountId, $"No account has the id \"{RowReader.Cut(id)}\"; the record is kept without account. Import the accounts too.");
            return null;
        }

        // "Smith; Sons" may be one name.
        var whole = row.Text(Field.Account)!;
        if (names.Count > 1 && session.Accounts.TryFind(whole, out var asWhole, out _))
            return asWhole;
        if (names.Count > 1)
            row.Remark(Field.Account, $"\"{RowReader.Cut(whole)}\" names {names.Count} accounts; the first is taken.");
        if (session.Accounts.TryFind(names[0], out var byName, out var count))
            return byName;
        if (count > 1)
        {
            row.Remark(Field.Account, $"The name \"{RowReader.Cut(names[0])}\" fits {count} accounts; the record is kept without account.");
            return null;
        }

        RemarkNearest(row, Field.Account, "account", names[0], session.Accounts.Nearest(names[0]));
        return session.MakeAccount(names[0]).Id;
    }

    public static IReadOnlyList<(ProductId Id, string Name)> ProductsOf(this ImportSession session, RowReader row)
    {
        var found = new List<(ProductId, string)>();
        var names = row.List(Field.Product);
        foreach (var id in row.List(Field.ProductId))
        {
            if (session.Products.FindKey(row.Prefixed(id)) is { } byKey)
                found.Add((byKey, names.Count > found.Count ? names[found.Count] : id));
        }

        if (found.Count > 0)
            return found;
        foreach (var name in names)
        {
            if (session.Products.TryFind(name, out var byName, out var count))
            {
                found.Add((byName, name));
            }
            else if (count > 1)
            {
                row.Remark(Field.Product, $"The name \"{RowReader.Cut(name)}\" fits {count} products; none is linked.");
            }
            else
            {
                RemarkNearest(row, Field.Product, "product", name, session.Products.Nearest(name));
                found.Add((session.MakeProduct(name).Id, name));
            }
        }

        return found;
    }

    /// <summary>The contacts that a row names and that are known; people are not made from a name alone.</summary>
    public static IReadOnlyList<ContactId> ContactsOf(this ImportSession session, RowReader row, AccountId? account)
    {
        if (!session.NeedsContacts)
            return [];
        var found = new List<ContactId>();
        foreach (var id in row.List(Field.ContactId))
        {
            if (session.Contacts.FindKey(row.Prefixed(id)) is { } byKey)
                found.Add(byKey);
        }

        if (found.Count > 0)
            return found;
        foreach (var text in row.List(Field.ContactEmail).Concat(row.List(Field.Contact)))
        {
            var (name, email) = Person(text);
            if (session.Contact(name, email, account) is { } contact)
                found.Add(contact);
            else if (name.Length > 0 && session.Contacts.TryFind(name, out _, out var count) is false && count > 1)
                row.Remark(Field.Contact, $"The name \"{RowReader.Cut(name)}\" fits {count} contacts; none is linked.");
        }

        return [.. found.Distinct()];
    }

    /// <summary>A contact by address, else by name at the account, else by a name that only one contact has.</summary>
    public static ContactId? Contact(this ImportSession session, string name, string? email, AccountId? account)
    {
        if (email is not null && session.Contacts.TryFind(email, out var byEmail, out _))
            return byEmail;
        if (name.Length == 0)
            return null;
        if (account is { } at && session.Contacts.TryFind(ImportSession.ContactHash(name, at), out var there, out _))
            return there;
        return session.Contacts.TryFind(name, out var byName, out _) ? byName : null;
    }

    /// <summary>The deal that a row names.</summary>
    public static DealId? Deal(this ImportSession session, RowReader row)
    {
        foreach (var id in row.List(Field.DealId).Concat(row.List(Field.AboutId)))
        {
            if (session.Deals.FindKey(row.Prefixed(id)) is { } byKey)
                return byKey;
        }

        if (row.Text(Field.Deal) is not { } name)
        {
            if (row.Text(Field.DealId) is { } id)
                row.Remark(Field.DealId, $"No deal has the id \"{RowReader.Cut(id)}\"; the record is kept without deal. Import the deals first.");
            return null;
        }

        if (session.Deals.TryFind(name, out var byName, out var count))
            return byName;
        row.Remark(Field.Deal, count > 1
            ? $"The name \"{RowReader.Cut(name)}\" fits {count} deals; the record is kept without deal."
            : $"No deal is called \"{RowReader.Cut(name)}\"; the record is kept without deal.");
        return null;
    }

    /// <summary>Somebody who took part, as the user or contact that it is.</summary>
    public static Participant Participant(this ImportSession session, string name, string? email, AccountId? account)
    {
        UserId? user = (email is not null && session.Users.TryFind(email, out var byEmail, out _)) ? byEmail
            : email is null && name.Length > 0 && session.Users.TryFind(name, out var byName, out _) ? byName
            : null;
        return new(name, email, user is null && session.Contact(name, email, account) is { } contact && (IsAddressOf(session, contact, email) || session.MayBe(contact, email)) ? contact : null, user);
    }

    private static bool IsAddressOf(ImportSession session, ContactId contact, string? email) =>
        email is not null && session.Contacts.TryFind(email, out var of, out _) && of.Equals(contact);

    /// <summary>"Jane Doe (jane@x.com)", "Jane Doe &lt;jane@x.com&gt;" or "jane@x.com".</summary>
    public static (string Name, string? Email) Person(string text)
    {
        var at = text.IndexOf('@');
        if (at < 0)
            return (text.Trim(), null);
        var start = text.LastIndexOfAny([' ', '(', '<', '['], at) + 1;
        var end = text.IndexOfAny([' ', ')', '>', ']'], at);
        var email = text[start..(end < 0 ? text.Length : end)];
        return (text[..start].Trim(' ', '(', '<', '[', '"', '\''), Address(email));
    }

    public static string? Address(string? text) => text?.Trim() is { Length: > 2 } email && email.Contains('@') ? email.ToLowerInvariant() : null;

    private static void RemarkNearest(RowReader row, Field field, string what, string name, string? nearest)
    {
        if (nearest is not null)
            row.Remark(field, $"The {what} \"{RowReader.Cut(name)}\" is new; \"{RowReader.Cut(nearest)}\" is known. If they are the same, write them alike and import again.");
    }
}
