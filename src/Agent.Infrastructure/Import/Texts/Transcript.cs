using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>Words that a speaker said without pause.</summary>
/// <param name="At">Time since the start; null when the file has no times.</param>
/// <param name="Speaker">Name as written; empty when the file has none.</param>
/// <param name="Words">What was said.</param>
internal sealed record Utterance(TimeSpan? At, string Speaker, string Words);

/// <summary>A call or meeting, word for word.</summary>
/// <param name="StartedAt">When it began, when the file says so.</param>
/// <param name="Length">How long it took, when the file has times.</param>
/// <param name="Utterances">What was said, in order.</param>
internal sealed record Transcript(DateTimeOffset? StartedAt, TimeSpan? Length, IReadOnlyList<Utterance> Utterances)
{
    // A longer run of one speaker is broken, so that a quote can be found by its time.
    private const int MaxMergedLength = 600;
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    /// <summary>Who spoke, in the order of first words.</summary>
    public IReadOnlyList<string> Speakers => [.. Utterances.Select(u => u.Speaker).Where(s => s.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Lines of <c>[hh:mm:ss] Speaker: words</c>.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (at, speaker, words) in Merged())
        {
            if (text.Length > 0)
                text.Append('\n');
            if (at is { } time)
                text.Append(CultureInfo.InvariantCulture, $"[{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}] ");
            if (speaker.Length > 0)
                text.Append(speaker).Append(": ");
            text.Append(words);
        }

        return text.ToString();
    }

    // Subtitles cut sentences into cues; where none ends with a mark, only the cues tell one sentence from the next.
    private IEnumerable<Utterance> Merged()
    {
        if (!Utterances.Any(u => u.Words.Length > 0 && u.Words[^1] is '.' or '?' or '!'))
        {
            foreach (var alone in Utterances)
                yield return alone;
            yield break;
        }

        Utterance? last = null;
        var lastAt = TimeSpan.Zero;
        foreach (var next in Utterances)
        {
            if (last is not null && last.Speaker == next.Speaker && last.Words.Length + next.Words.Length < MaxMergedLength
                && (next.At is not { } at || at - lastAt <= MaxPause))
            {
                last = last with { Words = $"{last.Words} {next.Words}" };
            }
            else
            {
                if (last is not null)
                    yield return last;
                last = next;
            }

            lastAt = next.At ?? lastAt;
        }

        if (last is not null)
            yield return last;
    }
}

/// <summary>Reads transcripts in the forms that meeting tools write.</summary>
internal static partial class TranscriptReader
{
    private const string Clock = @"(?:(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)";
    private const string Name = @"[\p{L}\p{N}][\p{L}\p{N}\p{M} .,'’&()@_/-]{0,59}?";

    /// <summary>Reads subtitles: WebVTT as Zoom and Teams write it, and SRT. Null when there are no cues.</summary>
    public static Transcript? ReadSubtitles(string text)
    {
        var utterances = new List<Utterance>();
        var end = TimeSpan.Zero;
        foreach (var block in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var timing = Array.FindIndex(lines, l => CueTiming().IsMatch(l));
            if (timing < 0)
                continue;
            var match = CueTiming().Match(lines[timing]);
            var at = Time(match.Groups[1].Value);
            end = Time(match.Groups[2].Value);
            AddCue(utterances, at, string.Join(' ', lines[(timing + 1)..]));
        }

        return utterances.Count == 0 ? null : new(null, end, utterances);
    }

