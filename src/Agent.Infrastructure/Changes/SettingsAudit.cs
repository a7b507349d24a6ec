using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Enters changes of the workspace's settings into the log of decisions, in the transaction that makes them.</summary>
internal static class SettingsAudit
{
    // A framework or a template has many pages; the log says what it was, not all of it.
    private const int MostShown = 2_000;

    /// <summary>Notes a change of a setting; what is saved with it is entered with it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="key">Which setting.</param>
    /// <param name="before">Its value before as JSON, or null.</param>
    /// <param name="after">Its value after as JSON, or null when it goes back to what the product has.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task NoteAsync(WorkspaceDbContext db, string key, string? before, string? after, UserId by, DateTimeOffset at, CancellationToken ct)
    {
        var name = await db.People.Where(u => u.Id == by).Select(u => u.Name).FirstOrDefaultAsync(ct) ?? "somebody who is gone";
        var change = new ChangeSet
        {
            Kind = ChangeKind.Setting,
            Fields = [new(key, Clip(before), Clip(after), Clip(before), Clip(after))],
            Reason = $"{name} changed a setting.",
        };
        db.Add(AuditEntry.OfDirect(change, AuditAction.Applied, new(by, name, UserRole.Admin, []), at, null, null));
    }

    /// <summary>Notes a change of many values at once: those that differ, by name. Where none does, nothing is noted.</summary>
    /// <param name="db">The database.</param>
    /// <param name="key">What they belong to.</param>
    /// <param name="before">The values before; a name that is missing had none.</param>
    /// <param name="after">The values after; a name that is missing has none.</param>
    /// <param name="by">Who changes them.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task NoteAsync(
        WorkspaceDbContext db, string key, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, UserId by, DateTimeOffset at, CancellationToken ct)
    {
        var moved = before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).ToList();
        if (moved.Count > 0)
            await NoteAsync(db, key, Of(before), Of(after), by, at, ct);

        string? Of(IReadOnlyDictionary<string, string> values) =>
            moved.Where(values.ContainsKey).ToDictionary(name => name, name => values[name]) is { Count: > 0 } some ? StoredJson.Write(some) : null;
    }

    private static string? Clip(string? value) => value is null || value.Length <= MostShown ? value
        : string.Create(CultureInfo.InvariantCulture, $"{value[..(char.IsHighSurrogate(value[MostShown - 1]) ? MostShown - 1 : MostShown)]}… ({value.Length:#,0} characters)");
}
