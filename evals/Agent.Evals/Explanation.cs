using System.Globalization;
using Agent.Core.Insight.Qualification;

namespace Agent.Evals;

/// <summary>Words an assessment for the analysis of errors.</summary>
internal static class Explanation
{
    public static IEnumerable<string> Of(string id, IReadOnlyList<string> expected, QualificationResult result)
    {
        yield return $"--- {id}, fails: [{string.Join(", ", expected)}]";
        foreach (var c in result.Criteria)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {c.Criterion}: {c.Verdict} {c.Strength:0.00} {string.Join(" ", c.Facts)}");
            foreach (var e in c.For.Take(4))
                yield return $"    + {e.Side} {e.Speaker}: {e.Quote}";
            foreach (var e in c.Against.Take(4))
                yield return $"    - {e.Side} {e.Speaker}: {e.Quote}";
        }

        foreach (var promise in result.ContradictedPromises)
            yield return $"  ! {promise.Fact} \"{promise.Promise.Quote}\"";
    }
}
