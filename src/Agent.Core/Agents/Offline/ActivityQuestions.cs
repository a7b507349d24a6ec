using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>Reads questions for meetings to come, and for mails, calls, meetings and notes by number, sender or kind. What was said in them is another question.</summary>
internal static partial class ActivityQuestions
{
    /// <summary>Reads a question.</summary>
    /// <returns>The call, or null when it asks for something else.</returns>
    public static PlannedCall? Read(string text, DateOnly today) =>
        Content().IsMatch(text) || Cues.NoNextStep().IsMatch(text) ? null : ReadAhead(text, today) ?? ReadKind(text, today);

    private static PlannedCall? ReadAhead(string text, DateOnly today)
    {
        var (period, rest) = PeriodReader.Take(text, today);
        var prepares = Prepares().IsMatch(text) && period?.From >= today;
        if (!prepares && !Ahead().IsMatch(text) && !(Meetings().IsMatch(text) && period?.To >= today && !LooksBack().IsMatch(text)))
            return null;
        var names = QuestionReader.Words(QuestionReader.Without(rest, Prepares(), Ahead(), Meetings(), Calendar(), Cues.Happened()));
        // A named deal has a brief of its own to prepare with.
        return prepares && names.Length > 0 ? null : Call(("deal", names), ("since", period?.From), ("until", period?.To), ("ahead", true));
    }

    private static PlannedCall? ReadKind(string text, DateOnly today)
    {
        var counts = HowMany().IsMatch(text);
        var last = LastWrote().Match(text);
        var sent = Sent().Match(text);
        var from = From().Match(text);
        // "What did Delcourt write" asks for words, not for mails.
        if (!counts && !last.Success && !((sent.Success || from.Success) && KindWord().IsMatch(text)))
            return null;
        var (period, rest) = PeriodReader.Take(QuestionReader.Without(text, From(), LastWrote(), HowMany()), today, past: true);
        var who = new[] { last, sent, from }.FirstOrDefault(m => m.Success)?.Groups["who"].Value ?? "";
        var me = Self().IsMatch(who);
        var person = me ? "me" : Together().IsMatch(who) ? "" : QuestionReader.Words(who);
        var place = Cues.DealAt().Match(rest).Groups["deal"].Value is { Length: > 0 } at ? QuestionReader.Words(at) : With().Match(rest).Groups["who"].Value is { Length: > 0 } with ? QuestionReader.Words(with) : "";
        if (!counts && person.Length == 0)
            return null;
        // "How many mails from Laura": the words after it name who wrote, not where.
        return Call(
            ("deal", place == person ? "" : place),
            ("person", person),
            ("by", person.Length > 0),
            ("kind", KindIn(text, last)),
            ("since", period?.From),
            ("until", period?.To),
            ("count", counts));
    }

    private static ActivityKind? KindIn(string text, Match last) =>
        last.Success && last.Groups["verb"].Value.ToLowerInvariant() is "write" or "wrote" or "written" or "mail" or "mailed" or "email" or "emailed" ? ActivityKind.Email
        : KindWord().Match(text).Groups["kind"].Value.ToLowerInvariant() switch
        {
            "" => null,
            var w when w.Contains("mail", StringComparison.Ordinal) || w.StartsWith("mess", StringComparison.Ordinal) => ActivityKind.Email,
            var w when w.StartsWith("call", StringComparison.Ordinal) => ActivityKind.Call,
            var w when w.StartsWith("meet", StringComparison.Ordinal) => ActivityKind.Meeting,
            var w when w.StartsWith("note", StringComparison.Ordinal) => ActivityKind.Note,
            _ => null,
        };

    private static PlannedCall Call(params (string Name, object? Value)[] arguments) => new(
        Toolbox.Timeline, arguments.Where(a => a.Value is not (null or "" or false)).ToDictionary(a => a.Name, a => a.Value));

