using System.Text.RegularExpressions;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Updates;

/// <summary>Reads who plays which part, who left, and who is new.</summary>
internal static partial class PeopleUpdates
{
    private static readonly (BuyingRole Role, double Weight, CueSet Cues)[] Roles =
    [
        (BuyingRole.EconomicBuyer, 1.1, CueSet.Of("(owns|own|holds|hold|controls|control|has|manages|releases|runs|guards|keeps|administers) .2 (budget|budgets|purse|purse strings|money|wallet|funds|cost centre|cost center|chequebook|checkbook|p&l)", "('s|his|her|my) (budget|cost centre|cost center|purse|money|p&l|pot|signature)", "(budget|money|funds|funding|cost centre|cost center) .3 (comes from|sits with|lies with|belongs to|is with|is in|is mine|is his|is hers|out of) .3", "(budget holder|budget owner|economic buyer|pays for it|pays for this|foots the bill|signs the cheque|signs the check|signs the money|frees the money|approves .2 (spend|spending|money|budget|expense|investment|expenditure))", "(pay|paid|paying) .3 out of (my|his|her)", "(budget|budgets|money|spend|spending|funds|sum|sums|amount|amounts|investment|investments|expense|expenses) .3 (is|are|gets|get|must be|has to be|have to be) .2 (released|approved|freed|signed|signed off|granted|decided|cleared) .1 by", "(signs|sign|sign off|signs off|release|releases|approve|approves) .4 (above|over|budget|money|spend|investment|amount|sum)")),
        (BuyingRole.DecisionMaker, 1.0, CueSet.Of("(decides|decide|decider|decision maker|deciding)", "(final|last|ultimate) (say|word|decision|call|yes)", "(makes|make|take|takes|taking|making) .3 (decision|call|final call)", "(decision|call|choice|yes or no) .5 (is|lies|rests|sits|now|with|falls) .3 (mine|his|hers|alone|with|to)", "(needs|need|wait for|waiting for|without|requires) (his|her|'s) (ok|okay|blessing|approval|yes|nod)", "(runs|heads|chairs) .3 (decision|selection|evaluation) (committee|team|board)", "the (yes|decision|final word|last word|go ahead) .7 (says|gives|comes from|belongs to|is up to)", "(calls the shots|has the say|has to say yes|must say yes|nobody else has to|up to (him|her|me)|his call|her call|my call|his decision|her decision|my decision|mine to (make|take)|in charge of the decision|ultimately approves)")),
        (BuyingRole.Champion, 1.0, CueSet.Of("(fights|fighting|fight|fought|pushes|pushing|lobbies|lobbying|campaigns|campaigning|argues|argued|vouches|vouched|advocates|advocating|stands up|sticks .2 neck) .4 (for|us|this|it|internally)", "(champion|biggest fan|biggest supporter|ambassador|in our corner|on our side|evangelist|our advocate|cheerleader|driving force|driving it|drives it|our man|our woman|our ally)", "(presented|presents|sells|sold|selling|promotes|promoted|recommended|praised|pitched) (us|it|this|our .2) .5", "(made|makes|making|built|wrote|written) .3 (case|business case) .5", "(wants|want) (us|this|it) .2 (to win|to happen|badly|more than)", "(has|got) our back", "(sells|selling|drives|driving|pushes|pushing|promotes|promoting) (this|it|us|our .2) .3 (internally|inside|upstairs|up the chain|to the board|to management|forward|through)", "(loves|adores|is in love with|sold on|convinced of) .3 (product|solution|tool|system|us|it|platform) .6", "(behind (us|it|this)|pulling for us|rooting for us|all in on us)")),
        (BuyingRole.Blocker, 1.15, CueSet.Of("(against|opposes|opposed|opposing|blocks|blocked|blocking|vetoes|vetoed|veto|torpedo*|sabotag*|resists|resisting|refuses|refused|obstructs|stonewall*|undermin*) .4", "(will|does|do) not (let|allow|want|accept|support|touch|have|tolerate|approve) .6", "over .2 dead body", "to (stop|kill|drop|end) (the|this) (project|purchase|deal|order|evaluation)", "(dug|digs|digging) .2 heels", "(not a (fan|friend|supporter)|no (fan|friend) of|dead set|sceptical|skeptical|hostile|waste of (money|time))", "(stopped|killed|sank|buried|shot down) .4 (vendors|vendor|project|projects|it|us|proposal|attempt|attempts|suppliers)", "(tries|trying|tried|wants|want) to (kill|stop|block|prevent|delay|bury|derail)", "(fights|fighting|campaigns|campaigning|argues|arguing|votes|voted) .2 against", "(prefers|favours|favors|pushes|pushing|wants) .3 (competitor|incumbent|other vendor|old system|status quo)")),
        (BuyingRole.Procurement, 1.1, CueSet.Of("(is|am|are|in|as|from|for|=|head of|does|do|runs|run) .2 (purchasing|procurement|purchaser|buying|sourcing|category manager)", "(runs|handles|manages|leads|conducts|coordinates|organises|organizes) .3 (tender|tendering|bid|bids|rfp|purchase|purchasing|procurement|commercial|commercials|negotiation|negotiations)", "(negotiates|negotiate|haggles|negotiating) .3 (price|prices|terms|conditions|contract|rates|discount)", "(all|every) (bids|offers|quotes|orders) .5 (via|through|to)", "(price|prices|terms|conditions|rates|discounts|contracts) .3 (is|are|get|gets) .1 negotiated .5 by")),
        (BuyingRole.Legal, 1.1, CueSet.Of("(is|as|am|=) .3 (lawyer|solicitor|attorney|counsel|legal|jurist|notary)", "(in house|company|corporate) (lawyer|counsel|solicitor|legal)", "(reviews|checks|reads|vets|examines|checking|reviewing|reading|redlines|looks over|goes through) .3 (contract|clauses|terms|agreement|dpa|liability|legal)", "(contract|contracts|agreement|liability|clauses|clause|terms) .8 (checks|check|reviews|vets|reads|examines) (it|them|this|that|all|every)", "(contract|agreement|liability|clauses) .6 (on his table|on her table|on his desk|on her desk|with him|with her|between you and)")),
        (BuyingRole.User, 0.95, CueSet.Of("(will|would|going to|to be) .4 (working with|work with|using|use|operating|operate|handling) .4 (it|this|them|every day|daily|system|tool|software|machine|freezers|app|each day|all day)", "(uses|using|use|works with|working with|operates|sits at|sits in front of) .6 (every day|daily|each day|all day|day in|every shift|hours a day)", "(end user|daily user|key user|power user|heavy user)", "(ones|people|one|team|crew) .3 (working with|using|operating|uses|works with|use) .3")),
        (BuyingRole.Influencer, 0.9, CueSet.Of("(advises|advise|advising|consulted|advisor|adviser|sounding board|recommends|influences|influence|has an opinion|technical opinion|gives .2 opinion|gives .2 recommendation|asked for .2 opinion)", "(opinion|word|advice|judgement|judgment|recommendation|voice|assessment) .3 (counts|matters|weighs|carries|heard|valued|weight)", "(listens|listen|listening) to (him|her|me)", "(evaluates|evaluate|evaluating|assesses|scores|rates) .4 (vendors|offers|bids|technical|technically|solutions|options|demos)", "(has|have|gets) .2 say .4 (but|no vote|not .2 vote|without)")),
    ];

