using Agent.Core.Changes;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Reads what is agreed of amount and day of closing. Of several the last one counts: it corrects those before.</summary>
internal static class TermsReader
{
    private static readonly CueSet Agrees = CueSet.Of(
        "(total|totals|sum|altogether|all together|all in|in all|all included|all inclusive|overall|grand total|bottom line)", "(comes|come|came|coming|amounts|adds|add|works out|boils) .2 (to|at)", "(order|contract|deal|agreement|purchase|po|commitment|scope) .3 (value|sum|volume|total|amount|worth|over|for|at|of|is)", "(i|we|he|she|they|team|board|committee) [all|now|therefore|then|will|have|has|can|also] (order|orders|ordered|take|takes|took|buy|buys|agree|agrees|agreed|accept|accepts|accepted|settle|settled|commit|committed|confirm|confirmed|approved|approve|go with|going with|go for|decided|signed off|release|released)", "(am|are|is) (fine|ok|okay|happy|good|in agreement) (with|at)",
        "(shook|shaken|shake) on", "(agreed|settled|agreement|shook hands|shaken hands|handshake|deal) (on|at|for|is)", "(final|new|agreed|revised|adjusted|corrected|approved|confirmed) (price|figure|number|sum|amount|total|value|volume|order|budget)", "(released|approved|signed off|confirmed|agreed|authorised|authorized|granted)", "(it|that|this|which|we) (will be|makes|make|brings us to|are at|is now|are now|now is|is therefore|becomes|are talking)", "(at|for) (that|this|the agreed|your) (price|figure|sum|amount|conditions)", "let us (do|say|make it|go with|settle|call it|put|close)", "(up|down|raise|raised|reduce|reduced|increase|increased|cut|lower|lowered|extend|extended|rises|rise|grows|drops|falls|shrinks|shrink|goes|going|bumped|bump) .3 to", "(write|put|enter|use|take|change|correct|update|book) .6 (contract|order|offer|paperwork|quote|proposal)", "(purchase order|po|order) .4 (for|over|of)", "(deal|contract|order|price|amount|volume|value|sum|figure) [is|stands|now|:] .3", "not #", "you will (order|get|receive) .4", "(go|going|goes) (with|for|ahead)", "(we|i) .1 (pay|sign) .2 (for|over|at)");

    /// <summary>Money that is not the price of this deal.</summary>
    private static readonly CueSet OtherMoney = CueSet.Of(
        "(fine|fined|fines|turnover|revenue|revenues|profit|profits|grant|grants|salary|salaries|penalty|penalties|saved|save|saves|saving|savings|loss|losses|damage|damages|insurance|rent|donation|loan|interest|tax|taxes|bonus|roof|prize|bet|funding|raised|valuation|sponsor*|overspend|deposit|instalment|installment|down payment|prepayment)", "(discount|rebate|reduction|credit|markdown|off) (of|would|by)", "(their|his|competitor*|rival*) (offer|quote|price|bid|figure)", "(quoted|offered|charged|charges|wanted|wants|asked|asks|asking) (us|me|for)", "(instead|other) .1 (supplier|vendor)", "(currently|today|now|so far|until now) .1 (pay|paying|spend|spending|costs)", "(we|i) (pay|spend) .4 (today|now|currently|already)", "(last|previous|former) (year|contract|time)", "(list price|street price|market price|per head|per user|per seat|per unit|each|apiece|a piece|a month|per month|per day)", "(cost|costs|costing|losing|lose|lost|waste|wasting) us", "(cheaper|more expensive|too (much|expensive|high)|less than|more than|above|below|under|over budget|beyond our|up to|at most|maximum|at least|minimum|nearer)", "(would|could|might|can you|could you)", "(budget|budgets) (for|of|this|is|was|next|in)", "(they|he|she|customer|client|others) .1 (paid|got|pay|spent)", "(another|other|second|new) (project|site|building|machine|line|order)", "(wish|wishes|dream|sleep better)", "(signed off|approved|released|granted|earmarked) .2 for (a|an|another|our|their|his|her)", "(spent|spend|invest|invested|investing|bought) .3 (on|in|for)");

