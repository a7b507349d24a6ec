using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
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
    private const int DealsAhead = 30;
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

        // Open deals first: they are what people look at after an import. What is queued again while a sweep runs waits for the next one.
        foreach (var openOnly in new[] { true, false })
        {
            while (await SweepAsync(openOnly, ct))
            {
            }
        }

        return new(read, faults);

        async Task<bool> SweepAsync(bool openOnly, CancellationToken ct)
        {
            var before = done;
            await foreach (var batch in RefreshBatchesAsync(openOnly, ct))
            {
                (done, read, faults) = (done + batch.Taken.Count, read + batch.Readings.Count, faults + batch.Readings.Count(r => r.Stored.Fault is not null));
                if (progress is not null)
                    progress.Report(new(done, await CountAsync(ct)));
            }

            return done > before;
        }
    }

    private async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.InsightQueue.CountAsync(ct);
    }

    // Reading is what takes long, so the next batch is fetched and the last one written meanwhile.
    private async IAsyncEnumerable<ReadBatch> RefreshBatchesAsync(bool openOnly, [EnumeratorCancellation] CancellationToken ct)
    {
        var fetching = FetchAsync(openOnly, [], ct);
        Task<ReadBatch>? writing = null;
        IReadOnlyList<DealId> written = [];
        try
        {
            while (await fetching is { } batch)
            {
                IReadOnlyList<DealId> taken = [.. batch.Taken.Select(t => t.DealId)];
                fetching = FetchAsync(openOnly, [.. taken, .. written], ct);
                var read = new ReadBatch(batch.Taken, batch.Files, await ReadAsync(batch, ct), batch.Now);
                if (writing is not null)
                    yield return await writing;
                (writing, written) = (Task.Run(() => WriteAsync(read, ct), ct), taken);
            }

            if (writing is not null)
                yield return await writing;
        }
        finally
        {
            // A fault of one must not leave the other at work on a database that its owner is about to close.
            await Task.WhenAll(fetching, writing ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<FetchedBatch?> FetchAsync(bool openOnly, IReadOnlyList<DealId> busy, CancellationToken ct) => Task.Run(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await InsightQueue.ExpandAsync(db, ct);
            // Taken before anything is loaded: what changes from now on has another stamp in the end.
            var taken = await InsightQueue.NextAsync(db, openOnly, busy, BatchSize, ct);
            if (taken.Count == 0)
                return null;
            var now = clock.GetUtcNow();
            var ids = taken.Select(t => t.DealId).ToList();
            return new FetchedBatch(taken, await DealFiles.LoadAsync(db, db.Deals.Where(d => EF.Parameter(ids).Contains(d.Id)), ct), now);
        },
        ct);

    private async Task<IReadOnlyCollection<FreshReading>> ReadAsync(FetchedBatch batch, CancellationToken ct)
    {
        var touched = batch.Taken.Where(t => t.Texts).Select(t => t.DealId).ToHashSet();
        var files = batch.Files.Where(f => touched.Contains(f.Deal.Id)).ToList();
        if (files.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await InsightSettingsQuery.RunAsync(db, user: null, ct);
        var us = await db.People.AsNoTracking().ToListAsync(ct);
        var readings = new ConcurrentBag<FreshReading>();
        await Parallel.ForEachAsync(
            Ahead(TextsOf(db, files, batch.Now, ct), ct),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = ct },
            (deal, _) =>
            {
                readings.Add(Read(deal.File, deal.Texts, us, settings, batch.Now));
                return ValueTask.CompletedTask;
            });
        return readings;
    }

    // The texts of the next deals are loaded while these are read.
    private static async IAsyncEnumerable<T> Ahead<T>(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(DealsAhead) { SingleReader = true, SingleWriter = true });
        var loading = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var item in items.WithCancellation(stop.Token))
                        await channel.Writer.WriteAsync(item, stop.Token);
                    channel.Writer.Complete();
                }
                catch (Exception fault)
                {
                    channel.Writer.Complete(fault);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(ct))
                yield return item;
        }
        finally
        {
            await stop.CancelAsync();
            await loading;
        }
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
            var texts = (await db.Activities.AsNoTracking().Where(a => EF.Parameter(wanted).Contains(a.Id)).ToListAsync(ct)).ToLookup(a => a.DealId);
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

    private async Task<IReadOnlyList<StoredJudgement>> JudgeAsync(WorkspaceDbContext db, ReadBatch batch, CancellationToken ct)
    {
        var open = batch.Files.Where(f => f.Stage.Status == DealStatus.Open).ToList();
        if (open.Count == 0)
            return [];
        var wins = await db.Deals.AsNoTracking()
            .Where(d => d.Status == DealStatus.Won)
            .OrderByDescending(d => d.CloseDate).ThenBy(d => d.Id)
            .Take(PaceHistory.MaxWins).ToListAsync(ct);
        var pace = PaceHistory.Learn(wins);
        var fresh = batch.Readings.ToDictionary(r => r.Stored.DealId, r => r.Reading);
        var whole = await DealFiles.WithInsightAsync(db, open, ct);
        return [.. whole.Select(f => Judge(fresh.TryGetValue(f.Deal.Id, out var reading) ? f with { Reading = reading } : f, pace, batch.Now))];
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

    private async Task<ReadBatch> WriteAsync(ReadBatch batch, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var judgements = await JudgeAsync(db, batch, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Of a deal that changed meanwhile nothing is written, so that an older reading never replaces a newer one; it is still queued.
        var unchanged = await InsightQueue.UnchangedAsync(db, batch.Taken, ct);
        var fresh = batch.Readings.Where(r => unchanged.Contains(r.Stored.DealId)).ToList();
        await using (var writer = new BulkWriter(db))
        {
            foreach (var reading in fresh)
                await writer.WriteAsync(reading.Stored, isKnown: true, ct);
            foreach (var judgement in judgements.Where(j => unchanged.Contains(j.DealId)))
                await writer.WriteAsync(judgement, isKnown: true, ct);
            await AddScoresAsync(db, writer, fresh, ct);
        }

        List<DealId> done = [.. unchanged];
        await db.InsightQueue.Where(q => EF.Parameter(done).Contains(q.DealId)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return batch;
    }

    private static async Task AddScoresAsync(WorkspaceDbContext db, BulkWriter writer, IReadOnlyList<FreshReading> readings, CancellationToken ct)
    {
        var scored = readings.Where(r => r.Reading.Qualification is not null).Select(r => (r.Stored, Result: r.Reading.Qualification!)).ToList();
        if (scored.Count == 0)
            return;
        var ids = scored.Select(r => r.Stored.DealId).ToList();
        var frameworks = scored.Select(r => r.Result.Framework).Distinct().ToList();
        var history = (await db.Scores.AsNoTracking()
            .Where(s => EF.Parameter(ids).Contains(s.DealId) && EF.Parameter(frameworks).Contains(s.Framework))
            .OrderBy(s => s.At).ThenBy(s => s.Id)
            .ToListAsync(ct)).ToLookup(s => (s.DealId, s.Framework));
        foreach (var (stored, result) in scored)
        {
            if (QualificationScore.Next(stored.DealId, result, [.. history[(stored.DealId, result.Framework)]], stored.ReadAt) is { } score)
                await writer.WriteAsync(score, isKnown: false, ct);
        }
    }

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private sealed record FreshReading(StoredReading Stored, DealReading Reading);

    private sealed record FetchedBatch(IReadOnlyList<QueuedDeal> Taken, IReadOnlyList<DealFile> Files, DateTimeOffset Now);

    private sealed record ReadBatch(IReadOnlyList<QueuedDeal> Taken, IReadOnlyList<DealFile> Files, IReadOnlyCollection<FreshReading> Readings, DateTimeOffset Now);
}
