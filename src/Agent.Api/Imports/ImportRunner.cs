using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Agent.Api.Insight;
using Agent.Api.Search;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Persistence;

namespace Agent.Api.Imports;

/// <summary>How far an import is.</summary>
internal enum ImportState
{
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>An import as the client shows it.</summary>
internal sealed record ImportStatus(
    Guid Id,
    ImportState State,
    bool DryRun,
    string? File,
    long RowsDone,
    long BytesDone,
    long BytesTotal,
    string? Error,
    ImportReport? Report);

/// <summary>
/// Runs uploaded imports, one at a time since they write the same tables. The uploaded files lie in a folder of their own
/// until the import ends. A process that is killed loses the status, not the rows: importing the files again completes them.
/// </summary>
internal sealed class ImportRunner(
    Importer importer, InsightWorker insight, IndexWorker index, ImportFeed feed, Workspace workspace, TimeProvider clock, ILogger<ImportRunner> log) : IHostedService, IDisposable
{
    // No import takes as long; a server beside this one on the same workspace may still read younger uploads.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    // Statuses kept for those who come back to the page.
    private const int Kept = 20;

    private readonly ConcurrentDictionary<Guid, Job> _jobs = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>A new folder for uploaded files.</summary>
    public string CreateFolder()
    {
        Sweep();
        return Directory.CreateDirectory(Path.Combine(Uploads, Guid.CreateVersion7().ToString("N"))).FullName;
    }

    /// <summary>Begins an import of uploaded files.</summary>
    /// <param name="owner">Who imports.</param>
    /// <param name="folder">The folder that the files were uploaded to; deleted in the end.</param>
    /// <param name="sources">The files.</param>
    /// <param name="options">How to import.</param>
    public ImportStatus Start(UserId owner, string folder, IReadOnlyList<ImportSource> sources, ImportOptions options)
    {
        foreach (var old in _jobs.Where(j => j.Value.Ended).OrderBy(j => j.Key).SkipLast(Kept - 1))
            _jobs.TryRemove(old.Key, out _);
        var id = Guid.CreateVersion7();
        var job = new Job(owner, new(id, ImportState.Running, options.DryRun, null, 0, 0, sources.Sum(s => s.Length), null, null), _stopping.Token);
        _jobs[id] = job;
        _ = Task.Run(() => RunAsync(job, folder, sources, options), CancellationToken.None);
        return job.Status;
    }

    /// <summary>A user's import, or null.</summary>
    public ImportStatus? Find(UserId owner, Guid id) => _jobs.TryGetValue(id, out var job) && job.Owner == owner ? job.Status : null;

    /// <summary>Cancels a user's import between two batches; what is written stays.</summary>
    /// <returns>False when the user has no such import.</returns>
    public bool Cancel(UserId owner, Guid id)
    {
        if (!_jobs.TryGetValue(id, out var job) || job.Owner != owner)
            return false;
        job.Cancel();
        return true;
    }

    /// <summary>The status of a user's import whenever it changes; ends with the import.</summary>
    public async IAsyncEnumerable<ImportStatus> WatchAsync(UserId owner, Guid id, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!_jobs.TryGetValue(id, out var job) || job.Owner != owner)
            yield break;
        while (true)
        {
            var (status, changed) = job.Look();
            yield return status;
            if (status.State != ImportState.Running)
                yield break;
            await changed.WaitAsync(ct);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Sweep();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose()
    {
        _one.Dispose();
        _stopping.Dispose();
    }

    private string Uploads => Path.Combine(workspace.Folder, "uploads");

    // A process that was killed leaves its uploads behind, and with them what customers wrote.
    private void Sweep()
    {
        var uploads = new DirectoryInfo(Uploads);
        if (!uploads.Exists)
            return;
        foreach (var left in uploads.EnumerateDirectories().Where(d => clock.GetUtcNow() - d.LastWriteTimeUtc > Abandoned))
        {
            try
            {
                left.Delete(recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(fault, "The uploads in {Folder} were left behind by an import and cannot be deleted", left.FullName);
            }
        }
    }

    private async Task RunAsync(Job job, string folder, IReadOnlyList<ImportSource> sources, ImportOptions options)
    {
        try
        {
            await _one.WaitAsync(job.Token);
            try
            {
                var report = await importer.ImportAsync(sources, options, job, job.Token);
                job.End(ImportState.Completed, null, report);
            }
            finally
            {
                _one.Release();
                insight.Touch();
                index.Touch();
                feed.Tell();
            }
        }
        catch (OperationCanceledException)
        {
            job.End(ImportState.Cancelled, "Cancelled. What was written by then stays; importing the same files again goes on from there.", null);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Import {Import} failed", job.Status.Id);
            job.End(ImportState.Failed, "The import failed. The details are in the server's log; importing the same files again goes on from where it stopped.", null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Job(UserId owner, ImportStatus status, CancellationToken stopping) : IProgress<ImportProgress>
    {
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ImportStatus _status = status;

        public UserId Owner { get; } = owner;

        public CancellationToken Token => _cancel.Token;

        public ImportStatus Status => Look().Status;

        public bool Ended => Status.State != ImportState.Running;

        public (ImportStatus Status, Task Changed) Look()
        {
            lock (_lock)
                return (_status, _changed.Task);
        }

        public void Cancel() => _cancel.Cancel();

        public void Report(ImportProgress value) =>
            Change(s => s with { File = value.File, RowsDone = value.RowsDone, BytesDone = value.BytesDone, BytesTotal = value.BytesTotal });

        public void End(ImportState state, string? error, ImportReport? report) => Change(s => s with { State = state, Error = error, Report = report });

        private void Change(Func<ImportStatus, ImportStatus> change)
        {
            TaskCompletionSource changed;
            lock (_lock)
            {
                _status = change(_status);
                (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            changed.TrySetResult();
        }
    }
}
