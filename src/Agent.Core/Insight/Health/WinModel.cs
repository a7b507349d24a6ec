using System.Text.Json.Serialization;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>Where a win probability comes from.</summary>
public enum WinSource
{
    /// <summary>A model learned from closed deals.</summary>
    Model,

    /// <summary>The share of closed deals won among those that reached the stage.</summary>
    StageHistory,

    /// <summary>The stage's default.</summary>
    StageDefault,
}

/// <summary>How much one factor moves a deal's odds against those of an average deal.</summary>
/// <param name="Factor">The factor, in words.</param>
/// <param name="LogOdds">Above zero speaks for winning, below against.</param>
public sealed record WinFactorEffect(string Factor, double LogOdds);

/// <summary>A win probability.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Count">Closed deals that it stands on; 0 for a default.</param>
/// <param name="Fact">The same in words.</param>
/// <param name="Factors">What moves it, strongest first; empty unless a model says it.</param>
public sealed record WinEstimate(double Probability, WinSource Source, int Count, string Fact, IReadOnlyList<WinFactorEffect> Factors)
{
    /// <summary>How the model did on later deals, also when it did too badly to be used; null while history does not suffice for one.</summary>
    [JsonIgnore]
    public WinBacktest? Backtest { get; init; }
}

/// <summary>Deals of a range of predicted probability, with what became of them.</summary>
/// <param name="From">Lower end, inclusive.</param>
/// <param name="To">Upper end.</param>
/// <param name="Count">Deals.</param>
/// <param name="MeanPredicted">Mean predicted probability; 0 without deals.</param>
/// <param name="WonShare">Share that was won; 0 without deals.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double MeanPredicted, double WonShare);

/// <summary>How the model did on the latest deals after learning from the earlier ones.</summary>
/// <param name="Trained">Deals learned from.</param>
/// <param name="Tested">Deals predicted.</param>
/// <param name="Brier">Mean squared error of the probability (Brier 1950); lower is better.</param>
/// <param name="BaselineBrier">The same for what would be said without a model: the historical rate of the stage, else of all.</param>
/// <param name="Reliability">Predicted against actual.</param>
public sealed record WinBacktest(int Trained, int Tested, double Brier, double BaselineBrier, IReadOnlyList<ReliabilityBin> Reliability)
{
    /// <summary>Brier skill score: the share of the baseline's error that the model saves; 0 or less is no better than the baseline.</summary>
    public double Skill => BaselineBrier > 0 ? 1 - (Brier / BaselineBrier) : 0;
}

/// <summary>
/// Says how likely a deal is won: by a model over structural factors where history suffices and the model beats the stage
/// rates on later deals, else by the stage's historical rate, else by its default. The answer says which.
/// </summary>
public sealed class WinModel
{
    /// <summary>Won deals, and as many lost ones, that a model needs (Microsoft's predictive scoring: 40 and 40).</summary>
    public const int MinOfEach = 40;

    /// <summary>Brier skill that a model must show on later deals to be used; less may be chance (our choice).</summary>
    public const double MinSkill = 0.02;

    /// <summary>The most closed deals to learn from, the latest: well above what a model needs, and still one bounded read.</summary>
    public const int MaxDeals = 400;

    private const double TrainShare = 0.7;
    private const int Bins = 5;

    // A factor that is known for won deals but not for lost ones tells how the record was kept, not how deals are won.
    private const double MinKnownShare = 0.8;

    private readonly Dictionary<StageId, (int Won, int Closed)> _stages;
    private readonly Fitted? _fitted;
    private readonly int _count;

    private WinModel(IReadOnlyList<ClosedDealFacts> history)
    {
        _count = history.Count;
        _stages = StageRates(history);
        if (!Suffices(history))
            return;
        ClosedDealFacts[] ordered = [.. history.OrderBy(d => d.ClosedOn)];
        var cut = (int)(ordered.Length * TrainShare);
        Backtest = Test(ordered[..cut], ordered[cut..]);
        if (Backtest?.Skill >= MinSkill)
            _fitted = Fitted.On(ordered);
    }

    /// <summary>How the model did on later deals; null while history does not suffice for one. A model without <see cref="MinSkill"/> is not used.</summary>
    public WinBacktest? Backtest { get; }

    /// <summary>Learns from closed deals.</summary>
    public static WinModel Learn(IReadOnlyList<ClosedDealFacts> history) => new(history);

    /// <summary>Estimates the probability that a deal is won.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="today">The day to judge on.</param>
    public WinEstimate Estimate(DealFile file, DateOnly today) => Probability(file, today) with { Backtest = Backtest };

