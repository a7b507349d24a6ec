using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>Finds promises of the seller that price book or delivery policy contradicts. Prices spoken are named, never believed.</summary>
internal static class Promises
{
    private static readonly CueSet FitsBudget = CueSet.Of(
        "(fit|fits|fitting|within|under|inside|below|covers|cover|aligns|align|meets|meet|accommodate|match|matches|work within|stay within|comes in under|well within) .6 (budget|price range|financial limits|financial scope|limit)", "(within|under|below|inside) .4 (that|this|the|your) (range|amount|figure|budget)");

    private static readonly CueSet TotalPrice = CueSet.Of(
        "(total|totals|totaling|altogether|combined|grand total|sum|overall|all in|comes to|comes out to|come to|come out to|amounts to|package|bundle|everything|bundled)", "for (two|three|four|five|six|seven|eight|nine|ten|both|all|#) [units|licenses|licences|of them]");

    private static readonly CueSet AgreesToTime = CueSet.Of(
        "(accommodate|meet|work with|handle|manage|ensure|guarantee|make .3 (work|happen)|support|achieve|hit|deliver on|stick to|commit to|within) .5 (timeline|timeframe|time frame|deadline|schedule|window|request|that|timelines|days|day|this)", "(feasible|doable|achievable|no problem|not a problem|possible|manageable|can do)");

    private static readonly CueSet PriceCues = CueSet.Of("(price|priced|prices|pricing|cost|costs|costing|per unit|each|at|is|for|be|looking at|rate|to)");

    private const string PriceTopic = "price";
    private const string DeliveryTopic = "delivery time";

    /// <summary>Rounding by less than a hundredth of the price, or one unit of currency, is how people speak.</summary>
    private static bool IsSame(decimal quoted, decimal real) => Math.Abs(quoted - real) <= Math.Max(1, real / 100);

    /// <summary>An amount as far from a price as this is the price of something else: no discount halves it, no slip of the tongue doubles it.</summary>
    private const decimal FarFrom = 2;

    private static bool IsNear(decimal spoken, decimal price) => spoken * FarFrom >= price && spoken <= price * FarFrom;

    /// <summary>A price that the seller named.</summary>
    public sealed record Quote(Said Said, decimal Amount, OrderLine? Line, bool IsTotal, int Units);

    /// <summary>Prices that the seller spoke: of one product or of everything.</summary>
    public static List<Quote> Quotes(Talk talk, PriceBook? prices, List<BudgetStatement> budgets)
    {
        var quotes = new List<Quote>();
        if (prices is null || talk.Order.Lines.Count == 0)
            return quotes;
        var products = talk.Order.Lines.Select(l => l.Entry.Product).ToList();
        var index = new ProductIndex(products);
        var focus = new List<ProductMention>();
        foreach (var said in talk.All.Where(s => s.BySeller))
        {
            var named = index.Find(said.Text.Text, said.Sentence, products, []);
            if (named.Count > 0)
                focus = named;
            foreach (var money in Amounts.Find(said.Text.Text, said.Sentence))
            {
                var isBudget = budgets.Exists(b => b.Said == said && b.Money.Start == money.Start);
                if (!isBudget && Read(talk, said, money, named, focus) is { } quote)
                    quotes.Add(quote);
            }
        }

        return quotes;
    }

