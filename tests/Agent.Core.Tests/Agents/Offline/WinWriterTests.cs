using Agent.Core.Agents.Offline;
using Agent.Core.Insight.Health;

namespace Agent.Core.Tests.Agents.Offline;

public class WinWriterTests
{
    private static readonly WinBacktest Backtest = new(82, 36, 0.2144, 0.2071, [new(0, 0.2, 0, 0, 0), new(0.2, 0.4, 12, 0.31, 0.25)]);

    [Fact]
    public void Details_ModelRejected_SaysWhyWithItsBacktestAndReliability()
    {
        var text = WinWriter.Details(new(0.73, WinSource.StageHistory, 15, "11 of 15 closed deals that reached Proposal were won", []) { Backtest = Backtest }, "S1");

        text.ShouldContain("A model was rejected: learned from 82 closed deals and tested on the 36 after them, its squared error (Brier score) was 0.214, that of the stage rates 0.207");
        text.ShouldContain("Where it said 20 % to 40 % (mean 31 %): 12 deals, 25 % won [S1]");
        text.ShouldNotContain("Where it said 0 %");
    }

    [Fact]
    public void Details_ModelUsed_NamesWhatMovesIt()
    {
        var text = WinWriter.Details(new(0.4, WinSource.Model, 118, "Learned from 118 closed deals", [new("age", -0.5), new("size", 0.25)]) { Backtest = Backtest }, "S1");

        text.ShouldContain("What moves it (log-odds): age -0.50, size +0.25 [S1]");
        text.ShouldContain("By a model: learned from 82");
    }

    [Fact]
    public void Details_TooFewClosedDeals_SaysWhatAModelTakes() =>
        WinWriter.Details(new(0.6, WinSource.StageDefault, 0, "Default of Proposal", []), "S1").ShouldContain("No model is used: it takes 40 won and as many lost deals");
}
