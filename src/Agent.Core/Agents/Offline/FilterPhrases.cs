using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>Reads what a question says about which deals it means, what to count of them and in which order to show them.</summary>
internal static class FilterPhrases
{
    /// <summary>The most deals in a list.</summary>
    public const int All = 50;

    private const int Usual = 10;
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Which deals a question means.</summary>
    /// <param name="text">The question, without the words that say what to do with them.</param>
    /// <param name="today">The day of the question.</param>
    /// <param name="status">Their status, or null for what the tool takes by itself.</param>
    public static DealFilter Filter(string text, DateOnly today, string? status)
    {
        var (min, max, withoutAmounts) = AmountReader.Take(text);
        var (inactive, active) = Cues.Stale().IsMatch(text) ? TakeDays(withoutAmounts, today) : (null, withoutAmounts);
        if (inactive is not null)
            active = Cues.Stale().Replace(active, " ");
        var created = Has(active, @"\b(?:created|started|opened|added|new|came in)\b");
        var (period, rest) = PeriodReader.Take(active, today, past: created || status is "won" or "lost" or "closed");
        // Nobody asks for the open deals of a quarter that is over.
        if (status == "open" && !created && period?.To < today && Has(active, @"\bq[1-4]\b(?!\s*(?:of\s+)?\d{4})"))
            period = new(period?.From?.AddYears(1), period?.To?.AddYears(1));
        var role = Cues.WithoutRole().Match(rest) is { Success: true } without ? Role(without.Groups["role"].Value) : null;
        var names = Named(Regex.Replace(Cues.WithoutRole().Replace(rest, " "), @"\b(?:without|no|missing)\s+(?:an?\s+)?(?:account|company|customer|(?:start|creation|engage)\s+date)s?\b", " ", RegexOptions.IgnoreCase));
        // No filter knows this one, and to pass over it would list all.
        if (Has(text, @"\b(?:without|no|missing)\s+(?:an?\s+)?owners?\b|\bunassigned\b"))
            names = $"{names} unassigned".Trim();
        var filter = new DealFilter
        {
            Status = status,
            Owner = Cues.Mine().IsMatch(text) ? "me" : null,
            MinAmount = min,
            MaxAmount = max,
            InactiveDays = inactive,
            WithoutAccount = Has(text, @"\b(?:without|no|missing)\s+(?:an?\s+)?(?:account|company|customer)s?\b") ? true : null,
            WithoutRole = role,
            WithoutStartDate = Has(text, @"\b(?:without|no|missing)\s+(?:a\s+)?(?:start|creation|engage)\s+dates?\b") ? true : null,
            About = names.Length == 0 ? null : names,
        };
        return created
            ? filter with { CreatedFrom = period?.From, CreatedTo = period?.To }
            : filter with { CloseFrom = period?.From, CloseTo = period?.To };
    }

    /// <summary>A number of days such as "for more than 2 weeks" or "since October", and the text without it.</summary>
    public static (int? Days, string Remaining) TakeDays(string text, DateOnly today)
    {
        if (Cues.Inactive().Match(text) is not { Success: true } days)
        {
            if (Cues.SilentSince().Match(text).Groups["when"] is not { Success: true } when || PeriodReader.Take(when.Value, today, past: true) is not ({ From: { } from }, var rest) || from > today)
                return (null, text);
            return (Math.Max(1, today.DayNumber - from.DayNumber), text.Remove(when.Index, when.Length).Insert(when.Index, $" {rest} "));
        }

        var count = int.Parse(days.Groups["n"].Value, CultureInfo.InvariantCulture) * (days.Groups["unit"].Value.ToLowerInvariant() switch { "week" => 7, "month" => 30, _ => 1 });
        return (count, text.Remove(days.Index, days.Length).Insert(days.Index, " "));
    }

    public static string? Status(string text) =>
        Has(text, @"\b(?:closed|close)[ -]lost\b|\b(?:lost|lose|losing|losses)\b") ? "lost"
        : Has(text, @"\b(?:won|win|wins|sold|closed[ -]won)\b(?! rate)") ? "won"
        : Has(text, @"\bclosed\b") ? "closed"
        : Has(text, @"\b(?:open|active|closing|pipeline|running|live)\b") ? "open"
        : null;

    /// <summary>What to count, and of the deals of which status.</summary>
    public static (DealMeasure Measure, string? Status) Figure(string text)
    {
        var measure = Measure(text);
        var pipeline = Has(text, @"\b(?:pipeline|stuck|sitting|tied up|in play)\b");
        if (measure == DealMeasure.Count && pipeline && Grouping(text) != DealGrouping.None)
            measure = DealMeasure.Amount;
        return (measure, measure switch
        {
            DealMeasure.WinRate => "closed",
            DealMeasure.CycleLength => Status(text) is ("won" or "lost") and var one ? one : "closed",
            DealMeasure.Weighted => "open",
            DealMeasure.Amount when pipeline => "open",
            DealMeasure.Amount when Status(text) == "lost" => "lost",
            DealMeasure.Amount when Has(text, @"\b(?:revenue|sales|sold|sell|bookings|turnover|earn(?:ed)?|business|we doing|bring in|brought in|(?:did|have) \w+ (?:ma[dk]e|closed?))\b") => "won",
            _ => Status(text),
        });
    }

