using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>Somebody in the head of an email.</summary>
internal sealed record MailAddress(string Name, string Email);

/// <summary>An email as RFC 5322 and MIME (RFC 2045 to 2047) describe it: what a person reads of it.</summary>
/// <param name="MessageId">Its id without brackets, or null.</param>
/// <param name="InReplyTo">Id of the email that it answers, or null.</param>
/// <param name="Date">When it was sent, or null.</param>
/// <param name="From">Who sent it, or null.</param>
/// <param name="Recipients">To and Cc.</param>
/// <param name="Subject">Subject; may be empty.</param>
/// <param name="Body">The text; HTML only when there is no plain part, as text.</param>
internal sealed partial record Mail(string? MessageId, string? InReplyTo, DateTimeOffset? Date, MailAddress? From, IReadOnlyList<MailAddress> Recipients, string Subject, string Body)
{
    // A mail within a mail within a mail: beyond this it is an attack, or of no interest.
    private const int MaxDepth = 8;
    private const int MaxRecipients = 100;

    /// <summary>Reads an email; null when the bytes have no head of one.</summary>
    public static Mail? Read(byte[] bytes)
    {
        // Head and structure are ASCII; Latin-1 keeps every byte as it is until a part's own charset is known.
        var text = Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n").TrimStart('\n');
        if (text.StartsWith("From ", StringComparison.Ordinal))
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var (head, body) = Split(text);
        var headers = Headers(head);
        if (!headers.ContainsKey("from") && !headers.ContainsKey("subject") && !headers.ContainsKey("message-id"))
            return null;
        var parts = new Parts();
        Collect(headers, body, parts, 0);
        var references = Ids(headers.GetValueOrDefault("references"));
        var recipients = Addresses(headers.GetValueOrDefault("to")).Concat(Addresses(headers.GetValueOrDefault("cc")));
        return new(
            Ids(headers.GetValueOrDefault("message-id")).FirstOrDefault(),
            Ids(headers.GetValueOrDefault("in-reply-to")).FirstOrDefault() ?? references.LastOrDefault(),
            ReadDate(headers.GetValueOrDefault("date")),
            Addresses(headers.GetValueOrDefault("from")).FirstOrDefault(),
            [.. recipients.DistinctBy(r => r.Email).Take(MaxRecipients)],
            Decode(headers.GetValueOrDefault("subject") ?? "").Trim(),
            HtmlText.Lines(parts.Plain.Length > 0 ? parts.Plain.ToString() : parts.Html.Length > 0 ? HtmlText.Plain(parts.Html.ToString()) : ""));
    }

