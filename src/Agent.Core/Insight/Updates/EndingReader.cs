using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>Reads that the buyer ended the deal, or asks to let it rest until a day.</summary>
internal static class EndingReader
{
    private static readonly CueSet Ends = CueSet.Of(
        "(not|no longer) .2 (going|moving|go|move|proceed|proceeding|continue|continuing|pursue|pursuing|carry on|carrying on) .2 (ahead|forward|further|with|it|this|on)", "(will|are|am|shall|do|does|can|have|has|did|was|were) not .3 (proceed|proceeding|pursue|pursuing|buy|buying|order|purchase|purchasing|renew|go ahead|go forward|move ahead|take up)", "(not|never) .2 (choose|chosen|select|selected|award|awarded) .2 (you|your)", "you (were|have been|are|was) not .1 (chosen|selected|successful|awarded)", "(tender|bid|offer|proposal|submission|quote|application) .3 (not .3 (successful|selected|accepted|considered|chosen|shortlisted)|unsuccessful)", "(decided|decide|voted|chose|chosen|opted|ruled|resolved) .2 (against|not to|for another|to cancel|to stop|to drop|to stay|to build|to remain|to give .3 order|to give .3 contract|to award|to go elsewhere)",
        "(award|order|contract|job|business|project|tender|deal|mandate) .4 (goes|went|go|gone|has gone|was given|was awarded|is going|been awarded|been given) .1 to", "(we|you) (came|come|were|are|finished|placed|ended) .2 (second|third|runner up|last)", "(give|given|gave|giving|award|awarded|awarding) .5 (order|contract|job|business|project|tender) .6 to", "(hereby|must|have to|had to|decided to|we|i) [hereby|must|have to|had to|will|now] (cancel|cancels|cancelled|canceled|withdraw|withdrew|terminate|abandon|abandoned|scrap|scrapped|drop|dropped|pull the plug|call off|called off|end|ended|stop|stopped|close|closed) .3 (everything|procurement|project|order|purchase|tender|process|evaluation|initiative|plan|plans|request|negotiations|talks|search|selection|whole thing|file|deal|purchasing)", "(we|i|they|board|management) [hereby|must|have to|had to|will|now|have|has] (cancel|cancelled|canceled|withdraw|withdrew|abandon|abandoned|scrap|scrapped|dropped|called off|withdrawn) (it|this|that|from|all)", "(project|procurement|purchase|tender|initiative|plan|evaluation|it|deal|order|request) (is|was|has been|have been|got|are|been) [now|finally|therefore|definitively|officially] (cancelled|canceled|dead|off|scrapped|dropped|terminated|abandoned|killed|withdrawn|called off|shelved for good|history|buried)",
        "(close|shut|bin|archive) .2 (file|folder|case|books|dossier|opportunity|chapter)", "(please|you (can|may|should)) consider .3 (closed|ended|over|lost|finished)", "(take|strike|cross|remove|delete|scratch) (us|it|this|that|me|them) (off|out|from) [the|your|our] [list|lists|pipeline|forecast|plan|books]", "(nothing|no one|nobody|none) .2 (will be|is|gets|be) .1 (bought|ordered|purchased|procured)", "(nothing .2 (comes|come|came|become|becomes) .1 (of|from) (it|this|that)|(comes|come|came) nothing .1 (of|from)|(comes|come|came) to nothing)", "(bought|buying|got|ordered) .1 our own", "(lost|lose) .3 (to|against) .2", "(it|this|that|answer|decision) .1 (is|was) .2 (no|clear no|final no|definite no)$", "no longer .2 (need|needed|require|required|interested|in the market)", "not .2 (interested|in the market)", "(dropping|drop|dropped|killing|killed|cancelling|canceling|stopping|ending|withdrawing|pulling) .1 (the|this|our|from|out)", "(pulled|pulling|pull) .2 (plug|out)", "(part|parting) ways", "(we|i) (will|are going to|have to|must|decided to|have decided to) [sadly|regretfully|unfortunately] (pass|bow out)", "not for us$", "(is|are|will) not (happening|happen|going to happen)", "not .2 (take|taking|be taking) .3 (further|forward)", "(project|it|this|that|deal|purchase) (is|was) off$", "decided [to] .2 (go|do it|stay|remain) .2 (another|different|alone|in house|ourselves)", "(have|has) to (decline|turn .2 down|pass)", "(decline|declined|declining|turned down|turning down|rejected|reject) .2 (offer|proposal|quote|bid|it)", "(will|going to|we) (stay|staying|remain|stick|sticking) with .3 (current|existing|present|old|what we have|our|incumbent|supplier)", "(built|build|building|doing|do) (it|this|one|something|our own) .2 (ourselves|in house|inhouse|internally)");

