using System.Globalization;

namespace Agent.Core.Insight.Reading;

/// <summary>A stretch of text by one person, before its sentences are read.</summary>
/// <param name="Start">First character of the words.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Speaker">The label in front, or null.</param>
/// <param name="At">The moment that a full stamp names, or null.</param>
/// <param name="Offset">Time since the start that a clock stamp names, or null.</param>
/// <param name="Part">Which part of the text it is.</param>
internal readonly record struct Turn(
    int Start, int End, string? Speaker, DateTimeOffset? At = null, TimeSpan? Offset = null, TextPart Part = TextPart.Body);

/// <summary>
/// Splits a transcript into turns. A turn starts with <c>[stamp] Name: words</c>, <c>stamp Name: words</c>, <c>Name: words</c> or
/// <c>Name (stamp)</c> on a line of its own; the stamp is a clock time or ISO 8601.
/// </summary>
internal static class Transcripts
{
    /// <summary>Labels that head a field of a note and not a speech.</summary>
    private static readonly HashSet<string> FieldLabels = new(StringComparer.OrdinalIgnoreCase)
    {
        "budget", "authority", "need", "needs", "timeline", "timing", "next step", "next steps", "attendees", "participants", "present", "date",
        "time", "subject", "from", "to", "cc", "bcc", "sent", "re", "fwd", "fw", "notes", "note", "summary", "action items", "actions", "agenda",
        "pain", "pains", "goal", "goals", "competition", "competitor", "competitors", "status", "contact", "company", "account", "deal", "stage",
        "amount", "ps", "p.s.", "http", "https", "question", "questions", "decision", "location", "duration", "topic", "todo", "important", "update",
        "title", "owner", "source", "product", "products", "price", "pricing", "background", "context", "risks", "risk", "champion", "metrics",
    };