    private WinEstimate Probability(DealFile file, DateOnly today)
    {
        var stage = file.Stage;
        if (stage.Status != DealStatus.Open)
            return new(stage.Status == DealStatus.Won ? 1 : 0, WinSource.StageDefault, 0, $"The deal is {stage.Status.ToString().ToLowerInvariant()}", []);
        if (_fitted is not null)
        {
            var (probability, effects) = _fitted.Predict(WinFactors.On(file, today));
            return new(probability, WinSource.Model, _count, $"Learned from {Words.Count(_count, "closed deal")}", effects);
        }

        return _stages.TryGetValue(stage.Id, out var rate) && rate.Closed >= PaceHistory.MinDeals
            ? new((double)rate.Won / rate.Closed, WinSource.StageHistory, rate.Closed, $"{rate.Won} of {rate.Closed} closed deals that reached {stage.Name} were won", [])
            : new(stage.WinProbability, WinSource.StageDefault, 0, $"Default of {stage.Name}: too few closed deals reached it", []);
    }

    private static bool Suffices(IReadOnlyList<ClosedDealFacts> history) =>
        history.Count(d => d.Won) is var won && won >= MinOfEach && history.Count - won >= MinOfEach;

    private static Dictionary<StageId, (int Won, int Closed)> StageRates(IEnumerable<ClosedDealFacts> history)
    {
        var rates = new Dictionary<StageId, (int Won, int Closed)>();
        foreach (var deal in history)
        {
            foreach (var stage in deal.Reached)
            {
                var (won, closed) = rates.GetValueOrDefault(stage);
                rates[stage] = (won + (deal.Won ? 1 : 0), closed + 1);
            }
        }

        return rates;
    }

    private static WinBacktest? Test(ClosedDealFacts[] earlier, ClosedDealFacts[] later)
    {
        var rate = earlier.Average(d => d.Won ? 1.0 : 0);
        if (rate is 0 or 1 || Fitted.On(earlier) is not { } model)
            return null;
        var stages = StageRates(earlier);
        var predicted = later.Select(d => (P: model.Predict(d.Factors).Probability, Base: Baseline(d), Y: d.Won ? 1.0 : 0)).ToList();
        var bins = Enumerable.Range(0, Bins).Select(bin =>
        {
            var inside = predicted.FindAll(d => Math.Min(Bins - 1, (int)(d.P * Bins)) == bin);
            return new ReliabilityBin(
                (double)bin / Bins,
                (double)(bin + 1) / Bins,
                inside.Count,
                inside.Count > 0 ? inside.Average(d => d.P) : 0,
                inside.Count > 0 ? inside.Average(d => d.Y) : 0);
        });
        return new(earlier.Length, later.Length, predicted.Average(d => Square(d.P - d.Y)), predicted.Average(d => Square(d.Base - d.Y)), [.. bins]);

        double Baseline(ClosedDealFacts deal) =>
            deal.Stage is { } stage && stages.TryGetValue(stage, out var known) && known.Closed >= PaceHistory.MinDeals ? (double)known.Won / known.Closed : rate;

        static double Square(double x) => x * x;
    }

    /// <summary>The regression with the means and spreads that its input is standardized by; an unknown value counts as the mean.</summary>
    private sealed record Fitted(int[] Columns, double[] Means, double[] Spreads, LogisticRegression Regression)
    {
        public static Fitted? On(ClosedDealFacts[] deals)
        {
            var values = deals.Select(d => d.Factors.Values).ToArray();
            int[] columns = [.. Enumerable.Range(0, WinFactors.Names.Length).Where(c => IsKnown(c, true) && IsKnown(c, false) && Known(c).Distinct().Skip(1).Any())];
            if (columns.Length == 0)
                return null;
            double[] means = [.. columns.Select(c => Known(c).Average())];
            double[] spreads = [.. columns.Select((c, i) => Math.Sqrt(Known(c).Average(v => (v - means[i]) * (v - means[i]))))];
            var fitted = new Fitted(columns, means, spreads, new([]));
            return fitted with { Regression = LogisticRegression.Fit([.. values.Select(fitted.Standardize)], [.. deals.Select(d => d.Won)]) };

            IEnumerable<double> Known(int column) => values.Where(v => v[column] is not null).Select(v => v[column]!.Value);

            bool IsKnown(int column, bool won) =>
                deals.Where(d => d.Won == won).Average(d => d.Factors.Values[column] is null ? 0.0 : 1) >= MinKnownShare;
        }

        public (double Probability, IReadOnlyList<WinFactorEffect> Effects) Predict(WinFactors factors)
        {
            var row = Standardize(factors.Values);
            var effects = row
                .Select((value, i) => new WinFactorEffect(WinFactors.Names[Columns[i]], value * Regression.Weights[i + 1]))
                .Where(e => e.LogOdds != 0)
                .OrderByDescending(e => Math.Abs(e.LogOdds));
            return (Regression.Predict(row), [.. effects]);
        }

        private double[] Standardize(double?[] values) =>
            [.. Columns.Select((c, i) => values[c] is { } value ? (value - Means[i]) / Spreads[i] : 0)];
    }
}
