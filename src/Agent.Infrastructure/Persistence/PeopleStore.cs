using System.Text.Json;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What an admin says about a user.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Email">Work address; only for a new user, since the sign-in of a known one goes by it.</param>
/// <param name="Role">What the user may see and do.</param>
/// <param name="TeamId">The user's team, or null.</param>
public sealed record PersonChoices(string? Name, string? Email, UserRole Role, TeamId? TeamId);

/// <summary>What an admin says about a team.</summary>
/// <param name="Name">Name as people say it.</param>
/// <param name="ParentId">The team above, or null at the top.</param>
public sealed record TeamChoices(string? Name, TeamId? ParentId);

/// <summary>What came of it: the one that was written, or what is wrong, by field.</summary>
/// <typeparam name="TId">Identity of what was written.</typeparam>
/// <param name="Id">The user or team; null when something is wrong, or when there is no such one.</param>
/// <param name="Problems">Empty when it was written.</param>
public sealed record PeopleOutcome<TId>(TId? Id, Dictionary<string, string[]> Problems)
    where TId : struct;

/// <summary>Users and teams. Who may change them is decided by whoever calls; each change stands in the log of decisions.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class PeopleStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 100;

    private const int MaxEmail = 320;

    /// <summary>Adds a user, or changes one.</summary>
    /// <param name="id">Whom to change; null for a new user.</param>
    /// <param name="choices">What holds from now on.</param>
    /// <param name="by">The admin.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>The user; neither a user nor a problem when there is no such user.</returns>
    public async Task<PeopleOutcome<UserId>> SetPersonAsync(UserId? id, PersonChoices choices, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = id is { } asked ? await db.People.SingleOrDefaultAsync(u => u.Id == asked, ct) : null;
        if (id is not null && known is null)
            return new(null, []);
        var email = choices.Email?.Trim().ToLowerInvariant();
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(choices.Name) || choices.Name.Trim().Length > MaxName)
            problems["name"] = [$"Give a name of at most {MaxName} characters."];
        if (known is null && (email is not { Length: > 2 and <= MaxEmail } || email.IndexOf('@', StringComparison.Ordinal) < 1))
            problems["email"] = ["Give an email address."];
        else if (known is null && await db.People.AnyAsync(u => u.Email == email, ct))
            problems["email"] = ["Somebody has this address already."];
        if (choices.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team, ct))
            problems["teamId"] = ["There is no such team."];
        // One without an address was never signed in to: the start makes it for whoever comes first.
        if (known is { Role: UserRole.Admin } && choices.Role != UserRole.Admin && !await db.People.AnyAsync(u => u.Role == UserRole.Admin && u.Email != null && u.Id != known.Id, ct))
            problems["role"] = ["Somebody has to be administrator. Make another one first."];
        if (problems.Count > 0)
            return new(null, problems);

        var before = known is null ? null : Said(known);
        var user = known ?? new User { Name = "", Email = email };
        (user.Name, user.Role, user.TeamId) = (choices.Name!.Trim(), choices.Role, choices.TeamId);
        if (known is null)
            db.Add(user);
        if (before != Said(user))
            await SettingsAudit.NoteAsync(db, "person", before, Said(user), by, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new(user.Id, []);
    }

    /// <summary>Adds a team.</summary>
    /// <param name="choices">Its name and the team above it.</param>
    /// <param name="by">The admin.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<PeopleOutcome<TeamId>> AddTeamAsync(TeamChoices choices, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = choices.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName)
            return new(null, new() { ["name"] = [$"Give a name of at most {MaxName} characters."] });
        if (await db.Teams.AnyAsync(t => t.Name == name, ct))
            return new(null, new() { ["name"] = ["There is a team of this name already."] });
        if (choices.ParentId is { } above && !await db.Teams.AnyAsync(t => t.Id == above, ct))
            return new(null, new() { ["parentId"] = ["There is no such team."] });
        var team = new Team { Name = name, ParentId = choices.ParentId };
        db.Add(team);
        await SettingsAudit.NoteAsync(db, "team", null, JsonSerializer.Serialize(new { team.Name, Above = team.ParentId }, JsonSerializerOptions.Web), by, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return new(team.Id, []);
    }

    private static string Said(User user) =>
        JsonSerializer.Serialize(new { user.Name, user.Email, Role = user.Role.ToString(), Team = user.TeamId }, JsonSerializerOptions.Web);
}
