using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Offline;

/// <summary>
/// Reads a change by the kind of value that a message brings rather than by its verb: a stage or what leads to one, a sum, a day with
/// signing or closing, a person with a part or a title, what we owe. For messages that no wording of a request fits.
/// </summary>
internal static partial class ChangeByValue
{
    private static readonly CueSet Lost = CueSet.Of(
        "^[so|sadly|unfortunately|ok] (we|i) [have] [just|now] lost .5 to", "(book|close|write|put|mark|count|log|file|record) .5 (loss|lost|gone|off)", "(it|this|deal|one) is (dead|lost)", "(went|gone|going|signed|goes) with (another|somebody|someone|a competitor|the competition)", "(they|he|she) (chose|picked|bought) .2 (instead|competitor)", "call* it off");

    private static readonly CueSet Waits = CueSet.Of(
        "(on|to) (ice|hold)", "(park*|snooze*|pause*|shelve*|freeze*|hibernat*|sleep|rest|dormant)", "(nothing|not) .3 (move|moves|moving|happen|happens) .8 (until|till|before|for)", "(do|does) not want .2 (in front of|see|on my)", "(off|out of) my (list|desk|radar|sight|view|screen|hair)", "(leave|keep) .3 (alone|quiet|aside|out)", "(hear|want*) .2 (nothing|no news) before");

    private static readonly CueSet Opens = CueSet.Of("(new|fresh|separate|another|extra|second|own) (opportunity|deal|opp)", "(open|create|start|set up) (something|one|it|an opportunity|a deal)", "not .2 (in|on) .2 (books|system|crm|pipeline) yet");

    private static readonly CueSet Joins = CueSet.Of(
        "(successor|replacement)", "new (face|contact|person|colleague|manager|boss|head|man|woman|guy|cfo|cio|coo|lead)", "(name is|takes over|took over|joins|joined|will start|starts)", "(in|into|to) .3 (people|contacts|contact list|address book)", "(save|add|store|enter|file) (him|her|them)", "have (him|her|them) in");

    private static readonly CueSet Criterion = CueSet.Of("(qualification|criterion|criteria|scorecard)", "(authority|budget|need|timeline|timing) .4 (settled|confirmed|firm|clear|ticked)", "tick* .2 (off|budget|authority|need|timeline|timing)");

    private static readonly CueSet Owed = CueSet.Of(
        "(we|i) [still] owe", "[i|we] (gave|given) .2 (my|our) word", "(i|we) [have] promised", "on (my|our) (list|to do list|todo list)", "(ping|nudge|poke|alert|wake|remind) me", "(to do|todo) (for me|until|by|:)", "(note|log|write down|jot down) .2 (we|i) (owe|have to|need to|must)", "do not let me forget");

    private static readonly CueSet Closing = CueSet.Of(
        "(clos*|sign|signs|signing|signature|decide*|decides|decision|order|ordered|release*|expect*|forecast*|land|lands|come in|comes in|ink)", "give .4 (until|till)", "(slip*|drag*|drift*|push*|postpone*|delay*|later)");

    private static readonly CueSet Slips = CueSet.Of("(slips|slip|slipped|slipping|drags|dragging|drifts|drifting|moved|pushed|postponed|delayed) .3 (to|into|until|till|by)", "(slips|slip|slipped|slipping) #");

    private static readonly CueSet Sum = CueSet.Of("(figure|amount|value|volume|worth|total|flat|size|sum|contract|price|deal)", "(it|deal|that) (makes|leaves|comes to|is|to|at|down|up)", "(on top|take it off|take .3 off)");

    private static readonly CueSet Adds = CueSet.Of("on top", "(plus|extra|additional|additionally|more|raise*|increase*|add)");

    private static readonly CueSet TakesOff = CueSet.Of("(off|less|minus|discount|rebate|reduce*|knock|cut|lower)");

    private static readonly CueSet Ahead = CueSet.Of("(past|beyond|through with|done with) .2 (discovery|qualification|demo|proposal|negotiation|negotiations)", "(stage|step|one|eins) (weiter|further|ahead|on|forward)", "stage");

