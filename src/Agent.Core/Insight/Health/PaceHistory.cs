using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>A median over won deals.</summary>
/// <param name="Value">The median.</param>
/// <param name="Count">How many deals it is over.</param>
public sealed record WonMedian(double Value, int Count);

/// <summary>What won deals were like: their pace, their size, and who bought. Medians count from <see cref="MinDeals"/> deals on.</summary>
/// <param name="StageDays">Days that won deals spent in a stage.</param>
/// <param name="CycleDays">Days from creation to close of won deals, or null when none is known.</param>
/// <param name="Amounts">Revenue of won deals, by currency.</param>
/// <param name="AccountWins">How many deals each account has bought.</param>
public sealed record PaceHistory(
    IReadOnlyDictionary<StageId, WonMedian> StageDays,
    WonMedian? CycleDays,
    IReadOnlyDictionary<string, WonMedian> Amounts,
    IReadOnlyDictionary<AccountId, int> AccountWins)
{
    /// <summary>Fewer won deals than this say nothing; the stage's default holds then.</summary>
    public const int MinDeals = 10;

    /// <summary>The latest wins that a history is learned from; older ones say less about how long things take now.</summary>
    public const int MaxWins = 200;

    /// <summary>No history.</summary>
    public static PaceHistory None { get; } =
        new(new Dictionary<StageId, WonMedian>(), null, new Dictionary<string, WonMedian>(), new Dictionary<AccountId, int>());

    /// <summary>Learns from deals; all but the won ones are passed over. A stage counts where both its first and its last day are known.</summary>
    public static PaceHistory Learn(IEnumerable<Deal> deals)
    {
        var stageDays = new Dictionary<StageId, List<double>>();
        var cycles = new List<double>();
        var amounts = new Dictionary<string, List<double>>();
        var wins = new Dictionary<AccountId, int>();
        foreach (var deal in deals.Where(d => d.Status == DealStatus.Won))
        {
            foreach (var (stage, days) in DaysPerStage(deal))
                Values(stageDays, stage).Add(days);
            if (deal.CycleDays is { } cycle and >= 0)
                cycles.Add(cycle);
            if (deal.Amount is { } amount and > 0)
                Values(amounts, deal.Currency).Add((double)amount);
            if (deal.AccountId is { } account)
                wins[account] = wins.GetValueOrDefault(account) + 1;
        }

        return new(
            stageDays.ToDictionary(s => s.Key, s => Median(s.Value)),
            cycles.Count > 0 ? Median(cycles) : null,
            amounts.ToDictionary(a => a.Key, a => Median(a.Value)),
            wins);

        static List<double> Values<TKey>(Dictionary<TKey, List<double>> lists, TKey key)
            where TKey : notnull =>
            lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }

    /// <summary>Days that a deal usually spends in a stage: the median of won deals, else the stage's default; null when neither is known.</summary>
    public UsualPace? UsualDaysIn(Stage stage) =>
        StageDays.TryGetValue(stage.Id, out var won) && won.Count >= MinDeals
            ? new(won.Value, $"won deals took {Words.Days(won.Value)} here (median of {won.Count})")
            : stage.UsualDays is { } days
                ? new(days, $"usual: {Words.Days(days)} (stage default)")
                : null;

    /// <summary>The median size of won deals in a currency, or null when too few are known.</summary>
    public WonMedian? UsualAmount(string currency) =>
        Amounts.TryGetValue(currency, out var won) && won.Count >= MinDeals ? won : null;

    // A stage that a deal came back to counts once, with the days of all its visits.
    private static Dictionary<StageId, double> DaysPerStage(Deal deal)
    {
        var days = new Dictionary<StageId, double>();
        for (var i = 0; i + 1 < deal.StageHistory.Count; i++)
        {
            var (stage, entered) = deal.StageHistory[i];
            days[stage] = days.GetValueOrDefault(stage) + Math.Max(0, deal.StageHistory[i + 1].EnteredOn.DayNumber - entered.DayNumber);
        }

        return days;
    }

    private static WonMedian Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return new(values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2, values.Count);
    }
}

/// <summary>How long a stage usually takes.</summary>
/// <param name="Days">Days.</param>
/// <param name="Source">Where the number comes from, in words.</param>
public sealed record UsualPace(double Days, string Source);
