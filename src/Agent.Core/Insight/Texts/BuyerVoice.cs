using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Words of the buyer that a draft can repeat.</summary>
/// <param name="Said">The sentence.</param>
/// <param name="Evidence">The part of it to repeat.</param>
/// <param name="Score">How much it is worth repeating.</param>
internal sealed record Voice(Said Said, Evidence Evidence, double Score)
{
    public string Quote => Evidence.Quote;
}

/// <summary>Finds what the buyer said about pains, goals, doubts and open questions, leaving out what was denied, imagined or not meant.</summary>
internal static class BuyerVoice
{
    private const int FewestWords = 4;
    private const int MostWords = 20;

    private const StatementStatus NotMeant =
        StatementStatus.Negated | StatementStatus.Question | StatementStatus.Hypothetical | StatementStatus.Sarcastic | StatementStatus.Reported;

    private static readonly CueSet Pains = CueSet.Of(
        "(lose|losing|lost|waste|wastes|wasted|wasting|miss|missed|missing|misplace*)", "(late|delay|delays|delayed|slow|slower|slows|overdue)", "too (long|slow|late|often|many|manual)",
        "(error|errors|mistake|mistakes|wrong|complain|complains|complained|complaint|complaints|penalty|penalties|fined|rework|duplicate|duplicates|twice|mess|messy)",
        "(by hand|manual|manually|on paper|paper|spreadsheet|spreadsheets|excel|retype|retypes|retyping|copy and paste|copying|whiteboard|sticky notes)",
        "(problem|problems|trouble|struggle|struggles|struggling|pain|painful|headache|headaches|nightmare|chaos|bottleneck|frustrating|annoying|stuck|broken|breaks|break|crash|crashes|fail|fails|failed|failing|downtime|outage|outages|backlog|scrap)",
        "cost* us", "(eats|eating) .3 (time|hours|margin|day|days|week)", "(spend|spends|spending) .6 (hours|days|evenings|weekends|week|day|morning|mornings)", "takes .5 (hours|days|weeks|minutes|forever|ages|week|day|month|morning)",
        "(can|could|do|does) not .1 (find|see|track|know|tell|trust|keep|cope|handle|show|prove|answer|talk|match|plan)", "(nobody|no one|no-one) .1 (knows|can|has|sees|trusts|checks|notices)", "no (overview|visibility|idea|way|record|trace)",
        "(risk|audit|auditor|auditors|inspector|inspectors|inspection)", "(overtime|night shift|at night)", "(running|run|ran) out of", "(drown|drowning|buried|swamped|overwhelmed|fed up|sick of|tired of)", "(hours|days) (a|per|every|each) (day|week|month)",
        "(looking|look|search|searching) for (a|the|things|it)", "(leak|leaks|leaking|leave|leaving|quit|churn|angry|furious|stolen|theft|expire|expires|expired)", "falls (through|apart|behind)");

    private static readonly CueSet Goals = CueSet.Of(
        "(we|i) .2 (want|need|must|plan|aim|hope)", "(we|i) .1 would like", "(our|the|my) [main|first|big] (goal|aim|target|objective|priority|plan) .1 (is|was)", "(it|this|that|everything) .1 (must|has to|needs to)",
        "(go|going|goes|be) live", "up and running", "(important|matters|counts) .1 (for|to) (us|me)", "what (matters|counts)", "(looking|hoping) (for|to)", "(cut|reduce|halve|double|speed up|shorten|bring down|get rid of|stop)");

    private static readonly CueSet Logistics = CueSet.Of(
        "(offer|proposal|quote|quotation|meeting|call|email|mail|invoice|contract|demo|slides|minutes|link|dates|references)", "(need|want|have|must) .1 to (check|talk|speak|ask|run|think|discuss|go|leave|jump|see|know)", "(ask|check with|get back|think about|let you know|send you|call you)",
        "(thank|thanks|hello|morning|hi|sorry|nice|coffee|weather|welcome)", "(hear|heard) .2 (from|back)");

    private static readonly CueSet Irony = CueSet.Of("(love|loves|adore|enjoy|enjoys|wonderful|brilliant|fantastic|lucky us|joking|kidding|what fun|thrilled|delighted|joy|my favourite|my favorite)", "as if", "of course not");

    private static readonly CueSet Solved = CueSet.Of("(solved|fixed|sorted|settled|resolved|gone) .2 [now|since|meanwhile]", "(not|no longer) [a] (problem|issue|topic|concern)", "no longer", "any more", "anymore");

