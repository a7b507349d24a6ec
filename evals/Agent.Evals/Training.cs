namespace Agent.Evals;

/// <summary>Trains what was learned: the statement classifier, the weighing of whole talks that reads by it, the sections of summaries.</summary>
internal static class Training
{
    private const string Qualification = "src/Agent.Core/Insight/Qualification/Topics";
    private const string Texts = "src/Agent.Core/Insight/Texts";

    /// <summary>What can be trained: <c>statements</c> trains <c>verdicts</c> as well.</summary>
    public static readonly IReadOnlyList<string> Known = ["statements", "verdicts", "summary", "updates"];

    /// <summary>Trains and writes the files that become part of the build.</summary>
    /// <param name="evals">The folder of the evaluations, in the repository.</param>
    /// <param name="what">One of <see cref="Known"/>.</param>
    /// <param name="crossValidate">True to print how well the classifier reads authors it has not seen, which takes minutes.</param>
    /// <param name="output">Where figures are printed.</param>
    /// <param name="ct">Stops the training; files are written at its end only.</param>
    public static async Task RunAsync(string evals, string what, bool crossValidate, TextWriter output, CancellationToken ct)
    {
        var folder = Path.Combine(evals, "training");
        if (what is "summary")
        {
            // The dev part of the evaluation's cases is what the cues of summaries were written against as well.
            var cases = await CaseFile.ReadAsync<SummaryCase>(Path.Combine(evals, "cases", "summary.jsonl"), ct);
            foreach (var file in Directory.GetFiles(Path.Combine(folder, "summary"), "*.jsonl").Order(StringComparer.Ordinal))
                cases.AddRange(await CaseFile.ReadAsync<SummaryCase>(file, ct));
            await SummaryTraining.RunAsync([.. cases.Where(c => c.Part is not "test")], Path.Combine(evals, "..", Texts, "section-weights.json"), output, ct);
            return;
        }

        if (what is "updates")
        {
            await UpdateTraining.RunAsync(evals, crossValidate, output, ct);
            return;
        }

        var models = Path.Combine(evals, "..", Qualification);
        var talks = await TalkRows.ReadAsync(Path.Combine(folder, "talks"), ct);
        var statements = await StatementRows.ReadAsync(Path.Combine(folder, "statements"), ct);
        if (what is "statements")
            await StatementTraining.RunAsync([.. statements, .. talks.SelectMany(TalkRows.Statements)], StatementRows.Hash(folder), Path.Combine(models, "statements.model"), crossValidate, output, ct);
        await VerdictTraining.RunAsync(talks, statements, Path.Combine(models, "verdicts.json"), output, ct);
    }
}
