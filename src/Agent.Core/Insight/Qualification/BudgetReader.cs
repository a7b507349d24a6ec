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
    private static readonly FrozenSet<string> BudgetWords = new[]
    {
        "budget", "budgeted", "allocated", "earmarked", "allotted", "allocation", "ceiling", "cap", "spend", "spending", "afford", "limit", "maximum", "max", "aside", "funds", "funding", "approved",
    }.ToFrozenSet();

    /// <summary>Words that may stand between "budget" and its amount.</summary>
    private static readonly FrozenSet<string> Links = new[]
    {
        "of", "is", "was", "are", "at", "around", "about", "approximately", "roughly", "you", "mentioned", "being", "to", "be", "set", "listed", "as", "for", "this", "project", "the", "that", "have", "we",
        "i", "would", "currently", ":", "(", "up", "range", "between", "from", "limit", "cap", "in", "just", "total", "over", "under", "only", "close", "near", "somewhere", "which", "it", "ceiling", "a",
        "maximum", "max", "here", "stands", "sits", "comes", "exactly", "right", "line", "region", "neighborhood", "all", "purchase", "these", "products", "sitting", "capped", "fixed", "allocated", "no",
        "more", "than", "not", "exceed", "stated", "specified", "shared", "noted", "said", "indicated", "your", "our", "with", "working", "hovering", "now", "looks", "like", "quite", "pretty", "hard", "approved", "down", "been", "has", "aside",
        "what", "see", "my", "on", "side", "acquisition", "order", "solution", "strict", "strictly", "initial", "by", "-", "$", "€", "£", "will", "actually", "went", "gone", "raised", "cut", "increased", "reduced",
    }.ToFrozenSet();

    /// <summary>Words that may stand between an amount and "budget" behind it.</summary>
    private static readonly FrozenSet<string> LinksBack = new[]
    {
        "total", "overall", "as", "our", "my", "your", "a", "the", "maximum", "max", "annual", "is", "for", "in", "of", "allocated", "approved", "set", "to", "available", "has", "been", "was", "yearly", "stated", "specified", "project", "left", "this", "we", "have", "can", "with",
    }.ToFrozenSet();

    private static readonly CueSet SpendCues = CueSet.Of(
        "(we|i|you) .3 (have|got) .3 (#|$|€|£) .6 (spend|available|allocated|aside|work with|play with|invest|budgeted|earmarked|for this|to use|in mind)", "(can|could|able to|willing to|prepared to|looking to|want to|plan to|planning to) .2 (spend|afford|invest|pay|allocate|stretch|go) .4 (#|$|€|£)",
        "(no more than|not exceed|not go over|not .2 over|not .2 above|stay under|stay below|keep .3 under|keep .3 below|keep .3 within|stay within|up to|maximum of|max of|cap of|ceiling of|limit of|capped at|limited to|at most|under|below|working with|stick to|sticking to|restricted to|spend) .3 (#|$|€|£)",
        "(allocated|earmarked|approved|set aside|budgeted|put aside|reserved|signed off on|allotted) .4 (#|$|€|£)");

    private static readonly CueSet AsksBudget = CueSet.Of(
        "(what|is|how|have|do|does|could|can|may|whats|which) .8 (budget|spend|spending|invest|price range)", "budget .4 (mind|range|allocated)", "(budget|price range)", "how much .4 (spend|allocated|set aside|invest|budget)");

    /// <summary>Budget statements in the order they were said.</summary>
    public static List<BudgetStatement> Read(Talk talk)
    {
        var found = new List<BudgetStatement>();
        foreach (var said in talk.All)
        {
            var asked = talk.Before(said) is { } before && before.Sentence.IsQuestion && AsksBudget.Matches(before.Sentence.Tokens)
                && !string.Equals(before.Utterance.Speaker, said.Utterance.Speaker, StringComparison.OrdinalIgnoreCase) && !said.BySeller;
            var amounts = Amounts.Find(said.Text.Text, said.Sentence, asked || Mentions(said.Sentence));
            if (amounts.Count == 0)
                continue;
            foreach (var money in amounts)
            {
                if (!IsBudget(said, money, asked && amounts.Count == 1))
                    continue;
                var status = Statements.At(said.Sentence, money.FirstToken, money.NextToken);
                if ((status & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 && (status & StatementStatus.Question) == 0)
                    continue;
                if (DeniesAmount(said.Sentence.Tokens, money))
                    continue;
                found.Add(new(money, said, Talk.IsAgreed(said), status));
            }
        }

        return found;
    }

    /// <summary>The statement that counts: the newest of the buyer or confirmed by the buyer, else the newest of the seller.</summary>
    public static BudgetStatement? Current(List<BudgetStatement> statements) =>
        statements.FindLast(s => s.Agreed) ?? statements.LastOrDefault();

    /// <summary>"$4,000" without needless digits.</summary>
    public static string Show(decimal amount, string? currency = null)
    {
        var number = amount == Math.Floor(amount) ? amount.ToString("N0", CultureInfo.InvariantCulture) : amount.ToString("N2", CultureInfo.InvariantCulture);
        return currency is null ? number : $"{number} {currency}";
    }

    private static bool Mentions(Sentence sentence) => sentence.Tokens.Any(t => t.Norm is "budget");

    private static bool IsBudget(Said said, MoneyMention money, bool answers)
    {
        var tokens = said.Sentence.Tokens;
        if (answers && !said.BySeller)
            return true;
        var linked = IsLinked(tokens, money);
        var ofYou = tokens.Any(t => t.Norm is "you" or "your");
        if (linked)
            return !said.BySeller || ofYou || said.Sentence.IsQuestion;
        if (said.BySeller && !ofYou)
            return false;
        foreach (var match in SpendCues.Find(tokens))
        {
            if (match.Start > money.NextToken || match.End <= money.FirstToken || PriceSubject(tokens, match.Start))
                continue;
            if (!said.BySeller || tokens[match.Start].Norm is "you" || (match.Start > 0 && tokens[match.Start - 1].Norm is "you" or "have") || Near(tokens, match.Start, "you"))
                return money.Per is not "unit";
        }

        return false;
    }

    /// <summary>"it costs under $500" speaks of a price.</summary>
    private static bool PriceSubject(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = Math.Max(0, at - 4); i < at; i++)
        {
            if (tokens[i].Norm is "cost" or "costs" or "price" or "priced" or "prices" or "total" or "comes" or "quote" or "quoted" or "save" or "saves" or "saved")
                return true;
        }

        return false;
    }

    private static bool Near(IReadOnlyList<Token> tokens, int at, string word)
    {
        for (var i = Math.Max(0, at - 4); i < Math.Min(tokens.Count, at + 2); i++)
        {
            if (tokens[i].Is(word))
                return true;
        }

        return false;
    }

    private static bool IsLinked(IReadOnlyList<Token> tokens, MoneyMention money)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!BudgetWords.Contains(tokens[i].Norm) || (!tokens[i].Is("budget") && tokens[i].Norm is "limit" or "max" or "maximum" or "spend" or "spending" or "aside" or "approved" or "cap"))
                continue;
            const int reach = 12;
            if (i < money.FirstToken && money.FirstToken - i <= reach && Linked(tokens, i + 1, money.FirstToken, Links))
                return true;
            if (i >= money.NextToken && i - money.NextToken <= 5 && Linked(tokens, money.NextToken, i, LinksBack))
                return true;
        }

        return false;
    }

    private static bool Linked(IReadOnlyList<Token> tokens, int from, int to, FrozenSet<string> links)
    {
        for (var k = from; k < to; k++)
        {
            if (!links.Contains(tokens[k].Norm) && !(tokens[k].Is(",") && to - from > 1 && links.Contains("which")))
                return false;
        }

        return true;
    }

    /// <summary>"our budget is not 5k" takes the amount back; "not more than 5k" states it.</summary>
    private static bool DeniesAmount(IReadOnlyList<Token> tokens, MoneyMention money)
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
