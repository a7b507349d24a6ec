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
internal static partial class QuestionReader
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

        var text = Aside().Replace(question.Trim(), " ");
        if (text.Length == 0 || Greeting().IsMatch(text) || OffTopic().IsMatch(text))
            return null;

        var several = Plural().IsMatch(text);
        var asksFigures = Figures().IsMatch(text) && (several || AboutDeals().IsMatch(text));
        if (Search().IsMatch(text) && !WhoHasMost().IsMatch(text) && !asksFigures)
            return ReadSearch(text, today);
        if (!several && HowIs().IsMatch(text))
            return ReadStatus(text);
        if (WhoHasMost().IsMatch(text) || asksFigures || (several && Grouping().IsMatch(text) && !Risk().IsMatch(text)))
            return ReadFigures(text, today);
        if (NoNextStep().IsMatch(text))
            return ReadRisks(text, today);
        if (Next().IsMatch(text))
            return ReadNext(text);
        if (Risk().IsMatch(text) && (several || Names(Strip(text, Risk())).Length == 0))
            return ReadRisks(text, today);
        if (Who().IsMatch(text) && !Owner().IsMatch(text))
            return ReadWho(text);
        if (Happened().IsMatch(text))
            return ReadTimeline(text, today);
        if ((several && !HowIs().IsMatch(text)) || WhatIsIn().IsMatch(text) || (Superlative().IsMatch(text) && DealWord().IsMatch(text)))
            return ReadList(text, today);
        if (Figures().IsMatch(text))
            return ReadSearch(text, today);
        return Status().IsMatch(text) || Names(text).Split(' ').Length <= 4 ? ReadStatus(text) : ReadSearch(text, today);
    }

    private static PlannedCall ReadStatus(string text) => Call(Toolbox.DealStatus, ("deal", Names(Strip(text, HowIs(), Status(), Risk()))));

    private static PlannedCall ReadNext(string text)
    {
        var names = Names(Strip(text, Next(), Status()));
        var all = names.Length == 0 && !Pronoun().IsMatch(text);
        return Call(Toolbox.NextStep, ("deal", names), ("allDeals", all));
    }

    private static PlannedCall ReadRisks(string text, DateOnly today)
    {
        var sign =
            Stale().IsMatch(text) ? RiskSign.Stale
            : Stuck().IsMatch(text) ? RiskSign.Stuck
            : NoNextStep().IsMatch(text) ? RiskSign.NoNextStep
            : Overdue().IsMatch(text) ? RiskSign.Overdue
            : RiskSign.Any;
        // The number of days is part of the filter, so the filter is read before the words of risk are taken out.
        var filter = ReadFilter(text, today, null);
        var words = filter.InactiveDays is null ? Strip(text, Risk()) : Strip(Inactive().Replace(text, " "), Risk());
        return Call(Toolbox.ListRisks, ("filter", ReadFilter(words, today, null) with { InactiveDays = filter.InactiveDays }), ("sign", sign));
    }

    private static PlannedCall ReadTimeline(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(Strip(text, Happened()), today);
        var names = Names(rest);
        return Call(Toolbox.Timeline, ("deal", names), ("allDeals", names.Length == 0 && !Pronoun().IsMatch(text)), ("since", period?.From));
    }

    private static PlannedCall ReadWho(string text)
    {
        var role = RoleIn(text);
        var names = Names(Strip(text, Who(), RoleWords()));
        // "Who is Laura Becker" asks for a person, "who is who at Acme" and "who is the champion at Acme" for a deal's people.
        var person = role is null && Person().Match(text) is { Success: true } match ? Names(match.Groups["name"].Value) : "";
        return Call(Toolbox.WhoIsWho, ("person", person), ("deal", names), ("role", role));
    }

    private static PlannedCall ReadSearch(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(text, today);
        string? speaker = null;
        if (Said().Match(rest) is { Success: true } said)
        {
            var name = Names(said.Groups["who"].Value);
            speaker = name.Length == 0 || Anybody().IsMatch(said.Groups["who"].Value) ? null : name;
            rest = rest.Remove(said.Index, said.Length).Insert(said.Index, " ");
        }

        var deal = DealAt().Match(rest) is { Success: true } at ? at.Groups["deal"].Value.Trim() : Pronoun().IsMatch(text) ? "this" : "";
        if (deal.Length > 0 && deal != "this")
            rest = rest.Replace(deal, " ", StringComparison.Ordinal);
        var query = Names(Strip(rest, Search()));
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
        var rest = Strip(text, Figures(), Grouping(), WhoHasMost(), MeasureWords());
        return Call(Toolbox.SumDeals, ("measure", measure), ("filter", ReadFilter(rest, today, status ?? "all") with { Owner = Mine().IsMatch(text) ? "me" : null }), ("grouping", grouping));
    }

    private static PlannedCall ReadList(string text, DateOnly today)
    {
        var (sort, descending) = SortIn(text);
        var take = Top().Match(text) is { Success: true } top ? int.Parse(top.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : Superlative().IsMatch(text) && OneDeal().IsMatch(text) ? 1
            : Regex.IsMatch(text, @"\ball\b", RegexOptions.IgnoreCase) ? All
            : 10;
        return Call(
            Toolbox.FindDeals,
            ("filter", ReadFilter(Strip(SortWords().Replace(text, " "), Top(), Superlative()), today, StatusIn(text) ?? "open")),
            ("sort", sort),
            ("descending", descending),
            ("take", Math.Clamp(take, 1, All)));
    }

    private static DealFilter ReadFilter(string text, DateOnly today, string? status)
    {
        var (min, max, withoutAmounts) = AmountReader.Take(text);
        int? inactive = null;
        if (Inactive().Match(withoutAmounts) is { Success: true } quiet)
        {
            inactive = int.Parse(quiet.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture) * (quiet.Groups["unit"].Value.ToLowerInvariant() switch { "week" => 7, "month" => 30, _ => 1 });
            withoutAmounts = withoutAmounts.Remove(quiet.Index, quiet.Length).Insert(quiet.Index, " ");
        }

        var created = Regex.IsMatch(withoutAmounts, @"\b(?:created|started|opened|added|new)\b", RegexOptions.IgnoreCase);
        var (period, rest) = PeriodReader.Take(withoutAmounts, today);
        var filter = new DealFilter
        {
            Status = status,
            Owner = Mine().IsMatch(text) ? "me" : null,
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
        var match = Grouping().Match(text);
        if (!match.Success)
            return WhoHasMost().IsMatch(text) ? DealGrouping.Owner : DealGrouping.None;
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

    private static BuyingRole? RoleIn(string text) => RoleWords().Match(text).Value.ToLowerInvariant() switch
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
        string.Join(' ', NameWord().Matches(text).Select(m => m.Value).Where(w => !Vocabulary.IsFiller(w)));

    [GeneratedRegex(@"^(?:hi|hello|hey|thanks|thank you|thx|cheers|good (?:morning|afternoon|evening|day)|help|what can (?:you|i) (?:do|ask)\b.*|who are you|ok|okay|great|nice|perfect)(?:\s+(?:there|all|you|again|a lot|so much|assistant|everyone))*[\s!.?,]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"\b(?:deals|opportunit(?:ies|ys|es|y's)|opportunites|opps|pipeline|quotes|customers|accounts|prospects|referrals)\b|\bmy (?:risks|pipeline)\b|\b(?:what|which|who|anything|everything)(?:'s| is| are) (?:at risk|stale|stuck|going cold|slipping|overdue)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plural();

    [GeneratedRegex(@"\b(?:deal|deals|opportunity|opportunities|opp|opps)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DealWord();

    [GeneratedRegex(@"\b(?:say|says|said|saying|mention|mentions|mentioned|promise|promised|promises|wrote|write|written|told|tell (?:us|me|you|him|her|them)|ask(?:ed)? (?:for|about)|asked|discuss|discussed|talk(?:ed)? about|speak about|spoke about|complain(?:ed)?|object(?:ed|ion|ions)?|find (?:the )?(?:note|notes|email|emails|call|calls)|search|quotes? (?:from|about)|words about|concern(?:s|ed)?|heard about|think about|thinks about|thought about|agree(?:d)? (?:to|on)|shows? up|c[oa]mes? up|named as|competitors?|competition|worr(?:y|ies|ied))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Search();

    [GeneratedRegex(@"\b(?:what|when|why|where|how|did|has|have|had)?\s*(?:exactly\s+)?(?:did|has|have|had|does|do|was)?\s*(?<who>(?:[\p{L}'’.-]+\s+){0,4}?[\p{L}'’.-]+)\s+(?:say|says|said|saying|mention(?:s|ed)?|promise[sd]?|wrote|write|written|told|tell(?: me| us)?|ask(?:ed)?|complain(?:ed)?|think|thinks|object(?:ed)?|agree(?:d)?|discuss(?:ed)?|talk(?:ed)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Said();

    [GeneratedRegex(@"\b(?:anyone|anybody|someone|somebody|they|them|we|i|you|customers?|buyers?|prospects?|people|who|it|he|she)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Anybody();

    // A capital marks a name; "at" and "with" before the last words do too.
    [GeneratedRegex(@"\b(?:[Aa]t|[Ww]ith|[Ff]rom|[Oo]n|[Ii]n|[Ff]or)\s+(?:the\s+)?(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+(?:\p{Lu}|\d)[\p{L}\p{N}&.-]*)*)|\b[Aa]t\s+(?<deal>[\p{L}\p{N}&.-]+(?:\s+[\p{L}\p{N}&.-]+)?)\s*[?.!]*$")]
    private static partial Regex DealAt();

    [GeneratedRegex(@"\bhow (?:many|much)\b|\bcount\b|\bnumber of\b|\b(?:win|close|conversion|success)[ -]rates?\b|\b(?:total|sum|average|mean|avg|weighted|forecast)\b|\brevenue\b|\bsales cycle\b|\bhow long (?:is|are|does|do)\b(?=.*\b(?:cycle|close|take|deals?)\b)|\bdeal size\b|\bpipeline (?:value|worth|volume)\b|\bhow big is (?:the|my|our) pipeline\b|\bworth\b(?=.*\bpipeline\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Figures();

    [GeneratedRegex(@"\b(?:how (?:many|much|long)|count|number|win|close|conversion|success|rates?|total|sum|average|mean|avg|typical|weighted|forecast|revenue|sales|cycle|size|value|worth|volume|amount|length|days to close|bookings|won|lost|win|lose|sold|sell|closed|open|active|closing|take|takes|closes|make|made|far)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MeasureWords();

    [GeneratedRegex(@"\b(?:who|which (?:rep|owner|agent|seller|salesperson|person))\b[^?]*\b(?:most|best|highest|least|worst|fewest)\b|\bwho (?:won|sold|closed|lost|sells|wins)\b|\b(?:top|best) (?:rep|seller|agent|salesperson)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex WhoHasMost();

    [GeneratedRegex(@"\b(?:by|per|for each|each|in each|for every|which|grouped by|split by)\s+(?:the\s+)?(?<by>loss reason|rep|owner|agent|seller|salesperson|person|user|stage|account|customer|company|product|source|channel|month|industry|sector|team|manager|region|office|reason)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\bnext (?:best )?(?:steps?|moves?|actions?|thing)\b(?! *(?:missing|overdue))|\bwhat(?:'?s| is)? next\b|\b(?:should|shall|must|do|can|could|would|need to) (?:i|we|you) (?:do|chase|wait|call|write|send|push|follow|focus|start|work|say|proceed|prepare|react|respond|answer)\b|\b(?:do|does) (?:i|we) (?:need|have) to\b|\bshould (?:i|we)\b|\b(?:what|how) would you\b|\bdo next\b|\bwhat now\b|\bto[- ]?dos?\b|\b(?:my )?priorit(?:y|ies|i[sz]e)\b|\bwork on\b|\bfocus on\b|\bstart with\b|\bhow (?:(?:do|can|should) (?:i|we)|to) (?:proceed|move|go on|continue|win|close|save|handle)\b|\bfollow[- ]ups? (?:with|on)\b|\bmove (?:it |this )?forward\b|\b(?:open|left|pending|waiting) (?:on|for) (?:my|our) (?:side|part|end|plate)\b|\bon my (?:plate|desk|side)\b|\b(?:suggest|recommend|advice|advise)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Next();

    [GeneratedRegex(@"\b(?:at[- ]risk|risks?|risky|stale|stuck|stalled|going cold|cold|inactive|slipping|in trouble|troubled|ghosted|silent|(?:gone|went|going|been) (?:quiet|silent|dark|cold)|quiet|needs? attention|endangered|overdue|no (?:recent )?activity|red flags?|flags?|(?:without|no|missing) (?:a )?next steps?|nothing (?:is )?(?:scheduled|planned)|(?:too long|forever) in|too long|late|past (?:their|its|the) close dates?|close dates? (?:has |have |is |are )?(?:passed|past|over)|worr(?:y|ies|ied) about)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Risk();

    [GeneratedRegex(@"\bwho(?:'s|s| is| are| else| do we know)?\b|\b(?:stakeholders?|contacts?|people|buying (?:team|committee|cent(?:er|re))|champion|economic buyer|decision[- ]makers?|blocker|procurement (?:contact|person))\b|\bcontact (?:person|details)\b|\b(?:e?mail|phone|number|title|job|role|position|address)(?: address| number)? (?:of|for)\b|\b(?:job )?titles?\b|\b(?:everyone|everybody|anyone else) (?:involved|there|at|in)\b|'s (?:e?mail|phone|number|title|role)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex(@"^\s*(?:so\s+)?(?:who(?:'s|s| is| are)|(?:(?:what is|what's|whats|give me|tell me)\s+)?(?:the\s+)?(?:job\s+)?(?:title|role|position|e?mail(?: address)?|phone(?: number)?|number|address) (?:of|for))\s+(?<name>(?!who\b|the\b|our\b|my\b|involved\b|at\b|in\b|on\b)[^?,]{2,60}?)(?:\s+(?:at|from|of)\s+[^?]+)?[?.\s]*$|^\s*(?<name>[\p{L}' -]{2,40}?)[,]?\s+who\s*[?]*\s*$|\b(?:what is|what's|whats)\s+(?<name>[\p{L} -]{2,40}?)'s (?:e?mail|phone|number|title|role)", RegexOptions.IgnoreCase)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(?:champions?|economic buyers?|budget (?:holder|owner)s?|deci(?:sion[- ]makers?|ders?|des?|ding)|blockers?|procurement|legal|influencers?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RoleWords();

    [GeneratedRegex(@"\bwhat(?:'?s| has| have| is|s)? (?:been )?(?:happen(?:ed|ing|s)?|new|going on|up|changed)\b|\bwhat did (?:we|i|they) do\b|\bhappen(?:ed|ing|s)?\b|\blately\b|\brecent(?:ly)?(?: activit(?:y|ies))?\b|\blatest\b(?! deal)|\blast (?:activit(?:y|ies)|contact|touch|e?mails?|calls?|meetings?|conversation|time|talk|weeks|days)\b|\bhistory\b|\btimeline\b|\bcatch me up\b|\bbring me up to (?:date|speed)\b|\bnews\b|\bactivit(?:y|ies)\b|\bwhen did (?:we|i|they) last\b", RegexOptions.IgnoreCase)]
    private static partial Regex Happened();

    [GeneratedRegex(@"\b(?:status(?: of)?|how (?:is|are|'s|does|do)|how's|where (?:are|do|is) (?:we|it|things)|stand(?:s|ing)?|tell me (?:more )?about|summar(?:y|ise|ize)(?: of)?|health(?: of)?|update (?:on|me)|overview(?: of)?|what stage|which stage|when (?:does|will|is|do)|brief me on|doing|looking|details (?:of|on)|show me|open|on track|how big|how much is|close date|expected)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"\b(?:i mean|i'm on[^:,.]*[:,.]|by the way|btw|atm|pls|please|kindly|quick question[:,]?|right now|so far)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    [GeneratedRegex(@"\b(?:weather|poem|joke|recipe|song|lyrics|football|soccer|translate|capital of|horoscope|lottery|movie|python|javascript|meaning of life)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OffTopic();

    // What makes "how many" a question about deals rather than about something that was said.
    [GeneratedRegex(@"\b(?:deals?|opportunit\w*|opps?|pipeline|revenue|rates?|win|wins|won|lost|lose|closed|sales|sold|cycle|forecast|weighted|stages?|quota|bookings|open|referrals?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AboutDeals();

    [GeneratedRegex(@"^\s*(?:what(?:'s|s| is| do we have| have we got)?|anything|list|show(?: me)?)\s+(?:is\s+)?(?:currently\s+|still\s+)?(?:in|at)\s+(?:the\s+)?[\p{L}]+(?:\s+stage)?\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex WhatIsIn();

    [GeneratedRegex(@"\b(?:deal|opportunity|opp|one)\b|\bwhich of\b.*\bis\b", RegexOptions.IgnoreCase)]
    private static partial Regex OneDeal();

    [GeneratedRegex(@"\bwho(?:'s| is)? (?:owns?|(?:the )?owner|has|handles?|looks? after|responsible)\b|\bwhose (?:deal|account)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Owner();

    [GeneratedRegex(@"\b(?:no|without|not had)\s+(?:any\s+)?(?:activity|contact|touch|movement|reply)\s+(?:for|in|since)\s+(?:more than\s+|over\s+|at least\s+|the last\s+|the past\s+)?(?<n>\d{1,3})\+?\s+(?<unit>day|week|month)s?\b|\b(?:inactive|quiet|silent|untouched|stale)\s+for\s+(?:more than\s+|over\s+|at least\s+)?(?<n>\d{1,3})\+?\s+(?<unit>day|week|month)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Inactive();

    [GeneratedRegex(@"\b(?:how (?:is|are|'s)|how's|hows|status of|tell me about|where (?:do|are) we (?:stand )?(?:with|on)|where do we stand|summary of|state of)\b(?!.*\bmy (?:deals|pipeline)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex HowIs();

    [GeneratedRegex(@"\b(?:stale|going cold|cold|inactive|no (?:recent )?activity|quiet|silent|ghosted|dark|not (?:answer|repl)\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stale();

    [GeneratedRegex(@"\b(?:stuck|stalled|(?:since |for )?too long|same stage|not moving|forever)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stuck();

    [GeneratedRegex(@"\b(?:without|no|missing|lack(?:s|ing)?)\s+(?:a\s+|any\s+)?(?:scheduled\s+|planned\s+)?next (?:steps?|actions?|meetings?)\b|\b(?:nothing|no meeting|no step) (?:is |was )?(?:scheduled|planned|agreed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoNextStep();

    [GeneratedRegex(@"\b(?:overdue|late|past (?:their|its|the) close dates?|close dates? (?:has |have |is |are )?(?:passed|past|over)|slipping|slipped|should have closed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Overdue();

    [GeneratedRegex(@"\b(?:biggest|largest|highest|smallest|lowest|cheapest|oldest|newest|latest|most recent|youngest|top|soonest|longest in)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Superlative();

    [GeneratedRegex(@"\b(?:top|first|biggest|largest|oldest|newest|smallest|latest|the)\s+(?<n>\d{1,2})\b|\b(?<n>\d{1,2})\s+(?=biggest|largest|oldest|newest|smallest|latest|most|top)", RegexOptions.IgnoreCase)]
    private static partial Regex Top();

    [GeneratedRegex(@"\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)?\s*(?:by|on)\s+(?:amount|value|size|name|close date|age|date)\b|\balphabetical(?:ly)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex SortWords();

    [GeneratedRegex(@"\b(?:my|mine|i (?:have|own|won|lost|closed|sold|created|got)|(?:do|have|did|am) i|i'm|of me|on me|for me)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Mine();

    [GeneratedRegex(@"\b(?:this (?:deal|one|account|customer|opportunity)|it|its|there|they|them|their|he|she|his|her|him|here)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}&.'’/+-]*")]
    private static partial Regex NameWord();
}
