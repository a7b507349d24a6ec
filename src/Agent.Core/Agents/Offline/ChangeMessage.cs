using System.Text.RegularExpressions;
using Agent.Core.Changes;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Agents.Offline;

/// <summary>
/// A message taken apart by what its sentences do: ask, tell, or demand that something is done. A demand is known by its form (an
/// imperative, "can you", "please", "the stage should say that"), so that a verb nobody foresaw is one too.
/// </summary>
internal sealed partial class ChangeMessage
{
    private const int MostHintWords = 24;
    private const int TellingLength = 5;

    private static readonly CueSet OnRecord = CueSet.Of(
        "(stage|figure|amount|value|number|date|step|record|system|crm|card|deal|it|that|this) (should|must|needs to|has to|ought to) [now] (be|say|read|show|reflect|become|go)",
        "(should|must|need to|have to) (have|get) .2 (in|into) .2 (system|crm|books|people|contacts|record*)", "(let us|lets) (say|call|make|put|take|set|go)", "bitte");

    /// <summary>Asks to be told, shown or written something.</summary>
    private static readonly CueSet ToRead = CueSet.Of(
        "(tell|show|explain|list|draft|summari*|find|search|compare|brief|prepare|translate|sort|feed|walk|help|guess|look up|check|boil|give|let) (me|us|him|her)", "^[please|can you|could you] (draft|find|search|list|summari*|explain|compare|prepare|check|show|look|translate)",
        "write (a|an|me|some|to|him|her|them)", "(words|mail|email|message|letter|note|few words) (to|for|together)", "(can|could|may) (i|we) (see|know|have a look|hear)");

    private ChangeMessage(string text, DateOnly today, IReadOnlyList<Sentence> told, IReadOnlyList<Sentence> demands) => (Text, Today, Told, Demands) = (text, today, told, demands);

    /// <summary>The whole message.</summary>
    public string Text { get; }

    /// <summary>The day of the message.</summary>
    public DateOnly Today { get; }

    /// <summary>Sentences that are no questions.</summary>
    public IReadOnlyList<Sentence> Told { get; }

    /// <summary>Those of them that want something done.</summary>
    public IReadOnlyList<Sentence> Demands { get; }

    /// <summary>True when something is to be done.</summary>
    public bool Wants => Demands.Count > 0;

    /// <summary>The message as the reason of a change, or null when it is too long for one.</summary>
    public string? Reason => Text.Length <= ChangeSet.MaxReason ? Text : null;

    /// <summary>Takes a message apart.</summary>
    /// <returns>Null when it only asks, or hangs on a condition.</returns>
    public static ChangeMessage? Read(string text, DateOnly today)
    {
        var sentences = Sentences.Split(text, 0, text.Length);
        if (sentences.Exists(s => ChangeCues.Conditional().IsMatch(In(text, s))))
            return null;
        var demands = sentences.Where(s => IsDemand(In(text, s), s)).ToList();
        var told = sentences.Where(s => demands.Contains(s) || !IsQuestion(In(text, s))).ToList();
        return told.Count < sentences.Count && demands.Count == 0 ? null : new(text, today, told, demands);
    }

    /// <summary>The words of a sentence.</summary>
    public string In(Sentence sentence) => In(Text, sentence);

    /// <summary>True when a sentence that is no question has a cue.</summary>
    public bool Tells(CueSet cues) => Told.Any(s => cues.Matches(s.Tokens));

    /// <summary>True when a sentence has a cue that states it for certain.</summary>
    public bool Reports(CueSet cues) => Told.Any(s => cues.Matches(s.Tokens) && !ChangeCues.Weighs().IsMatch(In(s)) && !ChangeCues.Negated().IsMatch(In(s)));

    /// <summary>True when a sentence that wants something has a cue.</summary>
    public bool Orders(CueSet cues) => Demands.Any(s => cues.Matches(s.Tokens));

    /// <summary>The last day or span of days that the message names, or null.</summary>
    public DateOnly? Day()
    {
        if (Dates is [.., var date])
            return ChangeValues.Last(date);
        return ChangeValues.TakeSpan(Text) is { } span ? Today.AddMonths(Math.Abs(span.Months)).AddDays(Math.Abs(span.Days)) : null;
    }

