using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Words of the buyer that a draft can repeat.</summary>
/// <param name="Said">The sentence.</param>
/// <param name="Evidence">The part of it to repeat.</param>
/// <param name="Score">How much it is worth repeating.</param>
/// <param name="Retold">The words to the buyer where our record tells them; null for the buyer's own words.</param>
internal sealed record Voice(Said Said, Evidence Evidence, double Score, string? Retold = null)
{
    public string Quote => Evidence.Quote;

    /// <summary>As it stands in a draft: in quotation marks only what the buyer said.</summary>
    public string Words => Retold ?? $"\"{Quote}\"";
}

/// <summary>Finds what the buyer said about pains, goals, doubts and open questions, leaving out what was denied, imagined or not meant.</summary>
internal static class BuyerVoice
{
    private const int FewestWords = 4;
    private const int MostWords = 20;
    private const int MostObjectionWords = 26;
    private const double LeastScore = 0.4;

    private static readonly CueSet Pains = CueSet.Of(
        "(lose|losing|lost|waste|wastes|wasted|wasting|miss|missed|missing|misplace*)", "(late|delay|delays|delayed|slow|slower|slows|overdue)", "too (long|slow|late|often|many|manual)",
        "(error|errors|mistake|mistakes|wrong|complain|complains|complained|complaint|complaints|penalty|penalties|fined|rework|duplicate|duplicates|twice|mess|messy)",
        "(by hand|manual|manually|on paper|paper (list|lists|form|forms|slips|files)|spreadsheet|spreadsheets|excel|retype|retypes|retyping|copy and paste|copying|whiteboard|sticky notes)",
        "(problem|problems|trouble|struggle|struggles|struggling|pain|painful|headache|headaches|nightmare|chaos|bottleneck|frustrating|annoying|stuck|broken|breaks|break|crash|crashes|fail|fails|failed|failing|downtime|outage|outages|backlog|scrap)",
        "cost* us", "(eats|eating) .3 (time|hours|margin|day|days|week)", "(spend|spends|spending) .6 (hours|days|evenings|weekends|week|day|morning|mornings)", "takes .5 (hours|days|weeks|minutes|forever|ages|week|day|month|morning)",
        "(can|could|do|does) not .1 (find|see|track|know|tell|trust|keep|cope|handle|show|prove|answer|talk|match|plan)", "(nobody|no one|no-one) .1 (knows|can|has|sees|trusts|checks|notices)", "no (overview|visibility|idea|way|record|trace)",
        "(risk|audit|auditor|auditors|inspector|inspectors|inspection)", "(overtime|night shift|at night)", "(running|run|ran) out of", "(drown|drowning|buried|swamped|overwhelmed|fed up|sick of|tired of)", "(hours|days) (a|per|every|each) (day|week|month)",
        "(looking|look|search|searching) for (a|the|things|it)", "(embarrassing|brutal|awful|terrible|horrible|ridiculous|hopeless|useless|gaps|queue|queues)", "(leak|leaks|leaking|leave|leaving|quit|churn|angry|furious|stolen|theft|expire|expires|expired)", "falls (through|apart|behind)");

    private static readonly CueSet Goals = CueSet.Of(
        "(we|i) .2 (want|need|must|plan|aim|hope)", "(we|i) .1 would (like|love)", "(our|the|my) [main|first|big] (goal|aim|target|objective|priority|plan) .1 (is|was)", "(it|this|that|everything) .1 (must|has to|needs to)",
        "(go|going|goes|be) live", "up and running", "(important|matters|counts) .1 (for|to) (us|me)", "what (matters|counts)", "(looking|hoping) (for|to)", "(cut|reduce|halve|double|speed up|shorten|bring down|get rid of|stop)");

    private static readonly CueSet Logistics = CueSet.Of(
        "(order|po|invoice|vat|supplier) (number|no|id|address)",
        "(send|sent|get|got|receive|received|read|give|drop|forward|attach) .4 (offer|proposal|quote|quotation|email|mail|slides|minutes|link|dates|references|contract|demo|invoice|line|sheet|logins)", "(need|want|have|must) .1 to (check|talk|speak|ask|run|think|discuss|go|leave|jump|know)",
        "(ask|check with|get back|think about|let you know|send you|call you)", "(thank|thanks|morning|sorry|nice|coffee|weather|welcome|congratulations)", "(hear|heard) .2 (from|back)", "(took|taken) over", "(last day|am leaving|leave the company)", "(want|have) (one|two|three|some) (thing|things|questions)", "here (they|it) (are|is)", "(contract|it is|it) signed", "^signed", "says yes",
        "(talk|speak|write|call|ring|email) [to|with] (me|us)", "(meet|met) (on|at|you)", "as (discussed|agreed|shown)$");

