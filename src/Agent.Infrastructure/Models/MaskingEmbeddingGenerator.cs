using Agent.Infrastructure.Models.Chat;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models;

/// <summary>Keeps confidential values from an embedding model, by the rules that keep them from language models: it gets placeholders.</summary>
/// <param name="inner">The model.</param>
/// <param name="kinds">What is confidential, by kind.</param>
internal sealed class MaskingEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, IReadOnlyList<ConfidentialKind> kinds)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <inheritdoc/>
    // Each text for itself: its vector must not hang on the texts that happen to go along with it.
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GenerateAsync([.. values.Select(v => new ConfidentialText(kinds).Mask(v))], options, cancellationToken);
}