    // What leads to a stage, the furthest first.
    private static readonly (string Stage, CueSet Cues)[] Leading =
    [
        ("won", CueSet.Of("signed .3 (order|contract|agreement|offer|form|paper|papers|quote)", "(one|it|deal|that|order) is ours", "we [have] (won it|got the order|got it signed)", "(they|he|she|customer) have [just|finally|now|all] signed [it|today|now|this morning|everything]$", "(purchase order|po) .2 (in|arrived|received|came)")),
        ("negotiation", CueSet.Of("(haggl*|redlin*)", "(payment|contract|legal) (terms|conditions|wording)", "(agreed|signed off|accepted|fine|happy) .2 (on|to|with) .1 price")),
        ("proposal", CueSet.Of("(offer|proposal|quote|quotation) .6 (out|sent|with)", "(written|real|formal|final|binding) (proposal|offer|quote|quotation)", "(sent|got|has|received|have) .3 (offer|proposal|quote)")),
        ("demo", CueSet.Of("demo .2 (booked|scheduled|fixed|agreed)")),
        ("discovery", CueSet.Of("from (zero|scratch)", "square one")),
    ];

    private static readonly CueSet Won = Leading[0].Cues;

    // What people do, and the part that it makes of them.
    private static readonly (BuyingRole Role, CueSet Cues)[] Parts =
    [
        (BuyingRole.DecisionMaker, CueSet.Of("(decides|decide) .3 (self|himself|herself|alone|it)", "(last|final) (word|say)")),
        (BuyingRole.EconomicBuyer, CueSet.Of("(money|budget|purse) .4 (sits|lies|is) with", "(holds|controls|owns) .2 (budget|money|purse)")),
        (BuyingRole.Champion, CueSet.Of("(fights|fighting|pushing|pushes|rooting|speaks up) .2 (for us|our)")),
        (BuyingRole.Blocker, CueSet.Of("(fights|fighting|works|working|is) against us")),
    ];

    /// <summary>Reads a message.</summary>
    public static PlannedCall? Read(string text, DateOnly today)
    {
        if (ChangeMessage.Read(text, today) is not { } message)
            return null;
        return ReadTask(message) ?? ReadLoss(message) ?? ReadPark(message) ?? ReadNewDeal(message) ?? ReadNewContact(message) ?? ReadQualification(message) ?? ReadRole(message)
            ?? ReadNextStep(message) ?? ReadCloseDate(message) ?? ReadAmount(message) ?? ReadStage(message);
    }

    private static PlannedCall? ReadTask(ChangeMessage m)
    {
        if (m.Told.FirstOrDefault(s => Owed.Matches(s.Tokens)) is not { } first || !(m.Wants || Reminds().IsMatch(m.Text)))
            return null;
        var task = Reminds().Match(m.Text) is { Success: true, Groups: var groups } ? groups["task"].Value : m.In(first);
        return ChangeContents.Task(task, m.Day(), m.Hint());
    }

    private static PlannedCall? ReadLoss(ChangeMessage m) => m.Reports(Lost) || m.Orders(Lost) || m.Told.Any(s => ChangeCues.RivalWon().IsMatch(m.In(s)) && !ChangeCues.Weighs().IsMatch(m.In(s)) && !ChangeCues.Negated().IsMatch(m.In(s)))
        ? Call(m, Toolbox.ProposeLoss, [], ("lossReason", ChangeRequestReader.LossCategory(m.Text)))
        : null;

    private static PlannedCall? ReadPark(ChangeMessage m) => m.Tells(Waits) && m.Day() is { } until && (m.Wants || m.Told.Any(s => WantsItAway().IsMatch(m.In(s))))
        ? Call(m, Toolbox.ProposePark, [], ("until", until))
        : null;

