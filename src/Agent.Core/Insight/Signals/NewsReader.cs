using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>Finds bad news about the buyer's company and people of the buyer's who left or are about to.</summary>
internal static class NewsReader
{
    private static readonly TopicCues News = new(
        ("layoffs",
        [
            "(layoffs|lay offs|redundancies|job cuts|entlassungen|stellenabbau|kurzarbeit)", "(laid|laying|lays|let|letting) off .4", "let .1 # .3 go", "(letting|let) .3 (people|staff|colleagues|employees) go", "(cutting|cut|eliminating|eliminated) .3 (jobs|positions|staff)",
        ]),
        ("hiring freeze", ["(hiring|headcount|recruitment) (freeze|stop|ban)", "(frozen|freezing|freeze) .2 (hiring|headcount)", "einstellungsstopp"]),
        ("budget cut",
        [
            "(budget|budgets|spending|spend|capex|funding|money) .4 (frozen|freeze|slashed|on hold|on ice|halved|suspended|withdrawn|pulled|stopped|gestrichen|eingefroren)", "(budget|spending|purchasing) (freeze|cut|cuts|stop)", "(budget|budgets|funding) (was|were|got|has been|have been|is|are) .1 (cut|reduced|frozen|pulled|taken away)",
            "(lost|slashed|froze|pulled) .2 (budget|budgets|funding)", "(all|any|every) .2 (purchases|spending|purchasing|projects|investments) .3 (on hold|frozen|stopped|paused)", "(budgetkürzung*|sparmaßnahmen|budgetstopp|ausgabenstopp)",
        ]),
        ("project on hold", ["(project|initiative|purchase|decision|rollout|evaluation|this|everything|it) (is|was|has been|got|will be|being) .2 (on hold|on ice|paused|suspended|shelved|stopped|frozen)", "(put|putting|place|placed) (it|this|that|everything|things|the .2|all .2|our .2) (on hold|on ice)", "projekt .3 gestoppt"]),
        ("acquisition", ["(being|getting|got) (acquired|bought|taken over)", "(we|company|firm|business|group|organization|organisation|they) .2 (are|is|were|was|be|been) .2 (acquired|bought|taken over)", "(acquired|taken over) by", "(we|company|firm|group|they) .3 (merge|merged|merging) with", "(a|the|our|planned|upcoming) merger", "(fusion|fusionieren) .2 mit", "(takeover|acquisition|übernahme) (by|of us|of our|durch)", "going through .2 (merger|acquisition|takeover)"]),
        ("insolvency", ["(insolvent|insolvency|bankrupt|bankruptcy|insolvenz|receivership|chapter (11|eleven|7|seven))", "(filed|filing) for .2 (protection|insolvency|bankruptcy|administration)", "(going|went|gone) (under|into administration)", "running out of (cash|money|runway)"]),
        ("reorganisation", ["(reorganization|reorganisation|reorganizing|reorganising|reorg|umstrukturierung)", "(a|the|our|company|internal|big|major|ongoing|in|under|through|of|announced) restructuring"]),
        ("weak results", ["profit warning", "(we|company|group) .1 missed .3 (targets|guidance|quarter)", "(lost|losing) .2 (biggest|largest|main|major|key) (customer|client|account|contract)", "(bad|terrible|weak|poor|awful|disastrous) (quarter|year)", "(sales|revenue|orders) .3 (collapsed|plummeted|slumped)"]));

    /// <summary>Companies, customers and times that the news is not about: theirs today.</summary>
    private static readonly CueSet NotTheirs = CueSet.Of(
        "(our|your|their) (customers|clients|competitor|competitors|suppliers|supplier|industry|neighbours|partners|own customers)", "(your company|your firm|your group|you guys|(are|were|got) you|you (are|were|got))", "(other|another|many|most|some) (company|companies|firms|customer|customers|businesses)", "(we|our company|our group) (acquired|bought|took over|are acquiring|are buying|have acquired|have bought)",
        "(in case of|in the event of|without|avoid|avoiding|prevent|instead of|rather than|risk of|fear of) .3", "(last year|years ago|a year ago|back in|in the past|previous employer|old job|former company|two years)", "(is|are|was|were|be|being|been|now) (finished|over|done|completed|ended)", "(behind us|off hold|resumed|lifted)", "(help|helps|helping|specialize|advise|consult*) .3 (with|on|in|companies|clients)", "(software|module|process|feature|report|function|tool) for .3",
        "(call|line|phone|invoice|ticket|order|caller|you|me) .1 on hold", "(article|news|press|reuters|competitor*) .4");

    /// <summary>Ways to say that it is over, in a later sentence about the same.</summary>
    private static readonly CueSet Lifted = CueSet.Of("(lifted|over|resumed|released|approved again|ended|behind us|off hold|unfrozen|restored|finished|completed|called off|cancelled)");

