namespace Agent.Core.Insight.Reading;

/// <summary>A length of time in a sentence.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Amount">How many units; the upper end of a range.</param>
/// <param name="Unit">The unit.</param>
/// <param name="FirstToken">Index of its first token in the sentence.</param>
/// <param name="NextToken">Index after its last token.</param>
public sealed record DurationMention(int Start, int End, decimal Amount, TimeUnit Unit, int FirstToken, int NextToken)
{
    /// <summary>Calendar days from <paramref name="day"/> on; part of a day counts as one.</summary>
    public int DaysFrom(DateOnly day) => Calendar.Add(day, Amount, Unit).DayNumber - day.DayNumber;
}

/// <summary>Finds lengths of time: "three days", "a one-week window", "48 hours", "2-3 business days", "a couple of weeks".</summary>
public static class Durations
{
    private static readonly KeyFilter Units = KeyFilter.OfWords(
        "hour", "hours", "hrs", "hr", "h", "day", "days", "tage", "tag", "tagen", "jours", "días", "week", "weeks", "wk", "wks", "wochen", "woche", "semaines",
        "month", "months", "mos", "monate", "monaten", "mois", "quarter", "quarters", "year", "years", "yr", "yrs", "jahr", "jahre", "fortnight");

    /// <summary>Durations in a sentence, in order. Ages and rates ("per day", "a year ago", "last two weeks") are none.</summary>
    public static IReadOnlyList<DurationMention> Find(string text, Sentence sentence) => sentence.Values.Durations ??= Find(text, sentence.Tokens);

    private static IReadOnlyList<DurationMention> Find(string text, TokenList tokens)
    {
        if (!Units.Overlaps(tokens.Filter))
            return [];
        var found = new List<DurationMention>();
        for (var i = 0; i < tokens.Count;)
        {
            if (ReadAt(text, tokens, i) is { } mention)
            {
                found.Add(mention);
                i = mention.NextToken;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    /// <summary>The duration that starts at token <paramref name="i"/>, or null.</summary>
    internal static DurationMention? ReadAt(string text, TokenList tokens, int i)
    {
        if (tokens[i].Is("fortnight"))
            return new(tokens[i].Start, tokens[i].End, 2, TimeUnit.Week, i, i + 1);
        if (ReadAmount(text, tokens, i, out var next) is not { } amount)
            return null;
        if (ReadUpper(text, tokens, next) is { } upper)
            (amount, next) = upper;
        var business = false;
        while (next < tokens.Count && tokens[next].Norm is "business" or "working" or "work" or "full" or "short" or "calendar" or "more" or "single" or "whole" or "of")
        {
            business |= tokens[next].Norm is "business" or "working" or "work";
            next++;
        }

        if (next >= tokens.Count || UnitOf(tokens[next].Norm) is not { } unit)
            return null;
        if (business && unit != TimeUnit.Day)
            return null;
        next++;
        if (next < tokens.Count && (tokens[next].Norm is "ago" or "old" or "earlier" || (tokens[next].Is("'s") && next + 1 >= tokens.Count)))
            return null;
        if (next < tokens.Count && tokens[next].Is("per"))
            return null;
        if (i > 0 && tokens[i - 1].Norm is "per" or "last" or "past" or "previous" or "for the last" or "every" or "each")
            return null;
        // "a year" and "a day" after an amount or a count are rates; an article alone names a duration only after a preposition of time.
        if (tokens[i].Norm is "a" or "an" && tokens[i].Kind == TokenKind.Word && !NamesDeadline(tokens, i, next))
            return null;
        return new(tokens[i].Start, tokens[next - 1].End, amount, business ? TimeUnit.BusinessDay : unit, i, next);
    }

    private static bool NamesDeadline(TokenList tokens, int i, int next) =>
        (next < tokens.Count && tokens[next].Is("from")) || i > 0 && tokens[i - 1].Norm is "within" or "in" or "under" or "than" or "about" or "takes" or "take" or "for" or "only" or "of" or "half" or "around"
            or "roughly" or "over" or "after" or "just" or "maybe" or "have" or "inside" or "is" or "need" or "to" or "by" or "approximately" or "at" or "most";

    private static decimal? ReadAmount(string text, TokenList tokens, int i, out int next)
    {
        next = i + 1;
        switch (tokens[i].Norm)
        {
            case "a" or "an" when i + 2 < tokens.Count && tokens[i + 1].Norm is "couple" or "few":
                next = i + 2;
                return tokens[i + 1].Is("couple") ? 2 : 3;
            case "a" or "an":
                return 1;
            // "within the day", "same day"
            case "the" when i > 0 && tokens[i - 1].Norm is "within" && i + 1 < tokens.Count && tokens[i + 1].Norm is "day" or "week" or "month" or "hour" or "quarter" or "year":
            case "next" when i > 1 && tokens[i - 1].Is("the") && tokens[i - 2].Norm is "within" or "in" && i + 1 < tokens.Count && tokens[i + 1].Norm is "day" or "hour" or "week" or "month":
            case "same" when i + 1 < tokens.Count && tokens[i + 1].Is("day"):
                return 1;
            case "couple":
                return 2;
            case "half" when i + 1 < tokens.Count && tokens[i + 1].Norm is "a" or "an":
                next = i + 2;
                return 0.5m;
            default:
                var value = Numbers.Read(text, tokens, i, out next, out var scaled);
                if (scaled && tokens[i].Kind == TokenKind.Number)
                    return null;
                if (value is { } whole && next + 3 < tokens.Count && tokens[next].Is("and") && tokens[next + 1].Is("a") && tokens[next + 2].Is("half"))
                {
                    next += 3;
                    return whole + 0.5m;
                }

                return value is > 0 and < 1_000 ? value : null;
        }
    }

    private static (decimal, int)? ReadUpper(string text, TokenList tokens, int next)
    {
        if (next >= tokens.Count)
            return null;
        var hyphen = text.AsSpan(tokens[next - 1].End, tokens[next].Start - tokens[next - 1].End).Trim() is "-" or "–";
        var from = hyphen ? next : tokens[next].Norm is "to" or "or" or "-" ? next + 1 : -1;
        return from > 0 && from < tokens.Count && Numbers.Read(text, tokens, from, out var after, out _) is { } value ? (value, after) : null;
    }

    private static TimeUnit? UnitOf(string word) => word switch
    {
        "hour" or "hours" or "hrs" or "hr" or "h" => TimeUnit.Hour,
        "day" or "days" or "tage" or "tag" or "tagen" or "jours" or "días" => TimeUnit.Day,
        "week" or "weeks" or "wk" or "wks" or "wochen" or "woche" or "semaines" => TimeUnit.Week,
        "month" or "months" or "mos" or "monate" or "monaten" or "mois" => TimeUnit.Month,
        "quarter" or "quarters" => TimeUnit.Quarter,
        "year" or "years" or "yr" or "yrs" or "jahr" or "jahre" => TimeUnit.Year,
        _ => null,
    };
}