    /// <summary>Fields that say when, where and who, above the first turn.</summary>
    private static readonly HashSet<string> RecordFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "attendees", "participants", "present", "date", "time", "subject", "from", "to", "cc", "sent", "location", "duration", "title",
    };

    /// <summary>Words that begin a remark ("One question: …", "On the price: …") and no name.</summary>
    private static readonly HashSet<string> RemarkStarts = new(StringComparer.OrdinalIgnoreCase)
    {
        "on", "the", "a", "an", "one", "two", "three", "my", "our", "your", "for", "about", "in", "at", "to", "with", "this", "that", "here", "what", "but",
        "so", "as", "regarding", "concerning", "first", "second", "third", "last", "another", "just", "also", "still",
    };

    /// <summary>The turns of a transcript, or null when the text is none.</summary>
    public static List<Turn>? Split(string text, Func<string, bool> isKnown)
    {
        var heads = new List<(int Line, Head Head)>();
        for (var line = 0; line < text.Length; line = NextLine(text, line))
        {
            if (ReadHead(text, line, LineEnd(text, line)) is { } head)
                heads.Add((line, head));
        }

        // Where turns are stamped, a label without a stamp that is nobody's and never comes back goes on with the turn above.
        if (heads.Count(h => h.Head.Stamped) >= 2)
        {
            var once = heads.GroupBy(h => h.Head.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            heads.RemoveAll(h => !h.Head.Stamped && once.Contains(h.Head.Name) && !isKnown(h.Head.Name));
        }

        if (!IsTranscript(heads, isKnown))
            return null;
        var turns = new List<Turn>(heads.Count);
        for (var i = 0; i < heads.Count; i++)
        {
            var end = i + 1 < heads.Count ? heads[i + 1].Line : text.Length;
            while (end > heads[i].Head.Words && char.IsWhiteSpace(text[end - 1]))
                end--;
            turns.Add(new(heads[i].Head.Words, Math.Max(end, heads[i].Head.Words), heads[i].Head.Name, heads[i].Head.At, heads[i].Head.Offset));
        }

        var preface = AfterFields(text, heads[0].Line);
        if (text.AsSpan(preface, heads[0].Line - preface).Trim().Length > 0)
            turns.Insert(0, new(preface, heads[0].Line, null));
        return turns;
    }

    /// <summary>The first line that is no field of the record such as "Date: 3 March": such a field is nobody's word.</summary>
    private static int AfterFields(string text, int end)
    {
        var line = 0;
        for (; line < end; line = NextLine(text, line))
        {
            var words = text.AsSpan(line, LineEnd(text, line) - line).Trim();
            if (!words.IsEmpty && (words.IndexOf(':') is not (> 0 and var colon) || !RecordFields.Contains(words[..colon].Trim().ToString())))
                break;
        }

        return Math.Min(line, end);
    }

    private static bool IsTranscript(List<(int Line, Head Head)> heads, Func<string, bool> isKnown)
    {
        if (heads.Count < 2)
            return heads.Count == 1 && heads[0].Head.Stamped;
        if (heads.Count(h => h.Head.Stamped) >= 2)
            return true;
        var names = heads.GroupBy(h => h.Head.Name, StringComparer.OrdinalIgnoreCase).ToList();
        // Labels that come back, that are known people or roles, or that look like full names, are speakers; a note's headings are not.
        return names.Any(g => g.Count() > 1)
            || names.Any(g => isKnown(g.Key))
            || names.All(g => g.Key.Contains(' ', StringComparison.Ordinal));
    }

    private readonly record struct Head(string Name, int Words, bool Stamped, DateTimeOffset? At, TimeSpan? Offset);

    private static Head? ReadHead(string text, int line, int end)
    {
        var i = SkipSpace(text, line, end);
        var (afterStamp, at, offset) = ReadStamp(text, i, end);
        var stamped = afterStamp > i;
        i = SkipSpace(text, afterStamp, end);
        while (i < end && text[i] is '*' or '_' or '-')
            i++;
        i = SkipSpace(text, i, end);
        const int longestName = 60;
        if (!stamped && ReadStampedName(text, i, Math.Min(end, i + longestName), end) is { } head)
            return head;
        var colon = text.IndexOf(':', i, Math.Min(end - i, longestName));
        if (colon <= i)
            return stamped && ReadNameLine(text, i, end) is { } alone ? new(alone, Math.Min(end + 1, text.Length), true, at, offset) : null;
        var nameEnd = colon;
        while (nameEnd > i && text[nameEnd - 1] is '*' or '_' or ' ')
            nameEnd--;
        var name = text[i..nameEnd];
        if (!IsName(name, stamped))
            return null;
        var words = colon + 1;
        while (words < end && text[words] is '*' or '_')
            words++;
        return new(name, SkipSpace(text, words, end), stamped, at, offset);
    }

    /// <summary>"00:01:02 Ann Smith" on a line of its own with the words below.</summary>
    private static string? ReadNameLine(string text, int i, int end)
    {
        const int mostWords = 4;
        var name = text[i..end].Trim();
        return name.Split(' ').Length <= mostWords && name.Length > 0 && char.IsUpper(name[0]) && !char.IsPunctuation(name[^1]) && IsName(name, true) ? name : null;
    }

    /// <summary>"Ann Smith [00:01:02]: words", or "Ann Smith (00:01:02)" on a line of its own with the words below.</summary>
    private static Head? ReadStampedName(string text, int i, int limit, int end)
    {
        var open = limit > i ? text.IndexOfAny(['(', '['], i, limit - i) : -1;
        if (open <= i)
            return null;
        var (next, at, offset) = ReadStamp(text, open, end);
        var name = text[i..open].TrimEnd();
        if (next == open || !IsName(name, true))
            return null;
        var after = SkipSpace(text, next, end);
        if (after < end && text[after] == ':')
            return new(name, SkipSpace(text, after + 1, end), true, at, offset);
        return after == end ? new(name, Math.Min(end + 1, text.Length), true, at, offset) : null;
    }

    private static bool IsName(string name, bool stamped)
    {
        if (name.Length is 0 or > 50 || !(char.IsUpper(name[0]) || (stamped && char.IsLetter(name[0])) || RoleWords.SideOf(name) != Side.Unknown))
            return false;
        if (FieldLabels.Contains(name))
            return false;
        var first = name.IndexOf(' ', StringComparison.Ordinal);
        if (!stamped && first > 0 && first + 1 < name.Length && char.IsLower(name[first + 1]) && RemarkStarts.Contains(name[..first]) && RoleWords.SideOf(name[(first + 1)..]) == Side.Unknown)
            return false;
        var words = 1;
        foreach (var c in name)
        {
            if (c == ' ')
                words++;
            else if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '\'' or '’' or '(' or ')' or '&' or '/' or ',' or '#' or '_'))
                return false;
        }

        return words <= 6;
    }

    /// <summary>Reads <c>[00:01:02]</c>, <c>(1:02)</c>, <c>00:01:02</c> or an ISO 8601 moment, in brackets or bare.</summary>
    private static (int Next, DateTimeOffset? At, TimeSpan? Offset) ReadStamp(string text, int i, int end)
    {
        if (i >= end)
            return (i, null, null);
        var close = text[i] switch { '[' => ']', '(' => ')', _ => '\0' };
        var from = close == '\0' ? i : i + 1;
        var to = from;
        while (to < end && (char.IsAsciiDigit(text[to]) || text[to] is ':' or '-' or '.' or ',' or 'T' or 'Z' or '+'))
            to++;
        // "2026-03-02 10:00:00" has a space between day and clock.
        if (to - from == 10 && text[from + 4] == '-' && to + 1 < end && text[to] == ' ' && char.IsAsciiDigit(text[to + 1]))
        {
            to++;
            while (to < end && (char.IsAsciiDigit(text[to]) || text[to] is ':' or '.' or 'Z' or '+'))
                to++;
        }

        if (to == from || (close != '\0' && (to >= end || text[to] != close)) || !char.IsAsciiDigit(text[from]))
            return (i, null, null);
        var next = close == '\0' ? to : to + 1;
        var stamp = text[from..to].TrimEnd('.', ',', ':');
        if (stamp.Length >= 16 && DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            return (next, moment, null);
        return ReadClock(stamp) is { } offset ? (next, null, offset) : (i, null, null);
    }

    private static TimeSpan? ReadClock(string stamp)
    {
        var parts = stamp.Split(':');
        if (parts.Length is < 2 or > 3)
            return null;
        var seconds = 0.0;
        foreach (var part in parts)
        {
            if (!double.TryParse(part.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value >= 100)
                return null;
            seconds = (seconds * 60) + value;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private static int SkipSpace(string text, int i, int end)
    {
        while (i < end && text[i] is ' ' or '\t' or '\r')
            i++;
        return i;
    }

    private static int LineEnd(string text, int line) => text.IndexOf('\n', line) is var at and >= 0 ? at : text.Length;

    private static int NextLine(string text, int line) => LineEnd(text, line) + 1;
}
