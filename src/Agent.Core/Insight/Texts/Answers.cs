using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Answers what the buyer asked from what the store holds, and says plainly where it holds nothing.</summary>
internal static class Answers
{
    private static readonly CueSet Price = CueSet.Of("(price|prices|pricing|cost|costs|quotation|total|yearly price|expensive|charge|quote)", "how much");

    private static readonly CueSet Delivery = CueSet.Of("(deliver|delivery|delivered|lead time|installed|installation|shipping|ship)", "how (long|soon|fast|quickly) .8 (take|takes|live|running|start|started|set up|installed|deliver)");

    private static readonly CueSet Meeting = CueSet.Of("when .6 (meet|meeting|call|talk|demo|visit|see)", "(meeting|call|demo|visit) .3 (time|date|still|on)");

    private static readonly CueSet Caretaker = CueSet.Of("(who|with whom|whom) .8 (looks|look|after|there|side|contact|number|responsible|us|care|turn|call|start|whom)", "opposite number", "and with whom");

    private static readonly CueSet Proposal = CueSet.Of("(send|have|get|want|prepare|drop) .5 (proposal|offer|quotation|quote)");

    private static readonly CueSet Besides = CueSet.Of("(and|,) .3 (state|put|say|tell|name|confirm|include|explain|when|how|what)");

    private static readonly CueSet WhenAsked = CueSet.Of("(when|until when|by when|what date|which day|how soon|day|date|month)");

    private static readonly CueSet LengthAsked = CueSet.Of("how long", "(notice|payment) (period|term|terms)", "(period|hours|term)");

    private static readonly CueSet Confirming = CueSet.Of("(confirm|summary|once more|again|drop me a line|in writing|put)");

    /// <summary>Lines that answer, then one line for all that has to follow.</summary>
    /// <param name="facts">The deal.</param>
    /// <param name="points">What was asked.</param>
    /// <param name="by">The day by which the rest is answered.</param>
    /// <param name="gaps">Told what the store does not answer.</param>
    /// <param name="other">The name of whoever asked when it was not the one written to, else null.</param>
    public static IEnumerable<DraftLine> To(DraftFacts facts, IReadOnlyList<OpenPoint> points, DateOnly by, List<string> gaps, Func<Evidence, string?> other)
    {
        var open = new List<OpenPoint>();
        var used = new HashSet<string>();
        foreach (var point in points)
        {
            var tokens = point.Said.Sentence.Tokens;
            if (facts.Request.Kind == DraftKind.ProposalCover && Proposal.Matches(tokens) && !Besides.Matches(tokens) && !point.IsQuestion)
                continue;
            if (Answer(facts, point, used, other(point.Evidence)) is { } answer)
                yield return answer;
            else if (!Caretaker.Matches(tokens) || facts.Request.Kind != DraftKind.Welcome)
                open.Add(point);
        }

        foreach (var point in open)
            gaps.Add($"The store does not answer {point.Words}: fill it in, or keep the promise to answer by {Wording.Day(by, facts.Today)}.");
        foreach (var asker in open.GroupBy(p => other(p.Evidence)))
        {
            List<OpenPoint> asked = [.. asker];
            var words = Wording.List([.. asked.Select(p => p.Words)]);
            yield return new($"{asker.Key ?? "You"} asked{(asked[0].Retold is null ? ":" : "")} {words}{(asked[^1].Evidence.Quote.EndsWith('?') ? "" : ".")} You will have {(asked.Count > 1 ? "an answer to each" : "the answer")} by {Wording.Day(by, facts.Today)}.", 3, [.. asked.Select(p => p.Evidence)]);
        }
    }

