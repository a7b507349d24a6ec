namespace Agent.Core.Deals;

/// <summary>What a user may see and do.</summary>
public enum UserRole
{
    /// <summary>Sells; sees the deals of the own team.</summary>
    Rep,

    /// <summary>Leads; sees the deals of the own team and of the teams below it.</summary>
    Manager,

    /// <summary>Runs the workspace; sees everything.</summary>
    Admin,
}

/// <summary>A person of the selling company. Sign-in data is kept apart from it.</summary>
public sealed class User
{
    /// <summary>Identity.</summary>
    public UserId Id { get; init; } = UserId.New();

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>Work address, by which emails are recognized as ours; null where the source had none.</summary>
    public string? Email { get; set; }

    /// <summary>What the user may see and do.</summary>
    public UserRole Role { get; set; }

    /// <summary>The team the user belongs to, or null.</summary>
    public TeamId? TeamId { get; set; }

    /// <summary>Key in the system that this user was imported from; unique among users.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>A team; teams form a tree.</summary>
public sealed class Team
{
    /// <summary>Identity.</summary>
    public TeamId Id { get; init; } = TeamId.New();

    /// <summary>Name as people say it.</summary>
    public required string Name { get; set; }

    /// <summary>The team above, or null at the top.</summary>
    public TeamId? ParentId { get; set; }

    /// <summary>Key in the system that this team was imported from; unique among teams.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>What a user is to sell in a period.</summary>
public sealed class Quota
{
    /// <summary>Whose target it is.</summary>
    public required UserId UserId { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Target in whole units of <see cref="Currency"/>.</summary>
    public required decimal Amount { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }
}
