using System.Text.RegularExpressions;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Agents.Offline;

/// <summary>Reads questions for objections, competitors and promises, which the reading of texts has found already. With words of their own ("price objections") they are searches.</summary>
internal static partial class MatterQuestions
{
    /// <summary>Reads a question.</summary>
    /// <returns>The call, or null when it asks for something else.</returns>
    public static PlannedCall? Read(string text)
    {
        SpokenMatter? matter =
            Cues.OurPromises().IsMatch(text) ? SpokenMatter.OurPromises
            : Cues.TheirPromises().IsMatch(text) ? SpokenMatter.TheirPromises
            : Cues.Objections().IsMatch(text) ? SpokenMatter.Objections
            : Cues.Competitors().IsMatch(text) ? SpokenMatter.Competitors
            : null;
        if (matter is null || Other().IsMatch(text))
            return null;
        var place = QuestionReader.Words(Cues.MatterWords().Replace(Place().Match(text).Groups["deal"].Value, " "));
        var left = QuestionReader.Words(QuestionReader.Without(text, Cues.OurPromises(), Cues.TheirPromises(), Cues.Search(), Cues.MatterWords(), Cues.Who(), Cues.NotSettled())).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // What is left beside the place is a matter of its own.
        if (left.Except(place.Split(' '), StringComparer.OrdinalIgnoreCase).Any())
            return null;
        var deal = place.Length > 0 ? place : Cues.Pronoun().IsMatch(QuestionReader.Without(text, Cues.TheirPromises(), Cues.Existence())) ? "this" : null;
        return new PlannedCall(Toolbox.SearchNotes, new Dictionary<string, object?>()).With(
            ("query", matter switch { SpokenMatter.Objections => "objection", SpokenMatter.Competitors => "competitor", _ => "promise" }),
            ("deal", deal),
            ("speaker", matter == SpokenMatter.TheirPromises && Promised().Match(text) is { Success: true } ? place : null),
            ("about", matter),
            ("openOnly", Cues.NotSettled().IsMatch(text) ? true : null),
            ("owner", deal is null && (Cues.Mine().IsMatch(text) || First().IsMatch(text)) ? "me" : null));
    }

    [GeneratedRegex(@"\b(?:at|in|with|for|from|of|on|to|by)\s+(?:the\s+)?(?<deal>(?!my\b|our\b|all\b|any\b|which\b)[\p{L}\p{N}][\p{L}\p{N}&.'’ -]*?)\s*[?.!]*$|\b(?:does|do|did|has|have)\s+(?<deal>(?!we\b|i\b|they\b|you\b|the\b)[\p{L}][\p{L}\p{N}&.'’-]*(?:\s+\p{Lu}[\p{L}&.-]*)*)\s+(?:have|had|raised?|faced?|got|named?|mention(?:ed)?|made?|promised?)\b|(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+\p{Lu}[\p{L}&.-]*)*)['’]s?\s+(?:\p{Ll}+\s+)?(?:objections?|competitors?|promises)|\bpromised?\s+(?:to\s+)?(?<deal>(?!that\b|which\b|and\b|to\b|the\b|them\b|him\b|her\b|us\b|me\b)[\p{L}][\p{L}\p{N}&.'’-]*(?:\s+\p{Lu}[\p{L}&.-]*)*)", RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:about|regarding|concerning|without|handle|answer to|respond|reply|draft|how (?:do|should|can|to)|usually|normally|against us)\b|\bno\s+(?:competitors?|objections?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    [GeneratedRegex(@"\b(?:did|has|have)\s+(?!they\b|he\b|she\b|the\b)[\p{L}'’-]+\s+promised?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Promised();

    [GeneratedRegex(@"\b(?:i|i've)\b", RegexOptions.IgnoreCase)]
    private static partial Regex First();
}
