using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>A tool to call, with its arguments.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Arguments">Arguments by name.</param>
internal sealed record PlannedCall(string Tool, IReadOnlyDictionary<string, object?> Arguments);

/// <summary>
/// Picks the tool that answers a question, by its words. What is left of the question after its intent, filters and
/// filler words are taken out is a name; whether anything bears it is for the tool to find out.
/// </summary>
internal static class QuestionReader
{
    private const int All = 50;

    /// <summary>Reads a question.</summary>
    /// <param name="question">What the user asked.</param>
    /// <param name="history">Earlier turns, oldest first.</param>
    /// <param name="today">The day of the question.</param>
    /// <returns>The call, or null when the question asks for nothing that tools know, as a greeting does.</returns>
    public static PlannedCall? Read(string question, IReadOnlyList<PastTurn> history, DateOnly today)
    {
        if (FollowUp.Resolve(question, history) is { } resolved)
        {
            var earlier = Read(resolved.Question, [], today);
            return resolved.Name is { } name && earlier is not null ? About(earlier, name) : earlier;
        }

        var text = Cues.Aside().Replace(question.Trim(), " ");
        if (text.Length == 0 || Cues.Greeting().IsMatch(text) || Cues.OffTopic().IsMatch(text))
            return null;

        var several = Cues.Plural().IsMatch(text);
        var asksFigures = Cues.Figures().IsMatch(text) && (several || Cues.AboutDeals().IsMatch(text));
        if (Cues.Search().IsMatch(text) && !Cues.WhoHasMost().IsMatch(text) && !asksFigures)
            return ReadSearch(text, today);
        if (!several && Cues.HowIs().IsMatch(text))
            return ReadStatus(text);
        if (Cues.WhoHasMost().IsMatch(text) || asksFigures || (several && Cues.Grouping().IsMatch(text) && !Cues.Risk().IsMatch(text)))
            return ReadFigures(text, today);
        if (Cues.NoNextStep().IsMatch(text))
            return ReadRisks(text, today);
        if (Cues.Next().IsMatch(text))
            return ReadNext(text);
        if (Cues.Risk().IsMatch(text) && (several || Names(Strip(text, Cues.Risk())).Length == 0))
            return ReadRisks(text, today);
        if (Cues.Who().IsMatch(text) && !Cues.Owner().IsMatch(text))
            return ReadWho(text);
        if (Cues.Happened().IsMatch(text))
            return ReadTimeline(text, today);
        if ((several && !Cues.HowIs().IsMatch(text)) || Cues.WhatIsIn().IsMatch(text) || (Cues.Superlative().IsMatch(text) && Cues.DealWord().IsMatch(text)))
            return ReadList(text, today);
        if (Cues.Figures().IsMatch(text))
            return ReadSearch(text, today);
        return Cues.Status().IsMatch(text) || Names(text).Split(' ').Length <= 4 ? ReadStatus(text) : ReadSearch(text, today);
    }

    private static PlannedCall ReadStatus(string text) => Call(Toolbox.DealStatus, ("deal", Names(Strip(text, Cues.HowIs(), Cues.Status(), Cues.Risk()))));

    private static PlannedCall ReadNext(string text)
    {
        var names = Names(Strip(text, Cues.Next(), Cues.Status()));
        var all = names.Length == 0 && !Cues.Pronoun().IsMatch(text);
        return Call(Toolbox.NextStep, ("deal", names), ("allDeals", all));
    }

    private static PlannedCall ReadRisks(string text, DateOnly today)
    {
        var sign =
            Cues.Stale().IsMatch(text) ? RiskSign.Stale
            : Cues.Stuck().IsMatch(text) ? RiskSign.Stuck
            : Cues.NoNextStep().IsMatch(text) ? RiskSign.NoNextStep
            : Cues.Overdue().IsMatch(text) ? RiskSign.Overdue
            : RiskSign.Any;
        // The number of days is part of the filter, so the filter is read before the words of risk are taken out.
        var filter = ReadFilter(text, today, null);
        var words = filter.InactiveDays is null ? Strip(text, Cues.Risk()) : Strip(Cues.Inactive().Replace(text, " "), Cues.Risk());
        return Call(Toolbox.ListRisks, ("filter", ReadFilter(words, today, null) with { InactiveDays = filter.InactiveDays }), ("sign", sign));
    }

    private static PlannedCall ReadTimeline(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(Strip(text, Cues.Happened()), today);
        var names = Names(rest);
        return Call(Toolbox.Timeline, ("deal", names), ("allDeals", names.Length == 0 && !Cues.Pronoun().IsMatch(text)), ("since", period?.From));
    }

    private static PlannedCall ReadWho(string text)
    {
        var role = RoleIn(text);
        var names = Names(Strip(text, Cues.Who(), Cues.RoleWords()));
        // "Who is Laura Becker" asks for a person, "who is who at Acme" and "who is the champion at Acme" for a deal's people.
        var person = role is null && Cues.Person().Match(text) is { Success: true } match ? Names(match.Groups["name"].Value) : "";
        return Call(Toolbox.WhoIsWho, ("person", person), ("deal", names), ("role", role));
    }