    private static readonly CueSet Quits = CueSet.Of("(has|have|had|just|is|was) [just|already|now|unfortunately|sadly] (left|leaving|gone|quit|resigned|departed) .1 (us|our|my|the|to|for|from|at|on|in|and|since|as)", "(left|leaves|leaving|quit|quits|departed|departs|exited) .4 (on|in|at|to|for|last|this|us|end|with|yesterday|company|firm|school|group|bank|hospital|team|organisation|organization|agency|council|university)", "(no longer|not any more|no more) .1 (with|at|works|working|employed|here|part|in|on)", "(does|is) not .1 (work|working|employed|here) .2 (anymore|any more|any longer)", "(my|his|her|'s) (last|final) (day|working day|week)", "(has|have) .1 (retired|resigned|moved on|handed in|given notice|been let go|been dismissed|been made redundant|been laid off)", "(retired|resigned|moved on|was let go|was dismissed|got fired|was fired|passed away|joined another|changed jobs|switched to|moved to) .2", "(handed in|gave|given) .1 (notice|resignation)", "(is|has) gone (for good|to|now)", "(is|am|are|will be|be) leaving .2 (us|the|our|end|in|on|at|for|company|next|this|to)", "(has|have) left$", "(took|taken|take|accepted|found|starts|started|starting|got) .3 (job|role|position|post) .1 (at|with|elsewhere|in|outside|abroad)", "(moved|moving|went|gone|off) .1 to .2 (competitor|pastures|join|company|employer)", "(has|have|had|is) [now|just|also] (moved on|departed|stepped down)", "(does|do) not work .2 (here|for us|with us|any)", "(not|no) .1 (more|longer|anymore) .1 (with|at|in|by|part|working|employed|on board) .3", "(ended|finished|terminated|ends|finishes|quit) .4 (employment|work|working|job|contract|service|career|position)", "(went|goes|gone|took|takes|taken|entered|enters|going) .4 (pension|retirement|early retirement)", "(not|never) .2 (come|coming|comes|return|returning) back (any|to|at all|here|anymore)", "not with (us|the company) (any more|anymore|any longer)", "(finished up|walked out)", "(threw|thrown|throws) .2 (towel)", "(cleared|packed|emptied|cleaned out|clears) .3 (desk|office)", "(was|were|been|is) (sent home|let go|dismissed|sacked|fired|laid off|made redundant|replaced)", "(is|are) out (,|immediately|for good|since)");

