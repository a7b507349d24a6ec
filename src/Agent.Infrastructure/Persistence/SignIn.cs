using Agent.Core.Deals;
using Microsoft.AspNetCore.Identity;

namespace Agent.Infrastructure.Persistence;

/// <summary>The sign-in data of a <see cref="User"/>: the password's hash, the lock after failed tries.</summary>
public sealed class Login : IdentityUser<Guid>
{
    /// <summary>The person who signs in with it.</summary>
    public required UserId UserId { get; init; }
}

/// <summary>A link that signs its user in once.</summary>
public sealed class SignInLink
{
    /// <summary>SHA-256 of the secret in the link, so that a stolen database opens no door.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Who signs in with it.</summary>
    public required UserId UserId { get; init; }

    /// <summary>From when on it no longer works.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used, or null.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
