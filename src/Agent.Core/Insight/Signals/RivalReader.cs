using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>Finds competitors that are in play, and those that are out of it.</summary>
internal static class RivalReader
{
    private static readonly CueSet Out = CueSet.Of(
        "(ruled|rule|ruling) .3 out", "(dropped|drop|discarded|rejected|eliminated|excluded|turned down|crossed .2 off|said no to|decided against|passed on|moved away from|left|replaced|kicked out)", "(is|are|was|were) (out|gone|no longer .3|off the table|not an option|not in .3|history)", "(no longer|not) .2 (considering|evaluating|looking at|talking to|speaking to|comparing|shortlisted|interested in|an option|in the running|using)",
        "(chose|choose|chosen|picked|prefer|going with) you .3", "used to .3", "(sind|ist) raus", "abgeschlossen");

    /// <summary>Competitors by mention, oldest first, one a sentence and name.</summary>
    /// <param name="talk">All statements.</param>
    /// <param name="known">An index over the team's list, or null without one.</param>
    /// <param name="own">Names that are no competitors.</param>
    public static List<TextSignal> Read(Conversation talk, ProductIndex? known, IReadOnlyCollection<string> own)
    {
        var found = new List<TextSignal>();
        foreach (var line in talk.Lines)
        {
            var said = line.Said;
            if (!line.TellsBuyer || (Statements.OfSentence(said.Sentence) & StatementStatus.Sarcastic) != 0)
                continue;
            foreach (var mention in Competitors.InPlay(said.Text.Text, said.Sentence, known, own).DistinctBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
            {
                var isOut = !said.Sentence.IsQuestion && Out.Matches(line.Tokens);
                if (isOut)
                    Settle(found, mention.Name);
                found.Add(new(TextSignalKind.Competitor, mention.Name, said.Text.Day, said.Quote, isOut));
            }
        }

        return found;
    }

    private static void Settle(List<TextSignal> found, string name)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (string.Equals(found[i].Topic, name, StringComparison.OrdinalIgnoreCase))
                found[i] = found[i] with { Answered = true };
        }
    }
}
