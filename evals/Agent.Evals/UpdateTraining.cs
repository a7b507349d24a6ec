using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Updates;

namespace Agent.Evals;

/// <summary>
/// Trains the reader of updates: a logistic regression a kind over the lines of written cases and one over whole texts, then a judge over what
/// these find in the texts of authors that they did not learn from. Cross-validation leaves one author out at a time, because what is asked is
/// how it reads people it has never read.
/// </summary>
internal static class UpdateTraining
{
    /// <summary>Weight of the likelihood against the penalty; by cross-validation, where half or double is alike within a point.</summary>
    private const double Cost = 2;

    /// <summary>Days of tasks and roles have few rows, all of them to the point.</summary>
    private const double FewRowsCost = 10;

    /// <summary>The judge has few rows and dense ones.</summary>
    private const double JudgeCost = 0.1;

    /// <summary>What is said plainly must hold, so these few sentences count several times.</summary>
    private const int TimesPlain = 5;

    /// <summary>Features of fewer rows teach nothing that holds for others.</summary>
    private const int LeastRows = 2;

    /// <summary>Above what is asked, because authors differ by more than chance does.</summary>
    private const double Precision = 0.93;

    /// <summary>A finding as the model of the other authors makes it.</summary>
    private sealed record Guess(UpdateText Text, UpdateHead Head, SparseRow Row, bool IsRight);

    /// <summary>A row with features of the table as columns.</summary>
    private sealed record TableRow(SparseRow Line, SparseRow Place, bool Is);

