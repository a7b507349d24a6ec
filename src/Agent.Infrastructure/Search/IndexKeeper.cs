using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Search;

/// <summary>How far a refresh or a rebuild of the index is.</summary>
/// <param name="Done">Texts that were cut into passages.</param>
/// <param name="Waiting">Texts that still wait.</param>
public sealed record IndexProgress(long Done, long Waiting);

/// <summary>
/// Keeps the index in step with the texts: takes them out of the queue that the database's triggers fill, cuts them into passages and
/// hands these to the index. It can end at any point and goes on from there; several processes may run it at once. Words come first,
/// vectors follow when there is a model.
/// </summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="store">The index.</param>
/// <param name="embedder">Makes vectors.</param>
/// <param name="log">Where a text that could not be cut is named.</param>
public sealed class IndexKeeper(IDbContextFactory<WorkspaceDbContext> contexts, IPassageStore store, PassageEmbedder embedder, ILogger<IndexKeeper> log) : IDisposable
{
    /// <summary>Texts of one batch: few enough that other writers hardly wait.</summary>
    public const int BatchSize = 200;

    /// <summary>The most texts that a search waits for; more are left to the background.</summary>
    public const int MostAtSearch = 400;

    // Texts of one batch of a rebuild: the full-text index has less to merge, and a writer still waits less than a second.
    private const int RebuildBatchSize = 800;

    private readonly SemaphoreSlim _one = new(1);
    private bool _checked;

    /// <summary>Indexes what has changed until nothing waits.</summary>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Ends it between two batches.</param>
    /// <returns>How many texts were indexed.</returns>
    public async Task<long> RefreshAsync(IProgress<IndexProgress>? progress, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await CheckAsync(ct);
            var done = await DrainAsync(vectors: false, int.MaxValue, progress, ct);
            if (!embedder.IsConfigured)
                return done;
            if ((await store.GetStateAsync(ct)).Space == await embedder.GetSpaceAsync(ct))
                await DrainAsync(vectors: true, int.MaxValue, null, ct);
            else
                await RebuildAllAsync(null, ct);
            return done;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Indexes what was just written, so that a search finds it; a long queue is left to the background.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        if (await CountWaitingAsync(MostAtSearch + 1, ct) is 0 or > MostAtSearch)
            return;
        await _one.WaitAsync(ct);
        try
        {
            await DrainAsync(vectors: false, MostAtSearch, null, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Builds the whole index again, while searches go on.</summary>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Ends it between two batches; the old index stays then.</param>
    /// <returns>How many texts were indexed.</returns>
    public async Task<long> RebuildAsync(IProgress<IndexProgress>? progress, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var done = await RebuildAllAsync(progress, ct);
            await DrainAsync(vectors: false, int.MaxValue, null, ct);
            return done;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task CheckAsync(CancellationToken ct)
    {
        if (_checked)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await IndexQueue.AddOutdatedAsync(db, (await store.GetStateAsync(ct)).Passages == 0, ct);
        _checked = true;
    }

    private async Task<long> CountWaitingAsync(int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.IndexQueue.Where(q => q.Work > IndexWork.Vectors).OrderBy(q => q.Kind).ThenBy(q => q.SourceId).Take(most).LongCountAsync(ct);
    }

    private async Task<long> DrainAsync(bool vectors, int most, IProgress<IndexProgress>? progress, CancellationToken ct)
    {
        var done = 0L;
        while (done < most)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            // Taken before anything is loaded: what changes from now on has another stamp in the end.
            var taken = await IndexQueue.NextAsync(db, vectors, BatchSize, ct);
            if (taken.Count == 0)
                break;
            var sources = await LoadAsync(db, [.. taken.Select(t => new PassageSource(t.Kind, t.SourceId))], ct);
            await store.ReplaceAsync(vectors ? await embedder.EmbedAsync(sources, ct) : sources, ct);
            var terms = vectors ? [] : IndexQueue.TermsOf(sources.SelectMany(s => s.Passages));
            await IndexQueue.EndAsync(db, taken, !vectors && embedder.IsConfigured, terms, ct);
            done += taken.Count;
            if (progress is not null)
                progress.Report(new(done, await CountWaitingAsync(int.MaxValue, ct)));
        }

        return done;
    }

    private async Task<long> RebuildAllAsync(IProgress<IndexProgress>? progress, CancellationToken ct)
    {
        var space = await embedder.GetSpaceAsync(ct);
        var (done, terms) = (0L, new Dictionary<string, long>());
        await using var rebuild = await store.BeginRebuildAsync(space, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await db.Activities.LongCountAsync(ct) + await db.Materials.LongCountAsync(ct);
        // One batch is written while the next one is read and cut.
        var adding = Task.CompletedTask;
        try
        {
            await foreach (var batch in AllAsync(db, ct))
            {
                var sources = await embedder.EmbedAsync(await LoadAsync(db, batch, ct), ct);
                await adding;
                adding = Task.Run(() => rebuild.AddAsync(sources, ct), ct);
                foreach (var (term, count) in IndexQueue.TermsOf(sources.SelectMany(s => s.Passages)))
                    terms[term] = terms.GetValueOrDefault(term) + count;
                done += batch.Count;
                progress?.Report(new(done, Math.Max(0, all - done)));
            }

            await adding;
        }
        finally
        {
            await adding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await rebuild.CompleteAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Terms.ExecuteDeleteAsync(ct);
        await IndexQueue.CountAsync(db, terms, ct);
        await IndexQueue.SetMadeAsync(db, ct);
        await db.IndexQueue.Where(q => q.Work == IndexWork.Vectors).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return done;
    }

    // By id, so that what is added meanwhile moves nothing; it is in the queue anyway.
    private static async IAsyncEnumerable<IReadOnlyList<PassageSource>> AllAsync(WorkspaceDbContext db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = Guid.Empty; ;)
        {
            var ids = await db.Database.SqlQuery<byte[]>($"""SELECT "Id" AS "Value" FROM "activities" WHERE "Id" > {last.ToByteArray(true)} ORDER BY "Id" LIMIT {RebuildBatchSize}""").ToListAsync(ct);
            if (ids.Count == 0)
                break;
            yield return [.. ids.Select(id => new PassageSource(SourceKind.Activity, new Guid(id, true)))];
            last = new Guid(ids[^1], true);
        }

        var materials = await db.Materials.Select(m => m.Id).ToListAsync(ct);
        foreach (var batch in materials.Chunk(RebuildBatchSize))
            yield return [.. batch.Select(PassageSource.Of)];
    }

    private async Task<IReadOnlyList<SourcePassages>> LoadAsync(WorkspaceDbContext db, IReadOnlyList<PassageSource> sources, CancellationToken ct)
    {
        try
        {
            return await PassageSources.LoadAsync(db, sources, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && sources.Count > 1)
        {
            // One text that the reading stumbles over must not keep all others from being found.
            var one = new List<SourcePassages>();
            foreach (var source in sources)
                one.AddRange(await LoadAsync(db, [source], ct));
            return one;
        }
        catch (Exception e) when (e is not OperationCanceledException and not System.Data.Common.DbException)
        {
            log.LogError(e, "The text {Source} could not be cut into passages", sources[0]);
            return [.. sources.Select(s => new SourcePassages(s, []))];
        }
    }
}
