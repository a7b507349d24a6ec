using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Materials;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import;

/// <summary>A file that a deal has.</summary>
/// <param name="Id">The activity that holds its text.</param>
/// <param name="Kind">What it was read as.</param>
/// <param name="Subject">Its title.</param>
/// <param name="IsNew">False when the deal had it already; nothing was written then.</param>
public sealed record AddedFile(ActivityId Id, ActivityKind Kind, string Subject, bool IsNew);

/// <summary>
/// Takes single files over into a deal: notes, transcripts, emails and documents. Whoever sees the deal may add to it. Nothing that is
/// stored is changed by it, whatever keys a file claims to have.
/// </summary>
/// <param name="contexts">Makes contexts on the workspace's database.</param>
/// <param name="clock">The clock: the date of a file that has none.</param>
public sealed partial class DealFileStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>Reads a file and adds it to a deal, in one write.</summary>
    /// <param name="viewer">Who adds it.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="source">The file.</param>
    /// <param name="fromBuyer">True for a document that the buyer sent; who wrote the others they say themselves.</param>
    /// <param name="ct">Cancels before the write.</param>
    /// <returns>Null when the viewer sees no such deal.</returns>
    /// <exception cref="FormatException">The file cannot be read; the message says why, and nothing is written.</exception>
    public async Task<AddedFile?> AddAsync(Viewer viewer, DealId deal, ImportSource source, bool fromBuyer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.VisibleDeals(viewer).Where(d => d.Id == deal).Select(d => new { d.AccountId }).FirstOrDefaultAsync(ct);
        if (found is null)
            return null;
        var activity = await ReadAsync(viewer, found.AccountId, source, fromBuyer, ct);
        activity.DealId = deal;
        activity.AccountId = found.AccountId;
        if (await KnownAsync(db, activity, deal, ct) is { } known)
            return known;
        db.Activities.Add(activity);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same file may have come twice at once; keys are unique, so that only one of them is written.
            await using var anew = await contexts.CreateDbContextAsync(ct);
            if (await KnownAsync(anew, activity, deal, ct) is { } other)
                return other;
            throw;
        }

        return new(activity.Id, activity.Kind, activity.Subject, IsNew: true);
    }

    private async Task<Activity> ReadAsync(Viewer viewer, AccountId? account, ImportSource source, bool fromBuyer, CancellationToken ct)
    {
        try
        {
            if (TextImport.IsText(source.Path))
            {
                await using var session = await ImportSession.OpenForAsync(contexts, account, new() { UserId = viewer.UserId }, clock, ct);
                return await new TextImport(session).ReadAsync(source, ct);
            }

            return Path.GetExtension(source.Path).ToLowerInvariant() is ".docx" or ".pdf" or ".markdown"
                ? await ReadDocumentAsync(viewer, source, fromBuyer, ct)
                : throw new UnreadableFileException("Only notes (.txt, .md), transcripts (.vtt, .srt), emails (.eml) and documents (.docx, .pdf) are read.");
        }
        catch (UnreadableFileException e)
        {
            throw new FormatException($"{Path.GetFileName(source.Path)}: {e.Message}", e);
        }
    }

    private async Task<Activity> ReadDocumentAsync(Viewer viewer, ImportSource source, bool fromBuyer, CancellationToken ct)
    {
        var text = MaterialFile.TextOf(source);
        var heading = Heading().Match(text);
        var title = heading.Success ? heading.Groups[1].Value.Trim() : MaterialFile.NameOf(source);
        await using var stream = source.Open();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return new()
        {
            Kind = ActivityKind.Document,
            Direction = fromBuyer ? Direction.Inbound : Direction.Internal,
            At = source.ModifiedAt ?? clock.GetUtcNow(),
            Subject = title.Length <= Material.MaxTitle ? title : title[..Material.MaxTitle],
            Body = text,
            AuthorId = viewer.UserId,
            Participants = fromBuyer ? [] : [new(viewer.Name, UserId: viewer.UserId)],
            ExternalId = TextImport.ContentKey(bytes.ToArray()),
        };
    }

    /// <summary>
    /// The file if the deal has it. A key that another record holds is a stranger's: it is neither told nor touched, the file gets a key
    /// of its own in this deal.
    /// </summary>
    private static async Task<AddedFile?> KnownAsync(WorkspaceDbContext db, Activity activity, DealId deal, CancellationToken ct)
    {
        if (activity.ExternalId is not { } key)
            return null;
        var own = $"{key}@{deal}";
        var holders = await db.Activities.AsNoTracking().Where(a => a.ExternalId == key || a.ExternalId == own)
            .Select(a => new { a.Id, a.Kind, a.Subject, a.DealId, a.ExternalId }).ToListAsync(ct);
        if (holders.Find(h => h.DealId == deal) is { } here)
            return new(here.Id, here.Kind, here.Subject, IsNew: false);
        if (holders.Exists(h => h.ExternalId == key))
            activity.ExternalId = own;
        return null;
    }

    [GeneratedRegex(@"^#{1,3}[ \t]+([^\n]{1,200})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
