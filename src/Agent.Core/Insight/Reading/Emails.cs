namespace Agent.Core.Insight.Reading;

/// <summary>Splits an email into greeting, body, signature and quoted history.</summary>
internal static class Emails
{
    private static readonly string[] Greetings =
    [
        "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "greetings", "hallo", "guten tag", "guten morgen", "liebe",
        "lieber", "sehr geehrte", "sehr geehrter", "moin", "bonjour", "salut", "cher", "chère", "hola", "buenos días", "buenas tardes", "ciao",
        "gentile", "buongiorno", "beste", "olá",
    ];

    private static readonly string[] Closings =
    [
        "best", "best regards", "kind regards", "regards", "warm regards", "warmly", "many thanks", "thanks", "thank you", "cheers", "sincerely",
        "yours sincerely", "yours faithfully", "thanks and regards", "thanks in advance", "all the best", "br", "talk soon", "best wishes",
        "mit freundlichen grüßen", "mit freundlichen grüssen", "viele grüße", "beste grüße", "liebe grüße", "freundliche grüße", "mfg", "lg",
        "cordialement", "bien cordialement", "bien à vous", "saludos", "un saludo", "atentamente", "cordiali saluti", "met vriendelijke groet",
    ];

    /// <summary>The parts of an email in order; all by the author except the quoted ones.</summary>
    public static List<Turn> Split(string text, string? author)
    {
        var lines = Lines(text);
        var parts = new TextPart[lines.Count];
        var history = HistoryStart(text, lines);
        for (var i = 0; i < lines.Count; i++)
            parts[i] = i >= history || Trimmed(text, lines[i]).StartsWith(">", StringComparison.Ordinal) ? TextPart.Quoted : TextPart.Body;
        MarkGreeting(text, lines, parts);
        MarkSignature(text, lines, parts, history, author);

        var turns = new List<Turn>();
        for (var i = 0; i < lines.Count;)
        {
            var j = i + 1;
            while (j < lines.Count && parts[j] == parts[i])
                j++;
            var (start, end) = (lines[i].Start, lines[j - 1].End);
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            while (end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
            if (end > start)
                turns.Add(new(start, end, parts[i] == TextPart.Quoted ? null : author, Part: parts[i]));
            i = j;
        }

        return turns;
    }

    /// <summary>True when a text repeats somebody else's message, or begins with the header of one.</summary>
    public static bool Repeats(string text)
    {
        var lines = Lines(text);
        return HistoryStart(text, lines) < lines.Count || IsHeaderBlock(text, lines, 0) || lines.Exists(line => Trimmed(text, line).StartsWith(">", StringComparison.Ordinal));
    }

    private static void MarkGreeting(string text, List<(int Start, int End)> lines, TextPart[] parts)
    {
        var first = 0;
        while (first < lines.Count && Trimmed(text, lines[first]).IsEmpty)
            first++;
        if (first >= lines.Count || parts[first] != TextPart.Body)
            return;
        var line = Trimmed(text, lines[first]);
        // "Hi Ann, thanks for the call" states something; only a line that ends with the salutation is one.
        if (line.Length <= 60 && Greetings.Any(g => StartsWithWord(Trimmed(text, lines[first]), g))
            && (line[^1] is ',' or '!' or ':' or '.' or '-' or '–' || line.Length <= 25))
            parts[first] = TextPart.Greeting;
    }

    // "With kind regards" closes as "Kind regards" does.
    private const string With = "with ";

    private static void MarkSignature(string text, List<(int Start, int End)> lines, TextPart[] parts, int history, string? author)
    {
        // A signature is short: what follows a closing further up is text again.
        const int mostLines = 12;
        for (var i = Math.Max(0, history - mostLines); i < history; i++)
        {
            var line = Trimmed(text, lines[i]);
            var plain = line.TrimEnd(",!.- ");
            var closes = line is "--" || lines[i].End - lines[i].Start >= 2 && line.StartsWith("-- ", StringComparison.Ordinal) && line.Length < 5;
            foreach (var closing in Closings)
                closes |= plain.Equals(closing, StringComparison.OrdinalIgnoreCase) || (plain.Length > With.Length && plain.StartsWith(With, StringComparison.OrdinalIgnoreCase) && plain[With.Length..].Equals(closing, StringComparison.OrdinalIgnoreCase));
            if (!closes || i == 0)
                continue;
            for (var j = i; j < history; j++)
            {
                if (parts[j] == TextPart.Body)
                    parts[j] = TextPart.Signature;
            }

            return;
        }

        // Without a closing the name alone ends a mail.
        var last = history - 1;
        while (last > 0 && Trimmed(text, lines[last]).IsEmpty)
            last--;
        if (last > 0 && author is not null && parts[last] == TextPart.Body && Trimmed(text, lines[last]) is var signed
            && (signed.Equals(author, StringComparison.OrdinalIgnoreCase) || signed.Equals(author.Split(' ')[0], StringComparison.OrdinalIgnoreCase)))
            parts[last] = TextPart.Signature;
    }

    private static int HistoryStart(string text, List<(int Start, int End)> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = Trimmed(text, lines[i]);
            if (line.IsEmpty)
                continue;
            if (line.StartsWith("-----", StringComparison.Ordinal) && (Has(line, "original") || Has(line, "forwarded") || Has(line, "ursprüngliche") || Has(line, "weitergeleitet")))
                return i;
            if (line[^1] == ':' && line.Length < 200 && IsAttribution(line))
                return i;
            // Clients wrap the attribution line: "On Mon, 2 March 2026,\nAnn Smith <ann@a.example> wrote:".
            if (i + 1 < lines.Count && StartsWithWord(line, "On") && line.IndexOfAnyInRange('0', '9') >= 0
                && Trimmed(text, lines[i + 1]) is { IsEmpty: false } second && second.EndsWith("wrote:", StringComparison.OrdinalIgnoreCase))
                return i;
            if (i > 0 && IsHeaderBlock(text, lines, i))
                return i;
        }

        return lines.Count;
    }

