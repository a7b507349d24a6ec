using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>A quote of a change, held against its source at the time it is shown.</summary>
/// <param name="Evidence">The quote with its place.</param>
/// <param name="Title">What the source is called; null when it is out of sight or gone.</param>
/// <param name="Holds">False when the source does not hold the words any more, or is out of sight or gone.</param>
public sealed record ShownEvidence(Evidence Evidence, string? Title, bool Holds);

/// <summary>The sources of some quotes, as far as a viewer sees them.</summary>
internal sealed class ShownQuotes
{
    private readonly Dictionary<ActivityId, (string Subject, string Body)> _sources;

    private ShownQuotes(Dictionary<ActivityId, (string Subject, string Body)> sources) => _sources = sources;

    public static async Task<ShownQuotes> LoadAsync(WorkspaceDbContext db, Viewer viewer, IEnumerable<Evidence> evidence, CancellationToken ct)
    {
        var ids = evidence.Select(e => e.ActivityId).Distinct().ToList();
        var sources = await db.VisibleActivities(viewer).Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Subject, a.Body }).ToListAsync(ct);
        return new(sources.ToDictionary(s => s.Id, s => (s.Subject, s.Body)));
    }

    public IReadOnlyList<ShownEvidence> Show(IEnumerable<Evidence> evidence) =>
        [.. evidence.Select(e => _sources.TryGetValue(e.ActivityId, out var source) ? new ShownEvidence(e, source.Subject, e.IsIn(source.Body)) : new(e, null, false))];
}
