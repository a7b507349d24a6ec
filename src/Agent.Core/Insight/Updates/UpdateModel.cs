using System.IO.Compression;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Core.Insight.Updates;

/// <summary>What the model learned for one head: a logistic regression over hashed features.</summary>
/// <param name="Bias">The constant.</param>
/// <param name="Features">Hashes of the features, rising.</param>
/// <param name="Weights">Weight of each.</param>
internal sealed record HeadWeights(float Bias, uint[] Features, float[] Weights);

/// <summary>
/// The learned reader of updates: how likely a line supports an update of a kind, how likely the whole text does, and from both and what else
/// stands in the text how likely it is one. Trained on written cases (<c>--train updates</c> of the
/// evaluations); weights are quantized to a byte each, and the file is a compressed resource of the build.
/// </summary>
internal sealed class UpdateModel
{
    /// <summary>The head that judges what the others found, by what else stands in the text.</summary>
    public static readonly UpdateHead Judge = WholeOf(UpdateHead.Due);

    /// <summary>One head a kind, one a role, one a kind for whole texts, and the judge.</summary>
    public static readonly int Heads = (int)Judge + 1;

    private static readonly Lazy<UpdateModel> Embedded = new(() =>
    {
        using var stream = typeof(UpdateModel).Assembly.GetManifestResourceStream("updates/updates.model")
            ?? throw new InvalidOperationException("The model of updates is not part of the build.");
        return Load(stream);
    });

    private readonly HeadWeights[] _heads;
    private readonly FeatureIndex[] _rows;

    /// <summary>A model of given weights.</summary>
    /// <param name="trainedOn">Hash of the cases that it was trained on.</param>
    /// <param name="threshold">Probability from which on an update is proposed; by cross-validation over authors.</param>
    /// <param name="heads">Weights in the order of <see cref="UpdateHead"/>, then of <see cref="BuyingRole"/>.</param>
    public UpdateModel(string trainedOn, double threshold, IReadOnlyList<HeadWeights> heads)
    {
        (TrainedOn, Threshold) = (trainedOn, threshold);
        _heads = [.. heads];
        _rows = [.. heads.Select(h => new FeatureIndex(h.Features))];
    }

    /// <summary>The model of the build.</summary>
    public static UpdateModel Default => Embedded.Value;

    /// <summary>Hash of the cases it was trained on, so that a test can tell whether it is up to date.</summary>
    public string TrainedOn { get; }

    /// <summary>The head that says how likely a text as a whole holds an update of the kind that a head finds in lines.</summary>
    public static UpdateHead WholeOf(UpdateHead head) => UpdateHead.FirstRole + Enum.GetValues<BuyingRole>().Length + (int)head;

    /// <summary>The head of a role.</summary>
    public static UpdateHead HeadOf(BuyingRole role) => UpdateHead.FirstRole + (int)role;

    /// <summary>Probability from which on an update is proposed.</summary>
    public double Threshold { get; }

    /// <summary>The same with the head that judges what the others found, and another threshold.</summary>
    public UpdateModel With(HeadWeights judge, double threshold) => new(TrainedOn, threshold, [.. _heads[..^1], judge]);

    /// <summary>How likely the features are those of an update of the head.</summary>
    public double Probability(UpdateHead head, params ReadOnlySpan<List<Feature>> features) => 1 / (1 + Math.Exp(-Sum(head, features)));

    /// <summary>The same as log odds.</summary>
    public double Sum(UpdateHead head, params ReadOnlySpan<List<Feature>> features)
    {
        var (weights, rows) = (_heads[(int)head], _rows[(int)head]);
        double sum = weights.Bias;
        foreach (var list in features)
        {
            foreach (var feature in list)
            {
                if (rows.Find(feature.Hash) is >= 0 and var row)
                    sum += weights.Weights[row] * feature.Value;
            }
        }

        return sum;
    }

    /// <summary>Writes the model: hash of the cases, then per head its constants, hashes as differences, and weights, compressed.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize));
        writer.Write(TrainedOn);
        writer.Write(Threshold);
        writer.Write(_heads.Length);
        foreach (var head in _heads)
        {
            var scale = head.Weights.Length == 0 ? 1 : Math.Max(float.Epsilon, head.Weights.Max(Math.Abs) / sbyte.MaxValue);
            // What rounds to nothing needs no place.
            var kept = Enumerable.Range(0, head.Weights.Length).Where(i => MathF.Round(head.Weights[i] / scale) != 0).ToList();
            writer.Write(head.Bias);
            writer.Write(scale);
            writer.Write(kept.Count);
            var last = 0u;
            foreach (var i in kept)
            {
                writer.Write7BitEncodedInt((int)(head.Features[i] - last));
                last = head.Features[i];
            }

            foreach (var i in kept)
                writer.Write((sbyte)MathF.Round(head.Weights[i] / scale));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The stream is cut off.</exception>
    public static UpdateModel Load(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var trainedOn = reader.ReadString();
        var threshold = reader.ReadDouble();
        var heads = new HeadWeights[reader.ReadInt32()];
        for (var h = 0; h < heads.Length; h++)
        {
            var (bias, scale) = (reader.ReadSingle(), reader.ReadSingle());
            var features = new uint[reader.ReadInt32()];
            var last = 0u;
            for (var i = 0; i < features.Length; i++)
                features[i] = last += (uint)reader.Read7BitEncodedInt();
            var weights = new float[features.Length];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = reader.ReadSByte() * scale;
            heads[h] = new(bias, features, weights);
        }

        return new(trainedOn, threshold, heads);
    }
}
