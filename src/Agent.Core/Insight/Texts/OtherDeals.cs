using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Sets passages of an email apart that are about another deal: "For the Linz fleet: …" beside "For the Graz warehouse: …".</summary>
internal static partial class OtherDeals
{
    /// <summary>The text with such passages as <see cref="TextPart.OtherDeal"/>, so that nothing in them is taken for this deal.</summary>
    public static ReadActivity SetApart(DealFile file, ReadActivity text)
    {
        if (text.Kind != ActivityKind.Email)
            return text;
        var own = file.Deal.Name.Split([' ', '-', '–', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var topics = text.Statements.SelectMany(u => u.Sentences).ToDictionary(s => s, s => TopicOf(text.Text, s));
        // Only a mail that names our deal as one topic among others speaks of others.
        if (topics.Values.Count(t => t is not null) < 2 || !topics.Values.Any(t => t is not null && IsOwn(t)))
            return text;
        var utterances = new List<Utterance>();
        var foreign = false;
        Sentence? before = null;
        foreach (var utterance in text.Utterances)
        {
            var from = 0;
            for (var i = 0; utterance.Part == TextPart.Body && i < utterance.Sentences.Count; i++)
            {
                var sentence = utterance.Sentences[i];
                var wasForeign = foreign;
                foreign = topics[sentence] is { } topic ? !IsOwn(topic) : foreign && !IsNewParagraph(text.Text, before!, sentence);
                if (foreign != wasForeign && i > from)
                {
                    Add(utterance, from, i, wasForeign);
                    from = i;
                }

                before = sentence;
            }

            Add(utterance, from, utterance.Sentences.Count, foreign && utterance.Part == TextPart.Body);
        }

        return text with { Utterances = utterances };

        bool IsOwn(string topic) => own.Any(w => WordSearch.Contains(topic, w));

        void Add(Utterance whole, int from, int to, bool isForeign) => utterances.Add(from == 0 && to == whole.Sentences.Count
            ? whole with { Index = utterances.Count, Part = isForeign ? TextPart.OtherDeal : whole.Part }
            : whole with
            {
                Index = utterances.Count,
                Start = whole.Sentences[from].Start,
                End = whole.Sentences[to - 1].End,
                Part = isForeign ? TextPart.OtherDeal : whole.Part,
                Sentences = [.. whole.Sentences.Skip(from).Take(to - from)],
            });
    }

    /// <summary>True after an empty line, unless the line above it was the topic alone.</summary>
    private static bool IsNewParagraph(string text, Sentence before, Sentence sentence) =>
        text.AsSpan(before.End, Math.Max(0, sentence.Start - before.End)).Count('\n') > 1 && text[before.End - 1] != ':';

    private static string? TopicOf(string text, Sentence sentence) =>
        Marker().Match(text[sentence.Start..sentence.End]) is { Success: true } marker ? marker.Groups["topic"].Value : null;

    [GeneratedRegex(@"^\W*(?:(?:\w+,\s*)?(?:for|as to|as for|regarding|re|concerning|about|on)\s+(?<topic>(?:the\s+)?[^:,.]{2,60}?)\s*(?:\([^)]*\))?\s*(?:[:,.]|please|we\b)|(?!(?:one|two|three|four|a|an|another|the|my|our|your|last|first|second|next|also|quick|ps|note|questions?|update|summary)\b)(?<topic>\p{Lu}[\p{L} ]{1,30}):)", RegexOptions.IgnoreCase)]
    private static partial Regex Marker();
}

/// <summary>Names of other suppliers that the reader of competitors does not know by its cues.</summary>
internal static partial class Rivals
{
    private static readonly HashSet<string> NotNames = ["I", "We", "He", "She", "They", "It", "You", "This", "That", "Nobody", "Somebody", "Someone", "Everybody", "My", "Our", "The", "And", "But", "Who", "There", "Head", "Yes", "No"];

    public static IEnumerable<string> In(string sentence)
    {
        foreach (Match compound in Compound().Matches(sentence))
            yield return compound.Value;
        if (Acting().Match(sentence) is { Success: true } acting && !NotNames.Contains(acting.Groups["name"].Value.Split(' ')[0]))
            yield return acting.Groups["name"].Value;
    }

    /// <summary>"Competitor (Lagerwerk)", "lost to Lagerwerk": the name in the reason of a lost deal.</summary>
    public static IEnumerable<string> InLossReason(string? reason) =>
        reason is null ? [] : LostTo().Matches(reason).Select(m => m.Groups["name"].Value.Trim());

    [GeneratedRegex(@"(?:\((?<name>[^)]{3,40})\)|\b(?:to|for|with|took|chose)\s+(?<name>\p{Lu}[\w-]{2,}))")]
    private static partial Regex LostTo();

    [GeneratedRegex(@"\b\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+\w*")]
    private static partial Regex Compound();

    [GeneratedRegex(@"^(?<name>\p{Lu}[\w-]+(?:\s\p{Lu}[\w-]+)?)\s+(?:also\s+)?(?:quoted us|showed us|offered us|pitched|was here|were here|presented|demoed|has been here|came by)\b")]
    private static partial Regex Acting();
}