    /// <summary>Trains on the dev part of the suite's cases and on those written for training.</summary>
    public static async Task RunAsync(string evals, bool explain, TextWriter output, CancellationToken ct)
    {
        var texts = new List<UpdateText>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.Combine(evals, "training", "updates"), "*.jsonl").Order(StringComparer.Ordinal).Prepend(Path.Combine(evals, "cases", "proposals.jsonl")))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
            var cases = await CaseFile.ReadAsync<ProposalCase>(file, ct);
            texts.AddRange(cases.Where(c => c.Part is not "test").AsParallel().AsOrdered().Select(c => UpdateRows.Read(Path.GetFileNameWithoutExtension(file), c)).OfType<UpdateText>());
        }

        await RunAsync(texts, Convert.ToHexStringLower(hash.GetHashAndReset()), Path.Combine(evals, "..", "src/Agent.Core/Insight/Updates/updates.model"), explain, output, ct);
    }

    /// <summary>Prints what cross-validation finds and writes the model of all texts.</summary>
    public static async Task RunAsync(IReadOnlyList<UpdateText> texts, string hash, string modelFile, bool explain, TextWriter output, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var table = new FeatureTable();
        var rows = texts.ToDictionary(t => t, t => t.Rows.ToLookup(r => r.Head, r => new TableRow(table.Row(r.Line), table.Row(r.Place), r.Is)));
        var authors = texts.Select(t => t.Author).Distinct().Order(StringComparer.Ordinal).ToList();
        var models = new UpdateModel[authors.Count];
        Parallel.For(0, authors.Count, a => models[a] = Train([.. texts.Where(t => t.Author != authors[a])], rows, table, ""));
        var found = authors.AsParallel().AsOrdered().SelectMany((a, i) => texts.Where(t => t.Author == a).SelectMany(t => Guesses(t, models[i]))).ToList();
        var guesses = found.ConvertAll(g => new Guess(g.Text, g.Head, table.Row(g.Context), g.IsRight));
        var outcomes = new List<ProposalOutcome>();
        var judges = new HeadWeights[authors.Count];
        Parallel.For(0, authors.Count, a => judges[a] = Judge([.. guesses.Where(g => g.Text.Author != authors[a])], table));
        var probabilities = guesses.ConvertAll(g => Probability(judges[authors.IndexOf(g.Text.Author)], g, table));
        for (var a = 0; a < authors.Count; a++)
        {
            // The judge of an author and its threshold come from the others alone.
            var model = models[a].With(judges[a], Threshold(guesses.Zip(probabilities).Where(g => g.First.Text.Author != authors[a])));
            var own = texts.Where(t => t.Author == authors[a]).Select(t => ProposalOutcome.Judge(t.Case, t.File, t.Reading.Choose(model))).ToList();
            await output.WriteLineAsync($"{authors[a]}: {ProposalOutcome.Line(own)}");
            outcomes.AddRange(own);
        }

        await output.WriteLineAsync($"by author left out: {ProposalOutcome.Line(outcomes)}");
        await output.WriteLineAsync($"without dev: {ProposalOutcome.Line([.. outcomes.Where(o => o.Case.Part != "dev")])}");
        foreach (var line in ProposalOutcome.ByKind([.. outcomes.Where(o => o.Case.Part != "dev")]))
            await output.WriteLineAsync($"  {line}");
        foreach (var kind in texts.SelectMany(t => t.Case.Expected.Where(e => t.Case.Allowed?.Any(a => a.Kind == e.Kind) != true).Select(e => (e.Kind, Can: Can(t, e)))).GroupBy(e => e.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-12} within reach {kind.Count(k => k.Can)} of {kind.Count()}"));
        if (explain)
        {
            foreach (var difference in outcomes.SelectMany(o => o.Differences(false)))
                await output.WriteLineAsync(difference);
        }

        var threshold = Threshold(guesses.Zip(probabilities));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"proposed from {threshold:0.000} on"));
        using (var file = File.Create(modelFile))
            Train(texts, rows, table, hash).With(Judge(guesses, table), threshold).Save(file);
        await output.WriteLineAsync($"{modelFile}: {new FileInfo(modelFile).Length / 1024} kB");
    }

    /// <summary>Trains on texts.</summary>
    private static UpdateModel Train(IReadOnlyList<UpdateText> texts, Dictionary<UpdateText, ILookup<UpdateHead, TableRow>> rows, FeatureTable table, string hash)
    {
        var lookups = texts.SelectMany(t => Enumerable.Repeat(rows[t], t.Author == "plain" ? TimesPlain : 1)).ToList();
        var heads = new HeadWeights[UpdateModel.Heads];
        Parallel.For(0, heads.Length, h => heads[h] = TrainHead((UpdateHead)h, [.. lookups.SelectMany(t => t[(UpdateHead)h])], table));
        return new(hash, 0.5, heads);
    }

    private static HeadWeights TrainHead(UpdateHead head, List<TableRow> rows, FeatureTable table)
    {
        if (!rows.Exists(r => r.Is))
            return new(-10, [], []);
        var cost = head is >= UpdateHead.Due && head < UpdateModel.WholeOf(0) ? FewRowsCost : Cost;
        return Fit(rows.ConvertAll(r => new SparseRow([.. r.Line.Columns, .. r.Place.Columns], [.. r.Line.Values, .. r.Place.Values])), [.. rows.Select(r => r.Is)], cost, table);
    }

    /// <summary>Learns from findings of authors left out which of them hold.</summary>
    private static HeadWeights Judge(List<Guess> guesses, FeatureTable table) => Fit(guesses.ConvertAll(g => g.Row), [.. guesses.Select(g => g.IsRight)], JudgeCost, table);

    /// <summary>Fits the features of enough rows.</summary>
    private static HeadWeights Fit(List<SparseRow> rows, List<bool> labels, double cost, FeatureTable table)
    {
        var counts = new int[table.Count];
        foreach (var column in rows.SelectMany(r => r.Columns))
            counts[column]++;
        var known = Enumerable.Range(0, counts.Length).Where(c => counts[c] >= LeastRows).OrderBy(c => table.Hashes[c]).ToArray();
        var places = new int[counts.Length];
        for (var i = 0; i < known.Length; i++)
            places[known[i]] = i + 1;
        var kept = rows.ConvertAll(r =>
        {
            var (columns, values, n) = (new int[r.Columns.Length], new float[r.Columns.Length], 0);
            for (var j = 0; j < columns.Length; j++)
            {
                if (places[r.Columns[j]] > 0)
                    (columns[n], values[n++]) = (places[r.Columns[j]] - 1, r.Values[j]);
            }

            return new SparseRow(columns[..n], values[..n]);
        });
        var fitted = Logistic.Fit(kept, labels, cost, known.Length);
        return new((float)fitted.Bias, [.. known.Select(c => table.Hashes[c])], [.. Enumerable.Range(0, known.Length).Select(i => (float)fitted.Weight(i))]);
    }

    /// <summary>What the model of the other authors finds in a text, and whether it is right.</summary>
    private static IEnumerable<(UpdateText Text, UpdateHead Head, List<Feature> Context, bool IsRight)> Guesses(UpdateText text, UpdateModel model)
    {
        var open = text.Case.Expected.ToList();
        foreach (var finding in text.Reading.Findings(model))
        {
            if (text.Reading.Change(finding, 0.5) is not { } change)
                continue;
            var met = open.Find(e => e.IsMetBy(change, text.File));
            if (met is not null)
                open.Remove(met);
            else if (text.Case.Allowed?.Any(a => a.Kind == UpdateRows.KindOf(finding.Candidate.Head)) == true)
                continue;
            yield return (text, finding.Candidate.Head, finding.Context, met is not null);
        }
    }

    private static double Probability(HeadWeights judge, Guess guess, FeatureTable table)
    {
        double sum = judge.Bias;
        for (var j = 0; j < guess.Row.Columns.Length; j++)
        {
            if (Array.BinarySearch(judge.Features, table.Hashes[guess.Row.Columns[j]]) is >= 0 and var at)
                sum += judge.Weights[at] * guess.Row.Values[j];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The probability from which on all kinds together are precise enough.</summary>
    private static double Threshold(IEnumerable<(Guess Guess, double Probability)> guesses)
    {
        var (right, count, threshold) = (0, 0, 0.99);
        foreach (var (guess, probability) in guesses.OrderByDescending(g => g.Probability))
        {
            right += guess.IsRight ? 1 : 0;
            if ((double)right / ++count >= Precision)
                threshold = probability;
        }

        return threshold;
    }

    private static bool Can(UpdateText text, ExpectedUpdate expected) => expected.Kind == "contactRole"
        ? text.Reading.Candidates.Any(c => c.Head == UpdateHead.Role && c.Who?.Contact.Name == expected.After.GetProperty("contact").GetString())
        : text.Reading.Candidates.Any(c => UpdateRows.KindOf(c.Head) == expected.Kind && c.Dues.Cast<DueOption?>().Append(null).Any(d => (c.Head == UpdateHead.Task ? c.BuildDue(0.5, d) : c.Build(0.5)) is { } change && expected.IsMetBy(change, text.File)));
}

/// <summary>Columns for hashes of features.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<uint, int> _columns = [];
    private readonly Dictionary<List<Feature>, SparseRow> _rows = new(ReferenceEqualityComparer.Instance);

    /// <summary>Hash of each column.</summary>
    public List<uint> Hashes { get; } = [];

    /// <summary>Number of columns.</summary>
    public int Count => Hashes.Count;

    /// <summary>Features as a row; the same list always is the same row.</summary>
    public SparseRow Row(List<Feature> features)
    {
        if (_rows.TryGetValue(features, out var known))
            return known;
        var (columns, values) = (new int[features.Count], new float[features.Count]);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!_columns.TryGetValue(features[i].Hash, out columns[i]))
            {
                _columns[features[i].Hash] = columns[i] = Hashes.Count;
                Hashes.Add(features[i].Hash);
            }

            values[i] = features[i].Value;
        }

        return _rows[features] = new(columns, values);
    }
}