    /// <summary>The days that the message names.</summary>
    public IReadOnlyList<DateMention> Dates => [.. ChangeValues.Dates(Text, Today).Where(d => d.To >= Today)];

    /// <summary>Words that may name the deal: those with a capital, and long ones; none of its days, sums and what else is known to be something other.</summary>
    /// <param name="known">What has been read as a value.</param>
    public string Hint(params IEnumerable<string?> known)
    {
        var rest = ChangeValues.Dates(Text, Today).Select(d => Text[d.Start..d.End]).Concat(known.OfType<string>()).Where(v => v.Length > 0)
            .Aggregate(Text, (text, value) => text.Replace(value, " ", StringComparison.OrdinalIgnoreCase));
        var words = QuestionReader.Words(QuestionReader.Without(Cues.Courtesy().Replace(rest.Replace('/', ' ').Replace('-', ' '), " "), ChangeCues.CommandWords())).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(w => char.IsUpper(w[0]) || w.Length >= TellingLength || words.Length <= 2).Distinct().Take(MostHintWords));
    }

    private static string In(string text, Sentence sentence) => text[sentence.Start..sentence.End];

    private static bool IsDemand(string sentence, Sentence s) =>
        (ChangeCues.AsksTo().IsMatch(sentence) || AsksAtItsEnd().IsMatch(sentence) || (!sentence.EndsWith('?') && (Imperative().IsMatch(sentence) || OnRecord.Matches(s.Tokens))))
        && !ToRead.Matches(s.Tokens) && !WantsAnAnswer().IsMatch(sentence) && !ChangeCues.Negated().IsMatch(sentence) && !ChangeCues.Weighs().IsMatch(AsksAtItsEnd().Replace(sentence, " "));

    private static bool IsQuestion(string sentence) => sentence.EndsWith('?') || (ChangeCues.Asks().IsMatch(sentence) && !Cleft().IsMatch(sentence));

    // A verb without a subject and what it is done to; what has a subject, an ending or another form of the past is no imperative.
    [GeneratedRegex(
        @"(?:^|[,;:.!?]\s+|\b(?:and|so|then|also|please|pls|thus)\s+)(?!(?:what|when|where|which|who|why|how|that|this|they|she|you|with|for|from|into|about|like|than|not|all|both|only|just|because|since|after|before|while|until|till|over|under|upon|once|has|had|was|did|does|are|were|told|said|gave|got|made|took|went|came|saw|found|met|sent|spoke|rang|wrote|thought|knew|kept|left|brought|bought|chose|won|lost|is|in|on|at|of|by|as|to|if|i|we|he|it|now|and|or|but|so|then|also|please|pls|even|still|out|off|up|down|back|here|there|mind|none|some|any|each|per|plus)\b)(?!\p{L}+(?:ed|ing|[^s]s)\b)\p{L}{3,}\s+(?:(?:it|that|this|these|him|her|them|the|our|my|me|us|off|out|up|down|back|over|something|when|what|how)\b|(?<=\b(?:give|let|leave|grant|get|nudge|call|mark|set|put|move)\s+)\p{L})",
        RegexOptions.IgnoreCase)]
    private static partial Regex Imperative();

    // "What is new there, please?" is as much a question as without the please; "how about the 12th?" is a wish.
    [GeneratedRegex(@"^\W*(?:what|whats|what's|when|where|who|whose|why|how|which)\b(?! (?:about|if)\b)[^?,;]*(?:, (?:please|pls))?\s*\?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex WantsAnAnswer();

    [GeneratedRegex(@"\b(?:would|will|can|could) you\s*[.?!]*$|[,.;]\s*(?:can|could|would) (?:you|we)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksAtItsEnd();

    // "What we do next is to call them" tells.
    [GeneratedRegex(@"^\W*(?:so |and )?what\b[^?,;]*\b(?:is|are)\b[^?]*[^?]$", RegexOptions.IgnoreCase)]
    private static partial Regex Cleft();
}
