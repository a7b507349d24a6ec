using System.ClientModel;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Azure.AI.OpenAI;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OllamaSharp;
using OpenAI;

namespace Agent.SemanticKernel.Models;

/// <summary>Models by their vendors' clients: OpenAI's SDK, Azure's on top of it, OllamaSharp.</summary>
/// <param name="clock">Times calls.</param>
/// <param name="log">Told how far the pull of a model is.</param>
internal sealed class VendorModelClients(TimeProvider clock, ILogger<VendorModelClients> log) : IModelClients
{
    /// <inheritdoc/>
    public IChatClient Chat(ChatModelOptions options)
    {
        var faults = new ChatFaults(options);
        if (options.Provider == ModelProvider.Ollama)
        {
            var ollama = Ollama(options.Address, options.Model!);
            return new VendorChatClient(ollama, options.Model!, faults, clock, new OllamaPull(ollama, faults.Named, log));
        }

        var client = Connect(options.Provider, options.Address, options.ApiKey);
        return new VendorChatClient(client.GetChatClient(options.Model).AsIChatClient(), options.Model!, faults, clock);
    }

    /// <inheritdoc/>
    public IEmbeddingGenerator<string, Embedding<float>> Embedding(EmbeddingOptions options)
    {
        var faults = new EmbeddingFaults(options);
        if (options.Provider == ModelProvider.Ollama)
        {
            var ollama = Ollama(options.Address, options.Model!);
            return new VendorEmbeddingGenerator(ollama, options, faults, clock, new OllamaPull(ollama, faults.Named, log));
        }

        var client = Connect(options.Provider, options.Address, options.ApiKey);
        return new VendorEmbeddingGenerator(client.GetEmbeddingClient(options.Model).AsIEmbeddingGenerator(options.Dimensions), options, faults, clock);
    }

    private static OpenAIClient Connect(ModelProvider provider, Uri address, string? key)
    {
        var http = ModelTransport.Http();
        if (provider == ModelProvider.OpenAI)
            return new(ModelTransport.Key(key), ModelTransport.Options(address, http));
        var common = ModelTransport.Options(address, http);
        var options = new AzureOpenAIClientOptions { Transport = common.Transport, NetworkTimeout = common.NetworkTimeout, RetryPolicy = common.RetryPolicy };
        // Azure's client makes its own paths from the resource's address.
        var resource = new Uri(address.GetLeftPart(UriPartial.Authority));
        return string.IsNullOrWhiteSpace(key) ? new AzureOpenAIClient(resource, new DefaultAzureCredential(), options) : new AzureOpenAIClient(resource, new ApiKeyCredential(key), options);
    }

    // Ollama's own API is at the root; settings name its OpenAI-compatible one.
    private static OllamaApiClient Ollama(Uri address, string model)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        var http = ModelTransport.Http();
        http.BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority) + (path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^3] : path) + "/");
        return new(http, model);
    }
}
