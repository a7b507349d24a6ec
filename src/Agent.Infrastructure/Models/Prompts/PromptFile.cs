using Agent.Core.Prompts;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Agent.Infrastructure.Models.Prompts;

/// <summary>
/// Reads a prompt from a file in Semantic Kernel's YAML format
/// (https://learn.microsoft.com/semantic-kernel/concepts/prompts/yaml-schema), in so far as this program uses it.
/// </summary>
internal static class PromptFile
{
    private const string Handlebars = "handlebars";
    private const string DefaultService = "default";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    /// <summary>The prompt of a file's text.</summary>
    /// <exception cref="FormatException">The text is no such prompt; the message says why.</exception>
    public static Prompt Parse(string text)
    {
        Content content;
        try
        {
            content = Yaml.Deserialize<Content?>(text) ?? throw new FormatException("It is empty.");
        }
        catch (YamlException fault)
        {
            throw new FormatException($"Line {fault.Start.Line}: {fault.InnerException?.Message ?? fault.Message}", fault);
        }

        if (string.IsNullOrWhiteSpace(content.Name))
            throw new FormatException("It has no name.");
        if (string.IsNullOrWhiteSpace(content.Template))
            throw new FormatException("It has no template.");
        if (content.TemplateFormat != Handlebars)
            throw new FormatException($"Its template_format must be {Handlebars}.");
        var inputs = (content.InputVariables ?? []).Select(i => new PromptInput(i.Name ?? "", i.Description, i.IsRequired, i.Default)).ToList();
        var settings = content.ExecutionSettings?.GetValueOrDefault(DefaultService);
        return Prompt.Create(content.Name, content.Description ?? "", content.Template, inputs, new(settings?.Temperature, settings?.MaxTokens)) with { Yaml = text };
    }

    private sealed class Content
    {
        public string? Name { get; set; }

        public string? Description { get; set; }

        public string? TemplateFormat { get; set; }

        public string? Template { get; set; }

        public List<Input>? InputVariables { get; set; }

        public Dictionary<string, Settings?>? ExecutionSettings { get; set; }
    }

    private sealed class Input
    {
        public string? Name { get; set; }

        public string? Description { get; set; }

        public bool IsRequired { get; set; }

        public string? Default { get; set; }
    }

    private sealed class Settings
    {
        public float? Temperature { get; set; }

        public int? MaxTokens { get; set; }
    }
}
