
namespace Agent.Core.Insight.Texts;

/// <summary>What can be said to an objection without promising what nobody decided.</summary>
internal static class Objections
{
    public static (DraftLine Answer, string? Gap) Answer(DraftFacts facts, IReadOnlyList<Voice> objections, string? noted, AskDay day, string by)
    {
        foreach (var objection in objections)
        {
            if (Answers.FactFor(facts, new(objection.Said, objection.Evidence, false)) is { } fact)
                return (new($"{Capital(fact.Words)}.", 3, [fact.Evidence]), null);
        }

        // What was plainly objected to decides; the rest of the message only where that says nothing.
        var topic = objections.Select(o => TopicOf(Words(o), noted)).FirstOrDefault(t => t != Topic.Other);
        return topic switch
        {
            Topic.Price => Price(facts),
            Topic.Time or Topic.Other when day.Basis == AskBasis.Buyer => (new("Then we take it up after that.", 3), null),
            Topic.Time => (new("Then let us plan backwards from your date: what really has to be in place by then, and what can wait.", 3), null),
            Topic.Trust => (new($"That calls for an answer in writing rather than a general assurance; you will have it by {by}.", 3), $"Write the answer on security, contract or references, and send it by {by}."),
            Topic.Fit => (new($"I will not guess: you will have a clear yes or no on it by {by}.", 3), $"Find out whether and how that works, and answer by {by}."),
            Topic.Effort => (new($"Then the work on your side has to be small and known beforehand; you will have a list of who does what by {by}.", 3), $"Write down who does what on both sides, and send it by {by}."),
            Topic.People => (new("I can put the case on one page for those who are not convinced yet, so that it does not rest on you.", 3), null),
            _ => (new($"I would rather answer that properly than quickly; you will have my answer by {by}.", 3), $"Write the answer to the objection, and send it by {by}."),
        };
    }

    private static HashSet<string> Words(Voice voice)
    {
        var words = voice.Said.Sentence.Tokens.Select(t => t.Norm).ToHashSet();
        // "Over what we set aside", "above what I had in mind" speak of money without a word for it.
        if (words.Contains("aside") || words.Contains("mind") || words.Contains("over"))
            words.Add("budget");
        return words;
    }

    private enum Topic
    {
        Other,
        Price,
        Time,
        Trust,
        Fit,
        Effort,
        People,
    }

    private static Topic TopicOf(IReadOnlySet<string> words, string? noted)
    {
        var said = noted is null ? words : words.Concat(noted.ToLowerInvariant().Split(' ')).ToHashSet();
        return Has("price", "prices", "pricing", "expensive", "cost", "costs", "costly", "budget", "cheaper", "discount", "money", "afford", "steep", "pricey", "total", "fee", "fees") ? Topic.Price
            : Has("security", "legal", "gdpr", "privacy", "contract", "liability", "terms", "cloud", "hosting", "reference", "references", "lock-in", "trust", "compliance", "certified", "certification") ? Topic.Trust
            : Has("integrate", "integration", "interface", "erp", "api", "feature", "support", "supports", "missing", "offline", "compatible", "works", "system", "systems") ? Topic.Fit
            : Has("time", "timing", "timeline", "deadline", "date", "late", "soon", "wait", "quarter", "year", "season", "month", "delay", "early", "schedule") ? Topic.Time
            : Has("effort", "capacity", "resources", "training", "migration", "switching", "disruption", "busy", "work", "staff", "learning", "complicated", "hands") ? Topic.Effort
            : Has("boss", "cfo", "ceo", "board", "team", "management", "colleagues", "director", "it") && Has("convinced", "sure", "against", "approve", "sign", "accept", "sceptical", "skeptical", "agree") ? Topic.People
            : Topic.Other;

        bool Has(params ReadOnlySpan<string> any)
        {
            foreach (var word in any)
            {
                if (said.Contains(word))
                    return true;
            }

            return false;
        }
    }

    private static (DraftLine Answer, string? Gap) Price(DraftFacts facts)
    {
        var prices = facts.Prices;
        if (prices is { Total: { } total, Lines: [{ Quantity: > 1, Total: { } most } largest, _, ..] } && most * 3 > total)
        {
            return (new($"Of the total of {prices.Money(total)}, {prices.Money(most)} are the {DealPrices.Count(largest.Quantity)} {largest.Name}. Their number is what moves the price most, so that is where I would look first.", 3, Record: "deal lines"), null);
        }

        var known = Answers.PriceOf(facts);
        return (new($"{(known is { } price ? $"{Capital(price.Words)}. " : "")}Rather than argue about the number, I would look at the scope with you: what has to be in from the start, and what can wait.", 3, known?.Evidence is { } e ? [e] : null, known?.Record),
            known is null ? "No price is on record: have it at hand for the talk." : null);
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
