namespace Agent.Infrastructure.Models;

/// <summary>Whose model it is; all of them speak OpenAI's REST API.</summary>
public enum ModelProvider
{
    /// <summary>OpenAI, or any server that is compatible with it.</summary>
    OpenAI,

    /// <summary>Azure OpenAI through its v1 endpoint; the model is the name of the deployment.</summary>
    AzureOpenAI,

    /// <summary>Ollama on this machine or in this network.</summary>
    Ollama,
}

/// <summary>Where a provider's API is.</summary>
internal static class ModelAddress
{
    /// <summary>The address from the setting, which must be without <see cref="Fault"/>; the provider's own without one.</summary>
    public static Uri Of(ModelProvider provider, string? endpoint)
    {
        var (fallback, path) = provider switch
        {
            ModelProvider.Ollama => ("http://localhost:11434", "/v1"),
            ModelProvider.AzureOpenAI => ("", "/openai/v1"),
            _ => ("https://api.openai.com", "/v1"),
        };
        var address = new Uri(string.IsNullOrWhiteSpace(endpoint) ? fallback : endpoint.TrimEnd('/'));
        // People paste the address that the portal or the documentation shows, which often ends at the host.
        return address.AbsolutePath == "/" ? new(address, path) : address;
    }

    /// <summary>What is wrong with an address as it is set; null when it is right.</summary>
    /// <param name="setting">The name of the setting.</param>
    /// <param name="provider">Whose API it is.</param>
    /// <param name="endpoint">What is set.</param>
    public static string? Fault(string setting, ModelProvider provider, string? endpoint)
    {
        if (string.IsNullOrWhiteSpace(endpoint))
            return provider == ModelProvider.AzureOpenAI ? $"{setting} must be the address of the Azure OpenAI resource." : null;
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.UserInfo.Length == 0
            ? null
            : $"{setting} must be an address like http://localhost:11434, without a key in it.";
    }
}
