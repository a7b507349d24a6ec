using System.Collections.Frozen;
using System.Globalization;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>A budget that was stated.</summary>
/// <param name="Money">The amount.</param>
/// <param name="Said">Where.</param>
/// <param name="Agreed">True when the buyer said it or confirmed it.</param>
/// <param name="Status">How it was said.</param>
internal sealed record BudgetStatement(MoneyMention Money, Said Said, bool Agreed, StatementStatus Status);

/// <summary>Finds what the buyer can spend and compares it with what the order costs at list price.</summary>
internal static class BudgetReader
{
    private static readonly FrozenSet<string> LimitWords = new[]
    {
        "budget", "budgeted", "allocated", "earmarked", "allotted", "allocation", "ceiling", "cap", "afford", "limit", "maximum", "max", "funds", "funding", "spending",
    }.ToFrozenSet();

    /// <summary>Words between "budget" and an amount that make the amount a price and not the budget.</summary>
    private static readonly FrozenSet<string> PriceWords = new[]
    {
        "cost", "costs", "price", "priced", "prices", "pricing", "total", "totals", "comes", "come", "unit", "units", "each", "per", "save", "saves", "saving", "discount", "discounted", "offer", "offering", "quote",
        "quoted", "bundle", "package", "covers", "cover", "since", "because", "standard", "list", "retail", "fee", "charge", "license", "licenses", "deal", "sum", "bring", "brings", "add", "adds", "so", "but",
    }.ToFrozenSet();

    /// <summary>Words that may stand between an amount and "budget" behind it.</summary>
    private static readonly FrozenSet<string> LinksBack = new[]
    {
        "total", "overall", "as", "our", "my", "your", "a", "the", "maximum", "max", "annual", "is", "for", "in", "of", "allocated", "approved", "set", "to", "available", "has", "been", "was", "yearly", "stated", "specified", "project", "left", "this", "we", "have", "can", "with", "now", ",", "wise",
    }.ToFrozenSet();

    private static readonly CueSet SpendCues = CueSet.Of(
        "(we|i|you) .3 (have|got) .3 (#|$|€|£) .6 (spend|available|allocated|approved|reserved|released|granted|aside|work with|play with|invest|budgeted|earmarked|for this|to use|in mind)", "(can|could|able to|willing to|prepared to|looking to|want to|plan to|planning to) .2 (spend|afford|invest|pay|allocate|stretch|go) .4 (#|$|€|£)",
        "(no more than|not exceed|not go over|not .2 over|not .2 above|stay under|stay below|keep .3 under|keep .3 below|keep .3 within|stay within|up to|maximum of|max of|cap of|ceiling of|limit of|capped at|limited to|at most|under|below|working with|stick to|sticking to|restricted to|spend) .3 (#|$|€|£)",
        "keep .3 (costs|cost|expenses|spending|it|this|everything) .2 (around|under|below|within|at|near|to) .2 (#|$|€|£)",
        "(#|k|dollars|euros|pounds) .2 (we|i|you) .3 (planned|budgeted|set aside|allocated|mentioned|specified|stated|indicated|earmarked|had in mind|have in mind|can spend|wanted to spend|hoped to spend|have available|have to spend)",
        "(allocated|earmarked|approved|set aside|budgeted|put aside|reserved|signed off on|allotted) .4 (#|$|€|£)");

    private static readonly CueSet AsksBudget = CueSet.Of(
        "(what|is|how|have|do|does|could|can|may|whats|which) .8 (budget|spend|spending|invest|price range)", "budget .4 (mind|range|allocated)", "(budget|price range)", "how much .4 (spend|allocated|set aside|invest|budget)",
        "(what|is|how|have|do|does|did|could|can|may|which|any|are|the) .8 (funds|funding|money|sum|amount|frame|framework|envelope|ceiling|upper limit|limit|cap|allowance|financial|financially|financials|finances|afford|put aside|set aside|laid aside|earmarked|allocated|foreseen|reserved)");

    /// <summary>Talk of who may approve what: with a bound before the amount it limits a signature, not this purchase ("under five thousand I sign myself").</summary>
    private static readonly CueSet Signing = CueSet.Of(
        "(approve|approves|approving|approval|approvals|sign|signs|signature|signatures|consult|consulting|authority|authorize|authorizes|authorise|authorises|authorization|sign off|countersign*|vote|votes|decide|decides|permission|consent|on my own|by myself|by ourselves|without asking|the board|ask anybody|ask anyone)");

    /// <summary>What somebody decides alone: a limit of that person too, unless the sentence says that the money is there.</summary>
    private static readonly CueSet Alone = CueSet.Of("(on my own|by myself|by ourselves|without asking|ask anybody|ask anyone|my signature)", "(i|we) [can|may] (sign|decide)");

