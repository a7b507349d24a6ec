using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Insight;

/// <summary>How far a refresh is.</summary>
/// <param name="Done">Deals that were looked at.</param>
/// <param name="Waiting">Deals that still wait.</param>
public sealed record InsightProgress(int Done, int Waiting);

/// <summary>What a refresh did.</summary>
/// <param name="Read">Deals whose texts were read.</param>
/// <param name="Faults">Of these, deals whose texts could not be read.</param>
public sealed record InsightReport(int Read, int Faults);

/// <summary>
/// Keeps what is read in the texts of deals, and how they stand, up to date: takes deals out of the queue that the database's triggers
/// fill, reads and judges them, and writes that together with the end of their wait, in one transaction a batch. It can end at any point and goes on from
/// there; several processes may run it at once. It sees all deals; what a viewer may see of them is decided where they are shown.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">Tells past from planned activities.</param>
/// <param name="log">Where texts that could not be read are named.</param>
public sealed class InsightKeeper(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock, ILogger<InsightKeeper> log)
{
    /// <summary>Deals of one transaction: few enough that other writers hardly wait.</summary>
    public const int BatchSize = 100;

    // Texts in memory at once, beside those of the last deal.
    private const int TextsAtOnce = 300;
    private const int MaxFault = 500;

    /// <summary>How many deals are read side by side. Reading keeps a core busy, so a server leaves one to its users.</summary>
    public int Parallelism { get; init; } = 2;

    /// <summary>The reading; tests replace it to make it fail.</summary>
    internal Func<DealTexts, InsightSettings, DateOnly, DealReading> Reader { get; init; } = DealReadings.Read;

    /// <summary>Reads what has changed until nothing waits.</summary>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Ends it between two deals; what was not written then is read next time.</param>
    public async Task<InsightReport> RefreshAsync(IProgress<InsightProgress>? progress, CancellationToken ct)
    {
        var (done, read, faults) = (0, 0, 0);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            await InsightQueue.AddDueAsync(db, clock.GetUtcNow(), ct);
            await InsightQueue.AddNotJudgedAsync(db, DayOf(clock.GetUtcNow()), ct);
        }

        // Open deals first: they are what people look at after an import.
        foreach (var openOnly in new[] { true, false })
        {
            while (await RefreshBatchAsync(openOnly, ct) is { Taken: > 0 } batch)
            {
                (done, read, faults) = (done + batch.Taken, read + batch.Read, faults + batch.Faults);
                if (progress is not null)
                    progress.Report(new(done, await CountAsync(ct)));
            }
        }

