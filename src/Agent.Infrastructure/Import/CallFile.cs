using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import;

/// <summary>Reads one call, note or mail from a file without storing it, as an import would.</summary>
public static class CallFile
{
    // A day of talk. More is no call.
    private const int MaxLength = 10 * 1024 * 1024;

    /// <summary>
    /// Takes a file apart. All spans index <see cref="ReadActivity.Text"/>: of a text file its own words with <c>\n</c> as line ends, of
    /// subtitles lines of <c>[hh:mm:ss] Speaker: words</c>, of an email its body, whose author and time are those of its header.
    /// </summary>
    /// <param name="file">A text file, WebVTT or SRT subtitles, or an email as <c>.eml</c>.</param>
    /// <param name="us">The users of the selling company, to tell who sells.</param>
    /// <param name="now">When nothing tells the time of the text and the file is not older.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="FormatException">The file is empty, too large, or no text; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ReadActivity> ReadAsync(FileInfo file, IReadOnlyCollection<User> us, DateTimeOffset now, CancellationToken ct)
    {
        if (!file.Exists)
            throw new IOException($"There is no file {file.FullName}.");
        if (file.Length > MaxLength)
            throw new FormatException($"{file.Name} is larger than 10 MB; it is no call, note or mail.");
        var bytes = await File.ReadAllBytesAsync(file.FullName, ct);
        var content = FileContent.Inspect(new ImportSource(file.Name, () => new MemoryStream(bytes), bytes.Length));
        if (content.Refusal is { } refusal)
            throw new FormatException($"{file.Name}: {refusal}");
        var context = new ReadingContext
        {
            SellerNames = [.. us.Select(u => u.Name)],
            SellerDomains = [.. us.Select(u => Names.Domain(u.Email)).OfType<string>().Distinct()],
        };
        var text = content.Encoding.GetString(bytes).TrimStart('\ufeff').ReplaceLineEndings("\n");
        var changed = new DateTimeOffset(file.LastWriteTimeUtc);
        var at = TextDate.Find(text, file.Name) ?? (changed < now ? changed : now);
        return file.Extension.ToLowerInvariant() switch
        {
            ".vtt" or ".srt" => ActivityReader.ReadText(
                TranscriptReader.ReadSubtitles(text)?.ToText() ?? throw new FormatException($"{file.Name} holds no subtitles: there is no line such as \"00:00:01.000 --> 00:00:04.000\"."), at, context),
            ".eml" => ActivityReader.Read(
                Received(Mail.Read(bytes) ?? throw new FormatException($"{file.Name} is not an email: it has no sender, subject or message id."), us, context, at), context),
            _ => ActivityReader.ReadText(text, at, context),
        };
    }

    private static Activity Received(Mail mail, IReadOnlyCollection<User> us, ReadingContext context, DateTimeOffset at)
    {
        var sender = mail.From is { } from
            ? new Participant(from.Name, from.Email, UserId: us.FirstOrDefault(u => string.Equals(u.Email, from.Email, StringComparison.OrdinalIgnoreCase))?.Id)
            : null;
        var isOurs = sender is not null && (sender.UserId is not null || context.SideOf(sender.Name, sender.Email) == Side.Seller);
        return new()
        {
            Kind = ActivityKind.Email,
            Direction = isOurs ? Direction.Outbound : Direction.Inbound,
            At = mail.Date ?? at,
            Subject = mail.Subject,
            Body = mail.Body,
            Participants = sender is null ? [] : [sender],
        };
    }
}
