using System.Globalization;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Answers what the buyer asked from what the store holds, and says plainly where it holds nothing.</summary>
internal static class Answers
{
    private const int FewestSharedWords = 2;

    private static readonly CueSet Price = CueSet.Of("(price|prices|pricing|cost|costs|quote|quotation|budget figure|total|fee|fees|expensive|charge|pay)", "how much");

    private static readonly CueSet Delivery = CueSet.Of("(deliver|delivery|delivered|lead time|installed|installation|shipping|ship)", "how (long|soon|fast|quickly) .8 (take|takes|live|running|start|started|set up|installed|deliver)");

    private static readonly CueSet Meeting = CueSet.Of("when .6 (meet|meeting|call|talk|demo|visit|see)", "(meeting|call|demo|visit) .3 (time|date|still|on)");

    /// <summary>Lines that answer, then one line for all that has to follow.</summary>
    public static IEnumerable<DraftLine> To(DraftFacts facts, IReadOnlyList<OpenPoint> points, DateOnly by, List<string> gaps)
    {
        var open = new List<OpenPoint>();
        foreach (var point in points)
        {
            if (Answer(facts, point) is { } answer)
                yield return answer;
            else
                open.Add(point);
        }

        if (open.Count == 0)
            yield break;
        foreach (var point in open)
            gaps.Add($"The store does not answer \"{point.Evidence.Quote}\": fill it in, or keep the promise to answer by {Wording.Day(by, facts.Today)}.");
        var asked = Wording.List([.. open.Select(p => $"\"{p.Evidence.Quote}\"")]);
        var word = open.TrueForAll(p => !p.IsQuestion) ? "You asked:" : "You asked";
        yield return new($"{word} {asked}{(open[^1].Evidence.Quote.EndsWith('?') ? "" : ".")} You will have {(open.Count > 1 ? "an answer to each" : "the answer")} by {Wording.Day(by, facts.Today)}.", 3, [.. open.Select(p => p.Evidence)]);
    }

    private static DraftLine? Answer(DraftFacts facts, OpenPoint point)
    {
        var tokens = point.Said.Sentence.Tokens;
        if (Price.Matches(tokens) && PriceOf(facts, point) is { } price)
            return Line(price.Words, price.Record, price.Evidence);
        if (Delivery.Matches(tokens) && facts.Request.Settings.Delivery is { } policy && facts.File.Deal.Lines.Count > 0
            && policy.DaysFor((int)facts.File.Deal.Lines.Sum(l => l.Quantity)) is { } days)
            return Line($"delivery takes {(days == 1 ? "1 day" : $"{days} days")} for {DealPrices.Count(facts.File.Deal.Lines.Sum(l => l.Quantity))} units", "delivery policy", null);
        if (Meeting.Matches(tokens) && facts.Deal.NextMeeting is { } meeting)
            return Line($"we meet on {AskPlanner.Say(DealFacts.DayOf(meeting), facts.Today)}", "meeting in the calendar", null);
        return Earlier(facts, point) is { } earlier ? Line($"{How(facts, earlier)}: \"{earlier.Quote}\"", null, earlier) : null;

        DraftLine Line(string words, string? record, Evidence? evidence) =>
            new($"{(point.IsQuestion ? "To your question" : "You asked:")} \"{point.Evidence.Quote}\"{(point.IsQuestion ? ":" : " –")} {words}.", 3, evidence is null ? [point.Evidence] : [point.Evidence, evidence], record);
    }

    /// <summary>The price on record: the deal's lines, a product of the price book, or what we wrote before; null when none is.</summary>
    public static (string Words, string? Record, Evidence? Evidence)? PriceOf(DraftFacts facts, OpenPoint? point = null)
    {
        var prices = facts.Prices;
        if (point is not null && facts.Request.Products.Count > 0)
        {
            var named = new ProductIndex(facts.Request.Products.Select(p => p.Name)).Find(point.Said.Text.Text, point.Said.Sentence);
            if (named.Count > 0)
            {
                if (prices.Lines.FirstOrDefault(l => l.Name == named[0].Product) is { UnitPrice: not null } line)
                    return (prices.Say(line), $"deal line: {line.Name}", null);
                if (facts.Request.Products.FirstOrDefault(p => p.Name == named[0].Product) is { ListPrice: { } list } product)
                    return ($"{product.Name} is {Wording.Money(list, product.Currency)}{(product.Unit is { Length: > 0 } unit ? $" per {unit}" : "")} at list price", $"price book: {product.Name}", null);
            }
        }

        if (prices.Total is { } total)
        {
            var parts = prices.Lines.Count is > 1 and <= 3 ? $" ({Wording.List([.. prices.Lines.Select(prices.Say)])})" : "";
            return ($"the total is {prices.Money(total)}{parts}", "deal lines", null);
        }

        if (Quoted(facts) is { } quoted)
            return ($"our figure stands at {quoted.Quote}", null, quoted);
        return facts.File.Deal.Amount is { } amount && facts.Deal.IsLate ? ($"the figure on our side is {Wording.Money(amount, facts.File.Deal.Currency)}", "amount of the deal", null) : null;
    }

    /// <summary>The total that we wrote to the buyer last.</summary>
    private static Evidence? Quoted(DraftFacts facts)
    {
        foreach (var said in facts.ByUs.Reverse())
        {
            if (!said.Sentence.Tokens.Any(t => t.Norm is "total" or "price" or "offer" or "proposal" or "quote" or "cost" or "costs" or "comes"))
                continue;
            if (Amounts.Find(said.Text.Text, said.Sentence).LastOrDefault(m => m.Currency is not null && m.Per is null) is { } money)
                return said.Text.Quote(said.Utterance, money.Start, money.End);
        }

        return null;
    }

    /// <summary>What we said before on the same thing.</summary>
    public static Evidence? Earlier(DraftFacts facts, OpenPoint point)
    {
        var asked = WordSearch.Stems(point.Said.Sentence.Tokens);
        if (asked.Count < FewestSharedWords)
            return null;
        var best = facts.ByUs
            .Where(s => !s.Sentence.IsQuestion && s.Sentence.Tokens.All(t => t.Norm is not ("will" or "shall" or "could" or "would" or "attached")) && Statements.OfSentence(s.Sentence) == StatementStatus.Plain)
            .Select(s => (Said: s, Shared: WordSearch.Stems(s.Sentence.Tokens).Count(asked.Contains)))
            .Where(s => s.Shared >= FewestSharedWords && s.Shared * 2 > asked.Count)
            .OrderByDescending(s => s.Shared).ThenByDescending(s => s.Said.Order)
            .FirstOrDefault();
        return best.Said is null ? null : BuyerVoice.Cut(facts, best.Said, null, 26);
    }

    public static string How(DraftFacts facts, Evidence evidence)
    {
        var day = Wording.Day(DateOnly.FromDateTime(evidence.At.UtcDateTime), facts.Today);
        return facts.HeadOf(evidence.ActivityId)?.Kind == ActivityKind.Email ? string.Create(CultureInfo.InvariantCulture, $"as I wrote on {day}") : string.Create(CultureInfo.InvariantCulture, $"as I said on {day}");
    }
}
