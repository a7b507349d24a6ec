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
    public void AddKnown(IReadOnlyList<Feature> features, List<KnownFeature> known)
    {
        for (var i = 0; i < features.Count; i++)
        {
            if (_rows.Find(features[i].Hash) is >= 0 and var row)
                known.Add(new(row, features[i].Value));
        }
    }

    /// <summary>A reading per topic, in the order of <see cref="Topic"/>.</summary>
    public TopicReading[] Read(IReadOnlyList<Feature> features)
    {
        var known = new List<KnownFeature>(features.Count);
        AddKnown(features, known);
        return Read(CollectionsMarshal.AsSpan(known), []);
    }

    /// <summary>A reading per topic, in the order of <see cref="Topic"/>. A feature that comes several times counts once.</summary>
    /// <param name="sentences">Features of the sentences of a statement.</param>
    /// <param name="context">Its other features.</param>
    /// <param name="leastSpoken">Of a topic that it bears on less than this, what it says is left out.</param>
    public TopicReading[] Read(ReadOnlySpan<KnownFeature> sentences, ReadOnlySpan<KnownFeature> context, double leastSpoken = 0)
    {
        var features = _united ??= [];
        Unite(features, sentences, context);
        var squares = 0f;
        foreach (var feature in features)
            squares += feature.Value * feature.Value;
        var factor = squares > 0 ? Length / MathF.Sqrt(squares) : 0;
        Span<float> logits = stackalloc float[Stride];
        foreach (var (row, value) in features)
            AddSpoken(logits, row * Stride, value * factor);

        var readings = new TopicReading[Topics];
        for (var t = 0; t < readings.Length; t++)
        {
            var spoken = 1 / (1 + Math.Exp(-(logits[t] + _bias[t * PerTopic])));
            readings[t] = spoken < leastSpoken ? new(spoken, 0, 0, 0) : Stances(spoken, t, features, factor);
        }

        return readings;
    }

    private void AddSpoken(Span<float> logits, int at, float value)
    {
        for (var k = 0; k < Stride; k += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(_spoken.AsSpan(at + k)));
            var (a, b) = Vector128.Widen(low);
            var (c, d) = Vector128.Widen(high);
            Add(logits, a, k);
            Add(logits, b, k + 4);
            Add(logits, c, k + 8);
            Add(logits, d, k + 12);
        }

        void Add(Span<float> sums, Vector128<int> weights, int k) =>
            (Vector128.Create(sums[k..]) + (Vector128.ConvertToSingle(weights) * Vector128.Create(_spokenScales, k) * value)).CopyTo(sums[k..]);
    }

    private TopicReading Stances(double spoken, int topic, List<KnownFeature> features, float factor)
    {
        var first = (topic * PerTopic) + 1;
        float yesSum = 0, noSum = 0, partlySum = 0;
        foreach (var (row, value) in features)
        {
            var weights = _weights.AsSpan((row * _bias.Length) + first, PerTopic - 1);
            var scaled = value * factor;
            yesSum += weights[0] * _scales[first] * scaled;
            noSum += weights[1] * _scales[first + 1] * scaled;
            partlySum += weights[2] * _scales[first + 2] * scaled;
        }

        double yes = yesSum + _bias[first], no = noSum + _bias[first + 1], partly = partlySum + _bias[first + 2];
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
/// table of hashes in which a taken place is passed over answers that with one look into memory.
/// </summary>
internal sealed class FeatureIndex
{
    private readonly (uint Hash, int RowFromOne)[] _places;

    /// <summary>An index over hashes; the row of each is its place among them.</summary>
    public FeatureIndex(uint[] features)
    {
        Features = features;
        // At least half of the places stay free, so that a search is short.
        _places = new (uint, int)[BitOperations.RoundUpToPowerOf2((uint)(features.Length * 2) + 1)];
        for (var row = 0; row < features.Length; row++)
        {
            var place = Home(features[row]);
            while (_places[place].RowFromOne != 0)
                place = (place + 1) & (_places.Length - 1);
            _places[place] = (features[row], row + 1);
        }
    }

    /// <summary>The hashes in the order of their rows.</summary>
    public uint[] Features { get; }

    /// <summary>How many features there are.</summary>
    public int Count => Features.Length;

    /// <summary>The row of a feature, or -1 when it is unknown.</summary>
    public int Find(uint hash)
    {
        for (var place = Home(hash); _places[place].RowFromOne != 0; place = (place + 1) & (_places.Length - 1))
        {
            if (_places[place].Hash == hash)
                return _places[place].RowFromOne - 1;
        }

        return -1;
    }

    private int Home(uint hash) => (int)(hash & (uint)(_places.Length - 1));
}
