using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Infrastructure.Tests.Persistence;

public abstract partial class DealStoreContract
{
    public static TheoryData<DealGrouping> Groupings => [.. Enum.GetValues<DealGrouping>()];

    [Fact]
    public async Task SumDealsAsync_Ungrouped_AddsUpEverything()
    {
        var all = (await store.For("Ada").SumDealsAsync(new(), DealGrouping.None, Ct)).ShouldHaveSingleItem();

        all.ShouldBe(new(null, 5, 1, 1, 141_000, 94_600, 12_000, 5_000, 100, 2, 1));
        all.WinRate.ShouldBe(0.5);
        all.AverageWonDeal.ShouldBe(12_000);
        all.MeanCycleDays.ShouldBe(50);
    }

    [Fact]
    public async Task SumDealsAsync_NothingFits_HasNoGroup()
    {
        (await store.For("Ada").SumDealsAsync(new() { MinAmount = 1_000_000 }, DealGrouping.None, Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DealGrouping.Owner, "Sven", 2, 0, 1, 30_000)]
    [InlineData(DealGrouping.Stage, "Negotiation", 1, 0, 0, 84_000)]
    [InlineData(DealGrouping.Account, "Acme", 1, 1, 0, 84_000)]
    [InlineData(DealGrouping.Product, "Scanner", 1, 1, 0, 84_000)]
    [InlineData(DealGrouping.Source, "Web", 2, 0, 0, 50_000)]
    [InlineData(DealGrouping.CloseMonth, "202605", 2, 0, 0, 50_000)]
    [InlineData(DealGrouping.LossReason, "Price", 0, 0, 1, 0)]
    [InlineData(DealGrouping.Industry, "Energy", 1, 0, 1, 0)]
    [InlineData(DealGrouping.Team, World.SouthMark, 2, 0, 1, 30_000)]
    public async Task SumDealsAsync_Grouped_CountsEachGroup(DealGrouping grouping, string key, int open, int won, int lost, int openAmount)
    {
        var groups = await store.For("Ada").SumDealsAsync(new(), grouping, Ct);

        var group = groups.Where(g => g.Key?.StartsWith(key, StringComparison.Ordinal) == true).ShouldHaveSingleItem();
        (group.Open, group.Won, group.Lost, group.OpenAmount).ShouldBe((open, won, lost, openAmount));
        groups.Select(g => g.Count).ShouldBe(groups.Select(g => g.Count).OrderDescending());
    }

    [Theory]
    [MemberData(nameof(Groupings))]
    public async Task SumDealsAsync_Grouped_LosesNoDeal(DealGrouping grouping)
    {
        var groups = await store.For("Ada").SumDealsAsync(new(), grouping, Ct);

        // A deal with two products counts under both.
        groups.Sum(g => g.Count).ShouldBe(grouping == DealGrouping.Product ? World.Deals.Count + 1 : World.Deals.Count);
        groups.Select(g => g.Key).ShouldBeUnique();
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("Nora")]
    [InlineData("Sven")]
    public async Task FindSummedDealsAsync_OnePage_IsThePageWithTheTotalsOfAll(string user)
    {
        var reader = store.For(user);
        var query = new DealQuery { Sort = DealSort.Name, Skip = 1, Take = 1 };

        var (page, totals) = await reader.FindSummedDealsAsync(query, Ct);

        var alone = await reader.FindDealsAsync(query, Ct);
        page.Items.ShouldBe(alone.Items);
        page.Total.ShouldBe(alone.Total);
        totals.ShouldBe((await reader.SumDealsAsync(query, DealGrouping.None, Ct)).ShouldHaveSingleItem());
    }

    [Fact]
    public async Task FindSummedDealsAsync_NothingFits_HasNoTotals()
    {
        var (page, totals) = await store.For("Ada").FindSummedDealsAsync(new() { MinAmount = 1_000_000 }, Ct);

        page.Items.ShouldBeEmpty();
        page.Total.ShouldBe(0);
        totals.ShouldBeNull();
    }
}
