namespace Agent.Core.Insight.Reading;

/// <summary>How somebody took up what the other side just said.</summary>
public enum Reply
{
    /// <summary>Neither yes nor no, or nobody answered.</summary>
    None,

    /// <summary>Agreed.</summary>
    Yes,

    /// <summary>Disagreed.</summary>
    No,
}

/// <summary>Reads an answer together with what it answers.</summary>
public static class Dialogue
{
    private static readonly CueSet Agreeing = CueSet.Of(
        "^(yes|yeah|yep|yup|correct|exactly|right|absolutely|sure|indeed|definitely|certainly|precisely|affirmative|perfect|ok|okay|great|agreed|totally|ja|oui|sí)",
        "^(that|it|this|you) (is|are) .1 (right|correct|accurate|true|it|fine|great|good|perfect|spot on|exactly)", "^(sounds|looks) .1 (good|right|great|perfect|reasonable|fair|promising|ideal)",
        "^that (works|sounds|would work|will work|would be|covers)", "^of course", "^[yes] (i|we) (do|am|are|have|can|did|would|will)[,|.|!]$", "^(i|we) (do|can|am|are|have)$", "^you have got it", "^you got it", "^no problem", "^(that|it) (is|remains) [still] (what|as) it (is|was)", "^that is still", "^(the|our|that) .2 (remains|stays|stands|has not changed)",
        "^(i|we) (think|believe) so", "^pretty much", "^more or less", "^mostly");

    private static readonly CueSet Refusing = CueSet.Of(
        "^(nope|nah|nein|non)", "^not (really|exactly|quite|entirely|yet|fully|completely|at|alone|necessarily|currently|me|directly|by|solely|in)",
        "^[well|actually|unfortunately|honestly|hmm] [,] [no|not] [,] (i|we) (do|am|are|have|can|could|would) not", "^(unfortunately|actually|sadly|regrettably|well|honestly|hmm|i would say) [,] (no|not|i do not)", "^(unfortunately|actually|sadly|regrettably) [,] that (would be|is) .2", "^i am afraid", "^that is not", "^[well|hm] [,] (i|we) used to", "^(not any more|not anymore|no longer)");

    /// <summary>How the other side took up the utterance at <paramref name="index"/>.</summary>
    /// <param name="text">The activity.</param>
    /// <param name="index">Index of the utterance answered.</param>
    /// <param name="answer">The utterance that answers, or null.</param>
    public static Reply ReplyTo(ReadActivity text, int index, out Utterance? answer)
    {
        var asked = text.Utterances[index];
        answer = null;
        for (var i = index + 1; i < text.Utterances.Count && i <= index + 2; i++)
        {
            var next = text.Utterances[i];
            if (next.Part != TextPart.Body || string.Equals(next.Speaker, asked.Speaker, StringComparison.OrdinalIgnoreCase))
                continue;
            answer = next;
            return Of(next);
        }

        return Reply.None;
    }

    /// <summary>Whether an utterance opens with a yes or a no; a "yes, but" or "yes, although" is none of both.</summary>
    public static Reply Of(Utterance utterance)
    {
        if (utterance.Sentences.FirstOrDefault(s => s.Tokens.Count > 0) is not { } first)
            return Reply.None;
        if (OpensWithNo(first) || Refusing.Matches(first.Tokens))
            return Reply.No;
        // "More or less?" and "That works?" ask back.
        var asksBack = first.IsQuestion && first.Tokens[0].Norm is "more" or "pretty" or "that" or "this" or "it" or "mostly";
        return Agreeing.Matches(first.Tokens) && !asksBack ? Reply.Yes : Reply.None;
    }

    private static bool OpensWithNo(Sentence sentence) => sentence.Tokens[0].Norm is "no" or "nope" or "nah" && !(sentence.Tokens.Count > 1 && sentence.Tokens[1].Norm is "problem" or "worries" or "doubt" or "issue");

    /// <summary>True when the utterance takes its yes back in the same breath: "yes, but I need approval".</summary>
    public static bool Hedges(Utterance utterance) =>
        utterance.Sentences.Any(s => s.Tokens.Any(t => t.Norm is "but" or "although" or "though" or "however" or "except" or "partially" or "partly"));
}