    private static readonly CueSet Absence = CueSet.Of("(holiday|holidays|vacation|leave of absence|parental leave|maternity|paternity|sabbatical|sick leave|annual leave|honeymoon|back (on|at|in|from|by)|returns|lunch|conference)", "(gone|away|off|out) .1 (until|till|for) .3", "(left|leaving|leaves) .2 (meeting|call|room|building|message|voicemail|comment|note|early|out|open|over|off|behind|it|that|this|a|me|you|for (lunch|the day|the weekend|holiday|vacation))", "(right|left) (side|hand|over|most|column|hall|door)");

    private static readonly CueSet HasAPart = CueSet.Of("(contract|contracts|approve|approves|approval|release|releases|sign|signs|signature|decide|decides|decision|responsible|in charge|takes over|taking over|taken over|took over|take over|takes charge|successor|succeeds|replaces|replacing|handles|handle|handling|leads|lead|leading|runs|running|manages|managing|looks after|project|purchase|purchasing|procurement|budget|papering|paperwork|legal|security|technical|it|involved|contact|point of contact|coordinates|evaluate|evaluates|review|reviews|introduce|introducing|meet|joining|joins|join|joined|copy|cc|copied|loop|looping|part of|include|including|works with|speak to|talk to|reach|veto|say|opinion|rollout|implementation|integration|data protection|questions|table|desk|user|users|team)");

    private static readonly CueSet TakesOver = CueSet.Of("(i|we) .3 (taken over|take over|taking over|took over|inherited|am responsible|am in charge|look after|am the|handle|am handling|will handle|will be handling|lead|manage|will be|am now|run|coordinate|am joining|have joined|am new|am your|succeed|replace|am replacing|write on behalf|was asked|have been asked|am writing)", "(my predecessor|handover|my colleague .4 (passed|forwarded|gave|told|asked|suggested))", "(passed|forwarded|handed) (your|this|it|me) .4", "(passed|handed|given|assigned|transferred|entrusted|fell|fallen|landed) .3 (to|on|with) (me|my .1)", "i (sign|decide|run|check|review|approve|negotiate|own|evaluate|lead|buy)");

    public static IEnumerable<ChangeSet> ReadRoles(UpdateTalk talk, UpdateChanges changes)
    {
        var found = new Dictionary<ContactId, (double Score, ChangeSet Change)>();
        foreach (var line in talk.Lines.Where(l => (l.Doubts & ~Doubt.Conditional) == Doubt.None && l.Voice != Voice.Seller))
        {
            foreach (var (role, weight, cues) in Roles)
            {
                foreach (var match in cues.Find(line.Tokens).Where(m => !Statements.IsNegated(line.Tokens, m.Start)))
                {
                    if (Whose(talk, line, match) is not var (who, near) || who.Role == role || who.Contact.LeftOn is not null)
                        continue;
                    if (role is BuyingRole.Blocker or BuyingRole.Champion && line.Voice == Voice.Buyer && SubjectBefore(line.Tokens, match) is "i" or "my" or "we")
                        continue;
                    var score = weight * near;
                    if (score < 0.6 || (found.TryGetValue(who.Contact.Id, out var known) && known.Score >= score))
                        continue;
                    found[who.Contact.Id] = (score, changes.Role(who, role, line.Voice == Voice.Record ? "Our record says so." : "The buyer says so.", near < 1 ? Certainty.Inferred : Certainty.Of(line), line));
                }
            }
        }

        return found.Values.Select(f => f.Change);
    }

