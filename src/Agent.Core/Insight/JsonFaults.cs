using System.Text.Json;
using System.Text.RegularExpressions;

namespace Agent.Core.Insight;

/// <summary>Says what is wrong with JSON that a team wrote: where it stands and what belongs there, in the team's terms.</summary>
internal static partial class JsonFaults
{
    /// <summary>One sentence for a fault.</summary>
    /// <param name="document">What was read: "The framework".</param>
    /// <param name="fault">The serializer's fault.</param>
    /// <param name="shapes">What belongs under a field's name, as a phrase with an example; the innermost field that is known is explained.</param>
    public static string Describe(string document, JsonException fault, IReadOnlyDictionary<string, string> shapes)
    {
        var line = fault.LineNumber is { } zeroBased ? $" in line {zeroBased + 1}" : "";
        var path = fault.Path is ['$', '.', ..] ? fault.Path[2..] : "";
        if (Unmapped().Match(fault.Message) is { Success: true } unknown)
            return $"{document} has a field \"{unknown.Groups[1].Value}\"{line} that does not exist.{Known(shapes)}";
        if (fault.InnerException is JsonException || !fault.Message.Contains("could not be converted", StringComparison.Ordinal))
            return $"{document} is not valid JSON{line}: {Position().Replace(fault.Message, "").TrimEnd()}";
        var field = path.Split('.').Select(p => p.Split('[')[0]).LastOrDefault(shapes.ContainsKey);
        return field is null
            ? $"{document} cannot be read{line}{(path.Length > 0 ? $" at \"{path}\"" : "")}: another kind of value belongs there."
            : $"{document} cannot be read{line} at \"{path}\": {field} is {shapes[field]}.";
    }

    /// <summary>Names of an enum's values as JSON has them: "cues, budget or timeline".</summary>
    public static string Names<T>(JsonSerializerOptions options)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(v => JsonSerializer.Serialize(v, options).Trim('"')).ToList();
        return $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    private static string Known(IReadOnlyDictionary<string, string> shapes) => $" There are: {string.Join(", ", shapes.Keys.Order(StringComparer.Ordinal))}.";

    [GeneratedRegex("^The JSON property '([^']+)' could not be mapped")]
    private static partial Regex Unmapped();

    // What the serializer says about the place counts lines from 0.
    [GeneratedRegex(@" (?:Path: |LineNumber: ).*$", RegexOptions.Singleline)]
    private static partial Regex Position();
}
