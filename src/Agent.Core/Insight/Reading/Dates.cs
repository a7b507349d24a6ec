using System.Globalization;

namespace Agent.Core.Insight.Reading;

/// <summary>How a date bounds what it is said of.</summary>
public enum DateBound
{
    /// <summary>On that day or in that period.</summary>
    In,

    /// <summary>Not later than it: "by Friday", "before March".</summary>
    By,

    /// <summary>Not earlier: "after the summer".</summary>
    After,
}

/// <summary>A date or period in a sentence, worked out from the day it was said.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; the same for a single day.</param>
/// <param name="Bound">How it bounds.</param>
/// <param name="FirstToken">Index of its first token in the sentence.</param>
/// <param name="NextToken">Index after its last token.</param>
public sealed record DateMention(int Start, int End, DateOnly From, DateOnly To, DateBound Bound, int FirstToken, int NextToken)
{
    /// <summary>The last day on which what it bounds can happen: the day before for "before".</summary>
    public DateOnly Deadline => To;
}

/// <summary>
/// Finds dates: "end of Q2", "before the audit in March", "by Friday", "2 March 2026", "02.03.2026", "in six weeks", "tomorrow".
/// A month or weekday without a year is the next one from the day it was said, unless "last" stands before it.
/// </summary>
public static class Dates
{
    // Without a year the next such day is meant; a few weeks back is more likely the past one that was just spoken of.
    private const int RecentDays = 30;

    // In the order of the readings below. Most words begin no date and are passed over by their keys.
    private static readonly KeyFilter Beginnings = KeyFilter.OfWords(
    [
        "end", "close", "eoy", "eom", "eoq", "eow", "mid", "middle", "beginning", "start", "early", "late", .. Calendar.Names, .. Ordinals.FirstWords,
        "q1", "q2", "q3", "q4", "h1", "h2", "week", "wk", "kw", "cw", "uke", "uge", "vecka", "next", "this", "coming", "following",
        "today", "tonight", "heute", "eod", "cob", "tomorrow", "overnight", "morgen", "demain", "tmrw", "tmr", "tomoz", "day", "yesterday", "year", "quarter", "in", "within",
    ]);

    private static readonly string[] Formats = ["yyyy-MM-dd", "d.M.yyyy", "d.M.yy", "M/d/yyyy", "d/M/yyyy", "M/d/yy", "d-M-yyyy"];

    /// <summary>Dates in a sentence said on <paramref name="said"/>, in order.</summary>
    public static IReadOnlyList<DateMention> Find(string text, Sentence sentence, DateOnly said)
    {
        if (sentence.Values.Dates is { } known && known.Said == said)
            return known.Found;
        var found = Find(text, sentence.Tokens, said);
        sentence.Values.Dates = new(said, found);
        return found;
    }

    private static IReadOnlyList<DateMention> Find(string text, TokenList tokens, DateOnly said)
    {
        List<DateMention>? found = null;
        var countsFromNow = CountsFromNow(tokens);
        var keys = tokens.Keys;
        for (var i = 0; i < keys.Length;)
        {
            if (!(countsFromNow || tokens[i].Kind == TokenKind.Number || Beginnings.HasWord(keys[i])) || Read(text, tokens, i, said, countsFromNow) is not { } period)
            {
                i++;
                continue;
            }

            found ??= [];
            found.Add(new(tokens[i].Start, tokens[period.Next - 1].End, period.From, period.To, BoundBefore(tokens, i, period.Bound), i, period.Next));
            i = period.Next;
        }

        return found ?? (IReadOnlyList<DateMention>)[];
    }

    private readonly record struct Period(DateOnly From, DateOnly To, int Next, DateBound? Bound = null);

