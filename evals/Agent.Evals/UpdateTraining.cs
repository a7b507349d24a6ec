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
    private const double Cost = 4;

    /// <summary>Features of fewer rows teach nothing that holds for others.</summary>
    private const int LeastRows = 2;

    /// <summary>A little above what is asked, because thresholds are chosen on what they are measured on.</summary>
    private const double Precision = 0.92;

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
        Parallel.For(0, authors.Count, a => models[a] = Train([.. texts.Where(t => t.Author != authors[a])], "", _ => 0.5f));
        var guesses = authors.SelectMany((a, i) => texts.Where(t => t.Author == a).SelectMany(t => Guesses(t, models[i]))).ToList();
        var outcomes = new List<ProposalOutcome>();
        for (var a = 0; a < authors.Count; a++)
        {
            // Thresholds for an author come from the others alone.
            var thresholds = Thresholds([.. guesses.Where(g => g.Text.Author != authors[a])], texts.Count(t => t.Author != authors[a]));
            var model = models[a].With(thresholds);
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

        var final = Thresholds(guesses, texts.Count);
        await output.WriteLineAsync(string.Join(", ", Enum.GetValues<UpdateHead>().Where(h => h < UpdateHead.FirstRole).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h} {final(h):0.00}"))));
        using (var file = File.Create(modelFile))
            Train(texts, hash, final).Save(file);
        await output.WriteLineAsync($"{modelFile}: {new FileInfo(modelFile).Length / 1024} kB");
    }

    /// <summary>Trains on texts.</summary>
    public static UpdateModel Train(IReadOnlyList<UpdateText> texts, string hash, Func<UpdateHead, float> thresholds)
    {
        var heads = new HeadWeights[UpdateModel.Heads];
        var byHead = texts.SelectMany(t => t.Rows).ToLookup(r => r.Head);
        Parallel.For(0, heads.Length, h => heads[h] = TrainHead([.. byHead[(UpdateHead)h]], thresholds((UpdateHead)h)));
        return new(hash, heads);
    }

    private static HeadWeights TrainHead(List<UpdateRow> rows, float threshold)
    {
        if (!rows.Exists(r => r.Is))
            return new(threshold, -10, [], []);
        var features = rows.SelectMany(r => r.Hashes).GroupBy(f => f).Where(g => g.Count() >= LeastRows).Select(g => g.Key).Order().ToArray();
        var known = features.Select((hash, i) => (hash, i)).ToDictionary(f => f.hash, f => f.i);
        var sparse = rows.ConvertAll(r =>
        {
            var kept = Enumerable.Range(0, r.Hashes.Length).Where(i => known.ContainsKey(r.Hashes[i])).ToList();
            return new SparseRow([.. kept.Select(i => known[r.Hashes[i]])], [.. kept.Select(i => r.Values[i])]);
        });
        var fitted = Softmax.Fit(sparse, [.. rows.Select(r => r.Is ? 1 : 0)], 2, features.Length, Cost);
        return new(threshold, (float)(fitted.Bias(1) - fitted.Bias(0)), features, [.. Enumerable.Range(0, features.Length).Select(f => (float)(fitted.Weight(f, 1) - fitted.Weight(f, 0)))]);
    }

    /// <summary>What would be proposed without thresholds: of each slot the likeliest.</summary>
    private static IEnumerable<Guess> Guesses(UpdateText text, UpdateModel model)
    {
        var slots = new HashSet<string>();
        foreach (var (candidate, probability) in text.Reading.Candidates.Select(c => (c, text.Reading.Probability(model, c))).OrderByDescending(c => c.Item2))
        {
            if (probability < 0.05)
                yield break;
            if (text.Case.Allowed?.Any(a => a.Kind == UpdateRows.KindOf(candidate.Head)) == true || text.Reading.Change(model, candidate, probability) is not { } change || !slots.Add(change.Slot))
                continue;
            yield return new(text, candidate.Head, probability, text.Case.Expected.Any(e => e.IsMetBy(change, text.File)));
        }
    }

    private static bool Can(UpdateText text, ExpectedUpdate expected) => expected.Kind == "contactRole"
        ? text.Reading.Candidates.Any(c => c.Head == UpdateHead.Role && c.Who?.Contact.Name == expected.After.GetProperty("contact").GetString())
        : text.Reading.Candidates.Any(c => UpdateRows.KindOf(c.Head) == expected.Kind && c.Build(0.5) is { } change && expected.IsMetBy(change, text.File));

    /// <summary>
    /// Thresholds that find most at the precision asked for: each head accepts as long as it gains more right proposals than a common price
    /// of the wrong ones, and the price is the lowest at which all together are precise enough (Lagrange's multiplier).
    /// </summary>
    private static Func<UpdateHead, float> Thresholds(List<Guess> guesses, int texts)
    {
        var byHead = guesses.ToLookup(g => g.Head);
        for (var price = 0.5; ; price += 0.25)
        {
            var thresholds = byHead.ToDictionary(h => h.Key, h => Best([.. h.OrderByDescending(g => g.Probability)], price));
            var accepted = guesses.Where(g => g.Probability >= thresholds[g.Head]).ToList();
            if (accepted.Count == 0 || price > 20 || (double)accepted.Count(g => g.IsRight) / accepted.Count >= Precision || texts == 0)
                return head => thresholds.GetValueOrDefault(head, 0.9f);
        }
    }

    private static float Best(List<Guess> ordered, double price)
    {
        // Few guesses say little: two imagined ones at a threshold pull it towards where the odds equal the price.
        var (best, threshold, gain) = (0.0, 0.95, 0.0);
        for (var i = 0; i < ordered.Count; i++)
        {
            gain += ordered[i].IsRight ? 1 : -price;
            var here = i + 1 < ordered.Count ? (ordered[i].Probability + ordered[i + 1].Probability) / 2 : ordered[i].Probability;
            if (gain > best)
                (best, threshold) = (gain, here);
        }

        return (float)threshold;
    }
}
