using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>
/// Finds what the buyer holds against buying, and whether it was answered since. What the buyer says of today's tools, of a rival
/// or in somebody else's name is none: such words explain why a buyer looks around.
/// </summary>
internal static class ObjectionReader
{
    private const string Price = "price";
    private const string Timeline = "timeline";
    private const string Feature = "missing feature";
    private const string Security = "security";
    private const string Trust = "trust";
    private const string Change = "effort of change";
    private const string Terms = "contract terms";

    /// <summary>For cues that say that something is wrong but not what: the words around them do.</summary>
    private const string Anything = "";

    /// <summary>An answer of fewer words acknowledges, it answers nothing.</summary>
    private const int LeastWordsOfAnAnswer = 10;

    private static readonly TopicCues Cues = new(
        (Price,
        [
            "(too|bit|rather|way more) (expensive|pricey|costly)", "(a bit|too|quite|pretty) steep", "^[still|honestly|well|hm] [,] (seems|looks|sounds|feels) .2 (expensive|pricey|overpriced|steep)",
            "(it|that|this|you|price*|offer|proposal|quote|package|solution|product|plan|subscription|licence|license|your .2) (is|are|seems|seem|looks|look|sounds|feels|feel|comes|came) .3 (expensive|pricey|overpriced)",
            "(price|prices|pricing|cost|costs|quote|number|figure|fee|fees|rate|rates|licence|license|total|offer|proposal|amount) .5 (too (high|much|steep|rich|expensive)|hard to justify|difficult to justify|hard to (swallow|sell)|way (off|above|over)|out of reach)",
            "(price|pricing|cost|costs) (is|are|remains|seems) .3 (problem|issue|concern|hurdle|obstacle|blocker|stumbling|sticking|showstopper)", "(too|still too|way too) high for (us|me|our|them)", "too much (for (us|our|me)|money)",
            "(price*|pricing|cost*|quote|number|figure|offer|proposal) .4 (higher|more) than .3 (expected|budget*|planned|thought|hoped|anticipated|wanted|we|they)", "(more|higher) than .2 (expected|budgeted|planned to (spend|pay)|hoped to (spend|pay)|can (pay|spend|afford)|wanted to (pay|spend)|want to (pay|spend))",
            "(above|over|beyond|outside|exceeds|exceed|exceeding) .2 (our|my|their) .2 budget", "(above|over|beyond|exceeds|more than) what .1 (i|we) .2 (have|can (spend|pay)|planned|expected|budgeted|set aside|put aside|had in mind)", "out of (our|their) .1 (budget|price range)", "blows .3 budget", "sticker shock",
            "(can|could) not .1 (afford|swing|stomach) .2 (it|that|this|you|your|price|#|package|licence|license|licenses|premium|amount|fee|investment)", "(can|could) not justify .3 (price|cost|costs|amount|spend|figure|number|much|expense|investment)",
            "do not have .2 (budget|money|funds) .3", "(have|has) no (budget|money|funds) (for|left|this)", "(need|needs|require|expect|want|wants) .4 (discount|better price|lower price|price reduction|reduction of)", "come down .2 (on|in) .1 price", "sharpen your pencil", "(half|a third|twice|double) (of|the|of the|your) (price|what we pay)",
            "(cheaper|better) (offer|price|quote|deal) from", "(expensive|pricey) for (what|us|a)", "(zu|sehr|ziemlich|recht) teuer", "preis ist .2 (zu hoch|ein problem)", "sprengt .2 budget",
        ]),
        (Timeline,
        [
            "(your|the|this|that|delivery|proposed|implementation|rollout) .3 (timeline|timing|schedule|deadline|date|lead time|delivery|delivery time|go live|start date|implementation|rollout|time) .3 (too (tight|long|late|aggressive|ambitious|slow|short|soon)|unrealistic|not realistic|not feasible|impossible)",
            "(timeline|timing|delivery|lead time|go live|schedule) (is|are|remains|seems|looks) .3 (problem|issue|concern|unrealistic|obstacle|blocker)", "(timeline|timing|schedule|date|dates) (does|do|will|would) not work", "too (late|long|soon) for (us|our|me|them)", "(weeks|months|days) is .1 too (long|late)",
            "(can|could) not wait .1 (that|until|so|#|for)", "(wrong|bad|not a good|not the right|not a great|not the best) (time|timing)", "timing (is|could) .3 (bad|off|wrong|better)", "(no|not the|not enough) (capacity|bandwidth|resources) .3 (for this|this|until|right now|before|to take)",
            "(postpone|push|move|shelve|defer|park|delay|revisit) (this|it|the project|the decision|everything|the purchase|the rollout) .2 (to|until|into|till|by|next)", "(will|would) not (make|meet|hit) .2 (deadline|go live|start date|date)", "not (a|our|the) priority", "lieferzeit ist .2 zu lang", "(zu spät|zu knapp) für uns",
        ]),
        (Feature,
        [
            "(you|your .2|product|platform|solution|module) (lacks|lack|is missing|are missing|misses) .3", "(you|your .2|product|platform|solution|module) (does|do|can) not (support|integrate|offer|handle|cover|export|import|sync|connect|provide|include|allow) .4",
            "(feature|integration|function|functionality|connector) .4 (is|are) (missing|not there|lacking)",
            "without .5 (it is|that is|this is|we can|we could|we will|there is) .2 (no|not|pointless|useless|worthless) .3", "(will|would) not (cover|meet|fit) (our|all our|all of our) .2 (needs|requirements|use case|use cases|process*|workflow*)", "(not|is not) what we (need|are looking for|asked for)", "ohne .5 nicht (machbar|möglich|denkbar)", "(uns|mir) fehlt .4",
        ]),
        (Security,
        [
            "(security|infosec|compliance|legal|data protection|ciso|works council|dpo|it) [team|department|people|officer|colleagues|review|guys] (has|have|had|raised|raises|voiced|sees|see|still) .3 (concern*|objection*|red flag*|reservation*)", "(security|infosec|compliance|legal|ciso|works council|dpo|it) [team|department|people|officer|colleagues|guys] (is|are) .2 (worried|nervous|uneasy|unhappy)", "(security|infosec|compliance|legal|data protection|ciso|works council|dpo|it) .3 (pushed back|pushing back|pushback|will not (approve|sign|accept|allow|let)|can not (approve|sign|accept)|rejected|objected|blocked|vetoed|not (happy|comfortable))",
            "(concern*|worr*|nervous|uneasy|uncomfortable|hesita*) .2 (about|with|over|regarding|around|is|on) .4 (your security|privacy|gdpr|data residency|data protection|hosting|cloud|personal data|patient data|customer data|encryption)",
            "(data|records) (can|may|must) not (leave|be stored|be hosted|go|sit) .4", "not allowed to .3 (cloud|host*|stor*|send*) .3", "datenschutz* .3 (bedenken|problem|kritisch)", "bedenken .3 datenschutz",
        ]),
        (Trust,
        [
            "(worried|concerned|nervous|skeptical|sceptical|doubt*|uneasy|unconvinced|not convinced|not sure|unsure|question) .1 [about|whether|if|that|of|by] .2 (your (company|team|size|track record|experience|ability|stability|financials|support|roadmap)|you (can|will|are able|would|are going|have)|this will work|it will work|it works|it would work|this works)",
            "you (are|seem) .1 (too|very|quite|pretty|rather) (small|young|new)", "(small|young|unknown) (company|vendor|startup|supplier) .4 (risk*|concern*|worr*)", "never heard of (you|your)", "you have no .2 (reference*|track record|customers|experience) .3",
            "(burned|burnt|bitten) .6 (before|last time|in the past|once)", "(do|does|can) not trust (you|your|us)", "too (good to be true|risky for us|big a risk|much of a risk)",
        ]),
        (Change,
        [
            "(migration|switching|switch|changeover|rollout|training|implementation|onboarding|transition|introduc*) .4 (too (much|complex|complicated|risky|painful|hard|difficult|big)|a (nightmare|headache|pain|huge effort|big effort|concern|worry)|scares|worries)", "(too much|huge|big|massive|enormous) .1 (effort|hassle|disruption|change|undertaking) (for|to|right)",
            "(worried|concerned|nervous|afraid|anxious|worry|fear*|scared) .3 (about|of|that|by|over) .5 (migration|adoption|training|change management|switching|switch|disruption|downtime|learning curve|rollout|implementation|using it|use it|retraining)",
            "(people|team|users|staff|technicians|reps|employees|colleagues|nurses|teachers|drivers|operators|folks) (will|would) (not|never) (use|adopt|accept|switch|like|touch)", "(resist*|pushback|push back) .3 (from|by|among|in) .3 (team|users|staff|people|employees|colleagues)", "steep learning curve", "too (complicated|complex|hard) (for|to (use|learn|set))",
        ]),
        (Terms,
        [
            "(contract|term|terms|commitment|clause|clauses|liability|notice period|renewal|cancellation|minimum term|payment terms|agreement|years|year) .4 (too (long|rigid|strict|inflexible|short|onerous|restrictive)|unacceptable|not acceptable|one sided|a (problem|concern|dealbreaker|deal breaker)|an issue)", "(terms|term|clause|liability|commitment|conditions) (does|do|will|would) not work",
            "(can|will|could|would) not (sign|accept|commit to|agree to) .4 (contract|terms|term|clause|clauses|commitment|years|year|liability|agreement|msa|conditions)", "not (willing|prepared|able|going|ready) to (sign|accept|commit to|agree to) .4 (contract|terms|term|clause|clauses|commitment|years|year|liability|agreement|conditions)", "too long (a|of a) (commitment|contract|term)",
            "(unlimited|uncapped) liability", "(do|does) not (want|like) .3 (locked in|lock in|auto renewal|automatic renewal|commitment|tied)", "locked in .3 (for|to) .2 (#|years)", "laufzeit .3 zu lang",
        ]),
        (Anything,
        [
            "(deal breaker|dealbreaker|show stopper|showstopper|non starter|no go)", "(have|has|had|got|raised|voiced|share|shares) .2 (serious|some|major|big|real|several|few|strong|many|lot of|the same) .1 (concern*|reservation*|doubt*|objection*|worr*)", "(concerned|worried|hesitant|reluctant|nervous|uneasy) (about|with|over|regarding|by)",
            "(main|biggest|big|only|one|key|real|remaining|other) (concern|worry|objection|hesitation|reservation) .2 (is|with|about|remains|would)", "(not|still not|far from) (convinced|sold)", "(remain|am|are|is|still) (unconvinced|skeptical|sceptical|hesitant)", "(decided|voted|deciding|leaning) against (you|it|this|your|the (purchase|project|offer|proposal))",
            "(not|no longer) interested", "not (moving|going to move|proceeding|going to proceed) .1 (forward|ahead)",
        ]));

