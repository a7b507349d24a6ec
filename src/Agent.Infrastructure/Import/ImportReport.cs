namespace Agent.Infrastructure.Import;

/// <summary>What happened to the records of one kind.</summary>
/// <param name="Added">Records that were not known.</param>
/// <param name="Updated">Known records that changed.</param>
/// <param name="Unchanged">Known records that were the same.</param>
/// <param name="Skipped">Rows that were not taken over; each has a problem that says why.</param>
public sealed record ImportCounts(int Added, int Updated, int Unchanged, int Skipped);

/// <summary>Something in a file that was not taken over, or not as it stands.</summary>
/// <param name="File">The file, as the source names it.</param>
/// <param name="Line">Line in the file, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Header of the column, or null when the whole row is meant.</param>
/// <param name="Reason">What is wrong, in a sentence for the person who has the file.</param>
public sealed record ImportProblem(string File, int Line, string? Column, string Reason);

/// <summary>The result of an import, or of a dry run: what would have happened.</summary>
public sealed record ImportReport
{
    /// <summary>The most problems that a report lists.</summary>
    public const int MaxProblems = 1_000;

    /// <summary>Companies sold to.</summary>
    public required ImportCounts Accounts { get; init; }

    /// <summary>Deals.</summary>
    public required ImportCounts Deals { get; init; }

    /// <summary>People of the selling company.</summary>
    public required ImportCounts Users { get; init; }

    /// <summary>Products of the price book.</summary>
    public required ImportCounts Products { get; init; }

    /// <summary>People at accounts.</summary>
    public required ImportCounts Contacts { get; init; }

    /// <summary>Emails, calls, meetings, notes.</summary>
    public required ImportCounts Activities { get; init; }

    /// <summary>Tasks.</summary>
    public required ImportCounts Tasks { get; init; }

    /// <summary>The first <see cref="MaxProblems"/> problems, in the order in which they were met.</summary>
    public required IReadOnlyList<ImportProblem> Problems { get; init; }

    /// <summary>How many problems there are beyond those listed.</summary>
    public required int MoreProblems { get; init; }

    /// <summary>True when nothing was written.</summary>
    public required bool DryRun { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="File">The file that is being read.</param>
/// <param name="BytesDone">Bytes read, over all files.</param>
/// <param name="BytesTotal">Bytes to read, over all files.</param>
/// <param name="RowsDone">Rows taken over or refused so far.</param>
public sealed record ImportProgress(string File, long BytesDone, long BytesTotal, long RowsDone);
