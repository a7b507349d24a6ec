using Agent.Core.Deals;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>A stage that deals of a table are in.</summary>
/// <param name="Pipeline">Pipeline as written, or null.</param>
/// <param name="Name">Stage as written.</param>
/// <param name="Status">What the table says that the stage means; null when it says nothing.</param>
internal sealed record StageSighting(string? Pipeline, string Name, DealStatus? Status)
{
    /// <summary>Sum of the probabilities given for deals in it, 0 to 1 each.</summary>
    public double ProbabilitySum { get; set; }

    /// <summary>How many <see cref="ProbabilitySum"/> sums up.</summary>
    public int ProbabilityCount { get; set; }
}

/// <summary>
/// What only a whole table tells: in which order its dates stand, which decimal sign its numbers have, which stages there
/// are. So a file is read twice, which costs less than a guess.
/// </summary>
internal sealed class TableProfile
{
    // More different words than this in the stage column: it holds something else.
    private const int MaxStages = 100;

    private readonly DateOrder[] _orders;
    private readonly DecimalSign[] _signs;
    private readonly Dictionary<(string? Pipeline, string Stage, DealStatus? Status), StageSighting> _stages = [];

    private TableProfile(int columns)
    {
        _orders = new DateOrder[columns];
        _signs = new DecimalSign[columns];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>True when the ids are Salesforce's.</summary>
    public bool HasSalesforceIds { get; private set; }

    /// <summary>The stages in the order in which they are met.</summary>
    public IReadOnlyCollection<StageSighting> Stages => _stages.Values;

    /// <summary>Order of day and month in a column.</summary>
    public DateOrder Order(int column) => _orders[column];

    /// <summary>Decimal sign of a column.</summary>
    public DecimalSign Sign(int column) => _signs[column];

    /// <summary>Reads the table once.</summary>
    public static TableProfile Of(SourceTable table, TableLayout layout, CancellationToken ct)
    {
        var profile = new TableProfile(table.Columns.Count);
        var dates = ColumnsOf(layout, FieldType.Date);
        var numbers = ColumnsOf(layout, FieldType.Number);
        var deals = layout.Sections.FirstOrDefault(s => s.Kind == EntityKind.Deals);
        var ids = layout.Primary.Columns.GetValueOrDefault(Field.Id, []);
        var salesforceIds = 0;
        foreach (var row in table.Read())
        {
            if (profile.Rows++ % 4096 == 0)
                ct.ThrowIfCancellationRequested();
            if (row.HasMoreThan(profile._signs.Length))
                continue;
            foreach (var column in dates)
            {
                if (profile._orders[column] != DateOrder.Mixed && Cell(row, column) is { } date && Dates.OrderOf(date) is var order and not DateOrder.Unknown)
                    profile._orders[column] = profile._orders[column] == DateOrder.Unknown || profile._orders[column] == order ? order : DateOrder.Mixed;
            }

            foreach (var column in numbers)
            {
                if (profile._signs[column] == DecimalSign.Unknown && Cell(row, column) is { } number)
                    profile._signs[column] = Numbers.SignOf(number);
            }

            if (ids.Length > 0 && profile.Rows <= 20 && Cell(row, ids[0]) is { } id && Names.IsSalesforceId(id))
                salesforceIds++;
            if (deals is not null)
                profile.AddStage(StageReading.Of(row, deals), deals.Has(Field.Stage) || deals.Has(Field.Status));
        }

        profile.HasSalesforceIds = salesforceIds > 0 && salesforceIds == Math.Min(profile.Rows, 20);
        return profile;
    }

    private void AddStage(StageReading reading, bool hasStages)
    {
        if (reading.Stage is not { } stage)
        {
            if (hasStages)
                return;
            stage = StageReading.WithoutStage;
        }

        var key = (reading.Pipeline, stage, reading.StageStatus);
        if (!_stages.TryGetValue(key, out var sighting))
        {
            if (_stages.Count == MaxStages)
                throw new UnreadableFileException($"The column of stages holds more than {MaxStages} different values; it is not a stage. Say in a mapping file which column is.");
            _stages.Add(key, sighting = new(reading.Pipeline, stage, reading.StageStatus));
        }

        if (reading.Probability is { } probability)
        {
            sighting.ProbabilitySum += probability;
            sighting.ProbabilityCount++;
        }
    }

    private static int[] ColumnsOf(TableLayout layout, FieldType type) =>
    [
        .. layout.Sections
            .SelectMany(s => s.Columns.Where(c => Vocabulary.Instance.Entities[s.Kind].Type(c.Key) == type).SelectMany(c => c.Value))
            .Distinct(),
    ];

    private static string? Cell(SourceRow row, int column) => column < row.Cells.Length && row.Cells[column] is { Length: > 0 } cell ? cell : null;
}

/// <summary>What a row says about the stage of its deal.</summary>
/// <param name="Pipeline">Pipeline, or null.</param>
/// <param name="Stage">The stage that it is in, or null when the row names none.</param>
/// <param name="StageStatus">What the row says that the stage means, or null.</param>
/// <param name="Probability">Chance to win, 0 to 1, or null.</param>
internal readonly record struct StageReading(string? Pipeline, string? Stage, DealStatus? StageStatus, double? Probability)
{
    /// <summary>The stage of deals of a file that has no stage column.</summary>
    public const string WithoutStage = "Open";

    /// <summary>Reads the stage columns. A deal that was won or lost "in" an open stage, as Pipedrive writes it, is in the won or lost one.</summary>
    public static StageReading Of(SourceRow row, TableSection section)
    {
        var vocabulary = Vocabulary.Instance;
        var pipeline = Text(Field.Pipeline);
        var stage = Text(Field.Stage);
        var outcome = Text(Field.Status) is { } status ? vocabulary.Closed(status) : null;
        DealStatus? meaning = null;
        if (stage is null)
        {
            // A status alone serves as the stage.
            stage = Text(Field.Status);
        }
        else if (outcome is { } closed && vocabulary.Closed(stage) != closed)
        {
            stage = closed == DealStatus.Won ? "Won" : "Lost";
        }
        else
        {
            meaning = Flag(Field.IsWon) == true ? DealStatus.Won
                : Flag(Field.IsLost) == true || (Flag(Field.IsClosed) == true && Flag(Field.IsWon) == false) ? DealStatus.Lost
                : Flag(Field.IsClosed) == false ? DealStatus.Open
                : null;
        }

        return new(pipeline, stage, meaning, Probability());

        double? Probability() =>
            Text(Field.Probability) is { } text && Numbers.TryParse(text.TrimEnd('%', ' '), DecimalSign.Unknown, out var value, out _) && value is >= 0 and <= 100
                ? (double)(value > 1 || text.EndsWith('%') ? value / 100 : value)
                : null;

        bool? Flag(Field field) => Text(field) is { } word ? vocabulary.Flag(word) : null;

        string? Text(Field field)
        {
            if (!section.Columns.TryGetValue(field, out var columns))
                return null;
            foreach (var column in columns)
            {
                if (column < row.Cells.Length && row.Cells[column] is { } cell && !vocabulary.IsEmpty(cell))
                    return cell;
            }

            return null;
        }
    }
}