    private static readonly CueSet Doubts = CueSet.Of(
        "(too|very|rather|quite|bit|pretty|far) .2 (expensive|pricey|high|much|steep|complicated|risky|big|early|soon|long|tight|heavy)", "(expensive|pricey|costly|steep)", "(over|above|beyond|exceeds|outside|more than) .4 (budget|mind|limit|plan|planned|range|expected|thought|wanted)",
        "(price|cost|total|figure|number|fee|fees|budget|timing|timeline|date) .5 (problem|issue|concern|hurdle|high|tight|worries|hurts|hard|shock)", "not (sure|convinced|comfortable|certain|happy|keen|ready|enough)", "(worry|worries|worried|worrying|concern|concerns|concerned|afraid|fear|fears|hesitant|hesitate|doubt|doubts|skeptical|sceptical|reluctant|nervous|uneasy)",
        "(can|could|will|would|do|does|did) not .3 (justify|afford|see|accept|sign|approve|use|work|commit|move|support|integrate|fit|offer|cover|trust|convince|have|meet|match|allow)", "(no|not enough|lack of|without) (budget|money|time|capacity|resources|people|hands|value)", "(put|hold|holding|hold off|postpone|pushed back|push back) .2 (off|until|back)",
        "(missing|lacks|lack|locked in|lock-in|deal breaker|dealbreaker|blocker|sticking point|stumbling block|catch)", "(problem|issue|trouble|thing) (is|with)", "what (bothers|worries|stops|concerns)", "(cheaper|half the price|discount|lower)", "(lose|disrupt|disruption|downtime|migration|switching|learning curve|burned|burnt)", "(wait|next year|not now|not this (year|quarter)|bad time|wrong time)");

    /// <summary>Pains, best first.</summary>
    public static List<Voice> PainsOf(DraftFacts facts, string? preferred) => Rank(facts, Pains, preferred, cuts: true);

    /// <summary>Goals, best first.</summary>
    public static List<Voice> GoalsOf(DraftFacts facts, string? preferred) =>
        [.. Rank(facts, Goals, preferred, cuts: true).Where(v => !Logistics.Matches(v.Said.Sentence.Tokens))];

    /// <summary>The newest doubt that nobody answered; what the reading of the deal found comes first.</summary>
    public static Voice? Objection(DraftFacts facts)
    {
        foreach (var signal in facts.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.Objection && !s.Answered))
        {
            if (signal is { ActivityId: { } id, Quote: { Length: > 0 } quote } && facts.ByBuyer.FirstOrDefault(s => s.Text.Id == id && Overlaps(s, quote)) is { } said && Cut(facts, said, null) is { } evidence)
                return new(said, evidence, 1);
        }

        Voice? best = null;
        foreach (var said in facts.ByBuyer.Reverse().Take(400))
        {
            if (said.Sentence.IsQuestion && !Doubts.Matches(said.Sentence.Tokens))
                continue;
            var matches = Doubts.Find(said.Sentence.Tokens).Where(m => !Denied(said.Sentence.Tokens, m)).ToList();
            if (matches.Count == 0 || (Statements.At(said.Sentence, matches[0].Start, matches[0].End) & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0)
                continue;
            // Within the newest talk the plainest doubt counts; an older one only when there is none.
            if (best is not null && best.Said.Text != said.Text)
                break;
            var score = matches.Count;
            if ((best is null || score > best.Score) && Cut(facts, said, matches[0].Start) is { } evidence)
                best = new(said, evidence, score);
        }

        return best;
    }

    /// <summary>The part of a sentence that can stand in quotes: all of a short one, else the clause around a token; null when none can.</summary>
    public static Evidence? Cut(DraftFacts facts, Said said, int? around, int mostWords = MostWords)
    {
        var tokens = said.Sentence.Tokens;
        var (first, last) = (0, tokens.Count);
        while (first < last - 1 && (tokens[first].Kind == TokenKind.Symbol || tokens[first].Norm is "well" or "so" or "look" or "honestly" or "yes" or "yeah" or "no" or "okay" or "ok" or "and" or "but" or "also" or "hm" or "because" or "listen" or "right" or "exactly"))
            first++;
        if (Words(tokens, first, last) > mostWords)
            (first, last) = Clause(tokens, first, last, Math.Max(first, around ?? first), mostWords);
        while (last > first && tokens[last - 1].Kind == TokenKind.Symbol && tokens[last - 1].Norm is not ("%" or ")" or "€" or "$" or "?"))
            last--;
        if (Words(tokens, first, last) is var words && (words < FewestWords || words > mostWords))
            return null;
        var evidence = said.Text.Quote(said.Utterance, tokens[first].Start, tokens[last - 1].End);
        return IsPresentable(evidence.Quote) && !facts.NamesCompetitor(evidence.Quote) ? evidence : null;
    }

