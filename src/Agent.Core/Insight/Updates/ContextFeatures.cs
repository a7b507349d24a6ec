using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Core.Insight.Updates;

/// <summary>
/// Features of a candidate among all others of its text: how sure its line is, whether others say the same or something else, and what
/// casts doubt on the whole. The judge learns from them which of the findings hold together.
/// </summary>
internal sealed class ContextFeatures
{
    // Log odds beyond this say no more.
    private const double Farthest = 6;
    private const double Scale = 3;

    // A flag among them.
    private const double Flag = 0.5;

    // What counts as beside, in lines.
    private const int Beside = 2;

    // After the kinds of features of lines.
    private const ulong ContextKind = 1_000;

    private readonly IReadOnlyList<UpdateCandidate> _candidates;
    private readonly double[] _sums;
    private readonly double[] _most;
    private readonly Dictionary<(UpdateHead, int), double> _byLine = [];
    private readonly List<(string Name, double Value)> _text = [];

    /// <summary>Prepares what holds for all candidates of a text.</summary>
    /// <param name="talk">The text.</param>
    /// <param name="candidates">All candidates.</param>
    /// <param name="sums">Log odds of each by its line alone.</param>
    public ContextFeatures(UpdateTalk talk, IReadOnlyList<UpdateCandidate> candidates, double[] sums)
    {
        (_candidates, _sums) = (candidates, sums);
        _most = new double[(int)UpdateHead.Due];
        Array.Fill(_most, -Farthest);
        for (var i = 0; i < sums.Length; i++)
        {
            var (head, line) = (candidates[i].Head, candidates[i].Line.Index);
            _most[(int)head] = Math.Max(_most[(int)head], sums[i]);
            _byLine[(head, line)] = Math.Max(_byLine.GetValueOrDefault((head, line), -Farthest), sums[i]);
        }

        foreach (var doubt in Enum.GetValues<Doubt>())
            _text.Add(($"share {doubt}", (double)talk.Lines.Count(l => doubt == Doubt.None ? l.Doubts == doubt : l.Doubts.HasFlag(doubt)) / talk.Lines.Count));
        _text.Add(($"form {(talk.IsTalk ? "talk" : talk.IsEmail ? talk.Activity.Direction.ToString() : "record")}", Flag));
        _text.Add(($"size {Math.Min(4, Math.ILogB(talk.Lines.Count + 1))}", Flag));
    }

    /// <summary>Features of one candidate.</summary>
    /// <param name="index">Its place among the candidates.</param>
    /// <param name="sure">Log odds of the choice of its day or role.</param>
    /// <param name="whole">Log odds that the text as a whole holds an update of its kind.</param>
    public List<Feature> Of(int index, double sure, double whole)
    {
        var features = new List<Feature>();
        var (candidate, own) = (_candidates[index], _sums[index]);
        var (rival, inLine, beside, likely) = (-Farthest, -Farthest, -Farthest, 0);
        for (var i = 0; i < _sums.Length; i++)
        {
            if (i == index || _candidates[i].Head != candidate.Head)
                continue;
            rival = Math.Max(rival, _sums[i]);
            if (_candidates[i].Line.Index == candidate.Line.Index)
                inLine = Math.Max(inLine, _sums[i]);
            likely += _sums[i] > 0 ? 1 : 0;
        }

        for (var step = -Beside; step <= Beside; step++)
        {
            if (step != 0)
                beside = Math.Max(beside, _byLine.GetValueOrDefault((candidate.Head, candidate.Line.Index + step), -Farthest));
        }

        Add("one", Flag);
        AddSum("own", own);
        AddSum("rival", rival);
        AddSum("beside", beside);
        // "Ole is against it and told Anna so": of two in a line it is mostly the likelier alone.
        if (inLine > -Farthest)
        {
            AddSum("in line", inLine);
            AddSum("lead", own - inLine);
            Add(own > inLine ? "leads" : "trails", Flag);
        }

        AddSum("sure", sure);
        Add($"likely {Math.Min(3, likely)}", Flag);
        AddSum("text", whole);
        for (var head = UpdateHead.Signed; head < UpdateHead.Due; head++)
        {
            if (head == candidate.Head)
                continue;
            AddSum($"most {head}", _most[(int)head]);
            if (_byLine.TryGetValue((head, candidate.Line.Index), out var here))
                AddSum($"here {head}", here);
        }

        foreach (var (name, value) in _text)
            Add(name, value);
        return features;

        void AddSum(string name, double sum) => Add(name, Math.Clamp(sum, -Farthest, Farthest) / Scale);

        void Add(string name, double value)
        {
            if (value == 0)
                return;
            var hash = FeatureHash.Of(name);
            features.Add(new((uint)FeatureHash.Of(ContextKind, hash, 0), (float)value));
            features.Add(new((uint)FeatureHash.Of(ContextKind, hash, (ulong)candidate.Head + 1), (float)value));
        }
    }
}
