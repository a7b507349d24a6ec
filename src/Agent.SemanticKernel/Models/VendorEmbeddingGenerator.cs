using System.ClientModel;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Services;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Exceptions;
using Polly;
using Polly.Timeout;

namespace Agent.SemanticKernel.Models;

/// <summary>Makes a vendor's generator keep to what callers of one here rely on: tries, a timeout, one vector for each text, faults that say what to mend.</summary>
/// <param name="inner">The vendor's generator.</param>
/// <param name="options">The model.</param>
/// <param name="faults">Words what went wrong.</param>
/// <param name="clock">Times the tries.</param>
/// <param name="pull">Gets the model where it can be missing, or null.</param>
internal sealed class VendorEmbeddingGenerator(
    IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingOptions options, EmbeddingFaults faults, TimeProvider clock, OllamaPull? pull = null)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly ResiliencePipeline _pipeline = ServiceCalls.Repeating(clock, TimeSpan.FromSeconds(options.TimeoutSeconds));

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(OpenAIEmbeddingGenerator.TextsPerRequest))
        {
            try
            {
                embeddings.AddRange(await _pipeline.ExecuteAsync(async token => await TryAsync(batch, token), cancellationToken));
            }
            catch (TimeoutRejectedException late)
            {
                throw faults.Late(late);
            }
        }

        return embeddings;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            pull?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> TryAsync(string[] texts, CancellationToken ct)
    {
        try
        {
            if (pull is not null)
                await pull.RequireAsync(ct);
            var vectors = await base.GenerateAsync(texts, null, ct);
            if (vectors.Count != texts.Length || vectors.Any(v => v.Vector.Length == 0 || v.Vector.Length != vectors[0].Vector.Length))
                throw faults.NotEmbeddings(null);
            return options.Dimensions is { } wanted && vectors[0].Vector.Length != wanted ? throw faults.WrongSize(vectors[0].Vector.Length, wanted) : vectors;
        }
        catch (ClientResultException refused)
        {
            throw refused.InnerException is HttpRequestException broken ? faults.Unreachable(broken) : faults.Refused(refused, clock);
        }
        catch (HttpRequestException broken)
        {
            throw faults.Unreachable(broken);
        }
        catch (Exception odd) when (odd is OllamaException or AuthenticationFailedException or System.Text.Json.JsonException or FormatException)
        {
            throw faults.NotEmbeddings(odd);
        }
    }
}