    private static readonly CueSet Irony = CueSet.Of(
        "(simply|just) (love|loves|adore|enjoy)", "(adore|adores|wonderful|brilliant|fantastic|lucky us|joking|kidding|what fun|thrilled|world class|world-class|state of the art|my favourite|my favorite)", "as if", "of course not", "just what we (need|needed|wanted)", "(what|such) a (joy|treat|pleasure|delight|dream)", "(marvellous|marvelous|genius|charming|hilarious|so much fun|great fun|lucky)", "like a charm", "because who does not", "^oh (great|good|yes|sure|nice|lovely|joy)", "(haha|lol)");

    private static readonly CueSet Dismissals = CueSet.Of(
        "(do|does|did) not .1 (need|want|care|bother)", "no (use|need|interest|thanks|intention|drones)", "not .1 (our|a|the|my|an) .1 (problem|issue|topic|concern|priority|need)", "not (for|interested|needed|necessary)", "(is|are|works|work|runs) .1 (fine|ok|okay|well)",
        "(forget|skip|drop|never mind) .1 (the|that|it|about)", "have enough", "it works", "god no", "^no [,|.]", "(sorted|settled) (that|it)", "already (have|got|solved)");

    /// <summary>Waves a doubt off; "I don't want to be tied down" is none.</summary>
    private static readonly CueSet NoIssue = CueSet.Of("not .1 (our|a|the|my|an) .1 (problem|issue|topic|concern|priority)", "(is|are) .1 (fine|ok|okay)", "(forget|skip|drop) .1 (the|that|it)", "no (problem|issue|concern)");

    private static readonly CueSet Discovery = CueSet.Of("(what|where|how|which|why) .8 (hurt|hurts|fix|change|changed|matter|matters|problem|happens|happen|bug|bugs|show|solve|worth|need|important|first|like|wrong|today|now|work|works|do|look|achieve)", "^(and|what about) .4 (third|second|else)");

    private static readonly CueSet AboutRivals = CueSet.Of("(who|what|anybody|anyone|someone|anything|any) .1 (else|other)", "(other|another) (vendor|vendors|supplier|suppliers|offer|offers|provider|providers|system|systems|company)", "(competition|competitor|competitors|alternatives|compare)", "in talks with");

    private static readonly CueSet Waiting = CueSet.Of(
        "(until|till|after|not before|nothing before|not now|later|again in|again mid|wait|waiting|parked|park|postponed|postpone|first)", "(ring|call|try|shout|contact|ping|write) (me|us|again)", "come back", "(next|new) (year|quarter|month|season|budget|committee)", "(when|once) (the|we|i)", "no (money|budget|time|capacity)");

    private static readonly CueSet Solved = CueSet.Of("(solved|fixed|sorted|settled|resolved|gone) .2 [now|since|meanwhile]", "(not|no longer) [a] (problem|issue|topic|concern)", "no longer", "any more", "anymore");

    private static readonly CueSet Doubts = CueSet.Of(
        "(third|half|twice|double|way|far) .1 (over|above|more)", "(tied|tie|bound|locked) .1 (down|in)", "will not (agree|sign|accept|approve)", "(disappear|disappears|go under|go bust)", "no new", "unless", "(union|works council|staff council|head office) .2 (says|said|will|fears|wants)", "(too|very|rather|quite|bit|pretty|far) .2 (expensive|pricey|high|much|steep|complicated|risky|big|early|soon|long|tight|heavy)", "(expensive|pricey|costly|steep)", "(over|above|beyond|exceeds|outside|more than) .4 (budget|mind|limit|plan|planned|range|expected|thought|wanted)",
        "(price|cost|total|figure|number|fee|fees|budget|timing|timeline|date) .5 (problem|issue|concern|hurdle|high|tight|worries|hurts|hard|shock)", "not (sure|convinced|comfortable|certain|happy|keen|ready|enough)", "(worry|worries|worried|worrying|concern|concerns|concerned|afraid|fear|fears|hesitant|hesitate|doubt|doubts|skeptical|sceptical|reluctant|nervous|uneasy)",
        "(can|could|will|would|do|does|did) not .3 (justify|afford|see|accept|sign|approve|use|work|commit|move|support|integrate|fit|offer|cover|trust|convince|have|meet|match|allow)", "(no|not enough|lack of|without) (budget|money|time|capacity|resources|people|hands|value)", "(put|hold|holding|hold off|postpone|pushed back|push back) .2 (off|until|back)",
        "(missing|lacks|lack|locked in|lock-in|deal breaker|dealbreaker|blocker|sticking point|stumbling block|catch)", "(problem|issue|trouble|thing) (is|with)", "what (bothers|worries|stops|concerns)", "(cheaper|half the price|discount|lower)", "(would|will|might|could) .2 lose", "(disrupt|disruption|downtime|migration|switching|learning curve|burned|burnt)", "(wait|not now|not this (year|quarter)|bad time|wrong time)");

