namespace Agent.Evals.Tests;

public sealed class RetrievalScoreTests
{
    private static readonly Guid Source = new("0197d2a0-0000-7000-8000-000000000001");

    [Fact]
    public void Of_BestFirst_IsPerfect() =>
        RetrievalScore.Of([Label(0, 2), Label(1, 1)], [At(0), At(1)]).ShouldBe(new RetrievalScore(1, 1, 1, 1));

    [Fact]
    public void Of_SecondPlace_CountsByItsPlace()
    {
        var score = RetrievalScore.Of([Label(0, 1)], [At(7), At(0)]);

        score.Ndcg10.ShouldBe(1 / Math.Log2(3), 1e-9);
        score.ReciprocalRank.ShouldBe(0.5);
    }

    [Fact]
    public void Of_SameStretchTwice_GainsOnce()
    {
        var score = RetrievalScore.Of([Label(0, 1), Label(1, 1)], [At(0), At(0)]);

        score.Recall5.ShouldBe(0.5);
        score.Ndcg10.ShouldBe(1 / (1 + (1 / Math.Log2(3))), 1e-9);
    }

    [Fact]
    public void Of_SixthPlace_IsNotAmongTheFirstFive()
    {
        var score = RetrievalScore.Of([Label(0, 1)], [At(1), At(2), At(3), At(4), At(5), At(0)]);

        score.Recall5.ShouldBe(0);
        score.Recall20.ShouldBe(1);
    }

    [Fact]
    public void Of_OtherSource_IsNoHit() =>
        RetrievalScore.Of([Label(0, 1)], [new(new Guid("0197d2a0-0000-7000-8000-000000000002"), 0, 10)]).ShouldBe(new RetrievalScore(0, 0, 0, 0));

    private static Relevant Label(int place, double grade) => new(At(place), grade);

    private static Span At(int place) => new(Source, place * 10, (place * 10) + 10);
}
