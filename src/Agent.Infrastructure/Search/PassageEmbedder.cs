using Agent.Core.Retrieval;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Search;

/// <summary>Makes vectors by the configured embedding model; without one it makes none and nothing of it runs.</summary>
/// <param name="generator">The model, or null.</param>
public sealed class PassageEmbedder(IEmbeddingGenerator<string, Embedding<float>>? generator = null)
{
    // Texts of one request: what hosted models take without complaint.
    private const int BatchSize = 64;

    private EmbeddingSpace? _space;

    /// <summary>True when there is a model.</summary>
    public bool IsConfigured => generator is not null;

    /// <summary>Where the vectors lie; null without a model. Asks the model for one vector when it does not tell their size.</summary>
    public async Task<EmbeddingSpace?> GetSpaceAsync(CancellationToken ct)
    {
        if (generator is null || _space is not null)
            return _space;
        var about = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        var dimensions = about?.DefaultModelDimensions ?? (await EmbedAsync(["size"], ct))[0].Length;
        return _space = new(about?.DefaultModelId ?? "embedding model", dimensions);
    }

    /// <summary>The vectors of texts, in their order.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var vectors = new List<ReadOnlyMemory<float>>(texts.Count);
        foreach (var batch in texts.Chunk(BatchSize))
            vectors.AddRange((await generator!.GenerateAsync(batch, cancellationToken: ct)).Select(e => e.Vector));
        return vectors;
    }

    /// <summary>The passages with their vectors: of the words together with what they are about.</summary>
    public async Task<IReadOnlyList<SourcePassages>> EmbedAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct)
    {
        if (generator is null)
            return sources;
        var vectors = new Queue<ReadOnlyMemory<float>>(await EmbedAsync([.. sources.SelectMany(s => s.Passages).Select(p => p.Context.Length == 0 ? p.Text : $"{p.Context}\n{p.Text}")], ct));
        return [.. sources.Select(s => s with { Passages = [.. s.Passages.Select(p => p with { Vector = vectors.Dequeue() })] })];
    }
}
