using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Search;

/// <summary>
/// Answers queries by the index: indexes what was just written, mends typing errors, asks the index within the viewer's scope, checks
/// what it found against the deal store, and orders it. Nothing is shown that the store would not show to the viewer.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="store">The index.</param>
/// <param name="keeper">Keeps the index in step.</param>
/// <param name="embedder">Makes the vector of the question, when there is a model.</param>
/// <param name="clock">The moment that age counts from.</param>
/// <param name="ranking">What counts in the order; the product's own when nothing is said.</param>
public sealed partial class PassageFinder(
    IDbContextFactory<WorkspaceDbContext> contexts, IPassageStore store, IndexKeeper keeper, PassageEmbedder embedder, TimeProvider clock, Ranking? ranking = null) : IPassageIndex
{
    private const int MaxTerms = 24;
    private const int MaxPhrases = 4;
    private const int Candidates = 100;

    // Longer queries are sentences, with words around the thing that no answer repeats; how much of them a passage has tells little.
    private const int FewTerms = 4;

    // A term in more of the passages than this tells little, and costs most of the time of a search.
    private const double Frequent = 0.05;

    // What people say around the thing that they look for.
    private static readonly HashSet<string> Asking =
        [.. TextAnalyzer.Terms("anybody anyone anything ever last say says said somebody someone something talk talked tell told mention mentioned").Select(t => t.Value)];

    private readonly Ranking _ranking = ranking ?? Ranking.Default;
    private static readonly TimeSpan StateKept = TimeSpan.FromMinutes(1);

    // Searches run side by side: in one piece, so that none sees half of what another one keeps.
    private volatile Kept? _state;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct)
    {
        await keeper.CatchUpAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var most = Math.Clamp(query.Take, 1, PassageQuery.MaxTake);
        var tiers = new List<Asked>();
        for (var next = query; next is not null; next = next.Wider)
        {
            if (next == query || next.Wider is null || tiers.TrueForAll(t => t.Hits.Count == 0))
                tiers.Add(await AskAsync(db, viewer, next, ct));
        }

        var texts = await FoundTexts.LoadAsync(db, viewer, [.. tiers.SelectMany(t => t.Hits).DistinctBy(h => h.Id)], ct);
        var seen = new HashSet<PassageId>();
        var found = new List<Passage>();
        foreach (var tier in tiers)
        {
            var own = tier.Hits.Select(h => h.Id).Where(seen.Add).ToHashSet();
            var outside = tier.Query != query;
            found.AddRange(PassageRanker
                .Rank([.. texts.Candidates.Where(c => own.Contains(c.Hit.Id))], tier.Weights, tier.Worth, tier.IsFused, clock.GetUtcNow(), _ranking)
                .Take(most - found.Count)
                .Select(r => texts.Describe(r.Candidate, tier.Weights, r.Score) with { OutsideFilters = outside }));
        }

        return found;
    }

    private sealed record Kept(IndexState State, DateTimeOffset At);

    private sealed record Asked(PassageQuery Query, IReadOnlyList<PassageHit> Hits, IReadOnlyDictionary<string, double> Weights, double Worth, bool IsFused);

    private async Task<Asked> AskAsync(WorkspaceDbContext db, Viewer viewer, PassageQuery query, CancellationToken ct)
    {
        var phrases = Quoted().Matches(query.Text).Select(m => TermsOf(m.Groups[1].Value)).Where(p => p.Count > 0).Take(MaxPhrases).ToList();
        var free = Quoted().Replace(query.Text, " ");
        var typed = TextAnalyzer.Terms(free).Where(t => !Asking.Contains(t.Value)).DistinctBy(t => t.Value).Take(MaxTerms)
            .ToDictionary(t => t.Value, t => string.Concat(TextAnalyzer.NameWords(free.Substring(t.Start, t.Length))));
        var terms = typed.Keys.ToList();
        // "What did Laura say in May" has no word to look for but tells where to look.
        if (terms.Count == 0 && phrases.Count == 0 && !query.Narrows)
            return new(query, [], new Dictionary<string, double>(), 0, false);

        var state = await StateAsync(ct);
        var size = state.Passages;
        var known = await TermWeights.LoadAsync(db, terms, typed, [.. phrases.SelectMany(p => p)], size, _ranking.MendsSpelling, ct);
        var search = new PassageSearch(
            await db.PassageScopeAsync(viewer, ct),
            new(query.DealId, query.AccountId, query.OwnerId, await SpeakerNames.ResolveAsync(db, viewer, query, ct), query.Kind is { } kind ? [kind] : null, query.From, query.To),
            known.Selective(size > _ranking.ManyPassages ? (long)(size * Frequent) : long.MaxValue),
            phrases,
            await VectorAsync(query.Text, state, ct),
            Candidates);
        // Within a deal or an account even one of the words is near the matter; everywhere it occurs by chance.
        var isBroad = query.DealId is null && query.AccountId is null && terms.Count <= FewTerms && size >= _ranking.EnoughPassages;
        return new(query, await store.FindAsync(search, ct), known.Weights, isBroad ? known.Asked : 0, !search.Vector.IsEmpty);
    }

    private static IReadOnlyList<string> TermsOf(string text) => [.. TextAnalyzer.Terms(text).Select(t => t.Value)];

    // Counting a million rows takes longer than a search; what hangs on the state is the worth of words, and vectors for a minute after a change of model.
    private async Task<IndexState> StateAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_state is { } kept && now - kept.At < StateKept && kept.State.Passages > Ranking.Default.ManyPassages)
            return kept.State;
        var state = await store.GetStateAsync(ct);
        _state = new(state, now);
        return state;
    }

    private async Task<ReadOnlyMemory<float>> VectorAsync(string text, IndexState state, CancellationToken ct)
    {
        if (!embedder.IsConfigured || string.IsNullOrWhiteSpace(text) || await embedder.GetSpaceAsync(ct) != state.Space)
            return default;
        return (await embedder.EmbedAsync([text], ct))[0];
    }

    [GeneratedRegex("[\"“„«]([^\"“”„«»]{2,200})[\"”“»]")]
    private static partial Regex Quoted();
}
