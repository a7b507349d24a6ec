using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Says what a signed-in user may see.</summary>
/// <param name="contexts">Opens the database.</param>
public sealed class ViewerStore(IDbContextFactory<WorkspaceDbContext> contexts)
{
    // Asked with every request, so its translation is kept.
    private readonly Func<WorkspaceDbContext, UserId, CancellationToken, Task<Known?>> _find = EF.CompileAsyncQuery(
        (WorkspaceDbContext db, UserId id, CancellationToken _) => db.People.Where(u => u.Id == id).Select(u => new Known(u.Name, u.Role, u.TeamId)).FirstOrDefault());

    /// <summary>The viewer that a user is now; null when the user no longer exists.</summary>
    public async Task<Viewer?> FindAsync(UserId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await _find(db, id, ct) is not { } user)
            return null;
        if (user.TeamId is not { } own)
            return new(id, user.Name, user.Role, []);
        if (user.Role == UserRole.Rep)
            return new(id, user.Name, user.Role, [own]);

        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.ParentId }).ToListAsync(ct);
        var below = teams.ToLookup(t => t.ParentId, t => t.Id);
        var seen = new HashSet<TeamId> { own };
        var queue = new Queue<TeamId>([own]);
        while (queue.TryDequeue(out var team))
        {
            foreach (var child in below[team].Where(seen.Add))
                queue.Enqueue(child);
        }

        return new(id, user.Name, user.Role, [.. seen]);
    }

    /// <summary>The first admin: whom the command line acts as, since whoever runs it owns the folder. Null in a workspace without users.</summary>
    public async Task<Viewer?> FindAdminAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var admin = await db.People.AsNoTracking().Where(u => u.Role == UserRole.Admin).OrderBy(u => u.Id).FirstOrDefaultAsync(ct);
        return admin is null ? null : new(admin.Id, admin.Name, admin.Role, []);
    }

    private sealed record Known(string Name, UserRole Role, TeamId? TeamId);
}
