using System.Text.RegularExpressions;
using Agent.Core.Deals;

namespace Agent.Infrastructure.Import.Materials;

/// <summary>What a text of the team says of itself: its title, and what it is for, in front matter or under headings of that name.</summary>
/// <param name="Title">Its title, or null.</param>
/// <param name="Kind">What it is, or null.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Text">The text without front matter.</param>
internal sealed partial record MaterialText(string? Title, MaterialKind? Kind, MaterialUse Use, string Text)
{
    private const int MaxEntry = 200;

    /// <summary>Reads a text.</summary>
    public static MaterialText Read(string text)
    {
        var (fields, body) = FrontMatter(text);
        foreach (Match section in Section().Matches(body))
            fields.TryAdd(Key(section.Groups["name"].Value), Entries(section.Groups["items"].Value));
        var heading = Heading().Match(body);
        return new(
            fields.GetValueOrDefault("title")?.FirstOrDefault() ?? (heading.Success ? heading.Groups[1].Value.Trim() : null),
            fields.GetValueOrDefault("kind")?.FirstOrDefault() is { } kind && Enum.TryParse<MaterialKind>(kind.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), true, out var known) ? known : null,
            new(List("stages"), List("industries"), List("competitors"), List("objections")),
            body.Trim('\n'));

        IReadOnlyList<string> List(string name) => Bounded(fields.GetValueOrDefault(name) ?? []);
    }

    /// <summary>As many of the entries as material may have, each once.</summary>
    public static IReadOnlyList<string> Bounded(IEnumerable<string> entries) => [.. entries.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaterialUse.MaxEntries)];

    private static (Dictionary<string, List<string>> Fields, string Body) FrontMatter(string text)
    {
        var fields = new Dictionary<string, List<string>>();
        var match = Front().Match(text);
        if (!match.Success)
            return (fields, text);
        List<string>? last = null;
        foreach (var line in match.Groups[1].Value.Split('\n'))
        {
            if (Field().Match(line) is { Success: true } field)
                fields[Key(field.Groups[1].Value)] = last = Key(field.Groups[1].Value) == "title" ? Whole(field.Groups[2].Value) : Entries(field.Groups[2].Value);
            else if (Item().Match(line) is { Success: true } item)
                last?.AddRange(Entries(item.Groups[1].Value));
        }

        return (fields, text[match.Length..]);
    }

    // Singular and plural mean the same.
    private static string Key(string name) => name.Trim().ToLowerInvariant() switch
    {
        "stage" => "stages",
        "industry" => "industries",
        "competitor" => "competitors",
        "objection" => "objections",
        var other => other,
    };

    // A comma in a title parts nothing.
    private static List<string> Whole(string value) => value.Trim().Trim('"', '\'') is { Length: > 0 } title ? [title] : [];

    /// <summary>The entries of a list in one line or in several.</summary>
    public static List<string> Entries(string value) =>
        [.. value.Trim().TrimStart('[').TrimEnd(']').Split([',', '\n', ';'], StringSplitOptions.TrimEntries)
            .Select(e => e.TrimStart('-', '*', ' ').Trim('"', '\'', ' ')).Where(e => e.Length is > 0 and <= MaxEntry)];

    [GeneratedRegex(@"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|\z)", RegexOptions.Singleline)]
    private static partial Regex Front();

    [GeneratedRegex(@"^([A-Za-z]{1,40}):[ \t]*(.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"^\s*-\s+(.+)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"^#{1,6}[ \t]+(?<name>Stages?|Industr(?:y|ies)|Competitors?|Objections?)[ \t]*\n+(?<items>(?:[ \t]*[-*][ \t]+[^\n]{1,200}(?:\n|\z)){1,50})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Section();

    [GeneratedRegex(@"^#{1,3}[ \t]+([^\n]{1,200})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
