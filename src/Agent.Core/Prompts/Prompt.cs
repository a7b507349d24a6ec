using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Core.Prompts;

/// <summary>A value that a prompt's template asks for.</summary>
/// <param name="Name">Its name in the template.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="IsRequired">True when the prompt makes no sense without it.</param>
/// <param name="Default">What stands for it when it is not given; null for nothing.</param>
public sealed record PromptInput(string Name, string? Description, bool IsRequired, string? Default);

/// <summary>What a prompt asks of the model that gets it; null for the model's own way.</summary>
/// <param name="Temperature">How freely it words, 0 to 2.</param>
/// <param name="MaxTokens">The most tokens of an answer.</param>
public sealed record PromptSettings(float? Temperature, int? MaxTokens);

/// <summary>
/// A text for a model with named gaps, written <c>{{name}}</c>: of Handlebars, the template language of Semantic Kernel's prompt files, this is
/// the part that a prompt without conditions needs.
/// </summary>
public sealed partial record Prompt
{
    private Prompt()
    {
    }

    /// <summary>What it is asked for by.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The text with its gaps.</summary>
    public required string Template { get; init; }

    /// <summary>Its inputs.</summary>
    public required IReadOnlyList<PromptInput> Inputs { get; init; }

    /// <summary>What it asks of the model.</summary>
    public required PromptSettings Settings { get; init; }

    /// <summary>The first 12 hex digits of the SHA-256 of its name, template, inputs and settings: two prompts of one hash say the same.</summary>
    public required string Hash { get; init; }

    /// <summary>The file that it was read from, in Semantic Kernel's YAML format; null when it was made otherwise.</summary>
    public string? Yaml { get; init; }

    /// <summary>Makes a prompt.</summary>
    /// <param name="name">What it is asked for by.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="template">The text with its gaps.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="settings">What it asks of the model; null for nothing.</param>
    /// <exception cref="FormatException">A gap has no input, an input no name or a name twice, or the template uses more than gaps.</exception>
    public static Prompt Create(string name, string description, string template, IReadOnlyList<PromptInput> inputs, PromptSettings? settings = null)
    {
        var names = inputs.Select(i => i.Name).ToList();
        if (names.Find(n => !WellNamed().IsMatch(n)) is { } odd)
            throw new FormatException($"\"{odd}\" is no name of an input: letters, digits and underscores make one.");
        if (names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"The input \"{twice.Key}\" is declared twice.");
        if (Gap().Matches(template).Select(m => m.Groups[1].Value).FirstOrDefault(g => !names.Contains(g)) is { } undeclared)
            throw new FormatException($"The template uses {{{{{undeclared}}}}}, which is not among its input_variables.");
        if (Gap().Replace(template, "").Contains("{{", StringComparison.Ordinal))
            throw new FormatException("The template uses more of Handlebars than {{name}}.");
        var chosen = settings ?? new(null, null);
        return new()
        {
            Name = name,
            Description = description,
            Template = template,
            Inputs = inputs,
            Settings = chosen,
            Hash = HashOf($"{name}\n{template}\n{string.Join('\n', inputs)}\n{chosen}"),
        };
    }

    /// <summary>What keeps the prompt from being filled with what a program gives; null when it can be.</summary>
    /// <param name="given">Names of the values that will be given.</param>
    public string? Fault(IReadOnlyCollection<string> given) =>
        Inputs.FirstOrDefault(i => !given.Contains(i.Name) && (i.IsRequired || i.Default is null)) is { } missing
            ? $"It asks for the input \"{missing.Name}\", which is not given to it. There {(given.Count == 1 ? "is" : "are")}: {string.Join(", ", given)}."
            : null;

    /// <summary>The text with its gaps filled, letter by letter as given.</summary>
    /// <param name="values">Values by the names of inputs; more than the prompt asks for do no harm.</param>
    /// <exception cref="ArgumentException">A required value is missing.</exception>
    public string Render(IReadOnlyDictionary<string, string> values)
    {
        if (Inputs.FirstOrDefault(i => i.IsRequired && i.Default is null && !values.ContainsKey(i.Name)) is { } missing)
            throw new ArgumentException($"The prompt {Name} needs \"{missing.Name}\".", nameof(values));
        // One pass: a value that holds braces stays what it is.
        return Gap().Replace(Template, gap => values.GetValueOrDefault(gap.Groups[1].Value) ?? Inputs.First(i => i.Name == gap.Groups[1].Value).Default ?? "");
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..12];

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}(?!\})")]
    private static partial Regex Gap();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex WellNamed();
}
