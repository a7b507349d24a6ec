using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Deals;

namespace Agent.Evals.Tests;

public sealed class AskAnswersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_OfflineEngineOnAskQuestions_StatesNothingWithoutSupport()
    {
        var cases = await CaseFile.ReadAsync<JsonElement>(Path.Combine(Root(), "evals", "cases", "ask.jsonl"), Ct);
        await using var world = await SampleWorld.CreateAsync(Ct);
        var marks = new List<string>();
        // The suite itself looks at all of them.
        foreach (var c in cases.Where((_, i) => i % 4 == 0))
        {
            var question = c.GetProperty("question").GetString()!;
            await foreach (var item in world.Agent.RunAsync(new(TurnId.New(), question, world.ReaderOf(c.GetProperty("as").GetString()!), [], null), Ct))
            {
                if (item is TurnCompleted end)
                    marks.AddRange(end.Unsupported.Select(u => $"{question} → {end.Answer.Substring(u.Start, u.Length)}: {u.Why}"));
            }
        }

        cases.Count.ShouldBeGreaterThan(300);
        marks.ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Agent.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
