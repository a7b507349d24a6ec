using Agent.Core.Retrieval;

namespace Agent.Evals.Tests;

public class RougeTests
{
    [Fact]
    public void N_PublishedExample_SharesThreeOfFourWords()
    {
        // Lin 2004, section 3: "police killed the gunman" against "police kill the gunman"; unstemmed, "killed" is not "kill".
        var score = Rouge.N(1, "police kill the gunman", "police killed the gunman", stem: false);

        score.Recall.ShouldBe(3.0 / 4);
        score.Precision.ShouldBe(3.0 / 4);
        score.F1.ShouldBe(0.75);
    }

    [Fact]
    public void N_Bigrams_AreCountedAsOftenAsBothHaveThem()
    {
        // Reference: the cat, cat the, the cat; candidate: the cat, cat sat.
        var score = Rouge.N(2, "the cat sat", "the cat the cat", stem: false);

        score.Recall.ShouldBe(1.0 / 3);
        score.Precision.ShouldBe(1.0 / 2);
        score.F1.ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void N_Stemmed_KilledIsKill() => Rouge.N(1, "police kill the gunman", "police killed the gunman").F1.ShouldBe(1);

    [Fact]
    public void L_PublishedExample_OrderCounts()
    {
        // Lin 2004, section 3.1: "the gunman kill police" has the same words, but only two of them in order.
        Rouge.L(["police kill the gunman"], ["police killed the gunman"], stem: false).F1.ShouldBe(0.75);
        Rouge.L(["the gunman kill police"], ["police killed the gunman"], stem: false).F1.ShouldBe(0.5);
    }

    [Fact]
    public void L_PublishedUnion_CountsWordsOfAllCandidateSentences()
    {
        // Lin 2004, section 3.2: reference w1..w5, candidates "w1 w2 w6 w7 w8" and "w1 w3 w8 w9 w5": the union holds w1, w2, w3, w5.
        var score = Rouge.L(["w1 w2 w6 w7 w8", "w1 w3 w8 w9 w5"], ["w1 w2 w3 w4 w5"], stem: false);

        score.Recall.ShouldBe(4.0 / 5);
        score.Precision.ShouldBe(4.0 / 10);
    }

    [Fact]
    public void N_Nothing_IsZero() => Rouge.N(1, "", "police").F1.ShouldBe(0);

    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("relational", "relat")]
    [InlineData("hopefulness", "hope")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("controlling", "control")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    public void Stem_PortersExamples(string word, string stem) => PorterStemmer.Stem(word).ShouldBe(stem);
}
