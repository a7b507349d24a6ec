using Agent.Core.Deals;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Store;

/// <summary>The pipelines, and the stages that the files add to them.</summary>
internal sealed class StageBook
{
    private const string DefaultName = "Sales";

    private readonly List<Pipeline> _pipelines;
    private readonly List<Pipeline> _unused;
    private readonly List<(Pipeline Pipeline, Stage? Stage)> _new = [];
    private readonly Dictionary<(string?, string), (Pipeline, Stage)> _resolved = [];

    private StageBook(List<Pipeline> pipelines, bool hasDeals)
    {
        // Stages that no deal was ever in are ideas; the stages of the data replace them.
        _pipelines = hasDeals ? pipelines : [];
        _unused = hasDeals ? [] : pipelines;
    }

    /// <summary>Loads what there is.</summary>
    public static async Task<StageBook> LoadAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        var pipelines = await db.Pipelines.AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct);
        return new(pipelines, await db.Deals.AnyAsync(ct));
    }

    /// <summary>Makes the stages that the deals of the files are in, in the order of their chances.</summary>
    public void Plan(IReadOnlyCollection<StageSighting> sightings)
    {
        foreach (var group in sightings.GroupBy(s => s.Pipeline is null ? "" : Names.Normalize(s.Pipeline)))
        {
            var name = group.First().Pipeline;
            var pipeline = Find(name);
            if (pipeline is null)
            {
                var former = _unused.Find(p => name is null || Names.Normalize(p.Name) == group.Key);
                pipeline = new() { Name = name ?? former?.Name ?? DefaultName, Thresholds = former?.Thresholds ?? new() };
                _pipelines.Add(pipeline);
                _new.Add((pipeline, null));
            }

            foreach (var stage in Missing(pipeline, [.. group]))
                AddStage(pipeline, stage);
            foreach (var status in (ReadOnlySpan<DealStatus>)[DealStatus.Won, DealStatus.Lost])
            {
                // Without both ends no deal could be closed.
                if (!pipeline.Stages.Any(s => s.Status == status))
                    AddStage(pipeline, Make(status.ToString(), status, 0));
            }
        }
    }

    /// <summary>The stage with a name; <see cref="Plan"/> has made it.</summary>
    public (Pipeline Pipeline, Stage Stage) Resolve(string? pipelineName, string stageName)
    {
        if (_resolved.TryGetValue((pipelineName, stageName), out var known))
            return known;
        var pipeline = Find(pipelineName)!;
        return _resolved[(pipelineName, stageName)] = (pipeline, Match(pipeline, stageName)!);
    }

    /// <summary>A stage by its id, or null.</summary>
    public Stage? Find(StageId id) => _pipelines.SelectMany(p => p.Stages).FirstOrDefault(s => s.Id == id);

    /// <summary>Stores the new pipelines and stages.</summary>
    public async Task SaveAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        if (_new.Count == 0)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (_unused.Count > 0)
        {
            var ids = _unused.Select(p => p.Id).ToList();
            await db.Pipelines.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(ct);
        }

        foreach (var (pipeline, stage) in _new)
        {
            if (stage is null)
                db.Entry(pipeline).State = EntityState.Added;
        }

        foreach (var (pipeline, stage) in _new)
        {
            if (stage is not null)
            {
                var entry = db.Entry(stage);
                entry.Property("PipelineId").CurrentValue = pipeline.Id;
                entry.State = EntityState.Added;
            }
        }

        // Stages that were there moved up.
        foreach (var pipeline in _new.Select(n => n.Pipeline).Distinct())
        {
            foreach (var stage in pipeline.Stages.Where(s => !_new.Exists(n => n.Stage == s)))
            {
                var entry = db.Entry(stage);
                entry.Property("PipelineId").CurrentValue = pipeline.Id;
                entry.State = EntityState.Unchanged;
                entry.Property(nameof(Stage.Order)).IsModified = true;
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        _new.Clear();
        _unused.Clear();
    }

    private Pipeline? Find(string? name)
    {
        if (name is null)
            return _pipelines.FirstOrDefault();
        var normalized = Names.Normalize(name);
        return _pipelines.Find(p => Names.Normalize(p.Name) == normalized);
    }

    // By name; "Closed Won" is also the stage that is called "Won".
    private static Stage? Match(Pipeline pipeline, string name)
    {
        var normalized = Names.Normalize(name);
        if (pipeline.Stages.FirstOrDefault(s => Names.Normalize(s.Name) == normalized) is { } same)
            return same;
        return Vocabulary.Instance.Closed(name) is { } closed
            ? pipeline.Stages.FirstOrDefault(s => s.Status == closed && Vocabulary.Instance.Closed(s.Name) == closed)
            : null;
    }

    private IEnumerable<Stage> Missing(Pipeline pipeline, IReadOnlyList<StageSighting> sightings)
    {
        var missing = sightings
            .GroupBy(s => Names.Normalize(s.Name))
            .Select(g => (
                g.First().Name,
                Status: g.Select(s => s.Status).FirstOrDefault(s => s is not null) ?? Vocabulary.Instance.Closed(g.First().Name) ?? DealStatus.Open,
                Sum: g.Sum(s => s.ProbabilitySum),
                Count: g.Sum(s => s.ProbabilityCount)))
            .Where(s => Match(pipeline, s.Name) is null)
            .ToList();
        var open = missing.Where(s => s.Status == DealStatus.Open).ToList();
        // Stages that nobody knows stand evenly spaced in the order in which they are met.
        var made = open.Select((s, i) =>
        {
            var known = Vocabulary.Instance.OpenStage(s.Name);
            var probability = s.Count > 0 ? s.Sum / s.Count : known?.Probability ?? 0.1 + (0.7 * (i + 1) / (open.Count + 1));
            return Make(known is not null && s.Name.All(c => char.IsAsciiLetterLower(c)) ? known.Name : s.Name, DealStatus.Open, probability);
        });
        return made
            .OrderBy(s => LeadingNumber(s.Name))
            .ThenBy(s => s.WinProbability)
            .Concat(missing.Where(s => s.Status != DealStatus.Open).OrderBy(s => s.Status).Select(s => Make(ClosedName(s.Name), s.Status, 0)));
    }

    // HubSpot's internal names.
    private static string ClosedName(string name) => name switch
    {
        "closedwon" => "Closed Won",
        "closedlost" => "Closed Lost",
        "won" => "Won",
        "lost" => "Lost",
        _ => name,
    };

    // A stage that the unused pipeline, or the default one, describes keeps its description.
    private Stage Make(string name, DealStatus status, double probability)
    {
        var normalized = Names.Normalize(name);
        var template = _unused.Append(Pipeline.CreateDefault()).SelectMany(p => p.Stages)
            .FirstOrDefault(s => s.Status == status && (Names.Normalize(s.Name) == normalized || (status != DealStatus.Open && Vocabulary.Instance.Closed(name) == status)));
        return new()
        {
            Name = name,
            Status = status,
            WinProbability = status switch { DealStatus.Won => 1, DealStatus.Lost => 0, _ => Math.Round(probability, 2) },
            UsualDays = template?.UsualDays,
            ExitCriterion = template?.ExitCriterion,
            NextAction = template?.NextAction,
            NextActionWithinHours = template?.NextActionWithinHours,
        };
    }

    private void AddStage(Pipeline pipeline, Stage stage)
    {
        pipeline.AddStage(stage);
        _new.Add((pipeline, stage));
    }

    // "1. Intro", "02 - Demo": numbered stages say their order.
    private static int LeadingNumber(string name)
    {
        var digits = name.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 5 ? int.Parse(name.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;
    }
}