    /// <summary>The contact that the words are about: the one named last before them in the sentence, the speaker for "I", else whom "he" or "she" points at.</summary>
    private static (Stakeholder Who, double Near)? Whose(UpdateTalk talk, UpdateLine line, CueMatch match)
    {
        var subject = SubjectBefore(line.Tokens, match);
        var named = NamedIn(talk, line).ToList();
        const int after = 2;
        var behind = named.FirstOrDefault(n => n.Token >= match.End && n.Token - match.End < after);
        // "The money is released by Berg", "the yes comes from Berg": the doer stands behind the deed.
        if (behind.Who is not null && line.Tokens[match.End - 1].Norm is "by" or "says" or "gives" or "from" or "to")
            return (behind.Who, 1);
        if (line.Tokens[match.End - 1].Is("by"))
            return match.End < line.Tokens.Count && line.Tokens[match.End].Norm is "me" or "myself" ? Speaker(talk, line) : null;
        if (named.LastOrDefault(n => n.Token < match.End) is { Who: not null } before && !(subject is "i" or "my" && line.Voice == Voice.Buyer))
            return (before.Who, 1);
        if (behind.Who is not null && subject is not ("i" or "my"))
            return (behind.Who, 1);
        var first = line.Tokens.Skip(match.Start).Take(match.End - match.Start).Any(t => t.Norm is "mine" or "my" or "me");
        if (subject is "i" or "my" or "me" || first)
        {
            return Speaker(talk, line);
        }

        if (subject is not null and not ("he" or "she" or "his" or "her" or "who"))
            return null;
        if (named.Count == 0 && (subject is "he" or "she" or "his" or "her" || line.Tokens.Take(match.End).Any(t => t.Norm is "he" or "she" or "his" or "her")))
        {
            const int reach = 2;
            for (var i = line.Index - 1; i >= Math.Max(0, line.Index - reach); i--)
            {
                if (NamedIn(talk, talk.Lines[i]).LastOrDefault() is { Who: not null } earlier)
                    return (earlier.Who, 0.9);
            }
        }

        return null;
    }

    private static (Stakeholder Who, double Near)? Speaker(UpdateTalk talk, UpdateLine line) =>
        line.Voice == Voice.Buyer && talk.Known(line.Utterance.Speaker) is { } contact ? (talk.File.Stakeholders.First(s => s.Contact.Id == contact.Id), 1) : null;

    private static string? SubjectBefore(TokenList tokens, CueMatch match)
    {
        const int reach = 6;
        for (var i = Math.Min(match.Start, tokens.Count - 1); i >= Math.Max(0, match.Start - reach); i--)
        {
            if (tokens[i].Norm is "i" or "he" or "she" or "we" or "they" or "you" or "my" or "his" or "her" or "it" or "who")
                return tokens[i].Norm;
        }

        return null;
    }

    private static IEnumerable<(int Token, Stakeholder Who)> NamedIn(UpdateTalk talk, UpdateLine line)
    {
        for (var i = 0; i < line.Tokens.Count; i++)
        {
            var token = line.Tokens[i];
            if (token.Kind != TokenKind.Word || token.End - token.Start < 2 || !char.IsUpper(line.Text.Text[token.Start]))
                continue;
            var word = line.Text.Text[token.Start..token.End];
            if (talk.File.Stakeholders.Where(s => Names.Parts(s.Contact.Name) is [var first, ..] parts && (string.Equals(first, word, StringComparison.OrdinalIgnoreCase) || string.Equals(parts[^1], word, StringComparison.OrdinalIgnoreCase))).ToList() is [var only])
                yield return (i, only);
        }
    }

