using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Microsoft.Extensions.Caching.Memory;

namespace Agent.Api.Pipelines;

/// <summary>Judges deals by the history that the caller sees, in the same words as on the page of the deal.</summary>
/// <param name="cache">Where the judgements of many deals are kept for a while.</param>
/// <param name="clock">The moment to judge at.</param>
internal sealed class DealJudge(IMemoryCache cache, TimeProvider clock)
{
    /// <summary>The most deals that one request judges; what is beyond stays without a verdict.</summary>
    public const int Max = 2_500;

    // Judging thousands takes a second or two, which nobody should wait for at every move on a board.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Judges the open deals that fit, in the order of the query.</summary>
    public async Task<IReadOnlyList<(DealFile File, DealHealth Health)>> JudgeAsync(IDealReader reader, DealQuery query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var history = PaceHistory.Learn(await reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var judged = new List<(DealFile, DealHealth)>();
        while (judged.Count < Max)
        {
            var files = await reader.GetDealsAsync(query with { Status = [DealStatus.Open], Skip = judged.Count, Take = DealQuery.MaxTake }, ct);
            judged.AddRange(files.Select(f => (f, HealthAssessor.Assess(f, now, history))));
            if (files.Count < DealQuery.MaxTake)
                break;
        }

        return judged;
    }

    /// <summary>
    /// How all open deals in the caller's sight stand, the largest of them where they are more than <see cref="Max"/>; up to a minute old.
    /// Whoever shows one compares its version, and asks <see cref="JudgeAsync"/> about those that changed.
    /// </summary>
    public async Task<IReadOnlyDictionary<DealId, Judgement>> JudgeAllAsync(IDealReader reader, CancellationToken ct)
    {
        // Role and teams belong to the key: what somebody may see can change while they work.
        var viewer = reader.Viewer;
        var key = (typeof(DealJudge), viewer.UserId, viewer.Role, string.Join(',', viewer.Teams));
        if (cache.TryGetValue<Dictionary<DealId, Judgement>>(key, out var kept))
            return kept!;
        var judged = (await JudgeAsync(reader, new(), ct)).Select(j => Judgement.Of(j.File, j.Health)).ToDictionary(j => j.DealId);
        cache.Set(key, judged, Kept);
        return judged;
    }
}

/// <summary>What a list needs to know of a judgement.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Version">The version of the deal that was judged.</param>
/// <param name="OwnerId">Its owner, or null.</param>
/// <param name="Amount">Its amount, or null.</param>
/// <param name="InShort">How it stands.</param>
/// <param name="Importance">0 to 1.</param>
/// <param name="DueOn">By when something is to be done; null when nothing is, or no day follows from the record.</param>
internal sealed record Judgement(DealId DealId, int Version, UserId? OwnerId, decimal? Amount, JudgedInShort InShort, double Importance, DateOnly? DueOn)
{
    public static Judgement Of(DealFile file, DealHealth health) => new(
        file.Deal.Id,
        file.Deal.Version,
        file.Deal.OwnerId,
        file.Deal.Amount,
        new(health.Verdict, health.Headline),
        health.Importance,
        health.NextActions is [{ Kind: not NextActionKind.Wait } next, ..] ? next.DueOn : null);

    /// <summary>True when somebody should look at the deal on a day.</summary>
    public bool Needs(DateOnly today) => InShort.Verdict is Verdict.Watch or Verdict.AtRisk or Verdict.Critical || DueOn <= today;
}
