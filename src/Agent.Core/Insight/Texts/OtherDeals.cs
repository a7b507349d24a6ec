using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Insight.Texts;

/// <summary>Finds the passages of a buyer's email that are about another deal: "For the Linz fleet: …" beside "For the Graz warehouse: …".</summary>
internal static partial class OtherDeals
{
    public static HashSet<Said> In(DealFile file, IReadOnlyList<Said> said)
    {
        var own = file.Deal.Name.Split([' ', '-', '–', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new HashSet<Said>();
        foreach (var text in said.Where(s => s.Text.Kind == ActivityKind.Email).GroupBy(s => s.Text))
        {
            var topics = text.Select(s => (Said: s, Topic: TopicOf(s))).ToList();
            // Only a mail that names our deal as one topic among others speaks of others.
            if (topics.Count(t => t.Topic is not null) < 2 || !topics.Exists(t => t.Topic is { } topic && IsOwn(topic)))
                continue;
            var foreign = false;
            foreach (var (sentence, topic) in topics)
            {
                foreign = topic is null ? foreign : !IsOwn(topic);
                if (foreign)
                    found.Add(sentence);
            }
        }

        return found;

        bool IsOwn(string topic) => own.Any(w => WordSearch.Contains(topic, w));
    }

    private static string? TopicOf(Said said) =>
        Marker().Match(said.Text.Text[said.Sentence.Start..said.Sentence.End]) is { Success: true } marker ? marker.Groups["topic"].Value : null;

    [GeneratedRegex(@"^\W*(?:(?:\w+,\s*)?(?:for|as to|as for|regarding|re|concerning|about|on)\s+(?<topic>(?:the\s+)?[^:,.]{2,60}?)\s*(?:\([^)]*\))?\s*(?:[:,.]|please|we\b)|(?<topic>\p{Lu}[\p{L} ]{1,30}):)", RegexOptions.IgnoreCase)]
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