    private static PlannedCall? ReadNewDeal(ChangeMessage m)
    {
        if (!m.Wants || !m.Tells(Opens) || UnderAccount().Match(m.Text).Groups["account"] is not { Success: true } account)
            return null;
        var name = CalledIt().Match(m.Text).Groups["name"] is { Success: true } called ? called.Value : AskedAbout().Match(m.Text).Groups["what"].Value;
        var money = ChangeValues.Amounts(m.Text).LastOrDefault();
        return new PlannedCall(Toolbox.ProposeNewDeal, new Dictionary<string, object?>()).With(
            ("account", account.Value), ("name", name.Trim()), ("amount", money?.High), ("currency", money?.Currency), ("reason", m.Reason));
    }

    private static PlannedCall? ReadNewContact(ChangeMessage m)
    {
        var email = ChangeCues.Email().Match(m.Text).Value.TrimEnd('.');
        if (!m.Wants || (email.Length == 0 && !m.Tells(Joins)) || FullName().Match(m.Text) is not { Success: true } person)
            return null;
        var title = person.Groups["title"].Value.Trim();
        // The domain of an address tells the company.
        var company = email.Length > 0 ? email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('.')[0] : "";
        var hint = company.Length > 0 ? company : m.Hint(person.Groups["name"].Value, title);
        return new PlannedCall(Toolbox.ProposeNewContact, new Dictionary<string, object?>()).With(
            ("name", person.Groups["name"].Value), ("title", title), ("email", email), ("deal", hint), ("reason", m.Reason));
    }

    private static PlannedCall? ReadRole(ChangeMessage m)
    {
        // "Not only an influencer", "no blocker any more": the part that is denied is the one before.
        var named = m.Told.SelectMany(s => RoleNoun().Matches(m.In(s))).LastOrDefault(r => !r.Groups["no"].Success);
        var role = named is not null ? FilterPhrases.Role(named.Groups["role"].Value)
            : Parts.Where(p => m.Reports(p.Cues)).Select(p => (BuyingRole?)p.Role).FirstOrDefault();
        if (role is null || !(m.Wants || m.Told.Any(s => Turned().IsMatch(m.In(s)) && !ChangeCues.Weighs().IsMatch(m.In(s)))))
            return null;
        var who = Person().Matches(m.Text).MaxBy(p => (p.Groups["does"].Success ? 3 : 0) + (p.Groups["with"].Success ? 3 : 0) + (p.Groups["name"].Value.Contains(' ', StringComparison.Ordinal) ? 1 : 0) - (p.Groups["place"].Success ? 4 : 0));
        return who is null || !(who.Groups["does"].Success || who.Groups["with"].Success) ? null
            : Call(m, Toolbox.ProposeContactRole, [who.Groups["name"].Value], ("contact", who.Groups["name"].Value), ("role", role));
    }

    private static PlannedCall? ReadNextStep(ChangeMessage m)
    {
        foreach (var sentence in m.Told.Select(m.In).Where(s => !ChangeCues.Weighs().IsMatch(s)))
        {
            if (WhatIsNext().Match(sentence) is { Success: true } match)
                return ChangeContents.NextStep(match.Groups["step"].Value, m.Today, m.Hint(match.Groups["step"].Value));
        }

        return null;
    }

    /// <summary>True when a message tells that a criterion is met, without a wish that anything is recorded: one sentence is no score.</summary>
    public static bool OnlyTells(string text, DateOnly today) =>
        ChangeMessage.Read(text, today) is { Wants: false } m && m.Reports(Criterion) && !NamesScore().IsMatch(text) && Confirms().IsMatch(text);

    private static PlannedCall? ReadQualification(ChangeMessage m) => m.Tells(Criterion) && (m.Wants || (m.Reports(Criterion) && NamesScore().IsMatch(m.Text))) && Confirms().IsMatch(m.Text)
        ? Call(m, Toolbox.ProposeQualification, [])
        : null;

    private static PlannedCall? ReadCloseDate(ChangeMessage m) => m.Dates.Count > 0 && m.Day() is { } date && ((m.Wants && m.Tells(Closing)) || m.Told.Any(s => Slips.Matches(s.Tokens) && !ChangeCues.OtherDates().IsMatch(m.In(s)) && !ChangeCues.Weighs().IsMatch(m.In(s)) && !ChangeCues.Negated().IsMatch(m.In(s))))
        ? Call(m, Toolbox.ProposeCloseDate, [], ("date", date))
        : null;