    private static bool IsAttribution(ReadOnlySpan<char> line) =>
        (StartsWithWord(line, "On") && line.EndsWith("wrote:", StringComparison.OrdinalIgnoreCase))
        || (StartsWithWord(line, "Am") && Has(line, "schrieb"))
        || (StartsWithWord(line, "Le") && Has(line, "a écrit"))
        || (StartsWithWord(line, "El") && Has(line, "escribió"))
        || (StartsWithWord(line, "Il") && Has(line, "ha scritto"));

    private static bool IsHeaderBlock(string text, List<(int Start, int End)> lines, int i)
    {
        var from = Trimmed(text, lines[i]);
        if (!from.StartsWith("From:", StringComparison.OrdinalIgnoreCase) && !from.StartsWith("Von:", StringComparison.OrdinalIgnoreCase) && !from.StartsWith("De :", StringComparison.OrdinalIgnoreCase))
            return false;
        for (var j = i + 1; j < Math.Min(i + 5, lines.Count); j++)
        {
            var line = Trimmed(text, lines[j]);
            if (line.StartsWith("Sent:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("To:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Gesendet:", StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<char> line, string part) => line.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWithWord(ReadOnlySpan<char> line, string word) =>
        line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (line.Length == word.Length || !char.IsLetter(line[word.Length]));

    private static ReadOnlySpan<char> Trimmed(string text, (int Start, int End) line) => text.AsSpan(line.Start, line.End - line.Start).Trim();

    private static List<(int Start, int End)> Lines(string text)
    {
        var lines = new List<(int, int)>();
        for (var start = 0; start <= text.Length;)
        {
            var at = start < text.Length ? text.IndexOf('\n', start) : -1;
            var end = at < 0 ? text.Length : at;
            lines.Add((start, end));
            start = end + 1;
        }

        return lines;
    }
}
