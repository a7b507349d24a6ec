using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>People of the selling company, with the teams that their managers and offices make.</summary>
internal sealed class UserImport(ImportSession session) : EntityImport<User, UserId>(session, EntityKind.Users)
{
    // Known users that rows name as managers, with the team; and those that have a row of their own, which counts them.
    private readonly Dictionary<UserId, TeamId> _managers = [];
    private readonly HashSet<UserId> _made = [];
    private readonly HashSet<UserId> _rows = [];

    public override async Task FinishAsync(CancellationToken ct)
    {
        await Session.FlushAsync(ct);
        var ids = _managers.Keys.ToList();
        foreach (var user in await Session.Db.People.AsNoTracking().Where(u => EF.Parameter(ids).Contains(u.Id)).ToListAsync(ct))
        {
            if (user.Role >= UserRole.Manager && user.TeamId is not null)
            {
                if (!_rows.Contains(user.Id))
                    Session.Log.Unchanged(Kind);
                continue;
            }

            user.Role = user.Role > UserRole.Manager ? user.Role : UserRole.Manager;
            user.TeamId ??= _managers[user.Id];
            await Session.WriteAsync(user, isKnown: true, ct);
            Session.Log.Updated(Kind);
        }

        _managers.Clear();
    }

    protected override User? Read(RowReader row, bool isPrimary)
    {
        var email = Links.Address(row.Text(Field.Email));
        var name = row.Text(Field.Name)
            ?? (string.Join(' ', new[] { row.Text(Field.FirstName), row.Text(Field.LastName) }.Where(n => n is not null)) is { Length: > 0 } full ? full : null)
            ?? (email is null ? row.Text(Field.Username) : Names.FromAddress(email));
        if (name is null)
        {
            if (isPrimary)
                row.Refuse(Field.Name, "The user has no name.");
            return null;
        }

        if (row.IsBad)
            return null;
        return new User
        {
            Name = name,
            Email = email,
            Role = Role(row.Text(Field.Role)),
            TeamId = Team(row),
            ExternalId = row.Key(Field.Id),
        };
    }

    protected override string NaturalKey(User fresh) => fresh.Email ?? Names.Normalize(fresh.Name);

    protected override UserId? FindKnown(RowReader row, User fresh)
    {
        if (fresh.ExternalId is { } key && Session.Users.FindKey(key) is { } byKey)
            return byKey;
        if (fresh.Email is { } email && Session.Users.TryFind(email, out var byEmail, out _))
            return byEmail;
        return Session.Users.TryFind(fresh.Name, out var byName, out _) ? byName : null;
    }

    protected override string? ExternalId(User entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(User Fresh, UserId? Known)> batch, CancellationToken ct)
    {
        var ids = batch.Where(b => b.Known is not null).Select(b => b.Known!.Value).ToList();
        var users = await Session.Db.People.AsNoTracking().Where(u => EF.Parameter(ids).Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        foreach (var (fresh, known) in batch)
        {
            // Namesakes with different addresses are different people.
            if (known is { } id && users.TryGetValue(id, out var user) && user.Email is not null && fresh.Email is not null && user.Email != fresh.Email && user.ExternalId != fresh.ExternalId)
                users.Remove(id);
        }

        DropOthers(batch, users);
        return new(users, []);
    }

    protected override bool Merge(User known, User fresh, RowReader row)
    {
        var changed = Set(fresh.Name, known.Name, v => known.Name = v);
        changed |= Set(fresh.Email, known.Email, v => known.Email = v);
        changed |= Set(fresh.TeamId, known.TeamId, v => known.TeamId = v);
        if (known.ExternalId is null)
            changed |= Set(fresh.ExternalId, known.ExternalId, v => known.ExternalId = v);
        // A file never takes rights away: who manages a team here keeps it.
        if (fresh.Role > known.Role)
        {
            known.Role = fresh.Role;
            changed = true;
        }

        return changed;
    }

    protected override void Index(User entity, User fresh)
    {
        _rows.Add(entity.Id);
        Session.Index(entity);
        Session.Users.Add(entity.Id, null, fresh.ExternalId);
    }

    // The right to run the workspace is given here, not by a file.
    private static UserRole Role(string? words) =>
        words is not null && (words.Contains("manager", StringComparison.OrdinalIgnoreCase) || words.Contains("director", StringComparison.OrdinalIgnoreCase) || words.Contains("head of", StringComparison.OrdinalIgnoreCase))
            ? UserRole.Manager
            : UserRole.Rep;

    // A named team, else the manager's: they are what reports are grouped by. A region stands above its teams.
    private TeamId? Team(RowReader row)
    {
        var manager = row.Text(Field.Manager);
        var region = row.Text(Field.Region) is { } office ? Team(office, null) : null;
        var name = row.Text(Field.Team) ?? (manager is null ? null : $"{manager}'s team");
        if (name is null)
            return region;
        var team = Team(name, region);
        if (manager is not null && team is { } managed)
            LeadTeam(row, manager, managed);
        return team;
    }

    private TeamId? Team(string name, TeamId? parent) => Session.Teams.TryFind(name, out var known, out var count)
        ? known
        : count > 1 ? null : Session.MakeTeam(name, parent).Id;

    private void LeadTeam(RowReader row, string name, TeamId team)
    {
        if (!Session.Users.TryFind(name, out var manager, out var count))
        {
            if (count > 1)
                row.Remark(Field.Manager, $"The name \"{RowReader.Cut(name)}\" fits {count} users; the team is left without manager.");
            else
                _made.Add(Session.MakeUser(name, null, UserRole.Manager, team).Id);
            return;
        }

        if (!_made.Contains(manager))
            _managers.TryAdd(manager, team);
    }
}