    private static DraftLine? Answer(DraftFacts facts, OpenPoint point, HashSet<string> used, string? asker)
    {
        var tokens = point.Said.Sentence.Tokens;
        if (Price.Matches(tokens) && PriceOf(facts, point) is { } price)
            return Line(price.Words, price.Record, price.Evidence);
        if (Delivery.Matches(tokens) && facts.Request.Settings.Delivery is { } policy && facts.File.Deal.Lines.Count > 0
            && policy.DaysFor((int)facts.File.Deal.Lines.Sum(l => l.Quantity)) is { } days)
            return Line($"delivery takes {(days == 1 ? "1 day" : $"{days} days")} for {DealPrices.Count(facts.File.Deal.Lines.Sum(l => l.Quantity))} units", "delivery policy", null);
        if (Meeting.Matches(tokens) && facts.Deal.NextMeeting is { } meeting)
            return Line($"we meet on {AskPlanner.Say(DealFacts.DayOf(meeting), facts.Today)}", "meeting in the calendar", null);
        if (facts.Request.Kind == DraftKind.Welcome && Caretaker.Matches(tokens) && !WhenAsked.Matches(tokens))
            return null;
        return FactFor(facts, point) is { } fact && used.Add(fact.Evidence.Quote) ? Line(fact.Words, null, fact.Evidence) : null;

        DraftLine Line(string words, string? record, Evidence? evidence) =>
            new($"{(point.Retold is not null ? $"{asker ?? "You"} asked " : point.IsQuestion ? $"To {(asker is null ? "your" : asker + "'s")} question " : $"{asker ?? "You"} asked: ")}{point.Words}{(point.IsQuestion ? ":" : " –")} {words}.", 3, evidence is null ? [point.Evidence] : [point.Evidence, evidence], record);
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

    /// <summary>
    /// What was said on the same thing before: by us, told in our record of a talk, or, where only a confirmation is wanted, by the
    /// buyer. A question for a day or a length is answered only by a day or a length; the newest of equals holds.
    /// </summary>
    public static (string Words, Evidence Evidence)? FactFor(DraftFacts facts, OpenPoint point)
    {
        var asked = WordSearch.Stems(point.Said.Sentence.Tokens);
        var when = WhenAsked.Matches(point.Said.Sentence.Tokens);
        var length = LengthAsked.Matches(point.Said.Sentence.Tokens);
        var confirming = Confirming.Matches(point.Said.Sentence.Tokens);
        (double Score, string Words, Evidence Evidence)? best = null;
        var all = facts.Said.Concat(facts.Records).Concat(facts.Notes).OrderBy(s => s.Order).ToList();
        foreach (var said in all)
        {
            if (OpenPoints.IsDeferring(said) || said.Sentence.Tokens.Count < 2 || said == point.Said || said.Sentence.IsQuestion || (said.ByBuyer && !confirming) || (Statements.OfSentence(said.Sentence) & (StatementStatus.Conditional | StatementStatus.Sarcastic)) != 0)
                continue;
            var dates = Dates.Find(said.Text.Text, said.Sentence, said.Text.Day);
            var hours = said.Sentence.Tokens.Any(t => t.Kind == TokenKind.Number) && said.Sentence.Tokens.Any(t => t.Norm is "hours" or "clock" or "am" or "pm");
            var typed = when ? dates.Count > 0 || hours : length && (dates.Count > 0 || Durations.Find(said.Text.Text, said.Sentence).Count > 0 || said.Sentence.Tokens.Any(t => t.Kind == TokenKind.Number));
            var about = WordSearch.Stems(said.Sentence.Tokens);
            var reply = said.BySeller && said.Text == point.Said.Text && said.Order > point.Said.Order && said.Order <= point.Said.Order + 2;
            var context = new HashSet<string>(about);
            foreach (var near in all.Where(s => s.Text == said.Text && (Math.Abs(s.Order - said.Order) == 1 || (s.Sentence.IsQuestion && s.Order < said.Order && s.Order >= said.Order - 4))))
                context.UnionWith(WordSearch.Stems(near.Sentence.Tokens));
            var shared = about.Count(asked.Contains) + context.Count(s => asked.Contains(s) && !about.Contains(s)) * 0.5;
            var ratio = asked.Count == 0 ? 0 : shared / asked.Count;
            var enough = typed ? shared >= 0.5 || reply : !when && (shared >= 2 && ratio >= 0.4 || shared >= 1 && ratio >= 0.5);
            if (said.ByBuyer && confirming && said.Text == point.Said.Text && (Statements.OfSentence(said.Sentence) & StatementStatus.Correction) != 0)
                enough = true;
            if (said.ByBuyer)
                enough = enough && (dates.Count > 0 || Amounts.Find(said.Text.Text, said.Sentence).Count > 0);
            if (!enough || (BuyerVoice.IsCorrected(all, said) && !said.ByBuyer))
                continue;
            var score = ratio + (0.3 * said.Order / Math.Max(1, all[^1].Order)) - (said.IsReport ? 0.3 : 0) + (typed ? 0.5 : 0) + (reply ? 1 : 0) + (said.ByBuyer && (Statements.OfSentence(said.Sentence) & StatementStatus.Correction) != 0 ? 0.6 : 0);
            if (best is { } former && former.Score > score)
                continue;
            if (Phrase(facts, said, dates) is { } phrase)
                best = (score, phrase.Words, phrase.Evidence);
        }

        return best is { } found ? (found.Words, found.Evidence) : null;
    }

    private static readonly HashSet<string> Dangles = ["at", "of", "with", "than", "as", "by", "from", "to", "for", "which", "that", "who", "whose", "if"];

    private static (string Words, Evidence Evidence)? Phrase(DraftFacts facts, Said said, IReadOnlyList<DateMention> dates)
    {
        var text = said.Text.Text;
        var amounts = Amounts.Find(text, said.Sentence);
        var spans = Durations.Find(text, said.Sentence);
        var value = dates.Count > 0 ? (dates[^1].Start, dates[^1].End) : amounts.Count > 0 ? (amounts[^1].Start, amounts[^1].End) : spans.Count > 0 ? (spans[^1].Start, spans[^1].End) : ((int Start, int End)?)null;
        // Of a note only the fact goes out, never its words.
        if (said.IsReport)
            return value is { } fact ? (text[fact.Start..fact.End], said.Text.Quote(said.Utterance, fact.Start, fact.End)) : null;
        if (facts.Records.Contains(said))
            return (Reported.Told(said) ?? Reported.ToBuyer(facts, said, null)) is { } told ? (told, said.Quote) : null;
        // Of a correction only what holds now is repeated.
        var corrected = value is not null && (Statements.OfSentence(said.Sentence) & StatementStatus.Correction) != 0;
        var evidence = corrected && said.Sentence.Tokens.Any(t => t.Norm is "not" or "no")
            ? said.Text.Quote(said.Utterance, value!.Value.Start, value.Value.End)
            : BuyerVoice.Cut(facts, said, dates.Count > 0 ? dates[^1].FirstToken : null, 26, 2);
        // "At the same unit prices if that happens" is a piece of a sentence.
        return evidence is null || (evidence.Quote != said.Quote.Quote && Dangles.Contains(evidence.Quote.Split(' ')[0])) ? null : ($"{How(facts, evidence)}, \"{evidence.Quote}\"", evidence);
    }

    public static string How(DraftFacts facts, Evidence evidence)
    {
        var day = Wording.Day(DateOnly.FromDateTime(evidence.At.UtcDateTime), facts.Today);
        var who = evidence.Side == Side.Buyer ? "you" : "I";
        return facts.HeadOf(evidence.ActivityId)?.Kind == ActivityKind.Email ? $"as {who} wrote on {day}" : $"as {who} said on {day}";
    }
}
