using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Agent.Core.Insight.Qualification.Topics;

/// <summary>What a statement says about one topic.</summary>
/// <param name="Spoken">Probability that it bears on the topic at all.</param>
/// <param name="Yes">Probability of a clear yes, given that it does.</param>
/// <param name="No">Probability of a clear no, given that it does.</param>
/// <param name="Partly">Probability of a condition or a vague answer, given that it does.</param>
internal readonly record struct TopicReading(double Spoken, double Yes, double No, double Partly)
{
    /// <summary>The same of something imagined: "if we had the money" never says that there is some, nor that a part is there.</summary>
    public TopicReading OnlyNo() => new(Spoken * No, 0, 1, 0);

    /// <summary>The same under a condition: "provided that the board agrees" is no plain yes.</summary>
    public TopicReading UnderCondition() => this with { Yes = 0, Partly = Partly + Yes };

    /// <summary>The likeliest stance.</summary>
    public Stance Stance => Yes >= No && Yes >= Partly ? Stance.Yes : No >= Partly ? Stance.No : Stance.Partly;
}

/// <summary>A feature that a model has weights for.</summary>
/// <param name="Row">Place of its weights.</param>
/// <param name="Value">Weight of its kind.</param>
internal readonly record struct KnownFeature(int Row, float Value);

/// <summary>
/// The learned statement classifier: per topic a logistic regression of whether a statement bears on it, and a softmax of what it
/// says then, over the same hashed features. Weights are quantized to a byte each; the file is a compressed resource of the build.
/// </summary>
internal sealed class StatementModel
{
    /// <summary>Topics, in the order of the outputs.</summary>
    public static readonly int Topics = Enum.GetValues<Topic>().Length;

    /// <summary>Outputs per topic: spoken, yes, no, partly.</summary>
    public const int PerTopic = 4;

    // Topics of a row of _spoken: whole vectors.
    private static readonly int Stride = (Topics + Vector128<sbyte>.Count - 1) / Vector128<sbyte>.Count * Vector128<sbyte>.Count;

    /// <summary>Length that a statement's features are brought to, so that a long answer weighs as much as a short one.</summary>
    private const float Length = 3f;

    private static readonly Lazy<StatementModel> Embedded = new(() =>
    {
        using var stream = typeof(StatementModel).Assembly.GetManifestResourceStream("qualification/statements.model")
            ?? throw new InvalidOperationException("The statement model is not part of the build.");
        return Load(stream);
    });

    // A talk has thousands of statements: one list and one set a thread serve them all.
    [ThreadStatic]
    private static List<KnownFeature>? _united;
    [ThreadStatic]
    private static ulong[]? _seen;

    private readonly FeatureIndex _rows;
    private readonly sbyte[] _weights;

    // Whether a statement bears on a topic is asked of all topics, what it says then of few: those weights of a feature stand side by side, so
    // that a model of tens of thousands of features stays in the cache of a core.
    private readonly sbyte[] _spoken;
    private readonly float[] _spokenScales;
    private readonly float[] _scales;
    private readonly float[] _bias;

    /// <summary>A model of given weights.</summary>
    /// <param name="trainedOn">Hash of the rows that it was trained on.</param>
    /// <param name="features">Features in the order of the weights.</param>
    /// <param name="weights">Per feature a weight for every output, before quantization.</param>
    /// <param name="bias">A constant per output.</param>
    public StatementModel(string trainedOn, uint[] features, float[] weights, float[] bias)
    {
        TrainedOn = trainedOn;
        _bias = bias;
        _scales = new float[bias.Length];
        for (var i = 0; i < weights.Length; i++)
            _scales[i % bias.Length] = Math.Max(_scales[i % bias.Length], Math.Abs(weights[i]) / sbyte.MaxValue);
        _weights = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            _weights[i] = (sbyte)MathF.Round(weights[i] / Math.Max(_scales[i % bias.Length], float.Epsilon));
        _rows = new(features);
        (_spoken, _spokenScales) = SideBySide();
    }

    private StatementModel(string trainedOn, uint[] features, sbyte[] weights, float[] scales, float[] bias)
    {
        (TrainedOn, _rows, _weights, _scales, _bias) = (trainedOn, new(features), weights, scales, bias);
        (_spoken, _spokenScales) = SideBySide();
    }

    /// <summary>The model of the build.</summary>
    public static StatementModel Default => Embedded.Value;

    /// <summary>Hash of the rows it was trained on, so that a test can tell whether it is up to date.</summary>
    public string TrainedOn { get; }

