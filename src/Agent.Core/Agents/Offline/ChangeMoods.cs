using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Offline;

/// <summary>Tells a question about the changes that wait for a decision.</summary>
internal static class ChangeMoods
{
    private static readonly CueSet Waiting = CueSet.Of(
        "(wait|waits|waiting|left|outstanding|need|needs|needed|pending|still) [for|on] (me|my) [to] (approv*|ok|okay|sign*|decision|yes|say)",
        "(want|wants|need|needs|wait*) .4 (yes|no|ok|okay|nod|decision|approval|signature|blessing) from (me|us)", "still wait* for me", "(something|anything) .2 waiting for",
        "(pending|outstanding|waiting|undecided|open) (suggestion|suggestions|approval|approvals|changes|change proposal*|proposals from you|proposals of yours)", "pending (proposal|proposals|for|on|at)",
        "(proposal|proposals|suggestion|suggestions|changes|updates|approvals) .4 (pending|waiting|outstanding|undecided|hanging|unanswered|to approve)",
        "(suggestions|suggested|proposals|changes) .8 not [yet] (okay*|ok*|approved|looked|decided|answered|seen|confirmed|signed)",
        "what [changes] (did|have|has) (you|the assistant) [already] (suggest*|propos*)",
        "(what|anything|something|thing|things|there) .6 (to approve|for approval|in my inbox)", "my [approval] inbox", "await* [my] (approval|decision)", "wait* for (my|a|an) (approval|decision|ok|okay)", "what (is|are) pending");

    /// <summary>True when a message asks what waits for the user's approval.</summary>
    public static bool AsksWhatWaits(string text) => ChangeCues.AsksPending().IsMatch(text) || Sentences.Split(text, 0, text.Length).Exists(s => Waiting.Matches(s.Tokens));
}