    public static IEnumerable<ChangeSet> ReadLeavers(UpdateTalk talk, UpdateChanges changes)
    {
        var seen = new HashSet<ContactId>();
        var signals = NewsReader.ReadPeople(new(new[] { talk.Text }), talk.File).ToList();
        foreach (var line in talk.Lines.Where(l => l.IsSolid))
        {
            var read = signals.Find(s => s.Evidence is { } e && e.Start == line.Sentence.Start);
            var contact = read is not null ? talk.Known(read.Topic) : line.Voice == Voice.Seller ? null : Leaver(talk, line);
            if (contact is null || contact.LeftOn is not null || IsAway(talk, line) || !seen.Add(contact.Id))
                continue;
            var on = DayLeft(talk, line);
            yield return changes.Left(contact, on, line.Voice == Voice.Record ? "Our record says so." : "The buyer says so.", Certainty.Of(line), line);
        }
    }

    /// <summary>A weekday of something past is the last one, not the next.</summary>
    private static DateOnly DayLeft(UpdateTalk talk, UpdateLine line)
    {
        const int week = 7;
        if (line.Dates.LastOrDefault(d => d.From == d.To) is not { } date)
            return talk.Text.Day;
        return date.To > talk.Text.Day && UpdateDates.IsPast(line, date) && date.To.DayNumber - talk.Text.Day.DayNumber <= week ? date.To.AddDays(-week) : date.To;
    }

    private static Contact? Leaver(UpdateTalk talk, UpdateLine line)
    {
        foreach (var match in Quits.Find(line.Tokens).Where(m => !Statements.IsNegated(line.Tokens, m.Start)))
        {
            var before = NamedIn(talk, line).LastOrDefault(n => n.Token < match.Start && match.Start - n.Token <= 5);
            if (AboutOne(talk, line, match) is { } only)
                return only;
            if (before.Who is not null && !line.Tokens.Skip(before.Token + 1).Take(match.Start - before.Token - 1).Any(t => t.Norm is "i" or "we" or "he" or "she" or "who"))
                return before.Who.Contact;
            if (line.Voice == Voice.Buyer && SubjectBefore(line.Tokens, match) is "i" or "my" && talk.Known(line.Utterance.Speaker) is { } speaker)
                return speaker;
        }

        return null;
    }

    /// <summary>The only contact that the sentence names, when nobody else comes between name and leaving; for "he" and "she" the only one of the sentence before.</summary>
    private static Contact? AboutOne(UpdateTalk talk, UpdateLine line, CueMatch match)
    {
        const int reach = 16;
        var others = line.Tokens.Take(match.Start).Any(t => t.Norm is "i" or "we" or "they" or "you" or "it" or "my" or "who");
        var named = NamedIn(talk, line).DistinctBy(n => n.Who).ToList();
        if (named is [var only])
            return only.Token < match.Start && match.Start - only.Token <= reach && !others ? only.Who.Contact : null;
        return named.Count == 0 && !others && line.Tokens.Take(match.Start).Any(t => t.Norm is "he" or "she")
            && talk.At(line.Index - 1) is { } before && before.Paragraph == line.Paragraph && NamedIn(talk, before).DistinctBy(n => n.Who).ToList() is [var earlier]
            ? earlier.Who.Contact
            : null;
    }

    private static bool IsAway(UpdateTalk talk, UpdateLine line) =>
        Absence.Matches(line.Tokens) || (talk.At(line.Index + 1) is { } next && next.Paragraph == line.Paragraph && next.Tokens.Any(t => t.Norm is "back" or "holiday" or "vacation" or "returns"));

