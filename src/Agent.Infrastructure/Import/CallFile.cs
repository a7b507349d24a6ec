using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;

namespace Agent.Infrastructure.Import;

/// <summary>Reads one call, note or mail from a file without storing it.</summary>
public static class CallFile
{
    // A day of talk. More is no call.
    private const int MaxLength = 10 * 1024 * 1024;

    /// <summary>
    /// The text of a file. Line ends become <c>\n</c>, so that offsets into it count one character a line end; subtitles become lines of
    /// speakers; of an email the body is taken.
    /// </summary>
    /// <exception cref="FormatException">The file is empty, too large, or no text; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> ReadAsync(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists)
            throw new IOException($"There is no file {file.FullName}.");
        if (file.Length > MaxLength)
            throw new FormatException($"{file.Name} is larger than 10 MB; it is no call, note or mail.");
        var bytes = await File.ReadAllBytesAsync(file.FullName, ct);
        var content = FileContent.Inspect(new ImportSource(file.Name, () => new MemoryStream(bytes), bytes.Length));
        if (content.Refusal is { } refusal)
            throw new FormatException($"{file.Name}: {refusal}");
        var text = content.Encoding.GetString(bytes).TrimStart('\ufeff').ReplaceLineEndings("\n");
        return file.Extension.ToLowerInvariant() switch
        {
            ".vtt" or ".srt" => TranscriptReader.ReadSubtitles(text)?.ToText() ?? throw new FormatException($"{file.Name} holds no subtitles: there is no line such as \"00:00:01.000 --> 00:00:04.000\"."),
            ".eml" => Mail.Read(bytes)?.Body ?? throw new FormatException($"{file.Name} is not an email: it has no sender, subject or message id."),
            _ => text,
        };
    }
}
