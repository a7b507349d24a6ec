using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Evals;

/// <summary>Holds a draft against its case. It shares nothing with the product's own check, so that a fault of that one shows here.</summary>
internal static partial class DraftChecks
{
    public static readonly string[] Names = ["to", "buyerWords", "answers", "never", "ask", "askBy", "numbers", "quotes", "length", "tone"];

    private static readonly string[] Clichés =
    [
        "checking in", "check in with you", "finds you well", "touch base", "touching base", "circle back", "circling back", "follow up on my", "following up on my", "per my last", "as per my", "bumping this", "haven't heard",
        "have not heard", "did not hear back", "still waiting for", "amazing", "delighted", "pleasure doing", "great company", "game changer", "win probability", "at risk", "pipeline", "champion", "economic buyer", "decision maker",
    ];

    /// <summary>The checks that a draft fails, each with its reason.</summary>
    public static List<(string Check, string Why)> Failures(DealCase c, Draft draft)
    {
        var check = c.Draft!.Check;
        var found = new List<(string, string)>();
        var all = Plain($"{draft.Subject}\n{draft.Body}");
        var greeting = draft.Body.Split('\n').First(l => l.Trim().Length > 0);
        if (check.To is { } to ? !Plain(greeting).Contains(Plain(to), StringComparison.OrdinalIgnoreCase) : NameInGreeting().IsMatch(greeting))
            found.Add(("to", $"\"{greeting}\" instead of {check.To ?? "a neutral greeting"}"));
        foreach (var words in check.BuyerWords.Where(w => !w.Any(f => all.Contains(Plain(f), StringComparison.OrdinalIgnoreCase))))
            found.Add(("buyerWords", string.Join(" | ", words)));
        foreach (var fact in check.Answers.Where(w => !w.Any(f => all.Contains(Plain(f), StringComparison.OrdinalIgnoreCase))))
            found.Add(("answers", string.Join(" | ", fact)));
        foreach (var word in check.Never.Where(n => Occurs(all, Plain(n))))
            found.Add(("never", word));
        found.AddRange(AskFailures(c, draft));
        var foreign = ForeignNumbers(c, draft).ToList();
        if (foreign.Count > 0)
            found.Add(("numbers", string.Join(", ", foreign)));
        foreach (Match quote in Quotation().Matches(draft.Body))
        {
            if (!c.Activities.Any(a => a.Kind != Core.Deals.ActivityKind.Note && Plain(a.Text ?? "").Contains(Plain(quote.Groups["words"].Value), StringComparison.Ordinal)))
                found.Add(("quotes", quote.Value));
        }

        var words2 = draft.Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (words2 > check.MaxWords)
            found.Add(("length", $"{words2} words of {check.MaxWords}"));
        if (ToneFailure(c.Draft.Style.Tone, draft.Body) is { } tone)
            found.Add(("tone", tone));
        return found;
    }

    private static IEnumerable<(string, string)> AskFailures(DealCase c, Draft draft)
    {
        var own = Quotation().Replace(draft.Body, " ");
        var questions = own.Count(ch => ch == '?');
        var at = draft.Body.IndexOf(draft.Ask.Sentence, StringComparison.Ordinal);
        if (questions != 1 || at < 0 || draft.Body.IndexOf(draft.Ask.Sentence, at + 1, StringComparison.Ordinal) >= 0 || !draft.Ask.Sentence.EndsWith('?'))
            yield return ("ask", $"{questions} questions");
        if (Day().Matches(Quotation().Replace(draft.Ask.Sentence, " ")) is not [var said] || !TryDay(said, c.Today, out var on) || on != draft.Ask.On)
            yield return ("ask", "no single day in the ask");
        var days = draft.Ask.On.DayNumber - c.Today.DayNumber;
        if (draft.Ask.On.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || days < 1)
            yield return ("askBy", $"{draft.Ask.On:O} is no working day ahead");
        else if (c.Draft!.Check.AskBy is { } span && (days < span.From || days > span.To))
            yield return ("askBy", $"in {days} days instead of {span.From} to {span.To}");
    }

