using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Agent.Core.Insight.Updates;

namespace Agent.Evals;

/// <summary>
/// Trains the reader of updates: a logistic regression a kind over the lines of written cases, and the thresholds from which on each kind is
/// proposed. Cross-validation leaves one author out at a time, because what is asked is how it reads people it has never read.
/// </summary>
internal static class UpdateTraining
{
    /// <summary>Weight of the likelihood against the penalty; by cross-validation.</summary>
    private const double Cost = 1;

    /// <summary>Days of tasks and roles have few rows, all of them to the point.</summary>
    private const double FewRowsCost = 5;

    /// <summary>Features of fewer rows teach nothing that holds for others.</summary>
    private const int LeastRows = 2;

    /// <summary>A little above what is asked, because thresholds are chosen on what they are measured on.</summary>
    private const double Precision = 0.905;

    /// <summary>What is less likely will hardly be proposed.</summary>
    private const double LeastGuess = 0.05;

    /// <summary>A proposal as the model of the other authors makes it, or an update that it cannot make.</summary>
    private sealed record Guess(UpdateText Text, UpdateHead Head, double Probability, bool IsRight);

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
        var authors = texts.Select(t => t.Author).Distinct().Order(StringComparer.Ordinal).ToList();
        var models = new UpdateModel[authors.Count];
        Parallel.For(0, authors.Count, a => models[a] = Train([.. texts.Where(t => t.Author != authors[a])], ""));
        var guesses = authors.SelectMany((a, i) => texts.Where(t => t.Author == a).SelectMany(t => Guesses(t, models[i]))).ToList();
        var outcomes = new List<ProposalOutcome>();
        for (var a = 0; a < authors.Count; a++)
        {
            // Thresholds for an author come from the others alone.
            var (lines, threshold) = Calibrate([.. guesses.Where(g => g.Text.Author != authors[a])]);
            var model = models[a].With(lines, threshold);
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

        var final = Calibrate(guesses);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"proposed from {final.Threshold:0.000} on"));
        using (var file = File.Create(modelFile))
            Train(texts, hash).With(final.Lines, final.Threshold).Save(file);
        await output.WriteLineAsync($"{modelFile}: {new FileInfo(modelFile).Length / 1024} kB");
    }

    /// <summary>Trains on texts.</summary>
    public static UpdateModel Train(IReadOnlyList<UpdateText> texts, string hash)
    {
        var heads = new HeadWeights[UpdateModel.Heads];
        var byHead = texts.SelectMany(t => t.Rows).ToLookup(r => r.Head);
        Parallel.For(0, heads.Length, h => heads[h] = TrainHead([.. byHead[(UpdateHead)h]]));
        return new(hash, 0.5, heads);
    }

    private static HeadWeights TrainHead(List<UpdateRow> rows)
    {
        // Most lines are no update: one in three of these teaches what all do in a third of the time.
        const int manyRows = 4_000, every = 3;
        if (rows.Count > manyRows)
            rows = [.. rows.Where((r, i) => r.Is || i % every == 0)];
        if (!rows.Exists(r => r.Is))
            return new(-10, [], []);
        var features = rows.SelectMany(r => r.Hashes).GroupBy(f => f).Where(g => g.Count() >= LeastRows).Select(g => g.Key).Order().ToArray();
        var known = features.Select((hash, i) => (hash, i)).ToDictionary(f => f.hash, f => f.i);
        var sparse = rows.ConvertAll(r =>
        {
            var kept = Enumerable.Range(0, r.Hashes.Length).Where(i => known.ContainsKey(r.Hashes[i])).ToList();
            return new SparseRow([.. kept.Select(i => known[r.Hashes[i]])], [.. kept.Select(i => r.Values[i])]);
        });
        var fitted = Softmax.Fit(sparse, [.. rows.Select(r => r.Is ? 1 : 0)], 2, features.Length, rows[0].Head >= UpdateHead.Due ? Cost * FewRowsCost : Cost);
        return new((float)(fitted.Bias(1) - fitted.Bias(0)), features, [.. Enumerable.Range(0, features.Length).Select(f => (float)(fitted.Weight(f, 1) - fitted.Weight(f, 0)))]);
    }

    /// <summary>What would be proposed without thresholds: of each slot the likeliest.</summary>
    private static IEnumerable<Guess> Guesses(UpdateText text, UpdateModel model)
    {
        var open = text.Case.Expected.ToList();
        foreach (var (candidate, change) in text.Reading.Ranked(model, LeastGuess))
        {
            var met = open.Find(e => e.IsMetBy(change, text.File));
            if (met is not null)
                open.Remove(met);
            else if (text.Case.Allowed?.Any(a => a.Kind == UpdateRows.KindOf(candidate.Head)) == true)
                continue;
            yield return new(text, candidate.Head, change.Confidence, met is not null);
        }
    }

    private static bool Can(UpdateText text, ExpectedUpdate expected) => expected.Kind == "contactRole"
        ? text.Reading.Candidates.Any(c => c.Head == UpdateHead.Role && c.Who?.Contact.Name == expected.After.GetProperty("contact").GetString())
        : text.Reading.Candidates.Any(c => UpdateRows.KindOf(c.Head) == expected.Kind && c.Dues.Cast<DueOption?>().Append(null).Any(d => (c.Head == UpdateHead.Task ? c.BuildDue(0.5, d) : c.Build(0.5)) is { } change && expected.IsMetBy(change, text.File)));

    /// <summary>Line per head that makes its probabilities those with which its guesses are right (Platt, 1999), and the one probability from which on all together are precise enough.</summary>
    private static (Dictionary<UpdateHead, (double Slope, double Shift)> Lines, double Threshold) Calibrate(List<Guess> guesses)
    {
        var lines = guesses.GroupBy(g => g.Head).ToDictionary(h => h.Key, h => LineOf([.. h]));
        var ordered = guesses.Select(g => (Probability: lines.GetValueOrDefault(g.Head, (1, 0)) is var (slope, shift) ? Logistic((slope * Logit(g.Probability)) + shift) : 0, g.IsRight)).OrderByDescending(g => g.Probability).ToList();
        var (right, threshold) = (0, 0.99);
        for (var i = 0; i < ordered.Count; i++)
        {
            right += ordered[i].IsRight ? 1 : 0;
            if ((double)right / (i + 1) >= Precision)
                threshold = ordered[i].Probability;
        }

        return (lines, threshold);
    }

    private static (double Slope, double Shift) LineOf(List<Guess> guesses)
    {
        if (!guesses.Exists(g => g.IsRight) || guesses.TrueForAll(g => g.IsRight))
            return (1, 0);
        const double cost = 1;
        var fitted = Softmax.Fit([.. guesses.Select(g => new SparseRow([0], [(float)Logit(g.Probability)]))], [.. guesses.Select(g => g.IsRight ? 1 : 0)], 2, 1, cost);
        return (Math.Max(0.2, fitted.Weight(0, 1) - fitted.Weight(0, 0)), fitted.Bias(1) - fitted.Bias(0));
    }

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static double Logistic(double sum) => 1 / (1 + Math.Exp(-sum));
}
