using System.ComponentModel.DataAnnotations;

namespace Agent.Infrastructure.Models;

/// <summary>Whose embedding model it is; all of them speak OpenAI's REST API.</summary>
public enum EmbeddingProvider
{
    /// <summary>OpenAI, or any server that is compatible with it.</summary>
    OpenAI,

    /// <summary>Azure OpenAI through its v1 endpoint; the model is the name of the deployment.</summary>
    AzureOpenAI,

    /// <summary>Ollama on this machine or in this network.</summary>
    Ollama,
}

/// <summary>The settings <c>Models:Embedding:*</c>. Without a <see cref="Model"/> search goes by words alone.</summary>
public sealed class EmbeddingOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Models:Embedding";

    /// <summary>Whose model it is.</summary>
    public EmbeddingProvider Provider { get; set; }

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
    internal Uri Address
    {
        get
        {
            var (fallback, path) = Provider switch
            {
                EmbeddingProvider.Ollama => ("http://localhost:11434", "/v1"),
                EmbeddingProvider.AzureOpenAI => ("", "/openai/v1"),
                _ => ("https://api.openai.com", "/v1"),
            };
            var address = new Uri(string.IsNullOrWhiteSpace(Endpoint) ? fallback : Endpoint.TrimEnd('/'));
            // People paste the address that the portal or the documentation shows, which often ends at the host.
            return address.AbsolutePath == "/" ? new(address, path) : address;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsChosen)
            yield break;
        if (!string.IsNullOrWhiteSpace(Endpoint) && (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0))
            yield return new($"{Section}:Endpoint must be an address like http://localhost:11434, without a key in it.", [nameof(Endpoint)]);
        if (Provider == EmbeddingProvider.AzureOpenAI && string.IsNullOrWhiteSpace(Endpoint))
            yield return new($"{Section}:Endpoint must be the address of the Azure OpenAI resource.", [nameof(Endpoint)]);
        if (string.IsNullOrWhiteSpace(ApiKey) && (Provider == EmbeddingProvider.AzureOpenAI || (Provider == EmbeddingProvider.OpenAI && string.IsNullOrWhiteSpace(Endpoint))))
            yield return new($"{Section}:ApiKey must be set for {Provider}.", [nameof(ApiKey)]);
    }
}