    private static readonly CueSet Granted = CueSet.Of("(approved|granted|cleared|signed off|set aside|put aside|allocated|earmarked|budgeted|reserved)", "(i|we) .1 (have|got) .3 (#|$|€|£)");

    /// <summary>Above an amount something is needed, or somebody else comes in.</summary>
    private static readonly CueSet Needs = CueSet.Of("(need|needs|needed|require|requires|required|takes|goes to|go to|has to go|must go|approved|signed|authorized|authorised|cleared)");

    /// <summary>Somebody has not said yes to it, or to a part of it: "ten more she asked the group for, no answer yet".</summary>
    private static readonly CueSet Pending = CueSet.Of("(pending|no answer .2 yet|no reply .2 yet|not .2 confirmed yet|still waiting (for|on))");

    private static readonly CueSet AsksApproval = CueSet.Of("(approve*|approval|sign|signs|decide|decides|decision|vote|consult|authority|authorize*|authorise*|say in|go ahead|agree to)");

    /// <summary>Budget statements in the order they were said.</summary>
    public static List<BudgetStatement> Read(Talk talk)
    {
        var plain = Read(talk, IsBudget);
        return plain.Count > 0 ? plain : Read(talk, IsLikelyBudget);
    }

    private static List<BudgetStatement> Read(Talk talk, Func<Talk, Said, MoneyMention, bool, bool> isBudget)
    {
        var found = new List<BudgetStatement>();
        foreach (var said in talk.All)
        {
            if (!said.Sentence.Tokens.Filter.HasNumber)
                continue;
            var asked = !said.BySeller && (talk.Question(said, AsksBudget) || Echoes(said));
            var amounts = Amounts.Find(said.Text.Text, said.Sentence, asked || Mentions(said.Sentence) || SpendsBare(said.Sentence));
            if (amounts.Count == 0)
                amounts = Corrected(said, found);
            var around = amounts.Count > 0 ? OfNeighbours(talk, said) : StatementStatus.Plain;
            foreach (var money in amounts)
            {
                var status = Statements.At(said.Sentence, money.FirstToken, money.NextToken) | around;
                // "actually it is 40k now" corrects the budget that was named before.
                var corrects = (status & StatementStatus.Correction) != 0 && said.ByBuyer && amounts.Count == 1 && found.Exists(f => f.Agreed) && !said.Sentence.Tokens.Any(t => PriceWords.Contains(t.Norm) && !t.Is("but") && !t.Is("so"));
                if (!corrects && !isBudget(talk, said, money, asked && amounts.Count == 1))
                    continue;
                if (((status & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 && (status & StatementStatus.Question) == 0) || Counterfactuals.Reaches(said.Sentence, money.FirstToken))
                    continue;
                if (DeniesAmount(said.Sentence.Tokens, money) || IsSigningLimit(talk, said, money))
                    continue;
                found.Add(new(money, said, Talk.IsAgreed(said), Pending.Matches(said.Sentence.Tokens) ? status | StatementStatus.Conditional : status));
            }
        }

        return found;
    }

    /// <summary>
    /// What the sentences beside an amount say of it: "Sorry, scratch that. It's 15k." corrects, and "Yes, 25,000. It still has to go through the
    /// council." sets a condition.
    /// </summary>
    private static StatementStatus OfNeighbours(Talk talk, Said said)
    {
        var (before, after) = (talk.Before(said), talk.After(said));
        var status = StatementStatus.Plain;
        if (before is not null && before.Utterance == said.Utterance && !before.Sentence.IsQuestion && Amounts.Find(before.Text.Text, before.Sentence).Count == 0)
            status |= Statements.OfSentence(before.Sentence) & StatementStatus.Correction;
        if (after is not null && after.Utterance == said.Utterance && after.Sentence.Tokens.Take(2).Any(t => t.Norm is "it" or "that" or "this" or "but"))
            status |= Statements.OfSentence(after.Sentence) & StatementStatus.Conditional;
        return status;
    }

    /// <summary>The statement that counts: the newest of the buyer's most authoritative person, said or confirmed, else the newest of the seller.</summary>
    public static BudgetStatement? Current(List<BudgetStatement> statements, Ranks ranks) =>
        ranks.Newest(statements.Where(s => s.Agreed), s => s.Said, ofMoney: true).Current ?? statements.LastOrDefault();

    /// <summary>"It's 45 now" after a budget of 40 thousand: people leave the thousands out of a correction.</summary>
    private static List<MoneyMention> Corrected(Said said, List<BudgetStatement> before)
    {
        // A corrected budget is seldom beyond four times the old one or below a quarter of it.
        const decimal factor = 4;
        if (!said.ByBuyer || said.Sentence.IsQuestion || before.FindLast(b => b.Agreed) is not { Money: { High: >= 10_000 } former } || (Statements.OfSentence(said.Sentence) & StatementStatus.Correction) == 0)
            return [];
        var tokens = said.Sentence.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Numbers.Read(said.Text.Text, tokens, i, out var next, out var scaled) is not { } value)
                continue;
            var bare = next >= tokens.Count || tokens[next].Kind == TokenKind.Symbol || tokens[next].Norm is "now" or "not" or "instead" or "and" or "since" or "as";
            if (bare && !scaled && value * 1_000 >= former.High / factor && value * 1_000 <= former.High * factor)
                return [new(tokens[i].Start, tokens[next - 1].End, value * 1_000, value * 1_000, null, null, i, next)];
            i = Math.Max(i, next - 1);
        }

