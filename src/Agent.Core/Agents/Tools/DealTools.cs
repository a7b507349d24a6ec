using System.ComponentModel;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Tools;

/// <summary>Lists, counts and sums of deals.</summary>
/// <param name="context">The turn.</param>
internal sealed class DealTools(TurnContext context)
{
    private const int DefaultTake = 10;
    private const int MaxTake = 50;
    private const int MaxGroups = 40;

    private readonly FilterReader _filters = new(context);

    [Description("Lists deals that fit a filter, sorted, with their total and sum.")]
    public async Task<ToolResult> FindDeals(
        [Description("Which deals")] DealFilter? filter = null,
        [Description("amount, closeDate, createdOn, stageEnteredOn or name")] DealSort sort = DealSort.Amount,
        [Description("Largest or latest first")] bool descending = true,
        [Description("How many rows, 1 to 50")] int take = DefaultTake,
        CancellationToken ct = default)
    {
        var (read, unknown) = await _filters.ReadAsync(filter, ct);
        if (read is null)
            return unknown!;
        var (page, sums) = await context.Reader.FindSummedDealsAsync(read.Query with { Sort = sort, Descending = descending, Take = Math.Clamp(take, 1, MaxTake) }, ct);
        return new DealList(read.Words, [.. page.Items.Select(d => new Cited<DealRow>(d, context.Sources.CiteDeal(d.Id, d.Name)))], page.Total, sums, read.Ignored);
    }

    [Description("Counts deals and adds up their amounts, win rate, sales cycle; in all or by group.")]
    public async Task<ToolResult> SumDeals(
        [Description("What is asked for")] DealMeasure measure,
        [Description("Which deals")] DealFilter? filter = null,
        [Description("What to count by")] DealGrouping grouping = DealGrouping.None,
        CancellationToken ct = default)
    {
        var (read, unknown) = await _filters.ReadAsync(filter, ct);
        if (read is null)
            return unknown!;
        var (sample, all) = await context.Reader.FindSummedDealsAsync(read.Query with { Take = 1 }, ct);
        IReadOnlyList<DealTotals> groups = all is null ? [] : grouping == DealGrouping.None ? [all] : await context.Reader.SumDealsAsync(read.Query, grouping, ct);
        return new DealFigures(
            read.Words,
            measure,
            grouping,
            [.. groups.Take(MaxGroups)],
            all ?? new(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            sample.Items is [var deal] ? deal.Currency : null,
            read.Ignored);
    }
}
