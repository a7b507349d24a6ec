using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Evals;

/// <summary>A written talk with what a good summary of it holds.</summary>
internal sealed record SummaryCase(
    string Id, string Part, DateOnly Day, IReadOnlyList<string> Sellers, JsonElement Expect, string? Kind = null, string? Text = null,
    List<SummaryCaseText>? Texts = null, List<string>? Never = null, string? Level = null, string? Why = null)
{
    /// <summary>Its texts, oldest first, taken apart as the product does.</summary>
    public List<ReadActivity> Read() => [.. (Texts ?? [new(Day, Kind ?? "call", Text ?? "")]).Select(Read)];

    /// <summary>What a section must hold.</summary>
    public List<SummaryItem> Expected(string section)
    {
        if (Expect.ValueKind != JsonValueKind.Object || !Expect.TryGetProperty(section, out var items))
            return [];
        return [.. items.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String
            ? new SummaryItem(i.GetString()!)
            : new SummaryItem(
                i.GetProperty("quote").GetString()!,
                i.TryGetProperty("answered", out var answered) && answered.ValueKind is JsonValueKind.True or JsonValueKind.False ? answered.GetBoolean() : null,
                i.TryGetProperty("owner", out var owner) ? owner.GetString() : null,
                i.TryGetProperty("due", out var due) && due.ValueKind == JsonValueKind.String ? DateOnly.Parse(due.GetString()!, CultureInfo.InvariantCulture) : null))];
    }

    /// <summary>True when evidence shares characters with an occurrence of the fragment in its source.</summary>
    public static bool Overlaps(Evidence evidence, string fragment, string source)
    {
        for (var at = source.IndexOf(fragment, StringComparison.Ordinal); at >= 0; at = source.IndexOf(fragment, at + 1, StringComparison.Ordinal))
        {
            if (evidence.Start < at + fragment.Length && at < evidence.End)
                return true;
        }

        return false;
    }

    /// <summary>In an email the salutation or the signature tells who wrote it, as the direction does in the product.</summary>
    private ReadActivity Read(SummaryCaseText text)
    {
        var at = new DateTimeOffset(text.Day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        var context = new ReadingContext { SellerNames = Sellers };
        var kind = Enum.Parse<ActivityKind>(text.Kind, ignoreCase: true);
        if (kind != ActivityKind.Email)
            return ActivityReader.ReadText(text.Text, at, context, kind);
        var trimmed = text.Text.TrimStart();
        var greeting = trimmed[..(trimmed.IndexOf('\n', StringComparison.Ordinal) is var line and > 0 ? line : Math.Min(60, trimmed.Length))];
        var closing = text.Text[^Math.Min(text.Text.Length, 160)..];
        var ours = !Names(greeting) && Names(closing);
        return ActivityReader.Read(new() { Kind = kind, At = at, Body = text.Text, Direction = ours ? Direction.Outbound : Direction.Inbound }, context);

        bool Names(string part) => Sellers.Any(s => Regex.IsMatch(part, $@"(?<![\p{{L}}]){Regex.Escape(s)}(?![\p{{L}}])"));
    }
}

/// <summary>One of several texts about a deal.</summary>
internal sealed record SummaryCaseText(DateOnly Day, string Kind, string Text);

/// <summary>Something that a section must hold: a fragment of the source, and what must be said of it.</summary>
internal sealed record SummaryItem(string Quote, bool? Answered = null, string? Owner = null, DateOnly? Due = null);
