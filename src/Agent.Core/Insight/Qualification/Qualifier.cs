using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>
/// Holds the texts of a deal against a framework: what the buyer said, the stated budget against quantity times list price, and the
/// wanted time against the delivery policy. Nothing is taken from the seller's word alone.
/// </summary>
public static class Qualifier
{
    /// <summary>A price that fits although the budget was never named is a weak sign of one.</summary>
    private const double Implied = 0.6;

    // A day that is nearer than this is an appointment rather than the buyer's wish, so that it moves no deadline.
    private const int LeastDaysAhead = 14;

    /// <summary>Assesses a deal.</summary>
    /// <param name="framework">What to find out.</param>
    /// <param name="texts">The deal's texts, in any order.</param>
    /// <param name="priceBook">List prices; without it a stated budget is taken as it is.</param>
    /// <param name="policy">Delivery times; without it a wanted time is taken as it is.</param>
    /// <param name="today">The day of the assessment.</param>
    /// <param name="account">The account, for criteria about its attributes.</param>
    /// <param name="competitors">Names of competitors, beside those that the talk itself reveals.</param>
    /// <param name="stakeholders">The buyer's people with their titles and roles; the word of the more authoritative one counts.</param>
    public static QualificationResult Assess(
        Framework framework,
        IReadOnlyList<ReadActivity> texts,
        PriceBook? priceBook,
        DeliveryPolicy? policy,
        DateOnly today,
        Account? account = null,
        IReadOnlyCollection<string>? competitors = null,
        IReadOnlyList<Stakeholder>? stakeholders = null)
    {
        var (talk, ranks, budgets, times, rivals, said) = TalkReading.Read(framework, texts, priceBook, competitors ?? [], stakeholders ?? [], StatementModel.Default);
        var results = new List<CriterionResult>(framework.Criteria.Count);
        foreach (var (criterion, signs) in said)
        {
            results.Add(criterion.Reader switch
            {
                CriterionReader.Budget => AssessBudget(criterion, talk, priceBook, signs, budgets, ranks),
                CriterionReader.Timeline => AssessTimeline(criterion, talk, policy, signs, times, ranks),
                CriterionReader.Competition => AssessCompetition(criterion, signs, rivals),
                CriterionReader.Account => AccountReader.Assess(criterion, account),
                _ => RoleReader.Complete(Build(criterion, signs.Weigh(), signs, [], []), criterion, stakeholders ?? []),
            });
        }

        var weighted = framework.Criteria.Zip(results, (criterion, result) => (criterion.Weight, result.Verdict)).ToList();
        var weights = weighted.Sum(w => w.Weight);
        var score = weighted.Sum(w => w.Weight * w.Verdict switch { Verdict.Met => 1, Verdict.Partly => 0.5, _ => 0 });
        var known = weighted.Where(w => w.Verdict != Verdict.Unknown).Sum(w => w.Weight);
        return new(framework.Name, results, Promises.Find(talk, priceBook, policy, budgets, BudgetReader.Current(budgets, ranks), TimelineReader.Current(times, ranks)), Percent(score, weights), Percent(known, weights), today);
    }

    private static int Percent(double part, double whole) => whole <= 0 ? 0 : (int)Math.Round(100 * part / whole, MidpointRounding.AwayFromZero);

