using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Timeout;

namespace Agent.Infrastructure.Models;

/// <summary>
/// Makes any generator keep to what callers of one here rely on: small requests with a timeout, transient faults tried again, one vector of
/// the size that is set for each text, and every failure a <see cref="ServiceFaultException"/> that says what to do.
/// </summary>
/// <param name="inner">Asks the model once for each call.</param>
/// <param name="options">The model.</param>
/// <param name="clock">Times the tries.</param>
internal sealed class SteadyEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingOptions options, TimeProvider clock)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <summary>Texts of one request: with passages of about 80 words well below what the servers take.</summary>
    public const int TextsPerRequest = 64;

    private readonly EmbeddingFaults _faults = new(options);
    private readonly ResiliencePipeline _pipeline = ServiceCalls.Repeating(clock, TimeSpan.FromSeconds(options.TimeoutSeconds));

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(TextsPerRequest))
        {
            try
            {
                embeddings.AddRange(await _pipeline.ExecuteAsync(async token => await TryAsync(batch, token), cancellationToken));
            }
            catch (TimeoutRejectedException late)
            {
                throw _faults.Late(late);
            }
        }

        return embeddings;
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> TryAsync(string[] texts, CancellationToken ct)
    {
        GeneratedEmbeddings<Embedding<float>> vectors;
        try
        {
            vectors = await base.GenerateAsync(texts, null, ct);
        }
        catch (Exception fault) when (_faults.Explain(fault, clock) is { } explained)
        {
            throw explained;
        }

        if (vectors.Count != texts.Length || vectors.Any(v => v.Vector.Length == 0 || v.Vector.Length != vectors[0].Vector.Length))
            throw _faults.Misread(null);
        if (options.Dimensions is { } wanted && vectors[0].Vector.Length != wanted)
            throw _faults.WrongSize(vectors[0].Vector.Length, wanted);
        return vectors;
    }
}