    private static readonly CueSet Yes = CueSet.Of("^(yes|yeah|yep|ok|okay|agreed|deal|done|good|fine|right|correct|exactly|perfect|great|sure|sold)", "(agreed|deal|done|i accept|we accept|works for us|works for me|i have the same|same here|write it|put it|take it|take that|go with that|have a deal|shake on|that is the (number|price|figure|sum)|(we|i) [will] (do|take|buy|order) (it|that|this|them))");

    private static readonly CueSet Settles = CueSet.Of("(agreed|deal|contract|order|accept|accepted|sign|settled|go with|take|write|paperwork|po|put it|put that|shake|done|sold|do (it|that|this))");

    private static readonly CueSet Keeps = CueSet.Of("(stay|stays|remain|remains|stick|sticks|keep|keeps|leave|stand|stands) (at|with|by|on|as|it at|unchanged|the same)", "(unchanged|no change|not change|does not change|as before|as it was|same as before)");

    private static readonly CueSet Signing = CueSet.Of(
        "(sign|signs|signing|signature|signatures|countersign|countersigns|countersigning|ink)", "(contract|order|agreement|deal|purchase|paperwork|paper|po|award|commitment|decision|approval|close|closing|go ahead|green light) .5 (is|be|will|can|by|on|in|for|until|before|at|goes|comes|moves|slips|done|date|with|falls)", "(place|issue|send|release|give|raise|finalise|finalize|conclude|close|award|make|take|wrap up|get) .3 (order|contract|deal|agreement|purchase order|po|award|decision|it done|this done)", "(decide|decides|deciding|ordering|award|awards|awarding|buy|conclude|commit|finalise|finalize)", "put .3 name .3 (under|to|on)", "(order|contract|po|signature|award|decision) .1 (date|day|deadline)", "(move|moved|moves|push|pushed|pushes|postpone|postponed|shift|shifted|delay|delayed|brought|bring|pulled) .4 (signature|signing|decision|contract|order|award|closing|close) .2 (to|until|into|forward)", "(signature|signing|decision|contract|order|award|closing) .4 (moved|moves|pushed|slips|slipped|shifts|shifted|postponed|delayed|slides) .2 (to|until|into)", "(for|of) the (contract|signature|order)", "pen to paper", "(have|get|be|is|it|this|everything) .3 (wrapped up|sealed|tied up|finalised|finalized|over the line|under contract|contracted)", "(po|order|contract|purchase order) .3 (goes|go|comes|lands|arrives|follows|leaves)", "(it|this|that|everything|thing|timing|timeline|we|target date|closing date|close date|date) [will|has|have|now|all|to] [to] (slip|slips|slipped|shifts|shifted|slides) .3 (to|into|until)", "before (i|we|he|she|they|anyone|anybody|anything) (can|could|will|is|be|am|are) .2 (sign|signs|signed|order|commit)", "dotted line");

    private static readonly CueSet Meets = CueSet.Of("(call|meeting|meet|demo|workshop|session|visit|pilot|trial|kick off|kickoff|go live|golive|training|delivery|deliver|delivered|installation|install|start|rollout|review|video|reading|presentation|walk through|hearing|holiday|vacation|leave|invoice|payable|payment|pay|budget year|expires|expire|expiry|runs out|ends|renewal|desk|back)", "(current|existing|old|previous|present) .1 (supplier|vendor|provider|contract|system)");

    private static readonly CueSet SignVerb = CueSet.Of("(slip|slips|slipped|sign|signs|signing|signature|signatures|countersign|countersigns|ink|order|close|closing)", "put .3 name");

    /// <summary>Before a date that no longer holds: "instead of May", "not with the 30 April", "moves from June".</summary>
    private static readonly CueSet NoLonger = CueSet.Of("(not|instead|rather than|no longer|from|than|was|were|originally|previously|until now|spoke|spoken|talked|planned|noted)");

    // Farther apart the two have little to do with each other.
    private const int Farthest = 12;

