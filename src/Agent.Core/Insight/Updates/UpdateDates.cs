using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>The single day that a record takes of a date or period.</summary>
internal static class UpdateDates
{
    private const int Week = 7;
    private const int LongestEdge = 12;

    /// <summary>The dates of a line; of "Thursday the 26th" and "the 26th, a Thursday" only the number, because it says which.</summary>
    public static IEnumerable<DateMention> In(UpdateLine line)
    {
        // "[Tue 14 July, 9:05] Marek: …" in a chat: when it was said, not what of.
        var stamp = line.Words.StartsWith('[') ? line.Sentence.Start + line.Words.IndexOf(']', StringComparison.Ordinal) : -1;
        var dates = line.Dates.Where(d => d.End > stamp).ToList();
        foreach (var date in dates)
        {
            var isWeekday = date.NextToken - date.FirstToken <= 2 && line.Tokens[date.NextToken - 1].Kind == TokenKind.Word && Calendar.WeekdayOf(line.Tokens[date.FirstToken].Norm) is not null;
            if (isWeekday && ((date.FirstToken > 0 && line.Tokens[date.FirstToken - 1].Norm is "a" or "every" or "last") || dates.Any(d => d != date && IsPinned(line, d) && d.From == d.To && d.From.DayOfWeek == date.From.DayOfWeek) || (date.NextToken < line.Tokens.Count && line.Tokens[date.NextToken].Is("after") && dates.Any(d => d.FirstToken > date.NextToken))))
                continue;
            yield return date;
        }
    }

    /// <summary>True when words of the past stand beside it: "Friday was his last day", "left on Friday".</summary>
    public static bool IsPast(UpdateLine line, DateMention date)
    {
        const int before = 7, after = 3;
        for (var i = Math.Max(0, date.FirstToken - before); i < Math.Min(line.Tokens.Count, date.NextToken + after); i++)
        {
            if (line.Tokens[i].Norm is "was" or "were" or "left" or "rang" or "sat" or "went" or "came" or "happened" or "ago" or "met" or "had" or "spoke" or "called" or "visited" or "since")
                return true;
        }

        return false;
    }

    private static bool IsPinned(UpdateLine line, DateMention date) => Enumerable.Range(date.FirstToken, date.NextToken - date.FirstToken).Any(i => line.Tokens[i].Kind == TokenKind.Number || Ordinals.Read(line.Tokens, i, out _) is not null);

    /// <summary>What is known of a date beside its words: how long it is, how far ahead, what bounds it, which of several it is.</summary>
    public static string[] Facts(UpdateTalk talk, UpdateLine line, DateMention date)
    {
        var all = line.Dates;
        var ahead = date.To.DayNumber - talk.Text.Day.DayNumber;
        return
        [
            (date.To.DayNumber - date.From.DayNumber) switch { 0 => "day", <= Week => "week", <= 31 => "month", <= 92 => "quarter", _ => "long" },
            ahead switch { < 0 => "past", <= 1 => "tomorrow", <= 7 => "days", <= 21 => "weeks", <= 92 => "months", _ => "far" },
            $"bound {date.Bound}",
            $"which {(date == all[^1] ? "last" : date == all[0] ? "first" : "middle")} of {Math.Min(3, all.Count)}",
            $"known {date.To == talk.File.Deal.CloseDate} {date.From == talk.File.Deal.NextStepDue}",
            $"edge {line.Tokens[date.FirstToken].Norm is "end" or "mid" or "middle" or "beginning" or "start" or "early" or "late"}",
            $"time {HasTime(line.Words)}",
            $"told as past {IsPast(line, date)}",
            $"denied {Statements.IsNegated(line.Tokens, date.FirstToken)}",
        ];
    }

    /// <summary>True for an hour such as "14:00" in the words.</summary>
    private static bool HasTime(string words)
    {
        for (var i = 1; i + 2 < words.Length; i++)
        {
            if (words[i] is ':' && char.IsAsciiDigit(words[i - 1]) && char.IsAsciiDigit(words[i + 1]) && char.IsAsciiDigit(words[i + 2]))
                return true;
        }

        return false;
    }

    /// <summary>As a deadline: the last day of a period, Friday of a week, the 15th of "mid May".</summary>
    public static DateOnly Deadline(UpdateLine line, DateMention date) =>
        Middle(line, date) ?? (IsWeek(line, date) ? Monday(date).AddDays(4) : date.To);

    /// <summary>As a beginning: the first day of a period, Monday of a week.</summary>
    public static DateOnly Start(UpdateLine line, DateMention date) =>
        Middle(line, date) ?? (IsWeek(line, date) ? Monday(date) : date.From);

    /// <summary>True for a day, or for a week: what people put into a calendar.</summary>
    public static bool IsDay(UpdateLine line, DateMention date) => date.From == date.To || IsWeek(line, date);

    private static bool IsWeek(UpdateLine line, DateMention date) =>
        date.To.DayNumber - date.From.DayNumber is Week - 1 || (date.FirstToken > 0 && WeekOf(line.Tokens, date.FirstToken));

    private static bool WeekOf(TokenList tokens, int first)
    {
        for (var i = first - 1; i >= Math.Max(0, first - 3); i--)
        {
            if ((tokens[i].Norm is "week" && i + 1 < tokens.Count && tokens[i + 1].Norm is "of" or "commencing" or "starting" or "beginning") || (tokens[i].Is("c") && i > 1 && tokens[i - 2].Is("w")))
                return true;
        }

        return false;
    }

    private static DateOnly Monday(DateMention date) => Calendar.Monday(date.From);

    private static DateOnly? Middle(UpdateLine line, DateMention date) =>
        line.Tokens[date.FirstToken].Norm is "mid" or "middle" && date.To.DayNumber - date.From.DayNumber < LongestEdge && date.From.Month == date.To.Month
            ? new DateOnly(date.From.Year, date.From.Month, 15)
            : null;
}
