using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using static Agent.Core.Tests.Insight.Health.DealFileBuilder;

namespace Agent.Core.Tests.Insight.Health;

public class WinModelTests
{
    private static readonly WinFactors Plain = new(0, 10, 3, 2, 1, 2, 0);

    [Fact]
    public void Estimate_NoHistory_IsTheStagesDefaultAndSaysSo()
    {
        var estimate = WinModel.Learn([]).Estimate(Healthy().Build(), Today);

        estimate.Source.ShouldBe(WinSource.StageDefault);
        estimate.Probability.ShouldBe(0.4);
        estimate.Fact.ShouldBe("Default of Demo: too few closed deals reached it");
    }

    [Fact]
    public void Estimate_SomeHistory_IsTheStagesRateWithItsCount()
    {
        var file = Healthy().Build();
        ClosedDealFacts[] history = [.. Enumerable.Range(0, 12).Select(i => new ClosedDealFacts(i < 9, Today.AddDays(-i), file.Stage.Id, [file.Stage.Id], Plain))];

        var estimate = WinModel.Learn(history).Estimate(file, Today);

        estimate.Source.ShouldBe(WinSource.StageHistory);
        estimate.Probability.ShouldBe(0.75);
        estimate.Fact.ShouldBe("9 of 12 closed deals that reached Demo were won");
    }

    [Fact]
    public void Learn_EnoughHistoryThatTheFactorsExplain_PredictsLaterDealsWellCalibrated()
    {
        var model = WinModel.Learn(History(2_000, effect: 1.5));

        var backtest = model.Backtest.ShouldNotBeNull();
        backtest.Tested.ShouldBe(600);
        backtest.Brier.ShouldBeLessThan(backtest.BaselineBrier - 0.03);
        backtest.Reliability.Sum(b => b.Count).ShouldBe(600);
        foreach (var bin in backtest.Reliability.Where(b => b.Count >= 50))
            bin.WonShare.ShouldBe(bin.MeanPredicted, 0.12);
    }

    [Fact]
    public void Estimate_Model_NamesCountAndStrongestFactorFirst()
    {
        var model = WinModel.Learn(History(2_000, effect: 1.5));
        var talking = Bare().Meeting(-1, "Anna Berg", "Ole Lund").Build();
        var quiet = Bare().Meeting(-80, "Anna Berg").Build();

        var estimate = model.Estimate(quiet, Today);

        estimate.Source.ShouldBe(WinSource.Model);
        estimate.Count.ShouldBe(2_000);
        estimate.Factors[0].Factor.ShouldBe("days without contact");
        estimate.Factors[0].LogOdds.ShouldBeLessThan(0);
        estimate.Probability.ShouldBeLessThan(model.Estimate(talking, Today).Probability);
    }

    [Fact]
    public void Learn_HistoryThatTheFactorsDoNotExplain_DoesNotUseTheModel()
    {
        var model = WinModel.Learn(History(400, effect: 0));

        model.Backtest!.Skill.ShouldBeLessThan(WinModel.MinSkill);
        model.Estimate(Healthy().Build(), Today).Source.ShouldBe(WinSource.StageDefault);
    }

    [Fact]
    public void Learn_TooFewLost_HasNoModel()
    {
        ClosedDealFacts[] history = [.. History(2_000, 1.5).Where(d => d.Won).Take(60), .. History(2_000, 1.5).Where(d => !d.Won).Take(39)];

        WinModel.Learn(history).Backtest.ShouldBeNull();
    }

    [Fact]
    public void Learn_AmountKnownForWonDealsOnly_IsNotTakenForAReason()
    {
        ClosedDealFacts[] history = [.. History(800, 1.5).Select(d => d.Won ? d : d with { Factors = d.Factors with { Size = null } })];

        WinModel.Learn(history).Estimate(Healthy().Amount(1_000_000).Build(), Today).Factors.ShouldNotContain(f => f.Factor == "size");
    }

    [Fact]
    public void WinFactors_PastDay_SeesOnlyWhatWasKnownThen()
    {
        var file = Healthy().Created(-30).In("Demo", -20).Amount(10_000)
            .Do(d => d.ChangeAmount(40_000, Today.AddDays(-5)))
            .Do(d => d.MoveCloseDate(Today.AddDays(90), Today.AddDays(-5)))
            .Meeting(-12, "Anna Berg").Build();

        var then = WinFactors.On(file, Today.AddDays(-10));

        then.Size!.Value.ShouldBe(Math.Log(10_000), 1e-9);
        then.Pushes.ShouldBe(0);
        then.Age!.Value.ShouldBe(Math.Log(21), 1e-9);
        then.Quiet!.Value.ShouldBe(Math.Log(3), 1e-9);
        then.Engaged.ShouldBe(1);
        WinFactors.On(file, Today).Pushes.ShouldBe(1);
    }

    [Fact]
    public void ClosedDealFacts_ClosedDeal_IsSeenWhileItWasOpen()
    {
        var builder = Bare().Created(-60).In("Demo", -50).Meeting(-40, "Anna Berg");
        var won = builder.Pipeline.Stages.Single(s => s.Status == DealStatus.Won);
        var file = builder.Do(d => d.MoveTo(won, Today.AddDays(-5))).Build();

        var facts = ClosedDealFacts.From(file).ShouldNotBeNull();

        facts.Won.ShouldBeTrue();
        facts.Reached.ShouldHaveSingleItem();
        facts.Factors.Age!.Value.ShouldBeLessThan(Math.Log(1 + 55));
        ClosedDealFacts.From(Healthy().Build()).ShouldBeNull();
    }

    // Deals whose outcome follows from how long nobody was in touch, as strongly as asked for.
    private static ClosedDealFacts[] History(int count, double effect)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var quiet = random.NextDouble() * 4;
            var size = 8 + (random.NextDouble() * 4);
            var won = random.NextDouble() < 1 / (1 + Math.Exp(-effect * (2 - quiet)));
            return new ClosedDealFacts(won, Today.AddDays(i - count), null, [], Plain with { Quiet = quiet, Size = size });
        })];
    }
}