    private static readonly CueSet Departures = CueSet.Of(
        "(has|have|had|just|already) left (the|us|our) .2", "(left|leaves|leaving|leave|quit|quits|quitting) (the|our) (company|firm|business|organization|organisation|bank|school|group|team|hospital|university|agency|practice)", "has left$", "(left|leaving|leaves|leave) (at|by) .1 end of .1 (month|week|year|quarter)", "(resigned|resigns|resigning|handed in .2 (notice|resignation)|gave .1 notice|given .1 notice)",
        "(is|are|am) no longer (with|at|employed|working|here) .2", "no longer (work|works|working) (at|for|with|here) .2", "(was|got|has been|been) (let go|fired|laid off|dismissed|made redundant)", "(retired|retires|retiring|is moving on|am moving on|moved on to .3|moved to another company|joined another company|changed jobs|is changing jobs)", "(last|final) (day|week|working day) .4 (is|was|will be|at|with|here)",
        "(accepted|taken|took|got|starting|start|found) .2 new (job|position|role|challenge|opportunity) (at|with|elsewhere|outside|in another) .2", "(am|is) (leaving|quitting) (the|us|my|our|acme) .2", "will be leaving (the|us|my|our|at|end|by|in|on) .2", "hat das unternehmen verlassen", "(mein|ihr|sein) letzter (tag|arbeitstag)", "(verlässt|verlasse) (das|die|uns) .2", "nicht mehr .2 (im unternehmen|bei uns|für uns)");

    private static readonly CueSet Absences = CueSet.Of("(vacation|holiday|holidays|pto|honeymoon|parental|maternity|paternity|sabbatical|conference|trial|pilot|promotion|discount|urlaub|training|event|fair|project)", "(left|leaving|leave|leaves) .2 (meeting|call|room|building|office|message|voicemail|comment|note|early|that|this)", "(old|previous|former|last) (company|job|employer|role)", "left (off|over|it|to do|out|behind)");

    /// <summary>Bad news about the company, oldest first, one a sentence.</summary>
    public static IEnumerable<TextSignal> ReadCompany(Conversation talk)
    {
        foreach (var line in talk.Lines)
        {
            var said = line.Said;
            if (!line.TellsBuyer || said.Sentence.IsQuestion)
                continue;
            foreach (var (topic, match) in News.Find(line.Tokens))
            {
                if ((Statements.At(said.Sentence, match.Start, match.End) & (StatementStatus.Negated | StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 || NotTheirs.Matches(line.Tokens))
                    continue;
                yield return new(TextSignalKind.BadNews, topic, said.Text.Day, said.Quote, IsOver(talk, line, topic));
                break;
            }
        }
    }

    /// <summary>People who left or will: known ones by name, title or as the one who writes it. The topic is the contact's name.</summary>
    public static IEnumerable<TextSignal> ReadPeople(Conversation talk, DealFile file)
    {
        foreach (var line in talk.Lines)
        {
            var said = line.Said;
            if (!line.TellsBuyer || said.Sentence.IsQuestion)
                continue;
            foreach (var match in Departures.Find(line.Tokens))
            {
                if ((Statements.At(said.Sentence, match.Start, match.End) & (StatementStatus.Negated | StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 || Absences.Matches(line.Tokens))
                    continue;
                if (WhoLeaves(line, match, file) is not { } contact)
                    continue;
                yield return new(TextSignalKind.StakeholderLeft, contact.Name, said.Text.Day, said.Quote);
                break;
            }
        }
    }

    private static bool IsOver(Conversation talk, Line news, string topic)
    {
        for (var i = news.Said.Order + 1; i < talk.Lines.Count; i++)
        {
            var later = talk.Lines[i];
            if (later.TellsBuyer && Lifted.Matches(later.Tokens) && (News.Find(later.Tokens).Any(n => n.Topic == topic) || ((later.Subjects & Subjects.Price) != 0 && topic is "budget cut")))
                return true;
        }

        return false;
    }

    /// <summary>The contact that the words before the match name; the writer of "my last day is Friday".</summary>
    private static Contact? WhoLeaves(Line line, CueMatch match, DealFile file)
    {
        var tokens = line.Tokens;
        var first = Math.Max(0, match.Start - 8);
        for (var i = match.Start - 1; i >= first; i--)
        {
            var norm = tokens[i].Norm;
            if (norm is "i" or "my" && line.Said.ByBuyer)
                return Speaker(line, file);
            foreach (var person in file.Stakeholders)
            {
                if (IsNamed(line, i, person.Contact))
                    return person.Contact;
            }

            if (ByTitle(norm, file) is { } titled)
                return titled;
        }

        // "…, and today is my last day": the cue itself may begin after the word that says whose.
        return tokens.Take(match.End).Any(t => t.Norm is "my") && line.Said.ByBuyer ? Speaker(line, file) : null;
    }

    private static Contact? Speaker(Line line, DealFile file) =>
        file.Stakeholders.Select(s => s.Contact).FirstOrDefault(c => string.Equals(c.Name, line.Said.Utterance.Speaker, StringComparison.OrdinalIgnoreCase))
        ?? (line.Said.Utterance.Speaker is { } speaker ? OnlyFirstName(file, speaker) : null);

    private static Contact? OnlyFirstName(DealFile file, string first)
    {
        var fits = file.Stakeholders.Where(s => s.Contact.Name.StartsWith(first + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        return fits.Count == 1 ? fits[0].Contact : null;
    }

    private static bool IsNamed(Line line, int token, Contact contact)
    {
        var text = line.Said.Text.Text;
        var word = text.AsSpan(line.Tokens[token].Start, line.Tokens[token].End - line.Tokens[token].Start);
        if (word.Length < 2 || !char.IsUpper(word[0]))
            return false;
        foreach (var range in contact.Name.AsSpan().Split(' '))
        {
            if (word.Equals(contact.Name.AsSpan()[range], StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static Contact? ByTitle(string word, DealFile file)
    {
        if (word is not ("ceo" or "cfo" or "cto" or "cio" or "coo" or "ciso" or "cmo" or "vp"))
            return null;
        var fits = file.Stakeholders.Where(s => s.Contact.Title?.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase) == true).ToList();
        return fits.Count == 1 ? fits[0].Contact : null;
    }
}
