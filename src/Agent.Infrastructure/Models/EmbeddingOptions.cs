using System.ComponentModel.DataAnnotations;

namespace Agent.Infrastructure.Models;

/// <summary>The settings <c>Models:Embedding:*</c>. Without a <see cref="Model"/> search goes by words alone.</summary>
public sealed class EmbeddingOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Models:Embedding";

    /// <summary>Whose model it is.</summary>
    public ModelProvider Provider { get; set; }

    /// <summary>The server's address; null for OpenAI's own and for Ollama on this machine.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Name of the model, <c>text-embedding-3-small</c> or <c>nomic-embed-text</c> for two; null for none.</summary>
    public string? Model { get; set; }

    /// <summary>The key; null where the server asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Numbers in a vector. OpenAI and Azure OpenAI are asked for so many; null takes what the model gives.</summary>
    [Range(1, 65536, ErrorMessage = $"{Section}:Dimensions must lie between 1 and 65536.")]
    public int? Dimensions { get; set; }

    /// <summary>The longest duration of one request, in seconds.</summary>
    [Range(1, 600, ErrorMessage = $"{Section}:TimeoutSeconds must lie between 1 and 600.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>True when there is a model.</summary>
    public bool IsChosen => !string.IsNullOrWhiteSpace(Model);

    /// <summary>Where the API is. Valid options only.</summary>
    internal Uri Address => ModelAddress.Of(Provider, Endpoint);

    /// <summary>True when what is sent stays on this machine.</summary>
    internal bool IsLocal => Provider == ModelProvider.Ollama || Address.IsLoopback;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsChosen)
            yield break;
        if (ModelAddress.Fault($"{Section}:{nameof(Endpoint)}", Provider, Endpoint) is { } fault)
            yield return new(fault, [nameof(Endpoint)]);
        if (string.IsNullOrWhiteSpace(ApiKey) && (Provider == ModelProvider.AzureOpenAI || (Provider == ModelProvider.OpenAI && string.IsNullOrWhiteSpace(Endpoint))))
            yield return new($"{Section}:ApiKey must be set for {Provider}.", [nameof(ApiKey)]);
    }
}