    public static IEnumerable<ChangeSet> ReadNewcomers(UpdateTalk talk, UpdateChanges changes)
    {
        var seen = new List<string>();
        if (Newcomer(talk) is var (self, title, line))
        {
            seen.Add(self.Name);
            yield return changes.NewContact(self.Name, self.Email, title, "A new person at the buyer writes and has a part in the deal.", Certainty.Said, line);
        }

        foreach (var (person, job, said) in Strangers(talk).Where(s => !seen.Exists(n => Names.IsSamePerson(n, s.Person.Name))))
        {
            seen.Add(person.Name);
            yield return changes.NewContact(person.Name, person.Email, job, "A new person at the buyer takes part and has a part in the deal.", Certainty.Of(said), said);
        }

        const Doubt harmless = Doubt.Conditional;
        foreach (var said in talk.Lines.Where(l => (l.Doubts & ~harmless) == Doubt.None))
        {
            foreach (var (name, job) in NamedWithTitle(said.Words))
            {
                if (!IsNew(talk, name) || seen.Exists(s => Names.IsSamePerson(s, name)) || (said.Voice == Voice.Seller && !talk.IsTalk) || !(PlaysAPart(talk, said) || IsSpeaker(talk, name)))
                    continue;
                seen.Add(name);
                yield return changes.NewContact(name, EmailOf(talk, name), job, said.Voice == Voice.Record ? "Our record names a new person who has a part in the deal." : "The buyer names a new person who has a part in the deal.", Certainty.Of(said), said);
            }
        }
    }

    /// <summary>People in copy or in the talk who are not in the record, with the line that says what part they have.</summary>
    private static IEnumerable<(Participant Person, string? Title, UpdateLine Line)> Strangers(UpdateTalk talk)
    {
        foreach (var person in talk.Activity.Participants.Where(p => p is { UserId: null, ContactId: null } && p.Name.Length > 0 && IsNew(talk, p.Name)))
        {
            var names = Names.Parts(person.Name);
            var named = talk.Lines.FirstOrDefault(l => l.Doubts is Doubt.None or Doubt.Conditional && HasAPart.Matches(l.Tokens) && l.Tokens.Any(t => l.Text.Text.AsSpan(t.Start, t.End - t.Start) is var word && (word.SequenceEqual(names[0]) || word.SequenceEqual(names[^1]))))
                ?? talk.Lines.FirstOrDefault(l => l.TellsBuyer && l.Utterance.Speaker is { } speaker && talk.IsTalk && Names.IsSamePerson(person.Name, speaker) && TakesOver.Matches(l.Tokens));
            if (named is not null)
                yield return (person, TitleOf(named.Words, person.Name), named);
        }
    }

    /// <summary>Somebody of the buyer's who is not in the record writes and says what part they have.</summary>
    private static (Participant Person, string? Title, UpdateLine Line)? Newcomer(UpdateTalk talk)
    {
        if (!talk.IsEmail || talk.Activity.Participants is not [{ UserId: null, ContactId: null } sender, ..] || sender.Name.Length == 0 || !IsNew(talk, sender.Name) || talk.Lines.All(l => l.Voice != Voice.Buyer))
            return null;
        var line = talk.Lines.FirstOrDefault(l => l.TellsBuyer && TakesOver.Matches(l.Tokens));
        var title = SignatureTitle(talk, sender.Name);
        // Who signs with a title and speaks of the contract, the offer or the project has a part in it.
        line ??= title is null && !IsOfBuyer(talk, sender.Email) ? null : talk.Lines.FirstOrDefault(l => (l.Doubts & ~(Doubt.Asked | Doubt.Guessed | Doubt.Conditional)) == Doubt.None && l.Voice == Voice.Buyer && HasAPart.Matches(l.Tokens));
        return line is null ? null : (sender, title, line);
    }

    private static string? TitleOf(string words, string name) =>
        NamedWithTitle(words).FirstOrDefault(n => Names.IsSamePerson(name, n.Name)).Title
        ?? (PronounTitle().Match(words) is { Success: true } told ? told.Groups["title"].Value.Trim() : null);

    private static bool IsNew(UpdateTalk talk, string name) => Names.Parts(name).Length >= 2 && !TitleNoun().IsMatch(name) && !talk.IsOurs(name) && talk.Known(name) is null;

    private static bool IsSpeaker(UpdateTalk talk, string name) => talk.Text.Utterances.Any(u => u.Speaker is { } speaker && Names.IsSamePerson(name, speaker));

    /// <summary>The sentence gives its people a part in the deal, or the next one does: "Ida Berg, planner. She tests the scanners."</summary>
    private static bool PlaysAPart(UpdateTalk talk, UpdateLine line) =>
        HasAPart.Matches(line.Tokens) || talk.IsAboutDeal(line) || Address().Matches(line.Words).Any(m => IsOfBuyer(talk, m.Value))
        || (talk.At(line.Index + 1) is { IsSolid: true } next && next.Tokens[0].Norm is "he" or "she" && (HasAPart.Matches(next.Tokens) || talk.IsAboutDeal(next)));

