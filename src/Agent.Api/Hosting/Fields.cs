using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Hosting;

/// <summary>Checks what a request has to say.</summary>
internal static class Fields
{
    /// <summary>What is wrong with a text that is needed, or null.</summary>
    public static ValidationProblem? Check(string? text, string field, int maxLength) =>
        string.IsNullOrWhiteSpace(text) ? Problem(field, "Write something.")
        : text.Length > maxLength ? Problem(field, $"At most {maxLength} characters.")
        : null;

    private static ValidationProblem Problem(string field, string what) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [what] });

    /// <summary>A choice in a query or a form, null when it is left out. Its names are written as in JSON, which the framework's own binding does not read.</summary>
    /// <exception cref="BadHttpRequestException">There is no such choice.</exception>
    public static TEnum? Choice<TEnum>(string? text, string parameter)
        where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // By name alone: the parser of enums would take numbers, and "open,won" for another choice altogether.
        var at = Array.FindIndex(Enum.GetNames<TEnum>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return at >= 0
            ? Enum.GetValues<TEnum>()[at]
            : throw new BadHttpRequestException($"{parameter} takes {string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName))}, not \"{text}\".");
    }
}