    private static readonly CueSet ElseWhere = CueSet.Of(
        "(current|existing|today|old|legacy|incumbent|previous|former|manual|manually|present) .2", "(other|another) (vendor*|tool*|option*|provider*|offer*|one|ones|quote*|supplier*|system*|product*|solution*|compan*|customer*|client*)", "(competitor*|competition|alternatives|rivals|they|them) (is|are|was|were|seem|charge|charges|quoted|lack*)",
        "our (own|tool|system|process|processes|crm|erp|provider|vendor|supplier|software|setup|spreadsheet*|solution|competitor*|customers|clients|products|product|platform|rent|energy)", "(in house|internally|ourselves|spreadsheet*|excel|whatsapp)", "(right now|at the moment|nowadays) (we|our|the)", "(hiring|recruiting|outsourcing)", "(building|build|doing|developing) .3 (ourselves|in house|yourself|people|someone|developers)");

    private static readonly CueSet ThirdParty = CueSet.Of(
        "(other|another|some|many|most) .1 (customer*|compan*|client*|friend*|peer*|firm*|people)", "(people|folks|reviews|analysts|reviewers|everyone|rumor*|rumour*) (say|says|said|tell|claim|complain*|has|had)", "i (heard|read|was told)", "(we|you) (heard|hear|hear often|often hear)", "(apparently|supposedly|allegedly)", "according to (other|some|an|a|reviews|analysts)", "(friend|peer|contact) (of|at|from|in)", "many of (our|your)");

