using System.Runtime.CompilerServices;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import;

/// <summary>Says that an import is finished. It holds no content: what it brought is asked for again, each in the own sight.</summary>
/// <param name="Id">Tells imports apart.</param>
/// <param name="By">Name of who imported; null for the command line and for a user who is gone.</param>
/// <param name="ById">Who imported, or null.</param>
public sealed record ImportNotice(Guid Id, string? By, UserId? ById);

/// <summary>Tells of finished imports. The database is the only channel, so it makes no difference which process imported.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed class ImportFeed(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    // Imports of other processes, which are rare, are found by looking again after this long.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly ChangeSignal _signal = new();

    /// <summary>An import of this process is finished.</summary>
    public void Tell() => _signal.Tell();

    /// <summary>The last import whenever one is finished, from now on; of several at once only the last. Ends by cancellation.</summary>
    public async IAsyncEnumerable<ImportNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var known = (await LastAsync(ct))?.Id;
        while (true)
        {
            // Taken before reading: an end in between completes it.
            var next = _signal.Next;
            if (await LastAsync(ct) is { } last && last.Id != known)
            {
                known = last.Id;
                yield return last;
            }

            await Task.WhenAny(next, Task.Delay(PollInterval, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Keeps that an import is finished.</summary>
    internal static async Task RecordAsync(WorkspaceDbContext db, UserId? by, TimeProvider clock, CancellationToken ct)
    {
        var id = StoredJson.Write(Guid.CreateVersion7());
        var setting = await db.Settings.FirstOrDefaultAsync(s => s.Key == SettingKeys.LastImport, ct)
            ?? db.Settings.Add(new() { Key = SettingKeys.LastImport, Value = id }).Entity;
        (setting.Value, setting.ChangedById, setting.ChangedAt) = (id, by, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    private async Task<ImportNotice?> LastAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await (
            from setting in db.Settings.Where(s => s.Key == SettingKeys.LastImport)
            from user in db.People.Where(u => u.Id == setting.ChangedById).DefaultIfEmpty()
            select new { setting.Value, setting.ChangedById, Name = user == null ? null : user.Name }).FirstOrDefaultAsync(ct);
        return last is null ? null : new(StoredJson.Read<Guid>(last.Value), last.Name, last.ChangedById);
    }
}