        return new(read, faults);
    }

    private async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.InsightQueue.CountAsync(ct);
    }

    private async Task<(int Taken, int Read, int Faults)> RefreshBatchAsync(bool openOnly, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await InsightQueue.ExpandAsync(db, ct);
        // Taken before anything is loaded: what changes from now on has another stamp in the end.
        var taken = await InsightQueue.NextAsync(db, openOnly, BatchSize, ct);
        if (taken.Count == 0)
            return default;
        var now = clock.GetUtcNow();
        var ids = taken.Select(t => t.DealId).ToList();
        var files = await DealFiles.LoadAsync(db, db.Deals.Where(d => ids.Contains(d.Id)), ct);
        var touched = taken.Where(t => t.Texts).Select(t => t.DealId).ToHashSet();
        var readings = await ReadAsync(db, [.. files.Where(f => touched.Contains(f.Deal.Id))], now, ct);
        var judgements = await JudgeAsync(db, files, readings, now, ct);
        await WriteAsync(db, taken, readings, judgements, ct);
        return (taken.Count, readings.Count, readings.Count(r => r.Stored.Fault is not null));
    }

    private async Task<IReadOnlyCollection<FreshReading>> ReadAsync(WorkspaceDbContext db, IReadOnlyList<DealFile> files, DateTimeOffset now, CancellationToken ct)
    {
        if (files.Count == 0)
            return [];
        var settings = await InsightSettingsQuery.RunAsync(db, user: null, ct);
        var us = await db.People.AsNoTracking().ToListAsync(ct);
        var readings = new ConcurrentBag<FreshReading>();
        await Parallel.ForEachAsync(
            TextsOf(db, files, now, ct),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = ct },
            (deal, _) =>
            {
                readings.Add(Read(deal.File, deal.Texts, us, settings, now));
                return ValueTask.CompletedTask;
            });
        return readings;
    }

    // Some deals have hundreds of long calls, most have a few notes: a query loads as many deals as have about so many texts.
    private static async IAsyncEnumerable<(DealFile File, List<Activity> Texts)> TextsOf(
        WorkspaceDbContext db, IReadOnlyList<DealFile> files, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        var (group, wanted) = (new List<DealFile>(), new List<ActivityId>());
        for (var i = 0; i < files.Count; i++)
        {
            group.Add(files[i]);
            wanted.AddRange(files[i].Activities.Where(a => a.At <= now).Select(a => a.Id));
            if (wanted.Count < TextsAtOnce && i < files.Count - 1)
                continue;
            var texts = (await db.Activities.AsNoTracking().Where(a => wanted.Contains(a.Id)).ToListAsync(ct)).ToLookup(a => a.DealId);
            foreach (var one in group)
                yield return (one, [.. texts[one.Deal.Id]]);
            group.Clear();
            wanted.Clear();
        }
    }

    private FreshReading Read(DealFile file, List<Activity> texts, List<User> us, InsightSettings settings, DateTimeOffset now)
    {
        var (reading, fault) = (DealReading.Empty, (string?)null);
        try
        {
            reading = Reader(DealTexts.Read(file, texts, us), settings, DayOf(now));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One text that the rules stumble over must not keep all others from being read.
            log.LogError(e, "The texts of deal {Deal} could not be read", file.Deal.Id);
            var words = $"{e.GetType().Name}: {e.Message}";
            fault = words[..Math.Min(words.Length, MaxFault)];
        }

        return new(
            new()
            {
                DealId = file.Deal.Id,
                Version = DealReadings.Version,
                ReadAt = now,
                ReadAgainAt = file.Activities.Where(a => a.At > now).Select(a => (DateTimeOffset?)a.At).Min(),
                Document = StoredJson.Write(reading),
                Fault = fault,
            },
            reading);
    }

    private async Task<IReadOnlyList<StoredJudgement>> JudgeAsync(
        WorkspaceDbContext db, IReadOnlyList<DealFile> files, IReadOnlyCollection<FreshReading> readings, DateTimeOffset now, CancellationToken ct)
    {
        var open = files.Where(f => f.Stage.Status == DealStatus.Open).ToList();
        if (open.Count == 0)
            return [];
        var wins = await db.Deals.AsNoTracking()
            .Where(d => d.Status == DealStatus.Won)
            .OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id)
            .Take(PaceHistory.MaxWins).ToListAsync(ct);
        var pace = PaceHistory.Learn(wins);
        var fresh = readings.ToDictionary(r => r.Stored.DealId, r => r.Reading);
        var whole = await DealFiles.WithInsightAsync(db, open, ct);
        return [.. whole.Select(f => Judge(fresh.TryGetValue(f.Deal.Id, out var reading) ? f with { Reading = reading } : f, pace, now))];
    }

    private StoredJudgement Judge(DealFile file, PaceHistory pace, DateTimeOffset now)
    {
        try
        {
            var health = HealthAssessor.Assess(file, now, pace);
            return new() { DealId = file.Deal.Id, Day = DayOf(now), Verdict = (int)health.Verdict, Importance = health.Importance, Document = StoredJson.Write(health) };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The deal {Deal} could not be judged", file.Deal.Id);
            return new() { DealId = file.Deal.Id, Day = DayOf(now), Verdict = 0, Importance = 0 };
        }
    }

    private static async Task WriteAsync(
        WorkspaceDbContext db, IReadOnlyList<QueuedDeal> taken, IReadOnlyCollection<FreshReading> readings, IReadOnlyList<StoredJudgement> judgements, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Of a deal that changed meanwhile nothing is written, so that an older reading never replaces a newer one; it is still queued.
        var unchanged = await InsightQueue.UnchangedAsync(db, taken, ct);
        var fresh = readings.Where(r => unchanged.Contains(r.Stored.DealId)).ToList();
        await using (var writer = new BulkWriter(db))
        {
            foreach (var reading in fresh)
                await writer.WriteAsync(reading.Stored, isKnown: true, ct);
            foreach (var judgement in judgements.Where(j => unchanged.Contains(j.DealId)))
                await writer.WriteAsync(judgement, isKnown: true, ct);
        }

        await AddScoresAsync(db, fresh, ct);
        await db.InsightQueue.Where(q => unchanged.Contains(q.DealId)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task AddScoresAsync(WorkspaceDbContext db, IReadOnlyList<FreshReading> readings, CancellationToken ct)
    {
        var scored = readings.Where(r => r.Reading.Qualification is not null).Select(r => (r.Stored, Result: r.Reading.Qualification!)).ToList();
        if (scored.Count == 0)
            return;
        var ids = scored.Select(r => r.Stored.DealId).ToList();
        var frameworks = scored.Select(r => r.Result.Framework).Distinct().ToList();
        var history = (await db.Scores.AsNoTracking()
            .Where(s => ids.Contains(s.DealId) && frameworks.Contains(s.Framework))
            .OrderBy(s => s.At).ThenBy(s => s.Id)
            .ToListAsync(ct)).ToLookup(s => (s.DealId, s.Framework));
        foreach (var (stored, result) in scored)
        {
            if (QualificationScore.Next(stored.DealId, result, [.. history[(stored.DealId, result.Framework)]], stored.ReadAt) is { } score)
                db.Add(score);
        }

        await db.SaveChangesAsync(ct);
    }

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private sealed record FreshReading(StoredReading Stored, DealReading Reading);
}
