using System.Collections.Frozen;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>
/// Finds what a talk was about: the noun phrases that come back most. A phrase of several words counts by its length, and words that
/// only occur inside of it do not count again (C-value, Frantzi et al. 2000). A single word must be used as a noun.
/// </summary>
public static class MeetingTopics
{
    private const int LongestPhrase = 3;

    private static readonly FrozenSet<string> BeforeNouns = new[]
    {
        "the", "a", "an", "this", "that", "these", "those", "our", "your", "their", "my", "his", "her", "its", "of", "for", "with", "some", "any", "new", "different", "no", "each", "every", "more", "most", "other", "on", "in", "about", "without", "and", "#",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> NoTopics = new[]
    {
        "people", "person", "time", "day", "week", "month", "year", "minute", "hour", "meeting", "question", "point", "case", "end", "start", "part", "side", "number", "example", "idea", "problem", "fact", "moment", "email", "presentation",
        "different", "new", "important", "good", "better", "best", "main", "little", "big", "small", "able", "available", "possible", "basic", "whole", "next", "last", "first", "second", "third", "real", "really", "sense", "hand", "talk", "discuss", "work", "guys", "guy", "today", "percent", "couple", "okay", "reason", "stuff", "word", "name", "group", "everybody", "fifteen", "twenty", "ten", "five", "four", "hundred", "slide", "laptop", "screen", "powerpoint",
    }.ToFrozenSet();

    /// <summary>Topics unless asked otherwise; chosen with the words of the abstract.</summary>
    public const int DefaultTopics = 4;

    /// <summary>The topics, most spoken of first, each with the first place where it was named.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">The most topics.</param>
    public static IReadOnlyList<SummaryLine> Of(IReadOnlyList<ReadActivity> texts, int most = DefaultTopics)
    {
        var phrases = new Dictionary<string, Phrase>();
        foreach (var text in texts.OrderBy(t => t.At))
        {
            var speakers = text.Utterances.Select(u => u.Speaker).OfType<string>().SelectMany(s => s.Split(' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var utterance in text.Statements)
            {
                foreach (var sentence in utterance.Sentences)
                    Count(text, utterance, sentence.Tokens, speakers, phrases);
            }
        }

        var chosen = new List<Phrase>();
        foreach (var phrase in phrases.Values.Where(p => p.Count > 1 && p.IsNoun).OrderByDescending(p => p.Score(phrases)).ThenBy(p => p.First.Start))
        {
            if (chosen.Count == most)
                break;
            if (!chosen.Exists(c => c.Stems.Intersect(phrase.Stems).Any()))
                chosen.Add(phrase);
        }

        return [.. chosen.Select(p => new SummaryLine(p.First.Quote, p.First))];
    }

    private static void Count(ReadActivity text, Utterance utterance, TokenList tokens, HashSet<string> speakers, Dictionary<string, Phrase> phrases)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var n = 1; n <= LongestPhrase && i + n <= tokens.Count && IsPart(tokens[i + n - 1], speakers) && (n == 1 || tokens[i + n - 1].Start - tokens[i + n - 2].End <= 1); n++)
            {
                string[] stems = [.. tokens.Skip(i).Take(n).Select(t => Terms.Stem(t.Norm))];
                if (NoTopics.Contains(tokens[i + n - 1].Norm) || NoTopics.Contains(stems[^1]) || NoTopics.Contains(stems[0]))
                    continue;
                var key = string.Join(' ', stems);
                if (!phrases.TryGetValue(key, out var phrase))
                    phrases[key] = phrase = new(stems, text.Quote(utterance, tokens[i].Start, tokens[i + n - 1].End));
                phrase.Count++;
                if (i > 0 && (BeforeNouns.Contains(tokens[i - 1].Norm) || tokens[i - 1].Kind == TokenKind.Number))
                    phrase.AfterNounMark++;
            }
        }
    }

    private static bool IsPart(Token token, HashSet<string> speakers) =>
        token.Kind == TokenKind.Word && token.Norm.Length > 2 && Terms.IsContent(token) && !speakers.Contains(token.Norm);

    private sealed class Phrase(string[] stems, Evidence first)
    {
        public string[] Stems { get; } = stems;

        public Evidence First { get; } = first;

        public int Count { get; set; }

        public int AfterNounMark { get; set; }

        public bool IsNoun => AfterNounMark >= 2 && AfterNounMark * 2.5 >= Count;

        public double Score(Dictionary<string, Phrase> all)
        {
            const double longer = 1.4;
            var alone = Count;
            if (Stems.Length == 1)
                return alone;
            // A phrase is worth more than its words when the words seldom stand without each other.
            var rarest = Stems.Min(s => all.TryGetValue(s, out var word) ? word.Count : Count);
            return longer * Math.Log2(1 + Stems.Length) * alone * Math.Sqrt((double)alone / Math.Max(alone, rarest));
        }
    }
}
