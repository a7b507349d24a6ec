using System.Security.Cryptography;
using System.Text;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Updates;

namespace Agent.Core.Tests.Insight.Updates;

public sealed class UpdateModelTests
{
    [Fact]
    public void TrainedOn_CommittedCases_IsTheirHash()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "evals", "training", "updates")))
            folder = folder.Parent.ShouldNotBeNull("The tests run outside of the repository.");
        var evals = Path.Combine(folder.FullName, "evals");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.Combine(evals, "training", "updates"), "*.jsonl").Order(StringComparer.Ordinal).Prepend(Path.Combine(evals, "cases", "proposals.jsonl")))
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));

        UpdateModel.Default.TrainedOn.ShouldBe(Convert.ToHexStringLower(hash.GetHashAndReset()), "Run: dotnet run --project evals/Agent.Evals -c Release -- --train updates");
    }

    [Fact]
    public void Save_ThenLoad_ReadsTheSame()
    {
        var heads = Enumerable.Range(0, UpdateModel.Heads).Select(h => new HeadWeights(h - 3f, [7, 11], [1.27f, -0.5f])).ToList();
        var model = new UpdateModel("cases", 0.7, heads);
        List<Feature> features = [new(7, 1), new(13, 1)];
        using var file = new MemoryStream();
        model.Save(file);
        using var saved = new MemoryStream(file.ToArray());

        var loaded = UpdateModel.Load(saved);

        (loaded.TrainedOn, loaded.Threshold).ShouldBe(("cases", 0.7));
        loaded.Probability(UpdateHead.Amount, features).ShouldBe(model.Probability(UpdateHead.Amount, features), 0.001);
    }
}