    private static PlannedCall? ReadAmount(ChangeMessage m)
    {
        var decided = m.Told.Any(s => Decides().IsMatch(m.In(s)) && !ChangeCues.Weighs().IsMatch(m.In(s)));
        if ((!m.Wants && !decided) || !(decided || m.Tells(Sum)))
            return null;
        if (Share().Match(m.Text) is { Success: true } share && (m.Tells(TakesOff) || m.Tells(Adds)))
            return Call(m, Toolbox.ProposeAmount, [share.Value], ("changeBy", (m.Tells(TakesOff) ? -1 : 1) * Number(share.Groups["n"].Value)), ("percent", true));
        // A price for each is part of a sum, not the sum.
        var sums = ChangeValues.Amounts(m.Text).Where(a => !EachOne().IsMatch(m.Text[a.End..])).ToList();
        if (sums is [.., var last])
        {
            var sum = sums.Find(a => ComesTo().IsMatch(m.Text[..a.Start])) ?? last;
            var adds = m.Told.Any(s => OnTop().IsMatch(m.In(s)));
            return Call(m, Toolbox.ProposeAmount, [m.Text[sum.Start..sum.End]], ("amount", adds ? null : sum.High), ("changeBy", adds ? sum.High : null), ("currency", sum.Currency));
        }

        // Sums of deals are said in thousands: "we go with that version, 61.5".
        return decided && InThousands().Match(m.Text) is { Success: true } short1
            ? Call(m, Toolbox.ProposeAmount, [short1.Value], ("amount", 1000 * Number(short1.Groups["n"].Value)))
            : null;
    }

    private static PlannedCall? ReadStage(ChangeMessage m)
    {
        var named = m.Demands.Select(s => StageName().Match(m.In(s))).FirstOrDefault(s => s.Success)?.Groups["stage"].Value;
        var stage = named ?? (m.Reports(Won) ? "won" : (m.Wants && m.Tells(Ahead)) || m.Reports(Ahead) ? Leading.FirstOrDefault(l => m.Tells(l.Cues)).Stage : null);
        return stage is null ? null : Call(m, Toolbox.ProposeStage, [named], ("stage", stage));
    }

    private static PlannedCall Call(ChangeMessage m, string tool, IEnumerable<string?> known, params (string Name, object? Value)[] arguments)
    {
        var call = new PlannedCall(tool, new Dictionary<string, object?>()).With([.. arguments, ("reason", m.Reason)]);
        return m.Hint(known) is { Length: > 0 } hint ? call.With(("deal", hint)) with { Otherwise = call } : call;
    }