    public static DealMeasure Measure(string text) =>
        Has(text, @"\b(?:win|close|closing|hit|conversion|success)[ -]rates?\b|\b(?:percentage|percent|share|proportion) of\b|\bwhat (?:percentage|percent|share|proportion)\b(?=[^?]*\b(?:win|won)\b)|\bconversions?\b") ? DealMeasure.WinRate
        : Has(text, @"\b(?:sales\s+)?cycle\b|\bhow (?:long|many days|many weeks)\b|\bdays to close\b") ? DealMeasure.CycleLength
        : Has(text, @"\bweighted\b|\bforecast\b") ? DealMeasure.Weighted
        : Has(text, @"\b(?:average|mean|avg|typical)\b") ? DealMeasure.AverageAmount
        : Has(text, @"\b(?:how much|sum|value|worth|revenue|turnover|amount|volume|sales|bookings|money|sold|business|we doing|s(?:old|ells?) (?:the )?(?:most|least|best))\b|\btotal (?:of|pipeline)\b|\bhow (?:big|large) is (?:the|my|our) pipeline\b") ? DealMeasure.Amount
        : DealMeasure.Count;

    public static DealGrouping Grouping(string text)
    {
        var match = Cues.Grouping().Match(text);
        if (!match.Success)
            return Cues.WhoHasMost().IsMatch(text) ? DealGrouping.Owner : DealGrouping.None;
        return match.Groups["by"].Value.ToLowerInvariant() switch
        {
            "stage" => DealGrouping.Stage,
            "account" or "customer" or "company" => DealGrouping.Account,
            "product" => DealGrouping.Product,
            "source" or "channel" => DealGrouping.Source,
            "month" => DealGrouping.CloseMonth,
            "industry" or "sector" => DealGrouping.Industry,
            "team" or "manager" or "region" or "office" => DealGrouping.Team,
            "reason" or "loss reason" or "cause" or "lose" or "losing" or "lost" or "why" => DealGrouping.LossReason,
            _ => DealGrouping.Owner,
        };
    }

    public static (DealSort Sort, bool Descending) Sort(string text) =>
        Has(text, @"\b(?:smallest|lowest|cheapest)\b") ? (DealSort.Amount, false)
        : Has(text, @"\b(?:oldest)\b") ? (DealSort.CreatedOn, false)
        : Has(text, @"\b(?:newest|latest|most recent|youngest)\b") ? (DealSort.CreatedOn, true)
        : Has(text, @"\blongest\b") ? (DealSort.StageEnteredOn, false)
        : Has(text, @"\b(?:by|on) name\b|\balphabetical") ? (DealSort.Name, false)
        : Has(text, @"\b(?:biggest|largest|highest|top|by (?:amount|value|size))\b") ? (DealSort.Amount, true)
        : Has(text, @"\b(?:closing|close|closes|due|by close date|soonest)\b") ? (DealSort.CloseDate, false)
        : (DealSort.Amount, true);

    /// <summary>How many deals to show.</summary>
    public static int TakeIn(string text)
    {
        if (Cues.Top().Match(text).Groups["n"] is { Success: true, Value: var n })
            return Math.Clamp(int.TryParse(n, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(Numbers, n.ToLowerInvariant()), 1, All);
        return Cues.Superlative().IsMatch(text) && Cues.OneDeal().IsMatch(text) ? 1 : Has(text, @"\b(?:all|more|rest|everything)\b") ? All : Usual;
    }

    public static BuyingRole? Role(string text) => Cues.RoleWords().Match(text).Value.ToLowerInvariant() switch
    {
        "" => null,
        var role when Has(role, "^(?:champion|sponsor|advocate|supporter)") => BuyingRole.Champion,
        var role when Has(role, "^(?:deci)") => BuyingRole.DecisionMaker,
        var role when Has(role, "^(?:block|against|gatekeeper)") => BuyingRole.Blocker,
        var role when Has(role, "^(?:procure|purchas|buyer)") => BuyingRole.Procurement,
        var role when Has(role, "^(?:legal|lawyer)") => BuyingRole.Legal,
        var role when Has(role, "^influ") => BuyingRole.Influencer,
        var role when Has(role, "^(?:end|user|will|us(?:ing|es))") => BuyingRole.User,
        _ => BuyingRole.EconomicBuyer,
    };

    // The tool passes over a word that nothing is called by, but not over what has the look of a name: a capital, or its
    // place in the sentence ("deals of sarah", "sarah's deals"). The capital is how the tool is told.
    private static string Named(string text) =>
        QuestionReader.Words(Cues.NameLike().Replace(text, m => Vocabulary.IsFiller(m.Value) ? m.Value : char.ToUpperInvariant(m.Value[0]) + m.Value[1..]));

    private static bool Has(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase);
}
