using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Agents.Offline;

namespace Agent.Core.Agents.Tools;

/// <summary>
/// What a model is given of a tool's result: JSON with the statements that code made, each with the labels of its sources, and with those
/// sources. Texts of other people stand inside JSON strings only, so that they cannot pass for anything but data.
/// </summary>
internal static class ToolText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Letters as they are: escapes cost tokens. Quotes and backslashes are escaped all the same.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The statements of a result, as the offline engine would say them.</summary>
    public static string Say(object? result) => AnswerWriter.Write(result);

    /// <summary>A result as JSON.</summary>
    /// <param name="result">What the tool returned.</param>
    /// <param name="said">Its statements, of <see cref="Say"/>.</param>
    /// <param name="sources">What the turn may cite.</param>
    /// <param name="room">The most characters of statements; what is left out is said.</param>
    public static string Write(object? result, string said, TurnSources sources, int room)
    {
        if (result is not ToolResult typed)
            return JsonSerializer.Serialize(new { error = Cut(said, room).Text }, Json);
        var (data, leftOut) = Cut(said, room);
        return JsonSerializer.Serialize(
            new
            {
                result = JsonNamingPolicy.CamelCase.ConvertName(typed.GetType().Name),
                typed.Summary,
                data,
                leftOut,
                sources = sources.CitedIn(data).Select(s => new
                {
                    s.Label,
                    s.Title,
                    on = s.At is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : (DateOnly?)null,
                    s.Speaker,
                }),
            },
            Json);
    }

    // At the end of a line, so that no statement is given by half.
    private static (string Text, string? LeftOut) Cut(string text, int room)
    {
        if (text.Length <= room)
            return (text, null);
        var end = text.LastIndexOf('\n', room);
        if (end <= 0)
            end = char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        var lines = text.AsSpan(end).Trim().Count('\n') + 1;
        return (text[..end], $"The result is longer: {Wording.Count(lines, "line")} left out. Ask for less.");
    }
}
