using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.SignIn;

/// <summary>Users with their sign-in data.</summary>
internal sealed class Accounts(WorkspaceDbContext db, UserManager<Login> logins)
{
    /// <summary>True while no admin has an address to sign in with.</summary>
    public static async Task<bool> NeedsAdminAsync(WorkspaceDbContext db, CancellationToken ct) =>
        !await db.People.AnyAsync(u => u.Role == UserRole.Admin && u.Email != null, ct);

    /// <summary>The user as the client shows it.</summary>
    public async Task<Me> DescribeAsync(UserId id, CancellationToken ct)
    {
        var user = await db.People.AsNoTracking().SingleAsync(u => u.Id == id, ct);
        var team = await db.Teams.Where(t => t.Id == user.TeamId).Select(t => t.Name).FirstOrDefaultAsync(ct);
        var hasPassword = await db.Users.AnyAsync(l => l.UserId == id && l.PasswordHash != null, ct);
        return new(user.Id, user.Name, user.Email, user.Role, team, hasPassword);
    }

    /// <summary>What is wrong with what the first admin said, by field.</summary>
    public async Task<Dictionary<string, string[]>> CheckAsync(LinkSignIn request)
    {
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            problems["name"] = ["Say your name."];
        if (request.Email is not { Length: > 2 and <= 320 } email || email.IndexOf('@', StringComparison.Ordinal) < 1)
            problems["email"] = ["Give an email address."];
        foreach (var validator in logins.PasswordValidators)
        {
            var result = await validator.ValidateAsync(logins, new() { UserId = default }, request.Password);
            if (!result.Succeeded)
                problems["password"] = [.. result.Errors.Select(e => e.Description)];
        }

        return problems;
    }

    /// <summary>The sign-in data of a user; made when there is none yet.</summary>
    /// <param name="user">The user.</param>
    /// <param name="first">What the first admin said about themselves, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Login> LoginOfAsync(User user, LinkSignIn? first, CancellationToken ct)
    {
        if (first is not null)
        {
            user.Name = first.Name!.Trim();
            user.Email = first.Email!.Trim().ToLowerInvariant();
            await db.SaveChangesAsync(ct);
        }

        if (await db.Users.SingleOrDefaultAsync(l => l.UserId == user.Id, ct) is { } known)
            return known;
        var name = user.Email ?? user.Id.ToString();
        var login = new Login { Id = user.Id.Value, UserId = user.Id, UserName = name, Email = user.Email };
        var result = first is null ? await logins.CreateAsync(login) : await logins.CreateAsync(login, first.Password!);
        return result.Succeeded ? login : throw new InvalidOperationException($"The sign-in data was refused: {string.Join(" ", result.Errors.Select(e => e.Description))}");
    }
}
