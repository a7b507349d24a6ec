namespace Agent.Infrastructure.Import.Tables;

/// <summary>A row with the line on which it starts.</summary>
internal readonly record struct SourceRow(int Line, string?[] Cells)
{
    /// <summary>True when the row has text beyond its header, so that its cells may have moved.</summary>
    public bool HasMoreThan(int columns) => Cells.Length > columns && Cells.AsSpan(columns).ContainsAnyExcept(null, "");
}

/// <summary>Rows under named columns, from whatever kind of file.</summary>
internal abstract class SourceTable(ImportSource source, string hint)
{
    /// <summary>The file.</summary>
    public ImportSource Source { get; } = source;

    /// <summary>A word that may tell what the rows are: the name of the file or of the array.</summary>
    public string Hint { get; } = hint;

    /// <summary>Headers as written.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>True when <see cref="Hint"/> was written for this very purpose, as the name of a JSON array is.</summary>
    public virtual bool HintIsCertain => false;

    /// <summary>Reads the rows from the first one; can be called again.</summary>
    /// <param name="read">Is told how many bytes of the file were read.</param>
    /// <exception cref="UnreadableFileException">The file breaks off or breaks its format.</exception>
    public abstract IEnumerable<SourceRow> Read(Action<long>? read = null);
}

/// <summary>A file that is not what it claims to be.</summary>
internal sealed class UnreadableFileException : Exception
{
    public UnreadableFileException(string reason, int line = 0)
        : base(reason)
    {
        Line = line;
    }

    public UnreadableFileException()
    {
    }

    public UnreadableFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public int Line { get; }
}
