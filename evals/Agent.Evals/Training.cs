namespace Agent.Evals;

/// <summary>Trains what qualification has learned: the statement classifier, then the weighing of whole talks, which reads by it.</summary>
internal static class Training
{
    private const string Models = "src/Agent.Core/Insight/Qualification/Topics";

    /// <summary>Trains and writes the files that become part of the build.</summary>
    /// <param name="evals">The folder of the evaluations, in the repository.</param>
    /// <param name="classifier">False to train the weighing alone, which does not change the classifier of the build.</param>
    /// <param name="crossValidate">True to print how well the classifier reads authors it has not seen, which takes minutes.</param>
    /// <param name="output">Where figures are printed.</param>
    /// <param name="ct">Stops the training; files are written at its end only.</param>
    public static async Task RunAsync(string evals, bool classifier, bool crossValidate, TextWriter output, CancellationToken ct)
    {
        var folder = Path.Combine(evals, "training");
        var models = Path.Combine(evals, "..", Models);
        var talks = await TalkRows.ReadAsync(Path.Combine(folder, "talks"), ct);
        var statements = await StatementRows.ReadAsync(Path.Combine(folder, "statements"), ct);
        if (classifier)
            await StatementTraining.RunAsync([.. statements, .. talks.SelectMany(TalkRows.Statements)], StatementRows.Hash(folder), Path.Combine(models, "statements.model"), crossValidate, output, ct);
        await VerdictTraining.RunAsync(talks, statements, Path.Combine(models, "verdicts.json"), output, ct);
    }
}
