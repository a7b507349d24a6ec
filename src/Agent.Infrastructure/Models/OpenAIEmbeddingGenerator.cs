using System.ClientModel;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using Polly;
using Polly.Timeout;

namespace Agent.Infrastructure.Models;

/// <summary>
/// Vectors of texts by the configured model: OpenAI, Azure OpenAI, Ollama, or a server compatible with them. Transient faults are tried
/// again; every failure is a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
internal sealed class OpenAIEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Texts of one request: with passages of about 80 words well below what the servers take.</summary>
    public const int TextsPerRequest = 64;

    // 64 vectors of 65,536 numbers; a bound on what a wrong address can make this process read.
    private const long LargestAnswer = 128 * 1024 * 1024;

    private readonly EmbeddingOptions _options;
    private readonly TimeProvider _clock;
    private readonly EmbeddingFaults _faults;
    private readonly ResiliencePipeline _pipeline;
    private readonly HttpClient _http;
    private readonly EmbeddingClient _client;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator for the model of the options, which must be valid.</summary>
    public OpenAIEmbeddingGenerator(EmbeddingOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _faults = new(options);
        _pipeline = ServiceCalls.Repeating(clock, TimeSpan.FromSeconds(options.TimeoutSeconds));
        _http = ModelTransport.Http();
        _http.MaxResponseContentBufferSize = LargestAnswer;
        _client = new(options.Model, ModelTransport.Key(options.ApiKey), ModelTransport.Options(options.Address, _http));
        _metadata = new(options.Provider.ToString(), options.Address, options.Model, options.Dimensions);
    }

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(TextsPerRequest))
            embeddings.AddRange((await RequestAsync(batch, cancellationToken)).Select(v => new Embedding<float>(v) { ModelId = _options.Model }));
        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> RequestAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await TryAsync(texts, token), ct);
        }
        catch (TimeoutRejectedException late)
        {
            throw _faults.Late(late);
        }
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> TryAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        try
        {
            OpenAIEmbeddingCollection answer = await _client.GenerateEmbeddingsAsync(texts, Wanted(), ct);
            return Checked([.. answer.OrderBy(e => e.Index).Select(e => e.ToFloats())], texts.Count);
        }
        catch (ClientResultException refused)
        {
            throw refused.InnerException is HttpRequestException broken ? _faults.Unreachable(broken) : _faults.Refused(refused, _clock);
        }
        catch (HttpRequestException broken)
        {
            throw _faults.Unreachable(broken);
        }
        catch (Exception odd) when (odd is System.Text.Json.JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw _faults.NotEmbeddings(odd);
        }
    }

    // Ollama gives what its model gives; others shorten their vectors when asked.
    private OpenAI.Embeddings.EmbeddingGenerationOptions? Wanted() =>
        _options is { Provider: not ModelProvider.Ollama, Dimensions: { } dimensions } ? new() { Dimensions = dimensions } : null;

    private IReadOnlyList<ReadOnlyMemory<float>> Checked(IReadOnlyList<ReadOnlyMemory<float>> vectors, int wanted)
    {
        if (vectors.Count != wanted || vectors.Any(v => v.Length == 0 || v.Length != vectors[0].Length))
            throw _faults.NotEmbeddings(null);
        if (_options.Dimensions is { } dimensions && vectors[0].Length != dimensions)
            throw _faults.WrongSize(vectors[0].Length, dimensions);
        return vectors;
    }
}
