using System.Globalization;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>The canonical spelling of values in the extraction cases; evals/README.md describes it.</summary>
internal static class ExtractionValues
{
    public static string Of(MoneyMention m)
    {
        var amount = m.Low == m.High ? Plain(m.Low) : $"{Plain(m.Low)}..{Plain(m.High)}";
        return $"{amount}{(m.Currency is null ? "" : $" {m.Currency}")}{(m.Per is null ? "" : $" / {m.Per}")}";
    }

    public static string Of(DateMention m)
    {
        var days = m.From == m.To ? Iso(m.To) : $"{Iso(m.From)}..{Iso(m.To)}";
        return m.Bound switch { DateBound.By => $"by {days}", DateBound.After => $"after {days}", _ => days };
    }

    public static string Of(DurationMention m) => m.Unit switch
    {
        TimeUnit.Hour => $"PT{Plain(m.Amount)}H",
        TimeUnit.Day => $"P{Plain(m.Amount)}D",
        TimeUnit.BusinessDay => $"P{Plain(m.Amount)}D business",
        TimeUnit.Week => $"P{Plain(m.Amount)}W",
        TimeUnit.Month => $"P{Plain(m.Amount)}M",
        TimeUnit.Quarter => $"P{Plain(m.Amount * 3)}M",
        _ => $"P{Plain(m.Amount)}Y",
    };

    private static string Plain(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
