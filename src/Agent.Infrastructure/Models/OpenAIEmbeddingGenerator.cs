using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace Agent.Infrastructure.Models;

/// <summary>Vectors of texts by OpenAI's REST API, one request for all; see <see cref="SteadyEmbeddingGenerator"/>.</summary>
internal sealed class OpenAIEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    // 64 vectors of 65,536 numbers; a bound on what a wrong address can make this process read.
    private const long LargestAnswer = 128 * 1024 * 1024;

    private readonly EmbeddingOptions _options;
    private readonly HttpClient _http;
    private readonly EmbeddingClient _client;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator for the model of the options, which must be valid.</summary>
    public OpenAIEmbeddingGenerator(EmbeddingOptions options)
    {
        _options = options;
        _http = ModelTransport.Http();
        _http.MaxResponseContentBufferSize = LargestAnswer;
        _client = new(options.Model, ModelTransport.Key(options.ApiKey), ModelTransport.Options(options.Address, _http));
        _metadata = new(options.Provider.ToString(), options.Address, options.Model, options.Dimensions);
    }

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        OpenAIEmbeddingCollection answer = await _client.GenerateEmbeddingsAsync(values, Wanted(), cancellationToken);
        return new(answer.OrderBy(e => e.Index).Select(e => new Embedding<float>(e.ToFloats()) { ModelId = _options.Model }));
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Ollama gives what its model gives; others shorten their vectors when asked.
    private OpenAI.Embeddings.EmbeddingGenerationOptions? Wanted() =>
        _options is { Provider: not ModelProvider.Ollama, Dimensions: { } dimensions } ? new() { Dimensions = dimensions } : null;
}