    /// <summary>Numbers and days that are neither in the case, nor computed from its lines, nor the day of the ask.</summary>
    private static IEnumerable<string> ForeignNumbers(DealCase c, Draft draft)
    {
        var texts = c.Activities.SelectMany(a => new[] { a.Subject, a.Text }).Concat(c.People.Select(p => p.Name)).Concat(c.Tasks.Select(t => t.Title))
            .Concat([c.Deal.Name, c.Account?.Name, c.Deal.NextStep, c.Seller, c.Snooze?.Reason]).OfType<string>().ToList();
        texts.AddRange(c.Draft!.Products.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Quantity} {p.UnitPrice} {p.Quantity * p.UnitPrice}")));
        texts.Add(string.Create(CultureInfo.InvariantCulture, $"{c.Deal.Amount} {c.Draft.Products.Sum(p => p.Quantity * p.UnitPrice)} {c.Draft.Products.Sum(p => p.Quantity)}"));
        var numbers = texts.SelectMany(t => Number().Matches(t)).Select(Digits).ToHashSet();
        var days = c.Activities.Select(a => DateOnly.FromDateTime(c.Now.AddDays(a.At).DateTime))
            .Concat(new[] { c.Deal.NextStepDue, c.Deal.Close, c.Deal.Created, c.Deal.Entered, c.Snooze?.Until }.Concat(c.Tasks.Select(t => t.Due)).OfType<int>().Select(c.Today.AddDays))
            .Concat(c.ReadTexts().Texts.SelectMany(t => t.Utterances.SelectMany(u => u.Sentences).SelectMany(s => Dates.Find(t.Text, s, t.Day)).SelectMany(d => new[] { d.From, d.To })))
            .Append(draft.Ask.On).ToHashSet();
        foreach (var part in new[] { draft.Subject, draft.Body })
        {
            foreach (Match day in Day().Matches(part))
            {
                if (!(TryDay(day, c.Today, out var on) && days.Contains(on)) && !texts.Exists(t => t.Contains(day.Value, StringComparison.OrdinalIgnoreCase)))
                    yield return day.Value;
            }

            foreach (Match number in Number().Matches(Day().Replace(part, " ")))
            {
                if (!numbers.Contains(Digits(number)))
                    yield return number.Value;
            }
        }
    }

    private static string? ToneFailure(DraftTone tone, string body)
    {
        var own = Plain(Quotation().Replace(body, " "));
        if (Clichés.FirstOrDefault(p => own.Contains(p, StringComparison.OrdinalIgnoreCase)) is { } cliché)
            return cliché;
        if (own.Contains('!', StringComparison.Ordinal))
            return "an exclamation mark";
        return tone == DraftTone.Formal && (Contraction().Match(own) is { Success: true } short_ ? short_.Value : own.StartsWith("hi ", StringComparison.OrdinalIgnoreCase) ? "Hi" : null) is { } informal ? informal : null;
    }

    private static bool Occurs(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsBorder(text, at, at - 1, word[0], -1) && IsBorder(text, at + word.Length - 1, at + word.Length, word[^1], 1))
                return true;
        }

        return false;
    }

    private static bool IsBorder(string text, int inside, int outside, char edge, int step)
    {
        if (!char.IsLetterOrDigit(edge) || outside < 0 || outside >= text.Length)
            return true;
        if (char.IsLetterOrDigit(text[outside]))
            return false;
        var beyond = outside + step;
        return !(char.IsAsciiDigit(text[inside]) && text[outside] is '.' or ',' or ' ' && beyond >= 0 && beyond < text.Length && char.IsAsciiDigit(text[beyond]) && char.IsAsciiDigit(edge));
    }

    private static bool TryDay(Match day, DateOnly today, out DateOnly on)
    {
        var year = day.Groups["year"].Success ? day.Groups["year"].Value : today.Year.ToString(CultureInfo.InvariantCulture);
        return DateOnly.TryParseExact($"{day.Groups["day"].Value} {day.Groups["month"].Value} {year}", "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out on);
    }

    private static string Digits(Match number) => CentsOfNothing().Replace(number.Value, "").Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    private static string Plain(string text)
    {
        var plain = text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('–', '-').Replace('—', '-').Replace('\u00a0', ' ').Replace('\u202f', ' ');
        return Blanks().Replace(plain, " ").Trim();
    }

    [GeneratedRegex("\"(?<words>[^\"]+)\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^\S+\s+\p{Lu}")]
    private static partial Regex NameInGreeting();

    [GeneratedRegex(@"\b(?<day>\d{1,2}) (?<month>January|February|March|April|May|June|July|August|September|October|November|December)( (?<year>\d{4}))?\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\d+([.,]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"[.,]00?$")]
    private static partial Regex CentsOfNothing();

    [GeneratedRegex(@"\b\w+'(ll|re|ve|m|d)\b|\b\w+n't\b|\b(it|that|here|what|there)'s\b", RegexOptions.IgnoreCase)]
    private static partial Regex Contraction();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
