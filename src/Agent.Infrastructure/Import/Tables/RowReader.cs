using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>Reads the fields of one section, row by row, and reports the cells that cannot be read.</summary>
internal sealed class RowReader
{
    // Stored as hundredths in 64 bits, so two decimals are read; no amount of a deal comes near the limit.
    private const decimal MaxNumber = 10_000_000_000_000m;

    private readonly SourceTable _table;
    private readonly TableProfile _profile;
    private readonly ImportLog _log;
    private readonly DateOrder _fallback;
    private readonly int[]?[] _columns = new int[]?[Enum.GetValues<Field>().Length];
    private SourceRow _row;

    public RowReader(SourceTable table, TableSection section, TableProfile profile, string sourceName, string? dateOrder, string? currency, ImportLog log)
    {
        _table = table;
        _profile = profile;
        _log = log;
        _fallback = dateOrder switch { "dmy" => DateOrder.DayFirst, "mdy" => DateOrder.MonthFirst, _ => DateOrder.Unknown };
        Section = section;
        SourceName = sourceName;
        Currency = currency;
        foreach (var (field, columns) in section.Columns)
            _columns[(int)field] = columns;
    }

    public TableSection Section { get; }

    /// <summary>Stands before ids: "hubspot", "file".</summary>
    public string SourceName { get; }

    /// <summary>Currency of the file's amounts where they have none.</summary>
    public string? Currency { get; }

    /// <summary>True when a cell of the row cannot be read.</summary>
    public bool IsBad { get; private set; }

    public int Line => _row.Line;

    public ulong ContentHash => Fnv.Row(_row.Cells);

    public void Move(SourceRow row)
    {
        _row = row;
        IsBad = false;
        if (row.HasMoreThan(_table.Columns.Count))
            Refuse(null, $"The row has {row.Cells.Length} cells, the header has {_table.Columns.Count}; perhaps a quote or separator is wrong.");
    }

    /// <summary>The text of a field, or null when it is empty.</summary>
    public string? Text(Field field) => Cell(field, out _);

    /// <summary>The parts of a field that lists several.</summary>
    public IReadOnlyList<string> List(Field field)
    {
        if (Text(field) is not { } text)
            return [];
        return text.Contains(';') ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text];
    }

    /// <summary>The key that a field gives, with the source's name: <c>hubspot:123</c>.</summary>
    public string? Key(Field field) => Text(field) is { } id ? Prefixed(id) : null;

    /// <summary>An id with the source's name.</summary>
    public string Prefixed(string id) => $"{SourceName}:{Names.Key(id)}";

    public decimal? Number(Field field) => Number(field, out _);

    public decimal? Number(Field field, out string? currency)
    {
        currency = null;
        if (Cell(field, out var column) is not { } text)
            return null;
        if (!Numbers.TryParse(text.AsSpan().TrimEnd('%'), _profile.Sign(column), out var value, out currency))
            Refuse(column, $"{_table.Columns[column]} \"{Cut(text)}\" is not a number.");
        else if (Math.Abs(value) > MaxNumber)
            Refuse(column, $"{_table.Columns[column]} \"{Cut(text)}\" is too large.");
        else
            return Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return null;
    }

    public DateOnly? Day(Field field) => Moment(field) is { } at ? DateOnly.FromDateTime(at.DateTime) : null;

    /// <summary>The moment as written, with its own offset.</summary>
    public DateTimeOffset? Moment(Field field)
    {
        if (Cell(field, out var column) is not { } text)
            return null;
        var order = _profile.Order(column);
        switch (Dates.Read(text, order is DateOrder.DayFirst or DateOrder.MonthFirst ? order : _fallback, out var at))
        {
            case DateReading.Read:
                return at;
            case DateReading.Ambiguous:
                Refuse(column, $"{_table.Columns[column]} \"{Cut(text)}\" can be day/month or month/day, and no other row settles it; name the order (dmy or mdy).");
                return null;
            default:
                Refuse(column, $"{_table.Columns[column]} \"{Cut(text)}\" is not a date.");
                return null;
        }
    }

    /// <summary>Refuses the row for what a field holds.</summary>
    public void Refuse(Field field, string reason) => Refuse(ColumnOf(field), reason);

    /// <summary>Reports what a field holds and keeps the row; once for all rows that hold the same.</summary>
    public void Remark(Field field, string reason) => _log.ProblemOnce(_table.Source.Path, _row.Line, Header(ColumnOf(field)), reason);

    /// <summary>Reports what became of a row that was read earlier, when its line is no longer at hand.</summary>
    public void RemarkUnplaced(Field field, string reason) => _log.Problem(_table.Source.Path, 0, Header(ColumnOf(field)), reason);

    /// <summary>What the row says about the stage of its deal.</summary>
    public StageReading Stage() => StageReading.Of(_row, Section);

    public static string Cut(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private void Refuse(int? column, string reason)
    {
        IsBad = true;
        _log.Problem(_table.Source.Path, _row.Line, Header(column), reason);
    }

    private string? Header(int? column) => column is { } at ? _table.Columns[at] : null;

    private int? ColumnOf(Field field) => _columns[(int)field] is [var first, ..] ? first : null;

    private string? Cell(Field field, out int column)
    {
        column = 0;
        if (_columns[(int)field] is not { } columns)
            return null;
        foreach (var at in columns)
        {
            column = at;
            if (at < _row.Cells.Length && _row.Cells[at] is { } cell && !Vocabulary.Instance.IsEmpty(cell))
                return cell;
        }

        return null;
    }
}
