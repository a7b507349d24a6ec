using System.Text;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Retrieval;

/// <summary>A stretch of a text that can be understood by itself.</summary>
/// <param name="Start">First character in the text.</param>
/// <param name="Length">Characters.</param>
/// <param name="Text">The words, without the labels and stamps that stand between them.</param>
/// <param name="Context">What it is about: the question it answers, the subject, the headings above it.</param>
/// <param name="Speaker">Who said or wrote it, or null.</param>
public sealed record CutPassage(int Start, int Length, string Text, string Context, string? Speaker);

/// <summary>
/// Cuts texts into passages: a call at its speaker turns, each with the question that it answers; an email without greeting, signature
/// and quoted history at its paragraphs; a document at its headings. A passage has at most about 120 words, the length at which answers
/// in QMSum-like meetings and in handbooks still stand in one piece.
/// </summary>
public static partial class PassageCutter
{
    /// <summary>Says how passages are cut; an index that was made by another version has to be built again.</summary>
    public const int Version = 2;

    private const int MostCharacters = 700;
    private const int MostContext = 300;
    private const int LookBack = 2;

    /// <summary>The passages of an activity.</summary>
    /// <param name="read">Its text, taken apart.</param>
    /// <param name="subject">Its subject; it counts as what the first passage of an email or note is about.</param>
    public static IReadOnlyList<CutPassage> Cut(ReadActivity read, string subject)
    {
        var passages = new List<CutPassage>();
        var isTalk = read.Utterances.Count > 1 && read.Kind != ActivityKind.Email;
        for (var i = 0; i < read.Utterances.Count; i++)
        {
            var first = read.Utterances[i];
            if (first.Part != TextPart.Body)
                continue;
            var (question, last) = (isTalk ? QuestionBefore(read, i) : "", i);
            while (last + 1 < read.Utterances.Count && GoesOn(read.Utterances[last + 1], first, read.Utterances[last + 1].End - first.Start))
                last++;
            foreach (var passage in Pieces(read.Text, [.. read.Utterances.Skip(i).Take(last - i + 1).SelectMany(u => Blocks(read.Text, u, isTalk))]))
            {
                var context = isTalk ? question : passages.Count == 0 ? subject : "";
                passages.Add(passage with { Context = context, Speaker = first.Speaker });
            }

            i = last;
        }

        return passages;
    }

    /// <summary>The passages of a document in Markdown or plain text.</summary>
    /// <param name="title">Its title; every passage is about it.</param>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<CutPassage> CutDocument(string title, string text)
    {
        var passages = new List<CutPassage>();
        var path = new SortedDictionary<int, string>();
        var blocks = new List<Block>();
        foreach (Match line in Paragraph().Matches(text))
        {
            if (Heading().Match(line.Value) is { Success: true } heading)
            {
                Flush();
                var level = heading.Groups[1].Length;
                foreach (var below in path.Keys.Where(k => k >= level).ToList())
                    path.Remove(below);
                path[level] = heading.Groups[2].Value.Trim();
                continue;
            }

            blocks.AddRange(Split(text, line.Index, line.Index + line.Length));
        }

        Flush();
        return passages;

        void Flush()
        {
            var context = Cut(string.Join(" · ", path.Values.Prepend(title).Where(h => h.Length > 0).Distinct()), MostContext);
            passages.AddRange(Pieces(text, blocks).Select(p => p with { Context = context }));
            blocks.Clear();
        }
    }

    private readonly record struct Block(int Start, int End);

    // Turns of one person that nobody interrupts are one answer.
    private static bool GoesOn(Utterance next, Utterance first, int length) =>
        next.Part == TextPart.Body && next.Speaker is not null && next.Speaker == first.Speaker && length <= MostCharacters;

    private static string QuestionBefore(ReadActivity read, int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - LookBack; i--)
        {
            var asked = read.Utterances[i];
            if (asked.Sentences.LastOrDefault(s => s.IsQuestion) is { } question)
                return LeadingTo(read, i, question);
        }

        return "";
    }

    // "What would be a good answer for you?" tells nothing without what was said just before it.
    private static string LeadingTo(ReadActivity read, int index, Sentence question)
    {
        var sentences = (index > 0 ? read.Utterances[index - 1].Sentences : []).Concat(read.Utterances[index].Sentences.TakeWhile(s => s != question)).Append(question)
            .Select(s => read.Text[s.Start..s.End]).Reverse().ToList();
        var (context, taken) = (Cut(sentences[0], MostContext), 1);
        while (taken < sentences.Count && context.Length + sentences[taken].Length < MostContext)
            context = $"{sentences[taken++]} {context}";
        return context;
    }

    private static IEnumerable<Block> Blocks(string text, Utterance utterance, bool isTalk)
    {
        if (isTalk)
            return Split(text, utterance.Start, utterance.End);
        return Paragraph().Matches(text[utterance.Start..utterance.End])
            .SelectMany(m => Split(text, utterance.Start + m.Index, utterance.Start + m.Index + m.Length));
    }

    // What is too long for one passage falls apart at its sentences, and a sentence without an end at its spaces.
    private static IEnumerable<Block> Split(string text, int start, int end)
    {
        (start, end) = Trim(text, start, end);
        while (end - start > MostCharacters)
        {
            var cut = LastSentenceEnd(text, start, start + MostCharacters);
            yield return new(start, cut);
            (start, _) = Trim(text, cut, end);
        }

        if (end > start)
            yield return new(start, end);
    }

    private static int LastSentenceEnd(string text, int start, int most)
    {
        for (var i = most - 1; i > start + (MostCharacters / 3); i--)
        {
            if (text[i] == '\n' || (text[i] is '.' or '?' or '!' && char.IsWhiteSpace(text[i + 1])))
                return i + 1;
        }

        var space = text.LastIndexOf(' ', most - 1, most - start - 1);
        var cut = space > start ? space : most;
        return char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
    }

    private static IEnumerable<CutPassage> Pieces(string text, IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count;)
        {
            var words = new StringBuilder();
            var last = i;
            for (; last < blocks.Count && (last == i || blocks[last].End - blocks[i].Start <= MostCharacters); last++)
                words.Append(words.Length > 0 ? "\n" : "").Append(text, blocks[last].Start, blocks[last].End - blocks[last].Start);
            yield return new(blocks[i].Start, blocks[last - 1].End - blocks[i].Start, words.ToString(), "", null);
            i = last;
        }
    }

    private static Block Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new(start, end);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    // What stands between two empty lines; a heading is a paragraph of its own.
    [GeneratedRegex(@"^#{1,6}[ \t]+[^\n]+$|^(?!#{1,6}[ \t])[^\n]*\S[^\n]*$(?:\n(?!#{1,6}[ \t])[^\n]*\S[^\n]*$)*", RegexOptions.Multiline)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"^(#{1,6})[ \t]+([^\n]+?)[ \t]*#*[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