    private static PlannedCall ReadSearch(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(text, today);
        string? speaker = null;
        if (Cues.Said().Match(rest) is { Success: true } said)
        {
            var name = Names(said.Groups["who"].Value);
            speaker = name.Length == 0 || Cues.Anybody().IsMatch(said.Groups["who"].Value) ? null : name;
            rest = rest.Remove(said.Index, said.Length).Insert(said.Index, " ");
        }

        var deal = Cues.DealAt().Match(rest) is { Success: true } at ? at.Groups["deal"].Value.Trim() : Cues.Pronoun().IsMatch(text) ? "this" : "";
        if (deal.Length > 0 && deal != "this")
            rest = rest.Replace(deal, " ", StringComparison.Ordinal);
        var query = Names(Strip(rest, Cues.Search()));
        return Call(Toolbox.SearchNotes, ("query", query.Length == 0 ? rest : query), ("deal", deal), ("speaker", speaker), ("since", period?.From));
    }

    private static PlannedCall ReadFigures(string text, DateOnly today)
    {
        var grouping = GroupingIn(text);
        var measure = MeasureIn(text);
        if (measure == DealMeasure.Count && grouping != DealGrouping.None && Regex.IsMatch(text, @"\bpipeline\b", RegexOptions.IgnoreCase))
            measure = DealMeasure.Amount;
        var won = measure == DealMeasure.Amount && Regex.IsMatch(text, @"\b(?:revenue|sales|sold|sell|bookings)\b", RegexOptions.IgnoreCase);
        var status = won ? "won" : measure switch
        {
            DealMeasure.WinRate or DealMeasure.CycleLength => "closed",
            DealMeasure.Weighted => "open",
            DealMeasure.Amount when Regex.IsMatch(text, @"\bpipeline\b", RegexOptions.IgnoreCase) => "open",
            _ => StatusIn(text),
        };
        var rest = Strip(text, Cues.Figures(), Cues.Grouping(), Cues.WhoHasMost(), Cues.MeasureWords());
        return Call(Toolbox.SumDeals, ("measure", measure), ("filter", ReadFilter(rest, today, status ?? "all") with { Owner = Cues.Mine().IsMatch(text) ? "me" : null }), ("grouping", grouping));
    }

