using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Finds the buyer's questions that nobody answered.</summary>
internal static class OpenQuestions
{
    private static readonly CueSet Idle = CueSet.Of(
        "(can|could|do|did) you (hear|see) (me|us|my|it)", "how are you", "how is it going", "^(okay|ok|right|really|sorry|pardon|what|yes|no|sure|so|and|then|huh|seriously|correct|agreed|good|fair|deal)$", "(say|come) (that )? again", "you know$", "(is|does) that .2 (make sense|work|help|okay|ok|answer)", "(shall|should|can|could) (we|i) .3", "(could|can|would|will) you .2 (send|share|email|mail|forward|call|give|get|show|prepare|put|bring|arrange|set|book|introduce|invite|repeat|come|let|draft|confirm|check|ring)",
        "where (do|should|shall) (i|we) (start|begin)", "(who|why|what|how) (cares|not|else|knows)$", "^(what|how) about you", "is (he|she|it) .2 (here|on)$", "right$", "(okay|ok)$", "isn't it$", "what (should|can|shall|do|did) (i|we) (say|do|tell)$", "(are|is) (we|everybody|everyone) .2 (here|on|ready)", "may i .3", "^(i|we) (take it|guess|assume|suppose)", "(do|does|did|is|are|was|were|will|can|have|has) [not] .1 (they|you|it|he|she|we|i|there)$");

    private static readonly CueSet Reported = CueSet.Of("(asked|asks|asking|wants to know|wanted to know|wonders|wondered|wondering|question) .2 (if|whether|about|how|what|who|when|where|why|for|:|which)", "(to|must|have to|need to) (clarify|find out|check) .2 (if|whether|how|what|who|when|with)", "(unclear|open|not clear|tbd|tbc|to be clarified|still open) .2");

    public static List<Candidate> Find(SummaryTalk talk)
    {
        var found = new List<Candidate>();
        for (var i = 0; i < talk.All.Count; i++)
        {
            var s = talk.All[i];
            if (s.Heading is { Reader: SectionReader.OpenQuestions })
                found.Add(new(s, 1, 0));
            else if (s.Heading is null && !s.IsOtherMatter && IsQuestion(s) && Replies.To(talk, i) is null)
                found.Add(new(s, 0.7 + (0.05 * Math.Min(4, s.Terms.Count)), 0));
        }

        return found;
    }

    private static bool IsQuestion(SpokenSentence s)
    {
        if (s.Said.IsReport)
            return (s.Sentence.IsQuestion || Reported.Matches(s.Tokens)) && s.Terms.Count > 0;
        const int fewestWords = 3;
        return !s.Said.BySeller && s.Sentence.IsQuestion && s.Tokens.Count >= fewestWords && s.Terms.Count > 0 && !Idle.Matches(s.Tokens);
    }
}