    /// <summary>Reads a transcript in plain text; null when the text is none.</summary>
    public static Transcript? ReadText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).ToList();
        return ReadLines(lines) ?? ReadHeadings(lines) ?? ReadDialogue(lines);
    }

    // "[time] speaker: words" or "time speaker: words".
    private static Transcript? ReadLines(List<string> lines)
    {
        var utterances = new List<Utterance>();
        DateTimeOffset? start = null;
        var last = TimeSpan.Zero;
        var others = 0;
        foreach (var line in lines)
        {
            if (line.Length == 0)
                continue;
            var match = TimedLine().Match(line);
            if (match.Success && Moment(match.Groups["time"].Value, ref start, out var at))
            {
                last = at > last ? at : last;
                utterances.Add(new(at, match.Groups["name"].Value.Trim(), match.Groups["words"].Value.Trim()));
            }
            else if (utterances.Count > 0)
            {
                // Words that go on in the next line.
                utterances[^1] = utterances[^1] with { Words = $"{utterances[^1].Words} {line}".Trim() };
                others++;
            }
            else
            {
                others++;
            }
        }

        return utterances.Count < 2 || others > utterances.Count * 3 ? null : new(start, last, utterances);
    }

    // "Name  0:12", or name and time on lines of their own, then the words.
    private static Transcript? ReadHeadings(List<string> lines)
    {
        var utterances = new List<Utterance>();
        DateTimeOffset? start = null;
        var last = TimeSpan.Zero;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var match = NameThenTime().Match(lines[i]);
            if (!match.Success && TimeThenName().Match(lines[i]) is { Success: true } turned)
                match = turned;
            var name = match.Groups["name"].Value;
            var time = match.Groups["time"].Value;
            if (!match.Success && i + 1 < lines.Count && NameAlone().IsMatch(lines[i]) && TimeAlone().IsMatch(lines[i + 1]))
            {
                name = lines[i];
                time = lines[++i].Trim('[', ']', '(', ')');
            }

            if (time.Length > 0 && Moment(time, ref start, out var at))
            {
                last = at > last ? at : last;
                utterances.Add(new(at, name.Trim(), ""));
            }
            else if (utterances.Count > 0)
            {
                utterances[^1] = utterances[^1] with { Words = $"{utterances[^1].Words} {lines[i]}".Trim() };
            }
        }

        utterances.RemoveAll(u => u.Words.Length == 0);
        return utterances.Count < 2 ? null : new(start, last, utterances);
    }

    // "Name: words" without times: only when nearly every line is so and speakers take turns.
    private static Transcript? ReadDialogue(List<string> lines)
    {
        var filled = lines.Where(l => l.Length > 0).ToList();
        var matches = filled.Select(l => SpokenLine().Match(l)).ToList();
        var spoken = matches.Where(m => m.Success).ToList();
        var speakers = spoken.GroupBy(m => m.Groups["name"].Value.Trim(), StringComparer.OrdinalIgnoreCase).ToList();
        if (spoken.Count < 4 || spoken.Count < filled.Count * 0.8 || speakers.Count is < 2 or > 12 || speakers.Count(s => s.Count() > 1) < 2)
            return null;
        var utterances = new List<Utterance>();
        for (var i = 0; i < filled.Count; i++)
        {
            if (matches[i].Success)
                utterances.Add(new(null, matches[i].Groups["name"].Value.Trim(), matches[i].Groups["words"].Value.Trim()));
            else if (utterances.Count > 0)
                utterances[^1] = utterances[^1] with { Words = $"{utterances[^1].Words} {filled[i]}" };
        }

        return new(null, null, utterances);
    }

    // Teams marks the voice; Zoom writes it before a colon.
    private static void AddCue(List<Utterance> utterances, TimeSpan at, string words)
    {
        var voices = Voice().Matches(words);
        if (voices.Count > 0)
        {
            foreach (Match voice in voices)
                Add(voice.Groups["name"].Value, voice.Groups["words"].Value);
            return;
        }

        var plain = Markup().Replace(words, "");
        var spoken = SpokenLine().Match(plain);
        if (spoken.Success)
            Add(spoken.Groups["name"].Value, spoken.Groups["words"].Value);
        else
            Add(utterances.Count > 0 ? utterances[^1].Speaker : "", plain);

        void Add(string speaker, string said)
        {
            var text = System.Net.WebUtility.HtmlDecode(Markup().Replace(said, "")).Trim();
            if (text.Length > 0)
                utterances.Add(new(at, System.Net.WebUtility.HtmlDecode(speaker).Trim(), text));
        }
    }

    // A clock time since the start, or a moment of which the first is the start.
    private static bool Moment(string text, ref DateTimeOffset? start, out TimeSpan at)
    {
        if (text.Contains('-', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal))
        {
            at = default;
            if (Values.Dates.Read(text, Values.DateOrder.Unknown, out var moment) != Values.DateReading.Read)
                return false;
            start ??= moment;
            at = moment - start.Value;
            return at >= TimeSpan.Zero;
        }

        at = Time(text);
        return true;
    }

    private static TimeSpan Time(string text)
    {
        var parts = text.Split(':');
        var seconds = double.Parse(parts[^1].Replace(',', '.'), CultureInfo.InvariantCulture);
        var minutes = int.Parse(parts[^2], CultureInfo.InvariantCulture);
        var hours = parts.Length > 2 ? int.Parse(parts[0], CultureInfo.InvariantCulture) : 0;
        return new TimeSpan(hours, minutes, 0) + TimeSpan.FromSeconds(seconds);
    }

    [GeneratedRegex($@"^({Clock})\s*-->\s*({Clock})")]
    private static partial Regex CueTiming();

    [GeneratedRegex($@"^(?:\[(?<time>{Clock}|\d{{4}}-\d\d-\d\d[T ][\d:.]+Z?)\]|\((?<time>{Clock})\)|(?<time>{Clock}))\s*-?\s*(?<name>{Name}):\s+(?<words>.+)$")]
    private static partial Regex TimedLine();

    [GeneratedRegex($@"^(?<name>{Name})(?:\s*[-–|]\s*|\s{{1,}})[\[(]?(?<time>{Clock})[\])]?:?$")]
    private static partial Regex NameThenTime();

    [GeneratedRegex($@"^[\[(]?(?<time>{Clock})[\])]?\s*[-–|]?\s+(?<name>{Name}):?$")]
    private static partial Regex TimeThenName();

    [GeneratedRegex($@"^[\[(]?{Clock}[\])]?$")]
    private static partial Regex TimeAlone();

    [GeneratedRegex($@"^{Name}$")]
    private static partial Regex NameAlone();

    [GeneratedRegex($@"^(?<name>{Name}):\s+(?<words>.+)$")]
    private static partial Regex SpokenLine();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?\s+(?<name>[^>]+)>(?<words>.*?)(?:</v>|(?=<v[\s.])|$)", RegexOptions.Singleline)]
    private static partial Regex Voice();

    [GeneratedRegex("<[^>]{1,80}>")]
    private static partial Regex Markup();
}
