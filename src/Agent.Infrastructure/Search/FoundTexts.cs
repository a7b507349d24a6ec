using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>The texts behind what an index found, as the viewer may see them now. Hits in texts that are gone, hidden or changed since fall out.</summary>
internal sealed class FoundTexts
{
    private Dictionary<PassageSource, Text> _texts = [];

    private FoundTexts()
    {
    }

    /// <summary>What is left of the hits, in their order.</summary>
    public IReadOnlyList<PassageCandidate> Candidates { get; private set; } = [];

    /// <summary>Reads the texts.</summary>
    public static async Task<FoundTexts> LoadAsync(WorkspaceDbContext db, Viewer viewer, IReadOnlyList<PassageHit> hits, CancellationToken ct)
    {
        var activityIds = hits.Where(h => h.Source.Kind == SourceKind.Activity).Select(h => new ActivityId(h.Source.Id)).Distinct().ToList();
        var materialIds = hits.Where(h => h.Source.Kind == SourceKind.Material).Select(h => new MaterialId(h.Source.Id)).Distinct().ToList();
        var activities = activityIds.Count == 0 ? [] : await db.VisibleActivities(viewer).AsNoTracking().Where(a => activityIds.Contains(a.Id)).ToListAsync(ct);
        var materials = materialIds.Count == 0 ? [] : await db.VisibleMaterials(viewer).AsNoTracking().Where(m => materialIds.Contains(m.Id)).ToListAsync(ct);
        var dealIds = activities.Select(a => a.DealId).OfType<DealId>().Distinct().ToList();
        var deals = dealIds.Count == 0 ? [] : await db.Deals.Where(d => dealIds.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var accountIds = activities.Select(a => a.AccountId).OfType<AccountId>().Distinct().ToList();
        var accounts = accountIds.Count == 0 ? [] : await db.Accounts.Where(a => accountIds.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var sourceIds = hits.Select(h => h.Source.Id).Distinct().ToList();
        // Where the words are others now, a place in the old ones means nothing.
        var stale = (await db.IndexQueue.Where(q => q.Work == IndexWork.Words && sourceIds.Contains(q.SourceId)).Select(q => q.SourceId).ToListAsync(ct)).ToHashSet();

        var found = new FoundTexts();
        foreach (var a in activities.Where(a => !stale.Contains(a.Id.Value)))
        {
            var deal = a.DealId is { } dealId ? deals.GetValueOrDefault(dealId) : null;
            var account = a.AccountId is { } accountId ? accounts.GetValueOrDefault(accountId) : null;
            found._texts[PassageSource.Of(a.Id)] = new(
                a.Body, a.At, Enum.Parse<PassageKind>(a.Kind.ToString()), a.Subject, PassageSources.AboutOf(a, deal, account), a.Id, null, a.DealId, deal, a.DealId?.Value ?? a.AccountId?.Value ?? a.Id.Value);
        }

        foreach (var m in materials.Where(m => !stale.Contains(m.Id.Value)))
            found._texts[PassageSource.Of(m.Id)] = new(m.Text, m.ChangedAt, Enum.Parse<PassageKind>(m.Kind.ToString()), m.Title, "", null, m.Id, null, null, m.Id.Value);
        found.Candidates =
        [
            .. from hit in hits
               let text = found._texts.GetValueOrDefault(hit.Source)
               where text is not null && hit.Start + hit.Length <= text.Body.Length
               select new PassageCandidate(hit, text.Body.Substring(hit.Start, hit.Length), text.At, text.Place, text.About),
        ];
        return found;
    }

    /// <summary>A passage for people, with its best sentence as the quote.</summary>
    public Passage Describe(PassageCandidate candidate, IReadOnlyDictionary<string, double> weights, double score)
    {
        var (hit, text) = (candidate.Hit, _texts[candidate.Hit.Source]);
        var (start, length) = PassagePicker.Quote(text.Body, hit.Start, hit.Length, WithoutSpeaker(hit.Speaker, weights), text.Kind is PassageKind.Call or PassageKind.Meeting);
        return new(text.ActivityId, text.DealId, text.Deal, text.Kind, text.At, text.Subject, start, text.Body.Substring(start, length), hit.Speaker, score)
        {
            MaterialId = text.MaterialId,
            Context = hit.Context,
            Before = text.Body[hit.Start..start],
            After = text.Body[(start + length)..(hit.Start + hit.Length)],
        };
    }

    // The name under a mail answers nothing.
    private static Dictionary<string, double> WithoutSpeaker(string? speaker, IReadOnlyDictionary<string, double> weights)
    {
        var own = TextAnalyzer.Terms(speaker ?? "").Select(t => t.Value).ToHashSet();
        return weights.Where(w => !own.Contains(w.Key)).ToDictionary();
    }

    private sealed record Text(string Body, DateTimeOffset At, PassageKind Kind, string Subject, string About, ActivityId? ActivityId, MaterialId? MaterialId, DealId? DealId, string? Deal, Guid Place);
}