    private static List<Voice> Rank(DraftFacts facts, CueSet cues, string? preferred, bool cuts)
    {
        var found = new List<Voice>();
        var all = facts.ByBuyer.ToList();
        foreach (var said in all)
        {
            var tokens = said.Sentence.Tokens;
            if (said.Sentence.IsQuestion || Irony.Matches(tokens))
                continue;
            var matches = cues.Find(tokens).Where(m => !Denied(tokens, m)).ToList();
            if (matches.Count == 0 || (Statements.At(said.Sentence, matches[0].Start, matches[0].End) & NotMeant & ~StatementStatus.Negated) != 0)
                continue;
            if (TakenBack(all, said) || (cuts ? Cut(facts, said, matches[0].Start) : null) is not { } evidence)
                continue;
            var score = Math.Min(matches.Count, 3)
                + (tokens.Any(t => t.Kind == TokenKind.Number) ? 0.5 : 0)
                + (tokens.Any(t => t.Norm is "we" or "us" or "our" or "i" or "my") ? 0.5 : 0)
                + (preferred is not null && said.Utterance.Speaker is { } speaker && Addressee.IsNamed(preferred, speaker) ? 0.8 : 0)
                - (tokens.Any(t => t.Norm is "he" or "she" or "him" or "his" or "her" or "you" or "your") ? 0.8 : 0)
                - (Logistics.Matches(tokens) ? 1 : 0)
                - (Doubts.Matches(tokens) ? 0.5 : 0)
                + (said.Order / (4.0 * Math.Max(1, all[^1].Order)));
            found.Add(new(said, evidence, score));
        }

        return [.. found.Where(v => v.Score > 0.5).OrderByDescending(v => v.Score).ThenByDescending(v => v.Said.Order).DistinctBy(v => v.Quote)];
    }

    /// <summary>"No problem", "not the price": a negation before the words, unless they carry their own.</summary>
    private static bool Denied(IReadOnlyList<Token> tokens, CueMatch match)
    {
        var before = match.Start > 0 ? tokens[match.Start - 1].Norm : "";
        return before is "no" or "not" or "without" or "never" || (match.Start > 1 && tokens[match.Start - 2].Norm is "no" or "not" && before is "a" or "the" or "real" or "big") || Statements.IsNegated(tokens, match.Start);
    }

    private static bool TakenBack(List<Said> all, Said said)
    {
        var words = WordSearch.Stems(said.Sentence.Tokens);
        return all.Any(later => later.Order > said.Order && Solved.Matches(later.Sentence.Tokens) && WordSearch.Stems(later.Sentence.Tokens).Overlaps(words));
    }

    private static bool Overlaps(Said said, string quote)
    {
        var sentence = said.Text.Text[said.Sentence.Start..said.Sentence.End];
        return sentence.Contains(quote, StringComparison.Ordinal) || quote.Contains(sentence, StringComparison.Ordinal);
    }

    /// <summary>Plain words in one line: no mark-up, no address, nothing that would end the quotation early, nothing said to a machine.</summary>
    private static bool IsPresentable(string quote) =>
        quote.IndexOfAny(['"', '“', '”', '„', '<', '>', '{', '}', '[', ']', '@', '|', '*', '`', '\n', '\r']) < 0
        && !quote.Contains("http", StringComparison.OrdinalIgnoreCase) && !quote.Contains("www.", StringComparison.OrdinalIgnoreCase)
        && !WordSearch.Contains(quote, "AI") && !quote.Contains("assistant", StringComparison.OrdinalIgnoreCase) && !quote.Contains("ignore", StringComparison.OrdinalIgnoreCase) && !quote.Contains("prompt", StringComparison.OrdinalIgnoreCase);

    private static int Words(IReadOnlyList<Token> tokens, int first, int last)
    {
        var count = 0;
        for (var i = first; i < last; i++)
            count += tokens[i].Kind == TokenKind.Symbol ? 0 : 1;
        return count;
    }

    /// <summary>The clause that holds a token, and as many of its neighbours as fit.</summary>
    private static (int First, int Last) Clause(IReadOnlyList<Token> tokens, int first, int last, int around, int mostWords)
    {
        var edges = new List<int> { first };
        for (var i = first + 1; i < last; i++)
        {
            if (tokens[i - 1].Kind == TokenKind.Symbol && tokens[i - 1].Norm is "," or ";" or ":" or "-" or "–" or "—" or "(" or ")" || tokens[i].Norm is "because" or "but" or "which" or "so" or "while")
                edges.Add(i);
        }

        edges.Add(last);
        var at = edges.FindLastIndex(e => e <= around);
        at = Math.Clamp(at, 0, edges.Count - 2);
        var (from, to) = (at, at + 1);
        while (true)
        {
            if (to < edges.Count - 1 && Words(tokens, edges[from], edges[to + 1]) <= mostWords)
                to++;
            else if (from > 0 && Words(tokens, edges[from - 1], edges[to]) <= mostWords)
                from--;
            else
                return (edges[from], edges[to]);
        }
    }
}