    /// <summary>Date of a header: "Tue, 4 Mar 2025 10:15:00 +0100 (CET)".</summary>
    internal static DateTimeOffset? ReadDate(string? text)
    {
        if (text is null)
            return null;
        var match = DateForm().Match(Comment().Replace(text, " "));
        if (!match.Success || !DateTime.TryParseExact($"{match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}", ["d MMM yyyy", "d MMM yy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var seconds = match.Groups[6].Success ? int.Parse(match.Groups[6].Value, CultureInfo.InvariantCulture) : 0;
        var hour = int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture);
        var minute = int.Parse(match.Groups[5].Value, CultureInfo.InvariantCulture);
        if (hour > 23 || minute > 59 || seconds > 60)
            return null;
        return new DateTimeOffset(day + new TimeSpan(hour, minute, Math.Min(seconds, 59)), Zone(match.Groups[7].Value)).ToUniversalTime();
    }

    /// <summary>Encoded words of RFC 2047; those that follow each other are one text.</summary>
    internal static string Decode(string header)
    {
        var joined = BetweenEncodedWords().Replace(header, "$1$2");
        var text = new StringBuilder();
        var bytes = new List<byte>();
        Encoding? encoding = null;
        var at = 0;
        foreach (Match word in EncodedWord().Matches(joined))
        {
            if (word.Index > at)
            {
                Flush();
                text.Append(EightBit(joined[at..word.Index]));
            }

            var charset = Charset(word.Groups[1].Value.Split('*')[0]);
            if (encoding is not null && !charset.Equals(encoding))
                Flush();
            encoding = charset;
            // A letter may be cut between two words, so their bytes are joined first.
            bytes.AddRange(word.Groups[2].Value is "B" or "b" ? Base64(word.Groups[3].Value) : QuotedPrintable(word.Groups[3].Value.Replace('_', ' ')));
            at = word.Index + word.Length;
        }

        Flush();
        return text.Append(EightBit(joined[at..])).ToString();

        void Flush()
        {
            if (encoding is not null)
                text.Append(encoding.GetString([.. bytes]));
            bytes.Clear();
            encoding = null;
        }
    }

    private static void Collect(Dictionary<string, string> headers, string body, Parts parts, int depth)
    {
        var (type, parameters) = ContentType(headers.GetValueOrDefault("content-type") ?? "text/plain");
        if (type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            if (depth < MaxDepth && parameters.TryGetValue("boundary", out var boundary) && boundary.Length > 0)
            {
                foreach (var part in PartsOf(body, boundary))
                {
                    var (head, inner) = Split(part);
                    Collect(Headers(head), inner, parts, depth + 1);
                }
            }

            return;
        }

        var isAttachment = headers.GetValueOrDefault("content-disposition")?.TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;
        if (isAttachment || type is not ("text/plain" or "text/html"))
            return;
        var bytes = headers.GetValueOrDefault("content-transfer-encoding")?.Trim().ToLowerInvariant() switch
        {
            "base64" => Base64(body),
            "quoted-printable" => QuotedPrintable(body),
            _ => Encoding.Latin1.GetBytes(body),
        };
        var text = Charset(parameters.GetValueOrDefault("charset")).GetString(bytes);
        if (parameters.GetValueOrDefault("format")?.Equals("flowed", StringComparison.OrdinalIgnoreCase) == true)
            text = SoftBreak().Replace(text, "$1 ");
        var into = type == "text/html" ? parts.Html : parts.Plain;
        if (into.Length > 0)
            into.Append('\n');
        into.Append(text);
    }

    private static IEnumerable<string> PartsOf(string body, string boundary)
    {
        StringBuilder? part = null;
        foreach (var line in body.Split('\n'))
        {
            if (line.StartsWith("--", StringComparison.Ordinal) && line.AsSpan(2).StartsWith(boundary))
            {
                if (part is not null)
                    yield return part.ToString();
                part = line.AsSpan(2 + boundary.Length).StartsWith("--") ? null : new();
            }
            else
            {
                part?.Append(line).Append('\n');
            }
        }

        // A mail that breaks off has no last boundary.
        if (part is not null)
            yield return part.ToString();
    }

    private static (string Head, string Body) Split(string text)
    {
        if (text.StartsWith('\n'))
            return ("", text[1..]);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 2)..]);
    }

    private static Dictionary<string, string> Headers(string head)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Folded().Replace(head, " ").Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !line.AsSpan(0, colon).Contains(' '))
                headers.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        return headers;
    }

    private static (string Type, Dictionary<string, string> Parameters) ContentType(string header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(header))
            parameters.TryAdd(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value);
        return (header.Split(';')[0].Trim().ToLowerInvariant(), parameters);
    }

    private static List<MailAddress> Addresses(string? header)
    {
        var found = new List<MailAddress>();
        if (header is null)
            return found;
        // Split at commas outside quotes and brackets first; encoded words may hide commas in names.
        foreach (Match part in AddressPart().Matches(header))
        {
            var match = Address().Match(part.Value);
            if (match.Success)
                found.Add(new(Decode(part.Value[..match.Index]).Trim(' ', '"', '\'', '<', '\t').Replace("\\\"", "\"", StringComparison.Ordinal), match.Value.ToLowerInvariant()));
        }

        return found;
    }

    private static List<string> Ids(string? header) => header is null ? [] : [.. MessageIdForm().Matches(header).Select(m => m.Groups[1].Value)];

    private static byte[] Base64(string text)
    {
        var clean = NotBase64().Replace(text, "").TrimEnd('=');
        if (clean.Length % 4 == 1)
            clean = clean[..^1];
        return Convert.FromBase64String(clean.PadRight((clean.Length + 3) / 4 * 4, '='));
    }

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
                bytes.Add((byte)text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else if (text.AsSpan(i + 1).TrimStart(" \t") is ['\n', ..] rest)
                i = text.Length - rest.Length;
            else
                bytes.Add((byte)'=');
        }

        return [.. bytes];
    }

    private static Encoding Charset(string? name)
    {
        var charset = name?.Trim(' ', '"', '\'').ToLowerInvariant();
        // Mail programs say us-ascii and iso-8859-1 where they mean the code page that contains them.
        if (charset is "iso-8859-1" or "latin1")
            charset = "windows-1252";
        if (charset is null or "us-ascii" or "ascii" or "utf-8" or "utf8" or "")
            return Utf8OrWestern.Instance;
        return CodePagesEncodingProvider.Instance.GetEncoding(charset)
            ?? Encoding.GetEncodings().FirstOrDefault(e => e.Name.Equals(charset, StringComparison.OrdinalIgnoreCase))?.GetEncoding()
            ?? Utf8OrWestern.Instance;
    }

    // Bytes beyond ASCII in a head are no standard, and UTF-8 in practice.
    private static string EightBit(string latin) => latin.All(char.IsAscii) ? latin : Utf8OrWestern.Instance.GetString(Encoding.Latin1.GetBytes(latin));

    private static TimeSpan Zone(string zone)
    {
        if (zone.Length == 5 && int.TryParse(zone.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number / 100 <= 14 && number % 100 < 60)
            return new TimeSpan(number / 100, number % 100, 0) * (zone[0] == '-' ? -1 : 1);
        return TimeSpan.FromHours(zone.ToUpperInvariant() switch { "EDT" => -4, "EST" or "CDT" => -5, "CST" or "MDT" => -6, "MST" or "PDT" => -7, "PST" => -8, _ => 0 });
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,4})?")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"=\?([^?\s]+)\?([bBqQ])\?([^?\n]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(=\?)")]
    private static partial Regex BetweenEncodedWords();

    [GeneratedRegex(@";\s*([\w-]+)\*?=\s*(?:""((?:[^""\\]|\\.)*)""|([^;\s]+))")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?:""(?:[^""\\]|\\.)*""|<[^>]*>|[^,;""<])+")]
    private static partial Regex AddressPart();

    [GeneratedRegex(@"[^\s<>""(),:;]+@[^\s<>""(),:;]+")]
    private static partial Regex Address();

    [GeneratedRegex("<([^<>\\s]+)>")]
    private static partial Regex MessageIdForm();

    [GeneratedRegex("[^A-Za-z0-9+/=]")]
    private static partial Regex NotBase64();

    [GeneratedRegex(@"([^\n ]) \n(?!-- \n|>)")]
    private static partial Regex SoftBreak();

    private sealed class Parts
    {
        public StringBuilder Plain { get; } = new();

        public StringBuilder Html { get; } = new();
    }
}
