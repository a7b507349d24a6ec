using System.Text.RegularExpressions;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Offline;

/// <summary>What a sentence says that is looked for, where, in what and since when: "what did their CFO say about pricing last month", "Claire's mails".</summary>
/// <param name="Query">The words that are left, quotation marks kept.</param>
/// <param name="Speaker">Whose words, or null.</param>
/// <param name="Deal">At which deal or account, or null.</param>
/// <param name="Kind">In what kind of text, or null.</param>
/// <param name="Since">First day, or null.</param>
/// <param name="Until">Last day, or null.</param>
/// <param name="Owner">Whose deals: "me" or what may be the name of a colleague; or null.</param>
internal sealed partial record SearchSentence(string Query, string? Speaker, string? Deal, PassageKind? Kind, DateOnly? Since, DateOnly? Until, string? Owner)
{
    /// <summary>True when the speaker is one only if somebody bears that name: "Veerle emails" has a sender, "discount emails" has none.</summary>
    public bool IsSpeakerGuessed { get; private init; }

    /// <summary>True when it narrows the search by what it says.</summary>
    public bool Narrows => Speaker is not null || Deal is not null || Kind is not null || Since is not null || Until is not null || Owner is not null;

    /// <summary>Reads a sentence. A row of words that names no kind of text stays as it is.</summary>
    public static SearchSentence Read(string text, DateOnly today)
    {
        // What stands in quotation marks is looked for as it is, whatever it says.
        var quoted = string.Join(' ', Quoted().Matches(text).Select(m => m.Value));
        var unquoted = Quoted().Replace(text, " ");
        var (period, rest) = PeriodReader.Take(unquoted, today, past: true);
        // Nothing was said yet on a day ahead: it is part of what is looked for.
        if (period?.From > today)
            (period, rest) = (null, unquoted);
        string? owner = null;
        if (Owned().Match(rest) is { Success: true } owned)
        {
            owner = owned.Groups["who"] is { Success: true, Value: var who } ? who : "me";
            rest = rest.Remove(owned.Index, owned.Length).Insert(owned.Index, " ");
        }

        rest = Cues.PlaceAfterVerb(rest);
        var (kind, speaker, guessed) = (default(PassageKind?), default(string), false);
        if (Sender().Match(rest) is { Success: true } sender && TextAnalyzer.Terms(sender.Groups["who"].Value).Count > 0)
        {
            (speaker, guessed, kind) = (sender.Groups["who"].Value, true, KindOf(sender.Groups["kind"].Value));
            rest = rest.Remove(sender.Index, sender.Length).Insert(sender.Index, " ");
        }
        else if (Place().Match(rest) is { Success: true } place)
        {
            kind = KindOf(place.Groups["kind"].Value);
            rest = rest.Remove(place.Groups["kind"].Index, place.Groups["kind"].Length);
        }

        string? deal = null;
        if (Cues.Said().IsMatch(rest) || Asks().IsMatch(rest))
        {
            if (speaker is null && Cues.Said().Match(rest) is { Success: true } said)
            {
                var name = QuestionReader.Words(Everybody().Replace(Cues.Courtesy().Replace(Cues.Anybody().Replace(said.Groups["who"].Value, " "), " "), " "));
                speaker = name.Length == 0 ? null : name;
                rest = rest.Remove(said.Index, said.Length).Insert(said.Index, " ");
            }

            deal = Cues.DealAt().Match(rest) is { Success: true } at ? at.Groups["deal"].Value.Trim() : null;
            if (deal is not null)
                rest = rest.Replace(deal, " ", StringComparison.Ordinal);
        }

        var words = Ends().Replace(Blanks().Replace(Ask().Replace(rest, " "), " "), "");
        return new($"{words} {quoted}".Trim(), speaker, deal, kind, period?.From, period?.To, owner) { IsSpeakerGuessed = guessed };
    }

    private static PassageKind? KindOf(string word) => word.ToLowerInvariant() switch
    {
        var w when w.Contains("mail", StringComparison.Ordinal) => PassageKind.Email,
        var w when w.StartsWith("note", StringComparison.Ordinal) => PassageKind.Note,
        var w when w.StartsWith("call", StringComparison.Ordinal) => PassageKind.Call,
        var w when w.StartsWith("meeting", StringComparison.Ordinal) || w.StartsWith("agenda", StringComparison.Ordinal) => PassageKind.Meeting,
        _ => null,
    };

    [GeneratedRegex("[\"“„«][^\"“”„«»]{2,200}[\"”“»]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:what|who|when|where|why|how|which|did|does|has|have|find|search|show)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();

    // "Mail from Claire", "Claire's latest mail", "mails Claire sent", "what Claire mailed", "Claire emails".
    [GeneratedRegex(
        @"\b(?<kind>e-?mails?|mails?|messages?|notes?|agendas?)\s+(?:from|by)\s+(?<who>[\p{L}-]+)\b" +
        @"|\b(?<who>[\p{L}-]+)['’]s?\s+(?:(?:latest|last|newest|next|recent|first|own)\s+)?(?<kind>e-?mails?|mails?|messages?|notes?|calls?|meetings?|agendas?)\b" +
        @"|\b(?<kind>e-?mails?|mails?|messages?|notes?)\s+(?:that\s+)?(?<who>[\p{L}-]+)\s+(?:sent|wrote)\b" +
        @"|\b(?<who>[\p{L}-]+)\s+(?:(?<kind>e-?mailed|mailed)|wrote|sent)\b" +
        @"|^\s*(?<who>[\p{L}-]+)\s+(?:hand-?over\s+)?(?<kind>e-?mails?|mails?|notes?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Sender();

    // "Emails about the discount", "call with Bram", "in the qualification call".
    [GeneratedRegex(
        @"^\s*(?:(?:find|show|search|the|all|any|our|my|their|latest|last|recent)\s+)*(?<kind>e-?mails?|mails?|notes?|calls?|meetings?|agendas?)\b(?=\s+(?:on|about|of|with|from|to|by|that|in|where)\b|\s*$)" +
        @"|\b(?:in|on|from|during|at)\s+(?:(?:the|our|my|his|her|their|that|this|last)\s+)?(?:[\p{L}-]+\s+)?(?<kind>call|meeting|e-?mail|mail|notes?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    // "In my deals", "my calls", "on Jonas's accounts", "deals of Jonas"; "our" is everybody's.
    [GeneratedRegex(
        @"\bmy\s+(?:own\s+)?(?=(?:(?:latest|last|newest|recent)\s+)?(?:e-?mails?|mails?|notes?|calls?|meetings?|agendas?)\b)" +
        @"|\b(?:(?:in|on|of|from|at|for|across|among)\s+)?(?:my|(?<who>\p{L}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?)['’]s?)\s+(?:own\s+|open\s+)?(?:deals|accounts|customers|opportunities|pipeline)\b(?!['’])" +
        @"|\b(?:(?:in|on|from|at|for|across|among)\s+)?(?:the\s+)?(?:deals|accounts|customers|opportunities)\s+(?:of|owned\s+by)\s+(?<who>\p{L}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Owned();

    [GeneratedRegex(@"\b(?:group|team|participants?|members?|everyone|everybody|all|nobody)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Everybody();

    [GeneratedRegex(@"\b(?:summari[sz]e|latest|newest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ask();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // What a question leaves behind where something was taken out of it.
    [GeneratedRegex(@"^(?:[\s,:?]|(?:what|when|where|why|how|about|at|on|of|regarding|that|the|to|in)\b)+|[\s,:?]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();
}
