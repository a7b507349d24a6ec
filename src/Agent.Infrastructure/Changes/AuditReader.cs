using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>Which entries of the audit log.</summary>
public sealed record AuditQuery
{
    /// <summary>The most rows of a page.</summary>
    public const int MaxTake = 200;

    /// <summary>Only this deal's.</summary>
    public DealId? Deal { get; init; }

    /// <summary>Only what this user did.</summary>
    public UserId? By { get; init; }

    /// <summary>Only this kind.</summary>
    public ChangeKind? Kind { get; init; }

    /// <summary>Only this action.</summary>
    public AuditAction? Action { get; init; }

    /// <summary>Only from this moment on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only entries before this one, for the next page; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Rows to return, 1 to <see cref="MaxTake"/>.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>An entry with the deal's name and its quotes held against their sources.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Deal">The deal's name now; null without one in sight.</param>
/// <param name="Evidence">The quotes that the change stood on.</param>
public sealed record ShownAudit(AuditEntry Entry, string? Deal, IReadOnlyList<ShownEvidence> Evidence);

/// <summary>Reads the audit log. Who may read it at all is decided by whoever calls; which entries, by the viewer's scope.</summary>
/// <param name="contexts">Opens the database.</param>
public sealed class AuditReader(IDbContextFactory<WorkspaceDbContext> contexts)
{
    /// <summary>Entries, newest first: those of deals in sight and what people in sight did where no deal is.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="query">Which.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<ShownAudit>> ListAsync(Viewer viewer, AuditQuery query, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = db.Audit.AsNoTracking();
        if (!viewer.SeesEverything)
        {
            var deals = db.VisibleDeals(viewer);
            var people = db.VisiblePeople(viewer);
            entries = entries.Where(e => e.DealId != null ? deals.Any(d => d.Id == e.DealId) : people.Any(u => u.Id == e.ById));
        }

        if (query.Deal is { } deal)
            entries = entries.Where(e => e.DealId == deal);
        if (query.By is { } by)
            entries = entries.Where(e => e.ById == by);
        if (query.Kind is { } kind)
            entries = entries.Where(e => e.Kind == kind);
        if (query.Action is { } action)
            entries = entries.Where(e => e.Action == action);
        if (query.Since is { } since)
            entries = entries.Where(e => e.At >= since);
        if (query.Before is { } before)
            entries = entries.Where(e => e.Sequence < before);
        var page = await entries.OrderByDescending(e => e.Sequence).Take(Math.Clamp(query.Take, 1, AuditQuery.MaxTake)).ToListAsync(ct);
        var dealIds = page.Select(e => e.DealId).OfType<DealId>().Distinct().ToList();
        var names = await db.VisibleDeals(viewer).Where(d => dealIds.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var quotes = await ShownQuotes.LoadAsync(db, viewer, page.SelectMany(e => e.Detail.Proposed.Evidence), ct);
        return [.. page.Select(e => new ShownAudit(e, e.DealId is { } id ? names.GetValueOrDefault(id) : null, quotes.Show(e.Detail.Proposed.Evidence)))];
    }
}