    // What is asked of a talk rather than for it.
    [GeneratedRegex(@"\b(?:about|regarding|concerning|mention\w*|say|says|said|summar\w*|discuss\w*|promis\w*|agree\w*|object\w*|draft|compose|brief|without|no next|scheduled next|deals|opportunities)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Content();

    [GeneratedRegex(@"\b(?:next|upcoming|coming|future|planned|scheduled|booked)\s+(?:\p{L}+\s+)?(?:meetings?|calls?|appointments?|visits?|demos?)\b|\b(?:meetings?|calls?|appointments?)\s+(?:are\s+|is\s+|do (?:i|we) have\s+)?(?:planned|scheduled|coming up|booked|ahead)\b|\b(?:do|have) (?:i|we) (?:have |got )?(?:any |a |an |other )*(?:meetings?|calls?|appointments?)\b(?!.*\blast\b)|\b(?:my|our) (?:calendar|agenda|diary|schedule)\b|\bwho(?:m)? (?:do|am|will) i (?:meet|meeting|see|seeing)\b|\bam i meeting\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\b(?:meetings?|appointments?|calls?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Meetings();

    [GeneratedRegex(@"\b(?:calendar|agenda|diary|schedule|meet|meeting|see|seeing|planned|ahead|booked|prep|prepared?|ready)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Calendar();

    [GeneratedRegex(@"\b(?:prep(?:are)?(?: me| us| myself)?|get (?:me |us )?(?:ready|prepared))\s+(?:for|on)\b|\bready for\b", RegexOptions.IgnoreCase)]
    private static partial Regex Prepares();

    [GeneratedRegex(@"\b(?:had|did|was|were|went|last|happened|took place|been|since|how many)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LooksBack();

    [GeneratedRegex(@"\b(?:how many|number of|count(?: of)?)\s+(?:\p{L}+\s+){0,2}?(?:e-?mails?|mails?|messages?|calls?|meetings?|notes?|conversations?|activities|touchpoints?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HowMany();

    // "When did Laura last write", "when was the last time Veerle called".
    [GeneratedRegex(@"\bwhen (?:did|has|have|was the last time)\s+(?<who>[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)\s+(?:last\s+)?(?<verb>write|wrote|written|e?mail(?:ed)?|call(?:ed)?|answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|contact(?:ed)?)\b(?=[^?]*\blast\b|(?<=\blast\s+\p{L}+)|(?<=last time.*))|\blast time\s+(?<who>[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)\s+(?<verb>wrote|(?:e?mail|call|answer|respond|contact)ed|replied)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LastWrote();

    [GeneratedRegex(@"\b(?:did|have|has|do)\s+(?<who>(?!not\b|any\b|it\b|they\b|he\b|she\b)[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)\s+(?:send|sent|write|written|make|made|hold|held|log(?:ged)?|exchanged?|have|had)\b(?=[^?]*(?:\?|$))|\b(?:e-?mails?|mails?|messages?|calls?|notes?)\s+(?:that\s+)?(?<who>i|we|\p{Lu}[\p{L}'’-]+)\s+(?:sent|wrote|made|logged|exchanged)\b|\bsent by\s+(?<who>me|us|\p{L}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Sent();

    [GeneratedRegex(@"\b(?:e-?mails?|mails?|messages?|calls?|notes?)\s+(?:from|by)\s+(?<who>(?!the\b|last\b|this\b|yesterday\b|today\b)[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex From();

    [GeneratedRegex(@"\b(?:with|to|at|on)\s+(?:the\s+)?(?<who>(?!last\b|this\b|the\b|me\b|us\b|my\b)\p{L}[\p{L}\p{N}&.'’-]*(?:\s+\p{Lu}[\p{L}&.'’-]*)*)", RegexOptions.IgnoreCase)]
    private static partial Regex With();

    [GeneratedRegex(@"\b(?<kind>e-?mails?|mails?|messages?|calls?|meetings?|notes?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex KindWord();

    [GeneratedRegex(@"^\s*(?:i|me|myself)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Self();

    [GeneratedRegex(@"^\s*(?:we|us|they|you|he|she|it)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Together();
}