    /// <summary>Said of what the deal is about.</summary>
    private static readonly CueSet Dead = CueSet.Of("(is|are|was|were|has been|have been|got|gets|will be) .2 (dead|off the table|history|buried|scrapped|cancelled|canceled|called off|not needed|no longer needed|superfluous|obsolete|finished)");

    /// <summary>A choice ends the deal only when it falls on somebody else.</summary>
    private static readonly CueSet Choices = CueSet.Of(
        "(we|i|they|he|she|board|management|committee|team|family|group|council|directors|jury|ministry|company|acme) [have|has|are|am|then|finally|now|will|will be|had|ultimately|instead] [now|finally|since|already|just] (gone|going|go|went|decided|opted|signed|settled|plumped|ended up) (with|for|in favour of|in favor of|on)", "(chose|chosen|selected|picked|awarded|appointed|preferred|decided (for|on|to go with|to go for)|go with another|went (with|for)|gone with|going with|signed with|opted for|settled (on|for)|given it to)", "(ordered|bought|purchased|placed|awarded|leased|rented|sourced) .5 (at|with|from|to|by)", "(ordered|bought|purchased|took|taken|take|leased) .3");

    private static readonly CueSet Rivals = CueSet.Of("(competitor|competitors|rival|incumbent|somebody else|someone else|another (vendor|supplier|provider|company|firm|partner|solution|product|bidder|offer|tool|system|team)|other (vendor|supplier|provider|company|firm|partner|solution|product|bidder|offer|tool|system|one|side|party)|different (vendor|supplier|provider|company|firm|partner|solution|product|tool|direction)|in house|cheaper|local|instead of you|over you|your competition|our (existing|current|present) (supplier|vendor|provider|partner))");

    private static readonly CueSet NotAnEnd = CueSet.Of("(not|isn) .2 (a no|dead|cancelled|off|lost|over)", "(going|gone|go|went) with .2 (you|your|us|yours)", "(chosen|selected|picked|decided|opted|award|order|contract|job) .4 (you|your|us|yours)$", "(drop|dropping|dropped) .3 (line|note|mail|email|off|by|in|me|you|module|licence|seats|users|option|hall|feature|lens|clause|price|down)", "(cancel|cancelled|canceled|call off|called off) .4 (meeting|call|demo|appointment|session|holiday|flight|lunch|visit|workshop|trip)", "(meeting|call|demo|appointment|session|flight|train|workshop|lunch|visit|party) .3 (cancelled|canceled|off|called off)", "(take|took|taken|taking) .2 (day|week|month|time|morning|afternoon|money|dust|jacket|percent|price) .1 off", "off .3 (price|total|invoice|rate)", "(last|previous) (year|time)", "(withdraw|withdrew|drop|dropped|reject|rejected) .3 (objection|objections|veto|clause|point|request|condition|demand|complaint)", "(nearly|almost|close to|about to|tempted to|threatened to|threatens to)");

    private static readonly CueSet Rests = CueSet.Of(
        "(leave|let|put|keep|place) .6 (alone|rest|be|lie|sleep|aside|ice|hold|pause|back burner|drawer|shelf|wait|parked|dormant|fallow)", "(park|parking|pause|pausing|shelve|shelving|suspend|suspending|freeze|freezing|postpone|postponing|defer|deferring|adjourn|hibernate)", "(on|on the) (hold|ice|pause|back burner|shelf)", "(come|get|circle|write|call|ring|phone|reach|check|knock|try|ping|contact|approach|remind|ask|talk|speak|look|touch base|be in touch) .2 (back|us|me|again|out|in|to|at|base) .6 (in|after|from|on|until|around|early|then|once|not before|at|end)", "(wait|waiting|hold off|hold fire|hold on|hold back|sit tight|stand still|patience|patient|rest) .4 (until|till|for|to|before)", "(revisit|resume|restart|reopen|pick .2 up|take .2 up|look at .2 again|talk again|speak again|continue|start again|try again|return to) .6 (in|after|from|on|until|then|around|at|again|end|next)", "(nothing|no decision|no progress|no movement|no purchase|not .3) .4 (before|until|till)", "until then", "(not|no) .3 (before|until|till)", "(put|leave|let|keep|set|lay|store) .6 (until|till)", "(nothing|quiet|silence|frozen|freeze|stopped|blocked) .4 (until|till)", "(not|no) .1 (sooner|earlier)", "(re engage|reengage|re contact|reconnect) .5");

