namespace Agent.Core.Insight.Reading;

/// <summary>
/// Finds out who sells and who buys from the talk itself, for speakers that nothing else tells about: sellers introduce their
/// company, offer, and ask about budget and authority; buyers speak of their needs, their money and their bosses.
/// </summary>
internal static class Sides
{
    private static readonly CueSet Selling = CueSet.Of(
        "(i am|this is|my name is|it is) .4 (from|with|at|calling from)",
        "(i am|i was) .1 (calling|reaching out|following up|touching base)",
        "(calling|reaching out|follow up|following up|touch base|check in|connect) .6 (your|interest|inquiry|interested)",
        "interest* in [some of] our", "interested in .2 our", "your [potential|recent|specified|stated] (interest|inquiry|budget|requirements)",
        "our (product|products|solution|solutions|team|platform|installation|support|specialists|clients|customers|software|suite|service|services) .2 (can|is|are|will|offers|provides|comes|helps|have|has)",
        "we (offer|provide|specialize|can offer|can accommodate|can arrange|do offer|also offer|typically)",
        "i will (send|email|prepare|put together|forward|follow up|draft|have) .6 (proposal|quote|quotation|paperwork|agreement|contract|documents|details|information|pricing)",
        "(do you have|are you|you have|you are) .4 (authority|decision maker|sign off|final say|authorized)",
        "(what|is|have|has|whats) .4 your (budget|timeline|timeframe|needs|requirements)",
        "(designed|ideal|perfect|great) (for|to) .3", "is (priced|designed|known|built)", "looking (to|at) get* .6 correct",
        "thank you for your (interest|time)", "may i speak (with|to)", "am i speaking (with|to)", "(would|could|can) we (schedule|set up|arrange) .3 (demo|call)",
        "what .4 caught your (eye|attention|interest)", "can you tell me .4 your", "get* you started", "walk you through", "any questions (for|about)");

    private static readonly CueSet Buying = CueSet.Of(
        "(our|my) [total] budget", "we (need|want|require) .4 (installed|set up|done|ready)", "my (manager|boss|team|director|supervisor|cfo|ceo)",
        "we (are|were) (looking|hoping|trying|considering|planning)", "(i am|we are) (interested|considering|looking)", "how much (does|is|would|will|do)",
        "who is calling", "who am i (speaking|talking) (with|to)", "what is this (call about|about|regarding)", "(send|email) (it|that|me|us|the|over)",
        "tell me more", "your (product|products|solution|company|software|platform|pricing|prices|quote|proposal|offer)",
        "fit* (within|into|in) our", "i (have|do have) the authority", "for us", "in our (current|existing)", "what about the (pric*|cost|warranty|support)",
        "(i|we) have .3 (approved|set aside|put aside)", "i decide", "(i|we) lose .4 (hour|hours|day|days|week|month|money|customers|orders)",
        "thank you for (the|your) (information|explanation|explanations|help|assistance)", "look* forward to (the|your|getting|receiving|seeing)");

    /// <summary>Whoever talks with a known seller buys, unless they sound as much like a seller: a buyer asks about "your" product, too.</summary>
    private const int LeastToSell = 3;

    public static IReadOnlyList<Utterance> Infer(List<Utterance> utterances)
    {
        var unknown = utterances.Where(u => u.Side == Side.Unknown && u.Speaker is not null).Select(u => u.Speaker!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count == 0)
            return utterances;
        var known = utterances.Where(u => u.Side != Side.Unknown).Select(u => u.Side).Distinct().ToList();
        var score = unknown.ToDictionary(s => s, _ => 0, StringComparer.OrdinalIgnoreCase);
        foreach (var u in utterances)
        {
            if (u.Speaker is not null && score.ContainsKey(u.Speaker))
                score[u.Speaker] += u.Sentences.Sum(s => Selling.Count(s.Tokens) - Buying.Count(s.Tokens) + (AsksAboutThem(s) ? 1 : 0));
        }

        var sides = unknown.Count == 1 && known.Count == 1
            ? new Dictionary<string, Side>(StringComparer.OrdinalIgnoreCase) { [unknown[0]] = known[0] == Side.Seller ? Side.Buyer : Side.Seller }
            : known.Count == 0 && unknown.Count == 2 ? OfTwo(score, unknown)
            : score.ToDictionary(p => p.Key, p => known is [Side.Seller] && p.Value < LeastToSell ? Side.Buyer : Of(p.Value), StringComparer.OrdinalIgnoreCase);
        return [.. utterances.Select(u => u.Side == Side.Unknown && u.Speaker is not null && sides.TryGetValue(u.Speaker, out var side) ? u with { Side = side } : u)];
    }

    /// <summary>Who sells asks about the other side; a buyer's questions are mostly about the product.</summary>
    private static bool AsksAboutThem(Sentence sentence) => sentence.IsQuestion && sentence.Tokens.Any(t => t.Norm is "you" or "your") && !Buying.Matches(sentence.Tokens);

    private static Dictionary<string, Side> OfTwo(Dictionary<string, int> score, List<string> two)
    {
        var difference = score[two[0]] - score[two[1]];
        var (first, second) = difference == 0 ? (Side.Unknown, Side.Unknown) : difference > 0 ? (Side.Seller, Side.Buyer) : (Side.Buyer, Side.Seller);
        return new(StringComparer.OrdinalIgnoreCase) { [two[0]] = first, [two[1]] = second };
    }

    private static Side Of(int score) => score > 0 ? Side.Seller : score < 0 ? Side.Buyer : Side.Unknown;
}