    private static readonly CueSet Past = CueSet.Of(
        "(was|were) .2 (worried|concerned|nervous|skeptical|sceptical|hesitant|afraid|uneasy|unsure)", "(used to|initially|originally|at first|in the beginning|back then|last year|earlier we|first thought|previously)", "had .3 (concern*|reservation*|doubt*|worr*|objection*)", "(thought|feared|expected|worried) .6 (but|until)", "(resolved|solved|settled|sorted|cleared up|addressed|answered)");

    private static readonly CueSet Deferrals = CueSet.Of(
        "(come|get|circle|report|be) back (to|on|with)", "let me (check|ask|see|find|look|think|take|raise|discuss|talk|clarify)", "(will|have to|need to|must|going to) .1 (check|ask|find out|look into|look at|clarify|raise|discuss|take that|take this|think|see what)", "take (that|this|it) (away|back|up|offline|with)", "not sure .2", "do not know", "good (question|point)$", "(i|we) (understand|hear you|see|get that)$");

    private static readonly Dictionary<string, Subjects> SubjectOf = new()
    {
        [Price] = Subjects.Price,
        [Timeline] = Subjects.Timeline,
        [Feature] = Subjects.Feature,
        [Security] = Subjects.Security,
        [Trust] = Subjects.Trust,
        [Change] = Subjects.Change,
        [Terms] = Subjects.Terms,
    };

