using System.Security.Cryptography;
using System.Text;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class StatementModelTests
{
    [Fact]
    public void TrainedOn_CommittedRows_IsTheirHash()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "evals", "training", "statements")))
            folder = folder.Parent.ShouldNotBeNull("The tests run outside of the repository.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new[] { "statements", "talks" }.SelectMany(f => Directory.GetFiles(Path.Combine(folder.FullName, "evals", "training", f), "*.jsonl").Order(StringComparer.Ordinal)))
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));

        StatementModel.Default.TrainedOn.ShouldBe(Convert.ToHexStringLower(hash.GetHashAndReset()), "Run: dotnet run --project evals/Agent.Evals -c Release -- --train statements");
    }

    [Fact]
    public void Save_ThenLoad_ReadsTheSame()
    {
        var model = new StatementModel("rows", [7, 11], [.. Enumerable.Range(0, 2 * StatementModel.Topics * StatementModel.PerTopic).Select(i => (i % 5) - 2f)], new float[StatementModel.Topics * StatementModel.PerTopic]);
        Feature[] features = [new(7, 1), new(11, 0.5f), new(13, 1)];
        using var file = new MemoryStream();
        model.Save(file);
        using var saved = new MemoryStream(file.ToArray());

        var loaded = StatementModel.Load(saved);

        loaded.TrainedOn.ShouldBe("rows");
        loaded.Read(features).ShouldBe(model.Read(features));
    }

    [Theory]
    [InlineData("approves", "approved", true)]
    [InlineData("decisions", "decision", true)]
    [InlineData("stopped", "stopping", true)]
    [InlineData("need", "needed", true)]
    [InlineData("bus", "busy", false)]
    [InlineData("thing", "the", false)]
    public void Of_TwoWords_ShareTheirStemOrNot(string one, string other, bool same) =>
        (Stems.Of(one) == Stems.Of(other)).ShouldBe(same);

    [Theory]
    [InlineData("Economic buyer", "R: Who pays in the end?", "B: The controller, and she has told me yes already.", Verdict.Met)]
    [InlineData("Competition", "R: Who else are you talking to?", "B: Only two others, I won't say which.", Verdict.NotMet, Verdict.Partly)]
    [InlineData("Metrics", "R: How would you measure success?", "B: From nine complaints a week down to three.", Verdict.Met)]
    [InlineData("Paper process", "R: What does it take to sign?", "B: I have no idea what legal wants.", Verdict.NotMet)]
    [InlineData("Champion", "R: Who pushes this?", "B: Nobody does.", Verdict.NotMet)]
    [InlineData("Champion", "R: Nice weather today.", "B: Lovely, isn't it?", Verdict.Unknown)]
    public void Assess_Meddpicc_ReadsWhatTheAnswerSays(string criterion, string question, string answer, params Verdict[] allowed)
    {
        var result = Qualifier.Assess(Framework.Find("meddpicc")!, [Talks.Read(question, answer)], null, null, new(2026, 3, 2));

        var found = result.Criteria.Single(c => c.Criterion == criterion);
        allowed.ShouldContain(found.Verdict);
        if (found.Verdict != Verdict.Unknown)
            found.Evidence.ShouldNotBeEmpty();
    }
}
