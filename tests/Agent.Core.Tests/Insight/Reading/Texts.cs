using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Reading;

internal static class Texts
{
    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static ReadActivity Note(string text) => ActivityReader.ReadText(text, At, kind: ActivityKind.Note);

    public static ReadActivity Email(string body, Direction direction = Direction.Inbound) =>
        ActivityReader.Read(
            new() { Kind = ActivityKind.Email, At = At, Body = body, Direction = direction, Participants = [new("Bob Stone", "bob@mill.example")] },
            ReadingContext.Empty);

    public static Sentence Sentence(string text) => Note(text).Utterances[0].Sentences[0];

    public static string Of(ReadActivity text, Sentence sentence) => text.Text[sentence.Start..sentence.End];
}