    /// <summary>Objections of the buyer, oldest first, one a sentence and topic.</summary>
    /// <param name="talk">All statements.</param>
    /// <param name="rivals">Names of competitors: what is said of them is no objection to us.</param>
    public static IEnumerable<TextSignal> Read(Conversation talk, IReadOnlyCollection<string> rivals)
    {
        foreach (var line in talk.Lines)
        {
            if (!line.TellsBuyer || line.Said.Sentence.IsQuestion)
                continue;
            foreach (var topic in Topics(line, rivals))
            {
                var settled = IsPast(line) || IsSettled(talk, line, SubjectOf.GetValueOrDefault(topic));
                yield return new(TextSignalKind.Objection, topic, line.Said.Text.Day, line.Said.Quote, settled);
            }
        }
    }

    private static List<string> Topics(Line line, IReadOnlyCollection<string> rivals)
    {
        if (Cues.Find(line.Tokens) is not { Count: > 0 } cues)
            return [];
        List<string> topics = [.. cues
            .Where(c => IsMeant(line, c.Match, rivals))
            .Select(c => c.Topic.Length > 0 ? c.Topic : TopicFromWords(line))
            .OfType<string>()
            .Distinct()];

        // "A contract of three years is too long for us": of two readings the one that the words name is meant.
        var named = topics.FindAll(t => SubjectOf.TryGetValue(t, out var subject) && (line.Subjects & subject) != 0);
        return named.Count > 0 ? named : topics;
    }

    private static bool IsMeant(Line line, CueMatch match, IReadOnlyCollection<string> rivals)
    {
        var sentence = line.Said.Sentence;
        if ((Statements.At(sentence, match.Start, match.End) & (StatementStatus.Negated | StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 || ThirdParty.Matches(sentence.Tokens))
            return false;
        var speaksToUs = false;
        for (var i = 0; i < match.Start; i++)
            speaksToUs |= sentence.Tokens[i].Norm is "you" or "your" or "yours";
        return speaksToUs || (!ElseWhere.Find(sentence.Tokens).Any(m => m.Start < match.End) && !NamesBefore(line, match, rivals));
    }

    private static bool NamesBefore(Line line, CueMatch match, IReadOnlyCollection<string> rivals)
    {
        var start = line.Said.Sentence.Start;
        var before = line.Said.Text.Text.AsSpan(start, line.Tokens[match.Start].Start - start);
        foreach (var rival in rivals)
        {
            if (before.Contains(rival, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>What an unspecific doubt is about; null when its words do not say, because then it may be about anything.</summary>
    private static string? TopicFromWords(Line line)
    {
        foreach (var (topic, subject) in SubjectOf)
        {
            if ((line.Subjects & subject) != 0)
                return topic;
        }

        return line.Tokens.Any(t => t.Norm is "interested" or "against" or "forward" or "ahead" or "convinced" or "sold") ? "doubts" : null;
    }

    private static bool IsPast(Line line) => Past.MatchesUndenied(line.Tokens);

    private static bool IsSettled(Conversation talk, Line objection, Subjects subject)
    {
        var answering = -1;
        for (var i = objection.Said.Order + 1; i < talk.Lines.Count; i++)
        {
            var line = talk.Lines[i];
            var sameSubject = subject != Subjects.None && (line.Subjects & subject) != 0;
            if (line.TellsBuyer)
            {
                if (line.Accepts && (sameSubject || answering >= 0))
                    return true;
            }
            else if (line.Said.BySeller && !line.Said.Sentence.IsQuestion)
            {
                if (line.Said.Text != objection.Said.Text)
                {
                    if (sameSubject && !Deferrals.Matches(line.Tokens))
                        return true;
                }
                else if (answering != line.Said.Utterance.Index && line.Said.Utterance.Index > objection.Said.Utterance.Index)
                {
                    if (answering < 0 && IsAnswer(line.Said.Text, line.Said.Utterance))
                        return true;
                    answering = line.Said.Utterance.Index;
                }
            }
        }

        return false;
    }

    /// <summary>The seller's turn right after an objection answers it when it states something, does not put it off, and is not refused.</summary>
    private static bool IsAnswer(ReadActivity text, Utterance turn) =>
        turn.Sentences.Where(s => !s.IsQuestion).Sum(s => s.Tokens.Count(t => t.Kind != TokenKind.Symbol)) >= LeastWordsOfAnAnswer
        && !turn.Sentences.Any(s => Deferrals.Matches(s.Tokens))
        && Dialogue.ReplyTo(text, turn.Index, out var reply) != Reply.No
        && !(reply is not null && Dialogue.Hedges(reply));
}