    /// <summary>What the buyer said that is worth taking up, best first: pains and goals before the rest.</summary>
    public static List<Voice> Of(DraftFacts facts, string? recipient)
    {
        var all = facts.ByBuyer.ToList();
        var found = all.Where(said => IsMeant(facts, all, said)).Select(said => Rate(facts, said, recipient)).OfType<Voice>().ToList();
        // A talk of which only our record is left still tells what the buyer wants.
        foreach (var said in facts.Records.Where(s => !Dismissals.Matches(s.Sentence.Tokens) && !Irony.Matches(s.Sentence.Tokens)))
        {
            if (Reported.Asked(said) is null && Reported.ToBuyer(facts, said, recipient) is { } words)
                found.Add(new(said, said.Quote, Topical(said.Sentence.Tokens) - (Logistics.Matches(said.Sentence.Tokens) ? 0.5 : 0.1), words));
        }

        return [.. found.Where(v => v.Score >= LeastScore).OrderByDescending(v => v.Score).ThenByDescending(v => v.Said.Order).DistinctBy(v => v.Quote)];
    }

    /// <summary>Why the buyer put the deal off: of the newest text that says so, the sentence that says it plainest.</summary>
    public static Voice? ReasonToWait(DraftFacts facts, string? recipient)
    {
        var found = new List<Voice>();
        foreach (var said in facts.ByBuyer.Concat(facts.Records))
        {
            var tokens = said.Sentence.Tokens;
            var waits = Waiting.Find(tokens);
            if (waits.Count == 0 || said.Sentence.IsQuestion || Irony.Matches(tokens) || Dismissals.Matches(tokens))
                continue;
            var score = waits.Count + (Dates.Find(said.Text.Text, said.Sentence, said.Text.Day).Count > 0 ? 1 : 0) + Topical(tokens);
            if (said.ByBuyer && Cut(facts, said, waits[0].Start, MostWords, 2) is { } evidence)
                found.Add(new(said, evidence, score));
            else if (!said.ByBuyer && Reported.ToBuyer(facts, said, recipient) is { } words)
                found.Add(new(said, said.Quote, score, words));
        }

        return found.GroupBy(v => v.Said.Text).OrderByDescending(g => g.Key.At).FirstOrDefault()?.MaxBy(v => v.Score);
    }

    /// <summary>The doubts of the newest text that holds any, plainest first; what the reading of the deal found comes before.</summary>
    public static List<Voice> Objections(DraftFacts facts)
    {
        var found = new List<Voice>();
        foreach (var signal in facts.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.Objection && !s.Answered))
        {
            if (signal is { Evidence: { ActivityId: var id, Quote: var quote } } && facts.ByBuyer.FirstOrDefault(s => s.Text.Id == id && Overlaps(s, quote)) is { } said && Cut(facts, said, null, MostObjectionWords) is { } evidence)
                found.Add(new(said, evidence, 3));
        }

        if (found.Count > 0)
            return found;
        foreach (var text in facts.ByBuyer.Select(s => s.Text).Distinct().Reverse())
        {
            foreach (var said in Stated(facts, text))
            {
                var matches = Doubts.Find(said.Sentence.Tokens).Where(m => !DeniedAtOnce(said.Sentence.Tokens, m)).ToList();
                var meant = !NoIssue.Matches(said.Sentence.Tokens) || matches.Count > 1;
                if (matches.Count > 0 && meant && (Statements.At(said.Sentence, matches[0].Start, matches[0].End) & StatementStatus.Sarcastic) == 0 && Cut(facts, said, matches[0].Start, MostObjectionWords) is { } evidence)
                    found.Add(new(said, evidence, 1 + matches.Count));
            }

            // A mail that objects often does so in every sentence; those about something are worth taking up with it.
            if (found.Count > 0)
                return [.. found.Concat(Matters(facts, text, found)).OrderByDescending(v => v.Score)];
        }