    private static decimal Number(string word) => decimal.TryParse(word.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : word.ToLowerInvariant() switch
    {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "fifteen" => 15,
        _ => 20,
    };

    [GeneratedRegex(@"\b(?:(?:ping|nudge|poke|alert|wake|remind) me\b.*?\b(?:to|about|that)|(?:to[- ]?do|todo) (?:for me )?[^:]*:|(?:note|log|write down|jot down)(?: down)?(?: that)?|don['’]?t let me forget)\s+(?<task>[^!?]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Reminds();

    [GeneratedRegex(@"\b(?:i|we) (?:do not|don['’]?t) want (?:it|this|that|to see)", RegexOptions.IgnoreCase)]
    private static partial Regex WantsItAway();

    [GeneratedRegex(@"\b(?:under|for|at|with)\s+(?:the\s+)?(?<account>\p{Lu}[\p{L}\p{N}&'’-]*(?:\s\p{Lu}[\p{L}\p{N}&'’-]*)*)(?!.*\b(?:under|for|at|with)\s+\p{Lu})", RegexOptions.Singleline)]
    private static partial Regex UnderAccount();

    [GeneratedRegex(@"\b(?:call|name) it\s+[""“']?(?<name>[^""”,;.!?]{2,120})", RegexOptions.IgnoreCase)]
    private static partial Regex CalledIt();

    [GeneratedRegex(@"\b(?:asked about|asks for|asked for|interested in|wants?|needs?|thinking about|talking about)\s+(?:an?\s+|the\s+|another\s+)?(?<what>[\p{L}\p{N}][^,;.!?]{2,80}?)(?=\s+(?:on top|for|plus|too|as well|worth)\b|\s*[,;.!?]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex AskedAbout();

    [GeneratedRegex(@"(?:[:,]\s*|\b(?:is|its|it's|called|named|meet)\s+)(?<name>\p{Lu}[\p{L}'’-]+(?:\s(?:(?:van|von|de|der|da|di|el|al|le|la)\s)*\p{Lu}[\p{L}'’-]+){1,2})(?:\s*[,(]\s*(?<title>(?!she|he|they|who)[\p{L}][\p{L} &/-]{2,60}?)(?=\s*[,;.!?)]|$))?")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<no>(?:\b(?:not|no|never|hardly|isnt|wasnt|wouldnt)|n['’]t)\b(?:\s+[\p{L}'’]+){0,5}?\s+)?\b(?<role>champion|sponsor|economic buyer|budget (?:holder|owner)|decision[- ]?maker|decider|blocker|gatekeeper|procurement|influencer|end[- ]user)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RoleNoun();

    [GeneratedRegex(@"\b(?:any ?more|any longer|no longer|rather|instead|turned into|by now|these days)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Turned();

    [GeneratedRegex(@"(?<place>\b(?:for|in|at|on|to)\s+)?(?<with>\b(?:with|call|=)\s+)?(?<!\p{L})(?<name>\p{Lu}[\p{L}'’-]*\p{Ll}(?:\s(?:(?:de|van|von)\s)?\p{Lu}[\p{L}-]+)?)(?<does>\s+(?:is\b|isn['’]?t|was|has|have|decides|holds|signs|fights|pushes|controls|=|became|turned|can)|['’]s\s+(?:the|not|our))?")]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(?:what (?:we|i) (?:(?:will|must|should|have to) )?do next|what (?:comes|happens|follows) (?:now|next)|next (?:thing|move|action|step|up)|from here on(?: it(?:['’]?s| is))?)\b[^:,;=]*?(?:\s(?:is|are|will be|would be)\b|:|=|\s(?=all about\b|about\b))\s*(?:all about |about |to )?(?<step>\p{L}.+)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex WhatIsNext();

    [GeneratedRegex(@"\b(?:confirmed|settled|firm|tick\w*|clear(?:ed)?|checked|certain|done|record)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Confirms();

    [GeneratedRegex(@"\b(?:we|they) (?:go|went|going|settle[d]?|agree[d]?|end(?:ed)? up|stay) (?:with|on|for|at)\b|\bcomes? on top of\b|\b(?:that|this|it) leaves\b", RegexOptions.IgnoreCase)]
    private static partial Regex Decides();

    [GeneratedRegex(@"\b(?:qualification|criteri(?:on|a)|scorecard|score|bant|champ|meddic|meddpicc|tick\w*|record\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NamesScore();

    [GeneratedRegex(@"\bon top of (?:what|it|that|the)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnTop();

    [GeneratedRegex(@"\b(?<n>\d{1,2}(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)\s?(?:%|percent\b|per cent\b|pct\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Share();

    [GeneratedRegex(@"^\W{0,2}(?:each|apiece|per (?:unit|piece|device|licen[cs]e))\b", RegexOptions.IgnoreCase)]
    private static partial Regex EachOne();

    [GeneratedRegex(@"\b(?:makes|leaves|comes to|adds up to|totals?|becomes)\W+(?:us\W+|it\W+|at\W+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ComesTo();

    [GeneratedRegex(@"(?<![\d.,])(?<n>\d{2,3}[.,]\d)\s*[.!]*$")]
    private static partial Regex InThousands();

    [GeneratedRegex(@"(?:\b(?:to|into|in|be|as|at|say|says|becomes?|now)|=|:|->|→)\s+(?<stage>discovery|qualification|demo|proposal|negotiation|won)\b(?!\s+(?:call|meeting|date|document|team|for|of|was|is)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex StageName();
}
