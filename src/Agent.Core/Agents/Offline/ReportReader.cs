using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Agents.Offline;

/// <summary>Finds out whether a message asks for a report on a deal: how well it is qualified, what was said, what to know before a meeting, or a draft.</summary>
internal static partial class ReportReader
{
    private static readonly (string Key, Regex Name)[] FrameworkNames =
        [.. Framework.Known.Select(key => (key, new Regex($@"\b{Regex.Escape(key).Replace("-", "[- ]", StringComparison.Ordinal)}\b", RegexOptions.IgnoreCase)))];

    /// <summary>Reads a message.</summary>
    /// <returns>The call, or null when no report is asked for.</returns>
    public static PlannedCall? Read(string text)
    {
        if (Draft().IsMatch(text))
        {
            // What it is to be about names no deal, as long as something else does.
            var asked = KindWords().Replace(Draft().Replace(text, " "), " ");
            var call = Call(Toolbox.Draft, Matter().Replace(asked, " "));
            return (call["deal"] is null ? Call(Toolbox.Draft, asked) : call).With(("kind", KindIn(text)));
        }

        if (Summary().Match(text) is { Success: true } summary)
            return Call(Toolbox.Summarize, Summary().Replace(text, " ")).With(("lastTalk", summary.Groups["talk"].Success ? true : null));
        if (Brief().IsMatch(text))
            return Call(Toolbox.Brief, Brief().Replace(text, " "));
        if (FrameworkIn(text) is var (framework, rest))
            return Call(Toolbox.Qualify, Qualify().Replace(rest, " ")).With(("framework", framework));
        return Qualify().IsMatch(text) ? Call(Toolbox.Qualify, Qualify().Replace(text, " ")) : null;
    }

    private static object? KindIn(string text) =>
        Silence().IsMatch(text) ? DraftKind.AfterSilence
        : Cover().IsMatch(text) ? DraftKind.ProposalCover
        : Objection().IsMatch(text) ? DraftKind.ObjectionAnswer
        : Again().IsMatch(text) ? DraftKind.ReEngage
        : Welcome().IsMatch(text) ? DraftKind.Welcome
        : HandOver().IsMatch(text) ? DraftKind.HandOver
        : Meeting().IsMatch(text) ? DraftKind.AfterMeeting
        : null;

    private static PlannedCall Call(string tool, string rest)
    {
        var name = QuestionReader.Words(Frame().Replace(rest, " "));
        return new(tool, name.Length == 0 ? new Dictionary<string, object?>() : new() { ["deal"] = name });
    }

    // A framework's name says what is asked for. "Champ" is also short for a champion and "icp" of every account: those two need
    // a word of qualification beside them.
    private static (string Framework, string Others)? FrameworkIn(string text)
    {
        foreach (var (key, name) in FrameworkNames)
        {
            if (name.IsMatch(text) && (key is not ("champ" or "icp") || Qualify().IsMatch(name.Replace(text, " ")) || Fit().IsMatch(text)))
                return (key, name.Replace(text, " "));
        }

        return null;
    }

    [GeneratedRegex(@"\b(?:(?:meeting|call|customer|account|pre[- ]?(?:meeting|call)) )?brief(?:ing)?(?: me| us)?\b(?: (?:for|on|about|before))?|\b(?:prep(?:are)?(?: me| us)?|get (?:me |us )?(?:ready|prepared))\b(?= (?:for )?(?:my |the |our |tomorrow'?s |today'?s |next )*(?:meeting|call|visit|demo|talk)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Brief();

    [GeneratedRegex(@"\bqualify\b|\b(?:how (?:well|far) (?:is|are) )?(?:well )?qualified\b|\bqualification (?:score|status|check|of|for)\b|\b(?:score|scorecard)\b(?= (?:for|of|on)\b)|\bscorecard\b", RegexOptions.IgnoreCase)]
    private static partial Regex Qualify();

    [GeneratedRegex(@"\b(?:framework|checklist|criteria|score|scorecard|analysis|fit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Fit();

    // Words around a request that name nothing.
    [GeneratedRegex(@"\b(?:framework|checklist|criteria|analysis|score|scorecard|meeting|call|visit|demo|call|calls|notes?|meetings?|conversations?|discovery|talks?|discussions?|summary|recap|said|last|latest|yesterday'?s?|tomorrow'?s?|today'?s?|next|upcoming|before|prepare|sentences?|max|give|write|make|need|want|run|do|does|against|look|status|check|fit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Frame();

    // A verb and something to send: "write me a poem" is neither.
    [GeneratedRegex(@"\b(?:draft|write|compose|prepare|word|formulate)\b(?: me| us| up)?(?=[^?.]*\b(?:follow[- ]?up|e?-?mail|message|reply|answer|response|cover(?:ing)? (?:letter|note|mail)|note to|letter|hand[- ]?over|nudge|reminder)\b)|\b(?:follow[- ]?up|e-?mail) draft\b|\bdraft (?:for|to)\b|\bput (?:a few |some |a couple of )?(?:words|lines|sentences) together (?:for|to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Draft();

    [GeneratedRegex(@"\b(?:summar(?:i[sz]e|y of|y)|sum up)\b(?=[^?.]*\b(?:calls?|notes?|meetings?|conversations?|discovery|talks?|e?mails?|discussions?|demo)\b)(?:(?=[^?.]*\b(?<talk>(?:last|latest|yesterday'?s|today'?s|the) (?:call|meeting|conversation|talk|demo|discovery call)(?!s))\b))?|\b(?:discovery|call|meeting) (?:summary|notes summary|recap)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\b(?:about|regarding|concerning|saying|asking)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Matter();

    [GeneratedRegex(@"\b(?:silence|silent|no (?:answer|reply|response)|not answered|nudge|reminder|chase)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Silence();

    [GeneratedRegex(@"\b(?:proposal cover|cover(?:ing)? (?:letter|note|mail|e-?mail)|(?:with|for|sending) the (?:proposal|quote|offer))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cover();

    [GeneratedRegex(@"\b(?:objections?|concerns?|doubts?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Objection();

    [GeneratedRegex(@"\b(?:re-?engage(?:ment)?|parked|re-?open|win[- ]?back|revive|wake up)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Again();

    [GeneratedRegex(@"\b(?:hand[- ]?over|handoff)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HandOver();

    [GeneratedRegex(@"\b(?:welcome|kick[- ]?off)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Welcome();

    [GeneratedRegex(@"\b(?:after|from|about|following|on) (?:the |our |my |last |yesterday'?s |today'?s )*(?:meeting|call|demo|conversation|talk|visit)\b|\b(?:meeting|call|demo) follow[- ]?up\b", RegexOptions.IgnoreCase)]
    private static partial Regex Meeting();

    // What a draft is for names no deal.
    [GeneratedRegex(@"\b(?:follow[- ]?ups?|e?-?mails?|messages?|reply|answer|response|letter|cover(?:ing)?|note|hand[- ]?over|handoff|nudge|reminder|proposal|quote|offer|objections?|concerns?|doubts?|price|silence|silent|re-?engage(?:ment)?|parked|re-?open|win[- ]?back|revive|wake up|welcome|kick[- ]?off|after|short|brief|long|formal|warm|friendly|draft|them|last|conversation|talk|deal)\b", RegexOptions.IgnoreCase)]
    private static partial Regex KindWords();
}