    /// <summary>Scales features to the length that the weights were learned for; features that <paramref name="known"/> does not hold are left out.</summary>
    public static List<(int Row, float Value)> Scale(IReadOnlyList<Feature> features, Dictionary<uint, int> known)
    {
        var scaled = new List<(int Row, float Value)>(features.Count);
        var squares = 0f;
        foreach (var feature in features)
        {
            if (!known.TryGetValue(feature.Hash, out var row))
                continue;
            scaled.Add((row, feature.Value));
            squares += feature.Value * feature.Value;
        }

        var factor = squares > 0 ? Length / MathF.Sqrt(squares) : 0;
        for (var i = 0; i < scaled.Count; i++)
            scaled[i] = (scaled[i].Row, scaled[i].Value * factor);
        return scaled;
    }

    /// <summary>Adds those of the features that the model knows.</summary>
    public void AddKnown(ReadOnlySpan<Feature> features, List<KnownFeature> known)
    {
        foreach (var feature in features)
        {
            if (_rows.Find(feature.Hash) is >= 0 and var row)
                known.Add(new(row, feature.Value));
        }
    }

    /// <summary>A reading per topic, in the order of <see cref="Topic"/>.</summary>
    public TopicReading[] Read(IReadOnlyList<Feature> features)
    {
        var known = new List<KnownFeature>(features.Count);
        AddKnown([.. features], known);
        var readings = new TopicReading[Topics];
        Read(CollectionsMarshal.AsSpan(known), [], readings);
        return readings;
    }

    /// <summary>A reading per topic, in the order of <see cref="Topic"/>. A feature that comes several times counts once.</summary>
    /// <param name="sentences">Features of the sentences of a statement.</param>
    /// <param name="context">Its other features.</param>
    /// <param name="readings">Where the readings go, one for each topic.</param>
    /// <param name="leastSpoken">Of a topic that it bears on less than this, what it says is left out.</param>
    public void Read(ReadOnlySpan<KnownFeature> sentences, ReadOnlySpan<KnownFeature> context, Span<TopicReading> readings, double leastSpoken = 0)
    {
        var features = _united ??= [];
        Unite(features, sentences, context);
        var squares = 0f;
        foreach (var feature in features)
            squares += feature.Value * feature.Value;
        var factor = squares > 0 ? Length / MathF.Sqrt(squares) : 0;
        Span<float> logits = stackalloc float[Stride];
        for (var k = 0; k < Stride; k += Vector128<sbyte>.Count)
            AddSpoken(logits, k, features, factor);

        for (var t = 0; t < readings.Length; t++)
        {
            var spoken = 1 / (1 + Math.Exp(-(logits[t] + _bias[t * PerTopic])));
            readings[t] = spoken < leastSpoken ? new(spoken, 0, 0, 0) : Stances(spoken, t, features, factor);
        }
    }