    private static readonly CueSet RestsPlainly = CueSet.Of(
        "(leave|let|put|putting|keep|place|placing) .6 (alone|to rest|rest|lie|ice|hold|pause|back burner|drawer|shelf|dormant|fallow) .4 (until|till|for|to)", "(park|parked|parking|pause|paused|pausing|shelve|shelved|shelving|suspend|suspended|freeze|frozen|freezing|hibernate) .6 (until|till|to|for)", "(on hold|on ice|back burner) .4 (until|till)", "(back|touch|again|contact|call|write|ring|knock|ping) .4 (after|not before) .4", "(hold off|hold fire|wait) .2 (until|till)");

    private static readonly CueSet AsksUs = CueSet.Of("(please|kindly)", "(i|we|they|he|she) .3 (ask|asks|asked|asking|want|wants|wanted|need|needs|request|requests|beg|must|have to|has to|suggest|propose|prefer)", "^(leave|let|put|call|ring|come|get|park|pause|wait|write|try|give|contact|check|talk|ping|knock|remind|hold|keep|revisit)", "let us", "(you|i|we) (should|can|may|will|could) .2 (call|come|leave|write|try|park|wait|pick|talk|put|pause|resume|revisit|let|hold)", "(is|are|goes|has been|being|been|we put|we are) .3 (on hold|on ice|parked|paused|frozen|postponed|deferred|suspended|shelved)", "(and|then|so|just|but) (call|ring|come|get|park|pause|wait|write|try|contact|leave|let|put|talk)", "(asks|asked|wants|begs) (us|me|to)", "(back burner|freeze|frozen)", "(pick|look|talk|speak|revisit|resume)", "(put|leave|let|keep|set|lay) (it|them|this|that|us|everything|all) .8 (until|till)");

    /// <summary>A wish in the form of a question.</summary>
    private static readonly CueSet CanWe = CueSet.Of("(can|could|may) (we|i|you) .6 (wait|pick|pause|park|postpone|revisit|leave|put|call|come|get|talk|speak)");

    private static readonly CueSet OnlyATalk = CueSet.Of("(out of office|out of the office|annual leave|vacation|holiday|lunch|dinner)", "(delivery|deliver|invoice|payment|installation|migration|go live|training) .4 (until|after|in)");

    public static ChangeSet? ReadLoss(UpdateTalk talk, UpdateChanges changes)
    {
        foreach (var line in talk.Lines.Where(l => l.TellsBuyer && !NotAnEnd.Matches(l.Tokens)))
        {
            if (!IsDead(talk, line) && !Ends.Find(line.Tokens).Any(m => IsMeant(line, m)) && !Choices.Find(line.Tokens).Any(m => !Statements.IsNegated(line.Tokens, m.Start) && FallsOnOthers(talk, line, m)))
                continue;
            var around = new[] { talk.At(line.Index - 1), line, talk.At(line.Index + 1) }.OfType<UpdateLine>().Where(l => l.Voice == line.Voice && l.Paragraph >= line.Paragraph - 1 && l.Paragraph <= line.Paragraph + 1).ToList();
            var why = UpdateChanges.Title(string.Join(' ', around.Select(l => l.Words)));
            return changes.Loss(why, line.Voice == Voice.Record ? "Our record says that the buyer ended it." : "The buyer ended it.", Certainty.Of(line), [line, .. around.Where(l => l != line)]);
        }

        return null;
    }

    /// <summary>What the deal is about is called dead: "the lining is off the table".</summary>
    private static bool IsDead(UpdateTalk talk, UpdateLine line) => Dead.Find(line.Tokens).Any(m =>
        !Statements.IsNegated(line.Tokens, m.Start) && line.Tokens.Skip(Math.Max(0, m.Start - 3)).Take(Math.Min(3, m.Start)).Any(t => talk.IsDealWord(t.Norm)));