    private static CriterionResult AssessBudget(
        Criterion criterion, Talk talk, PriceBook? prices, Signs signs, List<BudgetStatement> budgets, Ranks ranks)
    {
        var order = talk.Order;
        var budget = BudgetReader.Current(budgets, ranks);
        // Two sums of one sentence stand beside each other ("5k now and another 4k in May"), unless the sentence corrects itself.
        List<StatementChange> changes =
        [
            .. ranks.Newest(budgets.Where(b => b.Agreed), b => b.Said, ofMoney: true).Changes.Where(c => c.Before.Money.High != c.After.Money.High && (c.Before.Said != c.After.Said || (c.After.Status & StatementStatus.Correction) != 0))
                .Select(c => new StatementChange(criterion.Name, Exact(c.Before.Said, c.Before.Money.Start, c.Before.Money.End), Exact(c.After.Said, c.After.Money.Start, c.After.Money.End))),
        ];
        if (budget is null)
            return AssessImpliedBudget(criterion, talk, prices, signs, budgets);
        var quote = budget.Said.Quote;
        var facts = new List<string>();
        var (said, strength) = signs.Weigh();
        if (prices is null || order.Lines.Count == 0)
        {
            // A sum that the buyer named is known, whatever else the talk leaves open.
            if (said == Verdict.Unknown && budget.Agreed)
                (said, strength) = (Stated(budget.Status), Implied);
            return Build(criterion, (said, strength), signs, facts, changes, budget.Agreed ? [quote] : null);
        }

        // A rate per unit is held against the price of a unit; everything else against the whole order.
        var limit = budget.Money.Per is "unit" ? budget.Money.High * order.LeastUnits : budget.Money.High;
        facts.Add($"{string.Join(" + ", order.Lines.Select(l => $"{l.Units?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} × {l.Entry.Product} at {BudgetReader.Show(l.Entry.ListPrice, l.Entry.Currency)}"))} = {BudgetReader.Show(order.LeastTotal)} at list price{(order.IsComplete ? "" : " with one unit where no quantity was said")}; the budget is {BudgetReader.Show(limit)}.");
        var fits = order.LeastTotal <= limit;
        var lineQuotes = order.Lines.Select(l => l.Evidence);
        if (!fits)
        {
            var (price, limitShown) = (BudgetReader.Show(order.LeastTotal), BudgetReader.Show(limit));
            return Build(criterion, (Verdict.NotMet, budget.Agreed ? 1 : 0.8), signs, facts, [.. changes, .. order.Changes], against: [quote, .. lineQuotes]) with
            {
                Missing = $"{BudgetReader.Show(order.LeastTotal - limit)} between the budget and the list price",
                Question = $"The order lists at {price}, the budget is {limitShown}: what can be left out or come later, or who could add to the budget?",
            };
        }

        var result = Build(criterion, (!order.IsComplete || said == Verdict.Partly ? Verdict.Partly : Stated(budget.Status), budget.Agreed ? 1 : 0.8), signs, facts, [.. changes, .. order.Changes], [quote, .. lineQuotes]);
        return order.IsComplete ? result : result with
        {
            Missing = $"how many units of {string.Join(", ", order.Lines.Where(l => l.Units is null).Select(l => l.Entry.Product))}",
            Question = $"How many units of {string.Join(" and ", order.Lines.Where(l => l.Units is null).Select(l => l.Entry.Product))} do you need?",
        };
    }

    /// <summary>Nobody named a budget: a price that the seller says fits it shows its size, and the list price may be beyond that.</summary>
    private static CriterionResult AssessImpliedBudget(Criterion criterion, Talk talk, PriceBook? prices, Signs signs, List<BudgetStatement> budgets)
    {
        var order = talk.Order;
        var said = signs.Weigh();
        var quotes = Promises.Quotes(talk, prices, budgets);
        if (order.Lines.Count == 0 || quotes.Count == 0)
            return Build(criterion, said, signs, [], []);
        var spoken = quotes.FindLast(q => q.IsTotal)?.Amount ?? SpokenTotal(order, quotes);
        if (spoken is not { } total || order.LeastTotal - total <= Math.Max(1, order.LeastTotal / 100))
            return Build(criterion, said, signs, [], []);
        var fact = $"The buyer named no sum; the seller spoke of {BudgetReader.Show(total)}, the list price is {BudgetReader.Show(order.LeastTotal)}.";
        return Build(criterion, (Verdict.NotMet, Implied), signs, [fact], [], against: [.. quotes.Select(q => q.Said.Quote).Distinct()]);
    }

    private static decimal? SpokenTotal(OrderLines order, List<Promises.Quote> quotes)
    {
        decimal total = 0;
        foreach (var line in order.Lines)
        {
            if (quotes.FindLast(q => q.Line == line) is not { } quote)
                return null;
            var units = line.Units ?? 1;
            var forAll = units > 1 && Math.Abs(quote.Amount - (line.Entry.ListPrice * units)) < Math.Abs(quote.Amount - line.Entry.ListPrice);
            total += forAll ? quote.Amount : quote.Amount * units;
        }

        return total;
    }

    private static Verdict Stated(StatementStatus status) => (status & StatementStatus.Conditional) != 0 ? Verdict.Partly : Verdict.Met;