    private static Period? Read(string text, TokenList tokens, int i, DateOnly said, bool countsFromNow) =>
        ReadNumeric(text, tokens, i, said) ?? ReadEdge(text, tokens, i, said) ?? ReadDayOfMonth(tokens, i, said) ?? ReadPeriod(tokens, i, said)
        ?? ReadRelativeWord(tokens, i, said) ?? (countsFromNow ? ReadFromNow(text, tokens, i, said) : null) ?? ReadInDuration(text, tokens, i, said);

    /// <summary>Any token might begin "two days from now"; few sentences have its end.</summary>
    private static bool CountsFromNow(TokenList tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Is("from") && tokens[i + 1].Norm is "now" or "today")
                return true;
        }

        return false;
    }

    private static DateBound BoundBefore(TokenList tokens, int i, DateBound? known)
    {
        if (known is { } bound)
            return bound;
        // "before the audit in March" and "by the end of the month" put words between the preposition and the date.
        const int reach = 6;
        for (var k = i - 1; k >= Math.Max(0, i - reach) && tokens[k].Kind == TokenKind.Word; k--)
        {
            switch (tokens[k].Norm)
            {
                case "by" or "before" or "until" or "till" or "within" or "than" or "deadline":
                    return DateBound.By;
                case "after" or "from" or "since":
                    return DateBound.After;
            }
        }

        return DateBound.In;
    }

    /// <summary>ISO, and day-first with dots or, above 12, with slashes; an ambiguous slash date is read month-first.</summary>
    private static Period? ReadNumeric(string text, TokenList tokens, int i, DateOnly said)
    {
        if (tokens[i].Kind != TokenKind.Number)
            return null;
        var start = tokens[i].Start;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or '/' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            end++;
        // "40" and "12th" have no second part.
        if (end <= start + 2 || !text.AsSpan(start, end - start).ContainsAny('.', '/', '-'))
            return null;
        var part = text[start..end];
        if (DayMonths.Read(text, tokens, i, end, part, said) is { } dayMonth)
            return new(dayMonth, dayMonth, After(tokens, i, end));
        foreach (var format in Formats)
        {
            if (!DateOnly.TryParseExact(part, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1990 or > 2100)
                continue;
            return new(day, day, After(tokens, i, end));
        }

        return null;
    }

    private static int After(TokenList tokens, int i, int end)
    {
        while (i < tokens.Count && tokens[i].Start < end)
            i++;
        return i;
    }

    /// <summary>"end of Q2", "mid-March", "beginning of next month", "the first week of May".</summary>
    private static Period? ReadEdge(string text, TokenList tokens, int i, DateOnly said)
    {
        var edge = tokens[i].Norm switch
        {
            "end" or "close" => 2,
            "eoy" or "eom" or "eoq" or "eow" => 3,
            "mid" or "middle" => 1,
            "beginning" or "start" or "early" => 0,
            "late" => 2,
            _ => -1,
        };
        if (edge < 0)
            return null;
        if (edge == 3)
        {
            var whole = tokens[i].Norm switch
            {
                "eoy" => (new DateOnly(said.Year, 1, 1), new DateOnly(said.Year, 12, 31)),
                "eom" => (new DateOnly(said.Year, said.Month, 1), Calendar.EndOfMonth(said.Year, said.Month)),
                "eoq" => (Calendar.StartOfQuarter(said), Calendar.StartOfQuarter(said).AddMonths(3).AddDays(-1)),
                _ => (Calendar.Monday(said), Calendar.Monday(said).AddDays(4)),
            };
            return new(whole.Item2, whole.Item2, i + 1);
        }

        var k = i + 1;
        while (k < tokens.Count && tokens[k].Norm is "of" or "the" or "in" or "s")
            k++;
        if (k == i + 1 && tokens[i].Norm is "end" or "start" or "close" && k < tokens.Count && Calendar.MonthOf(tokens[k].Norm) is null && tokens[k].Norm is not ("q1" or "q2" or "q3" or "q4" or "next" or "this"))
            return null;
        if (k >= tokens.Count || (ReadPeriod(tokens, k, said) ?? BarePeriod(tokens, k, said)) is not { } inner)
            return null;
        var days = inner.To.DayNumber - inner.From.DayNumber;
        var friday = days == 6 && edge == 2 ? inner.From.AddDays(4) : inner.To;
        return edge switch
        {
            2 => new(friday, friday, inner.Next),
            1 => inner with { From = inner.From.AddDays(days / 3), To = inner.From.AddDays(days * 2 / 3) },
            _ => inner with { To = inner.From.AddDays(days / 3) },
        };
    }

    /// <summary>"the year", "the month", "the quarter", "the week", "the day" after "end of".</summary>
    private static Period? BarePeriod(TokenList tokens, int k, DateOnly said) => tokens[k].Norm switch
    {
        "year" => new(new(said.Year, 1, 1), new(said.Year, 12, 31), k + 1),
        "quarter" => new(Calendar.StartOfQuarter(said), Calendar.StartOfQuarter(said).AddMonths(3).AddDays(-1), k + 1),
        "month" => new(new(said.Year, said.Month, 1), Calendar.EndOfMonth(said.Year, said.Month), k + 1),
        "week" or "wk" => new(Calendar.Monday(said), Calendar.Monday(said).AddDays(6), k + 1),
        "day" or "business" => new(said, said, Math.Min(tokens.Count, k + (tokens[k].Is("business") ? 2 : 1))),
        _ => null,
    };

    /// <summary>"2 March 2026", "March 2nd", "the 15th of June", "3. März", "the 15th".</summary>
    private static Period? ReadDayOfMonth(TokenList tokens, int i, DateOnly said)
    {
        var ofMonth = i + 2 < tokens.Count && tokens[i + 1].Is("the") ? i + 2 : i + 1;
        if (Calendar.MonthOf(tokens[i].Norm) is { } month && ofMonth < tokens.Count && DayNumber(tokens, ofMonth, out var afterDay) is { } day
            && !(tokens[i].Is("may") && tokens[i + 1].Kind != TokenKind.Number))
            return Make(tokens, day, month, afterDay, said);
        if (DayNumber(tokens, i, out var next) is not { } first)
            return null;
        var k = next;
        while (k < tokens.Count && tokens[k].Norm is "of" or "." or "de")
            k++;
        if (k < tokens.Count && Calendar.MonthOf(tokens[k].Norm) is { } named)
            return Make(tokens, first, named, k + 1, said);
        if (k + 1 < tokens.Count && k > next && tokens[k].Norm is "this" or "next" or "the" && tokens[k + 1].Norm is "month")
        {
            var month1 = new DateOnly(said.Year, said.Month, 1).AddMonths(tokens[k].Is("next") ? 1 : 0);
            return Make(tokens, first, month1.Month, k + 2, said);
        }

        var ordinal = next > i + 1 || tokens[i].Kind == TokenKind.Word;
        if (!ordinal || (tokens[i].Kind == TokenKind.Word ? !Ordinals.NamesDay(tokens, i) : i == 0 || !LeadsDay(tokens, i)))
            return null;
        if (k < tokens.Count && tokens[k].Norm is "week" or "month" or "quarter" or "time" or "of" or "one" or "floor" or "year" or "call" or "meeting" or "party")
            return null;
        if (!DateOnly.TryParseExact($"{said.Year:0000}-{said.Month:00}-{first:00}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var this_))
            return null;
        var date = this_ < said ? this_.AddMonths(1) : this_;
        // "Thursday the 10th" is of the next month that has its tenth on a Thursday.
        const int mostMonths = 12;
        if (WeekdayBeside(tokens, i, next) is { } weekday)
            date = Enumerable.Range(0, mostMonths).Select(date.AddMonths).FirstOrDefault(d => d.Day == first && d.DayOfWeek == weekday, date);
        return new(date, date, next);
    }

    /// <summary>The weekday that belongs to a day: "Thursday the 10th", "Thursday, the 10th", "the 10th, a Thursday".</summary>
    private static DayOfWeek? WeekdayBeside(TokenList tokens, int first, int next)
    {
        for (var i = first - 1; i >= Math.Max(0, first - 3) && tokens[i].Norm is "the" or "," || (i >= 0 && Calendar.WeekdayOf(tokens[i].Norm) is not null); i--)
        {
            if (Calendar.WeekdayOf(tokens[i].Norm) is { } before)
                return before;
        }

        return next + 2 < tokens.Count && tokens[next].Is(",") && tokens[next + 1].Norm is "a" or "the" ? Calendar.WeekdayOf(tokens[next + 2].Norm) : null;
    }

    /// <summary>What stands before "15th" where it is a day: "the", "Fri", "by".</summary>
    private static bool LeadsDay(TokenList tokens, int i) =>
        tokens[i - 1].Norm is "the" or "by" or "on" or "until" or "till" or "before" || Calendar.WeekdayOf(tokens[i - 1].Norm) is not null;

    private static int? DayNumber(TokenList tokens, int i, out int next)
    {
        next = i;
        if (Ordinals.Read(tokens, i, out next) is { } spoken)
            return spoken;
        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Number || tokens[i].Norm.Length > 2 || !int.TryParse(tokens[i].Norm, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 31)
            return null;
        next = i + 1;
        if (next < tokens.Count && tokens[next].Norm is "st" or "nd" or "rd" or "th" && tokens[next].Start == tokens[i].End)
            next++;
        return day;
    }

    private static Period? Make(TokenList tokens, int day, int month, int next, DateOnly said)
    {
        var year = ReadYear(tokens, ref next) ?? 0;
        var guess = year == 0 ? said.Year : year;
        if (day > DateTime.DaysInMonth(guess, month))
            return null;
        var date = new DateOnly(guess, month, day);
        if (year == 0 && date < said.AddDays(-RecentDays))
            date = date.AddYears(1);
        return new(date, date, next);
    }

    private static int? ReadYear(TokenList tokens, ref int next)
    {
        var k = next;
        if (k < tokens.Count && tokens[k].Norm is "," or "of")
            k++;
        if (k >= tokens.Count || tokens[k].Kind != TokenKind.Number || tokens[k].Norm.Length != 4 || !int.TryParse(tokens[k].Norm, CultureInfo.InvariantCulture, out var year) || year is < 1990 or > 2100)
            return null;
        next = k + 1;
        return year;
    }

    /// <summary>"March", "next month", "Q2 2026", "this quarter", "H1", "summer", "next Friday", "2027".</summary>
    private static Period? ReadPeriod(TokenList tokens, int i, DateOnly said)
    {
        var word = tokens[i].Norm;
        var next = i + 1;
        if (word is "q1" or "q2" or "q3" or "q4" or "h1" or "h2")
        {
            var months = word[0] == 'q' ? 3 : 6;
            var year = ReadYear(tokens, ref next);
            var from = new DateOnly(year ?? said.Year, ((word[1] - '1') * months) + 1, 1);
            if (year is null && from.AddMonths(months) <= said)
                from = from.AddYears(1);
            return new(from, from.AddMonths(months).AddDays(-1), next);
        }

        if (Calendar.MonthOf(word) is { } month && !IsOtherWord(tokens, i))
        {
            var year = ReadYear(tokens, ref next) ?? (month < said.Month ? said.Year + 1 : said.Year);
            return new(new(year, month, 1), Calendar.EndOfMonth(year, month), next);
        }

        if (IsWeekWord(word) && next < tokens.Count && tokens[next].Kind == TokenKind.Number && !(next + 1 < tokens.Count && tokens[next + 1].Is("of")) && ReadWeekNumber(tokens[next].Norm, said, next + 1) is { } numbered)
            return numbered;
        if (Calendar.WeekdayOf(word) is { } weekday)
            return ReadWeekday(tokens, said, weekday, next);
        if (word is "next" or "this" or "coming" or "following" && next < tokens.Count)
            return ReadNext(tokens, i, said);
        return null;
    }

    /// <summary>"may" the verb, "march" the verb and "mar" the name are told apart by case-free context: a preposition goes before a month.</summary>
    private static bool IsOtherWord(TokenList tokens, int i) =>
        tokens[i].Norm is "may" or "march" or "mar" or "mars" or "jun" or "dec" or "sep"
        && !(i > 0 && tokens[i - 1].Norm is "in" or "by" or "of" or "until" or "till" or "before" or "since" or "next" or "this" or "mid" or "early" or "late" or "end" or "after" or "for" or "from" or "to" or "into" or "past" or "beyond" or "around" or "during" or "and" or "or" or "last");

    private static Period? ReadNext(TokenList tokens, int i, DateOnly said)
    {
        var ahead = tokens[i].Norm is "next" or "following" ? 1 : 0;
        var next = i + 2;
        var unit = tokens[i + 1].Norm;
        if (Calendar.WeekdayOf(unit) is { } weekday)
            return OnWeekday(said, weekday, ahead, next);
        if (Calendar.MonthOf(unit) is { } month)
        {
            var year = month <= said.Month && ahead == 1 ? said.Year + 1 : month < said.Month ? said.Year + 1 : said.Year;
            return new(new(year, month, 1), Calendar.EndOfMonth(year, month), next);
        }

        switch (unit)
        {
            case "week" or "wk":
                var monday = Calendar.Monday(said).AddDays(7 * ahead);
                return new(monday, monday.AddDays(6), next);
            case "month":
                var first = new DateOnly(said.Year, said.Month, 1).AddMonths(ahead);
                return new(first, first.AddMonths(1).AddDays(-1), next);
            case "quarter":
                var quarter = Calendar.StartOfQuarter(said).AddMonths(3 * ahead);
                return new(quarter, quarter.AddMonths(3).AddDays(-1), next);
            case "year":
                return new(new(said.Year + ahead, 1, 1), new(said.Year + ahead, 12, 31), next);
            default:
                return null;
        }
    }

    private static bool IsWeekWord(string word) => word is "week" or "wk" or "kw" or "cw" or "uke" or "uge" or "vecka";

    /// <summary>"KW 24", "week 24": by ISO 8601, of this year or, when it is over, of the next.</summary>
    private static Period? ReadWeekNumber(string number, DateOnly said, int next)
    {
        if (!int.TryParse(number, CultureInfo.InvariantCulture, out var week) || week < 1 || week > ISOWeek.GetWeeksInYear(said.Year))
            return null;
        var monday = ISOWeek.ToDateOnly(said.Year, week, DayOfWeek.Monday);
        if (monday.AddDays(6) < said)
            monday = ISOWeek.ToDateOnly(said.Year + 1, Math.Min(week, ISOWeek.GetWeeksInYear(said.Year + 1)), DayOfWeek.Monday);
        return new(monday, monday.AddDays(6), next);
    }

    /// <summary>"Friday", "Friday of this week", "Friday next week", and "Thursday week", the one after the next.</summary>
    private static Period ReadWeekday(TokenList tokens, DateOnly said, DayOfWeek weekday, int next)
    {
        var k = next < tokens.Count && tokens[next].Norm is "of" or "in" ? next + 1 : next;
        if (k + 1 < tokens.Count && IsWeekWord(tokens[k].Norm) && tokens[k + 1].Kind == TokenKind.Number && ReadWeekNumber(tokens[k + 1].Norm, said, k + 2) is { } numbered)
        {
            var inWeek = numbered.From.AddDays(((int)weekday + 6) % 7);
            return new(inWeek, inWeek, k + 2);
        }

        if (k + 1 < tokens.Count && tokens[k].Norm is "this" or "next" && tokens[k + 1].Norm is "week" or "wk")
        {
            var day = Calendar.Monday(said).AddDays((((int)weekday + 6) % 7) + (tokens[k].Is("next") ? 7 : 0));
            return new(day, day, k + 2);
        }

        var plain = OnWeekday(said, weekday, 0, next);
        return next < tokens.Count && tokens[next].Norm is "week" or "wk" ? new(plain.From.AddDays(7), plain.To.AddDays(7), next + 1) : plain;
    }

    private static Period OnWeekday(DateOnly said, DayOfWeek weekday, int weeksAhead, int next)
    {
        var date = said.AddDays((((int)weekday - (int)said.DayOfWeek + 7) % 7) is 0 ? 7 : ((int)weekday - (int)said.DayOfWeek + 7) % 7);
        // "next Friday" said on a Tuesday is the one of next week.
        if (weeksAhead > 0 && Calendar.Monday(date) == Calendar.Monday(said))
            date = date.AddDays(7);
        return new(date, date, next);
    }

    private static Period? ReadRelativeWord(TokenList tokens, int i, DateOnly said)
    {
        switch (tokens[i].Norm)
        {
            case "this" when i + 1 < tokens.Count && tokens[i + 1].Norm is "afternoon" or "morning" or "evening":
                return new(said, said, i + 2);
            case "today" or "tonight" or "heute" or "eod" or "cob":
                return new(said, said, i + 1);
            case "tomorrow" or "overnight" or "morgen" or "demain" or "tmrw" or "tmr" or "tomoz":
                return i > 0 && tokens[i - 1].Norm is "guten" ? null : new(said.AddDays(1), said.AddDays(1), i + 1);
            case "day" when i + 2 < tokens.Count && tokens[i + 1].Is("after") && tokens[i + 2].Is("tomorrow"):
                return new(said.AddDays(2), said.AddDays(2), i + 3);
            case "yesterday":
                return new(said.AddDays(-1), said.AddDays(-1), i + 1);
            case "year" when i + 1 < tokens.Count && tokens[i + 1].Is("end"):
                return new(new(said.Year, 12, 31), new(said.Year, 12, 31), i + 2);
            case "quarter" when i + 1 < tokens.Count && tokens[i + 1].Is("end"):
                var last = Calendar.StartOfQuarter(said).AddMonths(3).AddDays(-1);
                return new(last, last, i + 2);
            default:
                return null;
        }
    }

    /// <summary>"in six weeks", "within three days".</summary>
    private static Period? ReadInDuration(string text, TokenList tokens, int i, DateOnly said)
    {
        if (tokens[i].Norm is not ("in" or "within") || i + 1 >= tokens.Count)
            return null;
        var from = i + 1;
        while (from < tokens.Count - 1 && tokens[from].Norm is "the" or "next" or "about" or "around" or "roughly" or "approximately" or "under" or "just" or "maybe")
            from++;
        if (tokens[from].Is("a") && from + 1 < tokens.Count && tokens[from + 1].Is("fortnight"))
            from++;
        if (Durations.ReadAt(text, tokens, from) is not { } duration)
            return null;
        var day = Calendar.Add(said, duration.Amount, duration.Unit);
        return tokens[i].Is("within") ? new(said, day, duration.NextToken, DateBound.By) : new(day, day, duration.NextToken);
    }

    /// <summary>"two days from now", "a week from today".</summary>
    private static Period? ReadFromNow(string text, TokenList tokens, int i, DateOnly said)
    {
        if (tokens[i].Kind == TokenKind.Symbol || Durations.ReadAt(text, tokens, i) is not { } duration)
            return null;
        var k = duration.NextToken;
        if (k + 1 >= tokens.Count || !tokens[k].Is("from") || tokens[k + 1].Norm is not ("now" or "today"))
            return null;
        var day = Calendar.Add(said, duration.Amount, duration.Unit);
        return new(day, day, k + 2);
    }
}
