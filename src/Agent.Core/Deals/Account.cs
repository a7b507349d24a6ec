namespace Agent.Core.Deals;

/// <summary>A company sold to.</summary>
public sealed class Account
{
    /// <summary>Identity.</summary>
    public AccountId Id { get; init; } = AccountId.New();

    /// <summary>Company name.</summary>
    public required string Name { get; set; }

    /// <summary>Email and web domain, lower case, without <c>www.</c>; participants are matched by it.</summary>
    public string? Domain { get; set; }

    /// <summary>Industry or sector, in the words of the source.</summary>
    public string? Industry { get; set; }

    /// <summary>Head count.</summary>
    public int? Employees { get; set; }

    /// <summary>Yearly revenue in whole units of the workspace currency.</summary>
    public decimal? Revenue { get; set; }

    /// <summary>Country or office location.</summary>
    public string? Country { get; set; }

    /// <summary>The user who looks after the account.</summary>
    public UserId? OwnerId { get; set; }

    /// <summary>Key in the system that this account was imported from; unique among accounts.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>A person at an account.</summary>
public sealed class Contact
{
    /// <summary>Identity.</summary>
    public ContactId Id { get; init; } = ContactId.New();

    /// <summary>Where the person works, or null when unknown.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>Job title.</summary>
    public string? Title { get; set; }

    /// <summary>Email address, lower case.</summary>
    public string? Email { get; set; }

    /// <summary>Phone number as written.</summary>
    public string? Phone { get; set; }

    /// <summary>The day the person left the account, or null.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>The user who looks after the contact.</summary>
    public UserId? OwnerId { get; set; }

    /// <summary>Key in the system that this contact was imported from; unique among contacts.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>Something the seller sells, with its list price: the price book is the list of these.</summary>
public sealed class Product
{
    /// <summary>Identity.</summary>
    public ProductId Id { get; init; } = ProductId.New();

    /// <summary>Name as sold.</summary>
    public required string Name { get; set; }

    /// <summary>Product line.</summary>
    public string? Family { get; set; }

    /// <summary>List price of one unit.</summary>
    public decimal? ListPrice { get; set; }

    /// <summary>ISO 4217 code of <see cref="ListPrice"/>.</summary>
    public string? Currency { get; set; }

    /// <summary>What one unit is, for example "site per year".</summary>
    public string? Unit { get; set; }

    /// <summary>Key in the system that this product was imported from; unique among products.</summary>
    public string? ExternalId { get; set; }
}
