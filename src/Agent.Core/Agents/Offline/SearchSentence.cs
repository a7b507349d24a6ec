using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>What a sentence says that is looked for, where and since when: "what did their CFO say about pricing last month".</summary>
/// <param name="Query">The words that are left, quotation marks kept.</param>
/// <param name="Speaker">Whose words, or null.</param>
/// <param name="Deal">At which deal or account, or null.</param>
/// <param name="Since">First day, or null.</param>
/// <param name="Until">Last day, or null.</param>
internal sealed partial record SearchSentence(string Query, string? Speaker, string? Deal, DateOnly? Since, DateOnly? Until)
{
    /// <summary>Reads a sentence. A row of words without a verb of asking stays as it is.</summary>
    public static SearchSentence Read(string text, DateOnly today)
    {
        // What stands in quotation marks is looked for as it is, whatever it says.
        var quoted = string.Join(' ', Quoted().Matches(text).Select(m => m.Value));
        var rest = Quoted().Replace(text, " ");
        var (period, withoutPeriod) = PeriodReader.Take(rest, today, past: true);
        if (!Cues.Said().IsMatch(withoutPeriod) && !Asks().IsMatch(withoutPeriod))
            return new(Joined(period is null ? rest : withoutPeriod, quoted), null, null, period?.From, period?.To);
        var call = QuestionReader.ReadSearch(rest, today);
        return new(Joined(call["query"] as string ?? rest, quoted), call["speaker"] as string, call["deal"] is string { Length: > 0 } deal and not "this" ? deal : null, period?.From, period?.To);
    }

    private static string Joined(string words, string quoted) => $"{words} {quoted}".Trim();

    [GeneratedRegex("[\"“„«][^\"“”„«»]{2,200}[\"”“»]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:what|who|when|where|why|how|which|did|does|has|have|find|search|show)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();
}
