using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Signals;

/// <summary>Tells whether a promise was kept, is void, or was given anew since.</summary>
internal static class PromiseKeeping
{
    /// <summary>A message of fewer words says "thanks", not what was promised.</summary>
    private const int LeastWordsOfAReply = 8;

    private static readonly CueSet HandsOver = CueSet.Of(
        "(attached|enclosed|attaching)", "as (promised|agreed|discussed|requested)", "(here|below) (is|are|you|comes|come)", "please find", "find (attached|enclosed|below)", "(sending|sharing|forwarding) (you|over|the|it|this|our|here)", "(just|already|have) (sent|shared|forwarded|emailed|uploaded)", "(i|we) (sent|shared|forwarded|emailed|uploaded) .3", "in your inbox", "you should have (it|the|received)",
        "(anbei|im anhang|wie (besprochen|versprochen|vereinbart))");

    private static readonly CueSet Receives = CueSet.Of("(thanks|thank you) .2 for .2 (sending|sharing|the|your|this|that|it|forwarding|providing|getting back|coming back)", "(got|received|have|reviewed|read|looked at|went through|seen) (it|the|your|this|them|both|all)");

    private static readonly CueSet Voids = CueSet.Of("(no need|never mind|do not bother|not necessary|no longer (need|needed|necessary|relevant)|do not need|scratch that|forget about)");

    private static readonly CueSet StillOpen = CueSet.Of("(still|not yet|sorry|delay*|waiting|not ready|need more time|working on|have not|has not|did not|could not|unfortunately)", "(will|shall|going to) .4");

    private static readonly CueSet Arranges = CueSet.Of("(invite|invitation|calendar|booked|scheduled|set up|confirmed)");

    /// <summary>The promises with <see cref="SpokenPromise.Kept"/> decided, newest first; of one given twice only the newer.</summary>
    public static List<SpokenPromise> Decide(Conversation talk, List<FoundPromise> found, DealFile file)
    {
        var kept = new List<SpokenPromise>();
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var promise = found[i];
            if (!found.Skip(i + 1).Any(later => IsSame(promise, later)))
                kept.Add(promise.Promise with { Kept = IsKept(talk, promise, file) });
        }

        return kept;
    }

    private static bool IsSame(FoundPromise earlier, FoundPromise later) =>
        earlier.Promise.By == later.Promise.By && earlier.Kind == later.Kind
        && (earlier.Content.Count == 0 ? later.Content.Count == 0 && earlier.Text == later.Text : earlier.Content.Count(later.Content.Contains) * 2 >= earlier.Content.Count);

    private static bool IsKept(Conversation talk, FoundPromise promise, DealFile file)
    {
        if (promise.Kind == PromiseKind.Meet && file.Activities.Any(a => a.Kind is ActivityKind.Call or ActivityKind.Meeting && a.At > promise.Text.At))
            return true;
        var words = 0;
        for (var i = promise.Order + 1; i < talk.Lines.Count; i++)
        {
            var line = talk.Lines[i];
            var said = line.Said;
            var later = said.Text != promise.Text;
            if (said.Sentence.IsQuestion || (said.Utterance.Side == Side.Unknown))
                continue;
            var fits = promise.Content.Count == 0 || line.Tokens.Any(t => promise.Content.Contains(PromiseReader.Stem(t.Norm)));
            var own = said.IsReport ? IsOwnReport(line, promise) : said.Utterance.Side == promise.Promise.By;
            if (!own && !said.IsReport)
            {
                if ((Voids.Matches(line.Tokens) && fits && promise.Content.Count > 0) || (later && fits && Receives.Matches(line.Tokens) && !StillOpen.Matches(line.Tokens)))
                    return true;
                continue;
            }

            if (Shows(line, promise, fits, later))
                return true;
            if (own && later && !said.IsReport)
                words += line.Tokens.Count;
        }

        // A promise to come back is kept by coming back: any message of some length, whatever it says.
        return promise.Kind == PromiseKind.Reply && words >= LeastWordsOfAReply;
    }

    /// <summary>A later note tells of both sides: "sent the draft", "she came back".</summary>
    private static bool IsOwnReport(Line line, FoundPromise promise) =>
        line.Said.Text != promise.Text && line.Tokens.Any(t => t.Norm is "sent" or "got" or "received" or "came" or "called" or "delivered" or "shared" or "done" or "confirmed" or "signed" or "answered" or "forwarded") && promise.Kind is not PromiseKind.Meet;

    private static bool Shows(Line line, FoundPromise promise, bool fits, bool later)
    {
        if (line.Said.IsReport)
            return fits && promise.Content.Count > 0 && !StillOpen.Matches(line.Tokens);
        switch (promise.Kind)
        {
            case PromiseKind.Send:
                if (HandsOver.Matches(line.Tokens) && (later || fits) && !StillOpen.Matches(line.Tokens))
                    return true;
                return later && (line.Said.Text.Kind == ActivityKind.Document || (fits && promise.Content.Count > 0 && !StillOpen.Matches(line.Tokens)));
            case PromiseKind.Meet:
                return later && Arranges.Matches(line.Tokens);
            default:
                return later && fits && promise.Content.Count > 0 && !StillOpen.Matches(line.Tokens);
        }
    }
}
