namespace Agent.Infrastructure.Import;

/// <summary>The kinds of record that a file can hold, in the order in which they are imported: a kind refers only to earlier ones.</summary>
internal enum EntityKind
{
    Users,
    Products,
    Accounts,
    Contacts,
    Deals,
    Tasks,
    Activities,
}

/// <summary>What a column can say about a record. A mapping file and the vocabulary use these names, in camelCase.</summary>
internal enum Field
{
    // The record itself and what it is called.
    Id, Name, FirstName, LastName, Title, Email, Phone, Username,

    // Users.
    Manager, Team, Region, Role,

    // Accounts.
    Domain, Industry, Employees, Revenue, Country, Parent,

    // Products.
    Family, ListPrice, Unit,

    // Contacts.
    LeftOn, Lifecycle,

    // Deals.
    Stage, Pipeline, Status, IsWon, IsLost, IsClosed, Probability, Amount, Currency, Created, StageEntered, CloseDate, WonOn, LostOn,
    LossReason, Source, DealType, NextStep, NextStepDue, Product, ProductId, Quantity, UnitPrice, BuyingRole,

    // Links to other records: by name, by id, by address.
    Owner, OwnerId, OwnerEmail, Account, AccountId, Contact, ContactId, ContactEmail, Deal, DealId, AboutId,

    // Activities and tasks.
    Kind, Direction, At, Time, Subject, Body, Minutes, From, To, InReplyTo, Done, DoneAt, DueOn,
}
