using Agent.Core.Retrieval;
using Agent.Infrastructure.Search.Qdrant;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

public sealed class Bm25VectorsTests
{
    // Stored vectors are of no use when these change.
    [Theory]
    [InlineData("", 2166136261)]
    [InlineData("a", 0x2B24D044)]
    public void IndexOf_Term_StaysTheSame(string term, uint index) => Bm25Vectors.IndexOf(term).ShouldBe(index);

    [Fact]
    public void IndexOf_ManyTerms_HardlyEverShareOne()
    {
        var terms = Enumerable.Range(0, 50_000).Select(i => $"term{i}").ToList();

        terms.Select(Bm25Vectors.IndexOf).Distinct().Count().ShouldBeGreaterThan(terms.Count - 10);
    }

    [Fact]
    public void OfPassage_Frequency_Saturates()
    {
        var once = Weight("budget", "budget monday tuesday wednesday");
        var twice = Weight("budget", "budget budget tuesday wednesday");
        var often = Weight("budget", "budget budget budget budget");

        twice.ShouldBeGreaterThan(once);
        (often - twice).ShouldBeLessThan(2 * (twice - once));
        often.ShouldBeLessThan(2.2f);
    }

    [Fact]
    public void OfPassage_LongerText_WeighsLess() =>
        Weight("budget", "budget " + string.Concat(Enumerable.Range(0, 90).Select(i => $"word{i} "))).ShouldBeLessThan(Weight("budget", "budget monday"));

    [Fact]
    public void OfPassage_WordOfTheContext_WeighsLessThanOneOfTheText() =>
        Weight("budget", "monday", "budget").ShouldBeInRange(0.01f, Weight("budget", "budget", "monday") * 0.8f);

    [Fact]
    public void OfPassage_NoTerms_HasNoVector() => Bm25Vectors.OfPassage([], []).ShouldBeNull();

    [Fact]
    public void OfQuery_RepeatedTerms_CountOnce()
    {
        var query = Bm25Vectors.OfQuery(["budget", "scanner", "budget"]);

        query.Indices.ShouldBe(new[] { Bm25Vectors.IndexOf("budget"), Bm25Vectors.IndexOf("scanner") }.Order());
        query.Values.ShouldBe([1, 1]);
    }

    private static float Weight(string term, string text, string context = "")
    {
        var vector = Bm25Vectors.OfPassage(TextAnalyzer.Terms(text), TextAnalyzer.Terms(context))!;
        return vector.Values[vector.Indices.ToList().IndexOf(Bm25Vectors.IndexOf(term))];
    }
}