    public static ChangeSet? ReadAmount(UpdateTalk talk, UpdateChanges changes)
    {
        ChangeSet? found = null;
        var (last, scale) = (0m, 1m);
        foreach (var line in talk.Lines.Where(l => l.IsSolid))
        {
            var amounts = Amounts.Find(talk.Text.Text, line.Sentence, ofMoney: true);
            if (Corrected(line, last, scale) is { } corrected)
            {
                last = corrected;
                found = Proposed(talk, changes, corrected, line, line);
                continue;
            }

            foreach (var money in amounts.Where(m => IsPrice(talk, line, m)))
            {
                var value = money.High;
                if (line.Voice != Voice.Seller && line.States(Agrees) && !OtherMoney.Matches(line.Tokens))
                {
                    (last, scale) = (value, value % 1_000 == 0 ? 1_000 : 1);
                    found = Keeps.Matches(line.Tokens) ? null : Proposed(talk, changes, value, line, line);
                }
                else if (line.Voice == Voice.Seller && talk.IsTalk && Accepted(talk, line, value) is { } by)
                {
                    (last, scale) = (value, value % 1_000 == 0 ? 1_000 : 1);
                    found = Proposed(talk, changes, value, by, line);
                }
            }

            if (amounts.Count == 0 && found is not null && line.Voice == Voice.Buyer && talk.IsTalk && Keeps.Matches(line.Tokens) && !line.Tokens.Any(t => t.Norm is "date" or "day"))
                found = null;
        }

        return found;
    }

    private static ChangeSet? Proposed(UpdateTalk talk, UpdateChanges changes, decimal value, UpdateLine by, UpdateLine said) =>
        value == talk.File.Deal.Amount ? null
        : by == said ? changes.Amount(value, by.Voice == Voice.Record ? "Our record gives another amount for this deal." : "The buyer names another amount for this deal.", Certainty.Of(by), by)
        : changes.Amount(value, "The buyer agreed to the amount that we named.", Certainty.Inferred, by, said);

    /// <summary>In the deal's currency or in none, no rate, and of the order of what the deal is about.</summary>
    private static bool IsPrice(UpdateTalk talk, UpdateLine line, MoneyMention money)
    {
        const decimal farthest = 8;
        var deal = talk.File.Deal;
        if (money.Per is not null and not "year" || money.Low != money.High || (money.Currency is { } currency && currency != deal.Currency) || money.High < 100)
            return false;
        if (deal.Amount is { } now && now > 0 && (money.High > now * farthest || money.High < now / farthest))
            return false;
        // "not 42" and "instead of 42" name the one that no longer holds.
        return !(money.FirstToken > 0 && line.Tokens[money.FirstToken - 1].Norm is "not" or "of" or "than" or "from" && (line.Tokens[money.FirstToken - 1].Norm is "not" or "than" or "from" || (money.FirstToken > 1 && line.Tokens[money.FirstToken - 2].Norm is "instead")));
    }

    /// <summary>"Sorry, 52 not 42": the new value where the old one is what was just named.</summary>
    private static decimal? Corrected(UpdateLine line, decimal last, decimal scale)
    {
        if (last == 0)
            return null;
        var numbers = new List<(int At, decimal Value)>();
        for (var i = 0; i < line.Tokens.Count; i++)
        {
            if (line.Tokens[i].Kind == TokenKind.Number && Numbers.Read(line.Text.Text, line.Tokens, i, out _, out _) is { } value)
                numbers.Add((i, value));
        }

        for (var i = 0; i + 1 < numbers.Count; i++)
        {
            var between = line.Tokens.Skip(numbers[i].At + 1).Take(numbers[i + 1].At - numbers[i].At - 1).ToList();
            if (!between.Exists(t => t.Norm is "not" or "instead") || !(numbers[i + 1].Value == last || numbers[i + 1].Value * scale == last))
                continue;
            return numbers[i].Value < 1_000 ? numbers[i].Value * scale : numbers[i].Value;
        }

        return null;
    }

    private static UpdateLine? Accepted(UpdateTalk talk, UpdateLine offer, decimal value)
    {
        var answer = talk.Answer(offer);
        if (answer.Count == 0 || answer.Any(l => !l.IsSolid || l.Tokens.Any(t => t.Norm is "but" or "no")) || !answer.Any(l => Yes.Matches(l.Tokens)) || !answer.Any(l => Settles.Matches(l.Tokens)))
            return null;
        return answer.Any(l => Amounts.Find(talk.Text.Text, l.Sentence, ofMoney: true).Any(m => m.High != value && m.High > value / 2)) ? null : answer.First(l => Yes.Matches(l.Tokens));
    }

