using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Tells whether a question or a doubt got an answer in substance, or was put off, passed over or met with silence.</summary>
internal static class Replies
{
    private static readonly CueSet PutsOff = CueSet.Of(
        "(get|come|circle|report) back", "(let me|i will|i have to|i would have to|i need to|we need to|we have to|i should|i would need to|have to|need to|i can) .3 (check|verify|ask|find out|clarify|confirm|look into|look that up|look it up|talk to|dig|speak to|consult)",
        "(good|great|fair|tough|interesting) (question|point)$", "(do|does) not .2 (know|have .6 (hand|front|head|mind|numbers|answer))", "not (sure|certain)", "(park|postpone|leave) (that|this|it)", "(come|get) to that", "(later|another time|next time|next call|separately|offline|for now)$",
        "(find|check) out", "send .3 (something|info|information|answer|details|that over|it over)", "off the top of my head", "no idea", "(beyond|above) my", "let us .4 (later|when|next|another|separate|first)", "make a note", "(note|noted|write) .2 (that|it|down)$", "take that (with|away|back)", "(i|we) would guess", "believe so .4 but");

    private static readonly CueSet Confirms = CueSet.Of("^(yes|no|yeah|nope|sure|absolutely|of course|correct|exactly|definitely|certainly|it does|it is|it can|we do|we can|you can|they do|not yet|both|never|always|all of|included|included in)");

    private static readonly CueSet Acknowledges = CueSet.Of(
        "(i|we) [can|do|totally|completely|fully] (understand|hear you|hear that|see|get it|get that|appreciate)", "(fair|understood|understandable|makes sense|got it|i see|right|okay|sure|interesting|wow|sorry to hear)$", "that is .2 (fair|understandable|valid|good point|interesting)", "(big|nice) number", "thank* .3");

    private static readonly CueSet ReportsAnswer = CueSet.Of("(i|we) .2 (explained|told|showed|clarified|answered|addressed|offered|reassured|confirmed|walked|demonstrated|pointed|said|replied|countered|agreed|sent)", "(answered|resolved|addressed|clarified|ok with|okay with|fine with|happy with that|satisfied)", "(seemed|was|were|is) .2 (ok|okay|fine|happy|relieved|convinced|reassured)");

    /// <summary>True for words that put an answer off.</summary>
    public static bool IsPutOff(SpokenSentence s) => PutsOff.Matches(s.Tokens);

    /// <summary>The reply that settles a sentence of the buyer, or null when it stays open.</summary>
    /// <param name="talk">All texts.</param>
    /// <param name="index">Index of the sentence in them.</param>
    public static Evidence? To(SummaryTalk talk, int index)
    {
        var asked = talk.All[index];
        if (asked.Said.IsReport)
            return InNote(talk, index);
        return asked.Said.Utterance.Speaker is null || asked.Said.Text.Kind == Deals.ActivityKind.Email ? InLaterText(talk, index) : InTalk(talk, index) ?? InLaterText(talk, index);
    }

    /// <summary>In a conversation the next turn of somebody else is the reply, or the one after a word in between.</summary>
    private static Evidence? InTalk(SummaryTalk talk, int index)
    {
        var asked = talk.All[index];
        const int turns = 3;
        Evidence? reply = null;
        for (var i = index + 1; i < talk.All.Count; i++)
        {
            var s = talk.All[i];
            if (s.Said.Text != asked.Said.Text || s.Said.Utterance.Index > asked.Said.Utterance.Index + turns)
                break;
            if (s.Said.Utterance == asked.Said.Utterance)
                continue;
            if (s.Said.Utterance.Side == asked.Said.Utterance.Side && s.Said.Utterance.Side != Side.Unknown)
            {
                // The buyers go on among themselves, or they already take up what was replied.
                if (reply is not null)
                    break;
                continue;
            }

            if (PutsOff.Matches(s.Tokens))
                return null;
            if (reply is null && IsSubstance(s, asked))
                reply = s.Said.Quote;
        }

        return reply;
    }

    private static bool IsSubstance(SpokenSentence s, SpokenSentence asked)
    {
        if (s.Sentence.IsQuestion)
            return false;
        if (asked.Sentence.IsQuestion && Confirms.Matches(s.Tokens))
            return true;
        const int fewestWords = 4;
        return s.Tokens.Count >= fewestWords && s.Terms.Count >= 2 && !Acknowledges.Matches(s.Tokens);
    }

    private static Evidence? InNote(SummaryTalk talk, int index)
    {
        for (var i = index; i < Math.Min(index + 3, talk.All.Count) && talk.All[i].Said.Text == talk.All[index].Said.Text; i++)
        {
            if (ReportsAnswer.Find(talk.All[i].Tokens).Any(m => !Statements.IsNegated(talk.All[i].Tokens, m.Start)) && !PutsOff.Matches(talk.All[i].Tokens))
                return talk.All[i].Said.Quote;
        }

        return InLaterText(talk, index);
    }

    /// <summary>Across texts a statement of ours counts that is about the same.</summary>
    private static Evidence? InLaterText(SummaryTalk talk, int index)
    {
        var asked = talk.All[index];
        const double aboutTheSame = 0.4;
        for (var i = index + 1; i < talk.All.Count; i++)
        {
            var s = talk.All[i];
            if (s.Said.Text != asked.Said.Text && s.Said.Utterance.Side == Side.Seller && !s.Sentence.IsQuestion && !PutsOff.Matches(s.Tokens)
                && s.Terms.Intersect(asked.Terms).Count() >= 2 && Terms.Overlap(s.Terms, asked.Terms) >= aboutTheSame)
                return s.Said.Quote;
        }

        return null;
    }
}
