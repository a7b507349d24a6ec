using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Pipelines;

/// <summary>Judges deals at the moment of asking, by the history that the caller sees: the same words as on the page of the deal.</summary>
internal static class DealJudge
{
    /// <summary>The most deals that one request judges; what is beyond stays without a verdict.</summary>
    public const int Max = 2_000;

    /// <summary>Judges the open deals that fit, in the order of the query.</summary>
    public static async Task<IReadOnlyList<(DealFile File, DealHealth Health)>> JudgeAsync(IDealReader reader, DealQuery query, DateTimeOffset now, CancellationToken ct)
    {
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
}
