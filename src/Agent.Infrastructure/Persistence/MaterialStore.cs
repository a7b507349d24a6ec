using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>The team's playbooks, battle cards and the like. Who may change them is decided by whoever calls; what a viewer may see, here.</summary>
/// <param name="contexts">Opens the database.</param>
public sealed class MaterialStore(IDbContextFactory<WorkspaceDbContext> contexts)
{
    /// <summary>The most pieces of material in a list.</summary>
    public const int MaxListed = 1_000;

    /// <summary>The material in sight, by title.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="kind">Only of this kind, or null.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<MaterialHead>> ListAsync(Viewer viewer, MaterialKind? kind, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ListAsync(db, viewer, kind, ct);
    }

    /// <summary>The same over an opened database.</summary>
    internal static Task<List<MaterialHead>> ListAsync(WorkspaceDbContext db, Viewer viewer, MaterialKind? kind, CancellationToken ct) => db.VisibleMaterials(viewer)
        .Where(m => kind == null || m.Kind == kind)
        .OrderBy(m => m.Title).ThenBy(m => m.Id)
        .Take(MaxListed)
        .Select(m => new MaterialHead(m.Id, m.Title, m.Kind, m.Use, m.Teams, m.ChangedAt))
        .ToListAsync(ct);

    /// <summary>The material, or null when it is not in sight.</summary>
    public async Task<Material?> FindAsync(Viewer viewer, MaterialId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.VisibleMaterials(viewer).AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct);
    }

    /// <summary>
    /// Adds material, or puts it in the place of what has its id or, when it was imported before, its key; who may see that stays.
    /// What the viewer does not see is never replaced: then a file of the same name is material of its own, without a key.
    /// </summary>
    /// <returns>The material as it is stored, and whether it is new.</returns>
    public async Task<(Material Stored, bool IsNew)> SaveAsync(Viewer viewer, Material material, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.Materials.FirstOrDefaultAsync(m => m.Id == material.Id || (material.ExternalId != null && m.ExternalId == material.ExternalId), ct);
        if (known is not null && !await db.VisibleMaterials(viewer).AnyAsync(m => m.Id == known.Id, ct))
            (known, material.ExternalId) = (null, null);
        if (known is null)
        {
            db.Add(material);
            await db.SaveChangesAsync(ct);
            return (material, true);
        }

        (known.Title, known.Kind, known.Text, known.Use) = (material.Title, material.Kind, material.Text, material.Use);
        if (known.Id == material.Id)
            known.Teams = material.Teams;
        known.ChangedAt = material.ChangedAt;
        await db.SaveChangesAsync(ct);
        return (known, false);
    }

    /// <summary>Deletes material and, in the same transaction, its passages.</summary>
    public async Task DeleteAsync(MaterialId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Materials.Where(m => m.Id == id).ExecuteDeleteAsync(ct);
    }
}
