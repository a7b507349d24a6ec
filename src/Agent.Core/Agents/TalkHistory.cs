using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>Fits earlier turns into the room that a model has for them: the latest whole, older ones as question and first sentence, the oldest not at all.</summary>
internal static class TalkHistory
{
    // Of English text a token has about four letters (https://help.openai.com/en/articles/4936856).
    private const int LettersPerToken = 4;

    private const int ShortAnswer = 240;
    private const int ShortQuestion = 400;

    /// <summary>Estimates the tokens of a text.</summary>
    public static int Tokens(string text) => (text.Length + LettersPerToken - 1) / LettersPerToken;

    /// <summary>The turns as messages, oldest first, and what a model is told about those that are not whole; empty when all are.</summary>
    /// <param name="turns">Earlier turns, oldest first.</param>
    /// <param name="most">The most turns.</param>
    /// <param name="room">The most tokens, by estimate.</param>
    public static (IEnumerable<ChatMessage> Messages, string Missing) Fit(IReadOnlyList<PastTurn> turns, int most, int room)
    {
        var kept = new Stack<PastTurn>();
        var whole = true;
        var cut = 0;
        foreach (var turn in turns.TakeLast(most).Reverse())
        {
            // Once a turn had to be shortened, those before it matter less.
            whole = whole && Cost(turn) <= room;
            var given = whole ? turn : new(Shorten(turn.Question, ShortQuestion), Shorten(turn.Answer, ShortAnswer));
            room -= Cost(given);
            if (room < 0)
                break;
            kept.Push(given);
            cut += given == turn ? 0 : 1;
        }

        return (kept.SelectMany(turn => new ChatMessage[] { new(ChatRole.User, turn.Question), new(ChatRole.Assistant, turn.Answer) }), Missing(turns.Count - kept.Count, cut));
    }

    private static string Missing(int leftOut, int cut)
    {
        string[] parts =
        [
            .. leftOut > 0 ? [$"the oldest {Wording.Count(leftOut, "turn")} left out"] : Array.Empty<string>(),
            .. cut > 0 ? [$"{Wording.Count(cut, "older turn")} cut short, which ends in …"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "" : $"Of this conversation you do not see all: {Wording.List(parts)}. When the user refers to what you do not see, say so and ask, or look it up again.";
    }

    private static int Cost(PastTurn turn) => Tokens(turn.Question) + Tokens(turn.Answer);

    private static string Shorten(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = text.LastIndexOf(". ", most, StringComparison.Ordinal) + 1;
        if (end < most / 4)
            end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + " …";
    }
}