    /// <summary>All contradicted promises, in the order they were made.</summary>
    public static List<ContradictedPromise> Find(
        Talk talk, PriceBook? prices, DeliveryPolicy? policy, List<BudgetStatement> budgets, BudgetStatement? budget, TimeStatement? wanted)
    {
        var found = new List<(int Order, ContradictedPromise Promise)>();
        foreach (var quote in Quotes(talk, prices, budgets))
        {
            if (quote.Line is { } line && !quote.IsTotal)
            {
                var all = line.Entry.ListPrice * quote.Units;
                if (IsSame(quote.Amount, line.Entry.ListPrice) || IsSame(quote.Amount, all) || !(IsNear(quote.Amount, line.Entry.ListPrice) || IsNear(quote.Amount, all)))
                    continue;
                var ofAll = quote.Units > 1 && Math.Abs(quote.Amount - all) < Math.Abs(quote.Amount - line.Entry.ListPrice);
                Add(quote.Said, PriceTopic, ofAll
                    ? $"{quote.Units} × {line.Entry.Product} list at {BudgetReader.Show(all, line.Entry.Currency)}, not {BudgetReader.Show(quote.Amount)}."
                    : $"{line.Entry.Product} lists at {BudgetReader.Show(line.Entry.ListPrice, line.Entry.Currency)} a unit, not {BudgetReader.Show(quote.Amount)}.");
            }
            else if (talk.Order.IsComplete && !IsSame(quote.Amount, talk.Order.LeastTotal) && quote.Amount < talk.Order.LeastTotal && IsNear(quote.Amount, talk.Order.LeastTotal))
            {
                Add(quote.Said, PriceTopic, $"The order lists at {BudgetReader.Show(talk.Order.LeastTotal)}, not {BudgetReader.Show(quote.Amount)}.");
            }
        }

        if (budget is not null && talk.Order.LeastTotal > budget.Money.High)
        {
            foreach (var said in Sellers(talk).Where(s => FitsBudget.Find(s.Sentence.Tokens).Any(m => !Statements.IsNegated(s.Sentence.Tokens, m.Start))))
                Add(said, PriceTopic, $"The order lists at {BudgetReader.Show(talk.Order.LeastTotal)}; the budget is {BudgetReader.Show(budget.Money.High)}.");
        }

        if (policy?.DaysFor(talk.Order.LeastUnits) is { } days && talk.Order.Lines.Count > 0)
        {
            foreach (var promise in TimelineReader.Promised(talk).Where(p => p.Days < days))
                Add(promise.Said, DeliveryTopic, $"Delivery of {talk.Order.LeastUnits} units takes {Days(days)} by policy, not {Days(promise.Days)}.");
            if (wanted is not null && wanted.Days < days)
            {
                foreach (var said in Sellers(talk).Where(s => s.Order >= wanted.Said.Order && AgreesToTime.Matches(s.Sentence.Tokens) && NearTime(talk, s)))
                    Add(said, DeliveryTopic, $"The buyer wants {Days(wanted.Days)}; delivery of {talk.Order.LeastUnits} units takes {Days(days)} by policy.");
            }
        }

        return [.. found.OrderBy(f => f.Order).DistinctBy(f => (f.Order, f.Promise.About)).Select(f => f.Promise)];

        void Add(Said said, string about, string fact) => found.Add((said.Order, new(said.Quote, about, fact)));
    }

    /// <summary>"3 days", "1 day".</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static IEnumerable<Said> Sellers(Talk talk) => talk.All.Where(s => s.BySeller && !s.Sentence.IsQuestion);

    private static bool NearTime(Talk talk, Said said)
    {
        bool OnTime(Said? s) => s is not null && s.Sentence.Tokens.Any(t => t.Norm.StartsWith("install", StringComparison.Ordinal) || t.Norm.StartsWith("time", StringComparison.Ordinal) || t.Norm is "day" or "days" or "deadline" or "schedule" or "setup");
        return OnTime(said) || OnTime(talk.Before(said));
    }

    private static Quote? Read(Talk talk, Said said, MoneyMention money, List<ProductMention> named, List<ProductMention> focus)
    {
        var tokens = said.Sentence.Tokens;
        if (!PriceCues.Matches(tokens) || IsBudgetAmount(tokens, money) || Statements.At(said.Sentence, money.FirstToken, money.NextToken) is var status && (status & StatementStatus.Hypothetical) != 0)
            return null;
        var before = named.FindLast(n => n.NextToken <= money.FirstToken) ?? (named.Count == 0 && focus.Count == 1 ? focus[0] : null);
        var line = before is null ? null : talk.Order.Lines.FirstOrDefault(l => l.Entry.Product == before.Product);
        var grand = tokens.Take(money.FirstToken).Any(t => t.Norm is "total" or "combined" or "altogether" or "grand" or "overall" or "everything" or "package" or "bundle" or "bundled");
        if (money.Per is "unit" || (line is not null && !grand))
            return line is null ? null : new(said, money.High, line, false, line.Units ?? 1);
        return TotalPrice.Matches(tokens) || grand ? new(said, money.High, null, true, 0) : null;
    }

    private static bool IsBudgetAmount(TokenList tokens, MoneyMention money)
    {
        for (var i = Math.Max(0, money.FirstToken - 4); i < Math.Min(tokens.Count, money.NextToken + 2); i++)
        {
            if (tokens[i].Is("budget") && (i < money.FirstToken || i <= money.NextToken))
                return true;
        }

        return false;
    }
}
