using System.Globalization;
using System.Text;
using Agent.Core.Insight.Health;

namespace Agent.Core.Agents.Offline;

/// <summary>Says how far a win probability can be believed: which model or rate it comes from, how the model did, what moves it.</summary>
internal static class WinWriter
{
    private const int MostFactors = 4;

    /// <summary>Lines of Markdown below the probability, each cited; empty for a default that no history stands behind.</summary>
    /// <param name="win">The estimate.</param>
    /// <param name="source">The label of the deal's record.</param>
    public static string Details(WinEstimate win, string source)
    {
        var text = new StringBuilder();
        if (win.Factors.Count > 0)
            text.Append(Inv($"\n  - What moves it (log-odds): {string.Join(", ", win.Factors.Take(MostFactors).Select(f => Inv($"{f.Factor} {f.LogOdds:+0.00;-0.00}")))} [{source}]"));
        text.Append(Inv($"\n  - {Model(win)} [{source}]"));
        foreach (var bin in win.Backtest?.Reliability.Where(b => b.Count > 0) ?? [])
            text.Append(Inv($"\n  - Where it said {Share(bin.From)} to {Share(bin.To)} (mean {Share(bin.MeanPredicted)}): {Wording.Count(bin.Count, "deal")}, {Share(bin.WonShare)} won [{source}]"));
        return text.ToString();
    }

    /// <summary>Whether a model is used, with its backtest; why not, when it is not.</summary>
    public static string Model(WinEstimate win)
    {
        if (win.Backtest is not { } test)
            return $"No model is used: it takes {WinModel.MinOfEach} won and as many lost deals";
        var did = Inv($"learned from {test.Trained} closed deals and tested on the {test.Tested} after them, its squared error (Brier score) was {test.Brier:0.000}, that of the stage rates {test.BaselineBrier:0.000}");
        return win.Source == WinSource.Model
            ? $"By a model: {did}"
            : $"A model was rejected: {did}; it must save at least {Share(WinModel.MinSkill)} of their error";
    }

    private static string Share(double share) => Wording.Percent(Math.Round(share, 2));

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