    public static ChangeSet? ReadCloseDate(UpdateTalk talk, UpdateChanges changes)
    {
        ChangeSet? found = null;
        foreach (var line in talk.Lines.Where(l => l.TellsBuyer))
        {
            if (!Signing.Matches(line.Tokens) || (Meets.Matches(line.Tokens) && !SignVerb.Matches(line.Tokens)) || SignedAlready(line) || TaskReader.IsRequest(line))
                continue;
            if (DayOf(talk, line) is not { } day || day <= talk.Text.Day)
                continue;
            found = day == talk.File.Deal.CloseDate ? null
                : changes.CloseDate(day, line.Voice == Voice.Record ? "Our record gives another day for the signature." : "The buyer names another day for the signature.", Certainty.Of(line), line);
        }

        return found;
    }

    private static bool SignedAlready(UpdateLine line) => line.Tokens.Any(t => t.Norm is "signed") && !line.Tokens.Any(t => t.Norm is "be" or "get" or "sign" or "signature");

    /// <summary>The day that the signing words bind to: the nearest that is not the one given up.</summary>
    private static DateOnly? DayOf(UpdateTalk talk, UpdateLine line)
    {
        var cues = Signing.Find(line.Tokens);
        var negated = cues.Any(c => Statements.IsNegated(line.Tokens, c.Start)) || line.Tokens.Any(t => t.Norm is "not" or "never" or "nothing" or "nobody");
        (int Distance, DateOnly Day)? best = null;
        foreach (var date in UpdateDates.In(line))
        {
            var before = date.FirstToken > 0 ? line.Tokens[date.FirstToken - 1].Norm : "";
            var bounded = IsBounded(line.Tokens, date);
            if (IsGivenUp(line.Tokens, date))
                continue;
            // "We won't sign on the 4th" gives no day; "not before the 4th" does.
            if (negated && !bounded && IsDenied(line.Tokens, date))
                continue;
            var day = UpdateDates.Deadline(line, date);
            var distance = cues.Min(c => Distance(line.Tokens, c, date));
            if (before is "since" || distance > Farthest)
                continue;
            if (best is not { } known || distance < known.Distance)
                best = (distance, day);
        }

        return best?.Day;
    }

    /// <summary>Words between the two; out of reach across the end of a clause.</summary>
    private static int Distance(TokenList tokens, CueMatch cue, DateMention date)
    {
        var (from, to) = date.FirstToken >= cue.End ? (cue.End, date.FirstToken) : (date.NextToken, cue.Start);
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Norm is "." or ";" or "!" or "?")
                return int.MaxValue;
        }

        return Math.Max(0, to - from);
    }

    private static bool IsBounded(TokenList tokens, DateMention date)
    {
        for (var i = date.FirstToken - 1; i >= Math.Max(0, date.FirstToken - 4); i--)
        {
            if (tokens[i].Norm is "before" or "until" or "till" or "earlier")
                return true;
        }

        return false;
    }

    private static bool IsDenied(TokenList tokens, DateMention date) => Statements.IsNegated(tokens, date.FirstToken);

    private static bool IsGivenUp(TokenList tokens, DateMention date)
    {
        const int reach = 4;
        for (var i = date.FirstToken - 1; i >= Math.Max(0, date.FirstToken - reach); i--)
        {
            if (tokens[i].Kind == TokenKind.Symbol)
                return false;
            if (tokens[i].Norm is "instead" or "than" or "from" or "originally" or "previously" or "formerly" or "since")
                return true;
            if (tokens[i].Norm is "not" && i == date.FirstToken - 1 || (tokens[i].Norm is "not" && tokens[i + 1].Norm is "with" or "in" or "on" or "the" or "at" or "for"))
                return true;
        }

        // "The 30 April we spoke of".
        return date.NextToken + 1 < tokens.Count && NoLonger.Matches(tokens) && tokens[date.NextToken].Norm is "we" or "that" or "as" && tokens[date.NextToken + 1].Norm is "spoke" or "talked" or "noted" or "originally" or "planned" or "had" or "we" or "discussed";
    }
}