    private static CriterionResult AssessTimeline(
        Criterion criterion, Talk talk, DeliveryPolicy? policy, Signs signs, List<TimeStatement> times, Ranks ranks)
    {
        var order = talk.Order;
        var wanted = TimelineReader.Current(times, ranks);
        // Two times of one turn explain each other ("by June 30, that's our year end"), unless the turn corrects itself.
        List<StatementChange> changes =
        [
            .. ranks.Newest(times.Where(t => t.Agreed && t.Days >= LeastDaysAhead), t => t.Said, ofMoney: false).Changes.Where(c => c.Before.Days != c.After.Days && (c.Before.Said.Utterance != c.After.Said.Utterance || c.After.IsCorrection))
                .Select(c => new StatementChange(criterion.Name, Exact(c.Before.Said, c.Before.Start, c.Before.End), Exact(c.After.Said, c.After.Start, c.After.End))),
        ];
        // Without a wish of the buyer, the time that the buyer let the seller promise is the one to keep.
        var agreed = wanted ?? TimelineReader.Promised(talk).FindLast(t => talk.Order.Lines.Count > 0);
        if (agreed is null)
            return Build(criterion, WithoutDate(), signs, [], []);
        var quote = agreed.Said.Quote;
        if (policy is null || order.Lines.Count == 0 || policy.DaysFor(order.LeastUnits) is not { } days)
        {
            var (said, strength) = WithoutDate();
            return Build(criterion, (said, strength), signs, [], changes, said is Verdict.Met or Verdict.Partly ? [quote] : null);
        }

        string[] facts = [$"{(order.IsComplete ? "" : "At least ")}{order.LeastUnits} units take {Promises.Days(days)} by policy; {(wanted is null ? "the seller promised" : "the buyer wants")} {Promises.Days(agreed.Days)}."];
        if (agreed.Days < days)
        {
            return Build(criterion, (Verdict.NotMet, wanted is null ? Implied : 1), signs, facts, changes, against: [quote]) with
            {
                Missing = $"{Promises.Days(days - agreed.Days)} between the date and what delivery takes",
                Question = $"Delivery of {order.LeastUnits} units takes {Promises.Days(days)}: what has to be there on that date, and what can follow?",
            };
        }

        return Build(criterion, (wanted is not null && order.IsComplete && signs.Weigh().Verdict != Verdict.Partly ? Verdict.Met : Verdict.Partly, wanted is null ? Implied : 0.9), signs, facts, changes, [quote]);

        // With a policy and an order at hand, "no rush" contradicts nothing: any delivery is soon enough.
        (Verdict Verdict, double Strength) WithoutDate() =>
            signs.Weigh() is (Verdict.NotMet, var surely) && policy is not null && order.Lines.Count > 0 ? (Verdict.Partly, surely) : signs.Weigh();
    }

    private static CriterionResult AssessCompetition(Criterion criterion, Signs signs, List<(string Name, Evidence Evidence)> rivals)
    {
        var names = rivals.Select(r => r.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        string[] facts = names.Count == 0 ? [] : [$"In play: {string.Join(", ", names)}."];
        var weighed = signs.Weigh();
        // Whoever names a rival has said who is in play.
        if (weighed.Verdict == Verdict.Unknown && names.Count > 0)
            weighed = (Verdict.Met, Implied);
        return Build(criterion, weighed, signs, facts, [], [.. rivals.Select(r => r.Evidence)]);
    }

    private static Evidence Exact(Said said, int start, int end) => said.Text.Quote(said.Utterance, start, end);

    private static CriterionResult Build(
        Criterion criterion,
        (Verdict Verdict, double Strength) weighed,
        Signs signs,
        IReadOnlyList<string> facts,
        IReadOnlyList<StatementChange> changes,
        IReadOnlyList<Evidence>? inFavour = null,
        IReadOnlyList<Evidence>? against = null)
    {
        // A long deal repeats itself; more quotes than this per side help nobody.
        const int mostQuotes = 8;
        const int mostChanges = 3;
        // A quote that arithmetic puts on one side is no proof of the other.
        Evidence[] Quotes(bool favour, IReadOnlyList<Evidence>? first, IReadOnlyList<Evidence>? other) =>
            [.. (first ?? []).Concat(signs.Quotes(favour).Except(other ?? [])).Distinct().Where(q => !IsReplaced(q)).Take(mostQuotes)];

        // What was replaced is shown as a change, not as proof.
        bool IsReplaced(Evidence quote) => changes.Any(c => Holds(quote, c.Before) && !Holds(quote, c.After));

        static bool Holds(Evidence quote, Evidence part) => quote.ActivityId == part.ActivityId && quote.Start <= part.Start && part.End <= quote.End;

        var (quotesFor, quotesAgainst) = (Quotes(true, inFavour, against), Quotes(false, against, inFavour));
        // What was said without deciding anything is no evidence, and without evidence nothing is known.
        var known = changes.Concat(signs.Changes).Distinct().OrderBy(c => c.After.At).TakeLast(mostChanges).ToArray();
        if (weighed.Verdict == Verdict.Unknown || (quotesFor.Length == 0 && quotesAgainst.Length == 0))
            return new(criterion.Name, Verdict.Unknown, 0, [], [], facts, criterion.Missing, criterion.Question, known);
        var open = weighed.Verdict switch
        {
            Verdict.Met => null,
            Verdict.Partly => criterion.WhenPartly ?? new(criterion.Missing, criterion.Question),
            _ => criterion.WhenNotMet ?? new(criterion.Missing, criterion.Question),
        };
        return new(
            criterion.Name, weighed.Verdict, Math.Round(weighed.Strength, 2), quotesFor, quotesAgainst, facts,
            open?.Missing, open?.Question, known);
    }
}
