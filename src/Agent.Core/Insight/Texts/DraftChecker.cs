using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Holds each line of a draft against the store before it leaves: what is not borne out is left out.</summary>
internal sealed partial class DraftChecker
{
    private readonly DraftFacts _facts;
    private readonly DateOnly _ask;
    private readonly HashSet<string> _numbers = [];
    private readonly HashSet<DateOnly> _days = [];

    public DraftChecker(DraftFacts facts, DateOnly ask)
    {
        _facts = facts;
        _ask = ask;
        _days.Add(ask);
        var file = facts.File;
        foreach (var text in facts.Texts.Texts)
        {
            AddNumbers(text.Text);
            foreach (var date in text.Statements.SelectMany(u => u.Sentences).SelectMany(s => Dates.Find(text.Text, s, text.Day)))
                _days.UnionWith([date.From, date.To]);
        }

        foreach (var activity in file.Activities)
        {
            AddNumbers(activity.Subject);
            _days.Add(DealFacts.DayOf(activity));
        }

        _days.UnionWith(new[] { file.Deal.NextStepDue, file.Deal.CloseDate, file.Deal.CreatedOn, file.Deal.StageEnteredOn, file.Snooze?.Until }
            .Concat(file.Tasks.Select(t => t.DueOn)).Concat(file.Reading.Promises.Select(p => p.DueOn)).OfType<DateOnly>());
        foreach (var name in file.Stakeholders.Select(s => s.Contact.Name).Concat([file.Account?.Name, file.Deal.Name]))
            AddNumbers(name ?? "");
        foreach (var product in facts.Request.Products)
        {
            AddNumbers(product.Name + " " + product.Unit);
            AddNumber(product.ListPrice);
        }

        foreach (var line in facts.Prices.Lines)
        {
            AddNumber(line.Quantity);
            AddNumber(line.UnitPrice);
            AddNumber(line.Total);
        }

        AddNumber(facts.Prices.Total);
        AddNumber(file.Deal.Amount);
        AddNumber(file.Deal.Lines.Sum(l => l.Quantity));
        foreach (var tier in facts.Request.Settings.Delivery?.Tiers ?? [])
            AddNumber(tier.Days);
    }

    /// <summary>What is wrong with a line, or null.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isAsk">True for the one line that may, and must, ask.</param>
    public string? Fault(DraftLine line, bool isAsk)
    {
        var own = Quoted().Replace(line.Text, " ");
        if (own.Contains('"', StringComparison.Ordinal))
            return "a quotation that does not end";
        foreach (Match quote in Quoted().Matches(line.Text))
        {
            if (line.Evidence?.Any(e => e.Quote == quote.Groups["words"].Value && IsInSource(e)) != true)
                return "a quotation that nobody said";
        }

        var asks = own.Count(c => c == '?');
        if (asks != (isAsk ? 1 : 0))
            return isAsk ? "no single ask" : "a second ask";
        if (isAsk && (!AskPlanner.IsWorkingDay(_ask) || _ask <= _facts.Today || !own.Contains(AskPlanner.Say(_ask, _facts.Today), StringComparison.Ordinal)))
            return "an ask without a working day ahead";
        if (line.Text.IndexOfAny(['<', '>', '\n', '\r']) >= 0 || line.Text.Contains("://", StringComparison.Ordinal) || _facts.NamesCompetitor(line.Text))
            return "mark-up, a link or a competitor";
        foreach (Match day in DayWords().Matches(own))
        {
            if (!Knows(day))
                return $"the day {day.Value} is not on record";
        }

        var rest = DayWords().Replace(own, " ");
        return Number().Matches(rest).FirstOrDefault(m => !_numbers.Contains(Canonical(m.Value))) is { } foreign ? $"the number {foreign.Value} is not on record" : null;
    }

    private bool IsInSource(Evidence evidence) => _facts.Texts.Texts.Any(t => t.Id == evidence.ActivityId && t.Kind != ActivityKind.Note && evidence.IsIn(t.Text));

    private bool Knows(Match day)
    {
        var year = day.Groups["year"].Success ? int.Parse(day.Groups["year"].Value, CultureInfo.InvariantCulture) : _facts.Today.Year;
        var name = $"{day.Groups["day"].Value} {day.Groups["month"].Value} {year.ToString(CultureInfo.InvariantCulture)}";
        return DateOnly.TryParseExact(name, "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            && (_days.Contains(on) || _facts.Texts.Texts.Any(t => t.Text.Contains(day.Value, StringComparison.Ordinal)));
    }

    private void AddNumbers(string text)
    {
        foreach (Match number in Number().Matches(text))
            _numbers.Add(Canonical(number.Value));
    }

    private void AddNumber(decimal? number)
    {
        if (number is { } value)
            AddNumbers(value.ToString("#,0.00", CultureInfo.InvariantCulture));
    }

    /// <summary>The same for "41,800", "41.800" and "41800.00".</summary>
    private static string Canonical(string number)
    {
        var plain = Cents().Replace(number, "");
        return plain.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(?<words>[^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?<day>\d{1,2}) (?<month>January|February|March|April|May|June|July|August|September|October|November|December)(?: (?<year>\d{4}))?\b")]
    private static partial Regex DayWords();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"[.,]00$")]
    private static partial Regex Cents();
}
