using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace Agent.Benchmarks.Search;

/// <summary>
/// Stands in for an embedding model: a text lies where its words lie, rare ones weighing more, plus a little of its own. Texts that share
/// words are near each other, so a query has true neighbours; the same text has the same vector in every run.
/// </summary>
internal sealed class TopicEmbedder(Vocabulary vocabulary) : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimensions = 384;

    private const int Directions = 8_192;
    private const float Own = 0.15f;
    private static readonly EmbeddingGeneratorMetadata About = new("test", null, "topic-mixture", Dimensions);

    private readonly float[] _directions = RandomDirections();

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(Embed(v)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(EmbeddingGeneratorMetadata) ? About : null;

    public void Dispose()
    {
    }

    private float[] Embed(string text)
    {
        var numbers = vocabulary.Numbers;
        var vector = new float[Dimensions];
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var range in text.AsSpan().SplitAny(" .:?\n"))
        {
            // Function words say nothing and have no number.
            if (!numbers.TryGetValue(text.AsSpan()[range], out var word))
                continue;
            hash = (hash ^ (uint)word) * 1_099_511_628_211UL;
            var direction = _directions.AsSpan((int)((uint)word * 2_654_435_761U % Directions) * Dimensions, Dimensions);
            TensorPrimitives.MultiplyAdd(direction, MathF.Log(word + 2), vector, vector);
        }

        var length = TensorPrimitives.Norm(vector);
        var scale = (length > 0 ? length : 1) * Own / MathF.Sqrt(Dimensions / 3f);
        for (var i = 0; i < Dimensions; i++)
        {
            // A xorshift generator: two of its halves make a number between -1 and 1.
            hash ^= hash << 13;
            hash ^= hash >> 7;
            hash ^= hash << 17;
            vector[i] += scale * ((int)hash / (float)int.MaxValue);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    private static float[] RandomDirections()
    {
        var random = new Random(3);
        var all = new float[Directions * Dimensions];
        for (var i = 0; i < all.Length; i++)
            all[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        return all;
    }
}
