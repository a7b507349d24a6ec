using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Tests.Retrieval;

public class PassageRankerTests
{
    private const string Terms = "The delivery of forty scanners takes six weeks from the signed order.";

    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Deal = new("00000000-0000-0000-0000-000000000001");

    [Fact]
    public void Rank_WordsOfTheQuery_RareOnesCountMore()
    {
        var (often, rare) = (Candidate("They spoke about the price."), Candidate("They spoke about the warranty."));

        Rank([often, rare], new() { ["price"] = 1, ["warranti"] = 4 }).ShouldBe([rare, often]);
    }

    [Fact]
    public void Rank_SameTextInTheSameDeal_OnlyTheFirst()
    {
        var (first, copy, elsewhere) = (Candidate(Terms), Candidate(Terms) with { At = Now.AddDays(-1) }, Candidate(Terms) with { At = Now.AddDays(-2), Place = Guid.Empty });

        Rank([copy, elsewhere, first], new() { ["scanner"] = 2 }).ShouldBe([first, elsewhere]);
    }

    [Fact]
    public void Rank_AlsoByVectors_BothOrdersCount()
    {
        var (near, worded, neither) = (Candidate("A handheld."), Candidate("Forty scanners."), Candidate("A cap."));

        PassageRanker.Rank([near, neither, worded], new Dictionary<string, double> { ["scanner"] = 2 }, 2, fused: true, Now, Ranking.Default with { RecencyBonus = 0 })
            .Select(r => r.Candidate).ShouldBe([worded, near, neither]);
    }

    [Fact]
    public void Rank_TooLittleOfTheQuery_FindsNothing()
    {
        Dictionary<string, double> weights = new() { ["period"] = 1, ["warranti"] = 9 };
        var ranking = Ranking.Default with { LeastCovered = 0.2 };

        Rank([Candidate("The period ends in May.")], weights, ranking).ShouldBeEmpty();
        Rank([Candidate("The warranty ends in May.")], weights, ranking).ShouldHaveSingleItem();
    }

    private static IEnumerable<PassageCandidate> Rank(IReadOnlyList<PassageCandidate> candidates, Dictionary<string, double> weights, Ranking? ranking = null) =>
        PassageRanker.Rank(candidates, weights, weights.Values.Sum(), fused: false, Now, ranking ?? Ranking.Default).Select(r => r.Candidate);

    private static PassageCandidate Candidate(string text)
    {
        var source = PassageSource.Of(ActivityId.New());
        return new(new(PassageId.Of(source, 0, text.Length), source, 0, text.Length, null, "", 1), text, Now, Deal);
    }
}
