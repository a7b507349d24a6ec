using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Agents.Offline;

/// <summary>Finds out whether a message asks for a report on a deal: how well it is qualified, or what to know before a meeting.</summary>
internal static partial class ReportReader
{
    private static readonly (string Key, Regex Name)[] FrameworkNames =
        [.. Framework.Known.Select(key => (key, new Regex($@"\b{Regex.Escape(key).Replace("-", "[- ]", StringComparison.Ordinal)}\b", RegexOptions.IgnoreCase)))];

    /// <summary>Reads a message.</summary>
    /// <returns>The call, or null when no report is asked for.</returns>
    public static PlannedCall? Read(string text)
    {
        if (Brief().Match(text) is { Success: true })
            return Call(Toolbox.Brief, Brief().Replace(text, " "));
        if (FrameworkIn(text) is var (framework, rest))
            return Call(Toolbox.Qualify, Qualify().Replace(rest, " ")).With(("framework", framework));
        return Qualify().IsMatch(text) ? Call(Toolbox.Qualify, Qualify().Replace(text, " ")) : null;
    }

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

    [GeneratedRegex(@"\b(?:(?:meeting|call|customer|account|pre[- ]?(?:meeting|call)) )?brief(?:ing)?(?: me| us)?\b(?: (?:for|on|about|before))?|\bprep(?:are)?(?: me| us)?\b(?= (?:for )?(?:my |the |our |tomorrow'?s |today'?s |next )*(?:meeting|call|visit|demo)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Brief();

    [GeneratedRegex(@"\bqualify\b|\b(?:how (?:well|far) (?:is|are) )?(?:well )?qualified\b|\bqualification (?:score|status|check|of|for)\b|\b(?:score|scorecard)\b(?= (?:for|of|on)\b)|\bscorecard\b", RegexOptions.IgnoreCase)]
    private static partial Regex Qualify();

    [GeneratedRegex(@"\b(?:framework|checklist|criteria|score|scorecard|analysis|fit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Fit();

    // Words around a request that name nothing.
    [GeneratedRegex(@"\b(?:framework|checklist|criteria|analysis|score|scorecard|meeting|call|visit|demo|tomorrow'?s?|today'?s?|next|upcoming|before|prepare|give|write|make|need|want|run|do|does|against|look|status|check|fit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Frame();
}
