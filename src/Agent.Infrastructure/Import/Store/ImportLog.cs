namespace Agent.Infrastructure.Import.Store;

/// <summary>Counts and problems while an import runs.</summary>
internal sealed class ImportLog
{
    private readonly Tally[] _tallies = [.. Enum.GetValues<EntityKind>().Select(_ => new Tally())];
    private readonly List<ImportProblem> _problems = [];
    private readonly HashSet<(string, string?, string)> _once = [];
    private int _more;

    /// <summary>Rows dealt with.</summary>
    public long Rows { get; private set; }

    public void Added(EntityKind kind) => Count(ref _tallies[(int)kind].Added);

    public void Updated(EntityKind kind) => Count(ref _tallies[(int)kind].Updated);

    public void Unchanged(EntityKind kind) => Count(ref _tallies[(int)kind].Unchanged);

    public void Skipped(EntityKind kind) => Count(ref _tallies[(int)kind].Skipped);

    /// <summary>Notes a problem.</summary>
    public void Problem(string file, int line, string? column, string reason)
    {
        if (_problems.Count < ImportReport.MaxProblems)
            _problems.Add(new(file, line, column, reason));
        else
            _more++;
    }

    /// <summary>Notes a problem that many rows share, at the first of them.</summary>
    public void ProblemOnce(string file, int line, string? column, string reason)
    {
        if (_once.Count < 10_000 && _once.Add((file, column, reason)))
            Problem(file, line, column, reason);
    }

    public ImportReport ToReport(bool dryRun) => new()
    {
        Accounts = Counts(EntityKind.Accounts),
        Deals = Counts(EntityKind.Deals),
        Users = Counts(EntityKind.Users),
        Products = Counts(EntityKind.Products),
        Contacts = Counts(EntityKind.Contacts),
        Activities = Counts(EntityKind.Activities),
        Tasks = Counts(EntityKind.Tasks),
        Problems = _problems,
        MoreProblems = _more,
        DryRun = dryRun,
    };

    private ImportCounts Counts(EntityKind kind)
    {
        var tally = _tallies[(int)kind];
        return new(tally.Added, tally.Updated, tally.Unchanged, tally.Skipped);
    }

    private void Count(ref int counter)
    {
        counter++;
        Rows++;
    }

    private sealed class Tally
    {
        public int Added;
        public int Updated;
        public int Unchanged;
        public int Skipped;
    }
}
