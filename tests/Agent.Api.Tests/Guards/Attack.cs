using System.Text.Json;

namespace Agent.Api.Tests.Guards;

/// <summary>A hostile text, or a model gone wrong, and what a model does that obeys every word of it.</summary>
/// <param name="Id">Number of the case.</param>
/// <param name="Class">Its class in the OWASP Top 10 for applications of language models, 2025.</param>
/// <param name="Where">Where an outsider plants the text; <c>modelOutput</c> when the model misbehaves by itself.</param>
/// <param name="Text">The text; for <c>modelOutput</c> the innocent question.</param>
/// <param name="Obeys">What the obeying model does, in order.</param>
/// <param name="Effect">What must not happen.</param>
internal sealed record Attack(string Id, string Class, string Where, string Text, IReadOnlyList<Obedience> Obeys, string Effect)
{
    private static readonly Lazy<IReadOnlyList<Attack>> Cases = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Guards", "attacks.jsonl")).Select(line => JsonSerializer.Deserialize<Attack>(line, JsonSerializerOptions.Web)!)]);

    public static IReadOnlyList<Attack> All => Cases.Value;

    public static Attack Find(string id) => All.Single(a => a.Id == id);
}

/// <summary>A step of obedience: a call of a tool, which may not exist, or something said.</summary>
/// <param name="Call">Name of the tool, or null.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Times">How often it is called.</param>
/// <param name="Say">What is said, in Markdown, or null.</param>
internal sealed record Obedience(string? Call = null, Dictionary<string, JsonElement>? Arguments = null, int Times = 1, string? Say = null);
