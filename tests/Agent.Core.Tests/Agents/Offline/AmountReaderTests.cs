using Agent.Core.Agents.Offline;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class AmountReaderTests
{
    [Theory]
    [InlineData("deals over 50k", 50_000, null)]
    [InlineData("deals above €1.5m", 1_500_000, null)]
    [InlineData("more than 20,000 euros", 20_000, null)]
    [InlineData("at least $ 300", 300, null)]
    [InlineData("> 10k", 10_000, null)]
    [InlineData(">=10k", 10_000, null)]
    [InlineData("50k+ deals", 50_000, null)]
    [InlineData("under 30 thousand", null, 30_000)]
    [InlineData("less than £9,500", null, 9_500)]
    [InlineData("up to 2 million", null, 2_000_000)]
    [InlineData("<= 7k", null, 7_000)]
    [InlineData("between 20k and 30k", 20_000, 30_000)]
    [InlineData("between 20 and 30k", 20_000, 30_000)]
    [InlineData("from 1,000 to 2,500", 1_000, 2_500)]
    [InlineData("over 10k and under 20k", 10_000, 20_000)]
    public void Take_Bounds_ReadsThem(string text, int? min, int? max)
    {
        var (least, most, _) = AmountReader.Take(text);

        (least, most).ShouldBe(((decimal?)min, (decimal?)max));
    }

    [Theory]
    [InlineData("no activity for more than 14 days")]
    [InlineData("older than 3 weeks")]
    [InlineData("top 5 deals")]
    [InlineData("from 2026-03-01")]
    [InlineData("Acme")]
    public void Take_NumbersThatAreNoAmounts_AreLeftAlone(string text)
    {
        AmountReader.Take(text).ShouldBe((null, null, text));
    }

    [Fact]
    public void Take_Bounds_TakesTheirWordsOut()
    {
        AmountReader.Take("my deals over 50k closing").Remaining.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["my", "deals", "closing"]);
    }
}