    private void AddSpoken(Span<float> logits, int k, List<KnownFeature> features, float factor)
    {
        var (scalesA, scalesB) = (Vector256.Create(_spokenScales, k), Vector256.Create(_spokenScales, k + Vector256<float>.Count));
        var (a, b) = (Vector256<float>.Zero, Vector256<float>.Zero);
        foreach (var (row, value) in features)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(_spoken, (row * Stride) + k));
            var (first, second) = Vector256.Widen(Vector256.Create(low, high));
            a += Vector256.ConvertToSingle(first) * scalesA * (value * factor);
            b += Vector256.ConvertToSingle(second) * scalesB * (value * factor);
        }

        a.CopyTo(logits[k..]);
        b.CopyTo(logits[(k + Vector256<float>.Count)..]);
    }

    private TopicReading Stances(double spoken, int topic, List<KnownFeature> features, float factor)
    {
        var first = topic * PerTopic;
        var scales = Vector128.Create(_scales, first);
        var sums = Vector128<float>.Zero;
        foreach (var (row, value) in features)
        {
            var weights = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<int>(MemoryMarshal.AsBytes(_weights.AsSpan((row * _bias.Length) + first, PerTopic)))).AsSByte();
            sums += Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(weights))) * scales * (value * factor);
        }

        double yes = sums[1] + _bias[first + 1], no = sums[2] + _bias[first + 2], partly = sums[3] + _bias[first + 3];
        var top = Math.Max(yes, Math.Max(no, partly));
        (yes, no, partly) = (Math.Exp(yes - top), Math.Exp(no - top), Math.Exp(partly - top));
        var sum = yes + no + partly;
        return new(spoken, yes / sum, no / sum, partly / sum);
    }

    private void Unite(List<KnownFeature> features, ReadOnlySpan<KnownFeature> sentences, ReadOnlySpan<KnownFeature> context)
    {
        if (_seen is null || _seen.Length * 64 < _rows.Count)
            _seen = new ulong[(_rows.Count / 64) + 1];
        var seen = _seen;
        features.Clear();
        AddNew(sentences);
        AddNew(context);
        foreach (var feature in features)
            seen[feature.Row >> 6] = 0;

        void AddNew(ReadOnlySpan<KnownFeature> some)
        {
            foreach (var feature in some)
            {
                ref var word = ref seen[feature.Row >> 6];
                var bit = 1UL << (feature.Row & 63);
                if ((word & bit) == 0)
                    features.Add(feature);
                word |= bit;
            }
        }
    }

    /// <summary>Writes the model: hash of the rows, constants, then per feature its hash and weights, compressed.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize));
        writer.Write(TrainedOn);
        writer.Write(_bias.Length);
        writer.Write(_rows.Count);
        for (var k = 0; k < _bias.Length; k++)
        {
            writer.Write(_bias[k]);
            writer.Write(_scales[k]);
        }

        // Rising hashes as differences, and the weights of one output together: both compress far better than row by row.
        var ordered = _rows.Features.Index().OrderBy(f => f.Item).Select(f => (Hash: f.Item, Row: f.Index)).ToArray();
        var last = 0u;
        foreach (var (hash, _) in ordered)
        {
            writer.Write7BitEncodedInt((int)(hash - last));
            last = hash;
        }

        for (var k = 0; k < _bias.Length; k++)
        {
            foreach (var (_, row) in ordered)
                writer.Write(_weights[(row * _bias.Length) + k]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The stream is cut off.</exception>
    public static StatementModel Load(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var trainedOn = reader.ReadString();
        var outputs = reader.ReadInt32();
        var features = new uint[reader.ReadInt32()];
        var bias = new float[outputs];
        var scales = new float[outputs];
        for (var k = 0; k < outputs; k++)
        {
            bias[k] = reader.ReadSingle();
            scales[k] = reader.ReadSingle();
        }

        var last = 0u;
        for (var i = 0; i < features.Length; i++)
            features[i] = last += (uint)reader.Read7BitEncodedInt();
        var weights = new sbyte[features.Length * outputs];
        for (var k = 0; k < outputs; k++)
        {
            var column = reader.ReadBytes(features.Length);
            if (column.Length < features.Length)
                throw new EndOfStreamException("The statement model is cut off.");
            for (var i = 0; i < column.Length; i++)
                weights[(i * outputs) + k] = (sbyte)column[i];
        }

        return new(trainedOn, features, weights, scales, bias);
    }

    private (sbyte[] Weights, float[] Scales) SideBySide()
    {
        var weights = new sbyte[_rows.Count * Stride];
        var scales = new float[Stride];
        for (var t = 0; t < Topics; t++)
        {
            scales[t] = _scales[t * PerTopic];
            for (var row = 0; row < _rows.Count; row++)
                weights[(row * Stride) + t] = _weights[(row * _bias.Length) + (t * PerTopic)];
        }

        return (weights, scales);
    }
}

/// <summary>
/// Finds the row of a feature. Hundreds of features are looked up for a sentence and most are unknown; as their hashes are well mixed, a
/// table of hashes in which a taken place is passed over answers that with one look into memory, and a bit for each of many more places
/// answers nearly all that are unknown out of the cache.
/// </summary>
internal sealed class FeatureIndex
{
    private const int BitsPerPlace = 8;

    private readonly (uint Hash, int RowFromOne)[] _places;
    private readonly ulong[] _known;

    /// <summary>An index over hashes; the row of each is its place among them.</summary>
    public FeatureIndex(uint[] features)
    {
        Features = features;
        // At least half of the places stay free, so that a search is short.
        _places = new (uint, int)[Math.Max(64 / BitsPerPlace, BitOperations.RoundUpToPowerOf2((uint)(features.Length * 2) + 1))];
        _known = new ulong[_places.Length * BitsPerPlace / 64];
        for (var row = 0; row < features.Length; row++)
        {
            var place = Home(features[row]);
            while (_places[place].RowFromOne != 0)
                place = (place + 1) & (_places.Length - 1);
            _places[place] = (features[row], row + 1);
            _known[WordOf(features[row])] |= 1UL << (int)(features[row] & 63);
        }
    }

    /// <summary>The hashes in the order of their rows.</summary>
    public uint[] Features { get; }

    /// <summary>How many features there are.</summary>
    public int Count => Features.Length;

    /// <summary>The row of a feature, or -1 when it is unknown.</summary>
    public int Find(uint hash)
    {
        if ((_known[WordOf(hash)] & (1UL << (int)(hash & 63))) == 0)
            return -1;
        for (var place = Home(hash); _places[place].RowFromOne != 0; place = (place + 1) & (_places.Length - 1))
        {
            if (_places[place].Hash == hash)
                return _places[place].RowFromOne - 1;
        }

        return -1;
    }

    private int WordOf(uint hash) => (int)((hash >> 6) & (uint)(_known.Length - 1));

    private int Home(uint hash) => (int)(hash & (uint)(_places.Length - 1));
}