        // Where nobody voiced a plain doubt, the newest mail says what holds them up, if anything does.
        return facts.ByBuyer.LastOrDefault() is { } last ? [.. Matters(facts, last.Text, []).OrderByDescending(v => v.Score)] : [];
    }

    private static IEnumerable<Said> Stated(DraftFacts facts, ReadActivity text) =>
        facts.ByBuyer.Where(s => s.Text == text && !s.Sentence.IsQuestion && !Irony.Matches(s.Sentence.Tokens));

    /// <summary>Sentences of a mail that are about something, beside those found already.</summary>
    private static IEnumerable<Voice> Matters(DraftFacts facts, ReadActivity text, IReadOnlyList<Voice> found)
    {
        foreach (var said in Stated(facts, text).Where(s => found.All(f => f.Said != s) && s.Text.Kind == Deals.ActivityKind.Email && Topical(s.Sentence.Tokens) >= 0.3 && !Dismissals.Matches(s.Sentence.Tokens)))
        {
            if (Cut(facts, said, null, MostObjectionWords) is { } evidence)
                yield return new(said, evidence, Topical(said.Sentence.Tokens));
        }
    }

    /// <summary>The part of a sentence that can stand in quotes: all of a short one, else the clause around a token; null when none can.</summary>
    public static Evidence? Cut(DraftFacts facts, Said said, int? around, int mostWords = MostWords, int fewestWords = FewestWords)
    {
        var tokens = said.Sentence.Tokens;
        var (first, last) = (0, tokens.Count);
        while (first < last - 1 && (tokens[first].Kind == TokenKind.Symbol || tokens[first].Norm is "and" or "but" or "so" or "also" or "because" || (tokens[first + 1].Norm is "," && Fillers.Contains(tokens[first].Norm))))
            first++;
        first = AfterSalutation(facts, said, first);
        var start = Fragment(said) is { } fragment && first == 0 && Words(tokens, first, last) + Words(fragment.Tokens, 0, fragment.Tokens.Count) <= mostWords ? fragment.Start : (int?)null;
        if (Words(tokens, first, last) > mostWords)
            (first, last) = Clause(tokens, first, last, Math.Max(first, around ?? first), mostWords);
        while (first < last - 1 && tokens[first].Norm is "and" or "but" or "so" or ",")
            first++;
        while (last > first && tokens[last - 1].Kind == TokenKind.Symbol && tokens[last - 1].Norm is not ("%" or ")" or "€" or "$" or "?"))
            last--;
        if (Words(tokens, first, last) is var words && (words < fewestWords || words > mostWords))
            return null;
        var evidence = said.Text.Quote(said.Utterance, start ?? tokens[first].Start, tokens[last - 1].End);
        return IsPresentable(evidence.Quote) && !facts.NamesCompetitor(evidence.Quote) ? evidence : null;
    }

    private static readonly HashSet<string> Fillers =
        ["well", "look", "honestly", "yes", "yeah", "no", "okay", "ok", "hm", "listen", "right", "exactly", "good", "great", "fine", "sure", "perfect", "thanks", "splendid", "frankly", "anyway", "actually", "now", "oh"];

    /// <summary>"Hello Ms Voss, …" and "Helen, …" on the line of the sentence: the words to us are no part of it.</summary>
    private static int AfterSalutation(DraftFacts facts, Said said, int first)
    {
        const int longest = 5;
        var tokens = said.Sentence.Tokens;
        var comma = first;
        while (comma < tokens.Count && comma - first <= longest && tokens[comma].Norm is not ",")
            comma++;
        if (comma >= tokens.Count - 2 || comma - first > longest || comma == first)
            return first;
        var ours = facts.File.Owner is { } owner ? Addressee.FirstOf(owner.Name) : "";
        var salutation = said.Text.Text[tokens[first].Start..tokens[comma].Start];
        return tokens[first].Norm is "hello" or "hi" or "dear" or "hey" or "morning" or "hallo" or "bonjour" || (ours.Length > 1 && salutation.StartsWith(ours, StringComparison.OrdinalIgnoreCase) && comma - first <= 2)
            || (comma - first == 1 && facts.File.Stakeholders.Any(p => string.Equals(Addressee.FirstOf(p.Contact.Name), salutation, StringComparison.OrdinalIgnoreCase))) ? comma + 1 : first;
    }

    /// <summary>"The returns screen." before "My people click through nine masks": the topic of the sentence, said on its own.</summary>
    private static Sentence? Fragment(Said said)
    {
        const int longest = 4;
        if (said.Text.Kind == Deals.ActivityKind.Email)
            return null;
        Sentence? before = null;
        foreach (var sentence in said.Utterance.Sentences)
        {
            if (sentence.Start == said.Sentence.Start)
                break;
            before = sentence;
        }

        return before is { IsQuestion: false } && Words(before.Tokens, 0, before.Tokens.Count) is >= 1 and <= longest && WordSearch.Stems(before.Tokens).Count > 0 && !Irony.Matches(before.Tokens) && !Dismissals.Matches(before.Tokens) && !Logistics.Matches(before.Tokens)
            && !before.Tokens.Any(t => Fillers.Contains(t.Norm) || t.Norm is "not" or "never" or "none") && !Pleasantries.Matches(before.Tokens)
            ? before : null;
    }

    private static readonly CueSet Pleasantries = CueSet.Of("^(please|agreed|understood|correct|indeed|absolutely|definitely|exactly|of course|i see|got it|hello|every|will do|that is|true)");

    private static bool IsMeant(DraftFacts facts, List<Said> all, Said said)
    {
        var tokens = said.Sentence.Tokens;
        if (said.Sentence.IsQuestion || Irony.Matches(tokens) || Dismissals.Matches(tokens) || IsCorrected(all, said) || (Statements.OfSentence(said.Sentence) & (StatementStatus.Sarcastic | StatementStatus.Reported)) != 0)
            return false;
        var asked = Before(facts, said);
        return !(asked is not null && AboutRivals.Matches(asked.Sentence.Tokens)) && !TakenBack(all, said);
    }

    /// <summary>A statement that takes another back holds the old value beside the new one, and what it takes back no longer holds.</summary>
    internal static bool IsCorrected(IReadOnlyList<Said> all, Said said)
    {
        bool Corrects(Said s) => (Statements.OfSentence(s.Sentence) & StatementStatus.Correction) != 0 || s.Sentence.Tokens.Any(t => t.Norm is "correction" or "outdated");
        bool HasValue(Said s) => s.Sentence.Tokens.Any(t => t.Kind == TokenKind.Number || Calendar.MonthOf(t.Norm) is not null);
        if (Corrects(said) && said.Sentence.Tokens.Any(t => t.Norm is "not" or "no"))
            return true;
        return HasValue(said) && all.Any(later => later.Order > said.Order && Corrects(later) && HasValue(later)
            && (later.Text == said.Text && later.Order <= said.Order + 4 || WordSearch.Stems(later.Sentence.Tokens).Overlaps(WordSearch.Stems(said.Sentence.Tokens))));
    }

    private static Voice? Rate(DraftFacts facts, Said said, string? recipient)
    {
        var tokens = said.Sentence.Tokens;
        var pains = Pains.Find(tokens).Where(m => !Denied(tokens, m)).ToList();
        var goals = Goals.Find(tokens).Where(m => !Denied(tokens, m)).ToList();
        var around = pains.Count > 0 ? pains[0].Start : goals.Count > 0 ? goals[0].Start : 0;
        if (pains.Count == 0 && goals.Count == 0 && WordSearch.Stems(tokens).Count < 2)
            return null;
        if ((Statements.At(said.Sentence, around, Math.Min(around + 1, tokens.Count)) & StatementStatus.Hypothetical) != 0 || Cut(facts, said, around) is not { } evidence)
            return null;
        // A request may carry its reason in another clause: "please send the proposal, the gate queue is half a mile".
        if (OpenPoints.IsRequest(said) && (pains.Count == 0 || (evidence = Cut(facts, said, around, 12, 6)) is null || OpenPoints.IsRequest(evidence.Quote)))
            return null;
        var logistics = Logistics.Matches(tokens);
        var score = Topical(tokens) + Math.Min(pains.Count, 3) * 0.5 + (pains.Count > 0 ? 0.7 : 0) + (goals.Count > 0 ? logistics ? 0.1 : 0.8 : 0)
            + (Before(facts, said) is { } asked && asked.Sentence.IsQuestion && Discovery.Matches(asked.Sentence.Tokens) ? 1 : 0)
            + (Fragment(said) is null ? 0 : 0.3)
            - (Dates.Find(said.Text.Text, said.Sentence, said.Text.Day).Any(d => d.From == d.To) && pains.Count + goals.Count == 0 ? 0.2 : 0)
            + (tokens.Any(t => t.Kind == TokenKind.Number) ? 0.2 : 0)
            + (recipient is not null && said.Utterance.Speaker is { } speaker && Addressee.IsNamed(recipient, speaker) ? 0.4 : 0)
            - (tokens.Any(t => t.Norm is "he" or "she" or "him" or "his" or "her" or "you" or "your") ? 0.4 : 0)
            - (logistics ? 0.8 : 0)
            - (pains.Count + goals.Count == 0 && evidence.Quote.Split(' ')[0].ToLowerInvariant() is "they" or "that" or "this" or "here" or "twice" or "plus" or "that's" ? 0.5 : 0)
            - (Waiting.Matches(tokens) ? 0.4 : 0)
            - (Amounts.Find(said.Text.Text, said.Sentence).Count > 0 ? facts.Request.Kind == DraftKind.AfterMeeting ? 0 : 1 : 0)
            - (Doubts.Matches(tokens) ? 0.3 : 0)
            + (facts.Said.Count == 0 ? 0 : said.Order / (4.0 * Math.Max(1, facts.Said[^1].Order)));
        return new(said, evidence, score);
    }

    /// <summary>How much a sentence is about something.</summary>
    private static double Topical(TokenList tokens) => Math.Min(WordSearch.Stems(tokens).Count, 6) * 0.12;

    /// <summary>What the other side said just before, in the same talk.</summary>
    private static Said? Before(DraftFacts facts, Said said) =>
        said.Text.Kind == Deals.ActivityKind.Email ? null : facts.Said.LastOrDefault(s => s.Order < said.Order && s.Order >= said.Order - 3 && s.Text == said.Text && s.ByBuyer != said.ByBuyer);

    /// <summary>"Not too expensive"; a negation further off is often the doubt itself, as in "I don't want to be tied down".</summary>
    private static bool DeniedAtOnce(TokenList tokens, CueMatch match) =>
        (match.Start > 0 && tokens[match.Start - 1].Norm is "no" or "not" or "without" or "never") || (match.Start > 1 && tokens[match.Start - 2].Norm is "no" or "not" && tokens[match.Start - 1].Norm is "a" or "the" or "that" or "so");

    /// <summary>"No problem", "not the price": a negation before the words, unless they carry their own.</summary>
    private static bool Denied(TokenList tokens, CueMatch match)
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
    internal static bool IsPresentable(string quote) =>
        quote.IndexOfAny(['"', '“', '”', '„', '<', '>', '{', '}', '[', ']', '@', '|', '*', '`', '\n', '\r']) < 0
        && quote.Count(c => c == '(') == quote.Count(c => c == ')')
        && !quote.Contains("http", StringComparison.OrdinalIgnoreCase) && !quote.Contains("www.", StringComparison.OrdinalIgnoreCase)
        && !WordSearch.Contains(quote, "AI") && !quote.Contains("assistant", StringComparison.OrdinalIgnoreCase) && !quote.Contains("ignore", StringComparison.OrdinalIgnoreCase) && !quote.Contains("prompt", StringComparison.OrdinalIgnoreCase);

    private static int Words(TokenList tokens, int first, int last)
    {
        var count = 0;
        for (var i = first; i < last; i++)
            count += tokens[i].Kind == TokenKind.Symbol ? 0 : 1;
        return count;
    }

    /// <summary>The clause that holds a token, and as many of its neighbours as fit.</summary>
    private static (int First, int Last) Clause(TokenList tokens, int first, int last, int around, int mostWords)
    {
        var edges = new List<int> { first };
        var open = 0;
        for (var i = first + 1; i < last; i++)
        {
            open += tokens[i - 1].Norm switch { "(" => 1, ")" when open > 0 => -1, _ => 0 };
            // A cut inside of brackets leaves half of them.
            if (open > 0)
                continue;
            if (tokens[i - 1].Kind == TokenKind.Symbol && tokens[i - 1].Norm is "," or ";" or ":" or "-" or "–" or "—" || tokens[i].Norm is "because" or "but" or "which" or "so" or "while")
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