    private static PlannedCall ReadList(string text, DateOnly today)
    {
        var (sort, descending) = SortIn(text);
        var take = Cues.Top().Match(text) is { Success: true } top ? int.Parse(top.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : Cues.Superlative().IsMatch(text) && Cues.OneDeal().IsMatch(text) ? 1
            : Regex.IsMatch(text, @"\ball\b", RegexOptions.IgnoreCase) ? All
            : 10;
        return Call(
            Toolbox.FindDeals,
            ("filter", ReadFilter(Strip(Cues.SortWords().Replace(text, " "), Cues.Top(), Cues.Superlative()), today, StatusIn(text) ?? "open")),
            ("sort", sort),
            ("descending", descending),
            ("take", Math.Clamp(take, 1, All)));
    }

    private static DealFilter ReadFilter(string text, DateOnly today, string? status)
    {
        var (min, max, withoutAmounts) = AmountReader.Take(text);
        int? inactive = null;
        if (Cues.Inactive().Match(withoutAmounts) is { Success: true } quiet)
        {
            inactive = int.Parse(quiet.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture) * (quiet.Groups["unit"].Value.ToLowerInvariant() switch { "week" => 7, "month" => 30, _ => 1 });
            withoutAmounts = withoutAmounts.Remove(quiet.Index, quiet.Length).Insert(quiet.Index, " ");
        }

        var created = Regex.IsMatch(withoutAmounts, @"\b(?:created|started|opened|added|new)\b", RegexOptions.IgnoreCase);
        var (period, rest) = PeriodReader.Take(withoutAmounts, today);
        var filter = new DealFilter
        {
            Status = status,
            Owner = Cues.Mine().IsMatch(text) ? "me" : null,
            MinAmount = min,
            MaxAmount = max,
            InactiveDays = inactive,
            WithoutAccount = Regex.IsMatch(text, @"\b(?:without|no|missing)\s+(?:an?\s+)?(?:account|company|customer)s?\b", RegexOptions.IgnoreCase) ? true : null,
            WithoutStartDate = Regex.IsMatch(text, @"\b(?:without|no|missing)\s+(?:a\s+)?(?:start|creation|engage)\s+dates?\b", RegexOptions.IgnoreCase) ? true : null,
        };
        filter = created
            ? filter with { CreatedFrom = period?.From, CreatedTo = period?.To }
            : filter with { CloseFrom = period?.From, CloseTo = period?.To };
        var names = Names(Regex.Replace(rest, @"\b(?:without|no|missing)\s+(?:an?\s+)?(?:account|company|customer|(?:start|creation|engage)\s+date)s?\b", " ", RegexOptions.IgnoreCase));
        return filter with { About = names.Length == 0 ? null : names };
    }

    private static string? StatusIn(string text) =>
        Regex.IsMatch(text, @"\b(?:closed|close)[ -]lost\b|\b(?:lost|lose|losing|losses)\b", RegexOptions.IgnoreCase) ? "lost"
        : Regex.IsMatch(text, @"\b(?:won|win|wins|sold|closed[ -]won)\b", RegexOptions.IgnoreCase) ? "won"
        : Regex.IsMatch(text, @"\bclosed\b", RegexOptions.IgnoreCase) ? "closed"
        : Regex.IsMatch(text, @"\b(?:open|active|closing|pipeline|running|live)\b", RegexOptions.IgnoreCase) ? "open"
        : null;

    private static DealMeasure MeasureIn(string text) =>
        Regex.IsMatch(text, @"\b(?:win|close|conversion|success)[ -]rates?\b|\bshare of (?:deals )?won\b", RegexOptions.IgnoreCase) ? DealMeasure.WinRate
        : Regex.IsMatch(text, @"\b(?:sales\s+)?cycle\b|\bhow long\b|\bdays to close\b", RegexOptions.IgnoreCase) ? DealMeasure.CycleLength
        : Regex.IsMatch(text, @"\bweighted\b|\bforecast\b", RegexOptions.IgnoreCase) ? DealMeasure.Weighted
        : Regex.IsMatch(text, @"\b(?:average|mean|avg|typical)\b", RegexOptions.IgnoreCase) ? DealMeasure.AverageAmount
        : Regex.IsMatch(text, @"\b(?:how much|sum|value|worth|revenue|amount|volume|sales|bookings|s(?:old|ells?) (?:the )?(?:most|least|best))\b|\btotal (?:of|pipeline)\b|\bhow big is (?:the|my|our) pipeline\b", RegexOptions.IgnoreCase) ? DealMeasure.Amount
        : DealMeasure.Count;

    private static DealGrouping GroupingIn(string text)
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
            "reason" or "loss reason" => DealGrouping.LossReason,
            _ => DealGrouping.Owner,
        };
    }

    private static (DealSort Sort, bool Descending) SortIn(string text) =>
        Regex.IsMatch(text, @"\b(?:smallest|lowest|cheapest)\b", RegexOptions.IgnoreCase) ? (DealSort.Amount, false)
        : Regex.IsMatch(text, @"\b(?:oldest)\b", RegexOptions.IgnoreCase) ? (DealSort.CreatedOn, false)
        : Regex.IsMatch(text, @"\b(?:newest|latest|most recent|youngest)\b", RegexOptions.IgnoreCase) ? (DealSort.CreatedOn, true)
        : Regex.IsMatch(text, @"\blongest in\b", RegexOptions.IgnoreCase) ? (DealSort.StageEnteredOn, false)
        : Regex.IsMatch(text, @"\b(?:by|on) name\b|\balphabetical", RegexOptions.IgnoreCase) ? (DealSort.Name, false)
        : Regex.IsMatch(text, @"\b(?:biggest|largest|highest|top|by (?:amount|value|size))\b", RegexOptions.IgnoreCase) ? (DealSort.Amount, true)
        : Regex.IsMatch(text, @"\b(?:closing|close|closes|due|by close date|soonest)\b", RegexOptions.IgnoreCase) ? (DealSort.CloseDate, false)
        : (DealSort.Amount, true);

    private static BuyingRole? RoleIn(string text) => Cues.RoleWords().Match(text).Value.ToLowerInvariant() switch
    {
        "" => null,
        var role when role.StartsWith("champion", StringComparison.Ordinal) => BuyingRole.Champion,
        var role when role.StartsWith("economic", StringComparison.Ordinal) || role.Contains("budget", StringComparison.Ordinal) => BuyingRole.EconomicBuyer,
        var role when role.StartsWith("deci", StringComparison.Ordinal) => BuyingRole.DecisionMaker,
        var role when role.StartsWith("block", StringComparison.Ordinal) => BuyingRole.Blocker,
        var role when role.StartsWith("procure", StringComparison.Ordinal) => BuyingRole.Procurement,
        var role when role.StartsWith("legal", StringComparison.Ordinal) => BuyingRole.Legal,
        var role when role.StartsWith("influ", StringComparison.Ordinal) => BuyingRole.Influencer,
        _ => null,
    };

    /// <summary>The same question about another name.</summary>
    private static PlannedCall About(PlannedCall call, string name)
    {
        var arguments = call.Arguments.ToDictionary();
        if (arguments.TryGetValue("filter", out var filter))
            arguments["filter"] = ((DealFilter?)filter ?? new()) with { About = name };
        else
            arguments["deal"] = name;
        if (arguments.ContainsKey("allDeals"))
            arguments["allDeals"] = false;
        return call with { Arguments = arguments };
    }

    private static PlannedCall Call(string tool, params (string Name, object? Value)[] arguments) =>
        new(tool, arguments.Where(a => a.Value is not (null or "")).ToDictionary(a => a.Name, a => a.Value));

    private static string Strip(string text, params Regex[] patterns) => patterns.Aggregate(text, (rest, pattern) => pattern.Replace(rest, " "));

    private static string Names(string text) =>
        string.Join(' ', Cues.NameWord().Matches(text).Select(m => m.Value).Where(w => !Vocabulary.IsFiller(w)));
}
