using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>A team's rules of approval. Who may change them is decided by whoever calls.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class ChangePolicyStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The rules that hold.</summary>
    public async Task<ChangePolicy> GetAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, ct);
    }

    /// <summary>Keeps new rules.</summary>
    /// <param name="policy">All of them.</param>
    /// <param name="by">Who changes them.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>Null when they were kept, else why not.</returns>
    public async Task<Refusal?> SetAsync(ChangePolicy policy, UserId by, CancellationToken ct)
    {
        if (policy.Check() is { } wrong)
            return new(wrong);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.Settings.FirstOrDefaultAsync(s => s.Key == SettingKeys.Changes, ct);
        var value = StoredJson.Write(policy);
        if (known?.Value == value)
            return null;
        await SettingsAudit.NoteAsync(db, SettingKeys.Changes, known?.Value, value, by, clock.GetUtcNow(), ct);
        var setting = known ?? db.Settings.Add(new() { Key = SettingKeys.Changes, Value = "" }).Entity;
        (setting.Value, setting.ChangedById, setting.ChangedAt) = (value, by, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return null;
    }

    internal static async Task<ChangePolicy> ReadAsync(WorkspaceDbContext db, CancellationToken ct) =>
        await db.Settings.AsNoTracking().Where(s => s.Key == SettingKeys.Changes).Select(s => s.Value).FirstOrDefaultAsync(ct) is { } json
            ? StoredJson.Read<ChangePolicy>(json)
            : ChangePolicy.Default;
}
