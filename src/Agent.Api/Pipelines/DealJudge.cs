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

    // Enough for a judgement to wait for the database while another one keeps a core busy.
    private const int Together = 2;

    // Judging thousands takes a second or two, which nobody should wait for at every move on a board.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Judges the open deals that fit, in the order of the query.</summary>
    public async Task<IReadOnlyList<(DealFile File, DealHealth Health)>> JudgeAsync(IDealReader reader, DealQuery query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var history = PaceHistory.Learn(await reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var judged = new List<(DealFile, DealHealth)>(await PageAsync(0));
        // Most ask about few deals; the pages of those who have more come side by side.
        while (judged.Count is > 0 and < Max && judged.Count % DealQuery.MaxTake == 0)
        {
            var from = judged.Count;
            var pages = await Task.WhenAll(Enumerable.Range(0, Together).Select(i => Task.Run(() => PageAsync(from + (i * DealQuery.MaxTake)), ct)));
            judged.AddRange(pages.SelectMany(p => p));
            if (judged.Count < from + (Together * DealQuery.MaxTake))
                break;
        }

        return judged;

        async Task<List<(DealFile, DealHealth)>> PageAsync(int skip) =>
            [.. (await reader.GetDealsAsync(query with { Status = [DealStatus.Open], Skip = skip, Take = DealQuery.MaxTake }, ct)).Select(f => (f, HealthAssessor.Assess(f, now, history)))];
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
        // Who asks while it is being worked out, such as a page with several parts, waits for the same.
        var judging = cache.GetOrCreate(key, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return new Lazy<Task<Dictionary<DealId, Judgement>>>(RunAsync);
        })!;
        try
        {
            return await judging.Value.WaitAsync(ct);
        }
        catch when (judging.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            cache.Remove(key);
            throw;
        }

        // Not ended with the request that began it: others may wait for it by then.
        async Task<Dictionary<DealId, Judgement>> RunAsync()
        {
            using var patience = new CancellationTokenSource(Longest, clock);
            return (await JudgeAsync(reader, new(), patience.Token)).Select(j => Judgement.Of(j.File, j.Health)).ToDictionary(j => j.DealId);
        }
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
