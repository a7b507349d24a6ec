namespace Agent.Evals;

/// <summary>Something that is measured on written cases.</summary>
internal interface ISuite
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>Where its cases are unless <c>--cases</c> says otherwise, relative to the repository; null when they come from outside.</summary>
    string? DefaultCases { get; }

    /// <summary>Measures.</summary>
    /// <param name="request">Where the cases are and what to show of them.</param>
    /// <param name="ct">Stops the run.</param>
    /// <exception cref="FormatException">A case cannot be read; the message names it.</exception>
    Task<SuiteReport> RunAsync(SuiteRequest request, CancellationToken ct);
}

/// <summary>What a run is asked for.</summary>
/// <param name="Cases">File or folder of the cases.</param>
/// <param name="Part">"dev", "test", or null for both.</param>
/// <param name="Explain">True to show what every verdict stands on.</param>
/// <param name="Literal">For lead-calls: read the delivery policy by the letter of its column name.</param>
/// <param name="Model">For agent: the language model to rate, by its name in the settings; null for the engine that works without one.</param>
internal sealed record SuiteRequest(string Cases, string? Part, bool Literal, bool Explain = false, string? Model = null);

/// <summary>What a run found.</summary>
/// <param name="Figures">Figures by name, compared with the floors.</param>
/// <param name="Document">What <c>--json</c> prints.</param>
/// <param name="Lines">What people read.</param>
internal sealed record SuiteReport(IReadOnlyDictionary<string, double> Figures, object Document, IReadOnlyList<string> Lines);

/// <summary>Counts of a yes/no decision against its label.</summary>
internal sealed class Confusion
{
    public int TruePositives { get; private set; }

    public int FalsePositives { get; private set; }

    public int FalseNegatives { get; private set; }

    public double Precision => TruePositives + FalsePositives == 0 ? 1 : (double)TruePositives / (TruePositives + FalsePositives);

    public double Recall => TruePositives + FalseNegatives == 0 ? 1 : (double)TruePositives / (TruePositives + FalseNegatives);

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public void Count(bool expected, bool predicted)
    {
        if (predicted && expected)
            TruePositives++;
        else if (predicted)
            FalsePositives++;
        else if (expected)
            FalseNegatives++;
    }
}
