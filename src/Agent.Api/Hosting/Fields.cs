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
}
