using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Amounts and days that might be those of the deal, or the day until which it waits.</summary>
internal static class TermCandidates
{
    /// <summary>Amounts further from the deal's than this are of something else.</summary>
    private const decimal Farthest = 8;

    private const decimal Least = 100;

    /// <summary>Who asks for less than a week asks for a moment, not for a pause of the deal.</summary>
    private const int ShortestWait = 7;

    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes, LineFeatures features)
    {
        foreach (var line in talk.Lines)
        {
            foreach (var candidate in AmountsOf(talk, changes, features, line).Concat(DaysOf(talk, changes, features, line)))
                yield return candidate;
        }
    }

    private static IEnumerable<UpdateCandidate> AmountsOf(UpdateTalk talk, UpdateChanges changes, LineFeatures features, UpdateLine line)
    {
        var deal = talk.File.Deal;
        var found = Amounts.Find(line.Text.Text, line.Sentence, ofMoney: true).Concat(talk.IsTalk ? SpokenAmounts.Find(line.Tokens) : []).ToList();
        // "Two hundred sixty-one five hundred" holds "two hundred sixty-one".
        found.RemoveAll(m => found.Exists(o => o != m && o.FirstToken <= m.FirstToken && o.NextToken >= m.NextToken && o.NextToken - o.FirstToken > m.NextToken - m.FirstToken));
        foreach (var money in found.Where(m => !line.Dates.Any(d => d.Start < m.End && m.Start < d.End)))
        {
            var value = Scaled(talk, line, money);
            if (money.Low != money.High || (money.Currency is { } currency && currency != deal.Currency) || value < Least || value == deal.Amount)
                continue;
            if (deal.Amount is { } now and > 0 && (value > now * Farthest || value < now / Farthest))
                continue;
            var ratio = deal.Amount is { } known and > 0 ? (value / known) switch { < 0.5m => "half", < 0.9m => "less", < 1.1m => "near", < 2 => "more", _ => "double" } : "none";
            var place = features.Near(line, money.FirstToken, money.NextToken, $"per {money.Per}", $"ratio {ratio}", money.Currency is null ? "bare" : "currency", $"of {Math.Min(3, found.Count)}", $"last {money == found[^1]}", $"round {value % 1000 == 0}", $"known {found.Any(m => m.High == deal.Amount)}", $"later {IsNamedAgain(talk, line, value)}");
            yield return new(UpdateHead.Amount, line, place, sure => changes.Amount(value, line.Voice == Voice.Record ? "Our record gives another amount for this deal." : "The deal's amount changes.", sure, [line, .. talk.Around(line)]));
        }
    }

    /// <summary>"52 not 42" after "42.000 €": what corrects an amount leaves its thousands out.</summary>
    private static decimal Scaled(UpdateTalk talk, UpdateLine line, MoneyMention money) =>
        money.Currency is null && money.High < 1_000 && talk.File.Deal.Amount is >= 10_000 && !line.Words[(money.Start - line.Sentence.Start)..].Contains('%', StringComparison.Ordinal) ? money.High * 1_000 : money.High;

    private static bool IsNamedAgain(UpdateTalk talk, UpdateLine line, decimal value) =>
        talk.Lines.Any(l => l.Index > line.Index && Amounts.Find(l.Text.Text, l.Sentence, ofMoney: true).Any(m => m.High != value && m.High >= Least));

    private static IEnumerable<UpdateCandidate> DaysOf(UpdateTalk talk, UpdateChanges changes, LineFeatures features, UpdateLine line)
    {
        foreach (var date in UpdateDates.In(line))
        {
            var (deadline, start) = (UpdateDates.Deadline(line, date), UpdateDates.Start(line, date));
            var place = features.Near(line, date.FirstToken, date.NextToken, UpdateDates.Facts(talk, line, date));
            if (deadline > talk.Text.Day && deadline != talk.File.Deal.CloseDate)
                yield return new(UpdateHead.CloseDate, line, place, sure => changes.CloseDate(deadline, line.Voice == Voice.Record ? "Our record gives another day for the signature." : "The buyer names another day for the signature.", sure, [line, .. talk.Around(line)]));
            if (start.DayNumber - talk.Text.Day.DayNumber >= ShortestWait && start.DayNumber - talk.Today.DayNumber <= Snooze.MaxDays)
                yield return new(UpdateHead.Park, line, place, sure => changes.Park(UpdateChanges.Title(line.Words), start, line.Voice == Voice.Record ? "Our record says that the buyer asks to wait." : "The buyer asks to wait.", sure, line));
        }
    }
}
