using System.Collections.Frozen;

namespace Agent.Core.Insight.Reading;

/// <summary>An amount of money in a sentence.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Low">The amount, or the lower end of a range, in whole units of the currency.</param>
/// <param name="High">The amount, or the upper end of a range.</param>
/// <param name="Currency">ISO 4217 code; null when only a number was said.</param>
/// <param name="Per">"year", "month", "unit" and the like when the amount is a rate, else null.</param>
/// <param name="FirstToken">Index of its first token in the sentence.</param>
/// <param name="NextToken">Index after its last token.</param>
public sealed record MoneyMention(
    int Start, int End, decimal Low, decimal High, string? Currency, string? Per, int FirstToken, int NextToken);

/// <summary>Finds amounts of money: "€40k", "forty thousand", "between 20 and 30k a year", "1.234,56 €".</summary>
public static class Amounts
{
    private static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>
    {
        ["$"] = "USD",
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["¥"] = "JPY",
        ["₹"] = "INR",
        ["usd"] = "USD",
        ["dollar"] = "USD",
        ["dollars"] = "USD",
        ["bucks"] = "USD",
        ["us$"] = "USD",
        ["eur"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["gbp"] = "GBP",
        ["pound"] = "GBP",
        ["pounds"] = "GBP",
        ["quid"] = "GBP",
        ["chf"] = "CHF",
        ["francs"] = "CHF",
        ["sek"] = "SEK",
        ["nok"] = "NOK",
        ["dkk"] = "DKK",
        ["pln"] = "PLN",
        ["jpy"] = "JPY",
        ["yen"] = "JPY",
        ["cad"] = "CAD",
        ["aud"] = "AUD",
        ["inr"] = "INR",
        ["rs"] = "INR",
        ["rupees"] = "INR",
    }.ToFrozenDictionary();

    private static readonly KeyFilter CurrencyKeys = KeyFilter.OfWords(Currencies.Keys);

    private static readonly FrozenSet<string> NotMoney = new[]
    {
        "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute", "minutes", "people", "users", "user",
        "employees", "seats", "units", "unit", "licenses", "licences", "license", "percent", "customers", "sites", "locations", "times", "x", "pm", "am",
        "engineers", "devices", "machines", "agents", "reps", "records", "pieces", "teams", "products", "orders", "tickets", "th", "st", "nd", "rd",
        "km", "gb", "tb", "mb", "servers", "calls", "leads", "deals", "copies", "offices", "stores", "countries", "business", "working", "invoices", "contacts", "emails",
    }.ToFrozenSet();

    /// <summary>Words near which a bare number such as "6364" or "40k" is money.</summary>
    private static readonly FrozenSet<string> MoneyWords = new[]
    {
        "budget", "budgeted", "cost", "costs", "price", "priced", "pricing", "pay", "paying", "spend", "spending", "total", "quote", "quoted", "amount",
        "allocated", "invest", "investment", "funding", "funds", "money", "afford", "fee", "fees", "discount", "ceiling", "cap", "worth", "deal", "revenue",
        "saves", "save", "saving", "savings", "approved", "earmarked", "range", "value", "offer", "limit", "maximum", "max", "arr", "contract", "expensive",
    }.ToFrozenSet();

    // "A grand" is an amount without a word that only numbers consist of.
    private static readonly KeyFilter Figures = KeyFilter.OfWords("grand").AndNumbers();

    /// <summary>Amounts in a sentence, in order. A bare number counts only where the talk is of money.</summary>
    /// <param name="text">The source.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="ofMoney">True when the sentence before asked about money, so that a bare number answers it.</param>
    public static IReadOnlyList<MoneyMention> Find(string text, Sentence sentence, bool ofMoney = false) => ofMoney
        ? sentence.Values.AmountsOfMoney ??= Find(text, sentence.Tokens, ofMoney)
        : sentence.Values.Amounts ??= Find(text, sentence.Tokens, ofMoney);

    private static IReadOnlyList<MoneyMention> Find(string text, TokenList tokens, bool ofMoney)
    {
        if (!Figures.Overlaps(tokens.Filter))
            return [];
        var found = new List<MoneyMention>();
        for (var i = 0; i < tokens.Count;)
        {
            if (Read(text, tokens, i, ofMoney) is { } mention)
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

    private static MoneyMention? Read(string text, TokenList tokens, int i, bool ofMoney)
    {
        var first = i;
        var currency = CurrencyAt(tokens, i);
        if (currency is not null && tokens[i].Norm.Length > 3 && tokens[i].Norm is not "euro")
            return null;
        if (currency is not null)
            i++;
        if (Numbers.Read(text, tokens, i, out var next, out var scaled) is not { } low)
            return null;
        var wordsOnly = tokens[i].Kind == TokenKind.Word;
        if (!TakeCurrency(tokens, ref next, ref currency) && IsDateOrCode(text, tokens, i, next))
            return null;

        var high = low;
        var (upper, upperNext, upperScaled) = ReadUpper(text, tokens, next, ref currency, first);
        if (upper is { } top)
        {
            // "20 to 30k" scales both ends.
            high = upperScaled && !scaled && low < top / 100 ? top : top;
            if (upperScaled && !scaled && low < 1_000)
                low *= ScaleOf(text, tokens, next, upperNext);
            (next, scaled) = (upperNext, scaled || upperScaled);
        }

        if (currency is null && !IsMoneyByContext(tokens, i, next, scaled, wordsOnly, low, ofMoney) && !IsCappedRate(tokens, first, next, low))
            return null;
        var per = ReadPer(tokens, next, out var afterPer);
        if (per is null && currency is null && next < tokens.Count && NotMoney.Contains(tokens[next].Norm))
            return null;
        if (low > high)
            (low, high) = (high, low);
        return new(tokens[first].Start, tokens[afterPer - 1].End, low, high, currency, per, first, afterPer);
    }

    private static (decimal? Value, int Next, bool Scaled) ReadUpper(string text, TokenList tokens, int next, ref string? currency, int first)
    {
        if (next >= tokens.Count)
            return (null, next, false);
        var between = first > 0 && tokens[first - 1].Norm is "between";
        var hyphen = text.AsSpan(tokens[next - 1].End, tokens[next].Start - tokens[next - 1].End).Trim() is "-" or "–" or "—";
        var from = hyphen && tokens[next].Kind != TokenKind.Symbol ? next
            : tokens[next].Is("up") && next + 1 < tokens.Count && tokens[next + 1].Is("to") ? next + 2
            : tokens[next].Norm is "to" or "-" || (tokens[next].Is("and") && between) || (tokens[next].Is("or") && !between) ? next + 1 : -1;
        if (from < 0 || from >= tokens.Count)
            return (null, next, false);
        var ahead = CurrencyAt(tokens, from);
        if (ahead is not null)
            from++;
        if (Numbers.Read(text, tokens, from, out var after, out var scaled) is not { } value)
            return (null, next, false);
        currency ??= ahead;
        TakeCurrency(tokens, ref after, ref currency);
        return (value, after, scaled);
    }

    private static decimal ScaleOf(string text, TokenList tokens, int next, int end)
    {
        for (var i = next; i < end; i++)
        {
            if (tokens[i].Kind != TokenKind.Word)
                continue;
            switch (tokens[i].Norm)
            {
                case "k" or "thousand" or "grand" or "tsd":
                    return 1_000;
                case "m" or "million" or "mn" or "mio" or "mm" or "mil":
                    return 1_000_000;
                case "bn" or "billion":
                    return 1_000_000_000;
                case "hundred":
                    return 100;
            }
        }

        return text.Length > 0 ? 1 : 0;
    }

    private static string? CurrencyAt(TokenList tokens, int i) =>
        i < tokens.Count && CurrencyKeys.HasWord(tokens.Keys[i]) && Currencies.TryGetValue(tokens[i].Norm, out var code) ? code : null;

    private static bool TakeCurrency(TokenList tokens, ref int next, ref string? currency)
    {
        // "1,5 Mio. Euro"
        if (next + 1 < tokens.Count && tokens[next].Norm is "." && tokens[next - 1].Norm is "mio" or "tsd" or "mrd" && CurrencyAt(tokens, next + 1) is not null)
            next++;
        if (next < tokens.Count && tokens[next].Norm is "us" or "u" && next + 1 < tokens.Count && tokens[next + 1].Norm is "dollars")
            next++;
        if (CurrencyAt(tokens, next) is not { } code || (tokens[next].Norm is "$" or "£" && currency is not null))
            return currency is not null;
        // A sign before the next number belongs to that one: "40 $ 50" is rare, "5 units, $40" is not.
        if (tokens[next].Norm is "$" or "£" && next + 1 < tokens.Count && tokens[next + 1].Kind == TokenKind.Number)
            return currency is not null;
        currency ??= code;
        next++;
        return true;
    }

    private static bool IsMoneyByContext(TokenList tokens, int i, int next, bool scaled, bool wordsOnly, decimal value, bool ofMoney)
    {
        if (next < tokens.Count && (NotMoney.Contains(tokens[next].Norm) || tokens[next].Norm is "%"))
            return false;
        if (scaled && value >= 1_000)
            return true;
        // A small bare number near a money word is more often a count than an amount.
        const decimal leastBareAmount = 100;
        if ((wordsOnly && !(ofMoney && scaled)) || value < leastBareAmount)
            return false;
        if (ofMoney)
            return true;
        const int reach = 8;
        for (var k = Math.Max(0, i - reach); k < Math.Min(tokens.Count, next + 4); k++)
        {
            if (MoneyWords.Contains(tokens[k].Norm))
                return true;
        }

        return false;
    }

    /// <summary>"No more than five hundred a month": a bare round sum that is capped and paid by the period.</summary>
    private static bool IsCappedRate(TokenList tokens, int first, int next, decimal value)
    {
        const decimal least = 100;
        return value >= least && first > 1 && ReadPer(tokens, next, out _) is "month" or "quarter" or "year"
            && ((tokens[first - 1].Is("than") && tokens[first - 2].Is("more")) || (tokens[first - 1].Is("most") && tokens[first - 2].Is("at")));
    }

    private static bool IsDateOrCode(string text, TokenList tokens, int i, int next)
    {
        var before = tokens[i].Start > 0 ? text[tokens[i].Start - 1] : ' ';
        var after = tokens[next - 1].End < text.Length ? text[tokens[next - 1].End] : ' ';
        var glued = char.IsLetterOrDigit(before) || before is '/' or '#' || after is '%' || (after is '/' && tokens[next - 1].End + 1 < text.Length && char.IsAsciiDigit(text[tokens[next - 1].End + 1])) || (after == ':' && tokens[next - 1].End + 1 < text.Length && char.IsAsciiDigit(text[tokens[next - 1].End + 1]));
        var year = tokens[i].Norm.Length == 4 && tokens[i].Norm is ['1', '9', ..] or ['2', '0', ..]
            && i > 0 && (Calendar.MonthOf(tokens[i - 1].Norm) is not null || tokens[i - 1].Norm is "in" or "since" or "of" or "until" or "by" or "q1" or "q2" or "q3" or "q4");
        // "http://host:5080/deals/6364": no number of an address is money.
        var from = tokens[i].Start;
        while (from > 0 && !char.IsWhiteSpace(text[from - 1]))
            from--;
        glued |= text.AsSpan(from, tokens[i].Start - from).Contains("://", StringComparison.Ordinal);
        var code = i > 0 && tokens[i - 1].Norm is "number" or "no" or "reference" or "code" or "extension" && tokens[i].Kind == TokenKind.Number;
        return glued || year || code;
    }

    private static string? ReadPer(TokenList tokens, int next, out int after)
    {
        after = next;
        if (next >= tokens.Count)
            return null;
        if (tokens[next].Norm is "annually" or "yearly" or "pa")
            return Done("year", next + 1, out after);
        if (tokens[next].Is("p") && next + 2 < tokens.Count && tokens[next + 1].Norm is "." && tokens[next + 2].Is("a"))
            return Done("year", next + 3, out after);
        if (tokens[next].Norm is "monthly")
            return Done("month", next + 1, out after);
        if (tokens[next].Norm is "each" or "apiece")
            return Done("unit", next + 1, out after);
        if (next + 1 >= tokens.Count || tokens[next].Norm is not ("a" or "per" or "an" or "/" or "every"))
            return null;
        return tokens[next + 1].Norm switch
        {
            "year" or "annum" or "yr" => Done("year", next + 2, out after),
            "month" or "mo" => Done("month", next + 2, out after),
            "quarter" => Done("quarter", next + 2, out after),
            "week" => Done("week", next + 2, out after),
            "day" => Done("day", next + 2, out after),
            "unit" or "license" or "licence" or "seat" or "user" or "piece" or "copy" or "head" or "device" or "site" => Done("unit", next + 2, out after),
            _ => null,
        };

        static string Done(string per, int to, out int after)
        {
            after = to;
            return per;
        }
    }
}