    /// <summary>True for an address at the same house as one of the contacts of the record.</summary>
    private static bool IsOfBuyer(UpdateTalk talk, string? email) =>
        email?.Split('@') is [_, var house] && talk.File.Stakeholders.Any(s => s.Contact.Email is { } known && known.EndsWith("@" + house, StringComparison.OrdinalIgnoreCase));

    private static string? EmailOf(UpdateTalk talk, string name)
    {
        if (talk.Activity.Participants.FirstOrDefault(p => p.Name.Length > 0 && Names.IsSamePerson(name, p.Name))?.Email is { } known)
            return known;
        var last = Names.Parts(name)[^1];
        return Address().Matches(talk.Text.Text).Select(m => m.Value).FirstOrDefault(a => a.Contains(last, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The line below the writer's name.</summary>
    private static string? SignatureTitle(UpdateTalk talk, string name)
    {
        const int longest = 60;
        var lines = talk.Text.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(lines, l => l.Length <= name.Length + 12 && Names.Parts(l.TrimEnd(',')).Length > 1 && Names.IsSamePerson(name, l.TrimEnd(',')));
        return at >= 0 && at + 1 < lines.Length && lines[at + 1] is { Length: < longest } title && char.IsUpper(title[0]) && !title.Any(char.IsAsciiDigit) ? title.Split(',', '|')[0].Trim() : null;
    }

    private static IEnumerable<(string Name, string? Title)> NamedWithTitle(string words)
    {
        var bracketed = NameThenBrackets();
        foreach (var pattern in new[] { bracketed, NameThenTitle(), TitleThenName(), Presented(), NameThenPart(), NameThenAddress() })
        {
            foreach (Match match in pattern.Matches(words))
            {
                var title = match.Groups["title"].Value.Trim();
                if (pattern == bracketed)
                {
                    yield return (Names.WithoutTitle(match.Groups["name"].Value.Trim()), title);
                    continue;
                }

                if (title.StartsWith("colleague", StringComparison.OrdinalIgnoreCase) || title.StartsWith("boss", StringComparison.OrdinalIgnoreCase))
                    title = "";
                if (title.Length == 0 || TitleNoun().IsMatch(title))
                    yield return (Names.WithoutTitle(match.Groups["name"].Value.Trim()), title.Length == 0 ? null : title);
            }
        }
    }

    private const string NamePattern = @"(?<name>\p{Lu}[\p{L}'’-]+(?:\s(?:van|von|de|der|den|della|di|da|del|le|la|el|al|ten|zu|zur|af|\p{Lu}\.))*(?:\s\p{Lu}[\p{L}'’-]+){1,2})";

    private const string TitleNouns = @"(?:[Hh]ead|[Cc]hief|CEO|CFO|CIO|CTO|COO|CISO|CSO|CPO|CDO|VP|DPO|[Dd]irector|[Mm]anager|[Oo]fficer|[Ee]ngineer|[Cc]ontroller|[Bb]uyer|[Pp]urchaser|[Aa]dministrator|[Ll]ead|[Ll]eader|[Ll]awyer|[Cc]ounsel|[Aa]rchitect|[Cc]oordinator|[Ss]pecialist|[Cc]onsultant|[Aa]nalyst|[Ss]ecretary|[Tt]reasurer|[Ss]upervisor|[Oo]wner|[Pp]artner|[Pp]resident|[Aa]ccountant|[Ll]ibrarian|[Nn]urse|[Pp]lanner|[Tt]echnician|[Ss]cientist|[Rr]epresentative|[Pp]rincipal|[Dd]ean|[Cc]lerk|[Bb]ursar|[Cc]urator|[Ee]ditor|[Pp]roducer|[Cc]hair(?:man|woman)?|[Aa]uditor|[Dd]eveloper|[Dd]ispatcher|[Ff]oreman|[Ss]olicitor|[Aa]ttorney|[Ee]xpert|[Ee]xecutive|[Aa]dvisor|[Aa]dviser|[Bb]oss|[Cc]olleague)";

    private const string TitlePattern = @"(?<title>(?:[\p{L}&/-]+\s){0,4}?" + TitleNouns + @"(?:\s(?:of|for)\s(?:(?:the|our)\s)?[\p{L}&/-]+(?:\s(?:and\s)?\p{Lu}[\p{L}&/-]*){0,3}|\s\p{Lu}[\p{L}&-]+)?)";

    [GeneratedRegex(NamePattern + @"(?:\s?(?:,|\(|[-–—=])\s?(?:who(?:\sis|'s)|(?:s?he)(?:\sis|'s))?\s?|\s(?:is|becomes|has become|will be)\s)(?:(?:our|their|the|his|her|my|a|an|new)\s){0,2}" + TitlePattern + @"(?=[\s,.;:()!]|$)")]
    private static partial Regex NameThenTitle();

    [GeneratedRegex(@"\b(?:[Oo]ur|[Tt]heir|[Tt]he|[Mm]y|[Nn]ew|[Ww]ith|[Hh]is|[Hh]er|[Mm]et)\s(?:new\s|own\s)?" + TitlePattern + @"\s?,?\s" + NamePattern)]
    private static partial Regex TitleThenName();

    [GeneratedRegex(@"\b(?:[Tt]his is|[Mm]eet|[Ii]ntroduce|[Ii]ntroducing|[Ll]oop(?:ed|ing)? in|[Aa]dd(?:ed|ing)?|[Cc]op(?:y|ied|ying)(?: in)?|[Ii]n copy(?: you find)?(?: is)?|[Ii]n cc(?: is)?|[Cc][Cc]'d|[Ii]nclude|[Ii]nvolve|[Cc]ontact|[Ww]rite to|[Tt]alk to|[Tt]urn to|[Dd]eal with|[Ss]peak to|successor(?: is)?|colleague|replaced by|(?:taken )?over by|takes over is|is now)\s(?:you to\s)?" + NamePattern + @"(?:[^.]{0,20}?\b(?:our|the)\s" + TitlePattern + @"(?=[\s,.;:()]|$))?")]
    private static partial Regex Presented();

    [GeneratedRegex(NamePattern + @"(?:,? who)?\s(?:is taking over|takes over|took over|has taken over|will take over|will handle|handles|is handling|will be handling|has to|needs to|must|joins|joined|joining|runs|leads|owns|signs|approves|is responsible|does|writes|coordinates|evaluates|judges|tests|is (?:new|now) (?:with|on|in)|has to (?:sign|approve|agree)|must (?:sign|approve|agree)|looks after|manages|is in charge|replaces|is replacing|succeeds|reviews|will review|checks|will check|decides|from (?:our |the )?(?:purchasing|procurement|legal|finance|IT|security|data protection|operations|controlling))\b")]
    private static partial Regex NameThenPart();

    [GeneratedRegex(NamePattern + @"\s\((?<title>\p{L}[\p{L}\s&/-]{1,40})\)")]
    private static partial Regex NameThenBrackets();

    [GeneratedRegex(NamePattern + @"[^.;!?]{0,60}?[\s(<,:]" + "(?=[\\p{L}\\p{N}._%+-]+@)")]
    private static partial Regex NameThenAddress();

    [GeneratedRegex(@"\b(?:[Ss]?[Hh]e)(?:'s|\sis)\s(?:our|the)\s(?:new\s)?" + TitlePattern + @"(?=[\s,.;:()!]|$)")]
    private static partial Regex PronounTitle();

    [GeneratedRegex(@"\b(head|chief|c[efitos]o|ciso|vp|director|manager|officer|engineer|controller|buyer|purchaser|administrator|lead|leader|lawyer|counsel|architect|coordinator|specialist|consultant|analyst|secretary|treasurer|supervisor|owner|partner|president|accountant|purchasing|procurement|legal|finance|librarian|nurse|doctor|foreman|planner|technician|scientist|representative|commissioner|principal|dean|mayor|clerk|bursar|curator|editor|producer|chair|chairman|chairwoman|auditor|developer|scheduler|dispatcher|expert|executive|advisor|adviser|dpo|chef|warden|registrar|solicitor|attorney)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TitleNoun();

    [GeneratedRegex(@"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}")]
    private static partial Regex Address();
}
