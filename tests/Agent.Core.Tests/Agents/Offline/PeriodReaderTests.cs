using Agent.Core.Agents.Offline;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class PeriodReaderTests
{
    // A Wednesday.
    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory]
    [InlineData("closing this month", "2026-03-01", "2026-03-31")]
    [InlineData("closing next month", "2026-04-01", "2026-04-30")]
    [InlineData("last month", "2026-02-01", "2026-02-28")]
    [InlineData("this week", "2026-03-16", "2026-03-22")]
    [InlineData("next week", "2026-03-23", "2026-03-29")]
    [InlineData("last week", "2026-03-09", "2026-03-15")]
    [InlineData("this quarter", "2026-01-01", "2026-03-31")]
    [InlineData("next quarter", "2026-04-01", "2026-06-30")]
    [InlineData("last year", "2025-01-01", "2025-12-31")]
    [InlineData("in the last 30 days", "2026-02-16", "2026-03-18")]
    [InlineData("in the next 2 weeks", "2026-03-18", "2026-04-01")]
    [InlineData("Q2", "2026-04-01", "2026-06-30")]
    [InlineData("in Q4 2025", "2025-10-01", "2025-12-31")]
    [InlineData("in March", "2026-03-01", "2026-03-31")]
    [InlineData("in November", "2025-11-01", "2025-11-30")]
    [InlineData("in august 2017", "2017-08-01", "2017-08-31")]
    [InlineData("in 2017", "2017-01-01", "2017-12-31")]
    [InlineData("on 2026-03-20", "2026-03-20", "2026-03-20")]
    [InlineData("tomorrow", "2026-03-19", "2026-03-19")]
    [InlineData("yesterday", "2026-03-17", "2026-03-17")]
    [InlineData("before June", null, "2026-05-31")]
    [InlineData("after Q1 2026", "2026-04-01", null)]
    [InlineData("since 2026-02-01", "2026-02-01", null)]
    [InlineData("by tomorrow", null, "2026-03-19")]
    public void Take_Period_ReadsBothEnds(string text, string? from, string? to)
    {
        var (period, _) = PeriodReader.Take($"deals {text}", Today);

        period.ShouldBe(new(Day(from), Day(to)));
    }

    [Theory]
    [InlineData("deals over 50k")]
    [InlineData("Marching Band rollout")]
    [InlineData("2026-13-45")]
    [InlineData("")]
    public void Take_NoPeriod_LeavesTheTextAlone(string text)
    {
        PeriodReader.Take(text, Today).ShouldBe((null, text));
    }

    [Fact]
    public void Take_Period_TakesItsWordsOut()
    {
        var (_, rest) = PeriodReader.Take("deals closing in the next 2 weeks at Acme", Today);

        rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["deals", "closing", "at", "Acme"]);
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
