using System.Text.RegularExpressions;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Offline;

/// <summary>Understands a message that only makes sense after the one before: a choice, a yes, "and Northwind?".</summary>
internal static partial class FollowUp
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>Finds the question that a message stands for.</summary>
    /// <returns>The earlier question and the name to ask it about; null when the message stands for itself.</returns>
    public static (string Question, string? Name)? Resolve(string message, IReadOnlyList<PastTurn> history)
    {
        if (history.Count == 0)
            return null;
        var last = history[^1];
        var choices = Choice().Matches(last.Answer).Select(m => AnswerWriter.Unescaped(m.Groups["name"].Value)).ToList();
        if (choices.Count > 0 && last.Answer.Contains(AnswerWriter.WhichOne, StringComparison.Ordinal) && Chosen(message, choices) is { } chosen)
            return (Origin(history), chosen);
        if (choices.Count > 0 && last.Answer.Contains(AnswerWriter.DidYouMean, StringComparison.Ordinal)
            && (Yes().IsMatch(message) ? choices[0] : Chosen(message, choices)) is { } meant)
            return (Origin(history), meant);
        if (Refine().IsMatch(message))
            return ($"{Origin(history)} {message}", null);
        if (AndAbout().Match(message) is not { Success: true } and)
            return null;
        var name = and.Groups["name"].Value;
        // "And the win rate?" asks something else of the same deals, not the same of a deal called win rate.
        return Question().IsMatch(name) ? (name, null) : (Origin(history), name);
    }

    // The last question that stood for itself: choices and "and X?" refer to it through each other.
    private static string Origin(IReadOnlyList<PastTurn> history)
    {
        for (var i = history.Count - 1; i > 0; i--)
        {
            if (Resolve(history[i].Question, [.. history.Take(i)]) is null)
                return history[i].Question;
        }

        return history[0].Question;
    }

    private static string? Chosen(string message, List<string> choices)
    {
        var words = PassagePicker.Words(message);
        // A message with much more in it than a choice is a new question.
        if (words.Count is 0 or > 8)
            return null;
        var position = Array.FindIndex(Ordinals, words.Contains);
        if (position < 0 && words.Count <= 2 && int.TryParse(words[^1], out var number))
            position = number - 1;
        if (words.Contains("last"))
            position = choices.Count - 1;
        if (position >= 0 && position < choices.Count)
            return choices[position];

        var scored = choices.Select(c => (Choice: c, Hits: PassagePicker.Words(c).Count(words.Contains))).OrderByDescending(c => c.Hits).ToList();
        return scored[0].Hits > 0 && (scored.Count == 1 || scored[0].Hits > scored[1].Hits) ? scored[0].Choice : null;
    }

    [GeneratedRegex(@"^- \*\*(?<name>(?:\\.|[^*\\\n])+)\*\*", RegexOptions.Multiline)]
    private static partial Regex Choice();

    [GeneratedRegex(@"^\s*(?:yes|yep|yeah|yes please|exactly|right|correct|that one|ja|oui)\b[\s.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*(?:please\s+|now\s+|can you\s+)?(?:sort|order|rank)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Refine();

    [GeneratedRegex(@"\b(?:win rates?|revenue|average|total|sum|cycle|pipeline|how many|how much|next step|status|who|what|when|which|risks?|forecast)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"^\s*(?:and|what about|how about|same for|same question for|and what about|and for|now|only|just)\s+(?:for\s+|the\s+|on\s+|at\s+)*(?<name>[^?]{2,60}?)(?:['’]s)?(?:\s+(?:ones?|deals?|please|then))*\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex AndAbout();
}
