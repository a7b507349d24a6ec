using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>A sentence with who said it and where.</summary>
/// <param name="Text">The activity.</param>
/// <param name="Utterance">Who said it.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Order">Position over all texts, oldest first.</param>
internal sealed record Said(ReadActivity Text, Utterance Utterance, Sentence Sentence, int Order)
{
    public bool ByBuyer => Utterance.Side == Side.Buyer;

    /// <summary>True for words that speak for the seller; a note of ours does not, it tells what the buyer said.</summary>
    public bool BySeller => Utterance.Side == Side.Seller && !IsReport;

    /// <summary>True for a note of ours, or our account of a call in which nobody else has a line: it reports.</summary>
    public bool IsReport => Text.Kind == ActivityKind.Note
        || (Text.Kind is ActivityKind.Call or ActivityKind.Meeting && Utterance.Side == Side.Seller && Text.Utterances.Count == 1);

    public Evidence Quote => Text.Quote(Utterance, Sentence);
}

/// <summary>All that was said about a deal, oldest first, with the products and quantities in it.</summary>
internal sealed class Talk
{
    public Talk(IReadOnlyList<ReadActivity> texts, PriceBook? prices)
    {
        var said = new List<Said>();
        var products = new List<(ReadActivity, ProductReading)>();
        var named = new HashSet<string>();
        var index = prices is null ? null : new ProductIndex(prices.Entries.Select(e => e.Product));
        foreach (var text in texts.OrderBy(t => t.At))
        {
            foreach (var utterance in text.Statements)
            {
                foreach (var sentence in utterance.Sentences)
                {
                    if (sentence.Tokens.Count > 0 && !IsHeading(utterance, sentence))
                        said.Add(new(text, utterance, sentence, said.Count));
                }
            }

            if (index is not null)
            {
                var reading = Quantities.Read(text, index, named);
                named.UnionWith(reading.Products.Select(p => p.Mention.Product));
                products.Add((text, reading));
            }
        }

        All = said;
        Order = OrderLines.From(products, prices);
    }

    public IReadOnlyList<Said> All { get; }

    /// <summary>"Date: 2026-11-03" on top of a talk tells of the talk, not of the deal.</summary>
    private static bool IsHeading(Utterance utterance, Sentence sentence) =>
        utterance is { Index: 0, Speaker: null } && sentence.Tokens.Count > 1 && sentence.Tokens[1].Is(":")
        && sentence.Tokens[0].Norm is "date" or "time" or "day" or "subject" or "from" or "to" or "participants" or "attendees" or "present" or "location" or "place" or "duration";

    /// <summary>What the buyer wants to buy, as far as it was said.</summary>
    public OrderLines Order { get; }

    /// <summary>The sentence before, in the same activity.</summary>
    public Said? Before(Said said) => said.Order > 0 && All[said.Order - 1].Text == said.Text ? All[said.Order - 1] : null;

    /// <summary>The sentence behind, in the same activity.</summary>
    public Said? After(Said said) => said.Order + 1 < All.Count && All[said.Order + 1].Text == said.Text ? All[said.Order + 1] : null;

    /// <summary>True when the other party's utterance just before asks what the cues describe, and this is one of the first sentences of the answer.</summary>
    public bool Question(Said said, CueSet cues)
    {
        const int farthest = 2;
        var question = Before(said);
        for (var steps = 0; question is not null && question.Utterance == said.Utterance; steps++)
        {
            if (steps == farthest)
                return false;
            question = Before(question);
        }

        if (question is null || string.Equals(question.Utterance.Speaker, said.Utterance.Speaker, StringComparison.OrdinalIgnoreCase))
            return false;
        return question.Utterance.Sentences.Any(s => s.IsQuestion && cues.Matches(s.Tokens));
    }

    /// <summary>True when the buyer agreed to what the seller said there, or said it.</summary>
    public static bool IsAgreed(Said said) => said.ByBuyer || Dialogue.ReplyTo(said.Text, said.Utterance.Index, out _) == Reply.Yes;
}

/// <summary>A product that the buyer wants.</summary>
/// <param name="Entry">The product with its list price.</param>
/// <param name="Units">Units; null while nobody said how many.</param>
/// <param name="Evidence">Where the quantity, or else the product, was said.</param>
internal sealed record OrderLine(PriceBookEntry Entry, int? Units, Evidence Evidence);

/// <summary>What the buyer wants, over all texts: per product the newest quantity that the buyer said or confirmed.</summary>
internal sealed record OrderLines(IReadOnlyList<OrderLine> Lines, IReadOnlyList<StatementChange> Changes)
{
    /// <summary>Units over all products; a product without a quantity counts once.</summary>
    public int LeastUnits => Lines.Sum(l => l.Units ?? 1);

    /// <summary>List price of everything; a product without a quantity counts once.</summary>
    public decimal LeastTotal => Lines.Sum(l => (l.Units ?? 1) * l.Entry.ListPrice);

    /// <summary>True when there is a product and every one has a quantity.</summary>
    public bool IsComplete => Lines.Count > 0 && Lines.All(l => l.Units is not null);

    public static OrderLines From(IEnumerable<(ReadActivity Text, ProductReading Reading)> readings, PriceBook? prices)
    {
        var lines = new List<OrderLine>();
        var changes = new List<StatementChange>();
        var all = readings.ToList();
        var names = all.SelectMany(r => r.Reading.Products.Select(p => p.Mention.Product)).Distinct();
        foreach (var name in names)
        {
            if (prices?.Find(name) is not { } entry)
                continue;
            var counted = all.SelectMany(r => r.Reading.Quantities.Where(q => q.Product == name && Counts(q)).Select(q => (r.Text, Quantity: q))).ToList();
            // What the buyer said or confirmed outranks what the seller alone said, however late.
            var agreed = counted.Where(q => q.Quantity.Agreed).ToList();
            var ranked = agreed.Count > 0 ? agreed : counted;
            if (ranked.Count > 0)
            {
                var last = ranked[^1];
                if (ranked.Count > 1 && ranked.FindLast(q => q.Quantity.Units != last.Quantity.Units) is { Quantity: not null } former)
                    changes.Add(new($"Quantity of {name}", Quote(former.Text, former.Quantity), Quote(last.Text, last.Quantity)));
                if (last.Quantity.Units > 0)
                    lines.Add(new(entry, last.Quantity.Units, Quote(last.Text, last.Quantity)));
            }
            else if (all.SelectMany(r => r.Reading.Products.Where(p => p.Mention.Product == name && IsWanted(p)).Select(p => (r.Text, p))).FirstOrDefault() is { p: not null } wanted)
            {
                lines.Add(new(entry, null, wanted.Text.Quote(wanted.p.Utterance, wanted.p.Sentence)));
            }
        }

        return new(lines, changes);
    }

    private static bool Counts(QuantityMention quantity) =>
        (quantity.Status & (StatementStatus.Negated | StatementStatus.Hypothetical)) == 0;

    /// <summary>Named by the buyer, or by the seller as what the buyer is after; a product offered beside it is not wanted yet.</summary>
    private static bool IsWanted(ProductInTalk product) =>
        product.Utterance.Side != Side.Seller || product.Sentence.Tokens.Any(t => t.Norm.StartsWith("interest", StringComparison.Ordinal) || t.Norm is "you" or "your");

    private static Evidence Quote(ReadActivity text, QuantityMention quantity) => text.Quote(quantity.Utterance, quantity.Sentence);
}