        return [];
    }

    /// <summary>"$4,000" without needless digits.</summary>
    public static string Show(decimal amount, string? currency = null)
    {
        var number = amount == Math.Floor(amount) ? amount.ToString("N0", CultureInfo.InvariantCulture) : amount.ToString("N2", CultureInfo.InvariantCulture);
        return currency is null ? number : $"{number} {currency}";
    }

    /// <summary>Words of spending that make a number near them money: "you've set aside 6,500", "I'm not spending more than a hundred and fifty".</summary>
    private static bool SpendsBare(Sentence sentence) => sentence.Tokens.Any(t => t.Norm is "aside" or "spending" or "spend" or "afford" or "allocated" or "earmarked" or "budgeted" or "spare");

    private static bool IsSigningLimit(Talk talk, Said said, MoneyMention money)
    {
        var tokens = said.Sentence.Tokens;
        var (above, below) = (false, false);
        for (var i = Math.Max(0, money.FirstToken - 2); i < money.FirstToken; i++)
        {
            above |= tokens[i].Norm is "above" or "over" or "beyond" or "exceeding" or "exceeds" || (tokens[i].Is("than") && i > 0 && tokens[i - 1].Norm is "more" or "higher");
            below |= tokens[i].Norm is "below" or "under" or "until" or "till" or "to" || (tokens[i].Is("than") && i > 0 && tokens[i - 1].Norm is "less" or "lower");
        }

        // "We can't go above 50k" bounds the purchase itself.
        if (above && !Statements.IsNegated(tokens, money.FirstToken) && (Signing.Matches(tokens) || Needs.Matches(tokens)))
            return true;
        if (Mentions(said.Sentence))
            return false;
        return (below && Signing.Matches(tokens)) || (Alone.Matches(tokens) && !Granted.Matches(tokens)) || (!said.BySeller && talk.Question(said, AsksApproval) && !talk.Question(said, AsksBudget));
    }

    /// <summary>A buyer's answer to a question of the seller with one round amount in it that the seller then repeats.</summary>
    private static bool Echoes(Said said)
    {
        var (utterances, at) = (said.Text.Utterances, said.Utterance.Index);
        if (at == 0 || at + 1 >= utterances.Count || utterances[at - 1].Side != Side.Seller || utterances[at + 1].Side != Side.Seller
            || !utterances[at - 1].Sentences.Any(s => s.IsQuestion) || Amounts.Find(said.Text.Text, said.Sentence, true) is not [{ Per: null } only])
        {
            return false;
        }

        var again = utterances[at + 1].Sentences.FirstOrDefault(s => s.Tokens.Count > 0);
        return again is not null && Amounts.Find(said.Text.Text, again, true).Any(a => a.High == only.High);
    }

    private static bool Mentions(Sentence sentence) => sentence.Tokens.Any(t => t.Norm is "budget");

    /// <summary>
    /// When nobody says "budget": an amount that the buyer names and that is no price, or that the seller calls the buyer's own
    /// ("your target of $3,000").
    /// </summary>
    private static bool IsLikelyBudget(Talk talk, Said said, MoneyMention money, bool answers)
    {
        var tokens = said.Sentence.Tokens;
        if (money.Per is not null || tokens.Any(t => PriceWords.Contains(t.Norm) && t.Norm is not ("so" or "but" or "package" or "bundle" or "cover" or "add" or "deal" or "sum")))
            return false;
        if (said.BySeller)
        {
            const int reach = 7;
            return tokens.Skip(Math.Max(0, money.FirstToken - reach)).Take(Math.Min(reach, money.FirstToken)).Any(t => t.Is("your"));
        }

        if (money.FirstToken > 0 && tokens[money.FirstToken - 1].Norm is "was" or "were")
            return false;
        return !tokens.Any(t => t.Norm is "paid" or "paying" or "lost" or "losing" or "lose" or "revenue" or "year" or "month" or "ago" or "sell" or "sold" or "saved" or "worth");
    }

    private static bool IsBudget(Talk talk, Said said, MoneyMention money, bool answers)
    {
        var tokens = said.Sentence.Tokens;
        if (answers && !said.BySeller)
            return true;
        // "We have to keep within a budget. We aim for $890."
        if (said.ByBuyer && talk.Before(said) is { } before && before.Utterance == said.Utterance && Mentions(before.Sentence) && !tokens.Any(t => PriceWords.Contains(t.Norm)))
            return true;
        var linked = IsLinked(tokens, money);
        var ofYou = tokens.Any(t => t.Norm is "you" or "your");
        if (linked)
            return !said.BySeller || ofYou || said.Sentence.IsQuestion || !tokens.Any(t => t.Norm is "their" or "they" or "customers" or "clients" or "our" or "typical" or "other");
        if (said.BySeller && !ofYou)
            return false;
        foreach (var match in SpendCues.Find(tokens))
        {
            if (match.Start > money.NextToken || match.End < money.FirstToken + 1 || PriceSubject(tokens, match.Start))
                continue;
            if (!said.BySeller || tokens[match.Start].Norm is "you" || (match.Start > 0 && tokens[match.Start - 1].Norm is "you" or "have") || Near(tokens, match.Start, "you"))
                return money.Per is not "unit";
        }

        return false;
    }

    /// <summary>"it costs under $500" speaks of a price.</summary>
    private static bool PriceSubject(TokenList tokens, int at)
    {
        for (var i = Math.Max(0, at - 4); i < at; i++)
        {
            if (tokens[i].Norm is "cost" or "costs" or "price" or "priced" or "prices" or "total" or "comes" or "quote" or "quoted" or "save" or "saves" or "saved")
                return true;
        }

        return false;
    }

    private static bool Near(TokenList tokens, int at, string word)
    {
        for (var i = Math.Max(0, at - 4); i < Math.Min(tokens.Count, at + 2); i++)
        {
            if (tokens[i].Is(word))
                return true;
        }

        return false;
    }

    /// <summary>"budget of around $5,000", "a $5,000 budget"; not "$4,900, which fits the budget" nor "fits the budget: the total is $4,900".</summary>
    private static bool IsLinked(TokenList tokens, MoneyMention money)
    {
        const int reachAhead = 10;
        const int reachBack = 5;
        for (var i = 0; i < tokens.Count; i++)
        {
            var financial = i > 0 && tokens[i - 1].Norm is "financial" or "spending" && tokens[i].Norm is "plan" or "plans" or "limits" or "range" or "scope" or "constraints" or "means" or "envelope" or "parameters";
            if (!financial && !LimitWords.Contains(tokens[i].Norm))
                continue;
            if (i < money.FirstToken && money.FirstToken - i <= reachAhead && LeadsTo(tokens, i, money.FirstToken))
                return true;
            if (i >= money.NextToken && i - money.NextToken <= reachBack && tokens.Skip(money.NextToken).Take(i - money.NextToken).All(t => LinksBack.Contains(t.Norm)))
                return true;
        }

        return false;
    }

    private static bool LeadsTo(TokenList tokens, int word, int amount)
    {
        // "within your budget at $4,900" names what it costs, "within your budget of $5,000" what there is.
        if (amount == word + 2 && tokens[word + 1].Norm is "at" or "with" or "," && tokens.Skip(Math.Max(0, word - 3)).Take(3).Any(t => t.Norm is "within" or "under" or "fits" or "below" or "inside"))
            return false;
        for (var k = word + 1; k < amount; k++)
        {
            if (PriceWords.Contains(tokens[k].Norm) || tokens[k].Kind == TokenKind.Number || tokens[k].Norm is "." or "?")
                return false;
        }

        return true;
    }

    /// <summary>"our budget is not 5k" takes the amount back; "not more than 5k" states it.</summary>
    private static bool DeniesAmount(TokenList tokens, MoneyMention money)
    {
        for (var i = money.FirstToken - 1; i >= Math.Max(0, money.FirstToken - 3); i--)
        {
            if (tokens[i].Norm is "more" or "exceed" or "over" or "above" or "than" or "beyond" or "past")
                return false;
            if (tokens[i].Norm is "not" or "no")
                return i + 1 >= money.FirstToken - 2 && !(i + 1 < tokens.Count && tokens[i + 1].Norm is ",");
        }

        return false;
    }
}