    /// <summary>A denial inside the cue belongs to it ("not going ahead"); one before it turns it round ("we have not chosen …").</summary>
    private static bool IsMeant(UpdateLine line, CueMatch match) =>
        !Statements.IsNegated(line.Tokens, match.Start)
        && (!IsChoice(line.Tokens, match) || !line.Tokens.Skip(match.Start).Take(match.End - match.Start).Any(t => t.Norm is "you" or "your"));

    /// <summary>True when what follows names a rival: in words, or as a name that is none of the deal's.</summary>
    private static bool FallsOnOthers(UpdateTalk talk, UpdateLine line, CueMatch match)
    {
        const int reach = 6;
        if (Rivals.Matches(line.Tokens))
            return true;
        var known = $"{talk.File.Deal.Name} {talk.File.Account?.Name} {talk.File.Owner?.Name} {string.Join(' ', talk.File.Stakeholders.Select(s => s.Contact.Name))}";
        for (var i = match.End; i < Math.Min(line.Tokens.Count, match.End + reach); i++)
        {
            var token = line.Tokens[i];
            if (token.Kind == TokenKind.Symbol || token.Norm is "you" or "your" or "yours" or "option" or "variant" or "package" or "version" or "plan" or "date" or "slot")
                return false;
            if (token.Kind == TokenKind.Word && token.End - token.Start > 2 && char.IsUpper(line.Text.Text[token.Start]))
                return Calendar.WeekdayOf(token.Norm) is null && Calendar.MonthOf(token.Norm) is null && !known.Contains(line.Text.Text[token.Start..token.End], StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static bool IsChoice(TokenList tokens, CueMatch match) => tokens.Skip(match.Start).Take(match.End - match.Start).Any(t => t.Norm is "with" or "for" or "chosen" or "selected" or "picked" or "to");

    public static ChangeSet? ReadPark(UpdateTalk talk, UpdateChanges changes)
    {
        foreach (var line in talk.Lines.Where(l => (l.Doubts & ~(Doubt.Conditional | (CanWe.Matches(l.Tokens) ? Doubt.Asked | Doubt.Guessed : IsPlea(l) ? Doubt.Guessed | Doubt.Asked : 0))) == Doubt.None && l.Voice != Voice.Seller))
        {
            var plainly = RestsPlainly.Matches(line.Tokens);
            if (!(plainly || Rests.Matches(line.Tokens)) || OnlyATalk.Matches(line.Tokens))
                continue;
            var (until, source) = UntilOf(talk, line);
            if (until is not { } day || day <= talk.Text.Day.AddDays(6) || line.Tokens.Any(t => t.Norm is "meet" or "meeting" or "sign" or "signs" or "signing" or "signature") || !(plainly || AsksUs.Matches(line.Tokens) || (source is not null && source != line && AsksUs.Matches(source.Tokens))))
                continue;
            if (day.DayNumber - talk.Today.DayNumber > Snooze.MaxDays)
                continue;
            UpdateLine[] lines = source is null || source == line ? [line] : [line, source];
            return changes.Park(UpdateChanges.Title(line.Words), day, line.Voice == Voice.Record ? "Our record says that the buyer asks to wait." : "The buyer asks to wait.", lines.Length > 1 ? Certainty.Inferred : Certainty.Of(line), lines);
        }

        return null;
    }

    /// <summary>What is plainly asked for is not made doubtful by the reasons given for it.</summary>
    private static bool IsPlea(UpdateLine line) => RestsPlainly.Matches(line.Tokens) && line.Tokens.Any(t => t.Norm is "please" or "kindly" or "ask" or "asks");

    /// <summary>The day in the line; for "until then" the one named just before.</summary>
    private static (DateOnly? Day, UpdateLine? Source) UntilOf(UpdateTalk talk, UpdateLine line)
    {
        if (line.Dates.LastOrDefault(d => d.From > talk.Text.Day && !(d.FirstToken > 0 && line.Tokens[d.FirstToken - 1].Norm is "since" or "from" && d.FirstToken < 2)) is { } date)
            return (UpdateDates.Start(line, date), line);
        if (!line.Tokens.Any(t => t.Norm is "then" or "until" or "till" or "again"))
            return (null, null);
        const int reach = 2;
        for (var i = line.Index - 1; i >= Math.Max(0, line.Index - reach); i--)
        {
            var before = talk.Lines[i];
            if (before.Voice != Voice.Seller && before.Dates.LastOrDefault(d => d.From > talk.Text.Day) is { } named)
                return (UpdateDates.Start(before, named), before);
        }

        return (null, null);
    }
}
