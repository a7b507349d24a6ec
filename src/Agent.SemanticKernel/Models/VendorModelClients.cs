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
    public IChatClient Chat(ChatModelOptions options)
    {
        var client = options.Provider == ModelProvider.Ollama
            ? Ollama(options.Address, options.Model!, new ChatFaults(options).Named)
            : Connect(options.Provider, options.Address, options.ApiKey).GetChatClient(options.Model).AsIChatClient();
        return new VendorChatClient(client, options, clock);
    }

    public IEmbeddingGenerator<string, Embedding<float>> Embedding(EmbeddingOptions options)
    {
        var generator = options.Provider == ModelProvider.Ollama
            ? Ollama(options.Address, options.Model!, new EmbeddingFaults(options).Named)
            : Connect(options.Provider, options.Address, options.ApiKey).GetEmbeddingClient(options.Model).AsIEmbeddingGenerator(options.Dimensions);
        return new SteadyEmbeddingGenerator(generator, options, clock);
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
    private OllamaApiClient Ollama(Uri address, string model, string named)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        var root = new Uri(address.GetLeftPart(UriPartial.Authority) + (path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^3] : path) + "/");
        var pull = new OllamaPull(Client(ModelTransport.Handler()), named, log, ModelTransport.Handler());
        return Client(pull);

        OllamaApiClient Client(HttpMessageHandler handler)
        {
            var http = ModelTransport.Http(handler);
            http.BaseAddress = root;
            return new(http, model);
        }
    }
}
